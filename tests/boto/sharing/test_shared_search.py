"""Search with CrossAccountFilterOption=CrossAccount: shared groups, their versions, and no tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import GROUP, VERSION, VERSIONS, policy_of, statement
from support.errors import refused
from support.examples import HERE, tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

EVERYTHING = statement("*", Principal="*")


def found(client: SageMakerClient, resource: str, *filters: Any, **request: Any) -> list[dict[str, Any]]:
    """Return the records of other accounts that a search finds."""
    expression: Any = {"SearchExpression": {"Filters": list(filters)}} if filters else {}
    named: Any = resource
    reply: Any = client.search(Resource=named, CrossAccountFilterOption="CrossAccount", **expression, **request)
    return [one[resource] for one in reply["Results"]]


def versions(client: SageMakerClient, *filters: Any, **request: Any) -> list[str]:
    """Return the ARNs of the versions of other accounts that a search finds."""
    return [one["ModelPackageArn"] for one in found(client, "ModelPackage", *filters, **request)]


def is_(name: str, value: str) -> dict[str, str]:
    """Return a filter."""
    return {"Name": name, "Operator": "Equals", "Value": value}


@pytest.fixture
def theirs(stranger: SageMakerClient) -> str:
    """The ARN of an approved version that a third account shares with everybody."""
    stranger.create_model_package_group(ModelPackageGroupName="churn")
    stranger.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy_of(EVERYTHING))
    return stranger.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")[
        "ModelPackageArn"
    ]


def test_shared_groups_are_found(
    owner: SageMakerClient, group: str, theirs: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The record of a shared group is its owner's, and those that are not shared are not found."""
    share(EVERYTHING, group=group)
    owner.create_model_package_group(ModelPackageGroupName="secret")
    partner.create_model_package_group(ModelPackageGroupName="own")

    records = found(partner, "ModelPackageGroup", SortBy="CreationTime", SortOrder="Ascending")

    assert [one["ModelPackageGroupArn"] for one in records] == [GROUP, GROUP.replace("123456789012", "333333333333")]
    assert records[0] == told(owner.describe_model_package_group(ModelPackageGroupName=group))
    assert theirs.startswith(records[1]["ModelPackageGroupArn"].replace("model-package-group", "model-package"))


