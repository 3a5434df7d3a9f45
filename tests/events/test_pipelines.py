"""What executions of pipelines announce: the details of both detail-types."""

from __future__ import annotations

from typing import Any

import pytest

from sagemaker_registry_mock.events.pipelines import ExecutionChanged, StepChanged

PLACE: dict[str, Any] = {"resource": "arn:pipeline/execution/1", "pipeline": "arn:pipeline", "told": dict}
IN = {"pipelineArn": "arn:pipeline", "pipelineExecutionArn": "arn:pipeline/execution/1"}
TOLD = {"PipelineExecutionStatus": "Executing", "CreationTime": "begun", "LastModifiedTime": "later"}


def execution_detail(before: str | None = None, **told: Any) -> dict[str, Any]:
    """Return the detail of a change of an execution's status."""
    return ExecutionChanged(**PLACE, before=before).detail({**TOLD, **told})


def step_detail(before: str | None = None, kind: str = "Training", **told: Any) -> dict[str, Any]:
    """Return the detail of a change of a step's status."""
    step = {"StepName": "train", "StepStatus": "Executing", "StartTime": "begun", **told}
    return StepChanged(**PLACE, before=before, type=kind).detail({"PipelineExecutionSteps": [step]})


def test_the_detail_types_are_those_of_the_service() -> None:
    """Both have the detail-type of EventBridge's reference, and tell by the operation that tells of them."""
    kinds = {kind.detail_type: kind.operation for kind in (ExecutionChanged, StepChanged)}

    assert kinds == {
        "SageMaker Model Building Pipeline Execution Status Change": "DescribePipelineExecution",
        "SageMaker Model Building Pipeline Execution Step Status Change": "ListPipelineExecutionSteps",
    }


def test_they_are_about_the_pipeline_and_the_execution() -> None:
    """The resources of both are the ARN of the pipeline and that of the execution."""
    arns = ["arn:pipeline", "arn:pipeline/execution/1"]

    assert ExecutionChanged(**PLACE, before=None).resources == arns
    assert StepChanged(**PLACE, before=None, type="Fail").resources == arns


def test_an_execution_that_begins_has_no_status_before() -> None:
    """The first event of an execution tells its beginning alone."""
    assert execution_detail() == {
        "currentPipelineExecutionStatus": "Executing",
        "executionStartTime": "begun",
        **IN,
    }


@pytest.mark.parametrize(
    ("status", "ended"),
    [("Executing", False), ("Stopping", False), ("Stopped", True), ("Failed", True), ("Succeeded", True)],
)
def test_an_execution_that_has_ended_tells_when(status: str, *, ended: bool) -> None:
    """The time of the end is that of the last change, once it has come to its end."""
    detail = execution_detail("Executing", PipelineExecutionStatus=status)

    assert detail["previousPipelineExecutionStatus"] == "Executing"
    assert detail["currentPipelineExecutionStatus"] == status
    assert detail.get("executionEndTime") == ("later" if ended else None)


def test_an_execution_tells_how_it_is_called() -> None:
    """The display name and the description are told where there are such."""
    detail = execution_detail(PipelineExecutionDisplayName="run 1", PipelineExecutionDescription="first")

    assert (detail["pipelineExecutionDisplayName"], detail["pipelineExecutionDescription"]) == ("run 1", "first")


def test_a_step_that_begins_has_made_nothing() -> None:
    """The first event of a step has no status before, no end and an empty Metadata."""
    assert step_detail() == {
        "stepName": "train",
        "stepType": "Training",
        "currentStepStatus": "Executing",
        "stepStartTime": "begun",
        "metadata": {},
        **IN,
    }


def test_a_step_that_has_ended_tells_what_it_has_made() -> None:
    """Its Metadata is written in lower camel case, in lists too; values stay as they are."""
    told = {"Lambda": {"Arn": "arn:F", "OutputParameters": [{"Name": "Code", "Value": "OK"}]}, "": 1}
    detail = step_detail("Executing", "Lambda", StepStatus="Succeeded", EndTime="ended", Metadata=told)

    assert (detail["previousStepStatus"], detail["currentStepStatus"], detail["stepEndTime"]) == (
        "Executing",
        "Succeeded",
        "ended",
    )
    assert detail["metadata"] == {
        "lambda": {"arn": "arn:F", "outputParameters": [{"name": "Code", "value": "OK"}]},
        "": 1,
    }
    assert "failureReason" not in detail


def test_a_step_that_has_failed_tells_why() -> None:
    """The reason of a failure is told."""
    detail = step_detail("Executing", "Fail", StepStatus="Failed", FailureReason="why")

    assert (detail["failureReason"], detail["stepType"]) == ("why", "Fail")
