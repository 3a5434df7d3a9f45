"""DescribeModelPackage: which members it tells, and under which names a package is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import CONTAINER, HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:model-package/churn/1"
CARD = {
    "model_overview": {"model_creator": "somebody"},
    "intended_uses": {"risk_rating": "High", "purpose_of_model": "to keep customers"},
    "additional_information": {"caveats_and_recommendations": "none"},
}


def test_a_version_has_exactly_the_documented_members(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """The service's own example: a described version after its approval, without ModelPackageName."""
    specification = {
        "Containers": [CONTAINER],
        "SupportedTransformInstanceTypes": ["ml.m5.xlarge"],
        "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.xlarge"],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
    }
    arn = register(ModelPackageDescription="Test Model", InferenceSpecification=specification)
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")

    reply = describe(arn)

    assert set(reply) == {
        "ModelPackageGroupName",
        "ModelPackageVersion",
        "ModelPackageArn",
        "ModelPackageDescription",
        "CreationTime",
        "CreatedBy",
        "InferenceSpecification",
        "ModelPackageStatus",
        "ModelPackageStatusDetails",
        "CertifyForMarketplace",
        "ModelApprovalStatus",
        "LastModifiedTime",
        "LastModifiedBy",
    }
    assert set(reply["InferenceSpecification"]) == set(specification)
    assert set(reply["InferenceSpecification"]["Containers"][0]) == {"Image", "ImageDigest", "ModelDataUrl"}
    assert reply["ModelPackageStatusDetails"] == {"ValidationStatuses": [], "ImageScanStatuses": []}


@pytest.mark.parametrize("name", ["churn/1", ARN])
@pytest.mark.usefixtures("version")
def test_a_version_is_found_by_group_and_number_and_by_arn(
    describe: Callable[[str], dict[str, Any]], name: str
) -> None:
    """`group/1` and the ARN name the same version."""
    assert describe(name)["ModelPackageArn"] == ARN


@pytest.mark.parametrize(
    ("name", "arn"),
    [
        pytest.param("churn/7", f"{HERE}:model-package/churn/7", id="number-not-issued"),
        pytest.param(f"{HERE}:model-package/churn/7", f"{HERE}:model-package/churn/7", id="arn"),
        pytest.param("churn", f"{HERE}:model-package/churn", id="the-name-of-a-group"),
        pytest.param("basket/1", f"{HERE}:model-package/basket/1", id="no-such-group"),
        pytest.param(f"{HERE}:model-package-group/churn", f"{HERE}:model-package-group/churn", id="the-arn-of-a-group"),
    ],
)
@pytest.mark.usefixtures("version")
def test_a_missing_package_is_told_by_its_arn(client: SageMakerClient, name: str, arn: str) -> None:
    """Describe and Delete name the ARN of the missing package, also where a name was given."""
    with refused("ValidationException", f"ModelPackage {arn} does not exist."):
        client.describe_model_package(ModelPackageName=name)
    with refused("ValidationException", f"ModelPackage {arn} does not exist."):
        client.delete_model_package(ModelPackageName=name)


def test_metadata_only_leaves_the_metadata_of_the_card(client: SageMakerClient, register: Callable[..., str]) -> None:
    """With MetadataOnly the card's content keeps its risk rating, its status stays, and so does all else."""
    card: Any = {"ModelCardContent": json.dumps(CARD), "ModelCardStatus": "PendingReview"}
    arn = register(ModelCard=card, ModelPackageDescription="d")

    whole: Any = client.describe_model_package(ModelPackageName=arn, IncludedData="AllData")
    short: Any = client.describe_model_package(ModelPackageName=arn, IncludedData="MetadataOnly")

    assert whole.pop("ModelCard") == card
    less = short.pop("ModelCard")
    assert less["ModelCardStatus"] == "PendingReview"
    assert json.loads(less["ModelCardContent"]) == {"intended_uses": {"risk_rating": "High"}}
    del whole["ResponseMetadata"], short["ResponseMetadata"]
    assert short == whole


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, None, id="no-card"),
        pytest.param({"ModelCard": {"ModelCardStatus": "Draft"}}, {"ModelCardStatus": "Draft"}, id="no-content"),
        pytest.param({"ModelCard": {"ModelCardContent": "{}"}}, {"ModelCardContent": "{}"}, id="empty-content"),
        pytest.param(
            {"ModelCard": {"ModelCardContent": '{"intended_uses": {"purpose_of_model": "x"}}'}},
            {"ModelCardContent": "{}"},
            id="no-metadata",
        ),
    ],
)
def test_metadata_only_adds_nothing(
    client: SageMakerClient, register: Callable[..., str], given: Any, expected: Any
) -> None:
    """Without metadata in the card there is none to tell."""
    reply: Any = client.describe_model_package(ModelPackageName=register(**given), IncludedData="MetadataOnly")

    assert reply.get("ModelCard") == expected


def test_a_name_that_is_none_is_refused(client: SageMakerClient) -> None:
    """What is neither name, `group/1` nor ARN breaks the pattern."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value 'a_b' at 'modelPackageName' failed to satisfy constraint: Member must "
        r"satisfy regular expression pattern: (arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?"
        r"([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\/[0-9]{1,9})?",
    ):
        client.describe_model_package(ModelPackageName="a_b")
