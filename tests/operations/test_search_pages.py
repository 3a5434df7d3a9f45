"""The pages of a search: found once as long as nothing changes, and anew as soon as anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from freezegun import freeze_time
from moto import mock_aws
from moto.moto_api import state_manager

from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.operations import search as searching

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS, VERSIONS = ("a", "b"), 6
EQUAL_GROUP = {"Name": "ModelPackageGroupName", "Operator": "Equals", "Value": "a"}
APPROVED = {"Name": "ModelApprovalStatus", "Value": "Approved"}
OLD = {"Name": "ModelPackageVersion", "Operator": "LessThan", "Value": "5"}


@pytest.fixture
def place() -> Iterator[SageMaker]:
    """A registry with two groups of six versions, every second one approved, and an unversioned package."""
    with mock_aws():
        place = SageMaker("us-east-1", "123456789012")
        for group in GROUPS:
            place.ask("CreateModelPackageGroup", {"ModelPackageGroupName": group})
            for number in range(VERSIONS):
                status = ("Approved", "Rejected")[number % 2]
                place.ask("CreateModelPackage", {"ModelPackageGroupName": group, "ModelApprovalStatus": status})
        place.ask("CreateModelPackage", {"ModelPackageName": "alone"})
        yield place


def page(place: SageMaker, token: str | None = None, **request: Any) -> Any:
    """Return a page of two packages."""
    more = {} if token is None else {"NextToken": token}
    return place.ask(
        "Search", {"Resource": "ModelPackage", "MaxResults": 2, "SortBy": "CreationTime", **request, **more}
    )


def arns(reply: Any) -> list[str]:
    """Return what the packages on a page are called, short."""
    return [one["ModelPackage"]["ModelPackageArn"].partition("package/")[2] for one in reply["Results"]]


def all_pages(place: SageMaker, **request: Any) -> list[str]:
    """Return the packages on all pages."""
    found, token = [], None
    while True:
        reply = page(place, token, **request)
        found += arns(reply)
        token = reply["NextToken"]
        if token is None:
            return found


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
def test_the_pages_hold_what_one_page_holds(place: SageMaker, order: str) -> None:
    """Page by page everything is told once, in the order of the whole."""
    paged = all_pages(place, SortOrder=order)

    assert paged == arns(page(place, SortOrder=order, MaxResults=100))
    assert len(paged) == len(set(paged)) == len(GROUPS) * VERSIONS + 1


def test_the_records_are_looked_at_once_for_all_pages(place: SageMaker) -> None:
    """From the second page on nothing is looked for; the first page of the same search looks anew."""
    with mock.patch.object(searching, "_found", wraps=searching._found) as looking:  # noqa: SLF001 - what is counted
        all_pages(place)
        all_pages(place)

    assert looking.call_count == 2


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ([EQUAL_GROUP], ["a/6", "a/5", "a/4", "a/3", "a/2", "a/1"]),
        ([APPROVED], ["b/5", "b/3", "b/1", "a/5", "a/3", "a/1"]),
        ([EQUAL_GROUP, APPROVED, OLD], ["a/3", "a/1"]),
        ([{**EQUAL_GROUP, "Value": "A"}], []),
        ([{**EQUAL_GROUP, "Operator": "NotEquals"}, APPROVED], ["b/5", "b/3", "b/1"]),
        ([EQUAL_GROUP, {**EQUAL_GROUP, "Value": "b"}], []),
    ],
)
def test_a_heading_finds_what_looking_at_all_finds(
    place: SageMaker, filters: list[dict[str, str]], wanted: list[str]
) -> None:
    """Filters of a group and an approval, by which less is looked at, find what they find inside of a subexpression."""
    plain, inside = {"Filters": filters}, {"SubExpressions": [{"Filters": filters}]}

    assert all_pages(place, SearchExpression=plain) == all_pages(place, SearchExpression=inside) == wanted


def test_either_of_two_filters_is_enough_with_or(place: SageMaker) -> None:
    """With Or a filter of a group leaves nothing out."""
    expression = {"Operator": "Or", "Filters": [EQUAL_GROUP, {**OLD, "Value": "2"}]}

    assert all_pages(place, SearchExpression=expression) == ["b/1", "a/6", "a/5", "a/4", "a/3", "a/2", "a/1"]


@pytest.mark.parametrize(
    ("operation", "request_", "then"),
    [
        ("DeleteModelPackage", {"ModelPackageName": "b/5"}, ["b/4", "b/3"]),
        ("UpdateModelPackage", {"ModelPackageArn": "b/5", "ApprovalDescription": "late"}, ["b/5", "b/4"]),
        ("CreateModelPackage", {"ModelPackageGroupName": "b"}, ["b/5", "b/4"]),
    ],
)
def test_the_next_page_knows_of_changes(
    place: SageMaker, operation: str, request_: dict[str, str], then: list[str]
) -> None:
    """What was deleted, changed or created between two pages is told as it is by then, and counted."""
    first = page(place)
    if "ModelPackageArn" in request_:
        request_ = {
            **request_,
            "ModelPackageArn": place.arn("sagemaker", f"model-package/{request_['ModelPackageArn']}"),
        }
    place.ask(operation, request_)

    second = page(place, first["NextToken"])

    assert arns(second) == then
    assert second["TotalHits"]["Value"] == len(all_pages(place))
    descriptions = {one["ModelPackage"].get("ApprovalDescription") for one in second["Results"]}
    assert descriptions == ({"late", None} if operation == "UpdateModelPackage" else {None})


def test_a_status_that_moves_between_two_pages_is_told_as_it_is() -> None:
    """A version that is completed while its search is read has its new status on the next page."""
    with mock_aws(), freeze_time("2026-01-01") as clock:
        state_manager.set_transition("sagemaker::model_package", {"progression": "time", "seconds": 60})
        place = SageMaker("us-east-1", "123456789012")
        place.ask("CreateModelPackageGroup", {"ModelPackageGroupName": "a"})
        for _ in range(3):
            place.ask("CreateModelPackage", {"ModelPackageGroupName": "a"})
        first = page(place)
        clock.tick(120)
        second = page(place, first["NextToken"])
        state_manager.unset_transition("sagemaker::model_package")

    statuses = [one["ModelPackage"]["ModelPackageStatus"] for reply in (first, second) for one in reply["Results"]]
    assert statuses == ["Pending", "Pending", "Completed"]


def test_a_page_of_another_search_is_looked_for(place: SageMaker) -> None:
    """A search that is read while another one is, too, gets its own pages."""
    of_a: dict[str, Any] = {"SearchExpression": {"Filters": [EQUAL_GROUP]}}
    all_first, a_first = page(place), page(place, **of_a)

    assert arns(page(place, all_first["NextToken"])) == ["b/5", "b/4"]
    assert arns(page(place, a_first["NextToken"], **of_a)) == ["a/4", "a/3"]
