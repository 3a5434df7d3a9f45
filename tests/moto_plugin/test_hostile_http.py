"""Hostile requests through all layers: plain HTTP, moto's interception, the handler."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ENDPOINT = "https://api.sagemaker.us-east-1.amazonaws.com/"
SIGNED = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/sagemaker/aws4_request, Signature=0"
#: Operations that require no member: an empty object is a request of theirs. With the reply where nothing is there.
NEED_NOTHING: dict[str, Any] = {
    "ListModelPackageGroups": {"ModelPackageGroupSummaryList": []},
    "ListModelPackages": {"ModelPackageSummaryList": []},
    "ListModelCards": {"ModelCardSummaries": []},
    **{f"List{kind}s": {f"{kind}Summaries": []} for kind in ("Artifact", "Context", "Action", "Association")},
    "ListLineageGroups": {"LineageGroupSummaries": []},
    "QueryLineage": {"Vertices": [], "Edges": []},
}
#: Operations that the registry answers whatever the body is; CreateModel is moto's where it names no package.
OURS = sorted(set(OPERATIONS) - {"CreateModel"})

LARGE = """
import boto3, requests, sagemaker_registry_mock
from moto import mock_aws
with mock_aws():
    target = {"X-Amz-Target": "SageMaker.CreateModelPackageGroup"}
    body = b'{"ModelPackageGroupName": "' + b"a" * 50_000_000 + b'"}'
    reply = requests.post("https://api.sagemaker.us-east-1.amazonaws.com/", data=body, headers=target)
    message = reply.json()["message"]
    print(reply.status_code, len(message) < 10_000, message.endswith("length less than or equal to 63"))
    print(boto3.client("sagemaker", "us-east-1").list_model_package_groups()["ModelPackageGroupSummaryList"])
"""
BACKTRACKING = """
import faulthandler
faulthandler.dump_traceback_later(15, exit=True)
import boto3, sagemaker_registry_mock
from botocore.exceptions import ClientError
from moto import mock_aws
with mock_aws():
    client = boto3.client("sagemaker", "us-east-1")
    client.create_model_package_group(ModelPackageGroupName="churn")
    container = {"Image": "image:1", "ModelDataUrl": "s3://" + "a" * 200_000 + "/" + chr(10)}
    try:
        client.create_model_package(ModelPackageGroupName="churn", InferenceSpecification={"Containers": [container]})
    except ClientError as error:
        print(error.response["Error"]["Code"])
"""


def post(target: Any, body: bytes) -> requests.Response:
    """Send a body with an X-Amz-Target header."""
    return requests.post(ENDPOINT, data=body, headers={"X-Amz-Target": target, "Authorization": SIGNED}, timeout=10)


def is_refusal(response: requests.Response) -> bool:
    """Tell whether the response is a refusal in AWS's form."""
    told = response.json()
    return (
        response.status_code == 400
        and response.headers["Content-Type"] == "application/x-amz-json-1.1"
        and sorted(told) == ["__type", "message"]
        and all(isinstance(value, str) and value for value in told.values())
    )


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_what_is_no_object_is_refused(operation: str) -> None:
    """No body, an empty one, null, a list, bad UTF-8, and JSON that never ends, for every operation."""
    for body in (b"", b"null", b"[]", b"{", b"\xff\xfe", b'"\xed\xa0\x80"', b"[" * 100_000):
        response = post(f"SageMaker.{operation}", body)
        assert is_refusal(response), body[:10]
        assert response.json()["__type"] == "SerializationException"


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("operation", OURS)
def test_an_empty_object_is_refused_where_something_is_required(operation: str) -> None:
    """Required members are asked for, all of them at once; a list needs none."""
    response = post(f"SageMaker.{operation}", b"{}")

    if operation in NEED_NOTHING:
        assert response.json() == NEED_NOTHING[operation]
    else:
        assert is_refusal(response)
        assert response.json()["__type"] == "ValidationException"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    target=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
    | st.sampled_from(OURS).map(lambda name: f"SageMaker.{name}"),
    body=st.binary(max_size=20)
    | st.dictionaries(st.text(max_size=5), st.none()).map(lambda one: json.dumps(one).encode()),
)
def test_any_target_with_any_body(client: SageMakerClient, target: str, body: bytes) -> None:
    """Nothing that can be sent raises in the client's face, and nothing of it registers anything."""
    response = post(target.strip(), body)

    assert is_refusal(response) or all(value == [] for value in response.json().values())
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert client.list_model_cards()["ModelCardSummaries"] == []


def test_a_very_long_string_is_refused(run_python: Callable[[str], str]) -> None:
    """Fifty megabytes in a member are told to be too long, in a message that does not repeat them."""
    assert run_python(LARGE) == "400 True True\n[]\n"


@pytest.mark.usefixtures("client")
def test_not_every_fault_of_very_many_is_told() -> None:
    """A list of a hundred thousand faults gets an answer that is short enough to read."""
    tags = [None] * 100_000
    response = post("SageMaker.CreateModelPackageGroup", json.dumps({"Tags": tags}).encode())

    assert response.status_code == 400
    assert response.json()["message"].startswith("100 validation errors detected: ")
    assert len(response.content) < 100_000


def test_no_string_keeps_a_pattern_busy(run_python: Callable[[str], str]) -> None:
    """A string on which the service model's own pattern would search for hours is refused all the same."""
    assert run_python(BACKTRACKING) == "ValidationException\n"
