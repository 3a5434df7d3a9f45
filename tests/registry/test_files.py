"""What a shelf files: nothing that nobody walks, and the same whether it was walked early or late."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.building import group, package

from sagemaker_registry_mock.registry.records import ALL, Facet, ModelPackage, decided
from sagemaker_registry_mock.registry.store import Shelf

FACETS: list[Facet] = [ALL, ("kind", "Versioned"), ("group", "a"), decided(("group", "a"), "Approved")]
SORTS = ("CreationTime", "Name")


def walked(shelf: Shelf[ModelPackage]) -> Any:
    """Return what every walk over a shelf shows, in both directions."""
    return [
        list(shelf.walk(facet, sort_by, descending=down))
        for facet in FACETS
        for sort_by in SORTS
        for down in (False, True)
    ]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from("ab"), st.integers(0, 3), st.sampled_from([None, "Approved"])),
        max_size=15,
    )
)
def test_a_file_is_the_same_whenever_it_is_made(steps: list[tuple[int, str, int, str | None]]) -> None:
    """A shelf that was walked after every change shows what one shows that is walked for the first time at the end."""
    early, late = Shelf[ModelPackage](), Shelf[ModelPackage]()
    held: dict[int, ModelPackage] = {}
    for order, name, second, status in steps:
        known = held.get(order)
        if known is not None and status is None:
            for shelf in (early, late):
                shelf.drop(known)
            del held[order]
        else:
            made = package(name, order, version=order, second=second, status=status)
            held[order] = made if known is None else replace(known, members=made.members)
            for shelf in (early, late):
                shelf.put(held[order])
        walked(early)

    assert walked(early) == walked(late)


@pytest.mark.parametrize("filled", [False, True])
def test_nothing_stands_in_an_order_that_there_is_not(filled: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A walk by a word that no record sorts by shows nothing, and what comes later is filed as ever."""
    shelf: Shelf[ModelPackage] = Shelf()
    if filled:
        shelf.put(package("a", 1, version=1))

    assert list(shelf.walk(ALL, "Colour")) == []
    shelf.put(package("a", 2, version=2))
    assert list(shelf.walk(ALL, "Colour")) == []
    assert [one.order for _, one in shelf.walk(ALL)] == [1, 2][not filled :]


def test_only_what_is_walked_is_filed() -> None:
    """A record is asked for the headings and the keys of those files alone that somebody has walked."""
    asked: list[str] = []

    class Watched(ModelPackage):
        __slots__ = ()

        def sort_key(self, sort_by: str) -> tuple[Any, int]:
            asked.append(sort_by)
            return super().sort_key(sort_by)

    plain = package("a", 1, version=1)
    shelf: Shelf[ModelPackage] = Shelf()
    shelf.put(plain)
    fields = ("name", "arn", "created", "created_by", "progress")
    shelf.put(Watched(order=2, version=2, **{name: getattr(plain, name) for name in fields}))
    assert asked == []

    list(shelf.walk(ALL, "Name"))
    shelf.put(Watched(order=3, version=3, **{name: getattr(plain, name) for name in fields}))
    assert asked == ["Name"]


def test_another_letter_case_is_found_before_and_after_somebody_has_asked() -> None:
    """Keys that were stored, replaced and dropped after the first question of this kind count as those before it."""
    shelf = Shelf[Any]()
    shelf.put(group("Churn", 1))
    assert shelf.find("CHURN") == group("Churn", 1)

    shelf.put(group("Fraud", 2))
    assert shelf.find("fRAUD") == group("Fraud", 2)
    shelf.drop(group("Churn", 1))
    assert shelf.find("churn") is None

    other = Shelf[Any]()
    other.become(shelf)
    assert other.find("FRAUD") == group("Fraud", 2)
