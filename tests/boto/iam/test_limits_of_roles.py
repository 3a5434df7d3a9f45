"""What limits a role beside its own policies: a permissions boundary, and the policy that a session is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import TRAINER, allow, denied, deny, document, is_let_through
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Act = Callable[[Callable[[], Any]], Any]

GROUP = f"{HERE}:model-package-group/churn"


@pytest.fixture
def boundary(client: SageMakerClient, iam: Any) -> Callable[..., str]:  # noqa: ARG001 - its mock
    """Make a managed policy of these statements for use as a boundary, and return its ARN."""

    def boundary(*statements: dict[str, Any]) -> str:
        arn: str = iam.create_policy(PolicyName="boundary", PolicyDocument=document(*statements))["Policy"]["Arn"]
        return arn

    return boundary


def test_a_boundary_limits_a_role(
    role: Callable[..., SageMakerClient], boundary: Callable[..., str], under: Act
) -> None:
    """A role may do what both its policies and its permissions boundary allow; each is told when it does not."""
    limit = boundary(allow("List*", "Search"), deny("ListModelCards"))
    caller = role(allow("List*", "CreateModelPackageGroup"), PermissionsBoundary=limit)

    def limited() -> None:
        caller.list_model_package_groups()
        action = "CreateModelPackageGroup"
        ending = f"because no permissions boundary allows the sagemaker:{action} action"
        with denied(TRAINER, action, GROUP, ending):
            caller.create_model_package_group(ModelPackageGroupName="churn")
        with denied(TRAINER, "ListModelCards", ending="with an explicit deny in a permissions boundary"):
            caller.list_model_cards()
        with denied(TRAINER, "Search"):
            caller.search(Resource="ModelPackage")

    under(limited)


def test_a_boundary_comes_and_goes(
    role: Callable[..., SageMakerClient], boundary: Callable[..., str], iam: Any
) -> None:
    """A boundary holds as soon as it is put, and as long as it is there; one that is deleted allows nothing."""
    caller = role(allow())
    limit = boundary(allow("Search"))

    assert is_let_through(caller.list_model_package_groups)
    iam.put_role_permissions_boundary(RoleName="trainer", PermissionsBoundary=limit)
    assert not is_let_through(caller.list_model_package_groups)
    iam.delete_policy(PolicyArn=limit)
    assert not is_let_through(lambda: caller.search(Resource="ModelPackage"))
    iam.delete_role_permissions_boundary(RoleName="trainer")
    assert is_let_through(caller.list_model_package_groups)


def test_a_session_policy_limits_a_session(role: Callable[..., SageMakerClient], under: Act) -> None:
    """A session may do what both the role's policies and the policy given to AssumeRole allow."""
    session = [allow("List*", "Search"), deny("ListModelCards")]
    caller = role(allow("List*", "CreateModelPackageGroup"), session=session)

    def limited() -> None:
        caller.list_model_package_groups()
        action = "CreateModelPackageGroup"
        with denied(TRAINER, action, GROUP, f"because no session policy allows the sagemaker:{action} action"):
            caller.create_model_package_group(ModelPackageGroupName="churn")
        with denied(TRAINER, "ListModelCards", ending="with an explicit deny in a session policy"):
            caller.list_model_cards()
        with denied(TRAINER, "Search"):
            caller.search(Resource="ModelPackage")

    under(limited)


def test_a_session_is_limited_alone(
    role: Callable[..., SageMakerClient], assume: Callable[..., SageMakerClient]
) -> None:
    """Two sessions of one role: the session policy of one does not limit the other."""
    limited = role(allow(), session=[allow("Search")])

    assert not is_let_through(limited.list_model_package_groups)
    assert is_let_through(assume().list_model_package_groups)


def test_all_limits_hold_together(role: Callable[..., SageMakerClient], boundary: Callable[..., str]) -> None:
    """Only what policies, boundary and session policy all allow is allowed; a denial in any of them wins."""
    limit = boundary(allow("List*", "Search"))
    session = [allow("List*", "Describe*"), deny("ListModelCards")]
    caller = role(allow(), session=session, PermissionsBoundary=limit)

    caller.list_model_package_groups()
    ending = "because no {} allows the sagemaker:{} action"
    with denied(TRAINER, "Search", ending=ending.format("session policy", "Search")):
        caller.search(Resource="ModelPackage")
    describe = "DescribeModelPackageGroup"
    with denied(TRAINER, describe, GROUP, ending.format("permissions boundary", describe)):
        caller.describe_model_package_group(ModelPackageGroupName="churn")
    with denied(TRAINER, "ListModelCards", ending="with an explicit deny in a session policy"):
        caller.list_model_cards()


@pytest.mark.usefixtures("client")
def test_a_role_that_does_not_exist_may_do_nothing(assume: Callable[..., SageMakerClient], under: Act) -> None:
    """Moto lets anybody assume any role; one that does not exist has no policies, whatever its session was given."""
    nobody, limited = assume(), assume(Policy=document(allow()))

    def try_both() -> None:
        for caller in (nobody, limited):
            with denied(TRAINER, "ListModelPackageGroups"):
                caller.list_model_package_groups()

    under(try_both)
