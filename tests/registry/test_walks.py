"""Walks over an index and a shelf, beside a plain list that is sorted anew each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from registry.building import package

from sagemaker_registry_mock.registry.files import File
from sagemaker_registry_mock.registry.records import ALL, ModelPackage, decided
from sagemaker_registry_mock.registry.store import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

STATUSES = [None, "PendingManualApproval", "Approved"]
GROUPS = ["a", "B"]

#: What the shelf files under a heading, told without looking at the records' own facets.
HEADINGS: dict[Any, Callable[[ModelPackage], bool]] = {
    ALL: lambda _: True,
    ("kind", "Versioned"): lambda one: one.version is not None,
    ("kind", "Unversioned"): lambda one: one.version is None,
    ("group", "a"): lambda one: one.version is not None and one.name == "a",
    decided(ALL, "Approved"): lambda one: _status(one) == "Approved",
    decided(("kind", "Unversioned"), "Approved"): lambda one: one.version is None and _status(one) == "Approved",
    decided(("group", "B"), "PendingManualApproval"): lambda one: (
        one.version is not None and one.name == "B" and _status(one) == "PendingManualApproval"
    ),
}
SORTS: dict[str, Callable[[ModelPackage], tuple[Any, ...]]] = {
    "CreationTime": lambda one: (one.created.timestamp(), one.order),
    "Name": lambda one: (one.name, one.order),
}


def _status(one: ModelPackage) -> Any:
    return one.members.get("ModelApprovalStatus")


class ShelfBesideAList(RuleBasedStateMachine):
    """Whatever is put, changed and dropped, a walk shows what sorting a list would."""

    records = Bundle("records")

    @initialize()
    def begin(self) -> None:
        """Begin with an empty shelf."""
        self.shelf: Shelf[ModelPackage] = Shelf()
        self.held: dict[int, ModelPackage] = {}
        self.orders = 0

    @rule(
        target=records,
        name=st.sampled_from(GROUPS),
        versioned=st.booleans(),
        second=st.integers(0, 3),
        status=st.sampled_from(STATUSES),
    )
    def put(self, name: str, *, versioned: bool, second: int, status: str | None) -> int:
        """Put a new package, perhaps with the creation time of an older one."""
        self.orders += 1
        name, version = (name, self.orders) if versioned else (f"{name}-{self.orders}", None)
        self._store(package(name, self.orders, version=version, second=second, status=status))
        return self.orders

    @rule(order=records, status=st.sampled_from(STATUSES))
    def change(self, order: int, status: str | None) -> None:
        """Give a package another approval status, or none."""
        old = self.held[order]
        second = old.created.timestamp() - package("x").created.timestamp()
        self._store(package(old.name, order, version=old.version, second=second, status=status))

    @rule(order=consumes(records))
    def drop(self, order: int) -> None:
        """Drop a package."""
        self.shelf.drop(self.held.pop(order))

    @invariant()
    def every_walk_is_the_sorted_list(self) -> None:
        """Compare all walks, and one that goes on behind each key."""
        for heading, belongs in HEADINGS.items():
            for sort_by, key in SORTS.items():
                wanted = sorted((key(one), one) for one in self.held.values() if belongs(one))
                assert list(self.shelf.walk(heading, sort_by)) == wanted
                assert list(self.shelf.walk(heading, sort_by, descending=True)) == wanted[::-1]

    @invariant()
    def every_key_is_found(self) -> None:
        """Find each package by its key."""
        assert all(self.shelf.find(one.key) == one for one in self.held.values())
        assert list(self.shelf) == [self.held[order] for order in sorted(self.held)]

    def _store(self, record: ModelPackage) -> None:
        self.shelf.put(record)
        self.held[record.order] = record


ShelfBesideAList.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestShelfBesideAList = ShelfBesideAList.TestCase


HEADING = ("churn",)


def _file(*numbers: int) -> File:
    file = File()
    for number in numbers:
        file.add(HEADING, (number,))
    return file


@settings(deadline=None)
@given(kept=st.sets(st.integers(0, 20)), gone=st.sets(st.integers(0, 20)), after=st.none() | st.integers(-1, 21))
def test_a_walk_goes_on_behind_a_key_that_has_gone(kept: set[int], gone: set[int], after: int | None) -> None:
    """A walk begins behind `after` in its direction, whether that key is still filed or not."""
    file = _file(*(kept | gone))
    for number in gone:
        file.discard(HEADING, (number,))
    left, behind = sorted(kept - gone), None if after is None else (after,)

    assert [key[0] for key in file.walk(HEADING, behind)] == [one for one in left if after is None or one > after]
    assert [key[0] for key in file.walk(HEADING, behind, descending=True)] == [
        one for one in left[::-1] if after is None or one < after
    ]


@pytest.mark.parametrize(("descending", "shown"), [(False, [30]), (True, [10])])
def test_the_key_itself_is_not_shown_again(descending: bool, shown: list[int]) -> None:  # noqa: FBT001 - a parameter of the test
    """The key that a walk goes on behind is not part of it."""
    assert [key[0] for key in _file(20, 30, 10).walk(HEADING, (20,), descending=descending)] == shown
