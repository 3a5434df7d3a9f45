"""Paging while others create and delete: nothing is shown twice, nothing that stays is hidden."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.building import group

from sagemaker_registry_mock.registry.listing import Listing, page_of
from sagemaker_registry_mock.registry.records import ALL, ModelPackageGroup
from sagemaker_registry_mock.registry.store import Shelf

#: What happens between two pages: how many groups are created, and which of those there are go.
BETWEEN = st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(0, 30), max_size=4)), max_size=12)
NAMES = st.integers(0, 99).map("n{:02d}".format)


class World:
    """A shelf that others write to."""

    def __init__(self, names: list[str]) -> None:
        self.shelf: Shelf[ModelPackageGroup] = Shelf()
        self.orders = 0
        for name in names:
            self.create(name)

    def create(self, name: str) -> None:
        """Create a group; every third is as old as the one before."""
        self.orders += 1
        self.shelf.put(group(f"{name}-{self.orders}", self.orders, second=self.orders // 3))

    def delete(self, which: int) -> None:
        """Delete the group at this place, if there is one."""
        for one in list(self.shelf)[which : which + 1]:
            self.shelf.drop(one)

    def page(self, request: dict[str, Any]) -> tuple[list[ModelPackageGroup], str | None]:
        """Return a page of the list."""
        listing = Listing(operation="ListThings", request=request, facet=ALL, page_size=10)
        return page_of(self.shelf, listing, lambda record: record)


@settings(deadline=None)
@given(
    names=st.lists(NAMES, min_size=3, max_size=30),
    between=BETWEEN,
    sort_by=st.sampled_from(["Name", "CreationTime"]),
    sort_order=st.sampled_from(["Ascending", "Descending"]),
    data=st.data(),
)
def test_what_stays_is_shown_once(
    names: list[str], between: list[Any], sort_by: str, sort_order: str, data: st.DataObject
) -> None:
    """What is there from the first page to the last is shown exactly once, in order, whatever others do."""
    world = World(names)
    stays = {one.order for one in world.shelf}
    request: dict[str, Any] = {"SortBy": sort_by, "SortOrder": sort_order}
    shown: list[ModelPackageGroup] = []
    disturbances = iter(between)
    while True:
        page, token = world.page({**request, "MaxResults": data.draw(st.integers(1, 5), "MaxResults")})
        assert all(world.shelf.find(one.key) is one for one in page)
        shown += page
        if token is None:
            break
        request["NextToken"] = token
        created, deleted = next(disturbances, (0, []))
        for _ in range(created):
            world.create(data.draw(NAMES, "name"))
        for which in deleted:
            world.delete(which)
        stays &= {one.order for one in world.shelf}

    orders = [one.order for one in shown]
    keys = [one.sort_key(sort_by) for one in shown]
    assert len(orders) == len(set(orders))
    assert stays <= set(orders)
    assert keys == sorted(keys, reverse=sort_order == "Descending")


@pytest.mark.parametrize("sort_order", ["Ascending", "Descending"])
def test_paging_goes_on_where_the_last_item_shown_has_gone(sort_order: str) -> None:
    """The item that a page ended with may be deleted before the next page is asked for."""
    world = World(["a", "b", "c", "d"])
    request = {"SortOrder": sort_order, "MaxResults": 2}
    first, token = world.page(request)
    world.shelf.drop(first[-1])

    second, end = world.page({**request, "NextToken": token})

    ahead = [one.name for one in first + second]
    assert ahead == (["a-1", "b-2", "c-3", "d-4"] if sort_order == "Ascending" else ["d-4", "c-3", "b-2", "a-1"])
    assert end is None


def test_a_new_item_shows_up_where_the_list_has_not_been_yet() -> None:
    """A group created between two pages is shown where its place lies ahead, and not where it lies behind."""
    world = World(["b", "d", "f"])
    request = {"SortBy": "Name", "MaxResults": 2}
    _, token = world.page(request)
    world.create("a")
    world.create("e")

    second, _ = world.page({**request, "NextToken": token})

    assert [one.name for one in second] == ["e-5", "f-3"]
