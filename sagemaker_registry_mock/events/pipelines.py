"""What executions of pipelines announce: their own changes of status, and those of their steps.

Source: EventBridge event reference, "Amazon SageMaker AI events". Details are in lower camel case, unlike a Describe's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sagemaker_registry_mock.events.details import Announcement
from sagemaker_registry_mock.registry.executions import RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatusChange(Announcement):
    """A change of status within an execution, whose ARN is `resource`.

    Attributes:
        pipeline: the ARN of the pipeline.
        before: the status until then; None where it has just begun.

    """

    pipeline: str
    before: str | None

    @property
    def resources(self) -> list[str]:
        """The ARNs of the pipeline and of the execution."""
        return [self.pipeline, self.resource]

    def _in(self) -> dict[str, Any]:
        return {"pipelineArn": self.pipeline, "pipelineExecutionArn": self.resource}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionChanged(_StatusChange):
    """An execution has begun or has another status."""

    detail_type: ClassVar[str] = "SageMaker Model Building Pipeline Execution Status Change"
    operation: ClassVar[str] = "DescribePipelineExecution"

    def detail(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return how the execution is called, its statuses and its times."""
        status = told["PipelineExecutionStatus"]
        return _present(
            pipelineExecutionDisplayName=told.get("PipelineExecutionDisplayName"),
            pipelineExecutionDescription=told.get("PipelineExecutionDescription"),
            currentPipelineExecutionStatus=status,
            previousPipelineExecutionStatus=self.before,
            executionStartTime=told["CreationTime"],
            executionEndTime=None if status in RUNNING else told["LastModifiedTime"],
            **self._in(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChanged(_StatusChange):
    """A step of an execution has begun or has another status.

    Attributes:
        type: the type of the step.

    """

    detail_type: ClassVar[str] = "SageMaker Model Building Pipeline Execution Step Status Change"
    operation: ClassVar[str] = "ListPipelineExecutionSteps"

    type: str

    def detail(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return what the step is called, its statuses, its times and what it has made."""
        (step,) = told["PipelineExecutionSteps"]
        return _present(
            stepName=step["StepName"],
            stepType=self.type,
            currentStepStatus=step["StepStatus"],
            previousStepStatus=self.before,
            stepStartTime=step["StartTime"],
            stepEndTime=step.get("EndTime"),
            failureReason=step.get("FailureReason"),
            metadata=_camel(step.get("Metadata", {})),
            **self._in(),
        )


def _present(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _camel(value: Any) -> Any:
    """Return a value whose members begin in lower case."""
    if isinstance(value, dict):
        return {f"{name[:1].lower()}{name[1:]}": _camel(part) for name, part in value.items()}
    return [_camel(part) for part in value] if isinstance(value, list) else value
