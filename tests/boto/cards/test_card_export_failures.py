"""Export jobs that fail: they are created all the same, and tell why there is no document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Create = Callable[..., str]
    Describe = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.usefixtures("bucket")


@pytest.fixture(autouse=True)
def card(create_card: Create) -> str:
    """The ARN of a card without content."""
    return create_card()


def keys(s3_client: Any) -> list[str]:
    """Return the keys of what is in the bucket `reports`."""
    return [one["Key"] for one in s3_client.list_objects_v2(Bucket="reports").get("Contents", ())]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param(
            "s3://nowhere/cards/",
            "Amazon S3 did not take s3://nowhere/cards/churn/first.pdf: The specified bucket does not exist",
            id="s3",
        ),
        pytest.param(
            "https://nowhere.s3.us-east-1.amazonaws.com",
            "Amazon S3 did not take https://nowhere.s3.us-east-1.amazonaws.com/churn/first.pdf: "
            "The specified bucket does not exist",
            id="bucket-in-the-host",
        ),
        pytest.param(
            "https://s3.us-east-1.amazonaws.com/nowhere",
            "Amazon S3 did not take https://s3.us-east-1.amazonaws.com/nowhere/churn/first.pdf: "
            "The specified bucket does not exist",
            id="bucket-in-the-path",
        ),
        pytest.param(
            "https://example.com/reports",
            "https://example.com/reports/churn/first.pdf names no bucket of Amazon S3.",
            id="another-host",
        ),
    ],
)
def test_a_bucket_that_does_not_exist(
    s3_client: Any, start_export: Create, describe_export: Describe, path: str, reason: str
) -> None:
    """The job fails, names the artifact that it could not write and why, and tells no artifact."""
    told = describe_export(start_export(path=path))

    assert (told["Status"], told["FailureReason"]) == ("Failed", reason)
    assert "ExportArtifacts" not in told
    assert told["OutputConfig"] == {"S3OutputPath": path}
    assert keys(s3_client) == []


def test_without_reportlab(
    monkeypatch: pytest.MonkeyPatch, s3_client: Any, start_export: Create, describe_export: Describe
) -> None:
    """Where the library that writes documents is not installed, the reason names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "reportlab", None)

    told = describe_export(start_export())

    assert (told["Status"], told["FailureReason"]) == (
        "Failed",
        "No PDF can be written here, since reportlab is not installed: pip install 'sagemaker-registry-mock[pdf]'",
    )
    assert "ExportArtifacts" not in told
    assert keys(s3_client) == []


def test_a_failure_is_final(
    client: SageMakerClient, s3_client: Any, start_export: Create, describe_export: Describe
) -> None:
    """A bucket that comes later mends no job, whose name stays taken; a new job finds the bucket."""
    failed = start_export(path="s3://late")
    s3_client.create_bucket(Bucket="late")

    assert describe_export(failed)["Status"] == "Failed"
    with refused("ConflictException", f"ModelCardExportJob {CARD}/export-job/first already exists."):
        start_export(path="s3://late")
    assert describe_export(start_export("second", path="s3://late"))["Status"] == "Completed"
    assert client.describe_model_card(ModelCardName="churn")["ModelCardVersion"] == 1


def test_an_artifact_does_not_outlive_its_bucket(
    s3_client: Any, start_export: Create, describe_export: Describe
) -> None:
    """The artifact is an object like any other: who deletes it changes nothing of the job."""
    arn = start_export()
    s3_client.delete_object(Bucket="reports", Key="cards/churn/first.pdf")

    assert describe_export(arn)["Status"] == "Completed"
    assert keys(s3_client) == []


@pytest.mark.parametrize("path", ["https://example.com/", "s3://nowhere/"])
def test_a_long_reason_is_cut(start_export: Create, describe_export: Describe, path: str) -> None:
    """A FailureReason is at most 1024 characters long, however long the path was."""
    told = describe_export(start_export(path=path.ljust(1024, "x")))

    assert told["Status"] == "Failed"
    assert len(told["FailureReason"]) <= 1024


def test_a_path_that_leaves_no_room_for_the_artifact(start_export: Create, describe_export: Describe) -> None:
    """A path may be as long as a key in S3: what would come behind it has no place, so the job fails."""
    told = describe_export(start_export(path="s3://reports/".ljust(1024, "x")))

    assert told["Status"] == "Failed"
    assert "ExportArtifacts" not in told


@pytest.mark.parametrize("path", ["reports/cards", "ftp://reports/cards", "s3://", "s3:///cards", ""])
def test_a_path_that_is_none(client: SageMakerClient, start_export: Create, path: str) -> None:
    """What the service model's pattern does not allow makes no job."""
    with refused(
        "ValidationException",
        f"1 validation error detected: Value '{path}' at 'outputConfig.s3OutputPath' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: (https|s3)://([^/]+)/?(.*)",
    ):
        start_export(path=path)

    assert client.list_model_card_export_jobs(ModelCardName="churn")["ModelCardExportJobSummaries"] == []


def test_a_job_name_that_is_none(start_export: Create) -> None:
    """A job's name is of letters, digits and inner hyphens."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value 'first job' at 'modelCardExportJobName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    ):
        start_export("first job")
