"""What each kind of fault looks like to a caller that uses boto3, and what may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore import exceptions
from testing.faults.asking import CREATE, error_of, versions

from sagemaker_registry_mock.testing import (
    Faults,
    Recorder,
    cannot_connect,
    connect_timeout,
    connection_dropped,
    delay,
    error_reply,
    read_timeout,
    reply_lost,
)
from sagemaker_registry_mock.testing.fault_kinds import Delay

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

DENIED = (
    "User: arn:aws:sts::123456789012:user/moto is not authorized to perform: sagemaker:CreateModelPackage "
    "because no identity-based policy allows the sagemaker:CreateModelPackage action"
)
REQUESTS = (
    "The account-level service limit '{quota}' is 0 {unit}, with current utilization of 0 {unit} and a request delta "
    "of 1 {unit}. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not "
    "available, contact AWS support to request an increase for this quota."
)
PACKAGES = REQUESTS.format(quota="Maximum number of SageMaker Model Package allowed per account", unit="ModelPackages")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("AccessDeniedException", (DENIED, 400)),
        ("ConflictException", ("The resource is being changed by another request.", 400)),
        ("ExpiredTokenException", ("The security token included in the request is expired", 400)),
        ("InternalFailure", ("", 500)),
        ("ResourceLimitExceeded", (PACKAGES, 400)),
        ("ServiceUnavailable", ("The service is unavailable. Please try again.", 503)),
        ("ThrottlingException", ("Rate exceeded", 400)),
        ("UnrecognizedClientException", ("The security token included in the request is invalid.", 400)),
    ],
)
def test_a_code_has_its_usual_words_and_status(
    code: str, answer: tuple[str, int], once: SageMakerClient, group: str, faults: Faults
) -> None:
    """The name of an error is enough; the operation is not done."""
    faults.fail_next(CREATE, code)

    assert error_of(lambda: once.create_model_package(ModelPackageGroupName=group)) == (code, *answer)
    assert versions(once) == []


def test_errors_of_the_service_model_are_their_own_exceptions(once: SageMakerClient, faults: Faults) -> None:
    """boto3 raises the class that `client.exceptions` has for the code."""
    faults.fail_next("ListModels", "ResourceLimitExceeded")
    with pytest.raises(once.exceptions.ResourceLimitExceeded) as caught:
        once.list_models()

    assert caught.value.response["Error"]["Message"] == REQUESTS.format(quota="ListModels requests", unit="Requests")


def test_an_error_may_be_of_ones_own(once: SageMakerClient, faults: Faults) -> None:
    """Code, message and status are those that the test chooses; braces are no placeholders."""
    faults.fail_next("ListModels", error_reply("TeapotException", "I am {a} teapot: \u00e4", 418))
    faults.fail_next("ListModels", error_reply("ResourceInUse", "In use"))
    faults.fail_next("ListModels", error_reply("ThrottlingException", "Slow down", 429))
    faults.fail_next("ListModels", error_reply("ServiceUnavailable", message=""))

    assert error_of(once.list_models) == ("TeapotException", "I am {a} teapot: \u00e4", 418)
    assert error_of(once.list_models) == ("ResourceInUse", "In use", 400)
    assert error_of(once.list_models) == ("ThrottlingException", "Slow down", 429)
    assert error_of(once.list_models) == ("ServiceUnavailable", "", 503)


def test_an_error_has_the_headers_of_the_service(once: SageMakerClient, faults: Faults) -> None:
    """An injected error is a reply like any other."""
    faults.fail_next("ListModels", "ThrottlingException")
    with pytest.raises(exceptions.ClientError) as caught:
        once.list_models()

    metadata = caught.value.response["ResponseMetadata"]
    headers = metadata["HTTPHeaders"]
    assert set(headers) == {"x-amzn-requestid", "content-type", "content-length", "date"}
    assert headers["content-type"] == "application/x-amz-json-1.1"
    assert headers["content-length"] == "58"  # as SageMaker's own: aws-sdk issue 486
    assert metadata["RequestId"] == headers["x-amzn-requestid"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (connection_dropped(), exceptions.ConnectionClosedError),
        (read_timeout(), exceptions.ReadTimeoutError),
        (connect_timeout(), exceptions.ConnectTimeoutError),
        (cannot_connect(), exceptions.EndpointConnectionError),
    ],
)
def test_a_connection_fails_before_the_work(
    fault: Any, error: type[Exception], once: SageMakerClient, group: str, faults: Faults
) -> None:
    """boto3 raises what it raises for such a connection, which names the endpoint; nothing was done."""
    faults.fail_next(CREATE, fault)
    with pytest.raises(error, match=r"https://api\.sagemaker\.us-east-1\.amazonaws\.com/"):
        once.create_model_package(ModelPackageGroupName=group)

    assert versions(once) == []


@pytest.mark.parametrize("by", ["connection_dropped", "read_timeout"])
def test_a_reply_is_lost_after_the_work(
    by: str, once: SageMakerClient, group: str, faults: Faults, recorder: Recorder
) -> None:
    """The caller sees its connection fail, and the version is there."""
    faults.fail_next(CREATE, reply_lost(by))
    dropped = by == "connection_dropped"
    with pytest.raises(exceptions.ConnectionClosedError if dropped else exceptions.ReadTimeoutError):
        once.create_model_package(ModelPackageGroupName=group)

    call = recorder.calls[-1]
    assert versions(once) == [1]
    assert (call.lost, call.failed, call.fault) == (True, True, reply_lost(by))
    assert call.reply == {"ModelPackageArn": "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"}


def test_a_delay_passes_no_time_unless_asked_to(
    once: SageMakerClient, group: str, faults: Faults, recorder: Recorder, slept: list[float]
) -> None:
    """A call that is delayed is answered; what it would have waited is told, and passes as the test wants it."""
    passed: list[float] = []
    faults.fail_next(CREATE, delay(30))
    faults.fail_next(CREATE, delay(1.5, sleep=passed.append))
    for _ in range(2):
        once.create_model_package(ModelPackageGroupName=group)

    assert versions(once) == [2, 1]
    assert (faults.waits, passed, slept) == ((30, 1.5), [1.5], [])
    assert [call.fault for call in recorder.calls[-3:]] == [delay(30), delay(1.5), None]
    assert not recorder.calls[-2].failed


def test_a_delay_goes_on_by_itself(faults: Faults) -> None:
    """Without anything that passes the time the call goes on at once."""
    call: Any = None

    assert Delay(5).befall(call, lambda: (200, {}, b"{}")) == (200, {}, b"{}")
    assert faults.waits == ()


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("connection_dropped", connection_dropped()),
        ("read_timeout", read_timeout()),
        ("connect_timeout", connect_timeout()),
        ("cannot_connect", cannot_connect()),
        ("reply_lost", reply_lost()),
        ("ThrottlingException", error_reply("ThrottlingException")),
    ],
)
def test_common_faults_have_names(name: str, fault: Any) -> None:
    """A word stands for the fault that the function of that name makes."""
    assert Faults().fail("*", name).fault == fault


@pytest.mark.parametrize(
    ("make", "arguments", "error", "text"),
    [
        (
            error_reply,
            {"code": "Two words", "message": "text"},
            ValueError,
            "The code of an error is one word, not 'Two words'.",
        ),
        (error_reply, {"code": 404, "message": "text"}, ValueError, "The code of an error is one word, not 404."),
        (error_reply, {"code": "ResourceInUse"}, ValueError, "Give the message of ResourceInUse: only those of Acc"),
        (error_reply, {"code": "ResourceInUse", "message": 1}, TypeError, "The message of an error is a text, not 1."),
        (
            error_reply,
            {"code": "A", "message": "b", "status": 200},
            ValueError,
            "The status of an error is a number from 400 to 599, not 200",
        ),
        (
            error_reply,
            {"code": "A", "message": "b", "status": "400"},
            ValueError,
            "a number from 400 to 599, not '400'.",
        ),
        (
            reply_lost,
            {"by": "fire"},
            ValueError,
            "A reply is lost by connection_dropped or read_timeout, not by 'fire'",
        ),
        (delay, {"seconds": 0}, ValueError, "A delay is a number of seconds above 0, not 0."),
        (delay, {"seconds": True}, ValueError, "A delay is a number of seconds above 0, not True."),
        (delay, {"seconds": "1"}, ValueError, "A delay is a number of seconds above 0, not '1'."),
        (delay, {"seconds": float("nan")}, ValueError, "A delay is a number of seconds above 0, not nan."),
        (delay, {"seconds": 1, "sleep": 1}, TypeError, "sleep is a function, not 1."),
        (Faults, {"sleep": 1}, TypeError, "sleep is a function, not 1."),
        (
            Faults().fail,
            {"operation": "*", "fault": connection_dropped},
            TypeError,
            "A fault is one of those that sagemaker_registry",
        ),
        (
            Faults().fail,
            {"operation": "*", "fault": "ThrotlingException"},
            ValueError,
            "No fault is called 'ThrotlingException'; there is ThrottlingException, and error_reply",
        ),
        (
            Faults().fail,
            {"operation": "*", "fault": "fire"},
            ValueError,
            "No fault is called 'fire'; there is connection_dropped, read",
        ),
    ],
)
def test_a_fault_that_means_nothing_is_refused_at_once(
    make: Any, arguments: dict[str, Any], error: type[Exception], text: str
) -> None:
    """One sentence says what was wrong and what is allowed."""
    with pytest.raises(error) as caught:
        make(**arguments)

    assert text in str(caught.value)
