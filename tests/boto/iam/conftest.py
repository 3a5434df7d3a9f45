"""Fixtures of the tests of IAM: callers with policies, inside a mock that enforces them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import document
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from moto.core.config import default_user_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def client(sagemaker: Callable[[str], SageMakerClient]) -> Iterator[SageMakerClient]:
    """The administrator of the account, by a key that moto does not know, where the registry alone enforces IAM."""
    config: Any = {"sagemaker_registry": {"iam": True}}
    with mock_aws(config=config):
        yield sagemaker("us-east-1")


@pytest.fixture(scope="session")
def iam(aws_session: boto3.Session) -> Any:
    """An IAM client. It knows nothing of the mocks."""
    return aws_session.client("iam")


@pytest.fixture(scope="session")
def sts(aws_session: boto3.Session) -> Any:
    """An STS client. It knows nothing of the mocks."""
    return aws_session.client("sts")


@pytest.fixture
def user_key(client: SageMakerClient, iam: Any) -> Callable[..., Any]:  # noqa: ARG001 - its mock
    """Make a user with one inline policy of these statements, where there are any, and return its access key."""

    def user_key(*statements: dict[str, Any], name: str = "alice", **options: Any) -> Any:
        iam.create_user(UserName=name, **options)
        if statements:
            iam.put_user_policy(UserName=name, PolicyName="policy", PolicyDocument=document(*statements))
        return iam.create_access_key(UserName=name)["AccessKey"]

    return user_key


@pytest.fixture
def user(user_key: Callable[..., Any], client_as: Callable[..., SageMakerClient]) -> Callable[..., SageMakerClient]:
    """Make a user as `user_key` does, and return its client."""

    def user(*statements: dict[str, Any], name: str = "alice", **options: Any) -> SageMakerClient:
        return client_as(user_key(*statements, name=name, **options))

    return user


@pytest.fixture
def set_policy(user: Callable[..., SageMakerClient], iam: Any) -> Callable[..., SageMakerClient]:
    """Give alice a policy of these statements in the place of her old one, and return her client."""
    alice = user()

    def set_policy(*statements: dict[str, Any]) -> SageMakerClient:
        iam.put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=document(*statements))
        return alice

    return set_policy


@pytest.fixture
def member(user: Callable[..., SageMakerClient], iam: Any) -> Callable[..., SageMakerClient]:
    """Make the group analysts with one inline policy of these statements, and return the client of alice, a member."""

    def member(*statements: dict[str, Any]) -> SageMakerClient:
        alice = user()
        iam.create_group(GroupName="analysts")
        if statements:
            iam.put_group_policy(GroupName="analysts", PolicyName="policy", PolicyDocument=document(*statements))
        iam.add_user_to_group(GroupName="analysts", UserName="alice")
        return alice

    return member


@pytest.fixture
def assume(sts: Any, client_as: Callable[..., SageMakerClient]) -> Callable[..., SageMakerClient]:
    """Assume a role, which need not exist, and return the client of the session ci."""

    def assume(name: str = "trainer", **options: Any) -> SageMakerClient:
        role = f"arn:aws:iam::123456789012:role/{name}"
        return client_as(sts.assume_role(RoleArn=role, RoleSessionName="ci", **options)["Credentials"])

    return assume


@pytest.fixture
def role(
    client: SageMakerClient,  # noqa: ARG001 - its mock
    iam: Any,
    assume: Callable[..., SageMakerClient],
) -> Callable[..., SageMakerClient]:
    """Make a role with one inline policy of these statements, and return the client of a session of it."""

    def role(
        *statements: dict[str, Any], name: str = "trainer", session: Any = None, **options: Any
    ) -> SageMakerClient:
        iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}", **options)
        if statements:
            iam.put_role_policy(RoleName=name, PolicyName="policy", PolicyDocument=document(*statements))
        return assume(name, **({"Policy": document(*session)} if session else {}))

    return role


@pytest.fixture
def enforced_by_moto() -> Callable[[Callable[[], Any]], Any]:
    """Call a function while moto enforces IAM: for every service, and from the first request on."""

    def enforced_by_moto(act: Callable[[], Any]) -> Any:
        return set_initial_no_auth_action_count(0)(act)()

    return enforced_by_moto


@pytest.fixture(params=["by-the-setting", "by-moto"])
def under(
    request: pytest.FixtureRequest,
    client: SageMakerClient,  # noqa: ARG001 - its mock
    enforced_by_moto: Callable[[Callable[[], Any]], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Do something under each of the two ways to switch enforcement on, and under that way alone."""
    if request.param == "by-the-setting":
        yield lambda act: act()
        return
    config: Any = default_user_config
    with monkeypatch.context() as unset:
        unset.delitem(config, "sagemaker_registry")
        yield enforced_by_moto
