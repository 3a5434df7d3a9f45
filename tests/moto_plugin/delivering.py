"""What the tests of delivery at the seam begin with: clients, a rule for all events, and a queue."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from support.examples import SPECIFICATION

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from sagemaker_registry_mock.events.outbox import SentEvent

HERE, ELSEWHERE = "us-east-1", "eu-west-1"
ACCOUNT, PARTNER = "123456789012", "222222222222"


@cache
def service(name: str, region: str = HERE) -> Any:
    """Return a client that outlives the mocks, as one in a module of the tested code does."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)
    return session.client(name)


def arn(kind: str, resource: str, *, region: str = HERE, account: str = ACCOUNT) -> str:
    """Return the ARN of a resource of a service."""
    return f"arn:aws:{kind}:{region}:{account}:{resource}"


#: A queue, and a function that need not exist.
QUEUE, FUNCTION = arn("sqs", "changes"), arn("lambda", "function:on-change")


def put_rule(target: str, *, events: Any = None, name: str = "changes", pattern: Any = None) -> None:
    """Put a rule that sends all events of SageMaker, or those of a pattern, to a target."""
    events = events or service("events")
    events.put_rule(Name=name, EventPattern=json.dumps(pattern or {"source": ["aws.sagemaker"]}))
    reply = events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": target}])
    assert reply["FailedEntryCount"] == 0


def queue(sqs: Any = None) -> None:
    """Create the queue."""
    (sqs or service("sqs")).create_queue(QueueName="changes")


def received(sqs: Any = None) -> list[Any]:
    """Take all messages out of the queue, and return what they say, in their order."""
    sqs, taken = sqs or service("sqs"), list[Any]()
    url = sqs.get_queue_url(QueueName="changes")["QueueUrl"]
    while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        taken += [json.loads(one["Body"]) for one in found]
        for one in found:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
    return taken


def register(sagemaker: Any = None, status: str = "PendingManualApproval") -> str:
    """Register a version of the group churn, which is made if it is not there, and return the version's ARN."""
    sagemaker = sagemaker or service("sagemaker")
    if not sagemaker.list_model_package_groups(NameContains="churn")["ModelPackageGroupSummaryList"]:
        sagemaker.create_model_package_group(ModelPackageGroupName="churn")
    request = {"InferenceSpecification": SPECIFICATION, "ModelApprovalStatus": status}
    return str(sagemaker.create_model_package(ModelPackageGroupName="churn", **request)["ModelPackageArn"])


def decide(version: str, status: str = "Approved", sagemaker: Any = None) -> None:
    """Give a version an approval status."""
    (sagemaker or service("sagemaker")).update_model_package(ModelPackageArn=version, ModelApprovalStatus=status)


def statuses(events: list[Any]) -> list[str]:
    """Return which approval status each event tells of."""
    return [event["detail"]["ModelApprovalStatus"] for event in events]


def failures(events: list[SentEvent] | None = None) -> list[str | None]:
    """Return of all events that were sent, or of those given, what became of each delivery; None is success."""
    found = sent_events() if events is None else events
    return [delivery.failure for event in found for delivery in event.deliveries]
