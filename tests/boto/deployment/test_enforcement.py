"""A deployment where IAM is enforced: the pipeline acts by itself, whoever has approved the version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import package_behind, told
from botocore.exceptions import ClientError
from moto.core import set_initial_no_auth_action_count

from sagemaker_registry_mock.deployment import deploy_on_approval

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import boto3
    from types_boto3_sagemaker import SageMakerClient

EXPECTED = [
    ("PendingManualApproval → Approved", "prod", 1, "Deployed"),
    ("Approved → Rejected", None, None, "NothingApproved"),
]
POLICY = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sagemaker:*Package*", "Resource": "*"}}'
#: How many requests `reviewer` makes, and the group and the version after it: moto lets so many pass before it looks.
PREPARATION = 5


@pytest.fixture
def reviewer(aws_session: boto3.Session, client_as: Callable[..., SageMakerClient]) -> Callable[[], SageMakerClient]:
    """Make the client of a user who may change packages, and nothing else: three requests to IAM."""

    def reviewer() -> SageMakerClient:
        iam = aws_session.client("iam")
        iam.create_user(UserName="alice")
        iam.put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=POLICY)
        return client_as(iam.create_access_key(UserName="alice")["AccessKey"])

    return reviewer


def registered(client: SageMakerClient) -> str:
    """Make the group and register a version in it: two requests."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    return client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]


def decide(client: SageMakerClient, arn: str) -> None:
    """Approve a version and reject it, as somebody who may not touch the endpoint that this makes."""
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Rejected")
    with pytest.raises(ClientError, match="AccessDenied"):
        client.update_endpoint(EndpointName="churn-prod", EndpointConfigName="churn-v1-prod-1")


def test_enforced_by_the_setting(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]], reviewer: Callable[[], SageMakerClient]
) -> None:
    """Whoever may update a package has it deployed, without a right to models or endpoints of their own."""
    with client_with(iam=True) as client:
        deployment = deploy_on_approval("churn")

        decide(reviewer(), registered(client))

        assert told(deployment) == EXPECTED
        assert package_behind(client, "churn-prod").endswith("/churn/1")


@set_initial_no_auth_action_count(PREPARATION)
def test_enforced_by_moto(client: SageMakerClient, reviewer: Callable[[], SageMakerClient]) -> None:
    """So it is where moto enforces IAM: what the deployment does is no request that moto could deny."""
    deployment = deploy_on_approval("churn")
    alice = reviewer()

    decide(alice, registered(client))

    assert told(deployment) == EXPECTED


@set_initial_no_auth_action_count(PREPARATION)
def test_who_may_not_approve_deploys_nothing(
    client: SageMakerClient, reviewer: Callable[[], SageMakerClient], client_as: Callable[..., Any]
) -> None:
    """An update that is denied is no decision."""
    deployment = deploy_on_approval("churn")
    reviewer()
    arn = registered(client)

    nobody = client_as({"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "no-such-secret"})
    with pytest.raises(ClientError):
        nobody.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")

    assert told(deployment) == []
