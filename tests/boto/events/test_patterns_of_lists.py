"""Patterns over members that are lists, and patterns that cannot be matched at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ALL
from moto.events.models import EventPattern
from support.examples import HERE

from sagemaker_registry_mock.testing import undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

looks_into_lists = pytest.mark.skipif(
    not EventPattern.load('{"a": ["x"]}').matches_event({"a": ["x", "y"]}),  # type: ignore[typeddict-item]
    reason="this version's patterns compare lists as a whole",
)


@looks_into_lists
@pytest.mark.parametrize(
    ("field", "count"), [("ModelApprovalStatus", 1), ("ApprovalDescription", 1), ("ModelLifeCycle", 0)]
)
def test_a_pattern_finds_one_of_the_updated_fields(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, field: str, count: int
) -> None:
    """A rule that deploys on approvals alone asks for the field: it is one of those that the update has set."""
    put_rule(queue, pattern={**ALL, "detail": {"UpdatedModelPackageFields": [field]}})

    assert len(approve().deliveries) == count


def test_a_pattern_finds_the_one_field_of_an_update(
    client: SageMakerClient, version: str, put_rule: Callable[..., str], queue: str, received: Callable[..., list[Any]]
) -> None:
    """A rule for approvals has the approval, and neither the creation nor a change of the metadata."""
    put_rule(queue, pattern={**ALL, "detail": {"UpdatedModelPackageFields": ["ModelApprovalStatus"]}})
    client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    client.update_model_package(ModelPackageArn=version, CustomerMetadataProperties={"seen": "yes"})

    assert [one["resources"] for one in received(queue)] == [[version]]


@looks_into_lists
def test_a_pattern_finds_the_resource(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, make_queue: Callable[..., str]
) -> None:
    """A rule for the versions of a group looks at how the ARN in the list of resources begins."""
    put_rule(make_queue("other"), name="other", pattern={"resources": [{"prefix": f"{HERE}:model-package/fraud/"}]})
    put_rule(queue, pattern={"resources": [{"prefix": f"{HERE}:model-package/churn/"}]})

    assert [one.target for one in approve().deliveries] == [queue]


def test_a_pattern_that_cannot_be_matched_is_told_and_harms_no_other_rule(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str
) -> None:
    """A number compared with a word breaks moto's matching: the rule is told without a target, the next is asked."""
    broken = put_rule(
        queue, name="broken", pattern={"detail": {"ModelPackageVersion": [{"numeric": [">", "the first"]}]}}
    )
    whole = put_rule(queue, name="whole")

    event = approve()

    assert [(one.rule, one.target) for one in event.deliveries] == [(broken, ""), (whole, queue)]
    (failed,) = event.undelivered
    assert failed.failure is not None
    assert failed.failure.startswith("TypeError: '>' not supported")
    assert undelivered_events() == [event]


def test_a_pattern_that_goes_deeper_than_the_event(
    approve: Callable[[], SentEvent], put_rule: Callable[..., str], queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The patterns of moto 5.0 fall over a member that is not there. It does not match, and nothing is told."""

    def fall(_pattern: object, _event: object) -> bool:
        raise AttributeError

    monkeypatch.setattr(EventPattern, "matches_event", fall)
    put_rule(queue, pattern={"detail": {"ModelLifeCycle": {"Stage": ["Production"]}}})

    assert approve().deliveries == ()
