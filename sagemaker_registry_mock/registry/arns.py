"""Amazon Resource Names: what they are made of, and which of them belong to one registry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = "model-package-group"
PACKAGE = "model-package"
CARD = "model-card"
MODEL = "model"
ENDPOINT = "endpoint"
ENDPOINT_CONFIG = "endpoint-config"
PIPELINE = "pipeline"
ARTIFACT = "artifact"
CONTEXT = "context"
ACTION = "action"
LINEAGE_GROUP = "lineage-group"
EXPERIMENT = "experiment"
TRIAL_COMPONENT = "experiment-trial-component"

_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):sagemaker:(?P<region>[a-z0-9-]*):(?P<account>[0-9]{12}):"
    r"(?P<kind>[a-z-]+)/(?P<name>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a registry stands: one partition, region and account."""

    partition: str
    region: str
    account: str

    def arn(self, kind: str, name: str) -> str:
        """Return the ARN of `name`, a resource of the type `kind`, in this scope."""
        return f"arn:{self.partition}:sagemaker:{self.region}:{self.account}:{kind}/{name}"

    def arn_of(self, kind: str, text: str) -> str:
        """Return `text` where it is an ARN, else the ARN of the resource whose name it is."""
        return text if text.startswith("arn:") else self.arn(kind, text)


@dataclass(frozen=True, slots=True)
class Arn:
    """A SageMaker ARN taken apart: `name` is all that follows the first slash."""

    scope: Scope
    kind: str
    name: str


@lru_cache(maxsize=1024)
def parse(text: str) -> Arn | None:
    """Take `text` apart, or return None where it is no ARN of SageMaker."""
    found = _ARN.fullmatch(text)
    if found is None:
        return None
    partition, region, account, kind, name = found.groups()
    return Arn(Scope(partition, region, account), kind, name)


def is_account(text: str) -> bool:
    """Tell whether a text is the number of an account."""
    return re.fullmatch("[0-9]{12}", text) is not None


def containers_of_packages(request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the containers of a CreateModel request that are model packages."""
    containers = [request.get("PrimaryContainer", {}), *request.get("Containers", ())]
    return [one for one in containers if "ModelPackageName" in one]


def packages_used(request: Mapping[str, Any]) -> list[str]:
    """Return the names and ARNs of the model packages that the containers of a CreateModel request use."""
    return [one["ModelPackageName"] for one in containers_of_packages(request)]
