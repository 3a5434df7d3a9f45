"""Lambda functions as targets, run by moto; stand-ins for them have a file of their own."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import requests
from boto.events.wiring import arn, role_policy
from moto import mock_aws

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

RESULTS = "http://motoapi.amazonaws.com/moto-api/static/lambda-simple/response"


@pytest.fixture
def client(sagemaker: Callable[[str], SageMakerClient]) -> Iterator[SageMakerClient]:
    """A SageMaker client inside a mock whose Lambda functions need no Docker."""
    with mock_aws(config={"lambda": {"use_docker": False}}):
        yield sagemaker("us-east-1")


@pytest.fixture
def function(client: SageMakerClient, service: Callable[..., Any]) -> str:
    """The ARN of a function, of which moto tells the results that are queued, one for each call."""
    assert client.meta.region_name == "us-east-1"
    role = service("iam").create_role(RoleName="deployer", AssumeRolePolicyDocument=role_policy("lambda"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("handler.py", "def handler(event, context):\n    return event\n")
    function: str = service("lambda").create_function(
        FunctionName="deploy",
        Runtime="python3.12",
        Role=role["Role"]["Arn"],
        Handler="handler.handler",
        Code={"ZipFile": archive.getvalue()},
        Publish=True,
    )["FunctionArn"]
    return function.removesuffix(":1")


@pytest.fixture
def calls(function: str, service: Callable[..., Any]) -> Callable[[], int]:
    """Return what tells how often the function was called since: by which of the queued results comes next."""
    queued = {"results": [str(number) for number in range(10)], "region": "us-east-1"}
    assert requests.post(RESULTS, json=queued, timeout=5).status_code == 201
    invoke = service("lambda").invoke
    return lambda: int(invoke(FunctionName=function)["Payload"].read())


def register_and_approve(client: SageMakerClient) -> SentEvent:
    """Register a version as approved, and return its event."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    return sent_events()[-1]


@pytest.mark.parametrize("ending", ["", ":1", ":$LATEST"])
def test_a_function_is_called_once_for_an_event(
    client: SageMakerClient, function: str, put_rule: Callable[..., str], calls: Callable[[], int], ending: str
) -> None:
    """The target may be the function or one of its versions."""
    put_rule(function + ending)

    event = register_and_approve(client)

    assert [(one.target, one.failure) for one in event.deliveries] == [(function + ending, None)]
    assert calls() == 1


def test_a_function_is_not_called_for_other_events(
    client: SageMakerClient, function: str, put_rule: Callable[..., str], calls: Callable[[], int]
) -> None:
    """A rule for rejections does not call it for an approval."""
    put_rule(function, pattern={"detail": {"ModelApprovalStatus": ["Rejected"]}})

    assert register_and_approve(client).deliveries == ()
    assert calls() == 0


@pytest.mark.parametrize("name", ["missing", "deploy:2", "deploy:prod"])
def test_a_function_or_version_that_does_not_exist_is_not_reached(
    client: SageMakerClient, function: str, put_rule: Callable[..., str], calls: Callable[[], int], name: str
) -> None:
    """The event is undelivered, and nothing is called."""
    missing = arn("lambda", f"function:{name}")
    assert function != missing
    put_rule(missing)

    (failed,) = register_and_approve(client).undelivered

    assert failed.target == missing
    assert failed.failure is not None
    assert missing in failed.failure
    assert calls() == 0


def test_the_event_is_what_the_function_is_called_with(
    client: SageMakerClient, function: str, put_rule: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backend of moto is given the event in JSON, as an asynchronous invocation."""
    from moto.awslambda_simple.models import LambdaSimpleBackend  # noqa: PLC0415 - few tests need it

    seen: list[tuple[Any, Any]] = []

    def invoke(_self: Any, **given: Any) -> bytes:
        seen.append((json.loads(given["body"]), given["headers"]))
        return b""

    monkeypatch.setattr(LambdaSimpleBackend, "invoke", lambda self, *_name, **given: invoke(self, **given))
    put_rule(function)

    event = register_and_approve(client)

    assert seen == [(event.envelope, {"x-amz-invocation-type": "Event"})]
