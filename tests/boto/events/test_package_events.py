"""Creating and updating a package: one event, and what it says."""

from __future__ import annotations

import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import PACKAGES, sent_during
from freezegun import freeze_time
from support.examples import HERE, SPECIFICATION

if TYPE_CHECKING:
    import boto3
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def user(client: SageMakerClient, aws_session: boto3.Session) -> dict[str, Any]:
    """The caller, as packages tell it."""
    assert client.meta.region_name == "us-east-1"
    caller = aws_session.client("sts").get_caller_identity()
    return {"IamIdentity": {"Arn": caller["Arn"], "PrincipalId": caller["UserId"]}}


def test_a_new_version_is_announced_once(client: SageMakerClient, group: str, user: dict[str, Any]) -> None:
    """The event of a creation is the whole of the new version, in EventBridge's envelope."""

    def create() -> None:
        with freeze_time("2026-01-31 12:30:15.987"):
            client.create_model_package(ModelPackageGroupName=group, InferenceSpecification=SPECIFICATION)

    (event,) = sent_during(create)

    envelope = event.envelope
    assert uuid.UUID(envelope.pop("id")).version == 4
    digest = envelope["detail"]["InferenceSpecification"]["Containers"][0].pop("ImageDigest")
    assert digest == f"sha256:{sha256(b'image:1').hexdigest()}"
    assert envelope == {
        "version": "0",
        "detail-type": PACKAGES,
        "source": "aws.sagemaker",
        "account": "123456789012",
        "time": "2026-01-31T12:30:15Z",
        "region": "us-east-1",
        "resources": [f"{HERE}:model-package/churn/1"],
        "detail": {
            "ModelPackageGroupName": "churn",
            "ModelPackageVersion": 1,
            "ModelPackageArn": f"{HERE}:model-package/churn/1",
            "CreationTime": "2026-01-31T12:30:15Z",
            "CreatedBy": user,
            "InferenceSpecification": SPECIFICATION,
            "ModelPackageStatus": "Completed",
            "ModelPackageStatusDetails": {"ValidationStatuses": [], "ImageScanStatuses": []},
            "CertifyForMarketplace": False,
            "ModelApprovalStatus": "PendingManualApproval",
        },
    }


def test_a_version_registered_as_approved_is_announced_as_approved(client: SageMakerClient, group: str) -> None:
    """A rule for approvals finds a version that needed none: the event has the status, and names no fields."""
    (event,) = sent_during(
        lambda: client.create_model_package(ModelPackageGroupName=group, ModelApprovalStatus="Approved")
    )

    assert event.detail["ModelApprovalStatus"] == "Approved"
    assert "UpdatedModelPackageFields" not in event.detail


def test_an_update_is_announced_once(client: SageMakerClient, version: str, user: dict[str, Any]) -> None:
    """The event of an update is the version as it is now, with the time of the update and the members it has set."""
    created = client.describe_model_package(ModelPackageName=version)["CreationTime"]

    def reject() -> None:
        with freeze_time("2030-01-31 12:30:15"):
            client.update_model_package(
                ModelPackageArn=version, ModelApprovalStatus="Rejected", ApprovalDescription="AUC 0.61"
            )

    (event,) = sent_during(reject)

    assert event.envelope["time"] == "2030-01-31T12:30:15Z"
    assert event.detail["CreationTime"] == f"{created:%Y-%m-%dT%H:%M:%SZ}"
    assert event.detail["LastModifiedTime"] == "2030-01-31T12:30:15Z"
    assert event.detail["LastModifiedBy"] == user
    assert event.detail["ModelApprovalStatus"] == "Rejected"
    assert event.detail["UpdatedModelPackageFields"] == ["ModelApprovalStatus", "ApprovalDescription"]


def test_the_status_before_is_not_told(client: SageMakerClient, version: str) -> None:
    """Approvals through the API say nothing of what was before them."""
    (event,) = sent_during(lambda: client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved"))

    assert [name for name in event.detail if "previous" in name.lower()] == []


def test_an_unversioned_package_is_announced_by_its_name(client: SageMakerClient) -> None:
    """It has a name instead of a group and a number, and no approval."""
    arn = f"{HERE}:model-package/market"
    (created,) = sent_during(lambda: client.create_model_package(ModelPackageName="market"))
    (updated,) = sent_during(
        lambda: client.update_model_package(ModelPackageArn=arn, CustomerMetadataProperties={"a": "b"})
    )

    assert created.envelope["resources"] == [arn]
    assert created.detail["ModelPackageName"] == "market"
    assert {"ModelPackageGroupName", "ModelPackageVersion", "ModelApprovalStatus"}.isdisjoint(created.detail)
    assert updated.detail["UpdatedModelPackageFields"] == ["CustomerMetadataProperties"]


def test_an_update_of_the_metadata_tells_the_status_that_stands(client: SageMakerClient, version: str) -> None:
    """A rule keyed on the approval alone finds it again: only the fields tell that nothing was approved."""
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    (event,) = sent_during(
        lambda: client.update_model_package(ModelPackageArn=version, CustomerMetadataProperties={"seen": "yes"})
    )

    assert event.detail["ModelApprovalStatus"] == "Approved"
    assert event.detail["UpdatedModelPackageFields"] == ["CustomerMetadataProperties"]


def test_an_event_tells_the_package_as_it_was_then(client: SageMakerClient, version: str) -> None:
    """What is changed later does not change an event of before, looked at or not."""
    changes: list[Any] = ["Approved", "Rejected", "PendingManualApproval"]

    def change() -> None:
        for status in changes:
            client.update_model_package(ModelPackageArn=version, ModelApprovalStatus=status)

    assert [one.detail["ModelApprovalStatus"] for one in sent_during(change)] == changes


def test_setting_what_is_set_is_an_update(client: SageMakerClient, version: str) -> None:
    """A member that is given the value it has was set, and is announced as any other."""

    def approve_twice() -> None:
        for _ in range(2):
            client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    fields = [one.detail["UpdatedModelPackageFields"] for one in sent_during(approve_twice)]

    assert fields == [["ModelApprovalStatus"]] * 2
