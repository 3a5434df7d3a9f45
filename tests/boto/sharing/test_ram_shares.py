"""Shares of moto's RAM: they make a group seen by other accounts; what those may do is the policy's to say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import moto
import pytest
from boto.sharing.questions import EMPTY, GROUP, PARTNER, ROLE, STRANGER, denied, open_to, statement
from freezegun import freeze_time

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ARNS_ARE_PRINCIPALS = pytest.mark.skipif(
    moto.__version__.startswith("5.0."), reason="this version's RAM takes accounts and organizations only"
)


@pytest.fixture
def ram(owner: SageMakerClient, group: str, aws_session: boto3.Session) -> Any:  # noqa: ARG001 - the group exists
    """The owner's client of RAM."""
    return aws_session.client("ram")


@pytest.fixture
def offer(ram: Any) -> Callable[..., str]:
    """Share groups with principals through RAM, and return the ARN of the share."""

    def offer(*principals: str, arns: tuple[str, ...] = (GROUP,)) -> str:
        share = ram.create_resource_share(name="groups", resourceArns=list(arns), principals=list(principals))
        return str(share["resourceShare"]["resourceShareArn"])

    return offer


def shared(client: SageMakerClient) -> list[str]:
    """Return the ARNs of the groups of other accounts that a list shows."""
    reply = client.list_model_package_groups(CrossAccountFilterOption="CrossAccount")
    return [one["ModelPackageGroupArn"] for one in reply["ModelPackageGroupSummaryList"]]


