"""Within one account, the policy on a model package group may allow by itself, and deny in spite of all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, ALICE, TRAINER, allow, denied, is_let_through, spelled
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

GROUP, VERSION = f"{HERE}:model-package-group/churn", f"{HERE}:model-package/churn/1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/trainer"


@pytest.fixture
def share(client: SageMakerClient, version: str) -> Callable[..., None]:
    """Put a policy on the group of a version: one statement for a principal."""
    assert version == VERSION

    def share(principal: str, *actions: str, effect: str = "Allow") -> None:
        statement = {"Effect": effect, "Principal": {"AWS": principal}, "Action": spelled(*actions), "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
        client.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy)

    return share


def may_describe(caller: SageMakerClient) -> bool:
    """Tell whether a caller may describe the version."""
    return is_let_through(lambda: caller.describe_model_package(ModelPackageName=VERSION))


def test_a_policy_that_names_a_user_is_enough(share: Callable[..., None], user: Callable[..., SageMakerClient]) -> None:
    """The user needs no policy of its own for what the group's allows; others and other groups get nothing of it."""
    alice, bob = user(), user(name="bob")
    share(ALICE, "Describe*")

    assert alice.describe_model_package(ModelPackageName=VERSION)["ModelPackageArn"] == VERSION
    assert alice.describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"] == GROUP
    with denied(ALICE, "UpdateModelPackage", VERSION):
        alice.update_model_package(ModelPackageArn=VERSION)
    with denied(ALICE, "DescribeModelPackage", f"{HERE}:model-package/fraud/1"):
        alice.describe_model_package(ModelPackageName=f"{HERE}:model-package/fraud/1")
    assert not may_describe(bob)


def test_a_policy_that_names_the_account_leaves_it_to_the_account(
    share: Callable[..., None], set_policy: Callable[..., SageMakerClient]
) -> None:
    """The account's own policies then decide, as they do without a policy on the group."""
    share(ACCOUNT, "Describe*")
    share(f"arn:aws:iam::{ACCOUNT}:root", "Describe*")

    assert not may_describe(set_policy(allow("List*")))
    assert may_describe(set_policy(allow("Describe*")))


def test_a_denial_on_the_group_wins(share: Callable[..., None], user: Callable[..., SageMakerClient]) -> None:
    """What the group's policy denies is denied, whatever the user's allow, and is told so."""
    alice, bob = user(allow()), user(allow(), name="bob")
    share(ALICE, "DescribeModelPackage", effect="Deny")

    with denied(ALICE, "DescribeModelPackage", VERSION, "with an explicit deny in a resource-based policy"):
        alice.describe_model_package(ModelPackageName=VERSION)
    assert may_describe(bob)


def test_a_policy_that_names_a_role_is_limited_as_the_role_is(
    share: Callable[..., None], role: Callable[..., SageMakerClient], assume: Callable[..., SageMakerClient], iam: Any
) -> None:
    """A role that the group's policy names needs no permission, but a session policy and a boundary limit it."""
    share(ROLE, "Describe*")
    limited = role(session=[allow("List*")])

    assert may_describe(assume())
    with denied(
        TRAINER,
        "DescribeModelPackage",
        VERSION,
        "because no session policy allows the sagemaker:DescribeModelPackage action",
    ):
        limited.describe_model_package(ModelPackageName=VERSION)
    iam.put_role_permissions_boundary(RoleName="trainer", PermissionsBoundary="arn:aws:iam::aws:policy/Nothing")
    assert not may_describe(assume())


def test_a_policy_that_names_a_session_is_not_limited(
    share: Callable[..., None], role: Callable[..., SageMakerClient]
) -> None:
    """What the group's policy allows a session by name is allowed beside its limits."""
    share(TRAINER, "Describe*")

    assert may_describe(role(session=[allow("List*")]))


@pytest.mark.parametrize("path", ["/", "/teams/churn/"])
def test_a_role_is_named_by_its_arn(
    path: str,
    share: Callable[..., None],
    role: Callable[..., SageMakerClient],
    sts: Any,
    client_as: Callable[..., SageMakerClient],
) -> None:
    """The ARN of a role in a policy has the role's path, though the ARN of its sessions does not."""
    role(Path=path)
    arn = f"arn:aws:iam::{ACCOUNT}:role{path}trainer"
    share(arn, "Describe*")

    assert may_describe(client_as(sts.assume_role(RoleArn=arn, RoleSessionName="ci")["Credentials"]))


def test_everybody_is_anybody(share: Callable[..., None], user: Callable[..., SageMakerClient]) -> None:
    """The principal `*` is every caller."""
    alice = user()
    assert not may_describe(alice)

    share("*", "Describe*")

    assert may_describe(alice)
