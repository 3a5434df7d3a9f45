"""How a version gets behind an endpoint: a model of it, a configuration with the model, and the endpoint onto that."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

#: No name of a model, a configuration or an endpoint is longer.
_LONGEST_NAME = 63
#: How much is left of the end of a name that is too long: there stand the version, the stage and the run.
_TAIL = 44


class SageMaker(Protocol):
    """The SageMaker of one account in one region, asked operation by operation."""

    def ask(self, operation: str, request: dict[str, Any]) -> Any:
        """Do an operation; raises what SageMaker refuses."""

    def has_endpoint(self, name: str) -> bool:
        """Tell whether there is an endpoint `name`."""

    def is_free(self, name: str) -> bool:
        """Tell whether no model and no endpoint configuration is called `name`."""

    def told_before(self, arn: str) -> Mapping[str, Any]:
        """Return what the last event of a resource told of it; nothing where there was none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make in SageMaker so that a version stands behind an endpoint.

    Attributes:
        version_arn: the version.
        role: the ARN of the role that the model runs as.
        name: of the model and of the configuration.
        endpoint: the name of the endpoint.
        variant: members of the endpoint's one variant, over which the model's name is laid.

    """

    version_arn: str
    role: str
    name: str
    endpoint: str
    variant: Mapping[str, Any]

    def carry_out(self, sagemaker: SageMaker) -> None:
        """Make the model and the configuration, and create the endpoint or update the one that is there.

        Raises:
            Exception: whatever SageMaker refuses. What was made until then stays, as on AWS.

        """
        container = {"ModelPackageName": self.version_arn}
        sagemaker.ask(
            "CreateModel", {"ModelName": self.name, "ExecutionRoleArn": self.role, "PrimaryContainer": container}
        )
        variant = {"VariantName": "AllTraffic", "InitialVariantWeight": 1.0, **self.variant, "ModelName": self.name}
        sagemaker.ask("CreateEndpointConfig", {"EndpointConfigName": self.name, "ProductionVariants": [variant]})
        operation = "UpdateEndpoint" if sagemaker.has_endpoint(self.endpoint) else "CreateEndpoint"
        sagemaker.ask(operation, {"EndpointName": self.endpoint, "EndpointConfigName": self.name})


def name_of(*parts: object) -> str:
    """Return the parts as a name that SageMaker accepts.

    Where they are shortened or spelled otherwise the name has a digest of them, so that others have another name.
    """
    wanted = "-".join(str(part) for part in parts)
    name = re.sub(r"[^A-Za-z0-9-]+", "-", wanted).strip("-")
    if name == wanted and len(name) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(wanted.encode()).hexdigest()[:8]
    return f"{name[:8]}-{digest}-{name[8:][-_TAIL:].lstrip('-')}".strip("-")
