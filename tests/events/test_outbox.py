"""The outbox of one thread: what is delivered, in which order, and what becomes of a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from events.building import event_of

from sagemaker_registry_mock.events.outbox import Delivery, Outbox, Postman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_registry_mock.events.details import Event


@pytest.fixture
def outbox() -> Outbox:
    """An empty outbox."""
    return Outbox(Postman())


def sent(outbox: Outbox) -> list[str]:
    """Return the resources whose events were sent."""
    return [one.resource for one in outbox.sent]


def nowhere(_event: Event) -> list[Delivery]:
    """Deliver to nobody."""
    return []


def test_events_are_sent_in_the_order_in_which_they_were_posted(outbox: Outbox) -> None:
    """The first that is posted is the first that goes out."""
    delivered: list[str] = []
    for name in "cab":
        outbox.post(event_of(name))

    def deliver(event: Event) -> list[Delivery]:
        delivered.append(event.announcement.resource)
        return []

    outbox.empty(deliver)

    assert delivered == sent(outbox) == ["c", "a", "b"]


def test_an_event_that_is_posted_waits(outbox: Outbox) -> None:
    """Posting sends nothing: an operation that fails afterwards has announced nothing yet."""
    outbox.post(event_of("a"))

    assert outbox.sent == []


def test_an_event_is_sent_once(outbox: Outbox) -> None:
    """Emptying again finds nothing, and does not ask to deliver."""
    outbox.post(event_of("a"))
    outbox.empty(nowhere)

    outbox.empty(lambda _event: pytest.fail("there is nothing to deliver"))

    assert sent(outbox) == ["a"]


def test_what_was_sent_is_kept(outbox: Outbox) -> None:
    """Events that are sent later follow those that were sent before."""
    for name in "ab":
        outbox.post(event_of(name))
        outbox.empty(nowhere)

    assert sent(outbox) == ["a", "b"]


def test_deliveries_are_kept_with_their_event(outbox: Outbox) -> None:
    """Each event has the deliveries that were told of it."""
    outbox.post(event_of("a"))
    outbox.post(event_of("b"))
    outbox.empty(lambda event: [Delivery("rule", event.announcement.resource)])

    assert [one.deliveries for one in outbox.sent] == [(Delivery("rule", "a"),), (Delivery("rule", "b"),)]


def test_an_event_announced_during_a_delivery_follows_after_it(outbox: Outbox) -> None:
    """What a target announces goes behind all that waits already, and the target is not interrupted by it."""
    trace: list[str] = []
    for name in "ab":
        outbox.post(event_of(name))

    def deliver(event: Event) -> list[Delivery]:
        name = event.announcement.resource
        trace.append(f"{name} begins")
        if name == "a":
            outbox.post(event_of("answer"))
            outbox.empty(deliver)
        trace.append(f"{name} ends")
        return []

    outbox.empty(deliver)

    assert trace == [f"{name} {edge}" for name in ("a", "b", "answer") for edge in ("begins", "ends")]
    assert sent(outbox) == ["a", "b", "answer"]


def test_a_failure_is_recorded(outbox: Outbox) -> None:
    """What goes wrong in a delivery reaches nobody: the operation has succeeded. The next event is delivered."""
    for name in "ab":
        outbox.post(event_of(name))

    def deliver(event: Event) -> Sequence[Delivery]:
        if event.announcement.resource == "a":
            raise ZeroDivisionError
        return []

    outbox.empty(deliver)

    assert sent(outbox) == ["a", "b"]
    (failed,) = outbox.sent[0].undelivered
    assert failed.failure == "It could not be delivered: ZeroDivisionError"


class Interrupt(BaseException):
    """What is no error: a key that was pressed, or a test that has failed."""


def test_an_interruption_reaches_the_caller(outbox: Outbox) -> None:
    """It costs its own event's delivery only: the next call goes on with what waits, in chains of their own."""
    for name in "ab":
        outbox.post(event_of(name))

    def interrupt(_event: Event) -> list[Delivery]:
        raise Interrupt

    with pytest.raises(Interrupt):
        outbox.empty(interrupt)
    assert [one.failure for one in outbox.sent[0].undelivered] == ["The delivery was broken off."]
    after = event_of("c")
    outbox.post(after)
    outbox.empty(lambda _event: [])

    assert sent(outbox) == ["a", "b", "c"]
    assert after.generation == 0


def test_nothing_is_delivered_after_the_end(outbox: Outbox) -> None:
    """What still waits when the mock is over goes nowhere."""
    outbox.post(event_of("a"))
    outbox.close()
    outbox.empty(lambda _event: [])

    assert sent(outbox) == []
