"""How long and where a function stands in for a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ELSEWHERE, arn
from moto import mock_aws

from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    PutRule = Callable[..., str]

FUNCTION = arn("lambda", "function:deploy")


def test_stand_ins_go_with_the_mock(sagemaker: Callable[[str], SageMakerClient], put_rule: PutRule) -> None:
    """A function of one mock is not called in the next, nor are its events told there."""
    calls: list[Any] = []
    for mock in range(2):
        with mock_aws():
            if mock == 0:
                stand_in(FUNCTION, calls.append)
            put_rule(FUNCTION)
            sagemaker("us-east-1").create_model_package(ModelPackageName="market")
            assert len(sent_events()) == 1
            assert len(undelivered_events()) == mock

    assert len(calls) == 1


def test_a_function_may_stand_in_before_there_is_anything(
    sagemaker: Callable[[str], SageMakerClient], put_rule: PutRule, service: Callable[..., Any]
) -> None:
    """Neither rule nor registry of its region has to exist yet."""
    target = arn("lambda", "function:deploy", region=ELSEWHERE)
    calls: list[Any] = []
    with mock_aws():
        stand_in(target, calls.append)
        put_rule(target, events=service("events", ELSEWHERE))
        sagemaker(ELSEWHERE).create_model_package(ModelPackageName="market")

        assert calls == [sent_events()[0].envelope]


@pytest.mark.parametrize(
    "text", ["deploy", "arn:aws:lambda", "arn:aws:s3:::bucket", "arn:aws:sqs:us-east-1::queue", ""]
)
def test_what_is_no_targets_arn_is_refused(client: SageMakerClient, text: str) -> None:
    """The error names what was given."""
    assert client.meta.region_name == "us-east-1"
    with pytest.raises(ValueError, match=f"^The ARN of a target names its region and account: {text}$"):
        stand_in(text, print)


def test_a_region_that_does_not_exist_is_refused(client: SageMakerClient) -> None:
    """A misspelt region is found at once, not when no event comes."""
    assert client.meta.region_name == "us-east-1"
    with pytest.raises(ValueError, match=r"^moto has no SageMaker in the region 'mars-north-1'\.$"):
        stand_in(arn("lambda", "function:deploy", region="mars-north-1"), print)
