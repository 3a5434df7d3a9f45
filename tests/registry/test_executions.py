"""Records of pipeline executions: frozen, and found by their pipeline and by the tokens of their callbacks."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from registry.building import at, execution, step_run

from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult
from sagemaker_registry_mock.registry.store import Shelf


def found(shelf: Shelf[PipelineExecution], facet: Any, sort_by: str = "CreationTime") -> list[str]:
    """Return the names of the executions that a facet has."""
    return [one.name for _, one in shelf.walk(facet, sort_by)]


def test_the_key_is_what_the_arn_ends_with() -> None:
    """An execution is known by its pipeline and its id."""
    assert execution("one", pipeline="churn").key == "churn/execution/one"


def test_executions_are_found_by_their_pipeline() -> None:
    """Each pipeline has its own executions, sorted by creation or by ARN."""
    shelf: Shelf[PipelineExecution] = Shelf()
    for order, (name, pipeline, second) in enumerate(
        [("b", "churn", 1), ("c", "fraud", 2), ("a", "churn", 3)], start=1
    ):
        shelf.put(execution(name, order, pipeline=pipeline, second=second))

    assert found(shelf, ("pipeline", "churn")) == ["b", "a"]
    assert found(shelf, ("pipeline", "churn"), "PipelineExecutionArn") == ["a", "b"]
    assert found(shelf, ("pipeline", "none")) == []


def test_executions_of_one_moment_keep_their_order() -> None:
    """Of executions that were created at once, the first comes first."""
    shelf: Shelf[PipelineExecution] = Shelf()
    for order, name in enumerate(["z", "y", "x"], start=1):
        shelf.put(execution(name, order))

    assert found(shelf, ("pipeline", "churn")) == ["z", "y", "x"]


def test_an_execution_is_found_by_the_tokens_of_its_callbacks() -> None:
    """Every step that waits, or has waited, for a callback leads to its execution; a newer state takes its place."""
    shelf: Shelf[PipelineExecution] = Shelf()
    first = execution("one").with_run(step_run("a", token="t1")).with_run(step_run("b"))
    shelf.put(first)
    shelf.put(first.with_run(step_run("c", token="t2")))

    assert first.callbacks == (("t1",),)
    assert [found(shelf, ("callback", token)) for token in ("t1", "t2", "t3")] == [["one"], ["one"], []]

    shelf.drop(next(iter(shelf)))
    assert found(shelf, ("callback", "t1")) == []


def test_a_run_is_added_or_takes_the_place_of_its_older_state() -> None:
    """The order of runs is that in which they have begun; the execution before stays as it was."""
    before = execution("one").with_run(step_run("a", "Executing")).with_run(step_run("b"))
    after = before.with_run(step_run("a", "Failed"))

    assert [(run.name, run.status) for run in before.steps] == [("a", "Executing"), ("b", "Succeeded")]
    assert [(run.name, run.status) for run in after.steps] == [("a", "Failed"), ("b", "Succeeded")]
    assert after.run_of("a") is after.steps[0]
    assert after.run_of("c") is None


def test_a_caller_changes_an_execution_under_its_name() -> None:
    """Whoever changes an execution, and when, is kept with the change; who created it stays."""
    after = execution("one").revised(at(5), {"Arn": "me"}, status="Stopping", members={"x": 1})

    assert (after.modified, after.modified_by, after.status, after.members) == (
        at(5),
        {"Arn": "me"},
        "Stopping",
        {"x": 1},
    )
    assert (after.created, after.created_by) == (at(0), {})


def test_a_new_execution_has_run_nothing() -> None:
    """It executes, all its steps may run, none has begun, and it has no experiment."""
    new = execution("one")

    assert (new.status, new.steps, new.selected, new.experiment) == ("Executing", (), None, {})
    with pytest.raises(FrozenInstanceError):
        new.status = "Failed"  # type: ignore[misc] # that is the point


def test_of_a_step_nothing_is_told_but_what_is() -> None:
    """What a test leaves out changes nothing of a step."""
    told = StepResult()

    assert (told.properties, told.property_files, told.output_parameters, told.failure_reason) == ({}, {}, None, None)
