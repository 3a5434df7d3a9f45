"""Fixtures of the tests of what a test holds in its hands."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import pytest
from testing.faults.asking import Clients, client_in_mode

from sagemaker_registry_mock.testing import Faults, Recorder, injected_faults, recorded_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture(scope="session")
def clients(aws_session: boto3.Session) -> Clients:
    """Give clients by their mode and number of attempts: each is made once, but for adaptive ones, which remember."""
    made = cache(lambda mode, attempts: client_in_mode(aws_session, mode, attempts))

    def client(mode: str, attempts: int = 4) -> SageMakerClient:
        return client_in_mode(aws_session, mode, attempts) if mode == "adaptive" else made(mode, attempts)

    return client


@pytest.fixture
def once(client: SageMakerClient, clients: Clients) -> SageMakerClient:  # noqa: ARG001 - the mock is the other's
    """A client, in the same mock, that never tries again."""
    return clients("standard", 1)


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Faults that are injected."""
    with injected_faults() as faults:
        yield faults


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """A recorder that records."""
    with recorded_calls() as recorder:
        yield recorder


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were really slept, or would have been outside of this test."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    return slept
