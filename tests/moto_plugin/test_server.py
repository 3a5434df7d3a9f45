"""Moto's server: the same registry behind a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from support.errors import refused
from support.examples import HERE, told
from werkzeug.test import Client

from sagemaker_registry_mock import install, uninstall

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

TARGET = {"X-Amz-Target": "SageMaker.ListModelPackages", "Content-Type": "application/x-amz-json-1.1"}
SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/sagemaker/aws4_request"}


@pytest.fixture
def connect(server: str, aws_session: boto3.Session) -> Callable[[str], SageMakerClient]:
    """Make clients of the server, which has been reset."""
    requests.post(f"{server}/moto-api/reset", timeout=10)

    def connect(region: str) -> SageMakerClient:
        client: SageMakerClient = aws_session.client("sagemaker", region_name=region, endpoint_url=server)
        return client

    return connect


def test_a_server_answers_as_the_mock_does(connect: Callable[[str], SageMakerClient]) -> None:
    """Register, approve, describe and list work over the wire."""
    client = connect("us-east-1")
    client.create_model_package_group(ModelPackageGroupName="churn")
    arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")

    reply = client.describe_model_package(ModelPackageName=arn)
    assert (arn, reply["ModelApprovalStatus"]) == (f"{HERE}:model-package/churn/1", "Approved")
    headers = reply["ResponseMetadata"]["HTTPHeaders"]
    assert headers["content-type"] == "application/x-amz-json-1.1"
    assert headers["date"].count("GMT") == 1
    assert int(headers["content-length"]) > 100
    assert reply["ResponseMetadata"]["RequestId"] == headers["x-amzn-requestid"]


def test_a_refusal_is_the_same_over_the_wire(connect: Callable[[str], SageMakerClient]) -> None:
    """Errors have the service's form, code and message."""
    with refused("ValidationException", f"ModelPackage {HERE}:model-package/missing does not exist."):
        connect("us-east-1").describe_model_package(ModelPackageName="missing")


def test_the_signature_tells_the_region(connect: Callable[[str], SageMakerClient]) -> None:
    """One server holds all regions; a client is in the region that it signs for."""
    for region in ("us-east-1", "eu-west-1"):
        arn = connect(region).create_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]
        assert arn == f"arn:aws:sagemaker:{region}:123456789012:model-package-group/churn"


def test_moto_answers_the_rest(connect: Callable[[str], SageMakerClient]) -> None:
    """Operations that are not the registry's are moto's in the server too."""
    client = connect("us-east-1")
    role = "arn:aws:iam::123456789012:role/sagemaker"
    client.create_model(ModelName="model", ExecutionRoleArn=role, PrimaryContainer={"Image": "image:1"})

    assert [model["ModelName"] for model in client.list_models()["Models"]] == ["model"]


def test_a_reset_empties_the_registry(server: str, connect: Callable[[str], SageMakerClient]) -> None:
    """POST /moto-api/reset forgets groups and packages, and the numbers that were issued."""
    client = connect("us-east-1")
    for _ in range(2):
        client.create_model_package_group(ModelPackageGroupName="churn")
        assert client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"].endswith("churn/1")

        assert requests.post(f"{server}/moto-api/reset", timeout=10).json() == {"status": "ok"}

        assert told(client.list_model_package_groups()) == {"ModelPackageGroupSummaryList": []}


def test_the_dashboard_is_served(server: str, connect: Callable[[str], SageMakerClient]) -> None:
    """The data behind moto's dashboard page has the groups and packages of the server."""
    client = connect("us-east-1")
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn")

    data = requests.get(f"{server}/moto-api/data.json", timeout=10).json()["sagemaker"]

    assert [row["ModelPackageGroupName"] for row in data["ModelPackageGroup"]] == ["churn"]
    assert [row["ModelPackageVersion"] for row in data["ModelPackage"]] == [1]


@pytest.mark.usefixtures("stock_moto")
def test_a_server_that_runs_already_serves_the_registry(connect: Callable[[str], SageMakerClient]) -> None:
    """A server that has served stock moto's SageMaker serves the registry after install, and moto's after uninstall."""
    client = connect("us-east-1")

    def wording() -> str:
        with pytest.raises(client.exceptions.ClientError) as caught:
            client.describe_model_package(ModelPackageName="missing")
        return str(caught.value.response["Error"]["Message"])

    ours = f"ModelPackage {HERE}:model-package/missing does not exist."
    assert wording() != ours
    install()
    assert wording() == ours
    uninstall()
    assert wording() != ours


@pytest.mark.usefixtures("client")
def test_the_application_works_without_a_socket() -> None:
    """Moto's WSGI application can be called in process, by werkzeug's test client."""
    application = Client(DomainDispatcherApplication(create_backend_app))

    reply = application.post("/", data=b"{}", headers={**TARGET, **SIGNED})

    assert (reply.status_code, reply.data) == (200, b'{"ModelPackageSummaryList":[]}')
    assert reply.headers["Content-Type"] == "application/x-amz-json-1.1"
