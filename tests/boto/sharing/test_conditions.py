"""Conditions of a group's policy: on the caller, on the request, and on the version as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import GROUP, PARTNER, ROLE, VERSION, denied, statement
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

pytestmark = pytest.mark.usefixtures("version")

QA: Any = {"Stage": "QA", "StageStatus": "Approved"}
REJECTED: Any = {"Stage": "QA", "StageStatus": "Rejected"}
PRODUCTION: Any = {"Stage": "Production", "StageStatus": "Approved"}


def sees(client: SageMakerClient) -> bool:
    """Describe the group by its ARN."""
    return client.describe_model_package_group(ModelPackageGroupName=GROUP)["ModelPackageGroupArn"] == GROUP


@pytest.mark.parametrize(
    ("holds", "fails"),
    [
        (
            {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{PARTNER}:role/d*"}},
            {"ArnEquals": {"aws:PrincipalArn": "x"}},
        ),
        ({"StringEquals": {"aws:PrincipalArn": ROLE}}, {"StringEquals": {"aws:PrincipalArn": f"{ROLE}s"}}),
        ({"StringEquals": {"aws:PrincipalAccount": [PARTNER]}}, {"StringEquals": {"aws:PrincipalAccount": "1"}}),
        ({"StringEquals": {"aws:RequestedRegion": "us-east-1"}}, {"StringEquals": {"aws:RequestedRegion": "eu-*"}}),
        ({"StringEquals": {"aws:ResourceAccount": "123456789012"}}, {"StringEquals": {"aws:ResourceAccount": PARTNER}}),
        ({"Null": {"aws:PrincipalOrgID": "true"}}, {"StringLike": {"aws:PrincipalOrgID": "o-*"}}),
        ({"Bool": {"aws:SecureTransport": "true"}}, {"Bool": {"aws:SecureTransport": "false"}}),
    ],
)
def test_everybody_may_be_limited(
    share: Callable[..., None], partner: SageMakerClient, holds: dict[str, Any], fails: dict[str, Any]
) -> None:
    """A statement for everybody is for those whom its condition takes in."""
    share(statement("DescribeModelPackageGroup", Principal="*", Condition=holds))
    assert sees(partner)

    share(statement("DescribeModelPackageGroup", Principal="*", Condition=fails))
    with denied("DescribeModelPackageGroup", GROUP):
        sees(partner)


def test_a_principal_is_known_by_its_role(
    share: Callable[..., None], caller: Callable[..., SageMakerClient], partner: SageMakerClient
) -> None:
    """aws:PrincipalArn is the ARN of the role, path included, whatever the session is called."""
    role = f"arn:aws:iam::{PARTNER}:role/teams/churn/trainer"
    condition = {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{PARTNER}:role/teams/*"}}
    share(statement("DescribeModelPackageGroup", Principal="*", Condition=condition))

    assert sees(caller(role, "any"))
    with denied("DescribeModelPackageGroup", GROUP):
        sees(partner)


def test_an_organization_may_be_named(
    share: Callable[..., None],
    aws_session: boto3.Session,
    caller: Callable[..., SageMakerClient],
    partner: SageMakerClient,
) -> None:
    """Every account that moto has in the organization may; an account outside of it may not."""
    organizations = aws_session.client("organizations")
    organization = organizations.create_organization(FeatureSet="ALL")["Organization"]["Id"]
    account = organizations.create_account(AccountName="ml", Email="ml@example.com")["CreateAccountStatus"]["AccountId"]
    condition = {"StringEquals": {"aws:PrincipalOrgID": organization}}
    share(statement("DescribeModelPackageGroup", Principal="*", Condition=condition))

    assert sees(caller(f"arn:aws:iam::{account}:role/deployer"))
    with denied("DescribeModelPackageGroup", GROUP):
        sees(partner)


def test_the_approval_status_that_a_request_sets(share: Callable[..., None], partner: SageMakerClient) -> None:
    """Another account may be let reject and not approve; an update that sets no status does not say Rejected."""
    condition = {"StringEquals": {"sagemaker:ModelApprovalStatus": ["Rejected", "PendingManualApproval"]}}
    share(statement("UpdateModelPackage", "CreateModelPackage", Condition=condition))

    partner.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Rejected")
    partner.create_model_package(ModelPackageGroupName=GROUP, ModelApprovalStatus="PendingManualApproval")
    with denied("UpdateModelPackage", VERSION):
        partner.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Approved")
    with denied("UpdateModelPackage", VERSION):
        partner.update_model_package(ModelPackageArn=VERSION, ApprovalDescription="slow")


@pytest.mark.parametrize("sign", [":", "/"])
def test_the_stage_that_a_request_sets(share: Callable[..., None], partner: SageMakerClient, sign: str) -> None:
    """Another account may be let move versions to one stage, in either spelling of the key."""
    keys = {f"sagemaker:ModelLifeCycle{sign}stage": "QA", f"sagemaker:ModelLifeCycle{sign}stageStatus": "App*"}
    share(statement("UpdateModelPackage", Condition={"StringLike": keys}))

    partner.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=QA)

    with denied("UpdateModelPackage", VERSION):
        partner.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=PRODUCTION)
    with denied("UpdateModelPackage", VERSION):
        partner.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=REJECTED)


def test_the_stage_that_a_version_has(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A version is shared from the moment when it reaches the stage, and no longer than it stays there."""
    condition = {"StringEquals": {"sagemaker:CurrentModelLifeCycleStage": "Production"}}
    share(statement("DescribeModelPackage", "CreateModel", Condition=condition))
    with denied("DescribeModelPackage", VERSION):
        partner.describe_model_package(ModelPackageName=VERSION)

    owner.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=PRODUCTION)
    assert partner.describe_model_package(ModelPackageName=VERSION)["ModelLifeCycle"] == PRODUCTION

    owner.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=QA)
    with denied("DescribeModelPackage", VERSION):
        partner.describe_model_package(ModelPackageName=VERSION)


