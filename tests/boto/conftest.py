"""Fixtures of the tests that go through boto3."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto import mock_aws
from moto.moto_api import state_manager
from support.examples import THREADS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import boto3
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture(scope="session")
def sagemaker(aws_session: boto3.Session) -> Callable[[str], SageMakerClient]:
    """Give the SageMaker client of a region. Each is made once, which takes longer than most tests do."""
    return cache(lambda region: aws_session.client("sagemaker", region_name=region))


@pytest.fixture
def client(sagemaker: Callable[[str], SageMakerClient]) -> Iterator[SageMakerClient]:
    """A SageMaker client inside an active mock; it knows nothing of the mocks before."""
    with mock_aws():
        yield sagemaker("us-east-1")


@pytest.fixture
def register(client: SageMakerClient, group: str) -> Callable[..., str]:
    """Register a version of the group with the members given, and return its ARN."""

    def register(**members: Any) -> str:
        return client.create_model_package(ModelPackageGroupName=group, **members)["ModelPackageArn"]

    return register


@pytest.fixture
def describe(client: SageMakerClient) -> Callable[[str], dict[str, Any]]:
    """Describe a package, without what HTTP adds to the reply."""

    def describe(name: str) -> dict[str, Any]:
        reply: Any = client.describe_model_package(ModelPackageName=name)
        del reply["ResponseMetadata"]
        return dict(reply)

    return describe


@pytest.fixture
def client_with(sagemaker: Callable[[str], SageMakerClient]) -> Callable[..., AbstractContextManager[SageMakerClient]]:
    """Open a mock with the settings given, and a client in it."""

    @contextmanager
    def opened(**settings: Any) -> Iterator[SageMakerClient]:
        config: Any = {"sagemaker_registry": settings}
        with mock_aws(config=config):
            yield sagemaker("us-east-1")

    return opened


@pytest.fixture
def transition() -> Iterator[Callable[..., None]]:
    """Set the state transition of packages and groups, until the test ends."""
    machines = ("sagemaker::model_package", "sagemaker::model_package_group")

    def transition(**rule: Any) -> None:
        for machine in machines:
            state_manager.set_transition(machine, rule)

    yield transition
    for machine in machines:
        state_manager.unset_transition(machine)


@pytest.fixture
def put_policy(client: SageMakerClient) -> Callable[[str], str]:
    """Give a group a policy, and return the policy's text."""

    def put_policy(group: str) -> str:
        statement = {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sagemaker:*", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        client.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy)
        return policy

    return put_policy


@pytest.fixture
def post() -> Iterator[Callable[[str, bytes], requests.Response]]:
    """Send a plain HTTP request to SageMaker inside a mock: an operation and a body, no boto3 in between."""
    authorization = (
        "AWS4-HMAC-SHA256 Credential=test/20260131/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=none"
    )

    def post(target: str, body: bytes) -> requests.Response:
        headers = {
            "Authorization": authorization,
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": target,
        }
        return requests.post("https://api.sagemaker.us-east-1.amazonaws.com/", body, headers=headers, timeout=10)

    with mock_aws():
        yield post


@pytest.fixture
def in_threads() -> Iterator[Callable[[Callable[[int], Any]], list[Any]]]:
    """Run a function of the thread's number in all threads at once, and return what each has returned."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    barrier = Barrier(THREADS)

    def in_threads(work: Callable[[int], Any]) -> list[Any]:
        def started(number: int) -> Any:
            barrier.wait()
            return work(number)

        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(started, range(THREADS)))

    yield in_threads
    sys.setswitchinterval(before)
