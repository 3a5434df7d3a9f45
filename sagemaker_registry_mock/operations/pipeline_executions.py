"""Executions of pipelines: started, stopped, retried, called back. The pipelines themselves are moto's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import (
    CallbackTokenUnknown,
    ExecutionNotRetriable,
    ExecutionNotRunning,
    ExecutionNotStoppable,
    PipelineVersionsNotKept,
)
from sagemaker_registry_mock.operations._idempotency import once
from sagemaker_registry_mock.operations._pipelines import (
    Running,
    announce,
    checked_definition,
    execution_named,
    new_execution,
    pipeline_named,
)
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.pipelines.definition import CALLBACK, definition_of
from sagemaker_registry_mock.pipelines.execution import Progress, failed, succeeded
from sagemaker_registry_mock.pipelines.steps import callback_message, typed_outputs, wire_parameters
from sagemaker_registry_mock.registry.executions import (
    EXECUTING,
    FAILED,
    STOPPED,
    STOPPING,
    SUCCEEDED,
    PipelineExecution,
    StepRun,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = "ClientRequestToken"  # noqa: S105 - the name of a member


@operation("StartPipelineExecution", everywhere=True)
def start_pipeline_execution(call: Call, request: Members) -> Reply:
    """Execute a pipeline, as far as it gets without waiting for a callback.

    What becomes of its steps is no error of this call: the execution tells it.

    Raises:
        PipelineDoesNotExist: no such pipeline.
        DefinitionUnreadable: its definition cannot be executed.
        UnknownParameter, ParameterOfOtherType, ParameterNotInEnum, EmptyParameter, ParameterHasNoValue: the parameters
            do not fit.
        SelectionNeedsSource, UnfitSource: selected steps depend on others of which there is no result.
        PipelineVersionsNotKept: it is to be that of one version of the pipeline.
        ClientTokenReused: the token came with other parameters before.

    """
    return once(call, request, _start, _TOKEN)


def _start(call: Call, request: Members) -> Reply:
    name, pipeline = pipeline_named(call, request["PipelineName"])
    if "PipelineVersionId" in request or "PipelineVersionAlias" in request:
        raise PipelineVersionsNotKept
    definition = checked_definition(call, pipeline["PipelineDefinition"])
    execution = new_execution(call, request, name, pipeline, definition)
    call.context.neighbours.pipeline_has_run(name, call.now)
    announce(call, execution, None)
    return _gone_on(call, execution, Progress.advanced)


@operation("RetryPipelineExecution", everywhere=True)
def retry_pipeline_execution(call: Call, request: Members) -> Reply:
    """Run the failed steps of an execution once more, and go on from there; it keeps its ARN.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.
        ExecutionNotRetriable: it has neither failed nor was it stopped.

    """
    return once(call, request, _retry, _TOKEN)


def _retry(call: Call, request: Members) -> Reply:
    execution = execution_named(call, request["PipelineExecutionArn"])
    if execution.status not in {FAILED, STOPPED}:
        raise ExecutionNotRetriable(execution.arn, execution.status)
    again = _revised(call, execution, request, status=EXECUTING)
    announce(call, again, execution.status)
    return _gone_on(call, again, Progress.retried)


@operation("StopPipelineExecution")
def stop_pipeline_execution(call: Call, request: Members) -> Reply:
    """Stop an execution: no step begins any more. It stops once the callbacks that it waits for have come.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.
        ExecutionNotStoppable: it has come to its end, or is being stopped.

    """
    return once(call, request, _stop, _TOKEN)


def _stop(call: Call, request: Members) -> Reply:
    execution = execution_named(call, request["PipelineExecutionArn"])
    if execution.status != EXECUTING:
        raise ExecutionNotStoppable(execution.arn, execution.status)
    for run in execution.steps:
        if run.status == EXECUTING:
            _tell_of_stop(call, execution, run)
    stopping = _revised(call, execution, request, status=STOPPING)
    call.registry.executions.put(stopping)
    announce(call, stopping, execution.status)
    return {"PipelineExecutionArn": execution.arn}


def _tell_of_stop(call: Call, execution: PipelineExecution, run: StepRun) -> None:
    """Send the message of a callback once more, with the word that the execution is to stop.

    Source: the SageMaker developer guide, "Callback step".
    """
    told = run.members["Metadata"]["Callback"]
    message = callback_message(told["CallbackToken"], execution.arn, run.properties, status=STOPPING)
    call.context.neighbours.send_message(told["SqsQueueUrl"], message)


@operation("UpdatePipelineExecution")
def update_pipeline_execution(call: Call, request: Members) -> Reply:
    """Change how an execution is called and described.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.

    """
    execution = _revised(call, execution_named(call, request["PipelineExecutionArn"]), request)
    call.registry.executions.put(execution)
    return {"PipelineExecutionArn": execution.arn}


@operation("SendPipelineExecutionStepSuccess", everywhere=True)
def send_pipeline_execution_step_success(call: Call, request: Members) -> Reply:
    """Let a callback step succeed, with its output parameters, and its execution go on.

    Raises:
        CallbackTokenUnknown: no step has this token.
        ExecutionNotRunning: the step has been called back before.
        ParameterOfOtherType: an output parameter is not of the type that the definition declares.

    """

    def end(execution: PipelineExecution, run: StepRun) -> StepRun:
        outputs = _outputs(execution, run, request)
        callback = {**run.members["Metadata"]["Callback"], "OutputParameters": wire_parameters(outputs)}
        told = replace(run, members={**run.members, "Metadata": {"Callback": callback}})
        return succeeded(told, call.now, {"OutputParameters": outputs})

    return once(call, request, lambda call, request: _called_back(call, request, end), _TOKEN)


@operation("SendPipelineExecutionStepFailure")
def send_pipeline_execution_step_failure(call: Call, request: Members) -> Reply:
    """Let a callback step fail, and with it its execution.

    Raises:
        CallbackTokenUnknown: no step has this token.
        ExecutionNotRunning: the step has been called back before.

    """

    def end(_execution: PipelineExecution, run: StepRun) -> StepRun:
        return failed(run, call.now, request.get("FailureReason", ""), run.members["Metadata"])

    return once(call, request, lambda call, request: _called_back(call, request, end), _TOKEN)


def _called_back(call: Call, request: Members, end: Callable[[PipelineExecution, StepRun], StepRun]) -> Reply:
    token = request["CallbackToken"]
    execution = next((one for _, one in call.registry.executions.walk(("callback", token))), None)
    if execution is None:
        raise CallbackTokenUnknown(token)
    run = next(one for one in execution.steps if one.token == token)
    if run.status != EXECUTING:
        raise ExecutionNotRunning(execution.arn, execution.status)
    ended = end(execution, run)
    Running(call, execution).changed(CALLBACK, ended, run.status)
    return _gone_on(call, execution.with_run(ended), Progress.advanced)


def _outputs(execution: PipelineExecution, run: StepRun, request: Members) -> dict[str, Any]:
    """Return the output parameters of a callback, each of the type that the definition declares for it."""
    given = {one["Name"]: one["Value"] for one in request.get("OutputParameters", ())}
    definition = definition_of(execution.definition)
    return typed_outputs(definition.step(run.name), given) if definition else given


def _revised(call: Call, execution: PipelineExecution, request: Members, **changes: Any) -> PipelineExecution:
    """Return an execution with the members that a request gives, and other changes."""
    given = {name: value for name, value in request.items() if name not in {_TOKEN, "PipelineExecutionArn"}}
    return execution.revised(call.now, call.user(), members={**execution.members, **given}, **changes)


def _gone_on(call: Call, execution: PipelineExecution, go: Callable[[Progress], PipelineExecution]) -> Reply:
    """Take an execution as far as it gets, store it, and tell its ARN."""
    definition = definition_of(execution.definition)
    if definition is None:
        after = replace(execution, status=SUCCEEDED)
    else:
        after = go(Progress(execution, definition, Running(call, execution)))
    after = replace(after, modified=call.now)
    call.registry.executions.put(after)
    if after.status != execution.status:
        announce(call, after, execution.status)
    return {"PipelineExecutionArn": execution.arn}
