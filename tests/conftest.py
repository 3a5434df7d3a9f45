"""Fixtures of all tests, and the check of every reply against botocore's output shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from support import shapes

from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.pipeline import Answer, answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

REGION = "us-east-1"
ACCOUNT = "123456789012"


@pytest.fixture(autouse=True)
def _replies_follow_the_service_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check every successful reply that leaves the registry."""

    def checked(service: Any, name: str, body: bytes, gate: Any) -> Answer | None:
        answered = answer(service, name, body, gate)
        if answered is not None and answered.status == 200:
            shape, body = shapes.output_shape(name), answered.body
            found = list(shapes.faults(shape, json.loads(body))) if shape else [body] * bool(body)
            assert not found, f"{name} answered outside its output shape: {found}"
        return answered

    monkeypatch.setattr(responses, "answer", checked)


@pytest.fixture(autouse=True)
def _no_real_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own AWS configuration out of the tests."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "MOTO_ACCOUNT_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)


@pytest.fixture(scope="session")
def aws_session() -> boto3.Session:
    """One session for all tests: it holds the loaded service model, and nothing of the registry's state."""
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)


@pytest.fixture(scope="session")
def one_client(aws_session: boto3.Session) -> SageMakerClient:
    """One client for all tests, since making one takes longer than most tests: it holds no state of a mock either."""
    client: SageMakerClient = aws_session.client("sagemaker")
    return client


@pytest.fixture
def client(one_client: SageMakerClient) -> Iterator[SageMakerClient]:
    """A SageMaker client inside an active mock."""
    with mock_aws():
        yield one_client


@pytest.fixture
def group(client: SageMakerClient) -> str:
    """The name of a group that exists."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    return "churn"


@pytest.fixture
def version(client: SageMakerClient, group: str) -> str:
    """The ARN of the first version of the group."""
    specification: Any = {"Containers": [{"Image": "image:1", "ModelDataUrl": "s3://bucket/model.tar.gz"}]}
    return client.create_model_package(ModelPackageGroupName=group, InferenceSpecification=specification)[
        "ModelPackageArn"
    ]


@pytest.fixture
def client_as(aws_session: boto3.Session) -> Callable[..., Any]:
    """Make a client, mostly of SageMaker, that signs with the AccessKey or the Credentials that IAM or STS answered."""

    def client_as(credentials: Any, service: Any = "sagemaker", **options: Any) -> Any:
        return aws_session.client(
            service,
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials.get("SessionToken"),
            **options,
        )

    return client_as


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a moto server, and return its URL."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()
