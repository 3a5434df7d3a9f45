"""What each type of step does. One row per type, and one function where it is like no other.

Source: the SageMaker developer guide, "Pipelines steps"; what the service's metadata of steps holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sagemaker_registry_mock.errors import (
    AccessDeniedException,
    ModelPackageGroupAlreadyExists,
    ParameterOfOtherType,
    words_of,
)
from sagemaker_registry_mock.pipelines.conditions import all_hold
from sagemaker_registry_mock.pipelines.definition import CALLBACK, CONDITION, FAIL, REGISTER, Step
from sagemaker_registry_mock.pipelines.failures import FailStep, QueueUnreachable, Refused, StepFailure, StepNotRun
from sagemaker_registry_mock.pipelines.jobs import JOBS
from sagemaker_registry_mock.pipelines.naming import LONGEST, SHORT, job_name, written
from sagemaker_registry_mock.pipelines.parameters import as_text, typed
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from datetime import datetime

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult, StepRun

Members = Mapping[str, Any]


class Runtime(Protocol):
    """What an execution reaches of the world."""

    @property
    def now(self) -> datetime:
        """The time: UTC, to the millisecond."""

    @property
    def scope(self) -> Scope:
        """The partition, region and account of the execution."""

    def ask(self, operation: str, document: Mapping[str, Any], step: str) -> Members:
        """Do an operation of SageMaker for a step, with what JSON says, and return its reply.

        Raises:
            Exception: it is refused.

        """

    def record(self, operation: str, document: Mapping[str, Any], step: str) -> None:
        """Have a job that is not run exist, if what JSON says of it is enough for that."""

    def send(self, queue_url: str, body: str) -> str | None:
        """Send a message to a queue, and return why that failed, or None."""

    def read(self, uri: str) -> str | None:
        """Return the text of an object in S3; None where there is none."""

    def changed(self, kind: str, run: StepRun, before: str | None) -> None:
        """Note that the run of a step of the type `kind` has another status than `before`."""

    def result(self, pipeline: str, step: str) -> StepResult | None:
        """Return what the test has told of a step; None where it has told nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A step whose turn it is.

    Attributes:
        step: as the definition has it.
        settings: what it has beside its arguments, all expressions resolved.
        arguments: its arguments, resolved.
        name: a name for what it makes, which nothing else has.
        execution_arn: of the execution.
        tags: those of what it makes.
        outputs: the output parameters that the test has told; None where it has told nothing of them.
        outcome: that of a Condition step, where the test has told it.

    """

    step: Step
    settings: Members
    arguments: Any
    name: str
    execution_arn: str
    tags: Mapping[str, str]
    outputs: Members | None
    outcome: bool | None
    runtime: Runtime


@dataclass(frozen=True, slots=True)
class Done:
    """What a step has done: its Metadata, and what other steps can take from it. It waits where it has a token."""

    metadata: Members = field(default_factory=dict)
    properties: Members = field(default_factory=dict)
    token: str | None = None


def done(turn: Turn) -> Done:
    """Do what a step does.

    Raises:
        StepFailure: it fails.

    """
    kind = turn.step.type
    if kind in JOBS:
        return _job(turn)
    if kind in _CREATING:
        return _create(turn, _CREATING[kind])
    if kind not in _OTHERS:
        raise StepNotRun(kind)
    return _OTHERS[kind](turn)


def _job(turn: Turn) -> Done:
    """Take a job as succeeded. Of all that is told of it, the shape of a step's Metadata chooses."""
    job = JOBS[turn.step.type]
    arn = turn.runtime.scope.arn(job.resource, turn.name)
    properties = job.properties(turn.arguments, turn.name, arn)
    turn.runtime.record(job.operation, _tagged(turn, {**turn.arguments, job.name: turn.name}), turn.step.name)
    told = {**turn.settings, **properties, "Arn": arn, "CheckJobArn": arn}
    return Done({job.metadata: told}, properties)


