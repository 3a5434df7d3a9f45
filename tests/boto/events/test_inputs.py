"""Input, InputPath and InputTransformer are honoured on the way to a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ELSEWHERE, arn

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.events.wiring import Inbox

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]
    Messages = Callable[..., list[dict[str, Any]]]

TEMPLATE = '{"arn": <arn>, "said": "<status> by <aws.events.rule-name>"}'
PATHS = {"arn": "$.detail.ModelPackageArn", "status": "$.detail.ModelApprovalStatus"}


@pytest.mark.parametrize(
    ("given", "body"),
    [
        ({"Input": '{"stage":  "prod"}'}, '{"stage":  "prod"}'),
        ({"InputPath": "$.detail.ModelApprovalStatus"}, '"Approved"'),
        ({"InputPath": "$.resources"}, json.dumps([arn("sagemaker", "model-package/churn/1")])),
        (
            {"InputTransformer": {"InputTemplate": TEMPLATE, "InputPathsMap": PATHS}},
            f'{{"arn": "{arn("sagemaker", "model-package/churn/1")}", "said": "Approved by rule"}}',
        ),
    ],
    ids=["Input", "InputPath", "InputPath-to-a-list", "InputTransformer"],
)
def test_a_target_receives_what_its_input_makes(
    approve: Approve, put_rule: PutRule, inbox: Inbox, given: dict[str, Any], body: str
) -> None:
    """A constant to the letter, a part of the event, or a template that is filled in."""
    put_rule({"Arn": inbox.arn, **given})

    approve()

    assert inbox.bodies() == [body]


def test_each_target_has_its_own_input(
    approve: Approve, put_rule: PutRule, make_queue: Callable[..., str], messages: Messages
) -> None:
    """Of two targets of one rule the one has a constant, the other the event."""
    constant, event = make_queue("constant"), make_queue("event")
    put_rule({"Arn": constant, "Input": '"same"'}, event)

    envelope = approve().envelope

    assert [one["Body"] for one in messages(constant)] == ['"same"']
    assert [json.loads(one["Body"]) for one in messages(event)] == [envelope]


def test_another_bus_has_the_whole_event(
    approve: Approve,
    put_rule: PutRule,
    service: Callable[..., Any],
    make_queue: Callable[..., str],
    received: Callable[..., list[Any]],
) -> None:
    """Inputs are not for buses: what goes on to another bus is an event."""
    queue = make_queue("queue", service("sqs", ELSEWHERE))
    put_rule({"Arn": arn("events", "event-bus/default", region=ELSEWHERE), "InputPath": "$.detail"})
    put_rule(queue, events=service("events", ELSEWHERE))

    event = approve()

    assert [one["detail"] for one in received(queue)] == [event.detail]


def test_a_template_that_names_the_event_has_it(
    approve: Approve, put_rule: PutRule, queue: str, messages: Messages
) -> None:
    """The variable for the whole event is the event in JSON."""
    put_rule({"Arn": queue, "InputTransformer": {"InputTemplate": '{"event": <aws.events.event.json>}'}})

    event = approve()

    assert [json.loads(one["Body"]) for one in messages(queue)] == [{"event": event.envelope}]
