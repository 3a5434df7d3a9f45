"""Fixtures of the tests of deployments: a group, one that decides on its versions, and the deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, SPECIFICATION

from sagemaker_registry_mock.deployment import deploy_on_approval

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment


@pytest.fixture
def deployment(client: SageMakerClient, group: str) -> Deployment:  # noqa: ARG001 - its mock
    """The deployment of the group, with one stage: prod."""
    return deploy_on_approval(group)


@pytest.fixture
def register(client: SageMakerClient, group: str) -> Callable[..., str]:
    """Register a version of the group with the status given, and return its ARN."""

    def register(status: str | None = None) -> str:
        given: Any = {} if status is None else {"ModelApprovalStatus": status}
        return client.create_model_package(ModelPackageGroupName=group, InferenceSpecification=SPECIFICATION, **given)[
            "ModelPackageArn"
        ]

    return register


@pytest.fixture
def decide(client: SageMakerClient, group: str) -> Callable[[int, str], None]:
    """Give a version of the group an approval status."""

    def decide(version: int, status: Any) -> None:
        arn = f"{HERE}:model-package/{group}/{version}"
        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus=status)

    return decide


@pytest.fixture
def approve(register: Callable[[], str], decide: Callable[[int, str], None]) -> Callable[[], str]:
    """Register a version of the group, approve it, and return its ARN."""

    def approve() -> str:
        arn = register()
        decide(int(arn.rpartition("/")[2]), "Approved")
        return arn

    return approve


@pytest.fixture(scope="session")
def events(aws_session: boto3.Session) -> Any:
    """An EventBridge client. It knows nothing of the mocks."""
    return aws_session.client("events")
