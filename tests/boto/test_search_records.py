"""Search: what the record of each resource tells, in which order, and what is visible."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.examples import HERE, SPECIFICATION, additional, tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

CONTENT = json.dumps(
    {
        "model_overview": {"model_id": "model-1", "model_name": "churn"},
        "intended_uses": {"risk_rating": "High"},
        "model_package_details": {"model_package_group_name": "churn"},
    }
)


def records(client: SageMakerClient, resource: str, **request: Any) -> list[dict[str, Any]]:
    """Return the records that a search for this resource finds."""
    reply: Any = client.search(Resource=resource, **request)  # type: ignore[arg-type]
    return [one[resource] for one in reply["Results"]]


def test_the_record_of_a_package_is_its_description(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """Whatever Describe tells of a version is in its record, but for the storage type, which records do not have."""
    arn = register(
        InferenceSpecification=SPECIFICATION,
        AdditionalInferenceSpecifications=additional("a"),
        CustomerMetadataProperties={"team": "a"},
        ModelLifeCycle={"Stage": "Dev", "StageStatus": "Approved"},
        ModelCard={"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        ManagedStorageType="Restricted",
    )
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    described = describe(arn)
    del described["ManagedStorageType"]

    assert records(client, "ModelPackage") == [described]


def test_a_record_has_the_tags_that_there_are(client: SageMakerClient) -> None:
    """A package without tags has no member for them."""
    client.create_model_package(ModelPackageName="tagged", Tags=tags(team="a", cost="1"))
    client.create_model_package(ModelPackageName="plain")

    plain, tagged = records(client, "ModelPackage")

    assert tagged["Tags"] == tags(team="a", cost="1")
    assert "Tags" not in plain


def test_the_record_of_a_group(client: SageMakerClient) -> None:
    """A group's record is its description and its tags, without the configuration, which records do not have."""
    configuration: Any = {"ManagedStorageType": "Restricted"}
    client.create_model_package_group(
        ModelPackageGroupName="churn",
        ModelPackageGroupDescription="d",
        ManagedConfiguration=configuration,
        Tags=tags(team="a"),
    )
    expected = told(client.describe_model_package_group(ModelPackageGroupName="churn"))
    del expected["ManagedConfiguration"]

    assert records(client, "ModelPackageGroup") == [{**expected, "Tags": tags(team="a")}]


def test_the_record_of_a_card(client: SageMakerClient) -> None:
    """A card's record tells its latest version and what stands in its content, and can be found by that."""
    client.create_model_card(ModelCardName="churn", Content=CONTENT, ModelCardStatus="Draft", Tags=tags(team="a"))
    client.create_model_card(ModelCardName="other", Content="{}", ModelCardStatus="Draft")
    client.update_model_card(ModelCardName="churn", Content=CONTENT)
    client.update_model_card(ModelCardName="churn", ModelCardStatus="Approved")
    filters = [
        {"Name": "ModelId", "Value": "model-1"},
        {"Name": "RiskRating", "Value": "High"},
        {"Name": "ModelPackageGroupName", "Value": "churn"},
        {"Name": "ModelCardVersion", "Operator": "GreaterThan", "Value": "1"},
        {"Name": "Tags.team", "Value": "a"},
    ]

    (card,) = records(client, "ModelCard", SearchExpression={"Filters": filters})

    assert card["ModelCardArn"] == f"{HERE}:model-card/churn"
    assert (card["ModelCardName"], card["ModelCardVersion"], card["ModelCardStatus"]) == ("churn", 2, "Approved")
    assert (card["Content"], card["Tags"]) == (CONTENT, tags(team="a"))
    assert (card["ModelId"], card["RiskRating"], card["ModelPackageGroupName"]) == ("model-1", "High", "churn")


def test_a_search_without_expression_finds_everything_of_its_kind(client: SageMakerClient, version: str) -> None:
    """Each resource has its own records."""
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")

    assert [one["ModelPackageArn"] for one in records(client, "ModelPackage")] == [version]
    assert [one["ModelPackageGroupName"] for one in records(client, "ModelPackageGroup")] == ["churn"]
    assert [one["ModelCardName"] for one in records(client, "ModelCard")] == ["card"]


