"""Rules: which of them an event is for, and that it reaches each of their targets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ALL, CARDS, ELSEWHERE, PACKAGES, approvals, arn

from sagemaker_registry_mock.testing import sent_events, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

    Received = Callable[..., list[Any]]


def test_a_target_receives_the_event_itself(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, received: Received
) -> None:
    """What arrives is what was sent, letter by letter, and it is told where it went."""
    rule = put_rule(queue)

    event = approve()

    assert received(queue) == [event.envelope]
    assert [(one.rule, one.target, one.failure) for one in event.deliveries] == [(rule, queue, None)]


def test_without_a_rule_an_event_goes_nowhere(approve: Callable[[], SentEvent], queue: str, received: Received) -> None:
    """It is sent and kept all the same."""
    event = approve()

    assert event.deliveries == ()
    assert received(queue) == []
    assert event in sent_events()


def test_without_eventbridge_an_event_goes_nowhere(
    approve: Callable[[], SentEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that never uses EventBridge does not load moto's; its events are kept all the same."""
    monkeypatch.delitem(sys.modules, "moto.events.models", raising=False)

    event = approve()

    assert event.deliveries == ()
    assert "moto.events.models" not in sys.modules


def test_a_rule_without_targets_is_nothing(approve: Callable[[], SentEvent], put_rule: Callable[..., str]) -> None:
    """A rule that an event matches and that has no target leaves no trace."""
    put_rule()

    assert approve().deliveries == ()


@pytest.mark.parametrize(
    "pattern",
    [
        ALL,
        {"account": ["123456789012"], "region": ["us-east-1"]},
        {"detail-type": [PACKAGES, CARDS]},
        approvals("Approved"),
        approvals("Approved", "Rejected"),
        {"detail": {"ModelPackageVersion": [{"numeric": ["=", 1]}]}},
        {"detail": {"ModelApprovalStatus": [{"prefix": "App"}], "ApprovalDescription": [{"exists": True}]}},
    ],
    ids=str,
)
def test_a_rule_whose_pattern_matches_has_the_event(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, pattern: dict[str, Any]
) -> None:
    """A rule may look at any part of the event."""
    put_rule(queue, pattern=pattern)

    assert [one.target for one in approve().deliveries] == [queue]


@pytest.mark.parametrize(
    "pattern",
    [
        {"source": ["aws.s3"]},
        {"account": ["999999999999"]},
        {"region": ["eu-west-1"]},
        {"detail-type": [CARDS]},
        approvals("Rejected"),
        {**ALL, "detail": {"ModelPackageGroupName": ["fraud"]}},
        {"detail": {"ModelPackageVersion": [{"numeric": [">", 1]}]}},
        {"detail": {"ApprovalDescription": [{"exists": False}]}},
        {"detail": {"previousModelApprovalStatus": [{"exists": True}]}},
    ],
    ids=str,
)
def test_a_rule_whose_pattern_does_not_match_is_passed_by(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, pattern: dict[str, Any]
) -> None:
    """It receives nothing, and nothing is told of it."""
    put_rule(queue, pattern=pattern)

    assert approve().deliveries == ()


@pytest.mark.parametrize(
    "detail",
    [
        {"ModelLifeCycle": {"Stage": ["Production"]}},
        {"ModelMetrics": {"ModelQuality": {"Statistics": {"S3Uri": [{"exists": True}]}}}},
        {"MetadataProperties": {"GeneratedBy": [{"prefix": "arn:aws:sagemaker:"}]}},
    ],
    ids=str,
)
def test_a_pattern_for_members_that_the_package_lacks_does_not_match(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, detail: dict[str, Any]
) -> None:
    """A rule for a stage is none for a package without one: that is no failure to deliver."""
    put_rule(queue, pattern={**ALL, "detail": detail})

    assert approve().deliveries == ()
    assert undelivered_events() == []


def test_a_disabled_rule_is_passed_by(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, service: Callable[..., Any]
) -> None:
    """It has no event until it is enabled again, and not those of the time between."""
    put_rule(queue)
    service("events").disable_rule(Name="rule")
    before = approve()
    service("events").enable_rule(Name="rule")
    after = approve()

    assert (len(before.deliveries), len(after.deliveries)) == (0, 1)


@pytest.mark.parametrize(
    ("state", "deliveries"), [("DISABLED", 0), ("ENABLED", 1), ("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", 1)]
)
def test_the_state_that_a_rule_is_put_in_counts(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, state: str, deliveries: int
) -> None:
    """A rule may be born disabled, and either of the two enabled states is one."""
    put_rule(queue, State=state)

    assert len(approve().deliveries) == deliveries


def test_a_rule_with_a_schedule_alone_has_no_events(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str
) -> None:
    """It waits for its time, not for an event."""
    put_rule(queue, ScheduleExpression="rate(5 minutes)")

    assert approve().deliveries == ()


def test_every_rule_and_every_target_has_its_own_copy(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], make_queue: Callable[..., str], received: Received
) -> None:
    """Two rules with three targets are three deliveries of one event, under one id."""
    queues = [make_queue(name) for name in ("a", "b", "c")]
    first = put_rule(*queues[:2], name="first")
    put_rule(queues[0], name="not-this-one", pattern=approvals("Rejected"))
    second = put_rule(queues[2], name="second", pattern=approvals("Approved"))

    event = approve()

    expected = [(first, queues[0]), (first, queues[1]), (second, queues[2])]
    assert [(one.rule, one.target) for one in event.deliveries] == expected
    assert [received(queue) for queue in queues] == [[event.envelope]] * 3


def test_a_rule_of_another_region_is_for_that_region(
    sagemaker: Callable[[str], SageMakerClient],
    approve: Callable[[], SentEvent],
    put_rule: Callable[..., str],
    service: Callable[..., Any],
    make_queue: Callable[..., str],
) -> None:
    """Each region has a default bus of its own."""
    there = make_queue("there", service("sqs", ELSEWHERE))
    put_rule(there, events=service("events", ELSEWHERE))

    assert approve().deliveries == ()
    sagemaker(ELSEWHERE).create_model_package(ModelPackageName="market")

    (event,) = sent_events(region_name=ELSEWHERE)
    assert [one.target for one in event.deliveries] == [there]
    assert event.resource == arn("sagemaker", "model-package/market", region=ELSEWHERE)


def test_another_partition_has_its_own_arns(
    client: SageMakerClient,
    sagemaker: Callable[[str], SageMakerClient],
    put_rule: Callable[..., str],
    service: Callable[..., Any],
    make_queue: Callable[..., str],
) -> None:
    """In China the rule, its target and the resource are of the partition aws-cn."""
    region = "cn-north-1"
    queue = make_queue("queue", service("sqs", region))
    rule = put_rule(queue, events=service("events", region))
    sagemaker(region).create_model_package(ModelPackageName="market")

    (event,) = sent_events()
    assert client.meta.region_name == "us-east-1"
    assert event.resource == f"arn:aws-cn:sagemaker:{region}:123456789012:model-package/market"
    assert [(one.rule, one.target, one.failure) for one in event.deliveries] == [(rule, queue, None)]
    assert rule.startswith("arn:aws-cn:events:")


def test_a_rule_that_is_gone_has_no_more_events(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, service: Callable[..., Any]
) -> None:
    """Neither has a target that was removed from its rule."""
    put_rule(queue)
    service("events").remove_targets(Rule="rule", Ids=["0"])
    without_target = approve()
    service("events").delete_rule(Name="rule")

    assert without_target.deliveries == approve().deliveries == ()
