"""What the tests of faults and of the recorder ask again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

CREATE = "CreateModelPackage"


class Clients(Protocol):
    """Makes clients of a mode of retries, which ask so often at most."""

    def __call__(self, mode: str, attempts: int = 4) -> SageMakerClient:
        """Return a client."""


def versions(client: SageMakerClient, group: str = "churn") -> list[int]:
    """Return the numbers of a group's versions, newest first."""
    listed = client.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"]
    return [one["ModelPackageVersion"] for one in listed]


def error_of(ask: Callable[[], object]) -> tuple[str, str, int]:
    """Return code, message and HTTP status of the error that boto3 raises."""
    with pytest.raises(ClientError) as caught:
        ask()
    error: Any = caught.value.response
    return error["Error"]["Code"], error["Error"]["Message"], error["ResponseMetadata"]["HTTPStatusCode"]


def client_in_mode(
    session: boto3.Session, mode: Any, attempts: int = 4, patience: float = 60, **options: Any
) -> SageMakerClient:
    """Make a client of one of botocore's modes, with so many attempts at most and so many seconds of patience."""
    config = Config(retries={"mode": mode, "total_max_attempts": attempts}, read_timeout=patience)
    client: SageMakerClient = session.client("sagemaker", config=config, **options)
    return client
