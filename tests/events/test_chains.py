"""Chains: events that are sent by targets of events. On AWS a loop of them never ends; here it is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from events.building import event_of

from sagemaker_registry_mock.events import outbox as module
from sagemaker_registry_mock.events.outbox import LONGEST_CHAIN, Delivery, Outbox, Postman

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.details import Event


def answering(outbox: Outbox, until: Callable[[int], bool]) -> Callable[[Event], list[Delivery]]:
    """Return what answers every event with another, as long as `until` does not say so of the event's generation."""

    def deliver(event: Event) -> list[Delivery]:
        if not until(event.generation):
            outbox.post(event_of("answer"))
        return [Delivery("rule", "target")]

    return deliver


def forever(_generation: int) -> bool:
    """Never end."""
    return False


def failures(outbox: Outbox) -> list[str | None]:
    """Return why each event that was sent did not arrive."""
    return [delivery.failure for one in outbox.sent for delivery in one.deliveries]


def test_each_answer_is_one_further_in_the_chain() -> None:
    """An event counts the events that stand before it in its chain."""
    outbox, generations = Outbox(Postman()), list[int]()

    def deliver(event: Event) -> list[Delivery]:
        generations.append(event.generation)
        return answering(outbox, lambda generation: generation == 3)(event)

    outbox.post(event_of("first"))
    outbox.empty(deliver)

    assert generations == [0, 1, 2, 3]


@pytest.mark.parametrize("longest", [1, 5, LONGEST_CHAIN])
def test_an_endless_loop_is_cut(monkeypatch: pytest.MonkeyPatch, longest: int) -> None:
    """As many events as the longest chain has are delivered; the next is sent to nobody, and tells why."""
    monkeypatch.setattr(module, "LONGEST_CHAIN", longest)
    outbox = Outbox(Postman())
    outbox.post(event_of("first"))

    outbox.empty(answering(outbox, forever))

    assert failures(outbox)[:longest] == [None] * longest
    reason = f"It is the end of a chain of {longest} events, each of them sent by a target of the one before."
    assert failures(outbox)[longest:] == [reason]


def test_an_event_that_is_cut_names_no_rule_and_no_target() -> None:
    """No rule was asked about the event at the end of the chain."""
    outbox = Outbox(Postman())
    outbox.post(event_of("first"))
    outbox.empty(answering(outbox, forever))

    (delivery,) = outbox.sent[-1].undelivered
    assert (delivery.rule, delivery.target) == ("", "")


def test_long_rows_of_events_are_no_chain() -> None:
    """Events that nobody's target has sent may be as many as there are operations."""
    outbox = Outbox(Postman())
    for number in range(2 * LONGEST_CHAIN):
        outbox.post(event_of(str(number)))

    outbox.empty(answering(outbox, lambda _generation: True))

    assert len(outbox.sent) == 2 * LONGEST_CHAIN
    assert not any(failures(outbox))


def test_what_comes_after_a_cut_chain_is_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cut ends one chain: neither the events that wait nor later ones are lost."""
    monkeypatch.setattr(module, "LONGEST_CHAIN", 2)
    outbox = Outbox(Postman())
    delivered: list[Any] = []

    def deliver(event: Event) -> list[Delivery]:
        delivered.append(event.announcement.resource)
        return answering(outbox, forever)(event) if event.announcement.resource != "other" else []

    outbox.post(event_of("first"))
    outbox.post(event_of("other"))
    outbox.empty(deliver)
    outbox.post(event_of("other"))
    outbox.empty(deliver)

    assert delivered.count("other") == 2
    assert [one.resource for one in outbox.sent][-1] == "other"


def test_a_chain_that_branches_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that answers each event with two is stopped before it has sent as many as there are."""
    monkeypatch.setattr(module, "MOST_FOLLOWERS", 20)
    outbox = Outbox(Postman())

    def answer_twice(_event: Event) -> list[Delivery]:
        for _ in range(2):
            outbox.post(event_of("answer"))
        return []

    outbox.post(event_of("first"))
    outbox.empty(answer_twice)

    assert len(outbox.sent) <= 2 * 20
    assert outbox.sent[-1].undelivered[0].failure == (
        "More than 20 events have followed from one, sent by targets of each other."
    )
