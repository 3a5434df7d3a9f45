"""The targets of EventBridge that moto has, and how each is reached. One row per service."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from moto.core.utils import unix_time_millis
from moto.sagemaker.models import sagemaker_backends

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.events.transforms import MISSING, at_path
from sagemaker_registry_mock.moto_plugin.within import SageMaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.moto_plugin.eventbridge import Parcel


#: The parts of the ARN of a Lambda function without a version or alias.
_PARTS_OF_A_FUNCTION = 7


class Unreachable(Exception):
    """There is nothing to deliver to, or the delivery is not allowed."""

    error_code = "NO_RESOURCE"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SecondHop(Unreachable):
    """An event that one bus sent to another is to go to a third."""

    error_code = "THIRD_ACCOUNT_HOP_DETECTED"

    def __init__(self) -> None:
        super().__init__("An event goes to an event bus target once, and this one came from another bus.")


@dataclass(frozen=True, slots=True)
class Address:
    """The ARN of a target, taken apart."""

    service: str
    region: str
    account: str
    resource: str

    @classmethod
    def of(cls, arn: str) -> Address:
        """Take an ARN apart.

        Raises:
            Unreachable: it is none.

        """
        parts = arn.split(":", 5)
        if len(parts) != 6:  # noqa: PLR2004 - the parts of every ARN
            raise Unreachable(f"{arn} is no ARN.")
        return cls(*parts[2:])

    @property
    def name(self) -> str:
        """What follows the first slash of the resource, or the whole of it."""
        return self.resource.partition("/")[2] or self.resource

    def backend(self, module: str, backends: str) -> Any:
        """Return the backend of moto that holds the target. Each is imported only when it is a target.

        Raises:
            Unreachable: moto has no such region.

        """
        try:
            return getattr(import_module(f"moto.{module}.models"), backends)[self.account][self.region]
        except KeyError:
            raise Unreachable(f"moto has no {self.service} in {self.region}.") from None


def reach(parcel: Parcel, stand_in: Callable[[str, dict[str, Any]], object] | None) -> None:
    """Deliver an event to a target: to what stands in for it, if anything does, else to moto's.

    Raises:
        Unreachable: moto cannot deliver to the service.
        Exception: whatever moto, or what stands in, raises.

    """
    address = Address.of(parcel.target["Arn"])
    if address.region != parcel.rule.region_name and address.service != "events":
        raise Unreachable("A target is in the region of its rule; only event buses may lie in another.")
    if stand_in is not None:
        stand_in(parcel.text, parcel.envelope)
        return
    deliver = _SERVICES.get(address.service)
    if deliver is None:
        raise Unreachable(f"moto cannot deliver events to {address.service}.")
    deliver(address, parcel)


def stand_in_at(arn: str) -> Any:
    """Return what stands in for a target; for a function also what does so for its every version and alias."""
    address = Address.of(arn)
    if address.account not in sagemaker_backends or address.region not in sagemaker_backends[address.account]:
        return None
    backend: Any = sagemaker_backends[address.account][address.region]
    whole = ":".join(arn.split(":")[:_PARTS_OF_A_FUNCTION]) if address.service == "lambda" else arn
    return backend.stand_ins.get(arn) or backend.stand_ins.get(whole)


def bury(queue: str, envelope: dict[str, Any], told: dict[str, str]) -> None:
    """Send an event to a dead-letter queue, with what is told of the failure in the message's attributes."""
    address = Address.of(queue)
    # The one spelling is moto's since 5.1, the other before.
    attributes = {
        name: {"DataType": "String", "StringValue": value, "data_type": "String", "string_value": value}
        for name, value in told.items()
    }
    queues = address.backend("sqs", "sqs_backends")
    queues.send_message(address.resource, json.dumps(envelope), message_attributes=attributes)


def _sqs(address: Address, parcel: Parcel) -> None:
    queues = address.backend("sqs", "sqs_backends")
    group = parcel.target.get("SqsParameters", {}).get("MessageGroupId")
    queue = queues.get_queue(address.resource)
    if queue.fifo_queue and not group:
        raise Unreachable("A FIFO queue needs SqsParameters with a MessageGroupId.")
    if queue.fifo_queue and queue.attributes.get("ContentBasedDeduplication") != "true":
        raise Unreachable("A FIFO queue needs content-based deduplication.")
    queues.send_message(queue_name=address.resource, message_body=parcel.text, group_id=group)


def _logs(address: Address, parcel: Parcel) -> None:
    logs, group = address.backend("logs", "logs_backends"), address.resource.split(":")[1]
    stream = str(uuid.uuid4())
    logs.create_log_stream(group, stream)
    logs.put_log_events(group, stream, [{"timestamp": int(unix_time_millis()), "message": _message(parcel)}])


def _message(parcel: Parcel) -> str:
    """Return what is logged: the event, or the message of what a transformer makes of it for a log group."""
    if "InputTransformer" not in parcel.target:
        return parcel.text
    made = json.loads(parcel.text)
    return made["message"] if isinstance(made, dict) and isinstance(made.get("message"), str) else parcel.text


def _sns(address: Address, parcel: Parcel) -> None:
    address.backend("sns", "sns_backends").publish(parcel.text, arn=parcel.target["Arn"])


def _lambda(address: Address, parcel: Parcel) -> None:
    from moto.awslambda.utils import get_backend  # noqa: PLC0415 - imported when it is a target

    functions: Any = get_backend(address.account, address.region)
    functions.get_function(parcel.target["Arn"])
    event = {"x-amz-invocation-type": "Event"}
    functions.invoke(parcel.target["Arn"], qualifier=None, body=parcel.text, headers=event, response_headers={})


