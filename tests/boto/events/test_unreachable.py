"""Targets that moto cannot reach: the call has succeeded, and the event tells which and why."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import arn

from sagemaker_registry_mock.testing import sent_events, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("ecs", "cluster/models"),
        ("batch", "job-queue/models"),
        ("execute-api", "a1b2c3/prod/POST/models"),
        ("redshift", "cluster:models"),
        ("ssm", "document/AWS-RunShellScript"),
    ],
)
def test_services_that_moto_cannot_deliver_to(approve: Approve, put_rule: PutRule, kind: str, resource: str) -> None:
    """The reason names the service."""
    target = arn(kind, resource)
    rule = put_rule(target)

    event = approve()

    (failed,) = event.undelivered
    assert (failed.rule, failed.target) == (rule, target)
    assert failed.failure == f"moto cannot deliver events to {kind}."
    assert undelivered_events() == [event]


ELSEWHERE = "A target is in the region of its rule; only event buses may lie in another."


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("sqs", "queue"),
        ("logs", "log-group:models"),
        ("sns", "topic"),
        ("kinesis", "stream/models"),
        ("firehose", "deliverystream/models"),
        ("sagemaker", "pipeline/deploy"),
        ("codepipeline", "deploy"),
        ("codebuild", "project/deploy"),
        ("lambda", "function:deploy"),
        ("states", "stateMachine:deploy"),
    ],
)
def test_regions_that_moto_does_not_have(approve: Approve, put_rule: PutRule, kind: str, resource: str) -> None:
    """Nor of any other region than the rule's, whatever the service."""
    put_rule(arn(kind, resource, region="mars-north-1"))

    assert [one.failure for one in approve().undelivered] == [ELSEWHERE]


@pytest.mark.parametrize("target", ["arn:aws:sqs", "arn:aws:lambda:us-east-1", "arn:aws:logs:us-east-1:1:log-group"])
def test_arns_that_name_nothing(approve: Approve, put_rule: PutRule, target: str) -> None:
    """What only looks like an ARN, which moto's EventBridge accepts, is no target."""
    put_rule(target)

    assert [one.target for one in approve().undelivered] == [target]


@pytest.mark.parametrize("resource", ["connection/ci/1", "rule/other", "replay/again", "archive/none"])
def test_other_resources_of_eventbridge_are_no_targets(approve: Approve, put_rule: PutRule, resource: str) -> None:
    """Only buses, API destinations and the archives' own rules have something delivered."""
    put_rule(arn("events", resource))

    assert len(approve().undelivered) == 1


def test_the_call_succeeds_and_the_other_targets_are_reached(
    client: SageMakerClient, version: str, put_rule: PutRule, queue: str, received: Callable[..., list[Any]]
) -> None:
    """A target that cannot be reached breaks neither the caller's update nor what comes after it."""
    put_rule(arn("sqs", "missing"), queue, arn("ecs", "cluster/models"))

    reply = client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    assert reply["ModelPackageArn"] == version
    assert [bool(one.failure) for one in sent_events()[-1].deliveries] == [True, False, True]
    assert len(received(queue)) == 1


def test_an_event_that_did_not_arrive_is_not_sent_again(
    approve: Approve, put_rule: PutRule, make_queue: Callable[..., str], received: Callable[..., list[Any]]
) -> None:
    """A queue that is created later has later events only."""
    put_rule(arn("sqs", "late"))
    approve()
    late = make_queue("late")

    after = approve()

    assert received(late) == [after.envelope]


def test_the_log_tells_what_did_not_arrive(
    approve: Approve, put_rule: PutRule, caplog: pytest.LogCaptureFixture
) -> None:
    """A warning names rule, target and reason; where moto refuses, no traceback is needed."""
    rule, target = put_rule(arn("ecs", "cluster/models")), arn("ecs", "cluster/models")

    with caplog.at_level(logging.WARNING, logger="sagemaker_registry_mock"):
        approve()

    (record,) = caplog.records
    assert rule in record.getMessage()
    assert target in record.getMessage()
    assert record.getMessage().endswith("moto cannot deliver events to ecs.")
    assert not record.exc_info