def _register(turn: Turn) -> Done:
    """Register a version, in a group that is made where there is none.

    The tags of a version are its group's; who made it is this execution, unless the definition names another.
    Source: what CloudTrail shows of the role of a pipeline, in a public log.
    """
    arguments = dict(turn.arguments)
    tags = arguments.pop("Tags", None)
    group = arguments.get("ModelPackageGroupName")
    if group is None:
        arguments |= {"Tags": tags} if tags else {}
    elif not str(group).startswith("arn:"):
        _make_group(turn, group, tags)
    made_by = arguments.get("MetadataProperties") or {}
    if isinstance(made_by, dict):  # all else is refused
        made_by = {"GeneratedBy": turn.execution_arn, **made_by}
    reply = _asked(turn, "CreateModelPackage", {**arguments, "MetadataProperties": made_by})
    return Done({"RegisterModel": {"Arn": reply["ModelPackageArn"]}}, _described(turn, reply["ModelPackageArn"]))


def _described(turn: Turn, arn: str) -> Members:
    """Return what DescribeModelPackage tells; of a version that the role may register but not look at, its ARN."""
    try:
        return turn.runtime.ask("DescribeModelPackage", {"ModelPackageName": arn}, turn.step.name)
    except AccessDeniedException:
        return {"ModelPackageArn": arn}
    except Exception as error:
        raise _refused("DescribeModelPackage", error) from error


def _make_group(turn: Turn, name: str, tags: Any) -> None:
    request = {"ModelPackageGroupName": name, **({"Tags": tags} if tags else {})}
    try:
        turn.runtime.ask("CreateModelPackageGroup", request, turn.step.name)
    except ModelPackageGroupAlreadyExists:
        return
    except Exception as error:
        raise _refused("CreateModelPackageGroup", error) from error


def _create(turn: Turn, creation: Creation) -> Done:
    """Create a resource of SageMaker, whose name has a part of its own."""
    given = {**turn.arguments, creation.name: turn.name}
    _asked(turn, creation.operation, _tagged(turn, given))
    arn = turn.runtime.scope.arn(creation.kind, turn.name)
    return Done({turn.step.type: {"Arn": arn}}, {**given, f"{turn.step.type}Arn": arn})


def _tagged(turn: Turn, document: dict[str, Any]) -> dict[str, Any]:
    """Return a request whose tags are also those that pipelines give to what they make.

    Source: public helpers look for the execution's ARN in the tags of jobs and models; a public log of runs tells that
    the tags of a pipeline are copied.
    """
    own = document.get("Tags") or []
    if not isinstance(own, list):
        return document  # it is refused
    keys = [tag.get("Key") for tag in own if isinstance(tag, dict)]
    return {
        **document,
        "Tags": [*own, *({"Key": key, "Value": turn.tags[key]} for key in turn.tags if key not in keys)],
    }


def _decide(turn: Turn) -> Done:
    outcome = all_hold(turn.arguments.get("Conditions", ())) if turn.outcome is None else turn.outcome
    return Done({"Condition": {"Outcome": str(outcome)}}, {"Outcome": outcome})


def _fail(turn: Turn) -> Done:
    raise FailStep(as_text(turn.arguments.get("ErrorMessage") or ""))


def _invoke(turn: Turn) -> Done:
    """Take a Lambda function as invoked; what it returned is what the test has told."""
    outputs, function = _told_outputs(turn), turn.settings.get("FunctionArn")
    told = {"Arn": as_text(function) if function else None, "OutputParameters": wire_parameters(outputs)}
    return Done({"Lambda": told}, {"OutputParameters": outputs})


