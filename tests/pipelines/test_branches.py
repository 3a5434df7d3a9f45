"""Conditions lead into one of their branches; what stands in the other, and what needs it, never begins."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import FAILS, HOLDS, World, condition, definition, run, statuses, step, told

DONE = "Succeeded"


@pytest.mark.parametrize(("holds", "taken"), [(HOLDS, "yes"), (FAILS, "no")])
def test_one_branch_is_taken(holds: Any, taken: str) -> None:
    """The steps of the branch that the outcome leads to run, after the condition; the others are absent."""
    read = definition(condition("c", [holds], [step("yes")], [step("no")]), step("beside"))

    assert list(statuses(run(read))) == ["c", taken, "beside"]


def test_branches_may_be_empty() -> None:
    """A condition without branches has its outcome, and nothing follows."""
    after = run(definition(condition("c", [HOLDS]), condition("d", [FAILS], [step("yes")])))

    assert (after.status, statuses(after)) == (DONE, {"c": DONE, "d": DONE})


@pytest.mark.parametrize(
    ("outer", "inner", "ran"),
    [
        (HOLDS, HOLDS, ["outer", "inner", "deep", "after deep"]),
        (HOLDS, FAILS, ["outer", "inner", "shallow"]),
        (FAILS, HOLDS, ["outer"]),
        (FAILS, FAILS, ["outer"]),
    ],
)
def test_a_branch_of_an_untaken_branch_is_not_taken(outer: Any, inner: Any, ran: list[str]) -> None:
    """A condition in a branch that is not taken is not even asked."""
    within = condition("inner", [inner], [step("deep")], [step("shallow")])
    read = definition(condition("outer", [outer], [within, step("after deep", "Training", "deep")]))

    assert list(statuses(run(read))) == ran


def test_what_needs_an_untaken_step_is_blocked_and_all_behind_it() -> None:
    """Steps outside the branch that need a step in it never begin, nor do their dependents; the execution succeeds."""
    read = definition(
        condition("c", [FAILS], [step("yes")], [step("no")]),
        step("waits", "Training", "yes"),
        step("reads", x={"Get": "Steps.waits.TrainingJobName"}),
        condition("d", [{**HOLDS, "LeftValue": {"Get": "Steps.reads.x"}}], [step("e")], [step("f")]),
        step("other", "Training", "no"),
    )
    after = run(read)

    assert (after.status, statuses(after)) == (DONE, {"c": DONE, "no": DONE, "other": DONE})


def test_a_step_in_a_branch_waits_for_its_condition_and_its_own_needs() -> None:
    """A step in a branch may need steps outside; the condition is asked when its own needs are there."""
    read = definition(
        condition("c", [{**HOLDS, "LeftValue": {"Get": "Steps.count.n"}}], [step("yes", "Training", "late")]),
        step("late", "Training", "count"),
        step("count", n=1),
    )

    assert list(statuses(run(read))) == ["count", "c", "late", "yes"]


def test_another_step_may_read_the_outcome() -> None:
    """The outcome of a condition is a Boolean that other steps take, and conditions too."""
    read = definition(
        condition("first", [FAILS]),
        condition(
            "second",
            [{"Type": "Equals", "LeftValue": {"Get": "Steps.first.Outcome"}, "RightValue": False}],
            [step("a")],
        ),
        step(
            "stop",
            "Fail",
            "a",
            ErrorMessage={"Std:Join": {"On": "", "Values": ["was ", {"Get": "Steps.first.Outcome"}]}},
        ),
    )
    after = run(read)

    assert list(statuses(after)) == ["first", "second", "a", "stop"]
    assert after.steps[-1].members["FailureReason"] == "was false"


def test_a_condition_that_cannot_be_decided_fails() -> None:
    """Neither branch is taken of a condition that fails."""
    order = {"Type": "LessThan", "LeftValue": "1", "RightValue": 1}
    after = run(definition(condition("c", [order], [step("yes")], [step("no")])))

    assert (after.status, statuses(after)) == ("Failed", {"c": "Failed"})
    assert after.steps[0].members == {"Metadata": {}, "FailureReason": "LessThan cannot compare '1' with 1."}


def test_a_condition_may_be_told_to_fail() -> None:
    """The test may let a condition fail as any other step, whatever it says."""
    world = World(results={"c": told(failure_reason="why", properties={"Outcome": True})})

    assert statuses(run(definition(condition("c", [HOLDS], [step("yes")])), world)) == {"c": "Failed"}
