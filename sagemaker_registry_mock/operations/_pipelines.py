"""What the operations on pipeline executions share: how one is found, and what it reaches while it runs."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import PipelineDoesNotExist, PipelineExecutionDoesNotExist
from sagemaker_registry_mock.events.pipelines import ExecutionChanged, StepChanged
from sagemaker_registry_mock.operations._finding import local_key, named
from sagemaker_registry_mock.pipelines.checking import check_definition
from sagemaker_registry_mock.pipelines.definition import REGISTER, Definition, definition_of
from sagemaker_registry_mock.pipelines.execution import STEP_FAILURE, experiment_of
from sagemaker_registry_mock.pipelines.naming import digest
from sagemaker_registry_mock.pipelines.parameters import resolved_parameters
from sagemaker_registry_mock.pipelines.selection import selected
from sagemaker_registry_mock.registry import arns, transitions
from sagemaker_registry_mock.registry.executions import FAILED, PipelineExecution, StepRun

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sagemaker_registry_mock.operations._table import Call, Members
    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.executions import StepResult

_LENGTH_OF_ID, _LENGTH_OF_STEP = 12, 20

log = logging.getLogger(__name__)

#: Members of StartPipelineExecution that are not kept among the execution's members.
_DIRECTIONS = frozenset({"PipelineName", "PipelineParameters", "ClientRequestToken"})

#: For the types of step that call an operation with all its checks: which, and the members that they do not take.
#: Source: refusals of the service quoted in the SageMaker Python SDK, which leaves these members out.
_CALLING = {
    **dict.fromkeys(REGISTER, ("CreateModelPackage", frozenset({"ModelPackageName"}))),
    "Model": ("CreateModel", frozenset[str]()),
}


def pipeline_named(call: Call, text: str) -> tuple[str, Mapping[str, Any]]:
    """Find the pipeline that `text`, a name or an ARN, names: its name, and what DescribePipeline tells of it.

    Raises:
        PipelineDoesNotExist: no such pipeline.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    name = local_key(call, text, arns.PIPELINE)
    told = call.context.neighbours.pipeline(name) if name else None
    if name is None or told is None:
        raise PipelineDoesNotExist(call.scope.arn_of(arns.PIPELINE, text))
    return name, told


def execution_named(call: Call, arn: str) -> PipelineExecution:
    """Find the execution of an ARN.

    Raises:
        PipelineExecutionDoesNotExist: no such execution.
        OtherAccount, WrongRegion: the ARN lies elsewhere.

    """
    found = named(call, call.registry.executions, arn, arns.PIPELINE)
    if found is None:
        raise PipelineExecutionDoesNotExist(arn)
    return found


def checked_definition(call: Call, text: str) -> Definition | None:
    """Read a definition and refuse one that could not be executed; None where it has nothing to execute.

    Raises:
        ValidationException: telling the first thing found.

    """
    definition = definition_of(text)
    if definition is not None:
        check_definition(definition, lambda kind: _arguments_of(call, kind))
    return definition


def _arguments_of(call: Call, kind: str) -> dict[str, Any] | None:
    if kind not in _CALLING:
        return None
    operation, refused = _CALLING[kind]
    return {name: tree for name, tree in call.tree(f"{operation}Input").items() if name not in refused}


def new_execution(
    call: Call, request: Members, name: str, pipeline: Mapping[str, Any], definition: Definition | None
) -> PipelineExecution:
    """Return an execution that has run nothing yet.

    Raises:
        ValidationException: the parameters or the selected steps do not fit the definition.

    """
    given, order = request.get("PipelineParameters", ()), call.registry.next_order()
    key = digest(_LENGTH_OF_ID, call.scope.arn(arns.PIPELINE, name), str(order), call.now.isoformat())
    kept = {member: value for member, value in request.items() if member not in _DIRECTIONS}
    execution = PipelineExecution(
        name=key,
        arn=call.scope.arn(arns.PIPELINE, f"{name}/execution/{key}"),
        order=order,
        created=call.now,
        created_by=call.user(),
        progress=transitions.Progress(transitions.COMPLETED, call.now),
        members={**_defaults(call, pipeline), **kept},
        pipeline=name,
        role=pipeline["RoleArn"],
        tags=pipeline["Tags"],
        definition=pipeline["PipelineDefinition"],
        # Of a definition without steps nothing is known: what is given is told as it is.
        parameters={one["Name"]: one["Value"] for one in given},
        modified=call.now,
        modified_by=call.user(),
    )
    return execution if definition is None else _fitted(call, execution, definition, request)


