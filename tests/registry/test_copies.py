"""A shelf that has become another one holds the same, and each goes its own way from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from registry.building import card, card_version, execution, group, package

from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.records import ALL, Facet, decided
from sagemaker_registry_mock.registry.store import Registry, Shelf

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.records import ModelPackage

Steps = list[tuple[str, "str | None"]]
#: What is done to a shelf: a key, in letters of any case, is put with a status or dropped.
STEPS = st.lists(
    st.tuples(st.sampled_from(["a", "A", "b", "B", "Bc"]), st.sampled_from([None, "Approved", "Rejected", "drop"])),
    max_size=12,
)
SCOPES: tuple[Facet, ...] = (ALL, ("kind", "Unversioned"))
FACETS = (*SCOPES, *(decided(scope, status) for scope in SCOPES for status in ("Approved", "Rejected")))


def told(shelf: Shelf[ModelPackage]) -> Any:
    """Return all that a shelf tells of itself."""
    walks = {
        (facet, by, down): [one for _, one in shelf.walk(facet, by, descending=down)]
        for facet in FACETS
        for by in ("CreationTime", "Name")
        for down in (False, True)
    }
    finds = {name: shelf.find(name) for name in ("a", "A", "b", "B", "bc", "Bc", "BC")}
    return list(shelf), len(shelf), walks, finds


class Beside:
    """A shelf, and what it must hold."""

    def __init__(self) -> None:
        self.shelf: Shelf[ModelPackage] = Shelf()
        self.held: dict[str, ModelPackage] = {}
        self.orders = 0

    def do(self, steps: list[tuple[str, str | None]]) -> None:
        """Put and drop."""
        for name, status in steps:
            known = self.held.get(name)
            if status == "drop":
                if known is not None:
                    self.shelf.drop(self.held.pop(name))
                continue
            self.orders += known is None
            self.held[name] = package(name, known.order if known else self.orders, status=status)
            self.shelf.put(self.held[name])

    def fresh(self) -> Any:
        """Return what a shelf tells that was only given what this one must hold."""
        other: Shelf[ModelPackage] = Shelf()
        for record in sorted(self.held.values(), key=lambda one: one.order):
            other.put(record)
        return told(other)


@settings(deadline=None, max_examples=60)
@given(STEPS, STEPS, STEPS, st.booleans())
def test_two_shelves_go_their_own_ways(before: Steps, here: Steps, there: Steps, walked: bool) -> None:  # noqa: FBT001 - drawn
    """What is done to one of two shelves after they became alike is nothing to the other, walked before or not."""
    one, other = Beside(), Beside()
    one.do(before)
    other.do(there)
    if walked:
        told(one.shelf)
    changes = other.shelf.changes
    other.shelf.become(one.shelf)
    other.held, other.orders = dict(one.held), one.orders
    assert told(other.shelf) == told(one.shelf) == one.fresh()
    assert other.shelf.changes > changes

    one.do(here)
    other.do(there)

    assert told(one.shelf) == one.fresh()
    assert told(other.shelf) == other.fresh()


@settings(deadline=None, max_examples=30)
@given(STEPS, STEPS)
def test_many_records_at_a_time(before: Steps, after: Steps) -> None:
    """A shelf that was filled at once is the same as one that was given its records one by one, then and later."""
    one, other = Beside(), Beside()
    one.do(before)
    other.shelf.fill(sorted(one.held.values(), key=lambda record: record.order))
    other.held, other.orders = dict(one.held), one.orders
    other.do(after)
    one.do(after)

    assert told(other.shelf) == told(one.shelf) == one.fresh()


def registry() -> Registry:
    """Make an empty registry."""
    return Registry(Scope("aws", "us-east-1", "123456789012"))


def test_a_copy_of_a_registry_forgets_what_belongs_to_a_card_of_its_own() -> None:
    """A card that is dropped takes its versions along in its own registry, and in no copy of that."""
    one = registry()
    one.cards.put(card("c", one.next_order()))
    one.card_versions.put(card_version("c", one.next_order()))
    one.executions.put(execution("e", one.next_order()))
    other = one.copy()
    found = other.cards.find("c")
    assert found is not None
    other.cards.drop(found)

    assert (len(one.card_versions), len(other.card_versions)) == (1, 0)
    assert (one.next_order(), other.next_order()) == (4, 4)
    assert other.scope == one.scope


def test_versions_that_nobody_has_seen_go_leave_with_their_group() -> None:
    """A group takes along what is left of its versions, and nothing of a group of another name."""
    one = registry()
    for name in ("churn", "Churn"):
        one.groups.put(group(name, one.next_order()))
        one.packages.put(package(name, one.next_order(), version=1))
    found = one.groups.find("churn")
    assert found is not None
    one.groups.drop(found)

    assert [version.name for version in one.packages] == ["Churn"]
