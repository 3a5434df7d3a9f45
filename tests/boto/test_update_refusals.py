"""A refused UpdateModelPackage changes nothing: not the member that was fine, not the time of the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import CONTAINER, HERE, SPECIFICATION, additional

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[[str], dict[str, Any]]

CONSTRAINT = "failed to satisfy constraint: Member must"
FULL = {f"key{number}": "v" for number in range(50)}


@pytest.fixture
def full(register: Callable[..., str], client: SageMakerClient) -> str:
    """The ARN of a version that has all the metadata and additional specifications it may have, and was updated."""
    names = [f"a{number}" for number in range(15)]
    arn = register(
        InferenceSpecification=SPECIFICATION,
        CustomerMetadataProperties=FULL,
        AdditionalInferenceSpecifications=additional(*names),
    )
    client.update_model_package(ModelPackageArn=arn, ApprovalDescription="first", ClientToken="used")
    return arn


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            {"CustomerMetadataProperties": {"one-more": "v"}},
            "CustomerMetadataProperties can have at most 50 entries.",
            id="metadata",
        ),
        pytest.param(
            {"CustomerMetadataProperties": {"b": "v", "c": "v"}, "CustomerMetadataPropertiesToRemove": ["key0"]},
            "CustomerMetadataProperties can have at most 50 entries.",
            id="metadata-after-removal",
        ),
        pytest.param(
            {"AdditionalInferenceSpecificationsToAdd": additional("one-more")},
            "Total number of additional Inference Specifications can not exceed 15",
            id="specifications",
        ),
        pytest.param(
            {"AdditionalInferenceSpecificationsToAdd": additional("a3")},
            "The additional inference specification name a3 is not unique.",
            id="known-name",
        ),
        pytest.param(
            {"AdditionalInferenceSpecificationsToAdd": additional("b", "b")},
            "The additional inference specification name b is not unique.",
            id="name-twice",
        ),
        pytest.param(
            {"SourceUri": "somewhere", "InferenceSpecification": SPECIFICATION},
            "SourceUri and InferenceSpecification cannot be specified together.",
            id="source-and-specification",
        ),
        pytest.param(
            {
                "InferenceSpecification": {
                    "Containers": [
                        {**CONTAINER, "AdditionalS3DataSource": {"S3DataType": "S3Object", "S3Uri": "s3://bucket/x"}}
                    ]
                }
            },
            "AdditionalS3DataSource is not allowed in InferenceSpecification",
            id="additional-data-source",
        ),
        pytest.param(
            {"ApprovalDescription": "two\nlines"},
            f"1 validation error detected: Value 'two\nlines' at 'approvalDescription' {CONSTRAINT} satisfy regular "
            "expression pattern: .*",
            id="pattern",
        ),
        pytest.param(
            {"ModelPackageRegistrationType": "Lost"},
            f"1 validation error detected: Value 'Lost' at 'modelPackageRegistrationType' {CONSTRAINT} satisfy enum "
            "value set: [Logged, Registered]",
            id="enum",
        ),
        pytest.param(
            {"CustomerMetadataPropertiesToRemove": ["k" * 129]},
            f"1 validation error detected: Value '{'k' * 129}' at 'customerMetadataPropertiesToRemove.1.member' "
            f"{CONSTRAINT} have length less than or equal to 128",
            id="length",
        ),
    ],
)
def test_rules_and_constraints(
    client: SageMakerClient, full: str, describe: Describe, change: dict[str, Any], message: str
) -> None:
    """The refusal has its own sentence, and Describe tells exactly what it told before."""
    before = describe(full)

    with refused("ValidationException", message):
        client.update_model_package(ModelPackageArn=full, ModelApprovalStatus="Approved", **change)

    assert describe(full) == before


def test_a_token_that_was_used(client: SageMakerClient, full: str, describe: Describe) -> None:
    """A ClientToken does not come again with another change."""
    before = describe(full)

    with refused("ConflictException", "ClientToken used was already used for a request with other parameters."):
        client.update_model_package(ModelPackageArn=full, ModelApprovalStatus="Approved", ClientToken="used")

    assert describe(full) == before


def test_a_refused_update_uses_no_token(client: SageMakerClient, full: str, describe: Describe) -> None:
    """The token of a refused update may come again with one that can be done."""
    with refused("ValidationException", "CustomerMetadataProperties can have at most 50 entries."):
        client.update_model_package(ModelPackageArn=full, CustomerMetadataProperties={"b": "v"}, ClientToken="new")

    client.update_model_package(ModelPackageArn=full, CustomerMetadataProperties={"key0": "w"}, ClientToken="new")

    assert describe(full)["CustomerMetadataProperties"] == {**FULL, "key0": "w"}


def test_the_approval_of_an_unversioned_package(client: SageMakerClient, describe: Describe) -> None:
    """Only versions are approved; what else the update gave is not done either."""
    arn = client.create_model_package(ModelPackageName="scorer")["ModelPackageArn"]
    before = describe(arn)

    with refused("ValidationException", "ModelApprovalStatus does not apply to unversioned model packages."):
        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", ApprovalDescription="d")

    assert describe(arn) == before


@pytest.mark.parametrize("key", ["churn/2", "churn", "basket/1"])
def test_a_missing_package(client: SageMakerClient, version: str, describe: Describe, key: str) -> None:
    """A package that does not exist is refused as Describe refuses it."""
    before = describe(version)

    with refused("ValidationException", f"ModelPackage {HERE}:model-package/{key} does not exist."):
        client.update_model_package(ModelPackageArn=f"{HERE}:model-package/{key}", ModelApprovalStatus="Approved")

    assert describe(version) == before


@pytest.mark.parametrize("name", ["churn/1", "churn", f"{HERE}:model-package-group/churn"])
def test_what_is_no_arn_of_a_package(client: SageMakerClient, version: str, describe: Describe, name: str) -> None:
    """An update takes the ARN of a package only, not its name."""
    before = describe(version)

    with refused(
        "ValidationException",
        f"1 validation error detected: Value '{name}' at 'modelPackageArn' {CONSTRAINT} satisfy regular expression "
        r"pattern: arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]{9,16}:[0-9]{12}:model-package/[\S]{1,2048}",
    ):
        client.update_model_package(ModelPackageArn=name, ModelApprovalStatus="Approved")

    assert describe(version) == before


def test_a_full_life_cycle_is_needed(client: SageMakerClient, version: str, describe: Describe) -> None:
    """Stage and status have no blanks; both errors are told at once."""
    before = describe(version)
    life_cycle: Any = {"Stage": "Pre Production", "StageStatus": "In_Progress"}
    pattern = "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"

    with refused(
        "ValidationException",
        "2 validation errors detected: "
        f"Value 'Pre Production' at 'modelLifeCycle.stage' {CONSTRAINT} {pattern}; "
        f"Value 'In_Progress' at 'modelLifeCycle.stageStatus' {CONSTRAINT} {pattern}",
    ):
        client.update_model_package(ModelPackageArn=version, ModelLifeCycle=life_cycle)

    assert describe(version) == before
