"""Selective execution: some steps run, those before them are taken from another execution.

Source: the SageMaker developer guide, "Selective execution"; a refusal quoted in an issue of the SageMaker Python SDK.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import SelectionNeedsSource, UndefinedInDefinition, UnfitSource
from sagemaker_registry_mock.registry.executions import RUNNING, SUCCEEDED, PipelineExecution, StepRun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sagemaker_registry_mock.pipelines.definition import Definition


def selected(
    execution: PipelineExecution,
    definition: Definition,
    config: Mapping[str, Any],
    find: Callable[[str], PipelineExecution],
) -> PipelineExecution:
    """Return an execution that runs the steps which a SelectiveExecutionConfig names, and has those that they need.

    Args:
        execution: which has run nothing yet.
        definition: that it executes.
        config: the SelectiveExecutionConfig.
        find: returns the execution of an ARN.

    Raises:
        UndefinedInDefinition: there is no step of a name.
        SelectionNeedsSource: no source is named, or it has no result of a step that is needed.
        PipelineExecutionDoesNotExist: the source does not exist.
        UnfitSource: it is of another pipeline, or has not come to its end.

    """
    names = [one["StepName"] for one in config["SelectedSteps"]]
    known = {step.name for step in definition.steps}
    for name in names:
        if name not in known:
            raise UndefinedInDefinition(f"Step {name}")
    needed, source = definition.ancestors(names), config.get("SourcePipelineExecutionArn")
    runs = _runs_of(find(source), execution) if source else {}
    if missing := sorted(needed - runs.keys()):
        raise SelectionNeedsSource(source, names, missing)
    steps = tuple(_reused(runs[step.name], source) for step in definition.steps if step.name in needed)
    return replace(execution, selected=frozenset(names), steps=steps)


def _runs_of(source: PipelineExecution, execution: PipelineExecution) -> dict[str, StepRun]:
    """Return the steps of the source that have succeeded, by their names."""
    if source.pipeline != execution.pipeline or source.status in RUNNING:
        raise UnfitSource(source.arn)
    return {run.name: run for run in source.steps if run.status == SUCCEEDED}


def _reused(run: StepRun, source: str | None) -> StepRun:
    return replace(run, members={**run.members, "SelectiveExecutionResult": {"SourcePipelineExecutionArn": source}})
