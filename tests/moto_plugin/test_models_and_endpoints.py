"""The seam below models and endpoints: moto's answers amended, moto's own UpdateEndpoint let through, moto's server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto import mock_aws
from moto.sagemaker.responses import SageMakerResponse
from support.examples import CONTAINER, HERE, told

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.moto_plugin.amendments import amended
from sagemaker_registry_mock.moto_plugin.models import RegistryBackend

if TYPE_CHECKING:
    import boto3
    from types_boto3_sagemaker import SageMakerClient

SIGNED = (
    "AWS4-HMAC-SHA256 Credential=test/20260131/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=none"
)
PLAIN: dict[str, Any] = {"ModelName": "model", "PrimaryContainer": CONTAINER}
VARIANT: Any = {"VariantName": "v", "ModelName": "model", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}


def post(operation: str, request: Any) -> requests.Response:
    """Send a plain HTTP request to SageMaker."""
    headers = {
        "Authorization": SIGNED,
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": f"SageMaker.{operation}",
    }
    return requests.post(
        "https://api.sagemaker.us-east-1.amazonaws.com/", json.dumps(request), headers=headers, timeout=10
    )


def outcomes(request: Any) -> list[Any]:
    """Create a model in a new mock, describe it, and return both statuses; or which fault of moto's came up."""
    with mock_aws():
        return [outcome("CreateModel", request), outcome("DescribeModel", {"ModelName": "model"})]


def outcome(operation: str, request: Any) -> Any:
    """Send a request, and return its status, or the fault that came up."""
    try:
        return post(operation, request).status_code
    except Exception as fault:  # noqa: BLE001 - whatever moto does not expect
        return repr(fault)


@pytest.mark.parametrize(
    "members",
    [
        {"PrimaryContainer": None, "Containers": None, "VpcConfig": None},
        {"PrimaryContainer": {}, "Containers": []},
        {"PrimaryContainer": "x"},
        {"PrimaryContainer": {"Image": None, "ModelPackageName": None}},
        {"Containers": "x"},
        {"Containers": ["x"]},
        {"Containers": [None]},
        {"Containers": [CONTAINER, None]},
        {"Containers": {"Image": "image:1"}},
        {"ModelName": ""},
        {"ModelName": None},
        {"ModelName": ["model"]},
        {"EnableNetworkIsolation": "yes", "InferenceExecutionConfig": "x"},
        {"EnableNetworkIsolation": None, "InferenceExecutionConfig": None},
        {"Unheard": {"of": [1]}},
        {"Arn": "x", "CreationTime": "soon", "Containers": [CONTAINER]},
        {"ResponseObject": 1},
    ],
    ids=json.dumps,
)
def test_an_odd_request_without_a_package_ends_as_in_stock_moto(members: dict[str, Any]) -> None:
    """What is amended turns no answer of moto's into a fault, nor an answer into a refusal."""
    request = {"ModelName": "model", **members}
    uninstall()
    stock = outcomes(request)
    install()

    assert outcomes(request) == stock


def described(**members: Any) -> dict[str, Any]:
    """Create a model by plain HTTP, and return what DescribeModel tells of it."""
    with mock_aws():
        assert post("CreateModel", {**PLAIN, **members}).status_code == 200
        reply: dict[str, Any] = post("DescribeModel", {"ModelName": "model"}).json()
    del reply["CreationTime"]
    return reply


@pytest.mark.parametrize(
    "members",
    [
        {"EnableNetworkIsolation": None},
        {"Arn": "x", "ModelArn": "y", "CreationTime": "soon"},
        {"response_object": {}, "Tag": [1], "Unheard": {"of": [1]}},
    ],
    ids=json.dumps,
)
def test_what_the_service_does_not_know_is_not_kept(members: dict[str, Any]) -> None:
    """Members that are null or that CreateModel does not have change nothing in what is told."""
    assert described(**members) == described()


def test_a_reply_without_a_body_to_amend_is_left_alone() -> None:
    """Errors, replies in other forms and other operations go through as they are; the request is not even read."""
    unread: Any = None

    for name, response in (
        ("DescribeModel", (400, {}, b'{"VpcConfig": {}}')),
        ("CreateModel", (400, {}, b"{}")),
        ("DescribeModel", b'{"VpcConfig": {}}'),
        ("DescribeTrainingJob", (200, {}, b'{"VpcConfig": {}}')),
    ):
        assert amended(name, unread, response) is response


def test_models_over_the_wire(server: str, aws_session: boto3.Session) -> None:
    """In moto's server, too, models tell what they have and endpoints are updated."""
    requests.post(f"{server}/moto-api/reset", timeout=10)
    client: SageMakerClient = aws_session.client("sagemaker", endpoint_url=server)
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    client.create_model(
        ModelName="model", PrimaryContainer={"ModelPackageName": "churn/1"}, EnableNetworkIsolation=True
    )
    for name in ("blue", "green"):
        client.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[VARIANT])
    client.create_endpoint(EndpointName="churn", EndpointConfigName="blue")

    model = told(client.describe_model(ModelName="model"))
    del model["CreationTime"]
    assert model == {
        "ModelName": "model",
        "ModelArn": f"{HERE}:model/model",
        "PrimaryContainer": {"ModelPackageName": "churn/1", "Mode": "SingleModel"},
        "EnableNetworkIsolation": True,
    }
    arn = client.update_endpoint(EndpointName="churn", EndpointConfigName="green")["EndpointArn"]
    assert arn == f"{HERE}:endpoint/churn"
    assert client.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "green"


def test_a_moto_that_updates_endpoints_itself_does(client: SageMakerClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moto has UpdateEndpoint, the answer is moto's, whatever the registry would have said."""
    asked = []

    def update_endpoint(response: SageMakerResponse) -> str:
        asked.append(response._get_param("EndpointName"))  # noqa: SLF001 - moto's own way to read a request
        return json.dumps({"EndpointArn": "moto's"})

    monkeypatch.setattr(RegistryBackend, "update_endpoint", lambda _self: None, raising=False)
    monkeypatch.setattr(SageMakerResponse, "update_endpoint", update_endpoint, raising=False)

    assert client.update_endpoint(EndpointName="missing", EndpointConfigName="any")["EndpointArn"] == "moto's"
    assert asked == ["missing"]
