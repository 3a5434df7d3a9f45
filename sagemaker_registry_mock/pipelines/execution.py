"""How an execution goes on: step after step as far as it gets, from whatever has been done so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import DefinitionUnreadable
from sagemaker_registry_mock.pipelines.definition import CONDITION, Definition, Step, own_arguments
from sagemaker_registry_mock.pipelines.expressions import Surroundings, resolved
from sagemaker_registry_mock.pipelines.failures import StepFailure
from sagemaker_registry_mock.pipelines.naming import written
from sagemaker_registry_mock.pipelines.parameters import as_text
from sagemaker_registry_mock.pipelines.steps import Done, Runtime, Turn, done, name_for
from sagemaker_registry_mock.registry.executions import (
    EXECUTING,
    FAILED,
    STOPPED,
    STOPPING,
    SUCCEEDED,
    PipelineExecution,
    StepResult,
    StepRun,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: Why an execution has failed. Source: described executions in public logs; the SDK's integration tests.
STEP_FAILURE = "Step failure: One or multiple steps failed."

_LONGEST_REASON = 1024
_NOTHING_TOLD = StepResult()
_EXECUTION_TAG = "sagemaker:pipeline-execution-arn"

#: What a run tells of its step, and what the definition calls it.
_NAMES = {"StepDisplayName": "DisplayName", "StepDescription": "Description"}


@dataclass(frozen=True, slots=True)
class Progress:
    """An execution on its way: what it has done, what there is to do, and what it reaches."""

    execution: PipelineExecution
    definition: Definition
    runtime: Runtime

    def advanced(self) -> PipelineExecution:
        """Run every step whose turn comes, and return the execution with what has become of it.

        A step fails, it does not raise: whatever it meets stands in its FailureReason.
        """
        at = self
        while (step := at.next_step()) is not None:
            at = replace(at, execution=at.execution.with_run(at.run(step)))
        return settled(at.execution)

    def retried(self) -> PipelineExecution:
        """Run the steps that have failed once more, and go on from there."""
        done = tuple(run for run in self.execution.steps if run.status != FAILED)
        at = replace(self, execution=replace(self.execution, steps=done))
        for run in self.execution.steps:
            if run.status == FAILED:
                again = at.run(self.definition.step(run.name), run.attempt + 1)
                at = replace(at, execution=at.execution.with_run(again))
        return at.advanced()

    def next_step(self) -> Step | None:
        """Return the first step that can run; after a failure, or a stop, none can."""
        runs, selected = {run.name: run for run in self.execution.steps}, self.execution.selected
        if self.execution.status == STOPPING or any(run.status == FAILED for run in runs.values()):
            return None
        left = (step for step in self.definition.steps if step.name not in runs)
        return next(
            (step for step in left if (selected is None or step.name in selected) and _is_ready(step, runs)), None
        )

    def run(self, step: Step, attempt: int = 1) -> StepRun:
        """Run a step, and announce it."""
        begun = StepRun(
            name=step.name,
            status=EXECUTING,
            started=self.runtime.now,
            ended=None,
            attempt=attempt,
            members={member: step.document[written] for member, written in _NAMES.items() if written in step.document},
        )
        self.runtime.changed(step.type, begun, None)
        run = self._ended(begun, step)
        if run.status != EXECUTING:
            self.runtime.changed(step.type, run, EXECUTING)
        return run

    def _ended(self, begun: StepRun, step: Step) -> StepRun:
        """Return what becomes of a run: it succeeds, fails, or waits."""
        told = self.runtime.result(self.execution.pipeline, step.name) or _NOTHING_TOLD
        try:
            result = self._done(step, told, begun.attempt)
        except StepFailure as failure:
            return failed(begun, self.runtime.now, str(failure), failure.metadata)
        run = replace(begun, members={**begun.members, "Metadata": result.metadata})
        if result.token is not None:
            return replace(run, token=result.token, properties=result.properties)
        laid_over = {} if step.type == CONDITION else told.properties  # a condition's is its outcome, as it was read
        return succeeded(run, self.runtime.now, merged(result.properties, laid_over))

    def _done(self, step: Step, told: StepResult, attempt: int) -> Done:
        if told.failure_reason is not None:
            raise StepFailure(told.failure_reason)
        around = self._surroundings()
        name = name_for(step, attempt, self.execution, lambda given: resolved(given, around))
        around = around.naming(f"{step.type}JobName", name)
        settings = {member: value for member, value in step.document.items() if member != "Arguments"}
        outcome = told.properties.get("Outcome") if step.type == CONDITION else None
        turn = Turn(
            step=step,
            settings=resolved(settings, around),
            arguments=_arguments(step, around),
            name=name,
            execution_arn=self.execution.arn,
            tags={**self.execution.tags, _EXECUTION_TAG: self.execution.arn},
            outputs=told.output_parameters,
            outcome=None if outcome is None else as_text(outcome).lower() == "true",
            runtime=self.runtime,
        )
        return done(turn)

    def _surroundings(self) -> Surroundings:
        execution, steps = self.execution, self.definition.steps
        told = {one.name: self.runtime.result(execution.pipeline, one.name) for one in steps if one.property_files}
        return Surroundings(
            values={
                "Parameters": execution.parameters,
                "Execution": execution_variables(execution, self.runtime.now),
                "PipelineExperimentConfig": execution.experiment,
                "Steps": {run.name: run.properties for run in execution.steps if run.status == SUCCEEDED},
            },
            files={one: result.property_files for one, result in told.items() if result},
            declared={one.name: one.property_files for one in steps},
            read=self.runtime.read,
        )


def _arguments(step: Step, around: Surroundings) -> Any:
    """Return the arguments of a step, resolved; a condition only when it is looked at, since one before may decide."""
    written = own_arguments(step.document)
    if step.type == CONDITION:
        return {"Conditions": (resolved(condition, around) for condition in written.get("Conditions", ()))}
    return resolved(written, around)


def succeeded(run: StepRun, at: datetime, properties: Mapping[str, Any]) -> StepRun:
    """Return a run that has come to its end."""
    return replace(run, status=SUCCEEDED, ended=at, properties=properties)


def failed(run: StepRun, at: datetime, reason: str, metadata: Mapping[str, Any]) -> StepRun:
    """Return a run that has failed. A Fail step without a message has no reason."""
    told = {"FailureReason": reason[:_LONGEST_REASON]} if reason else {}
    return replace(run, status=FAILED, ended=at, members={**run.members, "Metadata": metadata, **told})


def settled(execution: PipelineExecution) -> PipelineExecution:
    """Return the execution with the status that its steps add up to. As long as one waits, it goes on."""
    statuses = {run.status for run in execution.steps}
    if EXECUTING in statuses:
        return execution
    if FAILED in statuses:
        return replace(execution, status=FAILED)
    return replace(execution, status=STOPPED if execution.status == STOPPING else SUCCEEDED)


def experiment_of(execution: PipelineExecution, definition: Definition) -> dict[str, Any]:
    """Return the PipelineExperimentConfig of an execution, of what is known when it starts; empty where it has none.

    Raises:
        DefinitionUnreadable: it names what is not known then.

    """
    known = {"Parameters": execution.parameters, "Execution": execution_variables(execution, execution.created)}
    try:
        names = {member: resolved(name, Surroundings(known)) for member, name in definition.experiment.items()}
    except StepFailure as failure:
        raise DefinitionUnreadable(str(failure)) from None
    # They are told in lower case: a DescribePipelineExecution reply of 2024 in a public log.
    return {member: as_text(name).lower() for member, name in names.items() if name is not None}


def execution_variables(execution: PipelineExecution, now: datetime) -> dict[str, str]:
    """Return what `Execution.<name>` stands for; the names of jobs are those of their steps."""
    return {
        "StartDateTime": written(execution.created),
        "CurrentDateTime": written(now),
        "PipelineName": execution.pipeline,
        "PipelineArn": execution.pipeline_arn,
        "PipelineExecutionId": execution.name,
        "PipelineExecutionArn": execution.arn,
    }


def merged(properties: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Lay what the test has told over properties, structure by structure."""
    result = dict(properties)
    for name, value in told.items():
        below = result.get(name)
        result[name] = merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return result


def _is_ready(step: Step, runs: Mapping[str, StepRun]) -> bool:
    """Tell whether all that a step waits for has succeeded, and the branch in which it stands was taken."""
    needs = (*step.needs, step.branch[0]) if step.branch else step.needs
    if not all(name in runs and runs[name].status == SUCCEEDED for name in needs):
        return False
    return step.branch is None or runs[step.branch[0]].properties["Outcome"] is step.branch[1]
