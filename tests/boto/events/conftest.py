"""Fixtures of the tests of events: rules, their targets, and what the targets have received."""

from __future__ import annotations

import json
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ALL, HERE, PACKAGES, Inbox

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent


@pytest.fixture(scope="session")
def service(aws_session: boto3.Session) -> Callable[..., Any]:
    """Give the client of a service in a region; it knows nothing of the mocks before. Each is made once."""
    return cache(lambda name, region=HERE: aws_session.client(name, region_name=region))


@pytest.fixture
def abroad(client: SageMakerClient, service: Callable[..., Any], client_as: Callable[..., Any]) -> Callable[..., Any]:
    """Make the client of a service in another account, for a session of its role deployer."""
    assert client.meta.region_name == HERE

    def abroad(name: str, account: str, region: str = HERE) -> Any:
        role = f"arn:aws:iam::{account}:role/deployer"
        held = service("sts").assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"]
        return client_as(held, name, region_name=region)

    return abroad


@pytest.fixture
def put_rule(service: Callable[..., Any]) -> Callable[..., str]:
    """Put a rule and its targets, each an ARN or a whole target, and return its ARN.

    Without a pattern it is for all events of the registry, without `events` it is in the tests' account and region.
    """

    def put_rule(*targets: Any, name: str = "rule", events: Any = None, **rule: Any) -> str:
        events = events or service("events")
        pattern = {} if "ScheduleExpression" in rule else {"EventPattern": json.dumps(rule.pop("pattern", ALL))}
        reply = events.put_rule(Name=name, **pattern, **rule)
        whole = [{"Arn": one} if isinstance(one, str) else one for one in targets]
        numbered = [{"Id": str(number), **one} for number, one in enumerate(whole)]
        bus = {"EventBusName": rule["EventBusName"]} if "EventBusName" in rule else {}
        if numbered:
            assert events.put_targets(Rule=name, Targets=numbered, **bus)["FailedEntryCount"] == 0
        return str(reply["RuleArn"])

    return put_rule


@pytest.fixture
def make_queue(service: Callable[..., Any]) -> Callable[..., str]:
    """Create an SQS queue, and return its ARN."""

    def make_queue(name: str = "queue", sqs: Any = None, **attributes: str) -> str:
        sqs = sqs or service("sqs")
        url = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        return str(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])

    return make_queue


@pytest.fixture
def queue(client: SageMakerClient, make_queue: Callable[..., str]) -> str:
    """The ARN of an SQS queue that exists inside the client's mock."""
    assert client.meta.region_name == HERE
    return make_queue()


@pytest.fixture
def messages(service: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """Take all messages out of a queue, in their order."""

    def messages(queue: str, sqs: Any = None) -> list[dict[str, Any]]:
        sqs, taken = sqs or service("sqs", queue.split(":")[3]), list[dict[str, Any]]()
        url = sqs.get_queue_url(QueueName=queue.rpartition(":")[2])["QueueUrl"]
        asked: Any = {"QueueUrl": url, "MaxNumberOfMessages": 10, "MessageAttributeNames": ["All"]}
        while found := sqs.receive_message(**asked, AttributeNames=["All"]).get("Messages", []):
            taken += found
            for one in found:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
        return taken

    return messages


@pytest.fixture
def received(messages: Callable[..., list[dict[str, Any]]]) -> Callable[..., list[Any]]:
    """Take all messages out of a queue, and return what their bodies say."""
    return lambda queue, sqs=None: [json.loads(one["Body"]) for one in messages(queue, sqs)]


@pytest.fixture
def inbox(queue: str, messages: Callable[..., list[dict[str, Any]]]) -> Inbox:
    """The queue, and what is in it."""
    return Inbox(queue, messages)


@pytest.fixture
def approve(client: SageMakerClient, version: str) -> Callable[[], SentEvent]:
    """Approve the first version, each time with another comment, and return the event that tells of it."""
    numbers = count(1)

    def approve() -> SentEvent:
        comment = f"the {next(numbers)}. time"
        client.update_model_package(
            ModelPackageArn=version, ModelApprovalStatus="Approved", ApprovalDescription=comment
        )
        event = [one for one in sent_events() if one.detail_type == PACKAGES][-1]
        assert event.detail["ApprovalDescription"] == comment
        return event

    return approve
