"""What a list shows: its filters, its order and its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from registry.building import at, card, card_version, export, group, package

from sagemaker_registry_mock.registry.listing import FILTERS, Listing, page_of
from sagemaker_registry_mock.registry.records import ALL, ModelPackage, ModelPackageGroup, Record
from sagemaker_registry_mock.registry.store import Shelf


def _groups(*names: str) -> Shelf[ModelPackageGroup]:
    """Put groups of these names on a shelf, each created ten seconds after the one before."""
    shelf: Shelf[ModelPackageGroup] = Shelf()
    for order, name in enumerate(names, start=1):
        shelf.put(group(name, order, second=10 * order))
    return shelf


def _listing(request: dict[str, Any], **changes: Any) -> Listing:
    return Listing(**{"operation": "ListThings", "request": request, "facet": ALL, "page_size": 10, **changes})


def _names(shelf: Shelf[Any], request: dict[str, Any], **changes: Any) -> list[str]:
    """Return the names on the first page."""
    records, _ = page_of(shelf, _listing(request, **changes), lambda record: record)
    return [record.name for record in records]


def test_the_oldest_comes_first() -> None:
    """Without SortBy and SortOrder a list ascends by CreationTime."""
    assert _names(_groups("c", "a", "b"), {}) == ["c", "a", "b"]


def test_an_operation_may_have_another_order() -> None:
    """The order of the operation holds where the request names none."""
    assert _names(_groups("c", "a", "b"), {}, order="Descending") == ["b", "a", "c"]


def test_the_requests_order_beats_the_operations() -> None:
    """SortOrder is the caller's to choose."""
    assert _names(_groups("c", "a", "b"), {"SortOrder": "Ascending"}, order="Descending") == ["c", "a", "b"]


def test_a_list_sorts_by_name() -> None:
    """SortBy Name sorts by the name, in either direction."""
    shelf = _groups("c", "a", "b")

    assert _names(shelf, {"SortBy": "Name"}) == ["a", "b", "c"]
    assert _names(shelf, {"SortBy": "Name", "SortOrder": "Descending"}) == ["c", "b", "a"]


def test_equal_creation_times_keep_the_order_of_creation() -> None:
    """The order of creation breaks a tie of CreationTime, in either direction."""
    shelf: Shelf[ModelPackageGroup] = Shelf()
    for order, name in enumerate("bca", start=1):
        shelf.put(group(name, order))

    assert _names(shelf, {}) == ["b", "c", "a"]
    assert _names(shelf, {"SortOrder": "Descending"}) == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, ["north", "south", "North"]),
        ({"NameContains": "orth"}, ["north", "North"]),
        ({"NameContains": "n"}, ["north"]),
        ({"NameContains": "x"}, []),
        ({"CreationTimeAfter": at(10)}, ["south", "North"]),
        ({"CreationTimeBefore": at(30)}, ["north", "south"]),
        ({"CreationTimeAfter": at(10), "CreationTimeBefore": at(30)}, ["south"]),
        ({"CreationTimeAfter": at(10), "NameContains": "orth"}, ["North"]),
    ],
)
def test_a_filter_leaves_what_satisfies_it(filters: dict[str, Any], shown: list[str]) -> None:
    """All filters must hold; times exclude their bound, and letter case counts in NameContains."""
    assert _names(_groups("north", "south", "North"), filters) == shown


def test_an_approval_status_filters_packages() -> None:
    """ModelApprovalStatus leaves the packages that have just that status; a package without one has none."""
    shelf: Shelf[ModelPackage] = Shelf()
    for order, status in enumerate(["Approved", None, "Rejected", "Approved"], start=1):
        shelf.put(package(f"p{order}", order, status=status))

    assert _names(shelf, {"ModelApprovalStatus": "Approved"}) == ["p1", "p4"]


def test_a_status_filters_cards_and_their_versions() -> None:
    """ModelCardStatus leaves what has just that status."""
    cards: Shelf[Any] = Shelf()
    versions: Shelf[Any] = Shelf()
    for order, status in enumerate(["Draft", "Approved", "Draft"], start=1):
        cards.put(card(f"c{order}", order, status=status))
        versions.put(card_version("c", order, version=order, status=status))
    request = {"ModelCardStatus": "Draft"}

    assert _names(cards, request) == ["c1", "c3"]
    shown, _ = page_of(versions, _listing(request, facet=("card", "c"), by="Version"), lambda version: version)
    assert [version.key for version in shown] == ["c/1", "c/3"]


