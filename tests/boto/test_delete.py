"""DeleteModelPackage: what goes, what stays, and that no number comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:model-package/churn"


def numbers(client: SageMakerClient) -> list[int]:
    """Return the numbers of the versions of the group `churn`, oldest first."""
    reply = client.list_model_packages(ModelPackageGroupName="churn", SortOrder="Ascending")
    return [one["ModelPackageVersion"] for one in reply["ModelPackageSummaryList"]]


@pytest.mark.parametrize("name", ["churn/2", f"{ARN}/2"])
def test_a_version_is_deleted_at_once(client: SageMakerClient, register: Callable[..., str], name: str) -> None:
    """By `group/2` or ARN: it is gone from Describe and from the list, the others keep their numbers."""
    for _ in range(3):
        register()

    reply = client.delete_model_package(ModelPackageName=name)["ResponseMetadata"]

    assert (reply["HTTPStatusCode"], reply["HTTPHeaders"]["content-length"]) == (200, "0")
    assert numbers(client) == [1, 3]
    with refused("ValidationException", f"ModelPackage {ARN}/2 does not exist."):
        client.describe_model_package(ModelPackageName=name)
    with refused("ValidationException", f"ModelPackage {ARN}/2 does not exist."):
        client.delete_model_package(ModelPackageName=name)


@pytest.mark.parametrize("name", ["scorer", f"{HERE}:model-package/scorer"])
def test_an_unversioned_package_is_deleted_at_once(client: SageMakerClient, name: str) -> None:
    """By name or ARN."""
    client.create_model_package(ModelPackageName="scorer")

    client.delete_model_package(ModelPackageName=name)

    assert client.list_model_packages()["ModelPackageSummaryList"] == []


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_number_is_never_issued_again(client: SageMakerClient, register: Callable[..., str], gone: int) -> None:
    """Whichever version is deleted, the last one included, the next one gets a new number."""
    for _ in range(3):
        register()

    client.delete_model_package(ModelPackageName=f"churn/{gone}")

    assert register() == f"{ARN}/4"


def test_an_emptied_group_goes_on_counting(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A group whose versions are all deleted remembers how many it has issued."""
    for _ in range(2):
        client.delete_model_package(ModelPackageName=register())

    assert register() == f"{ARN}/3"


def test_a_group_is_deleted_after_its_last_version(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A group may go as soon as nothing is in it; made anew it starts at 1."""
    for arn in (register(), register()):
        client.delete_model_package(ModelPackageName=arn)
    client.delete_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package_group(ModelPackageGroupName="churn")

    assert numbers(client) == []
    assert register() == f"{ARN}/1"


def test_an_approved_version_is_deleted(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Approval does not protect from deletion."""
    client.delete_model_package(ModelPackageName=register(ModelApprovalStatus="Approved"))

    assert numbers(client) == []


def test_the_versions_of_other_groups_stay(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A version is deleted from its own group only."""
    register()
    client.create_model_package_group(ModelPackageGroupName="basket")
    client.create_model_package(ModelPackageGroupName="basket")

    client.delete_model_package(ModelPackageName="basket/1")
    client.delete_model_package_group(ModelPackageGroupName="basket")

    assert numbers(client) == [1]


def test_a_model_made_of_a_version_outlives_it(client: SageMakerClient, version: str) -> None:
    """Models are moto's, and go on existing."""
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    containers: Any = {"ModelPackageName": version}
    role = "arn:aws:iam::123456789012:role/execution"
    client.create_model(ModelName="model", ExecutionRoleArn=role, PrimaryContainer=containers)

    client.delete_model_package(ModelPackageName=version)

    assert client.describe_model(ModelName="model")["PrimaryContainer"]["ModelPackageName"] == version
