"""The Developer Guide's policies for deploying from, and training into, another account's group."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import EXECUTION, GROUP, PARTNER, VERSION, VERSIONS, denied, open_to
from support.errors import refused
from support.examples import HERE, SPECIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

#: "Deploy a model version from a different account": what the group's owner puts on the group.
DEPLOYERS: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "AddPermModelPackageGroup",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{PARTNER}:root"},
            "Action": ["sagemaker:DescribeModelPackageGroup"],
            "Resource": GROUP,
        },
        {
            "Sid": "AddPermModelPackageVersion",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{PARTNER}:root"},
            "Action": [
                "sagemaker:DescribeModelPackage",
                "sagemaker:ListModelPackages",
                "sagemaker:UpdateModelPackage",
                "sagemaker:CreateModel",
            ],
            "Resource": VERSIONS,
        },
    ],
}
#: "Register a model version from a different account".
TRAINERS: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "AddPermModelPackageVersion",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{PARTNER}:root"},
            "Action": ["sagemaker:CreateModelPackage"],
            "Resource": VERSIONS,
        }
    ],
}


@pytest.fixture
def put(owner: SageMakerClient, version: str) -> Callable[[dict[str, Any]], None]:  # noqa: ARG001 - it exists
    """Put a policy on the group, and make a group beside it that has none."""
    owner.create_model_package_group(ModelPackageGroupName="empty")

    def put(policy: dict[str, Any]) -> None:
        owner.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=json.dumps(policy))

    return put


def test_deployers_find_approve_and_deploy(put: Callable[[dict[str, Any]], None], partner: SageMakerClient) -> None:
    """The latest version is found by the group's ARN, approved, and made a model of the deployers' account."""
    put(DEPLOYERS)

    assert partner.describe_model_package_group(ModelPackageGroupName=GROUP)["ModelPackageGroupArn"] == GROUP
    newest = partner.list_model_packages(ModelPackageGroupName=GROUP, MaxResults=1)["ModelPackageSummaryList"][0]
    arn = newest["ModelPackageArn"]
    partner.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    assert partner.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
    partner.create_model(ModelName="churn", ExecutionRoleArn=EXECUTION, PrimaryContainer={"ModelPackageName": arn})

    model = partner.describe_model(ModelName="churn")
    assert model["PrimaryContainer"]["ModelPackageName"] == arn == VERSION
    assert model["ModelArn"] == f"arn:aws:sagemaker:us-east-1:{PARTNER}:model/churn"


def test_deployers_do_nothing_else(put: Callable[[dict[str, Any]], None], partner: SageMakerClient) -> None:
    """They neither register nor delete, and tags are not theirs."""
    put(DEPLOYERS)

    assert open_to(partner) == [
        "DescribeModelPackageGroup",
        "ListModelPackages",
        "DescribeModelPackage",
        "UpdateModelPackage",
        "CreateModel",
    ]


def test_trainers_register_by_the_groups_arn(
    owner: SageMakerClient, put: Callable[[dict[str, Any]], None], partner: SageMakerClient
) -> None:
    """The new version is the next of the group, and its owner finds it there."""
    put(TRAINERS)

    arn = partner.create_model_package(
        ModelPackageGroupName=GROUP, ModelPackageDescription="trained elsewhere", InferenceSpecification=SPECIFICATION
    )["ModelPackageArn"]

    assert arn == f"{HERE}:model-package/churn/2"
    newest = owner.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"][0]
    assert (newest["ModelPackageArn"], newest["ModelPackageDescription"]) == (arn, "trained elsewhere")


def test_trainers_do_nothing_else(put: Callable[[dict[str, Any]], None], partner: SageMakerClient) -> None:
    """They do not even see what they have registered."""
    put(TRAINERS)
    arn = partner.create_model_package(ModelPackageGroupName=GROUP)["ModelPackageArn"]

    assert open_to(partner) == ["CreateModelPackage"]
    with denied("DescribeModelPackage", arn):
        partner.describe_model_package(ModelPackageName=arn)


def test_the_groups_name_alone_is_the_callers_own_group(
    put: Callable[[dict[str, Any]], None], partner: SageMakerClient
) -> None:
    """Sharing goes by ARN: a name is looked for in the caller's account, which has no such group."""
    put({"Version": "2012-10-17", "Statement": [*DEPLOYERS["Statement"], *TRAINERS["Statement"]]})

    with refused("ValidationException", "Model Package Group does not exist."):
        partner.create_model_package(ModelPackageGroupName="churn")
    theirs = f"arn:aws:sagemaker:us-east-1:{PARTNER}"
    with refused("ValidationException", f"ModelPackageGroup {theirs}:model-package-group/churn does not exist."):
        partner.list_model_packages(ModelPackageGroupName="churn")
    with refused("ValidationException", f"ModelPackage {theirs}:model-package/churn/1 does not exist."):
        partner.describe_model_package(ModelPackageName="churn/1")


def test_a_version_that_is_missing_from_a_shared_group(
    put: Callable[[dict[str, Any]], None], partner: SageMakerClient
) -> None:
    """Whoever may describe the versions of a group is told that there is no such version."""
    put(DEPLOYERS)

    missing = f"{HERE}:model-package/churn/9"
    with refused("ValidationException", f"ModelPackage {missing} does not exist."):
        partner.describe_model_package(ModelPackageName=missing)
    with refused("ValidationException", f"ModelPackage {missing} does not exist."):
        partner.create_model(
            ModelName="churn", ExecutionRoleArn=EXECUTION, PrimaryContainer={"ModelPackageName": missing}
        )
    assert partner.list_models()["Models"] == []
