"""Dead-letter queues: what could not be delivered, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import arn

from sagemaker_registry_mock.testing import stand_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.events.wiring import Inbox

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]
    Messages = Callable[..., list[dict[str, Any]]]

FUNCTION = arn("lambda", "function:deploy")


def attributes(letter: dict[str, Any]) -> dict[str, str]:
    """Return what is told of a dead letter."""
    return {name: value["StringValue"] for name, value in letter["MessageAttributes"].items()}


def test_what_is_not_there_has_its_events_buried(
    approve: Approve, put_rule: PutRule, queue: str, messages: Messages
) -> None:
    """The letter is the event as it was, with rule, target and reason in its attributes."""
    target = arn("ecs", "cluster/models")
    rule = put_rule({"Arn": target, "DeadLetterConfig": {"Arn": queue}, "Input": '"a constant"'})

    event = approve()

    (letter,) = messages(queue)
    assert json.loads(letter["Body"]) == event.envelope
    assert attributes(letter) == {
        "RULE_ARN": rule,
        "TARGET_ARN": target,
        "ERROR_CODE": "NO_RESOURCE",
        "ERROR_MESSAGE": "moto cannot deliver events to ecs.",
        "RETRY_ATTEMPTS": "0",
    }
    assert [one.target for one in event.deliveries] == [target]


def test_a_bus_that_is_not_there_has_its_events_buried(
    approve: Approve, put_rule: PutRule, queue: str, messages: Messages
) -> None:
    """So has every kind of target."""
    put_rule({"Arn": arn("events", "event-bus/none"), "DeadLetterConfig": {"Arn": queue}})

    approve()

    (letter,) = messages(queue)
    assert attributes(letter)["ERROR_CODE"] == "NO_RESOURCE"
    assert attributes(letter)["ERROR_MESSAGE"] == "There is no such event bus."


@pytest.mark.parametrize("error", [RuntimeError("no such stage"), KeyError("stage"), IndexError("out of range")])
def test_what_fails_has_its_events_buried(
    approve: Approve, put_rule: PutRule, queue: str, messages: Messages, error: Exception
) -> None:
    """A target that is there and raises an error is told as such, whatever the error."""

    def fail(_event: Any) -> None:
        raise error

    stand_in(FUNCTION, fail)
    put_rule({"Arn": FUNCTION, "DeadLetterConfig": {"Arn": queue}})

    event = approve()

    (letter,) = messages(queue)
    assert json.loads(letter["Body"]) == event.envelope
    assert attributes(letter)["ERROR_CODE"] == "ERROR_FROM_TARGET"
    assert attributes(letter)["ERROR_MESSAGE"] == f"{type(error).__name__}: {error}"


def test_what_is_delivered_is_not_buried(
    approve: Approve, put_rule: PutRule, make_queue: Callable[..., str], messages: Messages
) -> None:
    """The dead-letter queue of a target that is reached stays empty."""
    letters = make_queue("letters")
    put_rule({"Arn": make_queue("queue"), "DeadLetterConfig": {"Arn": letters}})

    assert approve().undelivered == ()
    assert messages(letters) == []


def test_each_target_has_its_own_letters(
    approve: Approve, put_rule: PutRule, make_queue: Callable[..., str], messages: Messages
) -> None:
    """A letter lies in the queue of the target that it is about."""
    missing = [arn("sqs", "missing-1"), arn("sqs", "missing-2")]
    letters = [make_queue("letters-1"), make_queue("letters-2")]
    put_rule(*({"Arn": one, "DeadLetterConfig": {"Arn": queue}} for one, queue in zip(missing, letters, strict=True)))

    approve()

    found = [[attributes(one)["TARGET_ARN"] for one in messages(queue)] for queue in letters]
    assert found == [[missing[0]], [missing[1]]]


@pytest.mark.parametrize("letters", [arn("sqs", "missing"), arn("sqs", "queue", region="mars-north-1"), "arn:aws:sqs"])
def test_a_dead_letter_queue_that_is_not_there_harms_nobody(
    approve: Approve,
    put_rule: PutRule,
    inbox: Inbox,
    caplog: pytest.LogCaptureFixture,
    letters: str,
) -> None:
    """The failure that is told is that of the target; the letter is lost, which the log tells."""
    target = arn("ecs", "cluster/models")
    put_rule({"Arn": target, "DeadLetterConfig": {"Arn": letters}}, inbox.arn)

    event = approve()

    assert [(one.target, bool(one.failure)) for one in event.deliveries] == [(target, True), (inbox.arn, False)]
    assert len(inbox.events()) == 1
    assert any(f"did not reach {letters}:" in record.getMessage() for record in caplog.records)


def test_an_empty_configuration_is_none(approve: Approve, put_rule: PutRule) -> None:
    """A target whose dead-letter configuration names no queue has no letters."""
    put_rule({"Arn": FUNCTION.replace("lambda", "ecs"), "DeadLetterConfig": {}})

    assert len(approve().undelivered) == 1
