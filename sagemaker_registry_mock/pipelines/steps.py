"""What each type of step does. One row per type, and one function where it is like no other.

Source: the SageMaker developer guide, "Pipelines steps"; what the service's metadata of steps holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sagemaker_registry_mock.errors import AccessDeniedException, ModelPackageGroupAlreadyExists, RegistryError
from sagemaker_registry_mock.pipelines.conditions import all_hold
from sagemaker_registry_mock.pipelines.definition import CALLBACK, CONDITION, FAIL, Step
from sagemaker_registry_mock.pipelines.failures import FailStep, QueueUnreachable, Refused, StepNotRun
from sagemaker_registry_mock.pipelines.jobs import JOBS
from sagemaker_registry_mock.pipelines.parameters import as_text
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from datetime import datetime

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.executions import StepResult, StepRun

Members = Mapping[str, Any]


class Runtime(Protocol):
    """What an execution reaches of the world."""

    @property
    def now(self) -> datetime:
        """The time: UTC, to the millisecond."""

    @property
    def scope(self) -> Scope:
        """The partition, region and account of the execution."""

    def ask(self, operation: str, document: Mapping[str, Any]) -> Members:
        """Do an operation of SageMaker with what JSON says, and return its reply.

        Raises:
            Exception: it is refused.

        """

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
        outputs: the output parameters that the test has told; None where it has told nothing of them.
        outcome: that of a Condition step, where the test has told it.

    """

    step: Step
    settings: Members
    arguments: Any
    name: str
    execution_arn: str
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
        return _create(turn, *_CREATING[kind])
    if kind not in _OTHERS:
        raise StepNotRun(kind)
    return _OTHERS[kind](turn)


def _job(turn: Turn) -> Done:
    """Take a job as succeeded. Of all that is told of it, the shape of a step's Metadata chooses."""
    job = JOBS[turn.step.type]
    arn = turn.runtime.scope.arn(job.resource, turn.name)
    properties = job.properties(turn.arguments, turn.name, arn)
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
        return turn.runtime.ask("DescribeModelPackage", {"ModelPackageName": arn})
    except AccessDeniedException:
        return {"ModelPackageArn": arn}
    except Exception as error:
        raise _refused("DescribeModelPackage", error) from error


def _make_group(turn: Turn, name: str, tags: Any) -> None:
    try:
        turn.runtime.ask("CreateModelPackageGroup", {"ModelPackageGroupName": name, **({"Tags": tags} if tags else {})})
    except ModelPackageGroupAlreadyExists:
        return
    except Exception as error:
        raise _refused("CreateModelPackageGroup", error) from error


def _create(turn: Turn, operation: str, kind: str, name_member: str) -> Done:
    """Create a resource of SageMaker, under a name of its own where the definition gives none."""
    given = {name_member: turn.name, **turn.arguments}
    _asked(turn, operation, given)
    arn = turn.runtime.scope.arn(kind, given[name_member])
    properties = {**given, f"{turn.step.type}Arn": arn}
    return Done({turn.step.type: {"Arn": arn}}, properties)


def _decide(turn: Turn) -> Done:
    outcome = all_hold(turn.arguments.get("Conditions", ())) if turn.outcome is None else turn.outcome
    return Done({"Condition": {"Outcome": str(outcome)}}, {"Outcome": outcome})


def _fail(turn: Turn) -> Done:
    raise FailStep(as_text(turn.arguments.get("ErrorMessage") or ""))


def _invoke(turn: Turn) -> Done:
    """Take a Lambda function as invoked; what it returned is what the test has told."""
    outputs, function = turn.outputs or {}, turn.settings.get("FunctionArn")
    told = {"Arn": as_text(function) if function else None, "OutputParameters": wire_parameters(outputs)}
    return Done({"Lambda": told}, {"OutputParameters": outputs})


def _call_back(turn: Turn) -> Done:
    """Send a message to the queue and wait for the answer, unless the test has told it."""
    queue, token = as_text(turn.settings.get("SqsQueueUrl") or ""), turn.name[-10:]
    outputs = turn.outputs or {}
    told = {"CallbackToken": token, "SqsQueueUrl": queue, "OutputParameters": wire_parameters(outputs)}
    if turn.outputs is not None:
        return Done({CALLBACK: told}, {"OutputParameters": outputs})
    reason = turn.runtime.send(queue, callback_message(token, turn.execution_arn, turn.arguments))
    if reason is not None:
        raise QueueUnreachable(queue, reason)
    return Done({CALLBACK: told}, turn.arguments, token=token)


def callback_message(token: str, execution_arn: str, arguments: Any, **status: str) -> str:
    """Return the body of the message that tells a queue of a callback.

    Source: the SageMaker developer guide, "Callback step".
    """
    message = {"token": token, "pipelineExecutionArn": execution_arn, "arguments": arguments, **status}
    return json.dumps(message, default=str)


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
        return turn.runtime.ask(operation, document)
    except Exception as error:
        raise _refused(operation, error) from error


def _refused(operation: str, error: Exception) -> Refused:
    reason = str(error) if isinstance(error, RegistryError) else str(getattr(error, "message", "") or error)
    return Refused(operation, reason)


#: Steps that create a resource: the operation, the type in the resource's ARN, and the member with its name.
_CREATING = {
    "Model": ("CreateModel", arns.MODEL, "ModelName"),
    "EndpointConfig": ("CreateEndpointConfig", arns.ENDPOINT_CONFIG, "EndpointConfigName"),
    "Endpoint": ("CreateEndpoint", arns.ENDPOINT, "EndpointName"),
}

_OTHERS: dict[str, Callable[[Turn], Done]] = {
    "RegisterModel": _register,
    CONDITION: _decide,
    FAIL: _fail,
    "Lambda": _invoke,
    CALLBACK: _call_back,
    "EMR": _run_on_cluster,
}
