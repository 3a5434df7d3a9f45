"""Fixtures of the tests of the seam with moto."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import boto3
    from types_boto3_sagemaker import SageMakerClient


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
def client_as(aws_session: boto3.Session) -> Callable[[Any], SageMakerClient]:
    """Make a SageMaker client that signs with the AccessKey or the Credentials that IAM or STS has answered."""

    def client_as(credentials: Any) -> SageMakerClient:
        client: SageMakerClient = aws_session.client(
            "sagemaker",
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials.get("SessionToken"),
        )
        return client

    return client_as


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


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a moto server, and return its URL."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()