def test_an_account_sees_what_is_shared_with_it(
    offer: Callable[..., str], partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """A share with an account lists the group to that account, and to no other."""
    offer(PARTNER)

    assert (shared(partner), shared(stranger)) == ([GROUP], [])


def test_a_search_sees_it_too(offer: Callable[..., str], partner: SageMakerClient) -> None:
    """The group's record is found across accounts."""
    offer(PARTNER)

    results = partner.search(Resource="ModelPackageGroup", CrossAccountFilterOption="CrossAccount")["Results"]

    assert [one["ModelPackageGroup"]["ModelPackageGroupArn"] for one in results] == [GROUP]
    assert partner.search(Resource="ModelPackageGroup")["Results"] == []


def test_a_share_is_no_permission(owner: SageMakerClient, offer: Callable[..., str], partner: SageMakerClient) -> None:
    """What is seen through a share may not be described, nor anything else, until the policy says so."""
    owner.create_model_package(ModelPackageGroupName="churn")
    owner.create_model_package_group(ModelPackageGroupName="empty")
    offer(PARTNER, arns=(GROUP, EMPTY))

    assert shared(partner) == [GROUP, EMPTY]
    assert open_to(partner) == []


def test_share_and_policy_together_list_once(
    offer: Callable[..., str], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A group that is shared in both ways, or by two shares, is one group."""
    share(statement("DescribeModelPackageGroup"))
    offer(PARTNER)
    offer(PARTNER, STRANGER)

    assert shared(partner) == [GROUP]


def test_a_denied_description_does_not_hide_a_share(
    offer: Callable[..., str], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """RAM makes it seen, whatever the policy says of its use."""
    share(statement("*", Effect="Deny", Principal="*"))
    offer(PARTNER)

    assert shared(partner) == [GROUP]
    with denied("DescribeModelPackageGroup", GROUP, "with an explicit deny in a resource-based policy"):
        partner.describe_model_package_group(ModelPackageGroupName=GROUP)


def test_a_deleted_share_shows_nothing(ram: Any, offer: Callable[..., str], partner: SageMakerClient) -> None:
    """The group is seen as long as one of its shares is active."""
    first, second = offer(PARTNER), offer(PARTNER)

    ram.delete_resource_share(resourceShareArn=first)
    assert shared(partner) == [GROUP]

    ram.delete_resource_share(resourceShareArn=second)
    assert shared(partner) == []


def test_a_share_of_several_groups(owner: SageMakerClient, offer: Callable[..., str], partner: SageMakerClient) -> None:
    """One share may hold several groups; those that do not exist are not seen, and those outside stay unseen."""
    for name in ("empty", "secret"):
        owner.create_model_package_group(ModelPackageGroupName=name)
    offer(PARTNER, arns=(EMPTY, GROUP, GROUP.replace("churn", "nothing")))

    assert shared(partner) == [GROUP, EMPTY]


def test_a_share_of_what_is_not_ones_own(
    stranger: SageMakerClient, offer: Callable[..., str], partner: SageMakerClient
) -> None:
    """A share that names another account's group shows nothing of it."""
    theirs = stranger.create_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]
    offer(PARTNER, arns=(theirs,))

    assert shared(partner) == []


def test_an_organization_sees_what_is_shared_with_it(
    offer: Callable[..., str],
    aws_session: boto3.Session,
    caller: Callable[..., SageMakerClient],
    partner: SageMakerClient,
) -> None:
    """A share with the organization lists the group to its accounts, and to none outside."""
    organizations = aws_session.client("organizations")
    organization = organizations.create_organization(FeatureSet="ALL")["Organization"]["Arn"]
    account = organizations.create_account(AccountName="ml", Email="ml@example.com")["CreateAccountStatus"]["AccountId"]
    offer(organization)

    member = caller(f"arn:aws:iam::{account}:role/deployer")
    assert (shared(member), shared(partner)) == ([GROUP], [])


@ARNS_ARE_PRINCIPALS
@pytest.mark.parametrize("principal", [f"arn:aws:iam::{PARTNER}:root", ROLE])
def test_a_share_names_an_account_or_a_role_by_arn(
    offer: Callable[..., str], partner: SageMakerClient, stranger: SageMakerClient, principal: str
) -> None:
    """The root of an account stands for the account, and a role for its sessions."""
    offer(principal)

    assert (shared(partner), shared(stranger)) == ([GROUP], [])


@ARNS_ARE_PRINCIPALS
def test_a_share_with_a_role_is_not_with_its_account(
    offer: Callable[..., str], caller: Callable[..., SageMakerClient], partner: SageMakerClient
) -> None:
    """Another role of the same account does not see what is shared with one role."""
    trainer = f"arn:aws:iam::{PARTNER}:role/trainer"
    offer(trainer)

    assert (shared(caller(trainer)), shared(partner)) == ([GROUP], [])


@ARNS_ARE_PRINCIPALS
def test_a_share_with_a_user(
    offer: Callable[..., str], admin: Callable[[str], Any], service: Callable[..., Any], partner: SageMakerClient
) -> None:
    """A user of another account sees what is shared with it."""
    iam = admin("iam")
    user = iam.create_user(UserName="alice")["User"]["Arn"]
    alice = service("sagemaker", iam.create_access_key(UserName="alice")["AccessKey"])
    offer(user)

    assert (shared(alice), shared(partner)) == ([GROUP], [])


def test_a_share_with_an_organizational_unit(
    offer: Callable[..., str], aws_session: boto3.Session, caller: Callable[..., SageMakerClient]
) -> None:
    """A share with a unit of the organization lists the group to the unit's accounts, and to none beside it."""
    organizations = aws_session.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    unit = organizations.create_organizational_unit(ParentId=root, Name="ml")["OrganizationalUnit"]
    inside, outside = (
        organizations.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]["AccountId"]
        for name in ("inside", "outside")
    )
    organizations.move_account(AccountId=inside, SourceParentId=root, DestinationParentId=unit["Id"])
    offer(unit["Arn"])

    members = [caller(f"arn:aws:iam::{account}:role/deployer") for account in (inside, outside)]
    assert [shared(member) for member in members] == [[GROUP], []]


def test_a_group_that_has_gone_is_in_no_share(
    owner: SageMakerClient, offer: Callable[..., str], partner: SageMakerClient, transition: Callable[..., None]
) -> None:
    """A share outlives its group; while the group is being deleted it is listed, then not."""
    offer(PARTNER)
    transition(progression="time", seconds=10)
    with freeze_time() as clock:
        owner.delete_model_package_group(ModelPackageGroupName="churn")
        deleting = shared(partner)
        clock.tick(timedelta(seconds=10))

        assert (deleting, shared(partner)) == ([GROUP], [])
