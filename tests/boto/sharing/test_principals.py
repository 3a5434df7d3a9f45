"""Whom a policy's Principal takes in: accounts, roles, sessions of roles, users, and everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import DEPLOYER, GROUP, PARTNER, ROLE, STRANGER, denied, statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

pytestmark = pytest.mark.usefixtures("group")

USER = f"arn:aws:iam::{PARTNER}:user/alice"
STRANGERS = f"arn:aws:sts::{STRANGER}:assumed-role/deployer/ci"

NAMING_THE_SESSION: dict[str, Any] = {
    "account": {"AWS": PARTNER},
    "root": {"AWS": f"arn:aws:iam::{PARTNER}:root"},
    "role": {"AWS": ROLE},
    "session": {"AWS": DEPLOYER},
    "one-of-many": {"AWS": [STRANGER, "arn:aws:iam::444444444444:role/deployer", ROLE]},
    "everybody": "*",
    "every-account": {"AWS": "*"},
    "every-account-in-a-list": {"AWS": ["*"]},
    "beside-a-service": {"Service": "sagemaker.amazonaws.com", "AWS": PARTNER},
}
NAMING_SOMEBODY_ELSE: dict[str, Any] = {
    "another-account": {"AWS": STRANGER},
    "another-root": {"AWS": f"arn:aws:iam::{STRANGER}:root"},
    "another-role": {"AWS": f"arn:aws:iam::{PARTNER}:role/deploy"},
    "the-role-of-another-account": {"AWS": f"arn:aws:iam::{STRANGER}:role/deployer"},
    "another-session": {"AWS": f"arn:aws:sts::{PARTNER}:assumed-role/deployer/c"},
    "a-user": {"AWS": USER},
    "a-pattern-of-roles": {"AWS": f"arn:aws:iam::{PARTNER}:role/*"},
    "a-pattern-of-accounts": {"AWS": "2222*"},
    "a-service": {"Service": "sagemaker.amazonaws.com"},
    "a-federation": {"Federated": "*"},
    "an-account-without-AWS": PARTNER,
    "nobody": {"AWS": []},
}


def sees(client: SageMakerClient) -> None:
    """Describe the group by its ARN."""
    told = client.describe_model_package_group(ModelPackageGroupName=GROUP)
    assert told["ModelPackageGroupArn"] == GROUP


@pytest.mark.parametrize("principal", NAMING_THE_SESSION.values(), ids=NAMING_THE_SESSION)
def test_the_session_of_a_role_is_taken_in(
    share: Callable[..., None], partner: SageMakerClient, principal: Any
) -> None:
    """A session is its account's, its role's, its own, and one of everybody."""
    share(statement("DescribeModelPackageGroup", Principal=principal))

    sees(partner)


@pytest.mark.parametrize("principal", NAMING_SOMEBODY_ELSE.values(), ids=NAMING_SOMEBODY_ELSE)
def test_a_session_is_nobody_else(share: Callable[..., None], partner: SageMakerClient, principal: Any) -> None:
    """Names are compared as a whole, and a name holds no wildcard."""
    share(statement("DescribeModelPackageGroup", Principal=principal))

    with denied("DescribeModelPackageGroup", GROUP):
        sees(partner)


def test_a_named_session_is_one_of_its_roles(
    share: Callable[..., None], caller: Callable[..., SageMakerClient]
) -> None:
    """Another session of the same role is taken in by the role's ARN, not by the ARN of the first session."""
    nightly = caller(ROLE, "nightly")

    share(statement("DescribeModelPackageGroup", Principal={"AWS": DEPLOYER}))
    with denied("DescribeModelPackageGroup", GROUP, caller=DEPLOYER.replace("/ci", "/nightly")):
        sees(nightly)

    share(statement("DescribeModelPackageGroup", Principal={"AWS": ROLE}))
    sees(nightly)


def test_a_role_with_a_path_is_named_with_it(
    share: Callable[..., None], caller: Callable[..., SageMakerClient]
) -> None:
    """The ARN of a role has its path, which the ARNs of its sessions have not."""
    role = f"arn:aws:iam::{PARTNER}:role/teams/churn/deployer"
    client = caller(role)

    share(statement("DescribeModelPackageGroup", Principal={"AWS": role}))
    sees(client)

    share(statement("DescribeModelPackageGroup", Principal={"AWS": ROLE}))
    with denied("DescribeModelPackageGroup", GROUP):
        sees(client)


@pytest.mark.parametrize("principal", [USER, PARTNER, f"arn:aws:iam::{PARTNER}:root", "*"])
def test_a_user_is_taken_in(
    admin: Callable[[str], Any], service: Callable[..., Any], share: Callable[..., None], principal: str
) -> None:
    """An IAM user of another account is named by its ARN, by its account, or with everybody."""
    iam = admin("iam")
    iam.create_user(UserName="alice")
    alice = service("sagemaker", iam.create_access_key(UserName="alice")["AccessKey"])
    share(statement("DescribeModelPackageGroup", Principal={"AWS": principal}))

    sees(alice)


def test_one_user_is_not_another(
    admin: Callable[[str], Any], service: Callable[..., Any], share: Callable[..., None]
) -> None:
    """The denial names the user as IAM does."""
    iam = admin("iam")
    iam.create_user(UserName="bob")
    bob = service("sagemaker", iam.create_access_key(UserName="bob")["AccessKey"])
    share(statement("DescribeModelPackageGroup", Principal={"AWS": [USER, ROLE]}))

    with denied("DescribeModelPackageGroup", GROUP, caller=f"arn:aws:iam::{PARTNER}:user/bob"):
        sees(bob)


def test_several_accounts_may_be_named(
    share: Callable[..., None], partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """Each account gets what its own statements give."""
    share(
        statement("DescribeModelPackageGroup", Principal={"AWS": [PARTNER, STRANGER]}),
        statement("ListTags", Principal={"AWS": [STRANGER]}),
    )

    sees(partner)
    sees(stranger)
    assert stranger.list_tags(ResourceArn=GROUP)["Tags"] == []
    with denied("ListTags", GROUP):
        partner.list_tags(ResourceArn=GROUP)


def test_the_owner_needs_no_policy(owner: SageMakerClient, share: Callable[..., None]) -> None:
    """Nobody asks the policy of the account's own calls as long as IAM is not enforced."""
    share(statement("*"), statement("*", Effect="Deny", Principal="*"))

    sees(owner)
    assert owner.create_model_package(ModelPackageGroupName=GROUP)["ModelPackageArn"].endswith("churn/1")
    with denied("DescribeModelPackageGroup", GROUP.replace("123456789012", STRANGER), caller=_arn_of(owner)):
        owner.describe_model_package_group(ModelPackageGroupName=GROUP.replace("123456789012", STRANGER))


def _arn_of(client: SageMakerClient) -> str:
    told: Any = client.describe_model_package_group(ModelPackageGroupName="churn")["CreatedBy"]["IamIdentity"]
    return str(told["Arn"])
