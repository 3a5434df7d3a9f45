"""Model package groups: created, described, deleted."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, told

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:model-package-group/churn"
DOES_NOT_EXIST = f"ModelPackageGroup {ARN} does not exist."


def test_creation_tells_the_arn_and_nothing_else(client: SageMakerClient) -> None:
    """A new group is answered with its ARN."""
    assert told(client.create_model_package_group(ModelPackageGroupName="churn")) == {"ModelPackageGroupArn": ARN}


def test_a_description_of_a_group_has_only_what_is_set(client: SageMakerClient, aws_session: boto3.Session) -> None:
    """A group without description and configuration is told without these members."""
    caller = aws_session.client("sts").get_caller_identity()

    with freeze_time("2026-01-31 12:00:00.123456"):
        client.create_model_package_group(ModelPackageGroupName="churn")

    assert told(client.describe_model_package_group(ModelPackageGroupName="churn")) == {
        "ModelPackageGroupName": "churn",
        "ModelPackageGroupArn": ARN,
        "CreationTime": datetime(2026, 1, 31, 12, 0, 0, 123000, tzinfo=timezone.utc),
        "CreatedBy": {"IamIdentity": {"Arn": caller["Arn"], "PrincipalId": caller["UserId"]}},
        "ModelPackageGroupStatus": "Completed",
    }


def test_what_a_group_was_created_with_is_told(client: SageMakerClient) -> None:
    """Description and configuration come back as they were given."""
    given: Any = {
        "ModelPackageGroupDescription": "Customers who leave.",
        "ManagedConfiguration": {"ManagedStorageType": "Restricted"},
    }
    client.create_model_package_group(ModelPackageGroupName="churn", **given)

    reply = told(client.describe_model_package_group(ModelPackageGroupName="churn"))

    assert {name: reply[name] for name in given} == given


@pytest.mark.usefixtures("group")
def test_a_group_is_found_by_its_arn_too(client: SageMakerClient) -> None:
    """Name and ARN describe the same group."""
    by_name = told(client.describe_model_package_group(ModelPackageGroupName="churn"))

    assert told(client.describe_model_package_group(ModelPackageGroupName=ARN)) == by_name


def test_a_taken_name_is_refused(client: SageMakerClient) -> None:
    """A second group of the same name is refused with a ValidationException, and the first one stays as it is."""
    client.create_model_package_group(ModelPackageGroupName="churn", ModelPackageGroupDescription="first")

    with refused("ValidationException", f"Model Package Group already exists: {ARN}"):
        client.create_model_package_group(ModelPackageGroupName="churn", ModelPackageGroupDescription="second")

    reply = client.describe_model_package_group(ModelPackageGroupName="churn")
    assert reply["ModelPackageGroupDescription"] == "first"


@pytest.mark.parametrize("name", ["churn", ARN])
def test_a_missing_group_is_told_by_its_arn(client: SageMakerClient, name: str) -> None:
    """Describe and Delete name the ARN of the missing group, also where a name was given."""
    with refused("ValidationException", DOES_NOT_EXIST):
        client.describe_model_package_group(ModelPackageGroupName=name)
    with refused("ValidationException", DOES_NOT_EXIST):
        client.delete_model_package_group(ModelPackageGroupName=name)


@pytest.mark.usefixtures("group")
def test_the_arn_of_another_type_names_no_group(client: SageMakerClient) -> None:
    """An unversioned package's ARN that ends in the group's name is not the group's."""
    arn = f"{HERE}:model-package/churn"

    with refused("ValidationException", f"ModelPackageGroup {arn} does not exist."):
        client.describe_model_package_group(ModelPackageGroupName=arn)


@pytest.mark.parametrize("name", ["churn", ARN])
@pytest.mark.usefixtures("group")
def test_a_deleted_group_is_gone(client: SageMakerClient, name: str) -> None:
    """An empty group is deleted at once, by name or ARN."""
    client.delete_model_package_group(ModelPackageGroupName=name)

    with refused("ValidationException", DOES_NOT_EXIST):
        client.describe_model_package_group(ModelPackageGroupName="churn")
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.usefixtures("group")
def test_a_deletion_is_answered_with_an_empty_body(client: SageMakerClient) -> None:
    """An operation without output sends no byte."""
    reply = client.delete_model_package_group(ModelPackageGroupName="churn")["ResponseMetadata"]

    assert (reply["HTTPStatusCode"], reply["HTTPHeaders"]["content-length"]) == (200, "0")


@pytest.mark.usefixtures("version")
def test_a_group_with_versions_is_not_deleted(client: SageMakerClient) -> None:
    """A group that still has a version is kept, with a ConflictException."""
    message = f"Model Package Group {ARN} cannot be deleted because it still contains Model Packages."
    with refused("ConflictException", message):
        client.delete_model_package_group(ModelPackageGroupName="churn")

    reply = client.describe_model_package_group(ModelPackageGroupName="churn")
    assert reply["ModelPackageGroupStatus"] == "Completed"


def test_policy_and_tags_go_with_the_group(client: SageMakerClient, put_policy: Callable[[str], str]) -> None:
    """A group that is made anew has nothing of the one before."""
    tags: Any = [{"Key": "team", "Value": "a"}]
    client.create_model_package_group(ModelPackageGroupName="churn", Tags=tags)
    put_policy("churn")
    client.delete_model_package_group(ModelPackageGroupName="churn")

    client.create_model_package_group(ModelPackageGroupName="churn")

    assert client.list_tags(ResourceArn=ARN)["Tags"] == []
    with refused("ValidationException", f"Cannot find resource policy for: {ARN}"):
        client.get_model_package_group_policy(ModelPackageGroupName="churn")
