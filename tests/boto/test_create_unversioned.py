"""CreateModelPackage with a name of its own: unversioned packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import CONTAINER, HERE, SPECIFICATION, additional, tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:model-package/scorer"
NO_ENVIRONMENT = (
    "1 validation errors detected:Environment variable map cannot be specified when using non-versioned ModelPackages"
)


def test_an_unversioned_package_is_found_by_name_and_arn(
    client: SageMakerClient, describe: Callable[[str], dict[str, Any]]
) -> None:
    """Its ARN ends in its name; Describe takes either."""
    reply = client.create_model_package(ModelPackageName="scorer", InferenceSpecification=SPECIFICATION)

    assert told(reply) == {"ModelPackageArn": ARN}
    assert describe("scorer") == describe(ARN)


def test_an_unversioned_package_has_no_group_version_and_approval(
    client: SageMakerClient, describe: Callable[[str], dict[str, Any]]
) -> None:
    """Describe tells its name, and an approval status that was given is passed over."""
    client.create_model_package(
        ModelPackageName="scorer",
        ModelPackageDescription="d",
        InferenceSpecification=SPECIFICATION,
        ModelApprovalStatus="Approved",
        CertifyForMarketplace=True,
    )

    reply = describe("scorer")

    assert set(reply) == {
        "ModelPackageName",
        "ModelPackageArn",
        "ModelPackageDescription",
        "CreationTime",
        "CreatedBy",
        "InferenceSpecification",
        "ModelPackageStatus",
        "ModelPackageStatusDetails",
        "CertifyForMarketplace",
    }
    assert (reply["ModelPackageName"], reply["ModelPackageStatus"]) == ("scorer", "Completed")
    assert reply["CertifyForMarketplace"] is True


def test_a_taken_name_is_refused(client: SageMakerClient, describe: Callable[[str], dict[str, Any]]) -> None:
    """A second package of the same name is refused, and the first one stays as it is."""
    client.create_model_package(ModelPackageName="scorer")
    before = describe("scorer")

    with refused("ValidationException", f"ModelPackage already exists: {ARN}"):
        client.create_model_package(ModelPackageName="scorer", ModelPackageDescription="second")

    assert describe("scorer") == before


@pytest.mark.usefixtures("version")
def test_a_group_and_an_unversioned_package_may_share_a_name(
    client: SageMakerClient, describe: Callable[[str], dict[str, Any]]
) -> None:
    """The two kinds of name do not meet."""
    client.create_model_package(ModelPackageName="churn")

    assert describe("churn")["ModelPackageName"] == "churn"
    assert describe("churn/1")["ModelPackageVersion"] == 1


@pytest.mark.parametrize(
    "specifications",
    [
        pytest.param(
            {"InferenceSpecification": {"Containers": [CONTAINER, {**CONTAINER, "Environment": {"A": "1"}}]}},
            id="main",
        ),
        pytest.param(
            {
                "AdditionalInferenceSpecifications": [
                    *additional("plain"),
                    {"Name": "b", "Containers": [{**CONTAINER, "Environment": {"A": "1"}}]},
                ]
            },
            id="additional",
        ),
    ],
)
def test_environment_is_refused(client: SageMakerClient, specifications: Any) -> None:
    """A container of an unversioned package has no Environment; the service's odd words tell it."""
    with refused("ValidationException", NO_ENVIRONMENT):
        client.create_model_package(ModelPackageName="scorer", **specifications)

    assert client.list_model_packages()["ModelPackageSummaryList"] == []


def test_environment_is_refused_later_too(client: SageMakerClient, describe: Callable[[str], dict[str, Any]]) -> None:
    """An update does not bring an Environment in, and changes nothing else either."""
    client.create_model_package(ModelPackageName="scorer")
    before = describe("scorer")

    specification: Any = {"Containers": [{**CONTAINER, "Environment": {"A": "1"}}]}
    with refused("ValidationException", NO_ENVIRONMENT):
        client.update_model_package(ModelPackageArn=ARN, InferenceSpecification=specification)

    assert describe("scorer") == before


def test_additional_specifications_without_environment_are_accepted(
    client: SageMakerClient, describe: Callable[[str], dict[str, Any]]
) -> None:
    """Only the Environment is what an unversioned package must not have."""
    client.create_model_package(ModelPackageName="scorer", AdditionalInferenceSpecifications=additional("a", "b"))

    assert [one["Name"] for one in describe("scorer")["AdditionalInferenceSpecifications"]] == ["a", "b"]


def test_an_empty_environment_is_none(client: SageMakerClient) -> None:
    """Clients that fill in every parameter send an empty Environment."""
    specification: Any = {"Containers": [{**CONTAINER, "Environment": {}}]}

    reply = client.create_model_package(ModelPackageName="scorer", InferenceSpecification=specification)

    assert reply["ModelPackageArn"] == ARN


def test_tags_are_taken(client: SageMakerClient) -> None:
    """An unversioned package is created with tags of its own."""
    client.create_model_package(ModelPackageName="scorer", Tags=tags(team="a", cost="1"))

    assert client.list_tags(ResourceArn=ARN)["Tags"] == tags(team="a", cost="1")


def test_a_deleted_name_is_free_again(client: SageMakerClient, describe: Callable[[str], dict[str, Any]]) -> None:
    """The name of a deleted package may be given to a new one, which has nothing of the old one."""
    client.create_model_package(ModelPackageName="scorer", ModelPackageDescription="old", Tags=tags(team="a"))
    client.delete_model_package(ModelPackageName="scorer")

    client.create_model_package(ModelPackageName="scorer")

    assert "ModelPackageDescription" not in describe("scorer")
    assert client.list_tags(ResourceArn=ARN)["Tags"] == []
