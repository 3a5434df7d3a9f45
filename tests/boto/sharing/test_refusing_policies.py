"""Policies that refuse or turn around: Deny, NotPrincipal, NotAction, NotResource; and policies that change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import (
    DEPLOYER,
    GROUP,
    PARTNER,
    ROLE,
    STRANGER,
    VERSION,
    VERSIONS,
    denied,
    statement,
)
from support.errors import refused

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

pytestmark = pytest.mark.usefixtures("version")

EXPLICIT = "with an explicit deny in a resource-based policy"
STRANGERS = f"arn:aws:sts::{STRANGER}:assumed-role/deployer/ci"


def describe_group(client: SageMakerClient) -> Any:
    """Describe the group by its ARN."""
    return client.describe_model_package_group(ModelPackageGroupName=GROUP)


def describe(client: SageMakerClient) -> Any:
    """Describe the version by its ARN."""
    return client.describe_model_package(ModelPackageName=VERSION)


@pytest.mark.parametrize("first", ["Allow", "Deny"])
def test_a_denial_wins(share: Callable[..., None], partner: SageMakerClient, first: str) -> None:
    """An explicit denial beats every permission, whichever stands first, and the sentence says so."""
    statements = [statement("*"), statement("DescribeModelPackage", Effect="Deny", Resource=VERSIONS)]
    share(*(statements if first == "Allow" else reversed(statements)))

    assert describe_group(partner)["ModelPackageGroupArn"] == GROUP
    with denied("DescribeModelPackage", VERSION, EXPLICIT):
        describe(partner)


def test_a_denial_alone_allows_nothing(share: Callable[..., None], partner: SageMakerClient) -> None:
    """Where nothing is allowed, what is not denied is denied all the same."""
    share(statement("DescribeModelPackage", Effect="Deny"))

    with denied("DescribeModelPackage", VERSION, EXPLICIT):
        describe(partner)
    with denied("DescribeModelPackageGroup", GROUP):
        describe_group(partner)


def test_one_role_of_an_account_may_be_denied(
    share: Callable[..., None], partner: SageMakerClient, caller: Callable[..., SageMakerClient]
) -> None:
    """A denial of a role does not reach the account's other roles."""
    share(statement("*"), statement("*", Effect="Deny", Principal={"AWS": ROLE}))

    assert describe(caller(f"arn:aws:iam::{PARTNER}:role/trainer"))["ModelPackageVersion"] == 1
    with denied("DescribeModelPackage", VERSION, EXPLICIT):
        describe(partner)


def test_a_condition_limits_a_denial(share: Callable[..., None], partner: SageMakerClient) -> None:
    """A denial with a condition denies what the condition holds for."""
    condition = {"StringEquals": {"sagemaker:ModelApprovalStatus": "Approved"}}
    share(statement("*"), statement("UpdateModelPackage", Effect="Deny", Condition=condition))

    partner.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Rejected")

    with denied("UpdateModelPackage", VERSION, EXPLICIT):
        partner.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Approved")


