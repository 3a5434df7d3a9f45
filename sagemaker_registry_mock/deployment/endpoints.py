"""How a version gets behind an endpoint: a model of it, a configuration with the model, and the endpoint onto that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

#: No name of a model, a configuration or an endpoint is longer.
_LONGEST_NAME = 63


class SageMaker(Protocol):
    """The SageMaker of one account in one region, asked operation by operation."""

    def ask(self, operation: str, request: dict[str, Any]) -> Any:
        """Do an operation; raises what SageMaker refuses."""

    def has_endpoint(self, name: str) -> bool:
        """Tell whether there is an endpoint `name`."""

    def told_before(self, arn: str) -> Mapping[str, Any]:
        """Return what the last event of a resource told of it; nothing where there was none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make in SageMaker so that a version stands behind an endpoint.

    Attributes:
        version_arn: the version.
        role: the ARN of the role that the model runs as.
        model, config, endpoint: the names of the three.
        variant: members of the endpoint's one variant, over which the model's name is laid.

    """

    version_arn: str
    role: str
    model: str
    config: str
    endpoint: str
    variant: Mapping[str, Any]

    def carry_out(self, sagemaker: SageMaker) -> None:
        """Make the model and the configuration, and create the endpoint or update the one that is there.

        Raises:
            Exception: whatever SageMaker refuses. What was made until then stays, as on AWS.

        """
        container = {"ModelPackageName": self.version_arn}
        sagemaker.ask(
            "CreateModel", {"ModelName": self.model, "ExecutionRoleArn": self.role, "PrimaryContainer": container}
        )
        variant = {"VariantName": "AllTraffic", "InitialVariantWeight": 1.0, **self.variant, "ModelName": self.model}
        sagemaker.ask("CreateEndpointConfig", {"EndpointConfigName": self.config, "ProductionVariants": [variant]})
        operation = "UpdateEndpoint" if sagemaker.has_endpoint(self.endpoint) else "CreateEndpoint"
        sagemaker.ask(operation, {"EndpointName": self.endpoint, "EndpointConfigName": self.config})


def name_of(first: str, *others: object) -> str:
    """Return a name that SageMaker accepts; `first` is shortened where the whole would be too long."""
    rest = "".join(f"-{part}" for part in others)
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{first[: _LONGEST_NAME - len(rest)]}{rest}").strip("-")
