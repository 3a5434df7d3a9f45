"""Accounts, regions and partitions are apart, whichever way moto is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

OTHER = "222222222222"


def groups_of(client: SageMakerClient) -> list[str]:
    """Return the ARNs of all groups that the client sees."""
    found = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    return [group["ModelPackageGroupArn"] for group in found]


def registered(client: SageMakerClient) -> str:
    """Create a group and a version in it, and return the version's ARN."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    return client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("eu-central-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("cn-northwest-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-gov-east-1", "aws-us-gov"),
    ],
)
@pytest.mark.usefixtures("client")
def test_arns_name_partition_and_region(aws_session: boto3.Session, region: str, partition: str) -> None:
    """Each region is of one partition, and sees nothing of another region."""
    here = aws_session.client("sagemaker", region_name=region)
    elsewhere = aws_session.client("sagemaker", region_name="ap-south-1")

    assert registered(here) == f"arn:{partition}:sagemaker:{region}:123456789012:model-package/churn/1"
    assert len(groups_of(here)) == 1
    assert groups_of(elsewhere) == []
    assert registered(elsewhere) == "arn:aws:sagemaker:ap-south-1:123456789012:model-package/churn/1"
    assert here.describe_model_package(ModelPackageName="churn/1")["ModelPackageVersion"] == 1


def test_an_assumed_role_of_another_account_works_in_that_account(
    client: SageMakerClient, aws_session: boto3.Session, client_as: Callable[[Any], SageMakerClient]
) -> None:
    """The credentials of STS AssumeRole lead to the account of the role."""
    sts = aws_session.client("sts")
    role = f"arn:aws:iam::{OTHER}:role/deployer"
    theirs = client_as(sts.assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"])

    mine = registered(client)
    assert mine == "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
    assert groups_of(theirs) == []
    assert registered(theirs) == f"arn:aws:sagemaker:us-east-1:{OTHER}:model-package/churn/1"
    assert groups_of(client) == ["arn:aws:sagemaker:us-east-1:123456789012:model-package-group/churn"]


def test_another_account_may_not_see_ones_versions(
    version: str, aws_session: boto3.Session, client_as: Callable[[Any], SageMakerClient]
) -> None:
    """An ARN of an account that does not share it is denied; the message names the caller as STS does."""
    sts = aws_session.client("sts")
    role = f"arn:aws:iam::{OTHER}:role/deployer"
    theirs = client_as(sts.assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"])

    caller = f"arn:aws:sts::{OTHER}:assumed-role/deployer/ci"
    action = "sagemaker:DescribeModelPackage"
    with refused(
        "AccessDeniedException",
        f"User: {caller} is not authorized to perform: {action} on resource: {version} "
        f"because no resource-based policy allows the {action} action",
    ):
        theirs.describe_model_package(ModelPackageName=version)


def test_another_regions_version_is_refused(version: str, aws_session: boto3.Session) -> None:
    """An ARN of another region or partition is a mistake of the client's."""
    for region in ("eu-west-1", "cn-north-1"):
        elsewhere = aws_session.client("sagemaker", region_name=region)
        with refused("ValidationException", f"ARN should be scoped to correct region: {region}"):
            elsewhere.describe_model_package(ModelPackageName=version)


def test_the_environment_may_name_the_account(client: SageMakerClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """MOTO_ACCOUNT_ID leads to that account for as long as it is set."""
    mine = registered(client)
    monkeypatch.setenv("MOTO_ACCOUNT_ID", OTHER)

    assert groups_of(client) == []
    assert registered(client) == f"arn:aws:sagemaker:us-east-1:{OTHER}:model-package/churn/1"

    monkeypatch.delenv("MOTO_ACCOUNT_ID")
    assert client.describe_model_package(ModelPackageName="churn/1")["ModelPackageArn"] == mine


def test_a_header_may_name_the_account(client: SageMakerClient) -> None:
    """The header x-moto-account-id leads to that account, for the requests that carry it."""

    def add_header(params: Any, **_: Any) -> None:
        params["headers"]["x-moto-account-id"] = OTHER

    client.meta.events.register("before-call.sagemaker", add_header)
    assert registered(client) == f"arn:aws:sagemaker:us-east-1:{OTHER}:model-package/churn/1"

    client.meta.events.unregister("before-call.sagemaker", add_header)
    assert groups_of(client) == []


def test_a_region_that_does_not_exist_is_allowed_where_moto_allows_it(
    client: SageMakerClient, aws_session: boto3.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MOTO_ALLOW_NONEXISTENT_REGION is moto's own switch; the registry follows it."""
    monkeypatch.setenv("MOTO_ALLOW_NONEXISTENT_REGION", "true")
    assert groups_of(client) == []

    mars = aws_session.client("sagemaker", region_name="mars-north-1")

    assert registered(mars) == "arn:aws:sagemaker:mars-north-1:123456789012:model-package/churn/1"


def test_a_region_that_does_not_exist_is_refused(aws_session: boto3.Session, client: SageMakerClient) -> None:
    """A region that moto does not have is told in AWS's words, and not as a fault of the double's."""
    assert groups_of(client) == []
    mars = aws_session.client("sagemaker", region_name="mars-north-1")

    message = "Credential should be scoped to a valid region, not 'mars-north-1'."
    with refused("InvalidSignatureException", message):
        mars.list_model_package_groups()
