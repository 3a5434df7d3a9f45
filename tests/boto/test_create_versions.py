"""CreateModelPackage in a group: numbers, ARNs, and what SageMaker fills in."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.examples import HERE, SPECIFICATION, additional, told

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:model-package/churn"
DIGEST = f"sha256:{hashlib.sha256(b'image:1').hexdigest()}"


def test_versions_are_numbered_from_one(register: Callable[..., str]) -> None:
    """Each package of a group gets the next number in its ARN."""
    assert [register() for _ in range(3)] == [f"{ARN}/1", f"{ARN}/2", f"{ARN}/3"]


def test_each_group_counts_for_itself(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A version of one group takes no number of another."""
    register()
    client.create_model_package_group(ModelPackageGroupName="basket")

    reply = client.create_model_package(ModelPackageGroupName="basket")

    assert told(reply) == {"ModelPackageArn": f"{HERE}:model-package/basket/1"}


@pytest.mark.usefixtures("version")
def test_the_group_may_be_given_by_its_arn(client: SageMakerClient) -> None:
    """A group's ARN names it as its name does."""
    reply = client.create_model_package(ModelPackageGroupName=f"{HERE}:model-package-group/churn")

    assert reply["ModelPackageArn"] == f"{ARN}/2"


def test_a_reply_carries_the_headers_of_the_service(client: SageMakerClient) -> None:
    """boto3's ResponseMetadata is filled as by the service, and nothing was tried again."""
    metadata = client.create_model_package_group(ModelPackageGroupName="churn")["ResponseMetadata"]

    assert metadata["HTTPStatusCode"] == 200
    assert metadata["RetryAttempts"] == 0
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]
    assert set(metadata["HTTPHeaders"]) == {"x-amzn-requestid", "content-type", "content-length", "date"}
    assert metadata["HTTPHeaders"]["content-type"] == "application/x-amz-json-1.1"


def test_a_version_without_anything_has_its_defaults(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]], aws_session: boto3.Session
) -> None:
    """Nothing beside the group is needed; the version waits for approval and is no package for the marketplace."""
    caller = aws_session.client("sts").get_caller_identity()

    with freeze_time("2026-01-31 12:00:00.123456"):
        register()

    assert describe("churn/1") == {
        "ModelPackageGroupName": "churn",
        "ModelPackageVersion": 1,
        "ModelPackageArn": f"{ARN}/1",
        "CreationTime": datetime(2026, 1, 31, 12, 0, 0, 123000, tzinfo=timezone.utc),
        "CreatedBy": {"IamIdentity": {"Arn": caller["Arn"], "PrincipalId": caller["UserId"]}},
        "ModelPackageStatus": "Completed",
        "ModelPackageStatusDetails": {"ValidationStatuses": [], "ImageScanStatuses": []},
        "ModelApprovalStatus": "PendingManualApproval",
        "CertifyForMarketplace": False,
    }


@pytest.mark.parametrize("status", ["Approved", "Rejected", "PendingManualApproval"])
def test_a_version_may_start_with_any_approval(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]], status: str
) -> None:
    """The approval status that is given is the first one."""
    assert describe(register(ModelApprovalStatus=status))["ModelApprovalStatus"] == status


def test_the_same_image_gets_the_same_digest(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A container without ImageDigest gets one that its image alone decides."""
    first = describe(register(InferenceSpecification=SPECIFICATION))
    second = describe(register(InferenceSpecification=SPECIFICATION, AdditionalInferenceSpecifications=additional("b")))

    assert first["InferenceSpecification"]["Containers"][0]["ImageDigest"] == DIGEST
    assert second["InferenceSpecification"] == first["InferenceSpecification"]
    assert second["AdditionalInferenceSpecifications"][0]["Containers"][0]["ImageDigest"] == DIGEST


@pytest.mark.parametrize(
    ("container", "digest"),
    [
        pytest.param({"Image": f"repository@sha256:{'a' * 64}"}, f"sha256:{'a' * 64}", id="in-the-image"),
        pytest.param({"Image": "i", "ImageDigest": f"SHA256:{'B' * 64}"}, f"SHA256:{'B' * 64}", id="given"),
        pytest.param({"ModelDataUrl": "s3://bucket/model.tar.gz"}, None, id="no-image"),
    ],
)
def test_a_digest_that_is_known_is_not_made_up(
    register: Callable[..., str],
    describe: Callable[[str], dict[str, Any]],
    container: dict[str, str],
    digest: str | None,
) -> None:
    """A digest that is given, or part of the image's reference, is the container's; without an image there is none."""
    reply = describe(register(InferenceSpecification={"Containers": [container]}))

    assert reply["InferenceSpecification"]["Containers"][0].get("ImageDigest") == digest


def transform_job(**output: str) -> dict[str, Any]:
    """Return the least TransformJobDefinition with these members of TransformOutput beside its path."""
    return {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://bucket/in"}}},
        "TransformOutput": {"S3OutputPath": "s3://bucket/out", **output},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }


@pytest.mark.parametrize(("given", "key"), [({}, ""), ({"KmsKeyId": "key"}, "key")])
def test_a_validation_has_a_key_and_a_status(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]], given: dict[str, str], key: str
) -> None:
    """A validation profile tells an absent KmsKeyId as an empty text, and has a row in the status details."""
    specification = {
        "ValidationRole": "arn:aws:iam::123456789012:role/validation",
        "ValidationProfiles": [{"ProfileName": "profile", "TransformJobDefinition": transform_job(**given)}],
    }

    reply = describe(register(ValidationSpecification=specification))

    job = reply["ValidationSpecification"]["ValidationProfiles"][0]["TransformJobDefinition"]
    assert job == transform_job(KmsKeyId=key)
    assert reply["ModelPackageStatusDetails"] == {
        "ValidationStatuses": [{"Name": "profile", "Status": "Completed"}],
        "ImageScanStatuses": [],
    }


def test_what_the_caller_does_to_its_request_afterwards_changes_nothing(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """The registry and its callers share no state."""
    metadata = {"team": "a"}
    arn = register(CustomerMetadataProperties=metadata)
    metadata["team"] = "b"
    describe(arn)["CustomerMetadataProperties"]["team"] = "c"

    assert describe(arn)["CustomerMetadataProperties"] == {"team": "a"}