@pytest.mark.parametrize(
    ("request_", "shown"),
    [
        ({"ModelCardExportJobNameContains": "onth"}, ["month-2", "month-1"]),
        ({"ModelCardVersion": 2}, ["month-2", "year"]),
        ({"StatusEquals": "Failed"}, ["year"]),
        ({"StatusEquals": "InProgress"}, []),
        ({"StatusEquals": "Completed", "ModelCardVersion": 1}, ["month-1"]),
        ({"SortBy": "Status"}, ["month-2", "month-1", "year"]),
        ({"SortBy": "Status", "SortOrder": "Descending"}, ["year", "month-1", "month-2"]),
        ({"SortBy": "Name"}, ["month-1", "month-2", "year"]),
    ],
)
def test_export_jobs_of_a_card(request_: dict[str, Any], shown: list[str]) -> None:
    """Jobs are filtered by name, version and status; Completed sorts before Failed."""
    jobs: Shelf[Any] = Shelf()
    jobs.put(export("month-2", 1, version=2))
    jobs.put(export("year", 2, version=2, failure="no bucket"))
    jobs.put(export("month-1", 3))
    jobs.put(export("month-3", 4, of="other"))

    assert _names(jobs, request_, facet=("card", "card")) == shown


def test_a_member_that_is_no_filter_filters_nothing() -> None:
    """Members that say where to look or how to sort leave every item in."""
    request = {
        "ModelPackageGroupName": "churn",
        "ModelPackageType": "Both",
        "CrossAccountFilterOption": "CrossAccount",
        "SortBy": "CreationTime",
    }

    assert not request.keys() & FILTERS.keys()
    assert _names(_groups("a", "b"), request) == ["a", "b"]


def test_a_list_shows_only_its_heading() -> None:
    """The facet says where to look."""
    shelf: Shelf[ModelPackage] = Shelf()
    shelf.put(package("alone", 1))
    shelf.put(package("churn", 2, version=1))

    assert _names(shelf, {}, facet=("kind", "Unversioned")) == ["alone"]
    assert _names(shelf, {}, facet=("group", "churn")) == ["churn"]


def test_the_settings_page_size_holds_where_the_request_has_none() -> None:
    """MaxResults beats the page size of the settings."""
    shelf = _groups("a", "b", "c", "d")

    assert _names(shelf, {}, page_size=3) == ["a", "b", "c"]
    assert _names(shelf, {"MaxResults": 1}, page_size=3) == ["a"]


@pytest.mark.parametrize(("size", "pages"), [(1, 3), (2, 2), (3, 1), (4, 1)])
def test_the_last_page_has_no_token(size: int, pages: int) -> None:
    """A page has a token exactly where something follows it, also where the last page is full."""
    shelf, shown = _groups("a", "b", "c"), []
    request: dict[str, Any] = {"MaxResults": size}
    for page in range(1, pages + 1):
        records, token = page_of(shelf, _listing(request), lambda record: record)
        shown.append([record.name for record in records])
        assert (token is None) == (page == pages)
        request = {**request, "NextToken": token} if token else request

    assert shown == [["a", "b", "c"][start : start + size] for start in range(0, 3, size)]


def test_an_item_is_shown_as_it_is_by_now() -> None:
    """A list shows what a record has become, not what is stored."""

    def policed(record: ModelPackageGroup) -> ModelPackageGroup:
        return replace(record, policy="seen")

    records, _ = page_of(_groups("a", "b"), _listing({}), policed)

    assert [record.policy for record in records] == ["seen", "seen"]


def test_an_item_that_has_gone_takes_no_place_on_a_page() -> None:
    """A record that has gone by now is passed over, and the page is filled with what comes behind."""

    def unless_b(record: Record) -> Record | None:
        return None if record.name == "b" else record

    shelf: Shelf[Any] = _groups("a", "b", "c", "d")
    first, token = page_of(shelf, _listing({"MaxResults": 2}), unless_b)
    second, end = page_of(shelf, _listing({"MaxResults": 2, "NextToken": token}), unless_b)

    assert [[record.name for record in page] for page in (first, second)] == [["a", "c"], ["d"]]
    assert end is None


def test_an_empty_shelf_is_one_empty_page() -> None:
    """A list of nothing is empty and has no token."""
    assert page_of(Shelf[Any](), _listing({}), lambda record: record) == ([], None)
