"""A fault and what the registry tells of it: a refused call sends nothing, a lost reply has sent its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from testing.faults.asking import CREATE, versions

from sagemaker_registry_mock.testing import Faults, delay, sent_events

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

UPDATE = "UpdateModelPackage"


@pytest.mark.parametrize("fault", ["ThrottlingException", "connection_dropped", "read_timeout", "cannot_connect"])
def test_a_call_that_fails_before_the_work_sends_nothing(
    fault: str, once: SageMakerClient, version: str, faults: Faults
) -> None:
    """The registry is as it was, and no event tells otherwise."""
    before = once.describe_model_package(ModelPackageName=version)
    sent = len(sent_events())
    faults.fail("*", fault, times=2)
    with pytest.raises((ClientError, BotoCoreError)):
        once.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    with pytest.raises((ClientError, BotoCoreError)):
        once.create_model_package(ModelPackageGroupName="churn")

    after = once.describe_model_package(ModelPackageName=version)
    assert {**after, "ResponseMetadata": None} == {**before, "ResponseMetadata": None}
    assert versions(once) == [1]
    assert len(sent_events()) == sent


def test_a_lost_reply_has_sent_its_events(once: SageMakerClient, version: str, faults: Faults) -> None:
    """The change is made and announced, though its caller does not know."""
    faults.fail_next(UPDATE, "reply_lost")
    with pytest.raises(BotoCoreError):
        once.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    assert once.describe_model_package(ModelPackageName=version)["ModelApprovalStatus"] == "Approved"
    assert [event.detail["ModelApprovalStatus"] for event in sent_events()] == ["PendingManualApproval", "Approved"]


def test_a_retry_after_a_lost_reply_sends_no_second_event(client: SageMakerClient, group: str, faults: Faults) -> None:
    """The retry finds the version by its ClientToken: one version, one event."""
    faults.fail_next(CREATE, "reply_lost")
    client.create_model_package(ModelPackageGroupName=group)

    assert versions(client) == [1]
    assert len(sent_events()) == 1


def test_a_delayed_call_sends_its_events(client: SageMakerClient, group: str, faults: Faults) -> None:
    """It is late, and otherwise like any other."""
    faults.fail_next(CREATE, delay(60))
    client.create_model_package(ModelPackageGroupName=group)

    assert len(sent_events()) == 1
