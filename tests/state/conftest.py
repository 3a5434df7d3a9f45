"""Fixtures of the tests of state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from support.worlds import fill

from sagemaker_registry_mock.testing.state import dump

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def mock() -> Iterator[None]:
    """Have a mock active, and no client: what is asked, is asked from within."""
    with mock_aws():
        yield


@pytest.fixture
def world() -> Iterator[None]:
    """Have a mock active whose registries have a bit of everything in them."""
    with mock_aws():
        fill()
        yield


@pytest.fixture(scope="session")
def rich_text() -> str:
    """The document of registries with a bit of everything, as text."""
    with mock_aws():
        fill()
        return json.dumps(dump())


@pytest.fixture
def rich(rich_text: str) -> Any:
    """The document of registries with a bit of everything, a new one for each test."""
    return json.loads(rich_text)
