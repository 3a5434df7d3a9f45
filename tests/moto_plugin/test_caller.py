"""CreatedBy and LastModifiedBy tell the caller as STS GetCallerIdentity does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ROLE = "arn:aws:iam::123456789012:role/trainer"


@pytest.fixture
def user(client: SageMakerClient, aws_session: boto3.Session) -> Any:  # noqa: ARG001 - its mock
    """The access key of an IAM user named alice."""
    iam = aws_session.client("iam")
    iam.create_user(UserName="alice")
    return iam.create_access_key(UserName="alice")["AccessKey"]


@pytest.fixture
def session_of_role(client: SageMakerClient, aws_session: boto3.Session) -> Any:  # noqa: ARG001 - its mock
    """The credentials of a session named nightly of the role trainer."""
    iam = aws_session.client("iam")
    iam.create_role(RoleName="trainer", AssumeRolePolicyDocument="{}")
    return aws_session.client("sts").assume_role(RoleArn=ROLE, RoleSessionName="nightly")["Credentials"]


def identity(session: boto3.Session, credentials: Any) -> dict[str, Any]:
    """Return what STS says of the holder of these credentials, in the form of an IamIdentity."""
    sts = session.client(
        "sts",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )
    told = sts.get_caller_identity()
    return {"IamIdentity": {"Arn": told["Arn"], "PrincipalId": told["UserId"]}}


def test_a_user_is_told(user: Any, aws_session: boto3.Session, client_as: Callable[[Any], SageMakerClient]) -> None:
    """Groups and versions that an IAM user makes are created by the user."""
    client = client_as(user)
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn")

    expected = identity(aws_session, user)
    assert expected["IamIdentity"]["Arn"] == "arn:aws:iam::123456789012:user/alice"
    assert client.describe_model_package_group(ModelPackageGroupName="churn")["CreatedBy"] == expected
    assert client.describe_model_package(ModelPackageName="churn/1")["CreatedBy"] == expected


def test_an_assumed_role_is_told(
    session_of_role: Any, aws_session: boto3.Session, client_as: Callable[[Any], SageMakerClient]
) -> None:
    """A session of a role is told with the session's name."""
    client = client_as(session_of_role)
    client.create_model_package_group(ModelPackageGroupName="churn")

    expected = identity(aws_session, session_of_role)
    assert expected["IamIdentity"]["Arn"] == "arn:aws:sts::123456789012:assumed-role/trainer/nightly"
    assert expected["IamIdentity"]["PrincipalId"].endswith(":nightly")
    assert client.describe_model_package_group(ModelPackageGroupName="churn")["CreatedBy"] == expected


def test_credentials_that_moto_does_not_know_are_somebody(client: SageMakerClient, aws_session: boto3.Session) -> None:
    """Any other key gives the identity that moto's STS gives it."""
    client.create_model_package_group(ModelPackageGroupName="churn")

    told = client.describe_model_package_group(ModelPackageGroupName="churn")["CreatedBy"]
    assert told == identity(aws_session, {"AccessKeyId": "test", "SecretAccessKey": "test"})


def test_the_one_who_changes_is_told_beside_the_one_who_made(
    version: str,
    user: Any,
    session_of_role: Any,
    aws_session: boto3.Session,
    client_as: Callable[[Any], SageMakerClient],
) -> None:
    """LastModifiedBy follows the updates; CreatedBy stays."""
    maker = client_as(user).create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    assert maker != version
    client_as(session_of_role).update_model_package(ModelPackageArn=maker, ModelApprovalStatus="Approved")

    told = client_as(user).describe_model_package(ModelPackageName=maker)
    assert told["CreatedBy"] == identity(aws_session, user)
    assert told["LastModifiedBy"] == identity(aws_session, session_of_role)


@pytest.mark.usefixtures("client")
def test_a_caller_in_another_partition_is_told_there(aws_session: boto3.Session) -> None:
    """The caller's ARN is of the partition in which the call is made."""
    china = aws_session.client("sagemaker", region_name="cn-north-1")
    china.create_model_package_group(ModelPackageGroupName="churn")

    told = china.describe_model_package_group(ModelPackageGroupName="churn")["CreatedBy"]
    assert told["IamIdentity"]["Arn"].startswith("arn:aws-cn:sts::123456789012:")
