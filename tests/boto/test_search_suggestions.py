"""GetSearchSuggestions: the tags in use, as property names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.examples import tags

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def tagged(client: SageMakerClient) -> None:
    """Resources of each kind, with tags and without."""
    given: Any = {"Tags": tags(team="a", tenant="x", cost="1")}
    client.create_model_package_group(ModelPackageGroupName="a", **given)
    client.create_model_package_group(ModelPackageGroupName="b", Tags=tags(team="b"))
    client.create_model_package_group(ModelPackageGroupName="c")
    client.create_model_package(ModelPackageGroupName="a")
    client.create_model_package(ModelPackageName="a", Tags=tags(owner="x"))
    client.create_model_card(ModelCardName="a", Content="{}", ModelCardStatus="Draft", Tags=tags(reviewer="x"))


def suggested(client: SageMakerClient, resource: Any, **request: Any) -> list[str]:
    """Return the names that are suggested."""
    reply = client.get_search_suggestions(Resource=resource, **request)
    return [one["PropertyName"] for one in reply["PropertyNameSuggestions"]]


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("ModelPackageGroup", ["Tags.cost", "Tags.team", "Tags.tenant"]),
        ("ModelPackage", ["Tags.owner"]),
        ("ModelCard", ["Tags.reviewer"]),
    ],
)
@pytest.mark.usefixtures("tagged")
def test_all_tags_of_a_resource(client: SageMakerClient, resource: str, expected: list[str]) -> None:
    """Without a hint every tag of that resource's kind is suggested once, in alphabetical order."""
    assert suggested(client, resource) == expected


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        ("Tags.", ["Tags.cost", "Tags.team", "Tags.tenant"]),
        ("Tags.te", ["Tags.team", "Tags.tenant"]),
        ("Tags.team", ["Tags.team"]),
        ("te", []),
        ("Metrics.", []),
    ],
)
@pytest.mark.usefixtures("tagged")
def test_a_hint_is_a_beginning(client: SageMakerClient, hint: str, expected: list[str]) -> None:
    """Suggested is what begins with the hint."""
    query = {"PropertyNameQuery": {"PropertyNameHint": hint}}

    assert suggested(client, "ModelPackageGroup", SuggestionQuery=query) == expected


@pytest.mark.usefixtures("tagged")
def test_a_query_without_hint_suggests_all(client: SageMakerClient) -> None:
    """An empty query is no restriction."""
    assert suggested(client, "ModelPackage", SuggestionQuery={}) == ["Tags.owner"]
