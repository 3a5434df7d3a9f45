"""What is told of the executions of pipelines: descriptions and lists."""

from __future__ import annotations

from sagemaker_registry_mock.errors import ExecutionNotNamed
from sagemaker_registry_mock.operations._pipelines import (
    execution_members,
    execution_named,
    pipeline_named,
    step_members,
)
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.pipelines.steps import wire_parameters
from sagemaker_registry_mock.registry.listing import Listing, page_of, part_of

#: Clients read one page, as if it held all steps: so a page without MaxResults holds as many as can be.
_STEPS_PER_PAGE = 100


@operation("DescribePipelineExecution")
def describe_pipeline_execution(call: Call, request: Members) -> Reply:
    """Tell all of one execution.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.

    """
    return execution_members(execution_named(call, request["PipelineExecutionArn"]))


@operation("DescribePipelineDefinitionForExecution")
def describe_pipeline_definition_for_execution(call: Call, request: Members) -> Reply:
    """Tell the definition that an execution was started with, whatever the pipeline has become since.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.

    """
    execution = execution_named(call, request["PipelineExecutionArn"])
    return {"PipelineDefinition": execution.definition, "CreationTime": execution.created}


@operation("ListPipelineExecutions")
def list_pipeline_executions(call: Call, request: Members) -> Reply:
    """Tell a page of the executions of a pipeline, newest first unless the request says otherwise.

    Raises:
        PipelineDoesNotExist: no such pipeline.
        InvalidNextToken: the token is corrupt or of another list.

    """
    name, _ = pipeline_named(call, request["PipelineName"])
    listing = Listing(
        operation=call.operation,
        request=request,
        facet=("pipeline", name),
        order="Descending",
        page_size=call.settings.page_size,
    )
    page, token = page_of(call.registry.executions, listing, lambda execution: execution)
    return {"PipelineExecutionSummaries": [execution_members(one) for one in page], "NextToken": token}


@operation("ListPipelineExecutionSteps")
def list_pipeline_execution_steps(call: Call, request: Members) -> Reply:
    """Tell a page of the steps that have begun, the last first unless the request says otherwise.

    Raises:
        ExecutionNotNamed, PipelineExecutionDoesNotExist: no such execution.
        InvalidNextToken: the token is corrupt or of another list.

    """
    if "PipelineExecutionArn" not in request:
        raise ExecutionNotNamed
    execution = execution_named(call, request["PipelineExecutionArn"])
    descending = request.get("SortOrder", "Descending") == "Descending"
    page, token = part_of(execution.steps, call.operation, request, _STEPS_PER_PAGE, descending=descending)
    return {"PipelineExecutionSteps": [step_members(run) for run in page], "NextToken": token}


@operation("ListPipelineParametersForExecution")
def list_pipeline_parameters_for_execution(call: Call, request: Members) -> Reply:
    """Tell a page of the parameters of an execution, those that kept their default too; every value is a text.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.
        InvalidNextToken: the token is corrupt or of another list.

    """
    execution = execution_named(call, request["PipelineExecutionArn"])
    parameters = wire_parameters(execution.parameters)
    page, token = part_of(parameters, call.operation, request, call.settings.page_size)
    return {"PipelineParameters": page, "NextToken": token}
