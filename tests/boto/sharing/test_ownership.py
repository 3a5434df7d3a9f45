"""What another account registers in a group, or changes there, belongs to the group's account."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import DEPLOYER, GROUP, PARTNER, STRANGER, VERSION, policy_of, statement
from botocore.exceptions import ClientError
from support.errors import refused
from support.examples import HERE, SPECIFICATION, tags

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def open_group(group: str, share: Callable[..., None]) -> None:
    """The group, in which the partner and a third account may do anything."""
    share(statement("*", Principal={"AWS": [PARTNER, STRANGER]}), group=group)


def register(client: SageMakerClient, **members: Any) -> str:
    """Register a version by the group's ARN, and return the version's."""
    return client.create_model_package(ModelPackageGroupName=GROUP, **members)["ModelPackageArn"]


def by(reply: Any, member: str = "CreatedBy") -> str:
    """Return who is told as the creator, or as what `member` says."""
    return str(reply[member]["IamIdentity"]["Arn"])


@pytest.mark.usefixtures("open_group")
def test_numbers_are_the_groups(owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient) -> None:
    """Whoever registers gets the group's next number, and an ARN of the group's account."""
    arns = [register(client) for client in (partner, owner, stranger, partner)]

    assert arns == [f"{HERE}:model-package/churn/{number}" for number in (1, 2, 3, 4)]


@pytest.mark.usefixtures("open_group")
def test_the_version_is_in_its_owners_registry(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """The owner finds it by the group's name, by its own, and in a search; it is as it was registered."""
    members: Any = {
        "InferenceSpecification": SPECIFICATION,
        "ModelApprovalStatus": "Approved",
        "ModelPackageDescription": "trained elsewhere",
        "CustomerMetadataProperties": {"account": PARTNER},
    }
    arn = register(partner, **members)

    mine = owner.describe_model_package(ModelPackageName="churn/1")
    theirs = partner.describe_model_package(ModelPackageName=arn)
    assert (mine["ModelPackageArn"], mine["ModelPackageDescription"]) == (arn, "trained elsewhere")
    assert {**mine, "ResponseMetadata": None} == {**theirs, "ResponseMetadata": None}
    listed = owner.list_model_packages(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    assert [one["ModelPackageArn"] for one in listed["ModelPackageSummaryList"]] == [arn]
    found = owner.search(Resource="ModelPackage")["Results"]
    assert [one["ModelPackage"]["ModelPackageArn"] for one in found] == [arn]


@pytest.mark.usefixtures("open_group")
def test_nothing_is_in_the_callers_registry(partner: SageMakerClient) -> None:
    """The account that registers has no version of its own by that."""
    register(partner)

    assert partner.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert partner.list_model_packages(ModelPackageType="Both")["ModelPackageSummaryList"] == []
    assert partner.search(Resource="ModelPackage")["Results"] == []
    theirs = f"arn:aws:sagemaker:us-east-1:{PARTNER}:model-package/churn/1"
    with refused("ValidationException", f"ModelPackage {theirs} does not exist."):
        partner.describe_model_package(ModelPackageName="churn/1")


@pytest.mark.usefixtures("open_group")
def test_the_callers_group_of_the_same_name_is_another(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """A name leads to the caller's group and an ARN to the owner's; each counts for itself."""
    partner.create_model_package_group(ModelPackageGroupName="churn")

    assert register(partner) == f"{HERE}:model-package/churn/1"
    own = partner.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    assert own == f"arn:aws:sagemaker:us-east-1:{PARTNER}:model-package/churn/1"
    partner.update_model_package(ModelPackageArn=own, ModelApprovalStatus="Rejected")
    assert owner.describe_model_package(ModelPackageName=VERSION)["ModelApprovalStatus"] == "PendingManualApproval"


@pytest.mark.usefixtures("open_group")
def test_who_did_it_is_told(owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient) -> None:
    """CreatedBy and LastModifiedBy name the callers of the other accounts as STS does."""
    arn = register(partner)
    stranger.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")

    told = owner.describe_model_package(ModelPackageName=arn)

    assert by(told) == DEPLOYER
    assert by(told, "LastModifiedBy") == f"arn:aws:sts::{STRANGER}:assumed-role/deployer/ci"
    assert told["CreatedBy"]["IamIdentity"]["PrincipalId"].endswith(":ci")


@pytest.mark.usefixtures("open_group")
def test_tokens_of_two_accounts_do_not_meet(
    owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """A ClientToken is its account's: the same token from three accounts makes three versions, and each only once."""
    clients = (owner, partner, stranger)

    first = [register(client, ClientToken="once") for client in clients]
    again = [register(client, ClientToken="once") for client in clients]

    assert first == again == [f"{HERE}:model-package/churn/{number}" for number in (1, 2, 3)]


@pytest.mark.usefixtures("open_group")
def test_tokens_of_updates_do_not_meet_either(
    owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """One account's token does not stand in the way of another's update; within one account it does."""
    arn = register(owner)
    partner.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", ClientToken="once")

    stranger.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Rejected", ClientToken="once")

    assert owner.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Rejected"
    with refused("ConflictException", "ClientToken once was already used for a request with other parameters."):
        partner.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Rejected", ClientToken="once")


@pytest.mark.usefixtures("open_group")
def test_tags_are_the_groups(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """Tags that another account sets or takes away are those that the owner sees; versions take none."""
    owner.add_tags(ResourceArn=GROUP, Tags=tags(team="a"))

    assert partner.add_tags(ResourceArn=GROUP, Tags=tags(account=PARTNER))["Tags"] == tags(team="a", account=PARTNER)
    partner.delete_tags(ResourceArn=GROUP, TagKeys=["team"])

    assert owner.list_tags(ResourceArn=GROUP)["Tags"] == tags(account=PARTNER)
    message = "Tags are not supported in Model Package versions. Please add them to the Model Package Group."
    with refused("ValidationException", message):
        register(partner, Tags=tags(team="a"))


@pytest.mark.usefixtures("group")
def test_tags_at_creation_need_the_right_to_tag(share: Callable[..., None], partner: SageMakerClient) -> None:
    """Who may register but not tag is denied a request with tags, and the denial names the action on tags."""
    share(statement("CreateModelPackage"))

    with pytest.raises(partner.exceptions.ClientError, match="not authorized to perform: sagemaker:AddTags on"):
        register(partner, Tags=tags(team="a"))


@pytest.mark.usefixtures("open_group")
def test_deleting_is_deleting(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """Another account that may deletes a version, and the group once it is empty, under the rules of all."""
    arn = register(owner)
    with refused(
        "ConflictException",
        f"Model Package Group {GROUP} cannot be deleted because it still contains Model Packages.",
    ):
        partner.delete_model_package_group(ModelPackageGroupName=GROUP)

    partner.delete_model_package(ModelPackageName=arn)
    partner.delete_model_package_group(ModelPackageGroupName=GROUP)

    assert owner.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.usefixtures("open_group")
def test_pages_of_a_shared_group(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """Filters, order and paging are those of any list of versions."""
    for number in range(5):
        register(partner if number % 2 else owner, ModelApprovalStatus="Approved" if number else "Rejected")

    pages = partner.get_paginator("list_model_packages").paginate(
        ModelPackageGroupName=GROUP,
        ModelApprovalStatus="Approved",
        SortOrder="Ascending",
        PaginationConfig={"PageSize": 3},
    )

    shown = [[one["ModelPackageVersion"] for one in page["ModelPackageSummaryList"]] for page in pages]
    assert shown == [[2, 3, 4], [5]]


def test_quotas_are_the_owners(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
    seat_in: Callable[[str], Any],
    assume: Callable[..., Any],
) -> None:
    """A version counts in the account that owns it, whoever registers it."""
    with client_with(quotas={"ModelPackages": 1}) as owner:
        partner: SageMakerClient = seat_in(PARTNER).taken_with(assume(f"arn:aws:iam::{PARTNER}:role/deployer"))
        owner.create_model_package_group(ModelPackageGroupName="churn")
        owner.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy_of(statement("*")))
        assert partner.create_model_package(ModelPackageName="market")["ModelPackageArn"].endswith("/market")

        assert register(partner) == VERSION
        with pytest.raises(partner.exceptions.ResourceLimitExceeded, match="is 1 ModelPackages, with current"):
            register(partner)


@pytest.mark.usefixtures("open_group")
def test_registering_copies_nothing_that_is_not_shared(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """A SourceUri that names a package of the owner's which is not shared does not give its specification away."""
    secret: Any = {"Containers": [{"Image": "secret:1"}]}
    owner.create_model_package_group(ModelPackageGroupName="secret")
    source = owner.create_model_package(ModelPackageGroupName="secret", InferenceSpecification=secret)

    with suppress(ClientError):  # whether it is refused, or copies nothing, is not established
        register(partner, SourceUri=source["ModelPackageArn"])

    found = owner.search(Resource="ModelPackage")["Results"]
    holders = [one["ModelPackage"]["ModelPackageArn"] for one in found if "secret:1" in str(one)]
    assert holders == [source["ModelPackageArn"]]
