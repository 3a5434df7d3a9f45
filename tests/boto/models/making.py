"""How the tests of models make one, and what a refusal leaves behind."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_sagemaker import SageMakerClient

ROLE = "arn:aws:iam::123456789012:role/execution"


def make(client: SageMakerClient, *containers: dict[str, Any], **members: Any) -> str:
    """Create the model `model` of these containers, and return its ARN; a single one is its primary container."""
    placed: Any = {"PrimaryContainer": containers[0]} if len(containers) == 1 else {"Containers": list(containers)}
    return client.create_model(**{"ModelName": "model", "ExecutionRoleArn": ROLE, **placed, **members})["ModelArn"]


def of(package: str, **members: Any) -> dict[str, Any]:
    """Return a container that is a package."""
    return {"ModelPackageName": package, **members}


def models(client: SageMakerClient) -> list[str]:
    """Return the names of all models."""
    return [model["ModelName"] for model in client.list_models()["Models"]]


@contextmanager
def no_model(client: SageMakerClient, message: str, code: str = "ValidationException") -> Iterator[None]:
    """Expect exactly this refusal, and that it leaves no model behind."""
    with refused(code, message):
        yield
    assert models(client) == []


def unusable(arn: str, member: str, status: str) -> str:
    """Return the sentence about a package that is not ready or not approved."""
    return f"Model Package {arn} cannot be used to create a model: its {member} is {status}."
