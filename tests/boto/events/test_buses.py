"""Other event buses: reached by a rule of the default bus and in no other way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ELSEWHERE, HERE, PARTNER, approvals, arn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]
    Received = Callable[..., list[Any]]


@pytest.fixture
def bus(approve: Approve, service: Callable[..., Any]) -> str:
    """The ARN of a bus beside the default bus."""
    assert approve().deliveries == ()
    return str(service("events").create_event_bus(Name="ml")["EventBusArn"])


def test_a_custom_bus_has_no_events_of_its_own_accord(
    bus: str, approve: Approve, put_rule: PutRule, queue: str
) -> None:
    """SageMaker sends to the default bus alone: a rule of another bus is not asked."""
    put_rule(queue, EventBusName="ml")

    assert bus.endswith("/ml")
    assert approve().deliveries == ()


def test_a_rule_sends_events_on_to_another_bus(
    bus: str, approve: Approve, put_rule: PutRule, queue: str, received: Received
) -> None:
    """The rules of that bus are asked in their turn, and their targets have the event as it was."""
    forward = put_rule(bus, name="forward")
    on_bus = put_rule(queue, name="on-bus", EventBusName="ml", pattern=approvals("Approved"))

    event = approve()

    assert [(one.rule, one.target, one.failure) for one in event.deliveries] == [
        (forward, bus, None),
        (on_bus, queue, None),
    ]
    assert received(queue) == [event.envelope]


def test_the_rules_of_the_other_bus_choose(bus: str, approve: Approve, put_rule: PutRule, queue: str) -> None:
    """What the first rule lets pass need not be for a rule of the second bus, or for one that is disabled."""
    put_rule(bus, name="forward")
    put_rule(queue, name="rejected", EventBusName="ml", pattern=approvals("Rejected"))
    put_rule(queue, name="disabled", EventBusName="ml", State="DISABLED")

    assert [one.target for one in approve().deliveries] == [bus]


def test_a_bus_of_another_region_has_the_event_of_its_origin(
    approve: Approve, put_rule: PutRule, service: Callable[..., Any], make_queue: Callable[..., str], received: Received
) -> None:
    """Account, region, time, resources and detail are those of the origin; the id is a new one."""
    events = service("events", ELSEWHERE)
    far = make_queue("far", service("sqs", ELSEWHERE))
    put_rule(arn("events", "event-bus/default", region=ELSEWHERE), name="forward")
    put_rule(far, events=events, pattern={"region": [HERE], "source": ["aws.sagemaker"]})

    event = approve()

    (arrived,) = received(far)
    assert {**arrived, "id": ""} == {**event.envelope, "id": ""}
    assert arrived["id"] != event.envelope["id"]
    assert event.undelivered == ()


def test_a_bus_of_another_account_has_the_event_of_its_origin(
    approve: Approve, put_rule: PutRule, abroad: Callable[..., Any], make_queue: Callable[..., str], received: Received
) -> None:
    """A central account sees whose model was approved: the account of the event is that of the registry."""
    sqs, events = abroad("sqs", PARTNER), abroad("events", PARTNER)
    central = events.create_event_bus(Name="central")["EventBusArn"]
    put_rule(central, name="forward")
    put_rule(make_queue("far", sqs), events=events, EventBusName="central")

    event = approve()

    assert received(arn("sqs", "far", account=PARTNER), sqs) == [event.envelope]
    assert event.envelope["account"] == "123456789012"


@pytest.mark.parametrize(
    "missing",
    [
        arn("events", "event-bus/none"),
        arn("events", "event-bus/none", region=ELSEWHERE),
        arn("events", "event-bus/default", account=PARTNER),
    ],
)
def test_a_bus_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule, missing: str) -> None:
    """Neither is that of an account, or of a region, in which nobody has looked at EventBridge."""
    put_rule(missing)

    (failed,) = approve().undelivered
    assert (failed.target, failed.failure) == (missing, "There is no such event bus.")


def test_each_bus_hands_the_event_to_all_its_targets(
    bus: str, approve: Approve, put_rule: PutRule, make_queue: Callable[..., str], received: Received
) -> None:
    """A failure on the way to one target keeps no other from the event, on either bus."""
    first, second = make_queue("first"), make_queue("second")
    put_rule(arn("sqs", "missing"), bus, first, name="forward")
    put_rule(arn("sqs", "missing"), second, name="on-bus", EventBusName="ml")

    event = approve()

    assert len(event.undelivered) == 2
    assert received(first) == received(second) == [event.envelope]
