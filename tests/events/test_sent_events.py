"""Events that were sent, as a test sees them."""

from __future__ import annotations

import dataclasses

import pytest
from events.building import event, package_changed

from sagemaker_registry_mock.events.outbox import Delivery, Outbox, Postman, SentEvent

HERE, THERE = Delivery("rule", "here"), Delivery("rule", "there", "There is no such queue.")


def test_a_sent_event_tells_what_it_was_about() -> None:
    """Kind, resource, detail and envelope of the event."""
    announced = event(package_changed("arn:one", "ModelApprovalStatus", ModelApprovalStatus="Approved"))

    one = SentEvent(announced, [])

    assert one.detail_type == "SageMaker Model Package State Change"
    assert one.resource == "arn:one"
    assert one.detail == {"ModelApprovalStatus": "Approved", "UpdatedModelPackageFields": ["ModelApprovalStatus"]}
    assert one.envelope == announced.envelope


def test_what_is_done_to_a_detail_is_not_kept() -> None:
    """A test may take the detail apart."""
    one = SentEvent(event(package_changed(ModelApprovalStatus="Approved")), [])
    one.detail.clear()

    assert one.detail == {"ModelApprovalStatus": "Approved"}


def test_undelivered_are_the_deliveries_that_failed() -> None:
    """Of the deliveries, those with a failure."""
    one = SentEvent(event(), [HERE, THERE])

    assert one.deliveries == (HERE, THERE)
    assert one.undelivered == (THERE,)
    assert SentEvent(event(), [HERE]).undelivered == SentEvent(event(), []).undelivered == ()


def test_deliveries_are_not_those_of_the_list_they_came_in() -> None:
    """What becomes of the list later does not change what is told."""
    deliveries = [HERE]
    one = SentEvent(event(), deliveries)
    deliveries.clear()

    assert one.deliveries == (HERE,)


def test_later_events_have_higher_numbers() -> None:
    """The numbers of events are the order in which they were announced, over all registries."""
    postman = Postman()
    first, second = Outbox(postman), Outbox(postman)
    for outbox in (first, second, first):
        outbox.post(event())
    first.empty(lambda _event: [])

    assert first.sent[0].number < second.sent[0].number < first.sent[1].number


def test_a_failing_assertion_shows_kind_resource_and_deliveries() -> None:
    """What is printed of an event tells it from others, and where it went or did not."""
    shown = repr(SentEvent(event(package_changed("arn:one")), [THERE]))

    assert shown == (
        "<SageMaker Model Package State Change of arn:one, deliveries: "
        "[Delivery(rule='rule', target='there', failure='There is no such queue.')]>"
    )


def test_a_delivery_does_not_change() -> None:
    """It is history."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        HERE.failure = "none"  # type: ignore[misc]
