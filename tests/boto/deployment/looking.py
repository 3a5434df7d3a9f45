"""What stands behind an endpoint, and what a deployment has told, in short."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sagemaker_registry_mock.deployment import Deployment


def in_utc(time: datetime) -> datetime:
    """Return a time as SageMaker tells it of an endpoint; up to moto 5.1 it does not say that it is in UTC."""
    return time.astimezone(timezone.utc) if time.tzinfo else time.replace(tzinfo=timezone.utc)


def endpoints(client: Any) -> list[str]:
    """Return the names of all endpoints."""
    return sorted(one["EndpointName"] for one in client.list_endpoints()["Endpoints"])


def model_behind(client: Any, endpoint: str) -> Any:
    """Return the model of the one variant of an endpoint's configuration, as DescribeModel tells it."""
    described = client.describe_endpoint(EndpointName=endpoint)
    assert described["EndpointStatus"] == "InService"
    config = client.describe_endpoint_config(EndpointConfigName=described["EndpointConfigName"])
    (variant,) = config["ProductionVariants"]
    return client.describe_model(ModelName=variant["ModelName"])


def package_behind(client: Any, endpoint: str) -> str:
    """Return the ARN of the version behind an endpoint."""
    return str(model_behind(client, endpoint)["PrimaryContainer"]["ModelPackageName"])


def version_behind(client: Any, endpoint: str = "churn-prod") -> int | None:
    """Return the number of the version behind an endpoint; None where there is no such endpoint."""
    if endpoint not in endpoints(client):
        return None
    return int(package_behind(client, endpoint).rpartition("/")[2])


def told(deployment: Deployment) -> list[tuple[str, str | None, int | None, str]]:
    """Return of every record its cause in words, its stage, its version and its outcome."""
    return [(str(one.cause), one.stage, one.version, one.outcome.value) for one in deployment.history]
