"""Fixtures of the tests of sharing where IAM is enforced: the partner has a role with a policy of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import ROLE, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def owner(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> Iterator[SageMakerClient]:
    """The owner's client, where IAM is enforced for the registry: an unknown key is its account's administrator."""
    with client_with(iam=True) as client:
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
        yield client


@pytest.fixture
def iam(owner: SageMakerClient, admin: Callable[[str], Any]) -> Any:  # noqa: ARG001 - its mock
    """IAM of the partner's account, with the role deployer in it, which has no policy."""
    iam = admin("iam")
    iam.create_role(RoleName="deployer", AssumeRolePolicyDocument="{}")
    return iam


@pytest.fixture
def permit(iam: Any) -> Callable[..., None]:
    """Give the partner's role a policy of these statements."""

    def permit(*statements: dict[str, Any]) -> None:
        iam.put_role_policy(RoleName="deployer", PolicyName="own", PolicyDocument=policy_of(*statements))

    return permit


@pytest.fixture
def partner(iam: Any, caller: Callable[..., SageMakerClient]) -> SageMakerClient:  # noqa: ARG001 - the role exists
    """A session of the partner's role."""
    return caller(ROLE)
