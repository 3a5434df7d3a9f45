"""Faults for callers that are not boto3: plain HTTP in this process, and clients of moto's server."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest
import requests
from botocore import exceptions
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from testing.faults.asking import client_in_mode, error_of
from werkzeug.test import Client

from sagemaker_registry_mock.testing import Faults, Recorder, injected_faults, reply_lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ENDPOINT = "https://api.sagemaker.us-east-1.amazonaws.com/"
KEY = "AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/sagemaker/aws4_request"
HEADERS = {
    "X-Amz-Target": "SageMaker.ListModelPackages",
    "Content-Type": "application/x-amz-json-1.1",
    "Authorization": f"AWS4-HMAC-SHA256 Credential={KEY}",
}


def post(body: bytes = b"{}", headers: dict[str, str] | None = None) -> requests.Response:
    """Ask without an SDK."""
    return requests.post(ENDPOINT, data=body, headers={**HEADERS, **(headers or {})}, timeout=10)


@pytest.mark.usefixtures("client")
def test_plain_http_meets_the_errors(faults: Faults, recorder: Recorder) -> None:
    """An error is the reply of the service; there is no attempt to count and no invocation."""
    faults.fail_next("ListModelPackages", "ServiceUnavailable")
    reply = post()

    assert (reply.status_code, reply.json()["__type"]) == (503, "ServiceUnavailable")
    (call,) = recorder.calls
    assert (call.operation, call.region, call.attempt, call.invocation) == ("ListModelPackages", "us-east-1", 1, None)


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("connection_dropped", requests.exceptions.ConnectionError),
        ("read_timeout", requests.exceptions.ReadTimeout),
        ("connect_timeout", requests.exceptions.ConnectTimeout),
        ("cannot_connect", requests.exceptions.ConnectionError),
        ("reply_lost", requests.exceptions.ConnectionError),
    ],
)
def test_plain_http_meets_failing_connections(fault: str, error: type[Exception], faults: Faults) -> None:
    """A caller that uses `requests` sees its own exceptions."""
    faults.fail_next("ListModelPackages", fault)

    with pytest.raises(error, match=ENDPOINT):
        post()


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"[]", {}),
        (b"{", {}),
        (b"no gzip", {"Content-Encoding": "gzip"}),
        (b"[" * 100_000, {}),
    ],
)
def test_a_request_that_cannot_be_read_is_recorded(body: bytes, headers: dict[str, str], recorder: Recorder) -> None:
    """It has no parameters, and is refused as ever."""
    reply = post(body, headers)

    (call,) = recorder.calls
    assert (reply.status_code, call.parameters) == (400, {})
    assert call.error is not None
    assert call.error.code == "SerializationException"


@pytest.mark.usefixtures("client")
def test_a_request_that_names_no_operation_is_recorded(faults: Faults, recorder: Recorder) -> None:
    """Faults for any operation befall it too."""
    rule = faults.fail("*", "InternalFailure", times=1)
    codes = [post(headers={"X-Amz-Target": target}).json()["__type"] for target in ("SageMaker.Fire", "")]

    assert codes == ["InternalFailure", "UnknownOperationException"]
    assert [call.operation for call in recorder.calls] == ["Fire", ""]
    assert rule.hits == 1


@pytest.mark.usefixtures("client")
def test_a_region_that_does_not_exist_has_no_caller(recorder: Recorder) -> None:
    """The call is recorded with where it was asked."""
    url = "https://api.sagemaker.us-nowhere-1.amazonaws.com/"
    assert requests.post(url, data=b"{}", headers=HEADERS, timeout=10).status_code == 400

    (call,) = recorder.calls
    assert (call.region, call.caller) == ("us-nowhere-1", "")


@pytest.fixture(scope="module")
def of_server(server: str, aws_session: boto3.Session) -> Iterator[SageMakerClient]:
    """A client of the server that never tries again."""
    client = client_in_mode(aws_session, "standard", 1, endpoint_url=server)
    yield client
    client.close()


@pytest.fixture
def reset_server(server: str) -> None:
    """Empty the server."""
    requests.post(f"{server}/moto-api/reset", timeout=10)


@pytest.mark.usefixtures("reset_server")
def test_a_server_answers_with_the_errors(of_server: SageMakerClient, faults: Faults, recorder: Recorder) -> None:
    """A client of a server of this process gets the reply, and its calls are recorded."""
    faults.fail_next("ListModels", "ThrottlingException")

    assert error_of(of_server.list_models) == ("ThrottlingException", "Rate exceeded", 400)
    assert of_server.list_models()["Models"] == []
    assert [(call.operation, call.failed) for call in recorder.calls] == [("ListModels", True), ("ListModels", False)]


@pytest.mark.usefixtures("reset_server")
@pytest.mark.parametrize("fault", ["connection_dropped", "cannot_connect", "connect_timeout", "reply_lost"])
def test_a_server_really_closes_the_connection(
    fault: str, of_server: SageMakerClient, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    """The client sees its connection closed, and the server's log has no traceback."""
    caplog.set_level(logging.DEBUG)
    faults.fail_next("CreateModelPackageGroup", fault)
    with pytest.raises(exceptions.ConnectionClosedError):
        of_server.create_model_package_group(ModelPackageGroupName="churn")

    groups = of_server.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert len(groups) == (fault == "reply_lost")
    ours = [record for record in caplog.records if not record.name.startswith(("botocore", "boto3", "urllib3"))]
    assert not [record for record in ours if record.exc_info or "Traceback" in record.getMessage()]


