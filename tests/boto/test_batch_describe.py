"""BatchDescribeModelPackage: each ARN is told or refused on its own."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, SPECIFICATION, told

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
ELSEWHERE = "arn:aws:sagemaker:us-west-2:123456789012:model-package/churn/1"
SOMEBODY = "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1"


def test_a_version_is_summed_up(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A summary is what a list tells and the specification; what else the version has is left out."""
    with freeze_time(NOON):
        arn = register(
            ModelPackageDescription="d",
            InferenceSpecification=SPECIFICATION,
            ModelPackageRegistrationType="Registered",
            CustomerMetadataProperties={"team": "a"},
            ModelLifeCycle={"Stage": "Dev", "StageStatus": "Approved"},
        )

    reply = told(client.batch_describe_model_package(ModelPackageArnList=[arn]))

    assert reply == {
        "ModelPackageSummaries": {
            arn: {
                "ModelPackageGroupName": "churn",
                "ModelPackageVersion": 1,
                "ModelPackageArn": arn,
                "ModelPackageDescription": "d",
                "CreationTime": NOON,
                "InferenceSpecification": describe(arn)["InferenceSpecification"],
                "ModelPackageStatus": "Completed",
                "ModelApprovalStatus": "PendingManualApproval",
                "ModelPackageRegistrationType": "Registered",
            }
        },
        "BatchDescribeModelPackageErrorMap": {},
    }


def test_an_arn_that_is_given_twice_is_told_once(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Versions stand under the ARNs that were asked for, in a version without specification too."""
    first, second = register(), register()

    reply = client.batch_describe_model_package(ModelPackageArnList=[second, first, second])

    assert list(reply["ModelPackageSummaries"]) == [second, first]
    assert "InferenceSpecification" not in reply["ModelPackageSummaries"][first]


def test_an_arn_is_told_as_it_was_given(client: SageMakerClient) -> None:
    """The key of a summary is the caller's spelling, the ARN in it the registry's."""
    client.create_model_package_group(ModelPackageGroupName="Churn")
    arn = client.create_model_package(ModelPackageGroupName="Churn")["ModelPackageArn"]

    summaries = client.batch_describe_model_package(ModelPackageArnList=[arn.lower()])["ModelPackageSummaries"]

    assert {key: one["ModelPackageArn"] for key, one in summaries.items()} == {arn.lower(): arn}


def test_what_cannot_be_told_stands_in_the_error_map(
    client: SageMakerClient, version: str, aws_session: boto3.Session
) -> None:
    """A missing version, an unversioned package and ARNs of elsewhere hinder nobody else's summary."""
    missing = f"{HERE}:model-package/churn/7"
    unversioned = client.create_model_package(ModelPackageName="scorer")["ModelPackageArn"]
    caller = aws_session.client("sts").get_caller_identity()["Arn"]

    reply = client.batch_describe_model_package(
        ModelPackageArnList=[missing, version, unversioned, ELSEWHERE, SOMEBODY]
    )

    assert list(reply["ModelPackageSummaries"]) == [version]
    assert reply["BatchDescribeModelPackageErrorMap"] == {
        missing: {"ErrorCode": "ValidationException", "ErrorResponse": f"ModelPackage {missing} does not exist."},
        unversioned: {
            "ErrorCode": "ValidationException",
            "ErrorResponse": f"ModelPackage {unversioned} is not a versioned model package.",
        },
        ELSEWHERE: {
            "ErrorCode": "ValidationException",
            "ErrorResponse": "ARN should be scoped to correct region: us-east-1",
        },
        SOMEBODY: {
            "ErrorCode": "AccessDeniedException",
            "ErrorResponse": f"User: {caller} is not authorized to perform: sagemaker:BatchDescribeModelPackage on "
            f"resource: {SOMEBODY} because no resource-based policy allows the sagemaker:BatchDescribeModelPackage "
            "action",
        },
    }


def test_a_hundred_arns_are_the_most(client: SageMakerClient, version: str) -> None:
    """A hundred and one are refused; a hundred are answered."""
    arns = [version, *[f"{HERE}:model-package/churn/{number}" for number in range(2, 101)]]

    assert len(client.batch_describe_model_package(ModelPackageArnList=arns)["BatchDescribeModelPackageErrorMap"]) == 99
    shown = f"[{', '.join([*arns, version])}]"[:2048]
    with refused(
        "ValidationException",
        f"1 validation error detected: Value '{shown}...' at 'modelPackageArnList' failed to satisfy constraint: "
        "Member must have length less than or equal to 100",
    ):
        client.batch_describe_model_package(ModelPackageArnList=[*arns, version])
