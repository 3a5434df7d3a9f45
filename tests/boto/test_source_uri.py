"""SourceUri: a free string, or what a package is copied from; and copies made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import CONTAINER, HERE, SPECIFICATION, additional

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ROLE = "arn:aws:iam::123456789012:role/execution"
WHOLE: Any = {
    "Containers": [{**CONTAINER, "Environment": {"A": "1"}}, {"Image": "image:2"}],
    "SupportedTransformInstanceTypes": ["ml.m5.large"],
    "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
    "SupportedContentTypes": ["text/csv"],
    "SupportedResponseMIMETypes": ["text/csv"],
}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("dummy source uri", id="words"),
        pytest.param("s3://bucket/model", id="uri"),
        pytest.param(f"{HERE}:training-job/job", id="arn-of-another-type"),
        pytest.param("arn:aws:sagemaker:us-west-2:123456789012:model-package/churn/1", id="arn-elsewhere"),
    ],
)
def test_a_free_string_brings_nothing(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]], source: str
) -> None:
    """Any text is accepted and kept; it needs no InferenceSpecification and brings none."""
    reply = describe(register(SourceUri=source))

    assert reply["SourceUri"] == source
    assert "InferenceSpecification" not in reply


def test_the_arn_of_a_version_brings_its_specification(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """The whole InferenceSpecification is copied, and nothing else."""
    source = register(InferenceSpecification=WHOLE, ModelPackageDescription="source", ModelApprovalStatus="Approved")

    reply = describe(register(SourceUri=source))

    assert reply["InferenceSpecification"] == describe(source)["InferenceSpecification"]
    assert reply["SourceUri"] == source
    assert reply["ModelApprovalStatus"] == "PendingManualApproval"
    assert "ModelPackageDescription" not in reply


def test_a_copy_does_not_follow_its_source(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """What the source becomes later, or that it goes, is nothing to the copy."""
    source = register(InferenceSpecification=SPECIFICATION)
    copy = register(SourceUri=source)
    before = describe(copy)

    client.update_model_package(ModelPackageArn=source, InferenceSpecification=WHOLE)
    client.delete_model_package(ModelPackageName=source)

    assert describe(copy) == before


def test_the_arn_of_an_unversioned_package_brings_its_specification(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """Both kinds of package may be the source."""
    arn = client.create_model_package(ModelPackageName="scorer", InferenceSpecification=SPECIFICATION)[
        "ModelPackageArn"
    ]

    reply = describe(register(SourceUri=arn))

    assert reply["InferenceSpecification"] == describe("scorer")["InferenceSpecification"]


def test_a_source_without_specification_brings_none(
    register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A package that has no InferenceSpecification yet may be the source."""
    assert "InferenceSpecification" not in describe(register(SourceUri=register()))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"PrimaryContainer": CONTAINER}, id="primary-container"),
        pytest.param({"Containers": [CONTAINER]}, id="containers"),
    ],
)
def test_the_arn_of_a_model_brings_its_containers(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]], given: Any
) -> None:
    """A model of the same account is registered by its ARN; its images get their digests."""
    model = client.create_model(ModelName="model", ExecutionRoleArn=ROLE, **given)["ModelArn"]

    reply = describe(register(SourceUri=model))

    digest = describe(register(InferenceSpecification=SPECIFICATION))["InferenceSpecification"]
    assert reply["InferenceSpecification"] == digest
    assert reply["SourceUri"] == model


def test_a_model_without_containers_brings_none(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A model may have no container in moto; there is nothing to copy then."""
    model = client.create_model(ModelName="model", ExecutionRoleArn=ROLE)["ModelArn"]

    assert "InferenceSpecification" not in describe(register(SourceUri=model))


def test_a_model_made_of_a_version_brings_none(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A container that only names a registered version has nothing to copy."""
    container: Any = {"ModelPackageName": register(ModelApprovalStatus="Approved")}
    model = client.create_model(ModelName="model", ExecutionRoleArn=ROLE, PrimaryContainer=container)["ModelArn"]

    assert "InferenceSpecification" not in describe(register(SourceUri=model))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(f"{HERE}:model-package/churn/7", "ModelPackage {} does not exist.", id="version"),
        pytest.param(f"{HERE}:model-package/scorer", "ModelPackage {} does not exist.", id="unversioned"),
        pytest.param(f"{HERE}:model/scorer", 'Could not find model "{}".', id="model"),
    ],
)
def test_a_missing_source_is_refused(
    client: SageMakerClient, register: Callable[..., str], source: str, message: str
) -> None:
    """An ARN of this account and region that names nothing is refused, and nothing is registered."""
    with refused("ValidationException", message.format(source)):
        register(SourceUri=source)

    assert client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"] == []


@pytest.mark.parametrize("with_digest", [True, False])
def test_a_version_is_copied_from_its_description(
    client: SageMakerClient,
    register: Callable[..., str],
    describe: Callable[[str], dict[str, Any]],
    *,
    with_digest: bool,
) -> None:
    """What Describe tells can be given to Create, less what Create does not take; the copy tells the same."""
    original = describe(
        register(
            InferenceSpecification=WHOLE,
            AdditionalInferenceSpecifications=additional("a"),
            CustomerMetadataProperties={"team": "a"},
            ModelLifeCycle={"Stage": "Development", "StageStatus": "Approved"},
            ModelCard={"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        )
    )
    taken = client.meta.service_model.operation_model("CreateModelPackage").input_shape.members
    request = {name: value for name, value in original.items() if name in taken}
    if not with_digest:
        containers = [
            {name: value for name, value in one.items() if name != "ImageDigest"}
            for one in original["InferenceSpecification"]["Containers"]
        ]
        request["InferenceSpecification"] = {**original["InferenceSpecification"], "Containers": containers}

    copy = describe(client.create_model_package(**request)["ModelPackageArn"])

    own = {"ModelPackageArn", "ModelPackageVersion", "CreationTime"}
    assert copy["ModelPackageVersion"] == 2
    assert {name: value for name, value in copy.items() if name not in own} == {
        name: value for name, value in original.items() if name not in own
    }
