"""Paging: the same for every list and for Search."""

from __future__ import annotations

import base64
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

MANY = 105


@pytest.fixture
def many(client: SageMakerClient) -> list[str]:
    """Create `MANY` groups and return their names in the order of creation."""
    names = [f"group-{number}" for number in range(MANY)]
    for name in names:
        client.create_model_package_group(ModelPackageGroupName=name)
    return names


def group_pages(client: SageMakerClient, **options: Any) -> list[list[str]]:
    """Return the names on each page of a list of groups."""
    pages = client.get_paginator("list_model_package_groups").paginate(**options)
    return [[one["ModelPackageGroupName"] for one in page["ModelPackageGroupSummaryList"]] for page in pages]


def test_a_paginator_goes_through_all_groups(client: SageMakerClient, many: list[str]) -> None:
    """Ten to a page by default, up to a hundred if asked for; the last page is the rest and has no token."""
    by_default = group_pages(client)
    by_hundred = group_pages(client, PaginationConfig={"PageSize": 100}, SortBy="Name", SortOrder="Descending")

    assert [len(page) for page in by_default] == [10] * 10 + [5]
    assert list(chain(*by_default)) == many
    assert [len(page) for page in by_hundred] == [100, 5]
    assert list(chain(*by_hundred)) == sorted(many, reverse=True)
    assert "NextToken" not in client.list_model_package_groups(MaxResults=100, NameContains="group-1")


def test_a_paginator_goes_through_all_versions(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Versions are paged newest first; every filter holds on every page."""
    arns = [register(ModelApprovalStatus=("Approved", "Rejected")[number % 2]) for number in range(MANY)]
    paginator = client.get_paginator("list_model_packages")

    pages = [page["ModelPackageSummaryList"] for page in paginator.paginate(ModelPackageGroupName="churn")]
    approved = paginator.paginate(
        ModelPackageGroupName="churn", ModelApprovalStatus="Approved", PaginationConfig={"PageSize": 20}
    )

    assert [len(page) for page in pages] == [10] * 10 + [5]
    assert [one["ModelPackageArn"] for page in pages for one in page] == arns[::-1]
    assert [one["ModelPackageArn"] for page in approved for one in page["ModelPackageSummaryList"]] == arns[::-2]


def test_a_paginator_goes_through_a_search(client: SageMakerClient, many: list[str]) -> None:
    """Search pages as the lists do, and tells the number of all hits on every page."""
    pages = list(client.get_paginator("search").paginate(Resource="ModelPackageGroup", SortOrder="Ascending"))

    found = [one["ModelPackageGroup"]["ModelPackageGroupName"] for page in pages for one in page["Results"]]
    assert [len(page["Results"]) for page in pages] == [10] * 10 + [5]
    assert found == many
    assert {page["TotalHits"]["Value"] for page in pages} == {MANY}


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
@pytest.mark.parametrize("sort_by", ["CreationTime", "Name"])
def test_pages_are_stable_while_others_write(client: SageMakerClient, sort_by: Any, order: Any) -> None:
    """A page goes on behind the last item shown, even if that one is gone: none is repeated, none is hidden."""
    names = [f"group-{number}" for number in range(6)]
    for name in names:
        client.create_model_package_group(ModelPackageGroupName=name)
    options: Any = {"SortBy": sort_by, "SortOrder": order}
    expected = names if order == "Ascending" else names[::-1]

    first = client.list_model_package_groups(**options, MaxResults=2)
    for name in expected[:3]:
        client.delete_model_package_group(ModelPackageGroupName=name)
    client.create_model_package_group(ModelPackageGroupName="newcomer")
    rest = client.list_model_package_groups(**options, NextToken=first["NextToken"])

    newcomer = ["newcomer"] if order == "Ascending" else []
    assert [one["ModelPackageGroupName"] for one in first["ModelPackageGroupSummaryList"]] == expected[:2]
    assert [one["ModelPackageGroupName"] for one in rest["ModelPackageGroupSummaryList"]] == expected[3:] + newcomer


def test_a_token_outlives_another_page_size(client: SageMakerClient, many: list[str]) -> None:
    """MaxResults may change from page to page."""
    token = client.list_model_package_groups(MaxResults=3)["NextToken"]

    reply = client.list_model_package_groups(MaxResults=5, NextToken=token)

    assert [one["ModelPackageGroupName"] for one in reply["ModelPackageGroupSummaryList"]] == many[3:8]


def test_a_token_is_bound_to_its_filters_and_its_operation(client: SageMakerClient, group: str) -> None:
    """A token that comes with other filters, another order or another operation is refused."""
    client.create_model_package_group(ModelPackageGroupName="churn-2")
    token = client.list_model_package_groups(NameContains=group, MaxResults=1)["NextToken"]
    search: Any = {"Resource": "ModelPackageGroup", "NextToken": token}
    asks: list[Callable[[], Any]] = [
        lambda: client.list_model_package_groups(NameContains="chur", NextToken=token),
        lambda: client.list_model_package_groups(NextToken=token),
        lambda: client.list_model_package_groups(NameContains=group, SortOrder="Descending", NextToken=token),
        lambda: client.list_model_packages(NameContains=group, NextToken=token),
        lambda: client.search(**search),
        lambda: client.list_tags(ResourceArn=f"{HERE}:model-package-group/churn", NextToken=token),
    ]

    for ask in asks:
        with refused("ValidationException", "Invalid NextToken."):
            ask()


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("no token", id="not-base64"),
        pytest.param("tökén", id="not-ascii"),
        pytest.param(base64.b64encode(b"\xff\xfe").decode(), id="not-utf-8"),
        pytest.param(base64.b64encode(b"0123456789abcdef[1, 2]").decode(), id="wrong-seal"),
    ],
)
def test_a_corrupt_token_is_refused(client: SageMakerClient, group: str, token: str) -> None:
    """A token is only good as it was issued."""
    with refused("ValidationException", "Invalid NextToken."):
        client.list_model_package_groups(NextToken=token)
    with refused("ValidationException", "Invalid NextToken."):
        client.list_model_packages(ModelPackageGroupName=group, NextToken=token)
    with refused("ValidationException", "Invalid NextToken."):
        client.search(Resource="ModelPackage", NextToken=token)


def test_an_empty_token_is_none(client: SageMakerClient, group: str) -> None:
    """Clients that pass the token of a reply without looking begin at the first page."""
    client.add_tags(ResourceArn=f"{HERE}:model-package-group/{group}", Tags=tags(team="a"))

    reply = client.list_model_package_groups(NextToken="")

    assert [one["ModelPackageGroupName"] for one in reply["ModelPackageGroupSummaryList"]] == [group]
