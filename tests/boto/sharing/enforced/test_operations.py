"""With IAM enforced: registering, deploying and listing across accounts, and who is asked at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import (
    DEPLOYER,
    EXECUTION,
    GROUP,
    STRANGER,
    VERSION,
    VERSIONS,
    denied,
    may,
    policy_of,
    statement,
)
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

DESCRIBE = "DescribeModelPackage"
OF_THE_CALLER = f"because no identity-based policy allows the sagemaker:{DESCRIBE} action"


def describe(client: SageMakerClient) -> Any:
    """Describe the version by its ARN."""
    return client.describe_model_package(ModelPackageName=VERSION)


def test_registering_takes_both(
    permit: Callable[..., None], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The caller's policy may set conditions on what it registers in another account."""
    condition = {"StringEquals": {"sagemaker:ModelApprovalStatus": "PendingManualApproval"}}
    permit(may("CreateModelPackage", resource=VERSIONS, Condition=condition))
    share(statement("CreateModelPackage"))

    def register(status: Any) -> str:
        return partner.create_model_package(ModelPackageGroupName=GROUP, ModelApprovalStatus=status)["ModelPackageArn"]

    assert register("PendingManualApproval").endswith("/churn/2")
    with pytest.raises(partner.exceptions.ClientError, match="because no identity-based policy allows the"):
        register("Approved")


def test_deploying_takes_both(
    permit: Callable[..., None], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The right to make a model of another account's version is asked of both, whatever else is moto's."""
    share(statement("CreateModel"))
    ending = "because no identity-based policy allows the sagemaker:CreateModel action"

    def deploy() -> str:
        container: Any = {"ModelPackageName": VERSION}
        return partner.create_model(ModelName="m", ExecutionRoleArn=EXECUTION, PrimaryContainer=container)["ModelArn"]

    with denied("CreateModel", VERSION, ending):
        deploy()
    permit(may("CreateModel"))
    assert deploy().endswith(":model/m")


def test_a_batch_is_asked_version_by_version(
    permit: Callable[..., None], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The error map tells which side refuses a version."""
    permit(may("BatchDescribeModelPackage", resource=VERSION))
    share(statement("BatchDescribeModelPackage"))
    second = VERSION.replace("churn/1", "churn/2")

    reply = partner.batch_describe_model_package(ModelPackageArnList=[VERSION, second])

    assert list(reply["ModelPackageSummaries"]) == [VERSION]
    error = reply["BatchDescribeModelPackageErrorMap"][second]
    assert error["ErrorCode"] == "AccessDeniedException"
    assert error["ErrorResponse"].endswith(
        "because no identity-based policy allows the sagemaker:BatchDescribeModelPackage action"
    )


def test_listing_what_is_shared_takes_the_right_to_list(
    permit: Callable[..., None], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The caller needs the action on the list; which groups are shown is for their policies to say."""
    share(statement("DescribeModelPackageGroup"))
    action = "sagemaker:ListModelPackageGroups"
    with refused(
        "AccessDeniedException",
        f"User: {DEPLOYER} is not authorized to perform: {action} "
        f"because no identity-based policy allows the {action} action",
    ):
        partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount")

    permit(may("ListModelPackageGroups"))

    listed = partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount")
    assert [one["ModelPackageGroupArn"] for one in listed["ModelPackageGroupSummaryList"]] == [GROUP]


def test_an_administrator_needs_the_resources_permission_only(
    owner: SageMakerClient, permit: Callable[..., None], partner: SageMakerClient
) -> None:
    """A key that moto does not know may do all that its account may, and of other accounts what they share."""
    permit(may("*"))
    arn = partner.create_model_package_group(ModelPackageGroupName="theirs")["ModelPackageGroupArn"]
    mine: Any = owner.describe_model_package_group(ModelPackageGroupName="churn")
    with denied("DescribeModelPackageGroup", arn, caller=mine["CreatedBy"]["IamIdentity"]["Arn"]):
        owner.describe_model_package_group(ModelPackageGroupName=arn)

    policy = policy_of(statement("*", Principal={"AWS": "123456789012"}))
    partner.put_model_package_group_policy(ModelPackageGroupName="theirs", ResourcePolicy=policy)

    assert owner.describe_model_package_group(ModelPackageGroupName=arn)["ModelPackageGroupArn"] == arn


def test_a_role_that_does_not_exist_has_no_permission(share: Callable[..., None], stranger: SageMakerClient) -> None:
    """Moto lets anybody assume such a role; where IAM is enforced it may do nothing, shared or not."""
    share(statement(DESCRIBE, Principal="*"))

    with denied(DESCRIBE, VERSION, OF_THE_CALLER, caller=f"arn:aws:sts::{STRANGER}:assumed-role/deployer/ci"):
        describe(stranger)


def test_the_owners_users_are_asked_too(
    owner: SageMakerClient, aws_session: Any, service: Callable[..., Any], share: Callable[..., None]
) -> None:
    """In the owner's account the group's policy may allow a user by name, and deny it."""
    iam = aws_session.client("iam")
    user = iam.create_user(UserName="alice")["User"]["Arn"]
    alice = service("sagemaker", iam.create_access_key(UserName="alice")["AccessKey"])
    with denied(DESCRIBE, VERSION, OF_THE_CALLER, caller=user):
        describe(alice)

    share(statement(DESCRIBE, Principal={"AWS": user}))
    assert describe(alice)["ModelPackageArn"] == VERSION

    share(statement("*", Effect="Deny", Principal={"AWS": user}))
    with denied(DESCRIBE, VERSION, "with an explicit deny in a resource-based policy", caller=user):
        describe(alice)
    assert describe(owner)["ModelPackageArn"] == VERSION
