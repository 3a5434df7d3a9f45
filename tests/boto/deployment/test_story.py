"""The whole of it: what happens between the registration of a version and the endpoint that answers with it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto.deployment.looking import package_behind, told
from moto import mock_aws
from support.examples import HERE, SPECIFICATION

from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

QUEUE = "arn:aws:sqs:us-east-1:123456789012:changes"
GATEKEEPER = "arn:aws:lambda:us-east-1:123456789012:function:gatekeeper"
PIPELINE = "arn:aws:codepipeline:us-east-1:123456789012:churn-modeldeploy"
FIRST, SECOND, THIRD = (f"{HERE}:model-package/churn/{version}" for version in (1, 2, 3))


def gatekeeper(event: dict[str, Any]) -> None:
    """Approve a new version that is good enough: the handler of a Lambda function, the code that is under test."""
    detail = event["detail"]
    if "UpdatedModelPackageFields" in detail:
        return
    accuracy = float(detail["CustomerMetadataProperties"]["accuracy"])
    status: Any = "Approved" if accuracy >= 0.9 else "Rejected"
    boto3.client("sagemaker", region_name=event["region"]).update_model_package(
        ModelPackageArn=detail["ModelPackageArn"],
        ModelApprovalStatus=status,
        ApprovalDescription=f"accuracy {accuracy}",
    )


@pytest.fixture
def client(sagemaker: Callable[[str], SageMakerClient], monkeypatch: pytest.MonkeyPatch) -> Iterator[SageMakerClient]:
    """A client inside a mock whose Lambda functions need no Docker, and credentials for the code under test."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws(config={"lambda": {"use_docker": False}}):
        yield sagemaker("us-east-1")


@pytest.fixture
def auditor(client: SageMakerClient, aws_session: boto3.Session) -> str:  # noqa: ARG001 - its mock
    """The ARN of a function that moto's Lambda has, and invokes without running its code."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as code:
        code.writestr("auditor.py", "def handler(event, context): pass")
    role = aws_session.client("iam").create_role(RoleName="auditor", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    made: Any = aws_session.client("lambda").create_function(
        FunctionName="auditor",
        Runtime="python3.12",
        Role=role,
        Handler="auditor.handler",
        Code={"ZipFile": archive.getvalue()},
    )
    return str(made["FunctionArn"])


@pytest.fixture
def received(client: SageMakerClient, aws_session: boto3.Session) -> Callable[[], list[Any]]:  # noqa: ARG001 - its mock
    """Make the queue, and return what takes out of it the details of the events that came."""
    sqs = aws_session.client("sqs")
    queue = sqs.create_queue(QueueName="changes")["QueueUrl"]

    def received() -> list[Any]:
        messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        for message in messages:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"])["detail"] for message in messages]

    return received


@pytest.fixture
def train(client: SageMakerClient) -> Callable[[str], str]:
    """Register what a training has brought forth, with its accuracy, as the last step of a training pipeline does."""

    def train(accuracy: str) -> str:
        return client.create_model_package(
            ModelPackageGroupName="churn",
            InferenceSpecification=SPECIFICATION,
            CustomerMetadataProperties={"accuracy": accuracy},
        )["ModelPackageArn"]

    return train


def test_story(
    client: SageMakerClient, events: Any, auditor: str, received: Callable[[], list[Any]], train: Callable[[str], str]
) -> None:
    """Good versions approve themselves and are deployed; a bad one is not; a rejection brings the one before back."""
    # A group whose changes go to a queue and to two functions, and whose approved versions are deployed.
    client.create_model_package_group(ModelPackageGroupName="churn")
    pattern = {"source": ["aws.sagemaker"], "detail-type": ["SageMaker Model Package State Change"]}
    events.put_rule(Name="changes", EventPattern=json.dumps(pattern))
    targets = [{"Id": str(number), "Arn": arn} for number, arn in enumerate((QUEUE, GATEKEEPER, auditor))]
    events.put_targets(Rule="changes", Targets=targets)
    stand_in(GATEKEEPER, gatekeeper)
    deployment = deploy_on_approval("churn")

    # A training registers a version. The function finds it good and approves it, and it is deployed.
    assert train("0.92") == FIRST
    assert client.describe_model_package(ModelPackageName=FIRST)["ModelApprovalStatus"] == "Approved"
    assert package_behind(client, "churn-prod") == FIRST
    created = client.describe_endpoint(EndpointName="churn-prod")["CreationTime"]
    assert [(one["ModelApprovalStatus"], one.get("UpdatedModelPackageFields")) for one in received()] == [
        ("PendingManualApproval", None),
        ("Approved", ["ModelApprovalStatus", "ApprovalDescription"]),
    ]

    # The next one is not good enough, and everything stays as it is.
    assert train("0.71") == SECOND
    assert client.describe_model_package(ModelPackageName=SECOND)["ApprovalDescription"] == "accuracy 0.71"
    assert package_behind(client, "churn-prod") == FIRST

    # The third one is better than the first: it takes its place behind the same endpoint.
    assert train("0.97") == THIRD
    assert package_behind(client, "churn-prod") == THIRD
    assert client.describe_endpoint(EndpointName="churn-prod")["CreationTime"] == created
    assert [one["ModelApprovalStatus"] for one in received()] == [
        "PendingManualApproval",
        "Rejected",
        "PendingManualApproval",
        "Approved",
    ]

    # Somebody notes something about it. The event says that it is approved, and yet nothing is deployed anew.
    before = client.describe_endpoint(EndpointName="churn-prod")["EndpointConfigName"]
    client.update_model_package(ModelPackageArn=THIRD, CustomerMetadataProperties={"reviewed": "yes"})
    assert client.describe_endpoint(EndpointName="churn-prod")["EndpointConfigName"] == before
    assert [(one["ModelApprovalStatus"], one["UpdatedModelPackageFields"]) for one in received()] == [
        ("Approved", ["CustomerMetadataProperties"])
    ]

    # It turns out to be unfair and is rejected. The latest version that is approved comes back: not the second.
    client.update_model_package(ModelPackageArn=THIRD, ModelApprovalStatus="Rejected", ApprovalDescription="unfair")
    assert package_behind(client, "churn-prod") == FIRST
    assert [one["ApprovalDescription"] for one in received()] == ["unfair"]

    # The history tells all of that, and every event has reached each of its targets.
    assert told(deployment) == [
        ("PendingManualApproval → Approved", "prod", 1, "Deployed"),
        ("PendingManualApproval → Approved", "prod", 3, "Deployed"),
        ("Approved → Rejected", "prod", 1, "Deployed"),
    ]
    assert [one.cause.version_arn for one in deployment.history] == [FIRST, THIRD, THIRD]
    assert {tuple(one.target for one in event.deliveries) for event in sent_events()} == {
        (QUEUE, GATEKEEPER, auditor, PIPELINE)
    }
    assert [event.resource for event in sent_events()] == [FIRST, FIRST, SECOND, SECOND, THIRD, THIRD, THIRD, THIRD]
    assert undelivered_events() == []