@pytest.fixture
def in_order(client: SageMakerClient) -> None:
    """Three groups and unversioned packages, a minute apart; the first package was updated last."""
    with freeze_time("2026-01-31 12:00:00") as clock:
        for name, description in (("b", "x"), ("a", None), ("c", "w")):
            given: Any = {"ModelPackageDescription": description} if description else {}
            client.create_model_package_group(ModelPackageGroupName=name)
            client.create_model_package(
                ModelPackageName=name,
                CertifyForMarketplace=name == "a",
                CustomerMetadataProperties={"n": name},
                **given,
            )
            clock.tick(timedelta(minutes=1))
        client.update_model_package(ModelPackageArn=f"{HERE}:model-package/b", ApprovalDescription="d")


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param({}, "bca", id="latest-change-first"),
        pytest.param({"SortOrder": "Ascending"}, "acb", id="earliest-change-first"),
        pytest.param({"SortBy": "LastModifiedTime", "SortOrder": "Descending"}, "bca", id="last-modified-time"),
        pytest.param({"SortBy": "CreationTime"}, "cab", id="creation-time"),
        pytest.param({"SortBy": "ModelPackageName", "SortOrder": "Ascending"}, "abc", id="text"),
        pytest.param({"SortBy": "CertifyForMarketplace"}, "acb", id="boolean"),
        pytest.param({"SortBy": "CustomerMetadataProperties.n", "SortOrder": "Descending"}, "cba", id="metadata"),
        pytest.param({"SortBy": "ModelPackageDescription"}, "bca", id="absent-comes-last"),
        pytest.param({"SortBy": "ModelPackageDescription", "SortOrder": "Ascending"}, "cba", id="absent-last-anyway"),
        pytest.param({"SortBy": "ModelPackageVersion", "SortOrder": "Ascending"}, "bac", id="all-absent"),
    ],
)
@pytest.mark.usefixtures("in_order")
def test_order(client: SageMakerClient, request_: dict[str, Any], expected: str) -> None:
    """The last change decides, or any plain property; what has none comes last, in the order of creation."""
    by_one = []
    pages = client.get_paginator("search").paginate(
        Resource="ModelPackage", **request_, PaginationConfig={"PageSize": 1}
    )
    for page in pages:
        assert page["TotalHits"]["Value"] == 3
        by_one += [one["ModelPackage"]["ModelPackageName"] for one in page["Results"]]

    assert [one["ModelPackageName"] for one in records(client, "ModelPackage", **request_)] == list(expected)
    assert by_one == list(expected)


@pytest.mark.usefixtures("in_order")
def test_numbers_are_sorted_as_numbers(client: SageMakerClient) -> None:
    """The tenth version comes behind the ninth."""
    for _ in range(10):
        client.create_model_package(ModelPackageGroupName="a")

    found = records(client, "ModelPackage", SortBy="ModelPackageVersion", SortOrder="Ascending", MaxResults=10)

    assert [one["ModelPackageVersion"] for one in found] == list(range(1, 11))


@pytest.mark.usefixtures("in_order")
def test_groups_are_sorted_by_their_creation(client: SageMakerClient) -> None:
    """Groups are never modified: the default order is that of their creation, newest first."""
    assert [one["ModelPackageGroupName"] for one in records(client, "ModelPackageGroup")] == ["c", "a", "b"]


def test_visibility_lets_through_what_has_the_tag_or_lacks_it(client: SageMakerClient) -> None:
    """A condition hides only resources that have the tag with another value; several conditions all hold."""
    for name, given in (("a", tags(team="a")), ("b", tags(team="b")), ("c", []), ("d", tags(team="a", cost="1"))):
        client.create_model_package_group(ModelPackageGroupName=name, Tags=given)
    team: Any = {"Key": "Tags.team", "Value": "a"}
    cost: Any = {"Key": "Tags.cost", "Value": "2"}

    def visible(*conditions: Any) -> str:
        found = records(client, "ModelPackageGroup", VisibilityConditions=list(conditions), SortOrder="Ascending")
        return "".join(one["ModelPackageGroupName"] for one in found)

    assert visible(team) == "acd"
    assert visible(team, cost) == "ac"


def test_other_accounts_show_nothing(client: SageMakerClient, group: str) -> None:
    """Where no other account shares anything, only SameAccount finds; cards are not shared at all."""
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    for resource in ("ModelPackageGroup", "ModelPackage", "ModelCard"):
        assert records(client, resource, CrossAccountFilterOption="CrossAccount") == []
    found = records(client, "ModelPackageGroup", CrossAccountFilterOption="SameAccount")
    assert [one["ModelPackageGroupName"] for one in found] == [group]


def test_other_resources_are_motos(client: SageMakerClient) -> None:
    """A search for what is not the registry's is answered by moto as ever."""
    client.create_experiment(ExperimentName="experiment")

    assert [one["ExperimentName"] for one in records(client, "Experiment")] == ["experiment"]