def test_versions_of_shared_groups_are_found(
    owner: SageMakerClient, version: str, theirs: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """Versions come with their groups; unversioned packages and the caller's own are not among them."""
    share(EVERYTHING)
    owner.create_model_package_group(ModelPackageGroupName="secret")
    owner.create_model_package(ModelPackageGroupName="secret")
    owner.create_model_package(ModelPackageName="market")
    partner.create_model_package_group(ModelPackageGroupName="churn")
    partner.create_model_package(ModelPackageGroupName="churn")

    assert sorted(versions(partner)) == sorted([version, theirs])
    assert found(partner, "ModelPackage", is_("ModelPackageArn", version)) == [
        told(owner.describe_model_package(ModelPackageName=version))
    ]


@pytest.mark.usefixtures("version", "theirs")
def test_ones_own_search_is_another(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """Without the option, and with SameAccount, a search finds what is the caller's own."""
    share(EVERYTHING)

    for option in ({}, {"CrossAccountFilterOption": "SameAccount"}):
        request: Any = option
        assert partner.search(Resource="ModelPackage", **request)["Results"] == []
        mine = owner.search(Resource="ModelPackage", **request)["Results"]
        assert [one["ModelPackage"]["ModelPackageArn"] for one in mine] == [VERSION]


def test_model_cards_are_not_found(
    owner: SageMakerClient, version: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The stand-alone cards of another account are not shared by its groups' policies."""
    owner.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    share(statement("*", Resource=["*", version]))

    assert found(partner, "ModelCard") == []
    assert len(owner.search(Resource="ModelCard")["Results"]) == 1


def test_tags_stay_at_home(
    owner: SageMakerClient, version: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """Records of other accounts have no tags: none is shown, none is found by, and none hides a record."""
    share(EVERYTHING)
    owner.add_tags(ResourceArn=GROUP, Tags=tags(team="a"))
    hiding: Any = [{"Key": "Tags.team", "Value": "b"}]

    assert ["Tags" in one for one in found(partner, "ModelPackageGroup")] == [False]
    assert found(partner, "ModelPackageGroup", is_("Tags.team", "a")) == []
    assert len(found(partner, "ModelPackageGroup", VisibilityConditions=hiding)) == 1
    assert ["Tags" in one for one in found(partner, "ModelPackage")] == [False]
    assert versions(partner, VisibilityConditions=hiding) == [version]
    assert owner.search(Resource="ModelPackageGroup", VisibilityConditions=hiding)["Results"] == []


def test_filters_go_over_all_accounts(
    owner: SageMakerClient, version: str, theirs: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """An expression selects among the versions of all accounts together."""
    share(EVERYTHING)
    owner.update_model_package(ModelPackageArn=version, ModelApprovalStatus="PendingManualApproval")

    assert versions(partner, is_("ModelApprovalStatus", "Approved")) == [theirs]
    assert versions(partner, is_("ModelApprovalStatus", "PendingManualApproval")) == [VERSION]
    assert len(versions(partner, is_("ModelPackageGroupName", "churn"))) == 2
    assert versions(partner, is_("ModelPackageGroupName", "basket")) == []


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
@pytest.mark.usefixtures("version", "theirs")
def test_pages_make_the_whole(
    owner: SageMakerClient, stranger: SageMakerClient, share: Callable[..., None], partner: SageMakerClient, order: str
) -> None:
    """Pages show every version of every account once, in the order of the undivided search."""
    share(EVERYTHING)
    for client in (owner, stranger, owner, stranger):
        client.create_model_package(ModelPackageGroupName="churn")

    for sort_by in ("LastModifiedTime", "CreationTime", "ModelPackageVersion", "ModelPackageGroupName"):
        request: Any = {"SortOrder": order, "SortBy": sort_by}
        pages = partner.get_paginator("search").paginate(
            Resource="ModelPackage",
            CrossAccountFilterOption="CrossAccount",
            PaginationConfig={"PageSize": 2},
            **request,
        )
        read = [[one["ModelPackage"]["ModelPackageArn"] for one in page["Results"]] for page in pages]

        assert [len(page) for page in read] == [2, 2, 2]
        assert [arn for page in read for arn in page] == versions(partner, **request)
        assert len({arn for page in read for arn in page}) == 6


@pytest.mark.usefixtures("version", "theirs")
def test_all_hits_are_counted(share: Callable[..., None], partner: SageMakerClient) -> None:
    """TotalHits counts what is found in all accounts, and a token is good for this search only."""
    share(EVERYTHING)

    page = partner.search(Resource="ModelPackage", CrossAccountFilterOption="CrossAccount", MaxResults=1)

    assert page["TotalHits"] == {"Value": 2, "Relation": "EqualTo"}
    with refused("ValidationException", "Invalid NextToken."):
        partner.search(Resource="ModelPackage", NextToken=page["NextToken"])


@pytest.mark.usefixtures("version")
def test_a_search_follows_the_policy(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """What loses its policy is not found any more."""
    share(EVERYTHING)
    assert versions(partner) == [VERSION]

    owner.delete_model_package_group_policy(ModelPackageGroupName="churn")

    assert versions(partner) == []
    assert found(partner, "ModelPackageGroup") == []


def test_a_search_tells_no_version_that_the_policy_keeps(
    owner: SageMakerClient, version: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A version whose description the policy does not share is not found either: Search would tell all of it."""
    second = owner.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    share(statement("DescribeModelPackageGroup"), statement("DescribeModelPackage", Resource=second))

    assert versions(partner) == [second]

    share(statement("*"), statement("DescribeModelPackage", Effect="Deny", Resource=VERSIONS))
    assert versions(partner) == []
    assert version == f"{HERE}:model-package/churn/1"
