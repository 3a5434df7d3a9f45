"""The shelf: what a key finds, and what storing and taking away do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from registry.building import card, card_version, export, group, package

from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.records import ALL, Facet, ModelPackage, ModelPackageGroup, decided
from sagemaker_registry_mock.registry.store import Registry, Shelf


def _shelf_of(*names: str) -> Shelf[ModelPackageGroup]:
    shelf: Shelf[ModelPackageGroup] = Shelf()
    for order, name in enumerate(names, start=1):
        shelf.put(group(name, order))
    return shelf


def _name_found(shelf: Shelf[ModelPackageGroup], key: str) -> str | None:
    found = shelf.find(key)
    return None if found is None else found.name


def test_a_record_is_found_by_its_key() -> None:
    """A record comes back by the key it was put under."""
    shelf = _shelf_of("churn", "fraud")

    assert shelf.find("fraud") == group("fraud", 2)


def test_a_key_that_was_never_put_finds_nothing() -> None:
    """An unknown key finds no record."""
    assert _shelf_of("churn").find("fraud") is None


@pytest.mark.parametrize(
    ("names", "key", "found"),
    [
        (["Churn"], "churn", "Churn"),
        (["Churn"], "CHURN", "Churn"),
        (["churn"], "CHURN", "churn"),
        (["churn", "Churn"], "churn", "churn"),
        (["churn", "Churn"], "Churn", "Churn"),
        (["churn", "Churn"], "CHURN", None),
        (["Churn", "cHURN"], "churn", None),
        (["Churn", "fraud"], "FRAUD", "fraud"),
    ],
)
def test_letter_case_is_ignored_where_one_record_is_meant(names: list[str], key: str, found: str | None) -> None:
    """The exact key wins; another letter case finds a record only where it could mean no second one."""
    assert _name_found(_shelf_of(*names), key) == found


@pytest.mark.parametrize(
    ("dropped", "left"),
    [("churn", "Churn"), ("Churn", "churn")],
)
def test_a_key_is_clear_again_when_its_double_has_gone(dropped: str, left: str) -> None:
    """An ambiguous key names one record as soon as the other has been dropped."""
    shelf = _shelf_of("churn", "Churn")
    gone = shelf.find(dropped)
    assert gone is not None

    shelf.drop(gone)

    assert [_name_found(shelf, key) for key in ("churn", "Churn", "CHURN")] == [left, left, left]


def test_one_of_three_alike_leaves_two() -> None:
    """Dropping one of three keys that differ in letter case leaves the other two ambiguous."""
    shelf = _shelf_of("CHURN", "Churn", "churN")

    shelf.drop(group("Churn", 2))

    assert [_name_found(shelf, key) for key in ("CHURN", "churN", "churn")] == ["CHURN", "churN", None]


def test_membership_is_exact() -> None:
    """Only the exact key is on the shelf."""
    shelf = _shelf_of("Churn")

    assert "Churn" in shelf
    assert "churn" not in shelf


def test_records_come_in_the_order_of_their_creation() -> None:
    """A shelf yields what is on it, oldest first, and knows how much that is."""
    shelf = _shelf_of("b", "c", "a")

    assert [one.name for one in shelf] == ["b", "c", "a"]
    assert len(shelf) == 3


def test_a_replaced_record_keeps_its_place() -> None:
    """A record of the same order takes the old one's place, in the shelf's order too."""
    shelf = _shelf_of("b", "a")

    shelf.put(replace(group("b", 1), policy="{}"))

    assert [(one.name, one.policy) for one in shelf] == [("b", "{}"), ("a", None)]
    assert [record.policy for _, record in shelf.walk(ALL)] == ["{}", None]


def test_a_replaced_record_moves_to_its_new_headings() -> None:
    """A changed approval status takes the package off the old heading and puts it under the new one."""
    shelf: Shelf[ModelPackage] = Shelf()
    shelf.put(package("churn", 1, version=1, status="PendingManualApproval"))

    shelf.put(package("churn", 1, version=1, status="Approved"))

    headings: list[Facet] = [
        ("group", "churn"),
        decided(ALL, "PendingManualApproval"),
        decided(ALL, "Approved"),
        decided(("kind", "Versioned"), "Approved"),
    ]
    assert [len(list(shelf.walk(heading))) for heading in headings] == [1, 0, 1, 1]


def test_a_dropped_record_leaves_nothing_behind() -> None:
    """A record that was dropped is neither found, nor walked over, nor counted."""
    shelf = _shelf_of("Churn", "fraud")

    shelf.drop(group("Churn", 1))

    assert shelf.find("Churn") is None
    assert shelf.find("churn") is None
    assert [record.name for _, record in shelf.walk(ALL)] == ["fraud"]
    assert len(shelf) == 1


def test_an_outdated_copy_drops_the_record_of_today() -> None:
    """What is dropped is the record as it is filed now, whatever copy of it the caller holds."""
    shelf: Shelf[ModelPackage] = Shelf()
    shelf.put(outdated := package("churn", 1, version=1, status="PendingManualApproval"))
    shelf.put(package("churn", 1, version=1, status="Approved"))

    shelf.drop(outdated)

    assert [list(shelf.walk(heading)) for heading in (ALL, decided(ALL, "Approved"))] == [[], []]


def test_a_key_can_be_used_again() -> None:
    """A new record may take the key of one that was dropped."""
    shelf = _shelf_of("churn")
    shelf.drop(group("churn", 1))

    shelf.put(group("churn", 2))

    assert shelf.find("churn") == group("churn", 2)


def test_a_heading_that_nothing_is_under_yields_nothing() -> None:
    """Walking under an unknown heading yields no record."""
    assert list(_shelf_of("churn").walk(("all", "Versioned"))) == []


def test_orders_are_never_issued_twice() -> None:
    """A registry numbers its resources from one on, each number once."""
    registry = Registry(Scope("aws", "us-east-1", "123456789012"))

    assert [registry.next_order() for _ in range(4)] == [1, 2, 3, 4]


def test_a_card_takes_its_versions_and_exports_with_it() -> None:
    """What belongs to a card that is dropped has gone; what belongs to another card stays, whatever the letter case."""
    registry = Registry(Scope("aws", "us-east-1", "123456789012"))
    for order, name in enumerate(("card", "Card"), start=1):
        registry.cards.put(card(name, order, version=2))
        for version in (1, 2):
            registry.card_versions.put(card_version(name, 10 * order + version, version=version))
            registry.card_exports.put(export(f"e{version}", 20 * order + version, of=name, version=version))

    registry.cards.drop(card("card", 1))

    assert [one.key for one in registry.cards] == ["Card"]
    assert [one.key for one in registry.card_versions] == ["Card/1", "Card/2"]
    assert [one.key for one in registry.card_exports] == ["Card/export-job/e1", "Card/export-job/e2"]
    assert registry.card_versions.find("Card/1") == card_version("Card", 21, version=1)
    assert registry.card_exports.find("CARD/export-job/E2") == export("e2", 42, of="Card", version=2)


def test_a_new_registry_is_empty() -> None:
    """A registry begins without anything in it, and two registries share nothing."""
    one, other = (Registry(Scope("aws", region, "123456789012")) for region in ("us-east-1", "us-west-2"))

    one.groups.put(group("churn"))

    assert (len(one.groups), len(one.packages), one.tokens) == (1, 0, {})
    assert (len(one.cards), len(one.card_versions), len(one.card_exports)) == (0, 0, 0)
    assert (len(other.groups), len(other.packages), other.tokens) == (0, 0, {})
