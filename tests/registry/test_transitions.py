"""State transitions: a status moves at once, after some reads, or with time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.building import at

from sagemaker_registry_mock.registry.transitions import (
    COMPLETED,
    DELETE_PENDING,
    DELETING,
    GONE,
    Progress,
    begun,
    is_leaving,
    moved,
    read,
)

IMMEDIATE: dict[str, Any] = {"progression": "immediate"}
MANUAL: dict[str, Any] = {"progression": "manual", "times": 2}
TIME: dict[str, Any] = {"progression": "time", "seconds": 10}


@pytest.mark.parametrize(
    ("status", "end"),
    [
        ("Pending", COMPLETED),
        ("InProgress", COMPLETED),
        (DELETING, GONE),
        (DELETE_PENDING, GONE),
        (COMPLETED, COMPLETED),
        ("Failed", "Failed"),
    ],
)
def test_an_immediate_rule_leads_to_the_end_at_once(status: str, end: str) -> None:
    """Where the rule is immediate, what begins has already come to its end."""
    assert begun(status, IMMEDIATE, at(5)) == Progress(end, at(5))


@pytest.mark.parametrize("rule", [MANUAL, TIME])
@pytest.mark.parametrize("status", ["Pending", DELETING, DELETE_PENDING])
def test_any_other_rule_begins_at_the_beginning(status: str, rule: dict[str, Any]) -> None:
    """Where the rule is manual or of time, a status holds when it is entered."""
    assert begun(status, rule, at(5)) == Progress(status, at(5))


def test_every_nth_read_moves_one_step() -> None:
    """With `times` 2, every second Describe moves a status one step, until it stays."""
    progress, told = begun("Pending", MANUAL, at(0)), []
    for second in range(1, 6):
        progress = read(progress, MANUAL, at(second))
        told.append(progress.status)

    assert told == ["Pending", "InProgress", "InProgress", COMPLETED, COMPLETED]


def test_every_read_moves_where_times_is_one() -> None:
    """With `times` 1 every Describe moves a step."""
    rule = {"progression": "manual", "times": 1}

    first = read(begun("Pending", rule, at(0)), rule, at(1))
    second = read(first, rule, at(2))

    assert [first, second] == [Progress("InProgress", at(1)), Progress(COMPLETED, at(2))]


def test_a_deletion_ends_after_its_reads() -> None:
    """What is being deleted is told so often, then it has gone."""
    progress = read(begun(DELETING, MANUAL, at(0)), MANUAL, at(1))
    assert progress == Progress(DELETING, at(0), reads=1)

    assert read(progress, MANUAL, at(2)) == Progress(GONE, at(2))


def test_a_card_is_deleted_step_by_step() -> None:
    """Its content goes before its export jobs; each step takes its reads, and then the card has gone."""
    rule = {"progression": "manual", "times": 1}
    progress, told = begun(DELETE_PENDING, rule, at(0)), []
    while progress.status != GONE:
        told.append(progress.status)
        progress = read(progress, rule, at(len(told)))

    assert told == ["DeletePending", "DeleteInProgress", "ContentDeleted", "ExportJobsDeleted", "DeleteCompleted"]
    assert all(is_leaving(status) for status in told)


@pytest.mark.parametrize(
    ("status", "leaving"),
    [("Pending", False), ("InProgress", False), (COMPLETED, False), ("Failed", False), (DELETING, True), (GONE, True)],
)
def test_what_is_being_deleted_is_leaving(status: str, leaving: bool) -> None:  # noqa: FBT001 - a case
    """A status is that of a deletion where it leads away from the registry."""
    assert is_leaving(status) is leaving


def test_a_manual_rule_does_not_move_by_itself() -> None:
    """Neither time nor a look that is no Describe moves a manual status, nor is it counted."""
    progress = Progress("Pending", at(0), reads=1)

    assert moved(progress, MANUAL, at(10_000)) == progress


@pytest.mark.parametrize(
    ("second", "status", "since"),
    [
        (0, "Pending", 0),
        (9.999, "Pending", 0),
        (10, "InProgress", 10),
        (19.999, "InProgress", 10),
        (20, COMPLETED, 20),
        (10_000, COMPLETED, 20),
    ],
)
def test_time_moves_one_step_each_so_many_seconds(second: float, status: str, since: int) -> None:
    """With `seconds` 10, each ten seconds move one step; a late look finds all steps taken, each at its time."""
    assert moved(begun("Pending", TIME, at(0)), TIME, at(second)) == Progress(status, at(since))


@pytest.mark.parametrize(("second", "status"), [(9, DELETING), (10, GONE), (100, GONE)])
def test_a_deletion_ends_with_time(second: int, status: str) -> None:
    """What is being deleted has gone after its seconds."""
    assert moved(begun(DELETING, TIME, at(0)), TIME, at(second)).status == status


@pytest.mark.parametrize("rule", [IMMEDIATE, TIME])
@pytest.mark.parametrize("second", [0, 10, 25])
def test_a_read_counts_only_for_a_manual_rule(rule: dict[str, Any], second: int) -> None:
    """For the other rules a Describe finds what any look finds."""
    progress = Progress("Pending", at(0))

    assert read(progress, rule, at(second)) == moved(progress, rule, at(second))


@pytest.mark.parametrize("rule", [IMMEDIATE, MANUAL, TIME])
@pytest.mark.parametrize("status", [COMPLETED, "Failed", GONE])
def test_a_status_that_leads_nowhere_stays(status: str, rule: dict[str, Any]) -> None:
    """An end is an end, whatever the rule and however often it is read."""
    progress = Progress(status, at(0))

    assert moved(progress, rule, at(1000)) == progress
    assert read(progress, rule, at(1000)) == progress


def test_a_rule_may_change_on_the_way() -> None:
    """A status that waited under one rule follows the rule of the day."""
    progress = read(begun("Pending", MANUAL, at(0)), MANUAL, at(1))

    assert moved(progress, IMMEDIATE, at(2)) == Progress(COMPLETED, at(2))


@settings(deadline=None)
@given(
    status=st.sampled_from(["Pending", "InProgress", DELETING, DELETE_PENDING]),
    looks=st.lists(st.integers(0, 60), max_size=8),
)
def test_looking_often_changes_nothing_but_the_time_does(status: str, looks: list[int]) -> None:
    """A status that moves with time is the same by now, whether it was looked at before or not."""
    progress = begun(status, TIME, at(0))
    for second in sorted(looks):
        progress = moved(progress, TIME, at(second))

    assert moved(progress, TIME, at(60)) == moved(begun(status, TIME, at(0)), TIME, at(60))
