"""Records: what they are found by, what a list can choose them by, and that they do not change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import TYPE_CHECKING, Any

import pytest
from registry.building import at, card, card_version, export, group, package

from sagemaker_registry_mock.registry.records import ALL, Facet, decided
from sagemaker_registry_mock.registry.transitions import DELETE_PENDING, DELETING, Progress

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.records import Record

GROUP, VERSIONED, UNVERSIONED = ("group", "churn"), ("kind", "Versioned"), ("kind", "Unversioned")


def facets_of(record: Record) -> list[Facet]:
    """Return all headings under which a record stands."""
    return [(family, *heading) for family, headings in record.families.items() for heading in headings(record)]


def sort_keys_of(record: Record) -> dict[str, Any]:
    """Return for every SortBy the key of a record."""
    return {sort_by: record.sort_key(sort_by) for sort_by in record.sorts}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (group("Churn"), "Churn"),
        (package("Churn"), "Churn"),
        (package("Churn", version=12), "Churn/12"),
        (card("Churn", version=12), "Churn"),
        (card_version("Churn", version=12), "Churn/12"),
        (export("monthly", of="Churn", version=12), "Churn/export-job/monthly"),
    ],
)
def test_a_record_is_found_by_what_ends_its_arn(record: Record, key: str) -> None:
    """A version is found by its group or card and its number, a job by its card and its name, all else by its name."""
    assert record.key == key


@pytest.mark.parametrize(
    ("record", "facets"),
    [
        (group("churn"), {ALL}),
        (package("churn"), {ALL, UNVERSIONED}),
        (package("churn", version=1), {ALL, VERSIONED, GROUP}),
        (
            package("churn", version=1, status="Approved"),
            {one for scope in (ALL, VERSIONED, GROUP) for one in (scope, decided(scope, "Approved"))},
        ),
        (
            package("churn", status="Approved"),
            {one for scope in (ALL, UNVERSIONED) for one in (scope, decided(scope, "Approved"))},
        ),
        (card("churn", status="Approved"), {ALL}),
        (card_version("churn", version=2), {("card", "churn")}),
        (export("monthly", of="churn"), {("card", "churn")}),
    ],
)
def test_a_record_stands_under_every_heading_that_a_list_may_choose(record: Record, facets: set[Any]) -> None:
    """A package stands under its type and its group, alone and with its approval; what belongs to a card under that."""
    assert set(facets_of(record)) == facets
    assert len(facets_of(record)) == len(facets)


def test_sort_keys_end_with_the_order_of_creation() -> None:
    """A record sorts by its time or its name; its order makes the key its own."""
    assert sort_keys_of(group("churn", 7, second=1.5)) == {
        "CreationTime": (at(1.5).timestamp(), 7),
        "Name": ("churn", 7),
    }


def test_versions_sort_by_the_name_of_their_group() -> None:
    """A version has no name of its own."""
    assert package("churn", 7, version=3).sort_key("Name") == ("churn", 7)


def test_versions_of_a_card_sort_by_their_number() -> None:
    """There is nothing else to sort them by."""
    assert sort_keys_of(card_version("churn", 7, version=3)) == {"Version": (3, 7)}


@pytest.mark.parametrize(("failure", "outcome"), [(None, "Completed"), ("no bucket", "Failed")])
def test_a_job_sorts_by_the_status_that_it_ends_with(failure: str | None, outcome: str) -> None:
    """A job that is still told to be in progress keeps its place when it is done."""
    done = export("monthly", 7, failure=failure)
    running = replace(done, progress=Progress("InProgress", at(0)))

    assert (running.status, done.status) == ("InProgress", outcome)
    assert sort_keys_of(running) == sort_keys_of(done)
    assert sort_keys_of(done) == {
        "CreationTime": (at(0).timestamp(), 7),
        "Name": ("monthly", 7),
        "Status": (outcome, 7),
    }


@pytest.mark.parametrize(("version", "kind"), [(None, "Unversioned"), (1, "Versioned")])
def test_the_type_of_a_package_follows_from_its_version(version: int | None, kind: str) -> None:
    """A package that has a number is versioned."""
    assert package("churn", version=version).kind == kind


def test_each_kind_has_its_own_state_machine() -> None:
    """Each kind follows state transitions of its own; the versions of a card follow the card's."""
    assert [record.machine for record in (group("g"), package("p"), card("c"), card_version("c"), export("e"))] == [
        "sagemaker::model_package_group",
        "sagemaker::model_package",
        "sagemaker::model_card",
        "sagemaker::model_card",
        "sagemaker::model_card_export_job",
    ]


def test_a_card_is_deleted_in_steps() -> None:
    """The deletion of a card begins with another status than that of all else."""
    assert card("c").deletion == DELETE_PENDING
    assert {record.deletion for record in (group("g"), package("p"))} == {DELETING}


def test_a_revision_lays_its_changes_over_the_old_members() -> None:
    """A revision is another record: changed members, the others kept, and who changed it when."""
    before = package("churn", version=1, status="PendingManualApproval")

    after = before.revised({"ApprovalDescription": "ok"}, at=at(5), by={"Arn": "me"})

    assert after.members == {"ModelApprovalStatus": "PendingManualApproval", "ApprovalDescription": "ok"}
    assert (after.modified, after.modified_by) == (at(5), {"Arn": "me"})
    assert (after.key, after.order, after.created) == (before.key, before.order, before.created)
    assert before == package("churn", version=1, status="PendingManualApproval")


def test_a_revision_replaces_a_member_as_a_whole() -> None:
    """A changed member loses nothing less than all of its old value."""
    before = package("churn", version=1).revised(
        {"ModelLifeCycle": {"Stage": "a", "StageStatus": "b"}}, at=at(1), by={}
    )

    after = before.revised({"ModelLifeCycle": {"Stage": "c"}}, at=at(2), by={})

    assert after.members["ModelLifeCycle"] == {"Stage": "c"}


def test_a_new_record_has_no_past() -> None:
    """A group begins without policy, tags and versions; a package begins without a change."""
    new, unchanged = group("churn"), package("churn")

    assert (new.policy, new.issued, new.tags, new.members) == (None, 0, {}, {})
    assert (unchanged.modified, unchanged.modified_by, unchanged.tags) == (None, None, {})


@pytest.mark.parametrize("record", [group("c"), package("c"), card("c"), card_version("c"), export("e")])
def test_a_record_does_not_change(record: Record) -> None:
    """A record is frozen."""
    with pytest.raises(FrozenInstanceError):
        record.name = "other"  # type: ignore[misc]  # what is tested
