"""What is under way, seen by the rest: names, groups and their versions, validations, Search, and writers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Transition = Callable[..., None]


def test_the_name_of_what_is_being_deleted_is_taken(client: SageMakerClient, transition: Transition) -> None:
    """Until a deletion has come to its end, the name is not free."""
    client.create_model_package_group(ModelPackageGroupName="slow")
    client.create_model_package(ModelPackageName="slow")
    transition(progression="manual", times=1)
    client.delete_model_package_group(ModelPackageGroupName="slow")
    client.delete_model_package(ModelPackageName="slow")

    with refused("ValidationException", f"Model Package Group already exists: {HERE}:model-package-group/slow"):
        client.create_model_package_group(ModelPackageGroupName="slow")
    with refused("ValidationException", f"ModelPackage already exists: {HERE}:model-package/slow"):
        client.create_model_package(ModelPackageName="slow")
    with refused("ValidationException", "Model Package Group does not exist."):
        client.create_model_package(ModelPackageGroupName="slow")


def test_a_group_waits_for_its_last_version(
    client: SageMakerClient, register: Callable[..., str], transition: Transition
) -> None:
    """A version that is being deleted is still in its group; a new version gets a new number meanwhile."""
    arn = register()
    transition(progression="manual", times=1)
    client.delete_model_package(ModelPackageName=arn)
    arn_of_group = f"{HERE}:model-package-group/churn"

    message = f"Model Package Group {arn_of_group} cannot be deleted because it still contains Model Packages."
    with refused("ConflictException", message):
        client.delete_model_package_group(ModelPackageGroupName="churn")

    assert register().endswith("/2")


def test_a_group_made_anew_does_not_meet_the_old_versions(
    client: SageMakerClient, register: Callable[..., str], transition: Transition
) -> None:
    """Versions that have gone unseen do not come back in a new group of the same name."""
    register(ModelPackageDescription="old")
    transition(progression="time", seconds=10)
    with freeze_time("2026-01-31 12:00:00") as clock:
        client.delete_model_package(ModelPackageName="churn/1")
        clock.tick(10)
        client.delete_model_package_group(ModelPackageGroupName="churn")
        clock.tick(10)
        client.create_model_package_group(ModelPackageGroupName="churn")

        assert register().endswith("/1")
        listed = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
        assert [one.get("ModelPackageDescription", "new") for one in listed] == ["new"]


@pytest.mark.parametrize(("reads", "status"), [(0, "NotStarted"), (1, "InProgress"), (2, "Completed")])
def test_validations_go_with_the_package(
    client: SageMakerClient, transition: Transition, reads: int, status: str
) -> None:
    """The status of a validation profile is that of its package's own way, as Search shows without moving it."""
    job = {
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://bucket/in"}}},
        "TransformOutput": {"S3OutputPath": "s3://bucket/out"},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    validation: Any = {
        "ValidationRole": "arn:aws:iam::123456789012:role/validation",
        "ValidationProfiles": [{"ProfileName": "profile", "TransformJobDefinition": job}],
    }
    transition(progression="manual", times=1)
    client.create_model_package(ModelPackageName="slow", ValidationSpecification=validation)
    for _ in range(reads):
        client.describe_model_package(ModelPackageName="slow")

    found = client.search(Resource="ModelPackage")["Results"][0]["ModelPackage"]

    assert found["ModelPackageStatusDetails"]["ValidationStatuses"] == [{"Name": "profile", "Status": status}]


def test_search_and_suggestions_do_not_know_what_has_gone(client: SageMakerClient, transition: Transition) -> None:
    """What has gone with time is found no more, though nobody has looked at it."""
    client.create_model_package_group(ModelPackageGroupName="slow", Tags=tags(team="a"))
    client.create_model_package(ModelPackageName="slow", Tags=tags(team="a"))
    transition(progression="time", seconds=10)
    with freeze_time("2026-01-31 12:00:00") as clock:
        client.delete_model_package_group(ModelPackageGroupName="slow")
        client.delete_model_package(ModelPackageName="slow")
        assert client.search(Resource="ModelPackageGroup")["TotalHits"]["Value"] == 1
        clock.tick(10)
        for resource in ("ModelPackageGroup", "ModelPackage"):
            assert client.search(Resource=resource)["TotalHits"]["Value"] == 0
            suggested = client.get_search_suggestions(Resource=resource)
            assert suggested["PropertyNameSuggestions"] == []


def test_writing_does_not_move_a_status(client: SageMakerClient, transition: Transition) -> None:
    """An update, new tags and a policy leave what is under way where it is."""
    transition(progression="manual", times=2)
    client.create_model_package_group(ModelPackageGroupName="slow")
    arn = client.create_model_package(ModelPackageName="slow")["ModelPackageArn"]
    client.describe_model_package(ModelPackageName="slow")

    client.update_model_package(ModelPackageArn=arn, ApprovalDescription="d")
    client.add_tags(ResourceArn=arn, Tags=tags(team="a"))
    client.add_tags(ResourceArn=f"{HERE}:model-package-group/slow", Tags=tags(team="a"))

    assert [client.describe_model_package(ModelPackageName="slow")["ModelPackageStatus"] for _ in range(3)] == [
        "InProgress",
        "InProgress",
        "Completed",
    ]