@pytest.fixture(scope="module")
def hasty(server: str, aws_session: boto3.Session) -> Iterator[SageMakerClient]:
    """A client of the server that asks once and soon gives up."""
    client = client_in_mode(aws_session, "standard", 1, patience=0.3, endpoint_url=server)
    yield client
    client.close()


@pytest.mark.usefixtures("reset_server")
@pytest.mark.parametrize("lost", [False, True])
def test_a_server_lets_its_client_give_up(
    hasty: SageMakerClient, of_server: SageMakerClient, faults: Faults, recorder: Recorder, *, lost: bool
) -> None:
    """With a read timeout the server says nothing until the client's own patience ends."""
    faults.fail_next("CreateModelPackageGroup", reply_lost("read_timeout") if lost else "read_timeout")
    with pytest.raises(exceptions.ReadTimeoutError):
        hasty.create_model_package_group(ModelPackageGroupName="churn")
    while not recorder.calls:  # the server may be slower than the client
        threading.Event().wait(0.01)

    assert len(of_server.list_model_package_groups()["ModelPackageGroupSummaryList"]) == lost


@pytest.mark.usefixtures("reset_server")
def test_a_connection_is_held_as_long_as_faults_are_injected(server: str) -> None:
    """A client with more patience is let go when the faults end."""
    seen: list[object] = []

    def ask() -> None:
        try:
            requests.post(server, data=b"{}", headers=HEADERS, timeout=10)
        except requests.exceptions.RequestException as error:
            seen.append(error)

    with injected_faults() as faults:
        rule = faults.fail_next("ListModelPackages", "read_timeout")
        asking = threading.Thread(target=ask)
        asking.start()
        while rule.pending:
            asking.join(0.01)
        assert seen == []
    asking.join(5)
    assert [type(error) for error in seen] == [requests.exceptions.ConnectionError]


@pytest.mark.usefixtures("reset_server")
def test_a_retry_against_a_server_makes_no_pause(
    server: str, aws_session: boto3.Session, faults: Faults, recorder: Recorder, slept: list[float]
) -> None:
    """The client is in this process, so that its pauses are told and not made."""
    faults.fail("CreateModelPackageGroup", "ServiceUnavailable", times=2)
    client = client_in_mode(aws_session, "standard", endpoint_url=server)
    client.create_model_package_group(ModelPackageGroupName="churn")

    assert [(call.attempt, call.failed) for call in recorder.calls] == [(1, True), (2, True), (3, False)]
    assert tuple(call.pause for call in recorder.calls[1:]) == faults.waits
    assert slept == []


@pytest.mark.usefixtures("client")
def test_without_a_socket_nothing_comes_back(faults: Faults) -> None:
    """A WSGI application of moto's without a server of werkzeug's answers what a proxy says whose server is gone."""
    faults.fail_next("ListModelPackages", "connection_dropped")
    application = Client(DomainDispatcherApplication(create_backend_app))
    reply = application.post("/", data=b"{}", headers=HEADERS)

    assert (reply.status_code, reply.data) == (502, b"")
