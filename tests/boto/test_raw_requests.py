"""Requests that boto3 would not send: each gets a clear answer in AWS's JSON form and changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

    Post = Callable[[str, bytes], requests.Response]

UNREADABLE = "The request body could not be read as a JSON object: "
CONSTRAINT = "failed to satisfy constraint: Member must"


def refusal(reply: requests.Response) -> tuple[int, str, str]:
    """Return the status, the code and the message of a refusal."""
    assert reply.headers["content-type"] == "application/x-amz-json-1.1"
    body = reply.json()
    assert set(body) == {"__type", "message"}
    return reply.status_code, body["__type"], body["message"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", "Expecting value: line 1 column 1 (char 0).", id="nothing"),
        pytest.param(b"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1).", id="cut"),
        pytest.param(b'{"a": \xff}', "it is not UTF-8.", id="not-utf-8"),
        pytest.param(b"[]", "it is START_ARRAY.", id="a-list"),
        pytest.param(b"null", "it is NULL_VALUE.", id="null"),
        pytest.param(b'{"MaxResults": NaN}', "NaN is not JSON.", id="not-a-number"),
        pytest.param(b"[" * 100_000, "it is nested too deeply.", id="deep"),
    ],
)
def test_a_body_that_is_no_json_object(post: Post, body: bytes, reason: str) -> None:
    """The body of every operation is a JSON object in UTF-8."""
    reply = post("SageMaker.ListModelPackages", body)

    assert refusal(reply) == (400, "SerializationException", UNREADABLE + reason)


@pytest.mark.parametrize("depth", [330, 5_000])
def test_an_expression_that_is_nested_too_deeply(post: Post, depth: int) -> None:
    """JSON that can be read, but not be followed into its depth, is refused as that which cannot be read."""
    expression = '{"SubExpressions":[' * depth + "{}" + "]}" * depth
    body = f'{{"Resource":"ModelPackage","SearchExpression":{expression}}}'

    reply = post("SageMaker.Search", body.encode())

    assert refusal(reply) == (400, "SerializationException", f"{UNREADABLE}it is nested too deeply.")


@pytest.mark.parametrize("target", ["SageMaker.Nonsense", "Sagemaker.ListModelPackages", "ListModelPackages", ""])
def test_an_unknown_target(post: Post, target: str) -> None:
    """A target that is no operation of SageMaker is refused."""
    reply = post(target, b"{}")

    message = f"The target '{target}' names no operation of Amazon SageMaker."
    assert refusal(reply) == (400, "UnknownOperationException", message)


def test_an_operation_that_is_not_built(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation of the registry's family that nobody answers is refused by its name."""
    monkeypatch.delitem(OPERATIONS, "DescribeArtifact")
    reply = post("SageMaker.DescribeArtifact", b"{}")

    message = "DescribeArtifact is not yet answered by sagemaker-registry-mock, nor by moto."
    assert refusal(reply) == (400, "UnsupportedOperationException", message)


@pytest.mark.parametrize(
    ("operation", "members", "message"),
    [
        pytest.param(
            "DescribeModelPackage",
            {},
            "1 validation error detected: Value null at 'modelPackageName' failed to satisfy constraint: "
            "Member must not be null",
            id="required",
        ),
        pytest.param(
            "DescribeModelPackage",
            {"ModelPackageName": None},
            "1 validation error detected: Value null at 'modelPackageName' failed to satisfy constraint: "
            "Member must not be null",
            id="null",
        ),
        pytest.param(
            "ListModelPackages",
            {"MaxResults": 0},
            f"1 validation error detected: Value '0' at 'maxResults' {CONSTRAINT} have value greater than or equal "
            "to 1",
            id="minimum",
        ),
        pytest.param(
            "BatchDescribeModelPackage",
            {"ModelPackageArnList": []},
            f"1 validation error detected: Value '[]' at 'modelPackageArnList' {CONSTRAINT} have length greater than "
            "or equal to 1",
            id="empty-list",
        ),
        pytest.param(
            "DescribeModelPackageGroup",
            {"ModelPackageGroupName": ""},
            "2 validation errors detected: "
            f"Value '' at 'modelPackageGroupName' {CONSTRAINT} satisfy regular expression pattern: "
            r"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-); "
            f"Value '' at 'modelPackageGroupName' {CONSTRAINT} have length greater than or equal to 1",
            id="pattern-before-length",
        ),
    ],
)
def test_constraints_that_boto3_checks_itself(
    post: Post, operation: str, members: dict[str, Any], message: str
) -> None:
    """Clients that check nothing are told what boto3 would have told its callers."""
    reply = post(f"SageMaker.{operation}", json.dumps(members).encode())

    assert refusal(reply) == (400, "ValidationException", message)


def test_a_value_of_another_type(post: Post) -> None:
    """A type that is wrong is told before any constraint, with its place."""
    body = json.dumps({"ModelPackageName": "a_b", "Tags": [{"Key": "team", "Value": 7}]}).encode()

    reply = post("SageMaker.CreateModelPackage", body)

    message = "NUMBER_VALUE can not be converted to a String at 'tags.1.member.value'"
    assert refusal(reply) == (400, "SerializationException", message)


@pytest.mark.parametrize("operation", ["AddTags", "ListTags", "DeleteTags", "Search", "GetSearchSuggestions"])
def test_a_request_about_nothing_is_ours(post: Post, operation: str) -> None:
    """What the registry shares with the rest of SageMaker is refused here if it cannot be told whose it is."""
    status, code, message = refusal(post(f"SageMaker.{operation}", b"{}"))

    assert (status, code) == (400, "ValidationException")
    assert "Member must not be null" in message


def test_a_fault_of_this_package_is_told(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation that breaks down answers 500 and says whose fault it is, in AWS's form."""

    def broken(_call: object, _request: object) -> dict[str, Any]:
        raise ZeroDivisionError("a bug")

    monkeypatch.setitem(OPERATIONS, "ListModelPackages", replace(OPERATIONS["ListModelPackages"], run=broken))

    reply = post("SageMaker.ListModelPackages", b"{}")

    message = "sagemaker-registry-mock could not answer ListModelPackages: ZeroDivisionError: a bug"
    assert refusal(reply) == (500, "InternalFailure", message)


def test_what_was_refused_has_changed_nothing(post: Post) -> None:
    """After a refused creation there is nothing to list; the list's members are all there are."""
    post("SageMaker.CreateModelPackage", b'{"ModelPackageName": "a", "Tags": "none"}')

    reply = post("SageMaker.ListModelPackages", b'{"Unknown": 1}')

    assert (reply.status_code, reply.json()) == (200, {"ModelPackageSummaryList": []})
