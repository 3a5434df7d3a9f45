"""With IAM enforced, another account's resource takes two permissions: the caller's own, and the resource's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import DEPLOYER, GROUP, PARTNER, ROLE, VERSION, VERSIONS, denied, may, policy_of, statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

DESCRIBE = "DescribeModelPackage"
OF_THE_CALLER = f"because no identity-based policy allows the sagemaker:{DESCRIBE} action"
OF_THE_RESOURCE = f"because no resource-based policy allows the sagemaker:{DESCRIBE} action"
BOUNDARY = f"arn:aws:iam::{PARTNER}:policy/boundary"


@pytest.fixture
def judge(permit: Callable[..., None], share: Callable[..., None]) -> Callable[..., None]:
    """Give the caller and the resource their policies, or none."""

    def judge(identity: list[dict[str, Any]], resource: list[dict[str, Any]]) -> None:
        if identity:
            permit(*identity)
        if resource:
            share(*resource)

    return judge


def describe(client: SageMakerClient) -> Any:
    """Describe the version by its ARN."""
    return client.describe_model_package(ModelPackageName=VERSION)


@pytest.mark.parametrize(
    ("identity", "resource", "ending"),
    [
        ([may(DESCRIBE)], [statement(DESCRIBE)], None),
        ([may(DESCRIBE, resource=VERSIONS)], [statement(DESCRIBE, Resource=VERSION)], None),
        ([], [statement(DESCRIBE)], OF_THE_CALLER),
        ([may(DESCRIBE)], [], OF_THE_RESOURCE),
        ([], [], OF_THE_RESOURCE),
        ([may("Create*")], [statement(DESCRIBE)], OF_THE_CALLER),
        ([may(DESCRIBE)], [statement("Create*")], OF_THE_RESOURCE),
        ([may(DESCRIBE, resource=f"arn:aws:sagemaker:*:{PARTNER}:*")], [statement(DESCRIBE)], OF_THE_CALLER),
        ([may(DESCRIBE)], [statement(DESCRIBE, Resource=GROUP)], OF_THE_RESOURCE),
        (
            [may(DESCRIBE), may(DESCRIBE, effect="Deny")],
            [statement(DESCRIBE)],
            "with an explicit deny in an identity-based policy",
        ),
        (
            [may(DESCRIBE)],
            [statement(DESCRIBE), statement(DESCRIBE, Effect="Deny", Principal="*")],
            "with an explicit deny in a resource-based policy",
        ),
        ([], [statement(DESCRIBE, Principal={"AWS": ROLE})], OF_THE_CALLER),
        ([], [statement(DESCRIBE, Principal={"AWS": DEPLOYER})], OF_THE_CALLER),
    ],
)
def test_both_must_allow_and_neither_deny(
    judge: Callable[..., None],
    partner: SageMakerClient,
    identity: list[dict[str, Any]],
    resource: list[dict[str, Any]],
    ending: str | None,
) -> None:
    """Across accounts no permission stands for the other, not even where the resource names the very role."""
    judge(identity, resource)

    if ending is None:
        assert describe(partner)["ModelPackageArn"] == VERSION
    else:
        with denied(DESCRIBE, VERSION, ending):
            describe(partner)


def test_a_session_policy_limits_what_is_shared(
    permit: Callable[..., None],
    share: Callable[..., None],
    assume: Callable[..., Any],
    service: Callable[..., Any],
    iam: Any,  # noqa: ARG001 - the role exists
) -> None:
    """A session may be given less than its role has."""
    permit(may("*"))
    share(statement("*"))
    limit = policy_of(may("DescribeModelPackageGroup"))
    session = service("sagemaker", assume(ROLE, Policy=limit))

    assert session.describe_model_package_group(ModelPackageGroupName=GROUP)["ModelPackageGroupArn"] == GROUP
    with denied(DESCRIBE, VERSION, f"because no session policy allows the sagemaker:{DESCRIBE} action"):
        describe(session)


def test_a_boundary_limits_what_is_shared(
    iam: Any, permit: Callable[..., None], share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The permissions boundary of the partner's role holds for what others share."""
    permit(may("*"))
    share(statement("*"))
    iam.create_policy(PolicyName="boundary", PolicyDocument=policy_of(may("DescribeModelPackageGroup")))
    iam.put_role_permissions_boundary(RoleName="deployer", PermissionsBoundary=BOUNDARY)

    assert partner.describe_model_package_group(ModelPackageGroupName=GROUP)["ModelPackageGroupArn"] == GROUP
    with denied(DESCRIBE, VERSION, f"because no permissions boundary allows the sagemaker:{DESCRIBE} action"):
        describe(partner)
