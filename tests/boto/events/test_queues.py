"""SQS queues as targets: standard, and FIFO with what FIFO asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ELSEWHERE, PARTNER, arn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    MakeQueue = Callable[..., str]
    Messages = Callable[..., list[dict[str, Any]]]

FIFO = {"FifoQueue": "true", "ContentBasedDeduplication": "true"}
GROUPED = {"SqsParameters": {"MessageGroupId": "models"}}


def test_a_queue_has_every_event_in_order(
    approve: Approve, put_rule: Callable[..., str], queue: str, messages: Messages
) -> None:
    """One message for each event, whose body is the event in JSON."""
    put_rule(queue)
    envelopes = [approve().envelope for _ in range(12)]

    assert [json.loads(one["Body"]) for one in messages(queue)] == envelopes


def test_a_fifo_queue_has_the_event_in_its_group(
    approve: Approve, put_rule: Callable[..., str], make_queue: MakeQueue, messages: Messages
) -> None:
    """The message group is the target's, and the deduplication is by content."""
    queue = make_queue("queue.fifo", **FIFO)
    put_rule({"Arn": queue, **GROUPED})

    event = approve()

    (message,) = messages(queue)
    assert event.undelivered == ()
    assert json.loads(message["Body"]) == event.envelope
    assert message["Attributes"]["MessageGroupId"] == "models"
    assert message["Attributes"]["MessageDeduplicationId"]


def test_no_event_is_taken_for_a_repetition(
    approve: Approve, put_rule: Callable[..., str], make_queue: MakeQueue, messages: Messages
) -> None:
    """Each event has an id of its own, so that deduplication by content drops none."""
    queue = make_queue("queue.fifo", **FIFO)
    put_rule({"Arn": queue, **GROUPED})
    envelopes = [approve().envelope for _ in range(3)]

    assert [json.loads(one["Body"]) for one in messages(queue)] == envelopes


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ((FIFO, ""), "A FIFO queue needs SqsParameters with a MessageGroupId."),
        (({"FifoQueue": "true"}, "models"), "A FIFO queue needs content-based deduplication."),
        (({**FIFO, "ContentBasedDeduplication": "false"}, "models"), "A FIFO queue needs content-based deduplication."),
    ],
    ids=["no-group", "no-deduplication", "other-deduplication"],
)
def test_a_fifo_queue_without_what_it_needs_is_not_reached(
    approve: Approve,
    put_rule: Callable[..., str],
    make_queue: MakeQueue,
    given: tuple[dict[str, str], str],
    reason: str,
) -> None:
    """The event is undelivered, and tells what is missing."""
    attributes, message_group = given
    queue = make_queue("queue.fifo", **attributes)
    put_rule({"Arn": queue, "SqsParameters": {"MessageGroupId": message_group}})

    assert [(one.target, one.failure) for one in approve().undelivered] == [(queue, reason)]


def test_a_queue_that_does_not_exist_is_not_reached(approve: Approve, put_rule: Callable[..., str]) -> None:
    """The reason is that of SQS."""
    put_rule(arn("sqs", "missing"))

    (failed,) = approve().undelivered

    assert failed.failure is not None
    assert "queue does not exist" in failed.failure


def test_a_queue_of_a_region_that_does_not_exist_is_not_reached(approve: Approve, put_rule: Callable[..., str]) -> None:
    """Nor of an ARN that somebody has misspelt."""
    put_rule(arn("sqs", "queue", region="mars-north-1"))

    assert [one.failure for one in approve().undelivered] == [
        "A target is in the region of its rule; only event buses may lie in another."
    ]


def test_a_queue_of_another_account_is_reached(
    approve: Approve,
    put_rule: Callable[..., str],
    make_queue: MakeQueue,
    abroad: Callable[..., Any],
    messages: Messages,
) -> None:
    """Targets of other accounts are reached; whether their policies allow it, moto does not ask."""
    sqs = abroad("sqs", PARTNER)
    queue = make_queue("queue", sqs)
    put_rule(queue)

    assert approve().undelivered == ()
    assert len(messages(queue, sqs)) == 1


def test_a_queue_of_another_region_is_not_reached(
    approve: Approve, put_rule: Callable[..., str], make_queue: MakeQueue, service: Callable[..., Any]
) -> None:
    """A target is of the region of its rule; only event buses may be of another."""
    queue = make_queue("queue", service("sqs", ELSEWHERE))
    put_rule(queue)

    assert [one.target for one in approve().undelivered] == [queue]