def _states(address: Address, parcel: Parcel) -> None:
    from moto.stepfunctions.responses import StepFunctionResponse  # noqa: PLC0415 - as above

    response = StepFunctionResponse()  # knows which of moto's two backends the mock's config has chosen
    response.current_account, response.region = address.account, address.region
    name = f"{parcel.envelope['id']}_{uuid.uuid4()}"
    response.stepfunction_backend.start_execution(parcel.target["Arn"], name, parcel.text)


def _kinesis(address: Address, parcel: Parcel) -> None:
    path = parcel.target.get("KinesisParameters", {}).get("PartitionKeyPath")
    key = _resolved(path, parcel.envelope) if path else parcel.envelope["id"]
    data = base64.b64encode(parcel.text.encode()).decode()
    streams = address.backend("kinesis", "kinesis_backends")
    streams.put_record(parcel.target["Arn"], address.name, key, "", data)


def _firehose(address: Address, parcel: Parcel) -> None:
    streams = address.backend("firehose", "firehose_backends")
    data = parcel.text.encode()
    if hasattr(import_module("moto.firehose.models"), "b64decode"):
        data = base64.b64encode(data)  # up to moto 5.1 the backend decodes what it is given
    streams.put_record(address.name, {"Data": data})


def _sagemaker(address: Address, parcel: Parcel) -> None:
    """Start a pipeline of SageMaker; parameters that are JSON paths are taken from the event."""
    given = parcel.target.get("SageMakerPipelineParameters", {}).get("PipelineParameterList", [])
    parameters = [{**one, "Value": _resolved(one["Value"], parcel.envelope)} for one in given]
    request = {"PipelineName": address.name, "PipelineParameters": parameters, "ClientRequestToken": str(uuid.uuid4())}
    try:
        SageMaker(address.region, address.account).ask("StartPipelineExecution", request)
    except RegistryError as error:
        raise Unreachable(str(error)) from error


def _resolved(value: str, envelope: dict[str, Any]) -> str:
    if not value.startswith("$"):
        return value
    found = at_path(envelope, value)
    if found is MISSING:
        raise Unreachable(f"The event has nothing at {value}.")
    return found if isinstance(found, str) else json.dumps(found)


def _codepipeline(address: Address, _parcel: Parcel) -> None:
    pipelines = address.backend("codepipeline", "codepipeline_backends")
    if not hasattr(pipelines, "start_pipeline_execution"):
        raise Unreachable("This moto cannot start a pipeline of CodePipeline.")
    pipelines.start_pipeline_execution(address.resource, None)


def _codebuild(address: Address, _parcel: Parcel) -> None:
    builds = address.backend("codebuild", "codebuild_backends")
    if address.name not in builds.codebuild_projects:
        raise Unreachable("There is no such project of CodeBuild.")
    builds.start_build(address.name)


def _events(address: Address, parcel: Parcel) -> None:
    """File an event in the archive whose rule this is, or call an API destination."""
    backend = Address.of(parcel.rule.arn).backend("events", "events_backends")
    if address.resource.startswith("api-destination/"):
        _call_api(backend, backend.destinations.get(address.resource.split("/")[1]), parcel)
        return
    time = datetime.strptime(parcel.envelope["time"], "%Y-%m-%dT%H:%M:%S%z").timestamp()  # as moto's replays want it
    archives = [archive for archive in backend.archives.values() if archive.rule is parcel.rule]
    if not archives:
        raise Unreachable("There is no such event bus, archive or API destination.")
    for archive in archives:
        archive.events.append({**parcel.envelope, "time": time})


def _call_api(backend: Any, destination: Any, parcel: Parcel) -> None:
    """Send an event to an API destination, where the test lets moto do so."""
    from moto import settings  # noqa: PLC0415 - as above
    from requests import request  # noqa: PLC0415 - as above

    if destination is None:
        raise Unreachable("There is no such API destination.")
    if not settings.events_invoke_http():
        raise Unreachable("moto calls API destinations only with MOTO_EVENTS_INVOKE_HTTP=true.")
    given, url = parcel.target.get("HttpParameters", {}), destination.invocation_endpoint
    for value in given.get("PathParameterValues", []):
        url = url.replace("*", value, 1)
    keys = _keys(backend, destination.connection_arn)
    request(
        destination.http_method,
        url,
        headers={"Content-Type": "application/json", **given.get("HeaderParameters", {}), **keys},
        params=given.get("QueryStringParameters", {}),
        data=parcel.text.encode(),
        timeout=5,
    ).raise_for_status()


def _keys(backend: Any, connection: str) -> dict[str, str]:
    """Return the header with the API key of a connection; the other ways to authorize are not done."""
    for one in backend.connections.values():
        if one.arn == connection and "ApiKeyAuthParameters" in one.auth_parameters:
            key = one.auth_parameters["ApiKeyAuthParameters"]
            return {key["ApiKeyName"]: key["ApiKeyValue"]}
    return {}


_SERVICES: dict[str, Callable[[Address, Parcel], None]] = {
    "sqs": _sqs,
    "logs": _logs,
    "sns": _sns,
    "lambda": _lambda,
    "states": _states,
    "kinesis": _kinesis,
    "firehose": _firehose,
    "sagemaker": _sagemaker,
    "codepipeline": _codepipeline,
    "codebuild": _codebuild,
    "events": _events,
}
