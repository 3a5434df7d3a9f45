"""What the registry remembers of pipeline executions. Records are frozen: a step that runs makes a new record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from sagemaker_registry_mock.registry.records import Families, Record, Sorts, creation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

EXECUTING, STOPPING, STOPPED, FAILED, SUCCEEDED = "Executing", "Stopping", "Stopped", "Failed", "Succeeded"

#: The statuses of an execution that has not come to its end.
RUNNING = frozenset({EXECUTING, STOPPING})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """What a test tells of a step beforehand, in values of JSON.

    Attributes:
        properties: laid over the properties that other steps take with `Get`: of a Training step
            `{"ModelArtifacts": {"S3ModelArtifacts": "s3://..."}}`, of a Condition step `{"Outcome": True}`.
        property_files: the content of its property files, by their PropertyFileName.
        output_parameters: what a Lambda function or a callback has returned; None where nothing is told of that. A
            Callback step of which something is told waits for nobody.
        failure_reason: why the step fails; None where it does not.

    """

    properties: Mapping[str, Any] = field(default_factory=dict)
    property_files: Mapping[str, Any] = field(default_factory=dict)
    output_parameters: Mapping[str, Any] | None = None
    failure_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """A step that has begun.

    Attributes:
        ended: None while it waits for its callback.
        attempt: 1, and one more for each retry of the execution that ran it again.
        members: what else ListPipelineExecutionSteps tells of it, under the wire names.
        properties: what other steps can take from it; while it waits, the arguments that its message told.
        token: that of its callback; None of other steps.

    """

    name: str
    status: str
    started: datetime
    ended: datetime | None
    attempt: int = 1
    members: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict)
    token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineExecution(Record):
    """An execution of a pipeline; `name` is its id.

    Attributes:
        pipeline: the name of the pipeline.
        role: the ARN of the role that it acts as.
        definition: the text that it executes.
        parameters: every parameter with its value, of its type.
        experiment: its PipelineExperimentConfig.
        status: of the execution.
        steps: those that have begun, in the order in which they did.
        selected: the names of the steps that may run; None where all may.

    """

    machine = "sagemaker::pipeline_execution"
    families: ClassVar[Families] = {
        "pipeline": lambda execution: ((execution.pipeline,),),
        "callback": attrgetter("callbacks"),
    }
    sorts: ClassVar[Sorts] = {"CreationTime": creation, "PipelineExecutionArn": attrgetter("arn")}

    pipeline: str
    role: str
    definition: str
    parameters: Mapping[str, Any]
    experiment: Mapping[str, Any] = field(default_factory=dict)
    status: str = EXECUTING
    steps: tuple[StepRun, ...] = ()
    selected: frozenset[str] | None = None
    modified: datetime
    modified_by: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What follows the resource type in its ARN: `pipeline/execution/id`."""
        return f"{self.pipeline}/execution/{self.name}"

    @property
    def pipeline_arn(self) -> str:
        """The ARN of its pipeline."""
        return self.arn.partition("/execution/")[0]

    @property
    def callbacks(self) -> tuple[tuple[str], ...]:
        """The headings of its callbacks: their tokens."""
        return tuple((run.token,) for run in self.steps if run.token is not None)

    def run_of(self, step: str) -> StepRun | None:
        """Return the run of a step; None where it has not begun."""
        return next((run for run in self.steps if run.name == step), None)

    def with_run(self, run: StepRun) -> PipelineExecution:
        """Return the execution with one more run, or with a newer state of one that it has."""
        if self.run_of(run.name) is None:
            return replace(self, steps=(*self.steps, run))
        return replace(self, steps=tuple(run if one.name == run.name else one for one in self.steps))

    def revised(self, at: datetime, by: Mapping[str, Any], **changes: Any) -> PipelineExecution:
        """Return the execution with changes that a caller has made."""
        return replace(self, modified=at, modified_by=by, **changes)