def _fitted(call: Call, execution: PipelineExecution, definition: Definition, request: Members) -> PipelineExecution:
    """Return the execution with its parameters, its experiment and its selected steps, as the definition has them."""
    parameters = resolved_parameters(definition.parameters, request.get("PipelineParameters", ()))
    execution = replace(execution, parameters=parameters)
    execution = replace(execution, experiment=experiment_of(execution, definition))
    if "SelectiveExecutionConfig" not in request:
        return execution
    return selected(execution, definition, request["SelectiveExecutionConfig"], lambda arn: execution_named(call, arn))


def _defaults(call: Call, pipeline: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an execution has where it is not given: a name made of the time, and what its pipeline has."""
    milliseconds = round(call.now.timestamp() * 1000)
    parallelism = pipeline.get("ParallelismConfiguration") or None
    return {"PipelineExecutionDisplayName": f"execution-{milliseconds}", "ParallelismConfiguration": parallelism}


def execution_members(execution: PipelineExecution) -> dict[str, Any]:
    """Return all that the API can tell of an execution; the output shape chooses among it."""
    failure = STEP_FAILURE if execution.status == FAILED else None
    return {
        **execution.members,
        "PipelineArn": execution.pipeline_arn,
        "PipelineExecutionArn": execution.arn,
        "PipelineExecutionStatus": execution.status,
        "PipelineExperimentConfig": execution.experiment or None,
        "FailureReason": failure,
        "PipelineExecutionFailureReason": failure,
        "StartTime": execution.created,
        "CreationTime": execution.created,
        "CreatedBy": execution.created_by,
        "LastModifiedTime": execution.modified,
        "LastModifiedBy": execution.modified_by,
    }


def step_members(run: StepRun) -> dict[str, Any]:
    """Return what the API tells of a step that has begun."""
    return {
        **run.members,
        "StepName": run.name,
        "StepStatus": run.status,
        "StartTime": run.started,
        "EndTime": run.ended,
        "AttemptCount": run.attempt,
    }


def announce(call: Call, execution: PipelineExecution, before: str | None) -> None:
    """Announce that an execution has another status than `before`."""
    told = partial(execution_members, execution)
    call.emit(ExecutionChanged(resource=execution.arn, pipeline=execution.pipeline_arn, before=before, told=told))


@dataclass(frozen=True, slots=True)
class Running:
    """What an execution reaches of the world: what the call reaches that runs it, on behalf of the pipeline's role."""

    call: Call
    execution: PipelineExecution

    @property
    def now(self) -> datetime:
        """The time of the call."""
        return self.call.now

    @property
    def scope(self) -> Scope:
        """The partition, region and account of the execution."""
        return self.call.scope

    def ask(self, operation: str, document: Mapping[str, Any], step: str) -> Mapping[str, Any]:
        """Do an operation of SageMaker as a session of the pipeline's role.

        Source: the user in a denial of a public log, `.../sagemaker-pipeline-<execution>-<20 letters of the step>`.
        """
        context = self.call.context
        session = f"sagemaker-pipeline-{self.execution.name}-{step[:_LENGTH_OF_STEP]}"
        reply: Mapping[str, Any] = context.perform(operation, dict(document), self.execution.role, session)
        return reply

    def record(self, operation: str, document: Mapping[str, Any], step: str) -> None:
        """Have moto make a job, which it takes as done; if what it is given is not enough for that, there is none."""
        try:
            self.ask(operation, document, step)
        except Exception as error:  # noqa: BLE001 - what is not run cannot fail
            log.debug("No job is recorded for the step %s: %s", step, error)

    def send(self, queue_url: str, body: str) -> str | None:
        """Send a message to a queue."""
        return self.call.context.neighbours.send_message(queue_url, body)

    def read(self, uri: str) -> str | None:
        """Return the text of an object in S3."""
        bucket, _, key = uri.removeprefix("s3://").partition("/")
        return self.call.context.neighbours.get_object(bucket, key)

    def changed(self, kind: str, run: StepRun, before: str | None) -> None:
        """Announce that the run of a step has another status than `before`."""
        self.call.emit(
            StepChanged(
                resource=self.execution.arn,
                pipeline=self.execution.pipeline_arn,
                before=before,
                type=kind,
                told=lambda: {"PipelineExecutionSteps": [step_members(run)]},
            )
        )

    def result(self, pipeline: str, step: str) -> StepResult | None:
        """Return what the test has told of a step."""
        return self.call.registry.step_results.get((pipeline, step))
