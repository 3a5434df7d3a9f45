"""CloudWatch Logs as a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import arn
from freezegun import freeze_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]

GROUP = "/aws/events/models"
TEMPLATE = '{"timestamp": <time>, "message": "<version> is <status>"}'
PATHS = {"version": "$.detail.ModelPackageVersion", "status": "$.detail.ModelApprovalStatus", "time": "$.time"}


@pytest.fixture
def logged(approve: Approve, service: Callable[..., Any]) -> Callable[[], list[str]]:
    """Create the log group, and return what gives the messages in it."""
    assert approve().deliveries == ()
    logs = service("logs")
    logs.create_log_group(logGroupName=GROUP)
    return lambda: [one["message"] for one in logs.filter_log_events(logGroupName=GROUP)["events"]]


@pytest.mark.parametrize("ending", ["", ":*"])
def test_a_log_group_has_the_event(
    logged: Callable[[], list[str]], approve: Approve, put_rule: PutRule, ending: str
) -> None:
    """Its ARN may have the ending with which Logs tells it; the message is the event in JSON."""
    put_rule(arn("logs", f"log-group:{GROUP}{ending}"))

    event = approve()

    assert event.undelivered == ()
    assert [json.loads(one) for one in logged()] == [event.envelope]


def test_a_log_group_has_every_event(logged: Callable[[], list[str]], approve: Approve, put_rule: PutRule) -> None:
    """Events of the same second are events of their own."""
    put_rule(arn("logs", f"log-group:{GROUP}"))
    with freeze_time("2030-01-31 12:30:15"):
        envelopes = [approve().envelope for _ in range(3)]

    ids = [one["id"] for one in envelopes]
    assert sorted(json.loads(one)["id"] for one in logged()) == sorted(ids)


def test_a_transformer_makes_the_message(logged: Callable[[], list[str]], approve: Approve, put_rule: PutRule) -> None:
    """Of a template for a log group, which has a timestamp and a message, the message is logged."""
    transformer = {"InputTemplate": TEMPLATE, "InputPathsMap": PATHS}
    put_rule({"Arn": arn("logs", f"log-group:{GROUP}"), "InputTransformer": transformer})

    approve()

    assert logged() == ["1 is Approved"]


@pytest.mark.parametrize("template", ['{"status": <status>}', '["<status>"]', '{"message": {"status": <status>}}'])
def test_a_template_without_a_message_is_logged_as_it_is(
    logged: Callable[[], list[str]], approve: Approve, put_rule: PutRule, template: str
) -> None:
    """All that the template makes is the message then."""
    transformer = {"InputTemplate": template, "InputPathsMap": PATHS}
    put_rule({"Arn": arn("logs", f"log-group:{GROUP}"), "InputTransformer": transformer})

    approve()

    assert [json.loads(one) for one in logged()] == [
        json.loads(template.replace('"<status>"', '"Approved"').replace("<status>", '"Approved"'))
    ]


def test_a_log_group_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is that of Logs."""
    put_rule(arn("logs", "log-group:/missing"))

    (failed,) = approve().undelivered

    assert failed.failure == "The specified log group does not exist."
