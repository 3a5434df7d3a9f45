"""Fixtures of the tests of the seam with moto."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _installed_afterwards() -> Iterator[None]:
    """Leave the process as the other tests expect it."""
    yield
    if not sagemaker_registry_mock.is_installed():
        sagemaker_registry_mock.install()


@pytest.fixture
def stock_moto() -> None:
    """Take the registry out of moto for one test. The test may put it back."""
    sagemaker_registry_mock.uninstall()


@pytest.fixture
def run_python(tmp_path: Path) -> Callable[[str], str]:
    """Run a program in an interpreter of its own, in an empty directory, and return what it printed."""

    def run_python(program: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own programs
            [sys.executable, "-W", "error", "-W", "ignore:datetime.datetime.utcnow:DeprecationWarning", "-c", program],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_python
