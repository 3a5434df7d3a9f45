"""Functions that stand in for targets: Lambda handlers without Docker, and what moto cannot reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import PARTNER, approvals, arn

from sagemaker_registry_mock.testing import stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]

FUNCTION = arn("lambda", "function:deploy")


class Handler:
    """A function that keeps what it is called with."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def __call__(self, event: Any) -> str:
        """Handle an event."""
        self.calls.append(event)
        return "what a function returns is of no interest"


@pytest.fixture
def handler() -> Handler:
    """A function that has not been called."""
    return Handler()


@pytest.mark.parametrize(
    "target",
    [
        FUNCTION,
        f"{FUNCTION}:prod",
        arn("ecs", "cluster/models"),
        arn("sqs", "no-such-queue"),
        arn("states", "stateMachine:deploy"),
        arn("sagemaker", "pipeline/deploy"),
        arn("lambda", "function:deploy", account=PARTNER),
    ],
)
def test_a_function_receives_what_its_target_would(
    approve: Approve, put_rule: PutRule, handler: Handler, target: str
) -> None:
    """The event as a dictionary, once, whatever kind of target it stands for; the target counts as reached."""
    put_rule(target)
    stand_in(target, handler)

    event = approve()

    assert handler.calls == [event.envelope]
    assert [(one.target, one.failure) for one in event.deliveries] == [(target, None)]


def test_a_function_may_stand_in_for_a_bus(approve: Approve, put_rule: PutRule, handler: Handler) -> None:
    """A central account's bus need not be there."""
    bus = arn("events", "event-bus/central", account=PARTNER)
    put_rule(bus)
    stand_in(bus, handler)

    event = approve()

    assert handler.calls == [event.envelope]
    assert event.undelivered == ()


def test_a_function_stands_in_for_what_exists(
    approve: Approve, put_rule: PutRule, handler: Handler, queue: str, received: Callable[..., list[Any]]
) -> None:
    """It takes the place of the target: moto's queue of that ARN stays empty."""
    put_rule(queue)
    stand_in(queue, handler)

    approve()

    assert len(handler.calls) == 1
    assert received(queue) == []


def test_a_function_is_called_for_what_its_rule_lets_pass(
    approve: Approve, put_rule: PutRule, handler: Handler
) -> None:
    """Without a rule, or with one for other events, it is not called."""
    stand_in(FUNCTION, handler)
    approve()
    put_rule(FUNCTION, pattern=approvals("Rejected"))
    approve()

    assert handler.calls == []


def test_a_function_is_called_for_each_rule(approve: Approve, put_rule: PutRule, handler: Handler) -> None:
    """Two rules with one target are two calls."""
    put_rule(FUNCTION, name="one")
    put_rule(FUNCTION, name="two")
    stand_in(FUNCTION, handler)

    event = approve()

    assert handler.calls == [event.envelope, event.envelope]


def test_the_last_function_is_the_one(approve: Approve, put_rule: PutRule, handler: Handler) -> None:
    """A second function for an ARN takes the place of the first."""
    put_rule(FUNCTION)
    first = Handler()
    stand_in(FUNCTION, first)
    stand_in(FUNCTION, handler)

    approve()

    assert (len(first.calls), len(handler.calls)) == (0, 1)


def test_what_a_function_does_to_its_event_is_seen_by_nobody(
    approve: Approve, put_rule: PutRule, handler: Handler, queue: str, received: Callable[..., list[Any]]
) -> None:
    """Each target has the event for itself, and the test as well."""
    stand_in(FUNCTION, lambda event: event["detail"].clear())
    other = FUNCTION.replace("deploy", "other")
    stand_in(other, handler)
    put_rule(FUNCTION, other, queue)

    event = approve()

    assert event.detail["ModelApprovalStatus"] == "Approved"
    assert handler.calls == received(queue) == [event.envelope]


@pytest.mark.parametrize(
    ("target", "payload"),
    [
        ({"Input": '{"stage": "prod"}'}, {"stage": "prod"}),
        ({"Input": "3"}, 3),
        ({"InputPath": "$.detail.ModelPackageVersion"}, 1),
        (
            {"InputTransformer": {"InputTemplate": '"to <stage>"', "InputPathsMap": {"stage": "$.region"}}},
            "to us-east-1",
        ),
        ({"InputTransformer": {"InputTemplate": "plain words"}}, "plain words"),
    ],
    ids=str,
)
def test_a_function_receives_what_the_rule_makes_of_the_event(
    approve: Approve, put_rule: PutRule, handler: Handler, target: dict[str, Any], payload: Any
) -> None:
    """A constant, a part, a template: read as JSON, or as the words that they are."""
    put_rule({"Arn": FUNCTION, **target})
    stand_in(FUNCTION, handler)

    approve()

    assert handler.calls == [payload]


def test_what_a_function_raises_does_not_reach_the_caller(
    client: SageMakerClient, version: str, put_rule: PutRule, handler: Handler
) -> None:
    """The approval stands; the event is undelivered for the reason that the function gave, and others have it."""
    other = FUNCTION.replace("deploy", "other")
    put_rule(FUNCTION, other)
    stand_in(FUNCTION, lambda _event: 1 // 0)
    stand_in(other, handler)

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    (event,) = undelivered_events()
    assert [(one.target, one.failure) for one in event.undelivered] == [
        (FUNCTION, "ZeroDivisionError: integer division or modulo by zero")
    ]
    assert len(handler.calls) == 1
    assert client.describe_model_package(ModelPackageName=version)["ModelApprovalStatus"] == "Approved"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (AssertionError("no such stage"), "AssertionError: no such stage"),
        (KeyError("stage"), "KeyError: 'stage'"),
        (IndexError("list index out of range"), "IndexError: list index out of range"),
        (RecursionError("deep"), "RecursionError: deep"),
        (UserWarning("old"), "UserWarning: old"),
        (ValueError(), "ValueError: "),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else "",
)
def test_the_reason_is_what_the_function_raised(
    approve: Approve, put_rule: PutRule, caplog: pytest.LogCaptureFixture, error: Exception, reason: str
) -> None:
    """Failing assertions and warnings are reasons like any other; the log has the traceback."""

    def fail(_event: Any) -> None:
        raise error

    put_rule(FUNCTION)
    stand_in(FUNCTION, fail)

    assert [one.failure for one in approve().undelivered] == [reason]
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [error]


class Speechless(Exception):
    """An error that cannot say what it is."""

    def __str__(self) -> str:
        """Fail."""
        raise ZeroDivisionError


def test_an_error_that_cannot_be_told(approve: Approve, put_rule: PutRule) -> None:
    """Not even that reaches the caller; the reason is the kind of error."""

    def fail(_event: Any) -> None:
        raise Speechless

    put_rule(FUNCTION)
    stand_in(FUNCTION, fail)

    assert [one.failure for one in approve().undelivered] == ["Speechless"]


def test_what_stops_a_test_stops_it(client: SageMakerClient, version: str, put_rule: PutRule, handler: Handler) -> None:
    """pytest.fail() in a function ends the test at the call that led to it; later events are delivered all the same."""
    put_rule(FUNCTION)
    stand_in(FUNCTION, lambda _event: pytest.fail("enough"))
    with pytest.raises(pytest.fail.Exception, match="enough"):
        client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    stand_in(FUNCTION, handler)

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")

    assert [one["detail"]["ModelApprovalStatus"] for one in handler.calls] == ["Rejected"]
