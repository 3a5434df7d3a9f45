"""Fixtures of the tests of sharing: the owner of a group, and callers of other accounts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto.sharing.questions import PARTNER, ROLE, STRANGER, policy_of
from support.examples import SPECIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def owner(client: SageMakerClient) -> SageMakerClient:
    """The client of the account that owns what is shared: 123456789012."""
    return client


@pytest.fixture
def version(client: SageMakerClient, group: str) -> str:
    """The ARN of the first version of the group; it is approved, so that models can be made of it."""
    return client.create_model_package(
        ModelPackageGroupName=group, InferenceSpecification=SPECIFICATION, ModelApprovalStatus="Approved"
    )["ModelPackageArn"]


@pytest.fixture(scope="session")
def service(aws_session: boto3.Session) -> Callable[..., Any]:
    """Make the client of a service that signs with the AccessKey or the Credentials that IAM or STS has answered."""

    def service(name: str, credentials: Any) -> Any:
        return aws_session.client(
            name,
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials.get("SessionToken"),
        )

    return service


@pytest.fixture(scope="session")
def assume(aws_session: boto3.Session) -> Callable[..., Any]:
    """Assume a role, in its account, and return the credentials."""
    sts = aws_session.client("sts")

    def assume(role: str, session: str = "ci", **limits: Any) -> Any:
        return sts.assume_role(RoleArn=role, RoleSessionName=session, **limits)["Credentials"]

    return assume


@pytest.fixture
def caller(assume: Callable[..., Any], service: Callable[..., Any]) -> Callable[..., SageMakerClient]:
    """Make the SageMaker client of a session of a role."""

    def caller(role: str, session: str = "ci") -> SageMakerClient:
        client: SageMakerClient = service("sagemaker", assume(role, session))
        return client

    return caller


class Seat:
    """A client whose holder changes. Making a client takes longer than most tests do."""

    def __init__(self) -> None:
        self._session = boto3.Session("nobody", "none", region_name="us-east-1")
        self._client: SageMakerClient = self._session.client("sagemaker")

    def taken_with(self, credentials: Any) -> SageMakerClient:
        """Have the client sign with these credentials from now on."""
        held = self._session.get_credentials()
        held.access_key, held.secret_key = credentials["AccessKeyId"], credentials["SecretAccessKey"]
        held.token = credentials["SessionToken"]
        return self._client


@pytest.fixture(scope="session")
def seat_in() -> Callable[[str], Seat]:
    """Give the seat of an account."""
    return cache(lambda _account: Seat())


@pytest.fixture
def partner(
    owner: SageMakerClient,  # noqa: ARG001 - its mock
    seat_in: Callable[[str], Seat],
    assume: Callable[..., Any],
) -> SageMakerClient:
    """A client of another account, with which groups are shared: a session of its role deployer."""
    return seat_in(PARTNER).taken_with(assume(ROLE))


@pytest.fixture
def stranger(
    owner: SageMakerClient,  # noqa: ARG001 - its mock
    seat_in: Callable[[str], Seat],
    assume: Callable[..., Any],
) -> SageMakerClient:
    """A client of a third account: a session of its role deployer."""
    return seat_in(STRANGER).taken_with(assume(f"arn:aws:iam::{STRANGER}:role/deployer"))


@pytest.fixture
def share(owner: SageMakerClient) -> Callable[..., None]:
    """Give a group of the owner's a policy of these statements."""

    def share(*statements: dict[str, Any], group: str = "churn") -> None:
        owner.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy_of(*statements))

    return share


@pytest.fixture
def admin(assume: Callable[..., Any], service: Callable[..., Any]) -> Callable[..., Any]:
    """Make the client of a service in the partner's account."""

    def admin(name: str) -> Any:
        return service(name, assume(f"arn:aws:iam::{PARTNER}:role/admin"))

    return admin
