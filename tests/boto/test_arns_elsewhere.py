"""ARNs of other regions, partitions and accounts, in every operation that takes an ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from support.errors import refused
from support.examples import THERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    Ask = Callable[[SageMakerClient, str], Any]

ROLE = "arn:aws:iam::123456789012:role/execution"
#: Every operation that takes a group's ARN, and how to ask it.
ABOUT_GROUPS: dict[str, Ask] = {
    "DescribeModelPackageGroup": lambda client, arn: client.describe_model_package_group(ModelPackageGroupName=arn),
    "DeleteModelPackageGroup": lambda client, arn: client.delete_model_package_group(ModelPackageGroupName=arn),
    "CreateModelPackage": lambda client, arn: client.create_model_package(ModelPackageGroupName=arn),
    "ListModelPackages": lambda client, arn: client.list_model_packages(ModelPackageGroupName=arn),
}
#: Every operation that takes a package's ARN, but BatchDescribeModelPackage, which has its own tests.
ABOUT_PACKAGES: dict[str, Ask] = {
    "DescribeModelPackage": lambda client, arn: client.describe_model_package(ModelPackageName=arn),
    "UpdateModelPackage": lambda client, arn: client.update_model_package(ModelPackageArn=arn),
    "DeleteModelPackage": lambda client, arn: client.delete_model_package(ModelPackageName=arn),
}
#: Every operation that takes a model card's ARN.
ABOUT_CARDS: dict[str, Ask] = {
    "DescribeModelCard": lambda client, arn: client.describe_model_card(ModelCardName=arn),
    "UpdateModelCard": lambda client, arn: client.update_model_card(ModelCardName=arn, ModelCardStatus="Approved"),
    "ListModelCardVersions": lambda client, arn: client.list_model_card_versions(ModelCardName=arn),
    "CreateModelCardExportJob": lambda client, arn: client.create_model_card_export_job(
        ModelCardName=arn, ModelCardExportJobName="monthly", OutputConfig={"S3OutputPath": "s3://bucket"}
    ),
}
#: The operation that takes an export job's ARN.
ABOUT_EXPORTS: dict[str, Ask] = {
    "DescribeModelCardExportJob": lambda client, arn: client.describe_model_card_export_job(ModelCardExportJobArn=arn),
}
#: The operations that take the ARN of anything.
ABOUT_ALL: dict[str, Ask] = {
    "AddTags": lambda client, arn: client.add_tags(ResourceArn=arn, Tags=tags(team="a")),
    "ListTags": lambda client, arn: client.list_tags(ResourceArn=arn),
    "DeleteTags": lambda client, arn: client.delete_tags(ResourceArn=arn, TagKeys=["team"]),
}
QUESTIONS = [
    *[(operation, "model-package-group/churn") for operation in [*ABOUT_GROUPS, *ABOUT_ALL]],
    *[(operation, "model-package/churn/1") for operation in [*ABOUT_PACKAGES, *ABOUT_ALL]],
    *[(operation, "model-card/churn") for operation in [*ABOUT_CARDS, *ABOUT_ALL]],
    *[(operation, "model-card/churn/export-job/monthly") for operation in ABOUT_EXPORTS],
]
ASK = {**ABOUT_GROUPS, **ABOUT_PACKAGES, **ABOUT_CARDS, **ABOUT_EXPORTS, **ABOUT_ALL}


@pytest.mark.parametrize(("operation", "resource"), QUESTIONS)
@pytest.mark.usefixtures("version")
def test_the_arn_of_another_region(client: SageMakerClient, operation: str, resource: str) -> None:
    """The client's own region is told, even where the other region has nothing of that name."""
    with refused("ValidationException", "ARN should be scoped to correct region: us-east-1"):
        ASK[operation](client, f"arn:aws:sagemaker:us-west-2:123456789012:{resource}")


@pytest.mark.parametrize(("operation", "resource"), QUESTIONS)
@pytest.mark.usefixtures("version")
def test_the_arn_of_another_account(
    client: SageMakerClient, aws_session: boto3.Session, operation: str, resource: str
) -> None:
    """What another account does not share is denied, as if it were there."""
    caller = aws_session.client("sts").get_caller_identity()["Arn"]
    arn = f"{THERE}:{resource}"

    with refused(
        "AccessDeniedException",
        f"User: {caller} is not authorized to perform: sagemaker:{operation} on resource: {arn} "
        f"because no resource-based policy allows the sagemaker:{operation} action",
    ):
        ASK[operation](client, arn)


def test_a_model_of_another_accounts_version(client: SageMakerClient, aws_session: boto3.Session) -> None:
    """CreateModel asks for each package of another account; the model is not made."""
    caller = aws_session.client("sts").get_caller_identity()["Arn"]
    arn = f"{THERE}:model-package/churn/1"
    containers: Any = [{"Image": "image:1"}, {"ModelPackageName": arn}]

    with refused(
        "AccessDeniedException",
        f"User: {caller} is not authorized to perform: sagemaker:CreateModel on resource: {arn} "
        "because no resource-based policy allows the sagemaker:CreateModel action",
    ):
        client.create_model(ModelName="model", ExecutionRoleArn=ROLE, Containers=containers)

    assert client.list_models()["Models"] == []


def test_the_arn_of_another_partition(client: SageMakerClient, version: str) -> None:
    """A partition is part of the region: China's packages are not the rest of the world's."""
    with refused("ValidationException", "ARN should be scoped to correct region: us-east-1"):
        client.describe_model_package(ModelPackageName=version.replace("arn:aws:", "arn:aws-cn:"))


def test_each_region_tells_its_own_name(sagemaker: Callable[[str], SageMakerClient]) -> None:
    """The refusal names the region that was asked, and the package is found where it is."""
    with mock_aws():
        here, there = sagemaker("us-east-1"), sagemaker("eu-central-1")
        arn = here.create_model_package(ModelPackageName="scorer")["ModelPackageArn"]

        with refused("ValidationException", "ARN should be scoped to correct region: eu-central-1"):
            there.describe_model_package(ModelPackageName=arn)
        with refused("ValidationException", f"ModelPackage {arn.replace('us-east-1', 'eu-central-1')} does not exist."):
            there.describe_model_package(ModelPackageName="scorer")
        assert here.describe_model_package(ModelPackageName=arn)["ModelPackageArn"] == arn


@pytest.mark.parametrize(
    ("region", "partition"),
    [("us-east-1", "aws"), ("eu-central-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")],
)
def test_arns_are_of_the_partition_of_their_region(
    sagemaker: Callable[[str], SageMakerClient], region: str, partition: str
) -> None:
    """ARNs begin with the partition, and are found again by it."""
    with mock_aws():
        client = sagemaker(region)
        prefix = f"arn:{partition}:sagemaker:{region}:123456789012"
        client.create_model_package_group(ModelPackageGroupName="churn")

        arn = client.create_model_package(ModelPackageGroupName=f"{prefix}:model-package-group/churn")[
            "ModelPackageArn"
        ]

        assert arn == f"{prefix}:model-package/churn/1"
        assert client.describe_model_package(ModelPackageName=arn)["ModelPackageArn"] == arn
