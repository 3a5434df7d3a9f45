"""Another account may do with a group and its versions what the group's policy says, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import (
    EACH_QUESTION,
    EMPTY,
    GROUP,
    QUESTIONS,
    VERSION,
    VERSIONS,
    Question,
    denied,
    open_to,
    statement,
)
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

#: The resources that a policy may name and that have nothing to do with the group or with its versions.
ELSEWHERE = [
    f"{HERE}:model-package-group/chur",
    f"{HERE}:model-package-group/churn/*",
    f"{HERE}:model-package/churn",
    f"{HERE}:model-package/churn-2/*",
    f"{HERE}:model-card/*",
    "arn:aws:sagemaker:us-east-1:222222222222:*",
    "arn:aws:sagemaker:eu-west-1:123456789012:*",
]


@pytest.fixture
def share_both(owner: SageMakerClient, version: str, share: Callable[..., None]) -> Callable[..., None]:  # noqa: ARG001 - the version exists
    """Give the group with a version, and a group without any, the same policy."""
    owner.create_model_package_group(ModelPackageGroupName="empty")

    def share_both(*statements: dict[str, Any]) -> None:
        share(*statements)
        share(*statements, group="empty")

    return share_both


@EACH_QUESTION
def test_what_the_policy_allows_is_done(
    share_both: Callable[..., None], partner: SageMakerClient, question: Question
) -> None:
    """One statement with the action and its resource is enough."""
    share_both(statement(question.operation, Resource=question.resource))

    assert question.of(partner)["ResponseMetadata"]["HTTPStatusCode"] == 200


@EACH_QUESTION
def test_one_action_is_not_another(
    share_both: Callable[..., None], partner: SageMakerClient, question: Question
) -> None:
    """A policy that allows one action on everything allows no other."""
    share_both(statement(question.operation))

    assert open_to(partner) == [question.operation]


@EACH_QUESTION
@pytest.mark.usefixtures("share_both")
def test_without_a_policy_all_is_denied(partner: SageMakerClient, question: Question) -> None:
    """The sentence names the caller, the action, the ARN that was asked for, and the kind of policy that is missing."""
    with denied(question.operation, question.arn):
        question.of(partner)


def test_another_resource_is_not_this_one(share_both: Callable[..., None], partner: SageMakerClient) -> None:
    """The policy's Resource must take in what is asked for."""
    share_both(statement("*", Resource=ELSEWHERE))

    assert open_to(partner) == []


@pytest.mark.parametrize("resource", [GROUP, EMPTY, VERSIONS])
def test_each_operation_is_on_its_own_type_of_resource(
    share_both: Callable[..., None], partner: SageMakerClient, resource: str
) -> None:
    """A permission on a group is none on its versions, and the other way round."""
    share_both(statement("*", Resource=resource))

    registers = {"CreateModelPackage"} if resource == GROUP else set()
    on_it = {one.operation for one in QUESTIONS if one.resource == resource}
    lists = {"ListModelPackages"}  # which type of resource it is on besides the versions is not established
    assert set(open_to(partner)) - lists == (on_it | registers) - lists


def test_a_third_account_gets_nothing(share_both: Callable[..., None], stranger: SageMakerClient) -> None:
    """What is shared with one account is not shared with another."""
    share_both(statement("*"))

    assert open_to(stranger) == []


@pytest.mark.usefixtures("share_both")
def test_a_policy_is_of_its_own_group(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A policy that names everything shares nothing but the group that it is put on."""
    owner.create_model_package_group(ModelPackageGroupName="open")
    share(statement("*", Resource="*"), group="open")

    assert open_to(partner) == []


@pytest.mark.parametrize("resource", [GROUP, VERSIONS, f"{HERE}:model-package/churn/2"])
def test_registering_is_on_the_group_or_on_the_version_to_come(
    share_both: Callable[..., None], partner: SageMakerClient, resource: str
) -> None:
    """CreateModelPackage is on two types of resource: a policy that names one of them is enough."""
    share_both(statement("CreateModelPackage", Resource=resource))

    arn = partner.create_model_package(ModelPackageGroupName=GROUP)["ModelPackageArn"]

    assert arn == f"{HERE}:model-package/churn/2"


def test_one_version_may_be_shared_alone(
    owner: SageMakerClient, share_both: Callable[..., None], partner: SageMakerClient
) -> None:
    """A policy that names the ARN of one version leaves the others closed."""
    second = owner.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    share_both(statement("DescribeModelPackage", Resource=second))

    assert partner.describe_model_package(ModelPackageName=second)["ModelPackageVersion"] == 2
    with denied("DescribeModelPackage", VERSION):
        partner.describe_model_package(ModelPackageName=VERSION)


def test_tags_of_a_shared_version(share_both: Callable[..., None], partner: SageMakerClient) -> None:
    """Versions are asked for by their own ARN: they have no tags, and the permission on the group does not count."""
    share_both(statement("ListTags", Resource=GROUP))
    with denied("ListTags", VERSION):
        partner.list_tags(ResourceArn=VERSION)

    share_both(statement("ListTags", Resource=VERSION))
    assert partner.list_tags(ResourceArn=VERSION)["Tags"] == []


def test_what_was_denied_has_not_happened(
    owner: SageMakerClient, share_both: Callable[..., None], partner: SageMakerClient
) -> None:
    """A denied change leaves groups, versions, tags and numbers as they were."""
    share_both(statement("DescribeModelPackage*", "List*"))

    assert open_to(partner) == ["DescribeModelPackageGroup", "ListModelPackages", "DescribeModelPackage", "ListTags"]

    assert owner.describe_model_package_group(ModelPackageGroupName="empty")["ModelPackageGroupArn"] == EMPTY
    assert "LastModifiedTime" not in owner.describe_model_package(ModelPackageName=VERSION)
    assert owner.list_tags(ResourceArn=GROUP)["Tags"] == []
    assert partner.list_models()["Models"] == []
    assert owner.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"].endswith("/2")
