"""Selective execution: some steps run, those before them are taken from another execution.

Source: the SageMaker developer guide, "Selective execution"; a refusal quoted in an issue of the SageMaker Python SDK.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import SelectionNeedsSource, UndefinedInDefinition
from sagemaker_registry_mock.registry.executions import SUCCEEDED, PipelineExecution, StepRun

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

    """
    names = [one["StepName"] for one in config["SelectedSteps"]]
    known = {step.name for step in definition.steps}
    for name in names:
        if name not in known:
            raise UndefinedInDefinition(f"Step {name}")
    needed, source = definition.ancestors(names), config.get("SourcePipelineExecutionArn")
    runs = {run.name: run for run in find(source).steps if run.status == SUCCEEDED} if source else {}
    if missing := sorted(needed - runs.keys()):
        raise SelectionNeedsSource(source, names, missing)
    steps = tuple(_reused(runs[step.name], source) for step in definition.steps if step.name in needed)
    return replace(execution, selected=frozenset(names), steps=steps)


def _reused(run: StepRun, source: str | None) -> StepRun:
    return replace(run, members={**run.members, "SelectiveExecutionResult": {"SourcePipelineExecutionArn": source}})
