"""How far an event goes from bus to bus: to one other bus, and no further.

Source: EventBridge User Guide, "Sending events between event buses in the same account and Region"; what becomes of the
event beyond was seen on AWS: its rule's dead-letter queue has it, with the code THIRD_ACCOUNT_HOP_DETECTED.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ELSEWHERE, FAR, HERE, PARTNER, STRANGER, arn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]
    Received = Callable[..., list[Any]]

DEFAULT, A, B = (arn("events", f"event-bus/{name}") for name in ("default", "a", "b"))


@pytest.fixture
def buses(approve: Approve, service: Callable[..., Any]) -> None:
    """The buses a and b exist."""
    assert approve().deliveries == ()
    for name in "ab":
        service("events").create_event_bus(Name=name)


@pytest.mark.usefixtures("buses")
def test_an_event_does_not_go_on_to_a_third_bus(
    approve: Approve, put_rule: PutRule, make_queue: Callable[..., str], received: Received
) -> None:
    """What has come from another bus is sent to no bus any more; other targets of that rule have it."""
    second, third = make_queue("second"), make_queue("third")
    put_rule(A, name="first")
    put_rule(B, second, name="second", EventBusName="a")
    put_rule(third, name="third", EventBusName="b")

    event = approve()

    assert [one.target for one in event.undelivered] == [B]
    assert received(second) == [event.envelope]
    assert received(third) == []


@pytest.mark.usefixtures("buses")
def test_an_event_that_may_not_go_on_is_a_dead_letter(
    approve: Approve, put_rule: PutRule, queue: str, messages: Callable[..., list[dict[str, Any]]]
) -> None:
    """The dead-letter queue of the rule that would send it on has it, and the code that tells why."""
    put_rule(A, name="first")
    put_rule({"Arn": B, "DeadLetterConfig": {"Arn": queue}}, name="second", EventBusName="a")

    approve()

    (letter,) = messages(queue)
    assert letter["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "THIRD_ACCOUNT_HOP_DETECTED"


@pytest.mark.usefixtures("buses")
def test_an_event_goes_to_several_buses(approve: Approve, put_rule: PutRule, queue: str, received: Received) -> None:
    """The first bus may send it to as many others as its rules name: each of them is one step away."""
    put_rule(A, B, name="first")
    for name in "ab":
        put_rule(queue, name=f"on-{name}", EventBusName=name)

    event = approve()

    assert event.undelivered == ()
    assert received(queue) == [event.envelope, event.envelope]


@pytest.mark.usefixtures("buses")
def test_buses_in_a_circle_end(approve: Approve, put_rule: PutRule, make_queue: Callable[..., str]) -> None:
    """A rule that sends events back where they came from has nothing delivered, and the event is not seen twice."""
    seen = make_queue("seen")
    put_rule(A, seen, name="first")
    put_rule(DEFAULT, name="back", EventBusName="a")

    event = approve()

    assert [one.target for one in event.deliveries if one.failure is None] == [A, seen]
    assert [one.target for one in event.undelivered] == [DEFAULT]


def test_a_bus_that_sends_to_itself_ends(approve: Approve, put_rule: PutRule, queue: str, received: Received) -> None:
    """An event is not delivered twice to the rules of the bus on which it was announced."""
    put_rule(DEFAULT, name="first")
    put_rule(queue, name="second")

    event = approve()

    assert received(queue) == [event.envelope]


def test_regions_in_a_circle_end(
    approve: Approve, put_rule: PutRule, service: Callable[..., Any], make_queue: Callable[..., str], received: Received
) -> None:
    """Two regions that send each other all they have see an event once each."""
    here, there = make_queue("here"), make_queue("there", service("sqs", ELSEWHERE))
    put_rule(arn("events", "event-bus/default", region=ELSEWHERE), here)
    put_rule(DEFAULT, there, events=service("events", ELSEWHERE))

    approve()

    assert (len(received(here)), len(received(there))) == (1, 1)


def test_an_event_goes_on_to_no_third_region(
    approve: Approve, put_rule: PutRule, service: Callable[..., Any], make_queue: Callable[..., str], received: Received
) -> None:
    """From its own region it comes to a second; what would take it to a third fails."""
    far = arn("events", "event-bus/default", region=FAR)
    last = make_queue("last", service("sqs", FAR))
    put_rule(arn("events", "event-bus/default", region=ELSEWHERE))
    put_rule(far, events=service("events", ELSEWHERE))
    put_rule(last, events=service("events", FAR))

    event = approve()

    assert [one.target for one in event.undelivered] == [far]
    assert received(last) == []


def test_an_event_goes_on_to_no_third_account(
    approve: Approve, put_rule: PutRule, abroad: Callable[..., Any], make_queue: Callable[..., str], received: Received
) -> None:
    """From its own account it comes to a second; what would take it to a third fails."""
    stranger = arn("events", "event-bus/default", account=STRANGER)
    sqs = abroad("sqs", STRANGER)
    last = make_queue("last", sqs)
    put_rule(arn("events", "event-bus/default", account=PARTNER))
    put_rule(stranger, events=abroad("events", PARTNER))
    put_rule(last, events=abroad("events", STRANGER))

    event = approve()

    assert [one.target for one in event.undelivered] == [stranger]
    assert event.envelope["region"] == HERE
    assert received(last, sqs) == []
