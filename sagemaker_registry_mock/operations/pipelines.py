"""Create-, Describe-, Update- and DeletePipeline: what the registry has against a request; all else is moto's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.errors import DefinitionNotThere, PipelineIsRunning
from sagemaker_registry_mock.operations._pipelines import checked_definition, pipeline_named
from sagemaker_registry_mock.operations._table import Call, Members, operation
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.executions import RUNNING

if TYPE_CHECKING:
    from sagemaker_registry_mock.operations._table import Reply


@operation("CreatePipeline")
def create_pipeline(call: Call, request: Members) -> Reply | None:
    """Have nothing against a pipeline whose definition can be executed.

    Raises:
        DefinitionUnreadable: it cannot.

    """
    _check(call, request)
    return None


@operation("UpdatePipeline")
def update_pipeline(call: Call, request: Members) -> Reply | None:
    """Have nothing against an update that leaves a definition which can be executed.

    Raises:
        PipelineDoesNotExist: no such pipeline.
        DefinitionUnreadable: the definition cannot be executed.

    """
    pipeline_named(call, request["PipelineName"])
    _check(call, request)
    return None


@operation("DescribePipeline")
def describe_pipeline(call: Call, request: Members) -> Reply | None:
    """Have nothing against the description of a pipeline that there is.

    Raises:
        PipelineDoesNotExist: there is none.

    """
    pipeline_named(call, request["PipelineName"])
    return None


@operation("DeletePipeline")
def delete_pipeline(call: Call, request: Members) -> Reply | None:
    """Forget the executions of a pipeline that goes: they are deleted with it.

    Raises:
        PipelineDoesNotExist: no such pipeline.
        PipelineIsRunning: one of them has not come to its end.

    """
    (name, _), executions = pipeline_named(call, request["PipelineName"]), call.registry.executions
    found = [execution for _, execution in executions.walk(("pipeline", name))]
    if any(execution.status in RUNNING for execution in found):
        raise PipelineIsRunning(call.scope.arn(arns.PIPELINE, name))
    for execution in found:
        executions.drop(execution)
    return None


def _check(call: Call, request: Members) -> None:
    """Check the definition that a request brings along, itself or in S3."""
    text = request.get("PipelineDefinition")
    if text is None and "PipelineDefinitionS3Location" in request:
        text = _definition_in_s3(call, request["PipelineDefinitionS3Location"])
    if text is not None:
        checked_definition(call, text)


def _definition_in_s3(call: Call, place: Members) -> str:
    """Return the definition that lies at a place in S3.

    Raises:
        DefinitionNotThere: nothing does.

    """
    text = call.context.neighbours.get_object(place["Bucket"], place["ObjectKey"], place.get("VersionId"))
    if text is None or not text.strip():
        raise DefinitionNotThere(place["Bucket"], place["ObjectKey"])
    return text
