"""By what CreateModel finds a package: names, versions, ARNs in any letter case; and what it says of a missing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import make, no_model, of, unusable
from support.examples import HERE, SPECIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient

PACKAGE = f"{HERE}:model-package"


@pytest.fixture
def packages(client: SageMakerClient) -> None:
    """An approved and a rejected version of the group Churn, and an unversioned package."""
    client.create_model_package_group(ModelPackageGroupName="Churn")
    for status in ("Approved", "Rejected"):
        version: Any = {"ModelPackageGroupName": "Churn", "ModelApprovalStatus": status}
        client.create_model_package(**version, InferenceSpecification=SPECIFICATION)
    client.create_model_package(ModelPackageName="Market", InferenceSpecification=SPECIFICATION)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(f"{PACKAGE}/Churn/1", id="arn-of-a-version"),
        pytest.param("Churn/1", id="group-and-version"),
        pytest.param(f"{PACKAGE}/Market", id="arn-of-an-unversioned-package"),
        pytest.param("Market", id="name-of-an-unversioned-package"),
        pytest.param(f"{PACKAGE}/churn/1", id="arn-in-lower-case"),
        pytest.param("CHURN/1", id="group-in-upper-case"),
        pytest.param("market", id="name-in-lower-case"),
    ],
)
@pytest.mark.usefixtures("packages")
def test_a_package_is_found(client: SageMakerClient, name: str) -> None:
    """By name, group and version or ARN; the model keeps the text as it was given."""
    make(client, of(name))

    assert client.describe_model(ModelName="model")["PrimaryContainer"]["ModelPackageName"] == name


@pytest.mark.parametrize("name", [f"{PACKAGE}/Churn/2", "Churn/2", "churn/2", f"{PACKAGE}/churn/2"])
@pytest.mark.usefixtures("packages")
def test_a_refusal_tells_the_packages_own_arn(client: SageMakerClient, name: str) -> None:
    """However the version was named, the refusal tells its ARN as Describe does."""
    with no_model(client, unusable(f"{PACKAGE}/Churn/2", "ModelApprovalStatus", "Rejected")):
        make(client, of(name))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("missing", f"{PACKAGE}/missing", id="name"),
        pytest.param("Churn/7", f"{PACKAGE}/Churn/7", id="version"),
        pytest.param("missing/1", f"{PACKAGE}/missing/1", id="group"),
        pytest.param("Churn", f"{PACKAGE}/Churn", id="group-without-version"),
        pytest.param(f"{PACKAGE}/Churn/7", f"{PACKAGE}/Churn/7", id="arn"),
        pytest.param(f"{HERE}:model-package-group/Churn", f"{HERE}:model-package-group/Churn", id="arn-of-a-group"),
        pytest.param(f"{HERE}:model/Market", f"{HERE}:model/Market", id="arn-of-a-model"),
    ],
)
@pytest.mark.usefixtures("packages")
def test_a_missing_package_makes_no_model(client: SageMakerClient, name: str, told: str) -> None:
    """The refusal is DescribeModelPackage's, with the ARN even where a name was given."""
    with no_model(client, f"ModelPackage {told} does not exist."):
        make(client, of(name))


@pytest.mark.usefixtures("packages")
def test_a_deleted_version_makes_no_model(client: SageMakerClient) -> None:
    """An approved version is of no use once it is deleted."""
    client.delete_model_package(ModelPackageName=f"{PACKAGE}/Churn/1")

    for name in ("Churn/1", f"{PACKAGE}/Churn/1"):
        with no_model(client, f"ModelPackage {PACKAGE}/Churn/1 does not exist."):
            make(client, of(name))


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("elsewhere", ["arn:aws:sagemaker:eu-west-1", "arn:aws-cn:sagemaker:us-east-1"])
def test_the_arn_of_another_region_is_refused(
    client: SageMakerClient, sagemaker: Callable[[str], SageMakerClient], elsewhere: str
) -> None:
    """A package of the caller's own account in another region or partition makes no model here, exist it or not."""
    there = sagemaker("eu-west-1")
    there.create_model_package(ModelPackageName="Market", InferenceSpecification=SPECIFICATION)

    for name in ("Market", "missing", "Churn/1"):
        with no_model(client, "ARN should be scoped to correct region: us-east-1"):
            make(client, of(f"{elsewhere}:123456789012:model-package/{name}"))
    assert make(there, of("Market")) == "arn:aws:sagemaker:eu-west-1:123456789012:model/model"


def test_lower_case_arns_find_their_versions(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """Where ARNs are told in lower case, these make models and stand in refusals."""
    with client_with(arn_case="lower") as client:
        client.create_model_package_group(ModelPackageGroupName="Churn")
        arn = client.create_model_package(ModelPackageGroupName="Churn")["ModelPackageArn"]
        assert arn == f"{PACKAGE}/churn/1"

        for name in (arn, "Churn/1", f"{PACKAGE}/Churn/1"):
            with no_model(client, unusable(arn, "ModelApprovalStatus", "PendingManualApproval")):
                make(client, of(name))
        with no_model(client, f"ModelPackage {PACKAGE}/churn/2 does not exist."):
            make(client, of("Churn/2"))

        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
        make(client, of(arn), of("Churn/1"))


def test_two_groups_that_differ_in_case_only_are_two(client: SageMakerClient) -> None:
    """A name that is exactly one group's is that group's."""
    for name, status in (("churn", "Rejected"), ("Churn", "Approved")):
        client.create_model_package_group(ModelPackageGroupName=name)
        version: Any = {"ModelPackageGroupName": name, "ModelApprovalStatus": status}
        client.create_model_package(**version)

    with no_model(client, unusable(f"{PACKAGE}/churn/1", "ModelApprovalStatus", "Rejected")):
        make(client, of("churn/1"))
    with no_model(client, f"ModelPackage {PACKAGE}/CHURN/1 does not exist."):
        make(client, of("CHURN/1"))
    make(client, of("Churn/1"))
