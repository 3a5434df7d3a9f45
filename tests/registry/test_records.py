"""Records: what they are found by, what a list can choose them by, and that they do not change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING, Any

import pytest
from registry.building import at, group, package

from sagemaker_registry_mock.registry.records import ALL

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.records import Record

GROUP = ("group", "churn")


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (group("Churn"), "Churn"),
        (package("Churn"), "Churn"),
        (package("Churn", version=12), "Churn/12"),
    ],
)
def test_a_record_is_found_by_what_ends_its_arn(record: Record, key: str) -> None:
    """A group and an unversioned package are found by their name, a version by its group and number."""
    assert record.key == key


@pytest.mark.parametrize(
    ("record", "facets"),
    [
        (group("churn"), {ALL}),
        (package("churn"), {ALL, "Unversioned"}),
        (package("churn", version=1), {ALL, "Versioned", GROUP}),
        (
            package("churn", version=1, status="Approved"),
            {ALL, "Versioned", GROUP, (ALL, "Approved"), ("Versioned", "Approved"), (GROUP, "Approved")},
        ),
        (package("churn", status="Approved"), {ALL, "Unversioned", (ALL, "Approved"), ("Unversioned", "Approved")}),
    ],
)
def test_a_record_stands_under_every_heading_that_a_list_may_choose(record: Record, facets: set[Any]) -> None:
    """A package stands under its type and its group, each alone and with its approval status."""
    assert set(record.facets) == facets
    assert len(record.facets) == len(facets)


def test_sort_keys_end_with_the_order_of_creation() -> None:
    """A record sorts by its time or its name; its order makes the key its own."""
    assert group("churn", 7, second=1.5).sort_keys == {
        "CreationTime": (at(1.5).timestamp(), 7),
        "Name": ("churn", 7),
    }


def test_versions_sort_by_the_name_of_their_group() -> None:
    """A version has no name of its own."""
    assert package("churn", 7, version=3).sort_keys["Name"] == ("churn", 7)


@pytest.mark.parametrize(("version", "kind"), [(None, "Unversioned"), (1, "Versioned")])
def test_the_type_of_a_package_follows_from_its_version(version: int | None, kind: str) -> None:
    """A package that has a number is versioned."""
    assert package("churn", version=version).kind == kind


def test_each_kind_has_its_own_state_machine() -> None:
    """Groups and packages follow state transitions of their own."""
    assert (group("g").machine, package("p").machine) == (
        "sagemaker::model_package_group",
        "sagemaker::model_package",
    )


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


@pytest.mark.parametrize("record", [group("churn"), package("churn")])
def test_a_record_does_not_change(record: Record) -> None:
    """A record is frozen."""
    with pytest.raises(FrozenInstanceError):
        record.name = "other"  # type: ignore[misc]  # what is tested
