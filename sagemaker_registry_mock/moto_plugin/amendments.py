"""What moto's own answers about models, endpoints and pipelines lack or have too much; the things stay moto's."""

from __future__ import annotations

import json
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from moto.core.utils import camelcase_to_underscores
from moto.sagemaker.models import SageMakerModelBackend, sagemaker_backends

from sagemaker_registry_mock.moto_plugin.neighbours import MotoNeighbours
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Callable

#: What moto tells of a model that was created without a role.
_NO_ROLE = "arn:test"

_NO_RECOMMENDATION = {"RecommendationStatus": "NOT_APPLICABLE"}

Members = dict[str, Any]


def amended(name: str, body: Callable[[], bytes], response: Any) -> Any:
    """Return moto's answer to the operation `name`, amended where there is something to amend.

    Args:
        name: of the operation.
        body: returns the body of the request.
        response: moto's: status, headers and body.

    """
    amend = _AMENDMENTS.get(name)
    if amend is None or not isinstance(response, tuple) or response[0] != 200:  # noqa: PLR2004 - HTTP's own number
        return response
    status, headers, reply = response
    return status, headers, amend(body, reply)


def _create_model(body: Callable[[], bytes], reply: Any) -> Any:
    """Keep what moto forgets of a new model, EnableNetworkIsolation say, for DescribeModel to tell."""
    request: Members = json.loads(body())
    arn = arns.parse(json.loads(reply)["ModelArn"])
    models = sagemaker_backends[arn.scope.account][arn.scope.region]._models if arn else {}  # noqa: SLF001 - as neighbours
    keep_forgotten(models.get(arn.name) if arn else None, request)
    return reply


def keep_forgotten(model: Any, request: Members) -> None:
    """Give a model of moto the members of its CreateModel that moto has forgotten; None is no model."""
    for name in _forgotten() & request.keys():
        if model is not None and request[name] is not None:
            setattr(model, camelcase_to_underscores(name), request[name])


@cache
def _forgotten() -> frozenset[str]:
    """Return the members of CreateModel that moto's backend does not take."""
    taken = {name.title().replace("_", "") for name in signature(SageMakerModelBackend.create_model).parameters}
    return frozenset(default_service().model.shape_for("CreateModelInput").members) - taken


def _pipeline(body: Callable[[], bytes], reply: Any) -> Any:
    """Keep a definition that lies in S3 as the text that it is there, which moto reads into an object."""
    place = json.loads(body()).get("PipelineDefinitionS3Location")
    arn = arns.parse(json.loads(reply)["PipelineArn"])
    if place and arn:
        backend = sagemaker_backends[arn.scope.account][arn.scope.region]
        text = MotoNeighbours(backend).get_object(place["Bucket"], place["ObjectKey"], place.get("VersionId"))
        backend.pipelines[arn.name].pipeline_definition = text or ""
    return reply


def _describe_model(_body: Callable[[], bytes], reply: Any) -> Any:
    """Tell a model as the service does, and leave out what it does not have.

    Source: the acceptance tests of terraform-provider-aws (Mode) and the integration tests of the SageMaker Python SDK
    (what a model of several containers tells).
    """
    told = _without_empty(json.loads(reply))
    if "PrimaryContainer" in told:
        told["PrimaryContainer"] = _with_mode(told["PrimaryContainer"])
    if isinstance(told.get("Containers"), list):
        told["Containers"] = [_with_mode(container) for container in told["Containers"]]
        told = {"InferenceExecutionConfig": {"Mode": "Serial"}, "DeploymentRecommendation": _NO_RECOMMENDATION, **told}
    return json.dumps(told)


def _with_mode(container: Any) -> Any:
    """Return a container with its Mode; moto keeps whatever it is given as a container."""
    return {"Mode": "SingleModel", **container} if isinstance(container, dict) else container


def _describe(_body: Callable[[], bytes], reply: Any) -> Any:
    return json.dumps(_without_empty(json.loads(reply)))


def _without_empty(told: Members) -> Members:
    """Leave out what moto tells as empty, and of no role an ARN that is none."""
    return {name: value for name, value in told.items() if value not in ({}, [], _NO_ROLE)}


_AMENDMENTS: dict[str, Callable[[Callable[[], bytes], Any], Any]] = {
    "CreateModel": _create_model,
    "CreatePipeline": _pipeline,
    "UpdatePipeline": _pipeline,
    "DescribeModel": _describe_model,
    "DescribeEndpoint": _describe,
    "DescribeEndpointConfig": _describe,
}
