"""Selective execution: some steps run, and what they need is taken from another execution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pipelines.building import (
    EXECUTION_ARN,
    FAILS,
    HOLDS,
    World,
    condition,
    definition,
    execution,
    retried,
    run,
    statuses,
    step,
    told,
)

from sagemaker_registry_mock.errors import PipelineExecutionDoesNotExist, RegistryError
from sagemaker_registry_mock.pipelines.execution import Progress
from sagemaker_registry_mock.pipelines.selection import selected

if TYPE_CHECKING:
    from sagemaker_registry_mock.pipelines.definition import Definition
    from sagemaker_registry_mock.registry.executions import PipelineExecution

DONE, FAILED = "Succeeded", "Failed"

CHAIN = definition(step("a", k=1), step("b", x={"Get": "Steps.a.k"}), step("c", "Training", "b"), step("d"))


def select(read: Definition, *names: str, source: PipelineExecution | None = None) -> PipelineExecution:
    """Start an execution of some steps, whose source is another."""

    def find(arn: str) -> PipelineExecution:
        if source is None or arn != "arn:source":
            raise PipelineExecutionDoesNotExist(arn)
        return source

    config: dict[str, Any] = {"SelectedSteps": [{"StepName": name} for name in names]}
    if source is not None:
        config["SourcePipelineExecutionArn"] = "arn:source"
    return selected(execution(name="second"), read, config, find)


def refusal(read: Definition, *names: str, source: PipelineExecution | None = None) -> str:
    """Return why steps cannot be selected."""
    with pytest.raises(RegistryError) as caught:
        select(read, *names, source=source)
    assert caught.value.code == "ValidationException"
    return str(caught.value)


def test_selected_steps_take_the_others_from_the_source() -> None:
    """What selected steps need was done by the source and is told so; what stands behind them does not run."""
    source = run(CHAIN)
    after = Progress(select(CHAIN, "b", source=source), CHAIN, World()).advanced()

    assert (after.status, statuses(after)) == (DONE, {"a": DONE, "b": DONE})
    reused = after.steps[0]
    assert reused.members == {
        **source.steps[0].members,
        "SelectiveExecutionResult": {"SourcePipelineExecutionArn": "arn:source"},
    }
    assert reused.started == source.steps[0].started
    assert "SelectiveExecutionResult" not in after.steps[1].members
    assert after.steps[1].properties["x"] == 1


def test_steps_that_need_nothing_need_no_source() -> None:
    """Where selected steps need only each other, no source is asked for."""
    after = Progress(select(CHAIN, "d", "b", "a"), CHAIN, World()).advanced()

    assert list(statuses(after)) == ["a", "b", "d"]


def test_a_source_is_needed_that_has_what_is_needed() -> None:
    """Selected steps with dependencies name a source in which those have succeeded."""
    text = "Invalid SourcePipelineExecutionArn: {}. The selected steps [{}] have dependencies on [{}]"
    halfway = run(CHAIN, World(results={"b": told(failure_reason="why")}))

    assert refusal(CHAIN, "c") == text.format("null", "c", "a, b")
    assert refusal(CHAIN, "c", "d", source=halfway) == text.format("arn:source", "c, d", "b")


@pytest.mark.parametrize(
    "of",
    [{"pipeline": "other"}, {"status": "Executing"}, {"status": "Stopping"}],
)
@pytest.mark.parametrize("names", [("b",), ("d",)])
def test_a_source_is_a_finished_execution_of_the_pipeline(of: dict[str, Any], names: tuple[str]) -> None:
    """An execution of another pipeline is no source, nor is one that still runs, also where nothing is needed of it."""
    source = replace(run(CHAIN), **of)

    assert refusal(CHAIN, *names, source=source) == (
        f"Invalid SourcePipelineExecutionArn: {EXECUTION_ARN}. It is no finished execution of this pipeline."
    )


@pytest.mark.parametrize("status", ["Failed", "Stopped", "Succeeded"])
def test_a_source_may_have_come_to_any_end(status: str) -> None:
    """What has succeeded in an execution that failed, or was stopped, can be taken."""
    chosen = select(CHAIN, "b", source=replace(run(CHAIN), status=status))

    assert (list(statuses(chosen)), chosen.selected) == (["a"], frozenset({"b"}))


def test_a_source_exists() -> None:
    """A source that there is not is refused, also where nothing is needed of it."""
    config = {"SelectedSteps": [{"StepName": "d"}], "SourcePipelineExecutionArn": "arn:ghost"}

    def find(arn: str) -> PipelineExecution:
        raise PipelineExecutionDoesNotExist(arn)

    with pytest.raises(PipelineExecutionDoesNotExist, match="arn:ghost"):
        selected(execution(name="second"), CHAIN, config, find)


def test_a_selected_step_is_one_of_the_definition() -> None:
    """A step that there is not cannot be selected."""
    assert refusal(CHAIN, "a", "ghost") == "Unable to parse pipeline definition. Step ghost is undefined."


@pytest.mark.parametrize(("holds", "ran"), [(HOLDS, ["c", "yes"]), (FAILS, ["c"])])
def test_a_selected_step_in_a_branch_needs_the_outcome(holds: Any, ran: list[str]) -> None:
    """The condition in whose branch a selected step stands was asked by the source; it may have led elsewhere."""
    read = definition(condition("c", [holds], [step("yes")]))
    after = Progress(select(read, "yes", source=run(read)), read, World()).advanced()

    assert (after.status, list(statuses(after))) == (DONE, ran)


def test_a_selected_condition_is_asked_again() -> None:
    """A condition that is selected decides anew, whatever the source has decided."""
    read = definition(condition("c", [HOLDS], [step("yes")], [step("no")]))
    world = World(results={"c": told(properties={"Outcome": False})})
    after = Progress(select(read, "c", "yes", "no", source=run(read)), read, world).advanced()

    assert list(statuses(after)) == ["c", "no"]


def test_a_retried_selection_keeps_what_it_has() -> None:
    """A retry of a selective execution runs the failed steps, and none that is not selected."""
    chosen = select(CHAIN, "b", source=run(CHAIN))
    before = Progress(chosen, CHAIN, World(results={"b": told(failure_reason="why")})).advanced()
    after = retried(before, CHAIN, World())

    assert (before.status, after.status, list(statuses(after))) == (FAILED, DONE, ["a", "b"])
    assert after.arn == EXECUTION_ARN
