"""A model's life in the registry, told by real boto3 calls: registered, approved, listed, rolled back. No network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws

if TYPE_CHECKING:
    from collections.abc import Callable

GROUP = "churn"
IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/xgboost:1.7-1"
CANDIDATES = ({"auc": "0.91"}, {"auc": "0.94"})


@mock_aws
def demo(say: Callable[[str], None]) -> None:
    """Tell the story, a line at a time, through `say`."""
    client = boto3.client("sagemaker", region_name="eu-central-1")
    created = client.create_model_package_group(ModelPackageGroupName=GROUP)
    say(f"A group for one problem:   {created['ModelPackageGroupArn']}")
    first, second = [_registered(client, say, metrics) for metrics in CANDIDATES]
    _decided(client, say, first, "Approved", "AUC 0.91 beats the baseline")
    _decided(client, say, second, "Approved", "AUC 0.94 beats version 1")
    _listed(client, say)
    say(f"To deploy now:             {latest_approved(client)}")
    _decided(client, say, second, "Rejected", "latency too high in production")
    say(f"Rolled back to:            {latest_approved(client)}")
    _listed(client, say)
    _refused(client, say)


def latest_approved(client: Any) -> str:
    """Return the ARN of the newest approved version of the group."""
    page = client.list_model_packages(
        ModelPackageGroupName=GROUP,
        ModelApprovalStatus="Approved",
        SortBy="CreationTime",
        SortOrder="Descending",
        MaxResults=1,
    )
    return str(page["ModelPackageSummaryList"][0]["ModelPackageArn"])


def _registered(client: Any, say: Callable[[str], None], metrics: dict[str, str]) -> str:
    arn = client.create_model_package(
        ModelPackageGroupName=GROUP,
        InferenceSpecification={
            "Containers": [{"Image": IMAGE, "ModelDataUrl": "s3://models/churn/model.tar.gz"}],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
        },
        CustomerMetadataProperties=metrics,
    )["ModelPackageArn"]
    status = client.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"]
    say(f"Registered, {status}: {arn}")
    return str(arn)


def _decided(client: Any, say: Callable[[str], None], arn: str, status: str, why: str) -> None:
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus=status, ApprovalDescription=why)
    say(f"{status} ({why}): {arn}")


def _listed(client: Any, say: Callable[[str], None]) -> None:
    say("The group's versions, newest first:")
    for version in client.list_model_packages(ModelPackageGroupName=GROUP)["ModelPackageSummaryList"]:
        say(f"  version {version['ModelPackageVersion']}  {version['ModelApprovalStatus']}")


def _refused(client: Any, say: Callable[[str], None]) -> None:
    """Show that a mistake is refused with the service's own words."""
    try:
        client.delete_model_package_group(ModelPackageGroupName=GROUP)
    except ClientError as error:
        say(f"Refused, as on AWS:        {error}")