def _call_back(turn: Turn) -> Done:
    """Send a message to the queue and wait for the answer, unless the test has told it."""
    queue, token = as_text(turn.settings.get("SqsQueueUrl") or ""), turn.name[-10:]
    outputs = _told_outputs(turn)
    told = {"CallbackToken": token, "SqsQueueUrl": queue, "OutputParameters": wire_parameters(outputs)}
    if turn.outputs is not None:
        return Done({CALLBACK: told}, {"OutputParameters": outputs})
    reason = turn.runtime.send(queue, callback_message(token, turn.execution_arn, turn.arguments))
    if reason is not None:
        raise QueueUnreachable(queue, reason)
    return Done({CALLBACK: told}, turn.arguments, token=token)


def _told_outputs(turn: Turn) -> dict[str, Any]:
    try:
        return typed_outputs(turn.step, turn.outputs or {})
    except ParameterOfOtherType as error:
        raise StepFailure(str(error)) from None


def typed_outputs(step: Step, values: Members) -> dict[str, Any]:
    """Return output parameters, each text as a value of the type that the definition declares for it.

    Raises:
        ParameterOfOtherType: one is not of that type.

    """
    declared = step.document.get("OutputParameters") or ()
    types = {one["OutputName"]: one["OutputType"] for one in declared}
    return {
        name: typed(name, types.get(name, "String"), value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def callback_message(token: str, execution_arn: str, arguments: Any, **status: str) -> str:
    """Return the body of the message that tells a queue of a callback.

    Source: the SageMaker developer guide, "Callback step".
    """
    message = {"token": token, "pipelineExecutionArn": execution_arn, "arguments": arguments, **status}
    return json.dumps(message, default=written)


def _run_on_cluster(turn: Turn) -> Done:
    given = turn.arguments.get("ClusterId")
    cluster = {"ClusterId": as_text(given or f"j-{turn.name[-10:].upper()}"), "StepName": turn.name}
    told = {**cluster, "StepId": f"s-{turn.name[-10:].upper()}"}
    return Done({"EMR": told}, {**turn.arguments, **told})


def wire_parameters(values: Members) -> list[dict[str, str]]:
    """Return parameters as the API lists them: every value a text."""
    return [{"Name": name, "Value": as_text(value)} for name, value in values.items()]


def _asked(turn: Turn, operation: str, document: Mapping[str, Any]) -> Members:
    try:
        return turn.runtime.ask(operation, document, turn.step.name)
    except Exception as error:
        raise _refused(operation, error) from error


def _refused(operation: str, error: Exception) -> Refused:
    return Refused(operation, words_of(error))


@dataclass(frozen=True, slots=True)
class Creation:
    """How a step creates a resource.

    Attributes:
        operation: that creates it.
        kind: the type in its ARN.
        name: the member with its name.
        is_literal: whether a name in the definition is the name of the resource, and not its beginning.

    """

    operation: str
    kind: str
    name: str
    is_literal: bool = False


_CREATING = {
    "Model": Creation("CreateModel", arns.MODEL, "ModelName"),
    "EndpointConfig": Creation("CreateEndpointConfig", arns.ENDPOINT_CONFIG, "EndpointConfigName"),
    "Endpoint": Creation("CreateEndpoint", arns.ENDPOINT, "EndpointName", is_literal=True),
}


def name_for(step: Step, attempt: int, execution: PipelineExecution, resolve: Callable[[Any], Any]) -> str:
    """Return the name of what a step makes; `resolve` gives the value of what the definition has for it."""
    job, creation = JOBS.get(step.type), _CREATING.get(step.type)
    naming = job or creation
    given = resolve(step.arguments.get(naming.name)) if naming else None
    base = None if given is None else as_text(given)
    if creation and creation.is_literal and base is not None:
        return base
    return job_name(execution, step.name, attempt, base, SHORT if job and job.is_short else LONGEST)


_OTHERS: dict[str, Callable[[Turn], Done]] = {
    **dict.fromkeys(REGISTER, _register),
    CONDITION: _decide,
    FAIL: _fail,
    "Lambda": _invoke,
    CALLBACK: _call_back,
    "EMR": _run_on_cluster,
}
