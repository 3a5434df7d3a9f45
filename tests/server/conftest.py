"""Servers of this process, and what asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock.server import RegistryServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def running() -> Iterator[RegistryServer]:
    """A server that listens at a free port and holds nothing."""
    with RegistryServer() as server:
        yield server


@pytest.fixture
def asking(aws_session: boto3.Session) -> Callable[..., SageMakerClient]:
    """Make a client of a server."""

    def asking(server: RegistryServer, **options: Any) -> SageMakerClient:
        client: SageMakerClient = aws_session.client("sagemaker", endpoint_url=server.url, **options)
        return client

    return asking
