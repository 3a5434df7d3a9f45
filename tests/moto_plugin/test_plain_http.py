"""Requests that do not come from boto3: plain HTTP through `requests`, which moto intercepts."""

from __future__ import annotations

import gzip
import json
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import requests
from freezegun import freeze_time
from requests_aws4auth import AWS4Auth
from support.examples import HERE

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

ENDPOINT = "https://api.sagemaker.us-east-1.amazonaws.com/"
COMPRESSED = gzip.compress(b'{"MaxResults": 5}', mtime=0)
AUTH = AWS4Auth("AKIAIOSFODNN7EXAMPLE", "secret", "us-east-1", "sagemaker")


def post(target: str | None, body: bytes | str = b"{}", **headers: str) -> requests.Response:
    """Send a signed request."""
    named = {"X-Amz-Target": target} if target is not None else {}
    content = {"Content-Type": "application/x-amz-json-1.1", **named, **headers}
    return requests.post(ENDPOINT, data=body, headers=content, auth=AUTH, timeout=10)


def error(response: requests.Response) -> tuple[int, str]:
    """Return status and code of an error reply, after a look at its form."""
    told: dict[str, Any] = response.json()
    assert set(told) == {"__type", "message"}
    assert told["message"]
    assert response.headers["Content-Type"] == "application/x-amz-json-1.1"
    return response.status_code, told["__type"]


def test_a_signed_request_is_answered(client: SageMakerClient) -> None:
    """The reply is the service's JSON, and boto3 sees what plain HTTP has made."""
    response = post("SageMaker.CreateModelPackageGroup", json.dumps({"ModelPackageGroupName": "churn"}))

    assert response.json() == {"ModelPackageGroupArn": f"{HERE}:model-package-group/churn"}
    assert client.describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupStatus"] == "Completed"


@pytest.mark.usefixtures("client")
def test_a_reply_has_the_headers_of_the_service() -> None:
    """Request id, content type, content length and date, as a real reply has them."""
    with freeze_time("2026-01-31 12:00:00"):
        response = post("SageMaker.ListModelPackages")

    assert {name.lower() for name in response.headers} == {
        "x-amzn-requestid",
        "content-type",
        "content-length",
        "date",
    }
    assert str(UUID(response.headers["x-amzn-requestid"])) == response.headers["x-amzn-requestid"]
    assert response.headers["content-length"] == str(len(response.content))
    assert parsedate_to_datetime(response.headers["date"]).isoformat() == "2026-01-31T12:00:00+00:00"


def test_an_operation_without_output_answers_with_an_empty_body(client: SageMakerClient, group: str) -> None:
    """The Delete operations of groups and packages have no output at all."""
    response = post("SageMaker.DeleteModelPackageGroup", json.dumps({"ModelPackageGroupName": group}))

    assert (response.status_code, response.content, response.headers["content-length"]) == (200, b"", "0")
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("body", ["{}", b"{}"])
def test_a_body_may_be_text_or_bytes(body: bytes | str) -> None:
    """The library hands either on as it is."""
    assert post("SageMaker.ListModelPackageGroups", body).json() == {"ModelPackageGroupSummaryList": []}


@pytest.mark.usefixtures("client")
def test_a_compressed_request_is_read() -> None:
    """A body in gzip is what an SDK that compresses requests sends."""
    body = gzip.compress(json.dumps({"ModelPackageGroupName": "churn"}).encode())

    response = post("SageMaker.CreateModelPackageGroup", body, **{"Content-Encoding": "gzip"})

    assert response.json() == {"ModelPackageGroupArn": f"{HERE}:model-package-group/churn"}


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    "body",
    [b"{}", COMPRESSED[:-4], COMPRESSED[:10] + b"\xff\xff\xff" + COMPRESSED[13:]],
    ids=["not compressed", "cut short", "garbled"],
)
def test_a_broken_compression_is_refused(body: bytes) -> None:
    """A body that says it is gzip and is not is as unreadable as one that is no JSON."""
    response = post("SageMaker.ListModelPackageGroups", body, **{"Content-Encoding": "gzip"})

    assert error(response) == (400, "SerializationException")


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    "target",
    [
        "SageMaker.MakeCoffee",
        "SageMaker.",
        "SageMaker",
        ".CreateModelPackage",
        "sagemaker.CreateModelPackage",
        "CreateModelPackage",
        "SageMaker.CreateModelPackage.CreateModelPackage",
        "SageMaker.createModelPackage",
        "SageMaker. CreateModelPackage",
        "DynamoDB_20120810.ListTables",
        "SageMaker.__init__",
        "SageMaker.model_packages",
        "",
    ],
)
def test_an_unknown_target_is_refused(target: str) -> None:
    """What is no operation of SageMaker, in exactly its spelling, gets a clear error."""
    assert error(post(target)) == (400, "UnknownOperationException")


@pytest.mark.usefixtures("client")
def test_a_request_without_a_target_is_refused() -> None:
    """A request that names no operation at all gets a clear error too."""
    assert error(post(None)) == (400, "UnknownOperationException")
