"""Fixtures of the tests of what is kept from one test to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest

from sagemaker_registry_mock.moto_plugin import keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def new_client(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What makes a client of a new session."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")

    def new_client(service: str = "sagemaker", **given: Any) -> Any:
        return boto3.Session().client(service, region_name="us-east-1", **given)

    return new_client


@pytest.fixture
def stock() -> Iterator[None]:
    """Botocore, moto and `responses` as they come. A test may keep again: at its end that is undone, and done anew."""
    keeping.let_go()
    yield
    keeping.let_go()
    keeping.keep()