def test_the_metadata_of_a_request(share: Callable[..., None], partner: SageMakerClient) -> None:
    """Another account may be let write one key of the metadata."""
    condition = {
        "StringLike": {"sagemaker:CustomerMetadataProperties/endpoint": "*"},
        "Null": {"sagemaker:CustomerMetadataProperties/owner": "true"},
    }
    share(statement("UpdateModelPackage", Condition=condition))

    partner.update_model_package(ModelPackageArn=VERSION, CustomerMetadataProperties={"endpoint": "blue"})

    with denied("UpdateModelPackage", VERSION):
        partner.update_model_package(
            ModelPackageArn=VERSION, CustomerMetadataProperties={"endpoint": "blue", "owner": "us"}
        )


@pytest.mark.parametrize("prefix", ["aws", "sagemaker"])
def test_the_tags_of_the_group(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient, prefix: str
) -> None:
    """A condition on tags looks at the group's, for its versions too."""
    condition = {"StringEquals": {f"{prefix}:ResourceTag/shared": "yes"}}
    share(statement("DescribeModelPackage*", "ListModelPackages", Condition=condition))
    with denied("DescribeModelPackage", VERSION):
        partner.describe_model_package(ModelPackageName=VERSION)

    owner.add_tags(ResourceArn=GROUP, Tags=tags(shared="yes"))

    assert sees(partner)
    assert partner.describe_model_package(ModelPackageName=VERSION)["ModelPackageVersion"] == 1
    assert len(partner.list_model_packages(ModelPackageGroupName=GROUP)["ModelPackageSummaryList"]) == 1


def test_a_policy_variable_is_the_callers(share: Callable[..., None], partner: SageMakerClient) -> None:
    """A resource with a variable in it is another one for every caller."""
    share(statement("AddTags", Condition={"StringEquals": {"aws:RequestTag/account": "${aws:PrincipalAccount}"}}))

    assert partner.add_tags(ResourceArn=GROUP, Tags=tags(account=PARTNER))["Tags"] == tags(account=PARTNER)
    with denied("AddTags", GROUP):
        partner.add_tags(ResourceArn=GROUP, Tags=tags(account="123456789012"))


@pytest.mark.parametrize("condition", ["public", ["public"], {"StringEquals": "public"}, {"Equals": {"a": "b"}}])
def test_a_condition_that_cannot_be_read_holds_for_nobody(
    share: Callable[..., None], partner: SageMakerClient, condition: Any
) -> None:
    """A mistake in a condition does not open the group."""
    share(statement("*", Principal="*", Condition=condition))

    with denied("ListTags", f"{HERE}:model-package-group/churn"):
        partner.list_tags(ResourceArn=GROUP)
