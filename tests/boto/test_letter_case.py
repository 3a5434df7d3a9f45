"""Letter case: kept in names and ARNs, passed over in look-ups where that is unambiguous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient

GROUP = f"{HERE}:model-package-group"
PACKAGE = f"{HERE}:model-package"


@pytest.fixture
def mixed(client: SageMakerClient) -> str:
    """The ARN of the first version of the group `ModelGroup1`."""
    client.create_model_package_group(ModelPackageGroupName="ModelGroup1")
    return client.create_model_package(ModelPackageGroupName="ModelGroup1")["ModelPackageArn"]


def test_names_and_arns_keep_their_letter_case(
    client: SageMakerClient, mixed: str, describe: Callable[[str], dict[str, Any]]
) -> None:
    """A name is told as it was given, in every ARN too."""
    assert mixed == f"{PACKAGE}/ModelGroup1/1"
    assert describe(mixed)["ModelPackageGroupName"] == "ModelGroup1"
    group = client.describe_model_package_group(ModelPackageGroupName="ModelGroup1")
    assert group["ModelPackageGroupArn"] == f"{GROUP}/ModelGroup1"


@pytest.mark.parametrize("name", ["modelgroup1/1", f"{PACKAGE}/modelgroup1/1", f"{PACKAGE}/MODELGROUP1/1"])
def test_a_version_is_found_in_any_letter_case(
    client: SageMakerClient, mixed: str, describe: Callable[[str], dict[str, Any]], name: str
) -> None:
    """An ARN that was stored in lower case is found, and what is told has the registry's own spelling."""
    arn = name if name.startswith("arn:") else f"{PACKAGE}/{name}"

    updated = client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")

    assert updated["ModelPackageArn"] == mixed
    assert describe(name)["ModelPackageArn"] == mixed
    assert describe(mixed)["ModelApprovalStatus"] == "Approved"
    client.delete_model_package(ModelPackageName=name)
    assert client.list_model_packages(ModelPackageGroupName="ModelGroup1")["ModelPackageSummaryList"] == []


@pytest.mark.parametrize("name", ["modelgroup1", f"{GROUP}/MODELGROUP1"])
@pytest.mark.usefixtures("mixed")
def test_a_group_is_found_in_any_letter_case(client: SageMakerClient, name: str) -> None:
    """Every operation that names a group finds it."""
    arn = f"{GROUP}/{name.rpartition('/')[2]}"
    client.add_tags(ResourceArn=arn, Tags=tags(team="a"))

    described = client.describe_model_package_group(ModelPackageGroupName=name)
    registered = client.create_model_package(ModelPackageGroupName=name)
    listed = client.list_model_packages(ModelPackageGroupName=name)

    assert described["ModelPackageGroupName"] == "ModelGroup1"
    assert registered["ModelPackageArn"] == f"{PACKAGE}/ModelGroup1/2"
    assert len(listed["ModelPackageSummaryList"]) == 2
    assert client.list_tags(ResourceArn=f"{GROUP}/ModelGroup1")["Tags"] == tags(team="a")


def test_a_policy_is_put_in_any_letter_case(client: SageMakerClient, put_policy: Callable[[str], str]) -> None:
    """The policy operations look up names as the others do; the missing one is told as it was given."""
    client.create_model_package_group(ModelPackageGroupName="ModelGroup1")
    policy = put_policy("modelgroup1")

    assert client.get_model_package_group_policy(ModelPackageGroupName="MODELGROUP1")["ResourcePolicy"] == policy
    with refused("ValidationException", f"Cannot find Model Package Group: {GROUP}/Basket"):
        client.get_model_package_group_policy(ModelPackageGroupName="Basket")


def test_names_that_differ_in_letter_case_are_two(
    client: SageMakerClient, describe: Callable[[str], dict[str, Any]]
) -> None:
    """Each is found by its exact name; a third spelling names neither, until one of the two is deleted."""
    for name in ("Churn", "churn", "Scorer", "scorer"):
        if "hurn" in name:
            client.create_model_package_group(ModelPackageGroupName=name, ModelPackageGroupDescription=name)
        client.create_model_package(ModelPackageName=name, ModelPackageDescription=name)

    for name in ("Churn", "churn"):
        group = client.describe_model_package_group(ModelPackageGroupName=name)
        assert group["ModelPackageGroupDescription"] == name
        assert describe(name)["ModelPackageDescription"] == name
    with refused("ValidationException", f"ModelPackageGroup {GROUP}/CHURN does not exist."):
        client.describe_model_package_group(ModelPackageGroupName="CHURN")
    with refused("ValidationException", f"ModelPackage {PACKAGE}/SCORER does not exist."):
        describe("SCORER")

    client.delete_model_package(ModelPackageName="Scorer")
    assert describe("SCORER")["ModelPackageDescription"] == "scorer"
    client.delete_model_package(ModelPackageName="scorer")
    client.create_model_package(ModelPackageName="Scorer", ModelPackageDescription="again")
    assert describe("scorer")["ModelPackageDescription"] == "again"


def test_package_arns_in_lower_case(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """With arn_case="lower" the ARNs of packages are in lower case; names and the ARNs of groups are as given."""
    with client_with(arn_case="lower") as client:
        group = client.create_model_package_group(ModelPackageGroupName="ModelGroup1")["ModelPackageGroupArn"]
        version = client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"]
        unversioned = client.create_model_package(ModelPackageName="Scorer")["ModelPackageArn"]

        assert group == f"{GROUP}/ModelGroup1"
        assert version == f"{PACKAGE}/modelgroup1/1"
        assert unversioned == f"{PACKAGE}/scorer"
        told = client.describe_model_package(ModelPackageName=version)
        assert (told["ModelPackageArn"], told["ModelPackageGroupName"]) == (version, "ModelGroup1")
        assert client.describe_model_package(ModelPackageName=unversioned)["ModelPackageName"] == "Scorer"
        summaries = client.list_model_packages(ModelPackageGroupName="modelgroup1")["ModelPackageSummaryList"]
        assert [one["ModelPackageArn"] for one in summaries] == [version]


def test_refusals_tell_the_arn_in_lower_case_too(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """The ARN that a refusal makes of a name has the letter case of the ARNs that there are."""
    with client_with(arn_case="lower") as client:
        client.create_model_package(ModelPackageName="Scorer")

        with refused("ValidationException", f"ModelPackage already exists: {PACKAGE}/scorer"):
            client.create_model_package(ModelPackageName="Scorer")
        with refused("ValidationException", f"ModelPackage {PACKAGE}/churn/1 does not exist."):
            client.describe_model_package(ModelPackageName="Churn/1")
        with refused("ValidationException", f"ModelPackageGroup {GROUP}/Churn does not exist."):
            client.describe_model_package_group(ModelPackageGroupName="Churn")