def test_all_but_one_account_may_be_allowed(
    share: Callable[..., None], partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """NotPrincipal takes in everybody who is not named."""
    share(statement("DescribeModelPackage", Principal=None, NotPrincipal={"AWS": STRANGER}))

    assert describe(partner)["ModelPackageVersion"] == 1
    with denied("DescribeModelPackage", VERSION, caller=STRANGERS):
        describe(stranger)


def test_all_but_one_account_may_be_denied(
    share: Callable[..., None], partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """A denial with NotPrincipal spares whom it names."""
    spared = [f"arn:aws:iam::{PARTNER}:root", ROLE, DEPLOYER]
    share(
        statement("*", Principal="*"),
        statement("*", Effect="Deny", Principal=None, NotPrincipal={"AWS": spared}),
    )

    assert describe(partner)["ModelPackageVersion"] == 1
    with denied("DescribeModelPackage", VERSION, EXPLICIT, caller=STRANGERS):
        describe(stranger)


def test_all_but_some_actions_may_be_allowed(share: Callable[..., None], partner: SageMakerClient) -> None:
    """NotAction takes in every action that is not named, in any letter case and with wildcards."""
    share(statement(Action=None, NotAction=["SAGEMAKER:describemodelpackage", "sagemaker:*Tags"]))

    assert describe_group(partner)["ModelPackageGroupArn"] == GROUP
    with denied("DescribeModelPackage", VERSION):
        describe(partner)
    with denied("ListTags", GROUP):
        partner.list_tags(ResourceArn=GROUP)


def test_all_but_some_resources_may_be_allowed(share: Callable[..., None], partner: SageMakerClient) -> None:
    """NotResource takes in what is not named."""
    share(statement("*", Resource=None, NotResource=VERSIONS))

    assert describe_group(partner)["ModelPackageGroupArn"] == GROUP
    with denied("DescribeModelPackage", VERSION):
        describe(partner)


def test_a_new_policy_counts_at_once(share: Callable[..., None], partner: SageMakerClient) -> None:
    """The policy is replaced as a whole: what only the old one allowed is denied with the next call."""
    share(statement("DescribeModelPackageGroup"))
    assert describe_group(partner)["ModelPackageGroupArn"] == GROUP

    share(statement("DescribeModelPackage"))

    assert describe(partner)["ModelPackageArn"] == VERSION
    with denied("DescribeModelPackageGroup", GROUP):
        describe_group(partner)


def test_a_policy_taken_away_counts_at_once(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """With the policy goes every right, also that to hear again what a token has done."""
    share(statement("*"))
    arn = partner.create_model_package(ModelPackageGroupName=GROUP, ClientToken="once")["ModelPackageArn"]
    assert partner.create_model_package(ModelPackageGroupName=GROUP, ClientToken="once")["ModelPackageArn"] == arn

    owner.delete_model_package_group_policy(ModelPackageGroupName="churn")

    with denied("DescribeModelPackage", VERSION):
        describe(partner)
    with pytest.raises(partner.exceptions.ClientError, match="AccessDeniedException"):
        partner.create_model_package(ModelPackageGroupName=GROUP, ClientToken="once")
    assert len(owner.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]) == 2


def test_a_malformed_policy_changes_nothing(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A refused policy leaves the old one in force."""
    share(statement("DescribeModelPackage"))

    with refused("ValidationException", "The resource policy is malformed: it has no Statement."):
        owner.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy="{}")

    assert describe(partner)["ModelPackageArn"] == VERSION


def test_a_group_made_anew_has_no_policy(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The policy goes with its group, and does not come back with the name."""
    share(statement("*"))
    owner.delete_model_package(ModelPackageName=VERSION)
    owner.delete_model_package_group(ModelPackageGroupName="churn")
    with denied("DescribeModelPackageGroup", GROUP):
        describe_group(partner)

    owner.create_model_package_group(ModelPackageGroupName="churn")

    with denied("DescribeModelPackageGroup", GROUP):
        describe_group(partner)


def test_a_denial_tells_why(share: Callable[..., None], partner: SageMakerClient) -> None:
    """What led to a denial names the group's policy and its statement."""
    share(
        statement("DescribeModelPackage", Sid="Trainers", Principal={"AWS": STRANGER}),
        statement("DescribeModelPackageGroup", Sid="Nobody", Effect="Deny"),
    )

    with pytest.raises(partner.exceptions.ClientError) as caught:
        describe(partner)
    assert sagemaker_registry_mock.explain_denial(caught.value).splitlines()[1:] == [
        "- the resource policy of churn, statement Trainers: its Principal does not match"
    ]
    with pytest.raises(partner.exceptions.ClientError) as caught:
        describe_group(partner)
    assert sagemaker_registry_mock.explain_denial(caught.value).splitlines()[1:] == [
        "- the resource policy of churn, statement Nobody denies it."
    ]
