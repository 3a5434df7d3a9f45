"""What moto's own answers about models lack or have too much; the models themselves stay moto's."""

from __future__ import annotations

import json
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from moto.core.utils import camelcase_to_underscores
from moto.sagemaker.models import SageMakerModelBackend, sagemaker_backends

from sagemaker_registry_mock.registry import arns

if TYPE_CHECKING:
    from collections.abc import Callable

#: What moto tells of a model that was created without a role.
_NO_ROLE = "arn:test"

_NO_RECOMMENDATION = {"RecommendationStatus": "NOT_APPLICABLE"}

Members = dict[str, Any]


def amended(name: str, body: Callable[[], bytes], response: Any) -> Any:
    """Return moto's answer to the operation `name`, amended where there is something to amend."""
    amend = _AMENDMENTS.get(name)
    if amend is None or not isinstance(response, tuple) or response[0] != 200:  # noqa: PLR2004 - HTTP's own number
        return response
    status, headers, reply = response
    return status, headers, amend(body, reply)


def _create_model(body: Callable[[], bytes], reply: Any) -> Any:
    """Keep what moto forgets of a new model, EnableNetworkIsolation say, for DescribeModel to tell."""
    request: Members = json.loads(body())
    arn = arns.parse(json.loads(reply)["ModelArn"])
    if arn is not None:
        model = sagemaker_backends[arn.scope.account][arn.scope.region]._models[arn.name]  # noqa: SLF001 - as neighbours
        for name in request.keys() - _kept_by_moto():
            setattr(model, camelcase_to_underscores(name), request[name])
    return reply


@cache
def _kept_by_moto() -> frozenset[str]:
    """Return the members of CreateModel that moto's backend takes."""
    parameters = signature(SageMakerModelBackend.create_model).parameters
    return frozenset(name.title().replace("_", "") for name in parameters)


def _describe_model(_body: Callable[[], bytes], reply: Any) -> Any:
    """Tell a model as the service does, and leave out what it does not have, which moto tells as empty.

    Source: the acceptance tests of terraform-provider-aws (Mode) and the integration tests of the SageMaker Python SDK
    (what a model of several containers tells).
    """
    told: Members = {name: value for name, value in json.loads(reply).items() if value not in ({}, [], _NO_ROLE)}
    if "PrimaryContainer" in told:
        told["PrimaryContainer"] = {"Mode": "SingleModel", **told["PrimaryContainer"]}
    if "Containers" in told:
        told["Containers"] = [{"Mode": "SingleModel", **container} for container in told["Containers"]]
        told = {"InferenceExecutionConfig": {"Mode": "Serial"}, "DeploymentRecommendation": _NO_RECOMMENDATION, **told}
    return json.dumps(told)


_AMENDMENTS: dict[str, Callable[[Callable[[], bytes], Any], Any]] = {
    "CreateModel": _create_model,
    "DescribeModel": _describe_model,
}
