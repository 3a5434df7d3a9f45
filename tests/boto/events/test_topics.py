"""SNS topics as targets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import approvals, arn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]


@pytest.fixture
def topic(approve: Approve, service: Callable[..., Any], queue: str) -> str:
    """The ARN of a topic to which the queue is subscribed."""
    assert approve().deliveries == ()
    topic = service("sns").create_topic(Name="models")["TopicArn"]
    service("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)
    return str(topic)


def test_subscribers_have_the_event(
    topic: str, queue: str, approve: Approve, put_rule: PutRule, received: Callable[..., list[Any]]
) -> None:
    """The event in JSON is the message of the notification that a queue receives."""
    put_rule(topic)

    event = approve()

    (notification,) = received(queue)
    assert event.undelivered == ()
    assert (notification["Type"], notification["TopicArn"]) == ("Notification", topic)
    assert json.loads(notification["Message"]) == event.envelope


def test_a_topic_has_what_its_rule_lets_pass(
    topic: str, queue: str, approve: Approve, put_rule: PutRule, received: Callable[..., list[Any]]
) -> None:
    """A rule for rejections notifies nobody of an approval."""
    put_rule(topic, pattern=approvals("Rejected"))

    approve()

    assert received(queue) == []


def test_a_topic_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is that of moto's SNS."""
    put_rule(arn("sns", "missing"))

    assert [one.failure for one in approve().undelivered] == ["Endpoint does not exist"]


def test_a_fifo_topic_is_not_reached(approve: Approve, put_rule: PutRule, service: Callable[..., Any]) -> None:
    """A target of a rule has no place for the message group that a FIFO topic asks for."""
    attributes = {"FifoTopic": "true", "ContentBasedDeduplication": "true"}
    topic = service("sns").create_topic(Name="models.fifo", Attributes=attributes)["TopicArn"]
    put_rule(topic)

    assert [one.target for one in approve().undelivered] == [topic]
