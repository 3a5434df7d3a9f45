"""What CreateModelPackage refuses; nothing is registered then, and no version number is used up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import CONTAINER, HERE, SPECIFICATION, additional, tags

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

S3: Any = {"S3DataType": "S3Object", "S3Uri": "s3://bucket/extra"}
GROUP = {"ModelPackageGroupName": "churn"}
NAME = {"ModelPackageName": "scorer"}
CONSTRAINT = "failed to satisfy constraint: Member must"


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        pytest.param(
            {**GROUP, **NAME},
            "Both ModelPackageName and ModelPackageGroupName are provided in the input. "
            "Cannot determine which one to use.",
            id="both-names",
        ),
        pytest.param({}, "Missing ARN.", id="no-name"),
        pytest.param({"ModelPackageGroupName": "basket"}, "Model Package Group does not exist.", id="no-group"),
        pytest.param(
            {"ModelPackageGroupName": f"{HERE}:model-package-group/basket"},
            "Model Package Group does not exist.",
            id="no-group-of-that-arn",
        ),
        pytest.param(
            {"ModelPackageGroupName": f"{HERE}:model-package/churn"},
            "Model Package Group does not exist.",
            id="arn-of-a-package",
        ),
        pytest.param(
            {**GROUP, "Tags": tags(team="a")},
            "Tags are not supported in Model Package versions. Please add them to the Model Package Group.",
            id="tags-of-a-version",
        ),
        pytest.param(
            {**GROUP, "SourceUri": "somewhere", "InferenceSpecification": SPECIFICATION},
            "SourceUri and InferenceSpecification cannot be specified together.",
            id="source-and-specification",
        ),
        pytest.param(
            {
                **GROUP,
                "InferenceSpecification": {"Containers": [CONTAINER, {**CONTAINER, "AdditionalS3DataSource": S3}]},
            },
            "AdditionalS3DataSource is not allowed in InferenceSpecification",
            id="additional-data-source",
        ),
        pytest.param(
            {**GROUP, "AdditionalInferenceSpecifications": additional("a", "b", "a")},
            "The additional inference specification name a is not unique.",
            id="specification-name-twice",
        ),
        pytest.param({**NAME, "Tags": [*tags(team="a"), *tags(team="b")]}, "Duplicate tag key: team", id="tag-twice"),
        pytest.param(
            {**NAME, "Tags": [{"Key": "aws:team", "Value": "a"}]},
            "Tag keys beginning with aws: are reserved for system use: aws:team",
            id="reserved-tag",
        ),
    ],
)
def test_rules_of_the_service(client: SageMakerClient, group: str, request_: dict[str, Any], message: str) -> None:
    """Each refusal is a ValidationException with its own sentence."""
    with refused("ValidationException", message):
        client.create_model_package(**request_)

    assert client.list_model_packages(ModelPackageType="Both")["ModelPackageSummaryList"] == []
    assert client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"].endswith("/1")


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        pytest.param(
            {"ModelPackageName": "a_b"},
            f"Value 'a_b' at 'modelPackageName' {CONSTRAINT} satisfy regular expression pattern: "
            "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
            id="pattern",
        ),
        pytest.param(
            {**NAME, "ModelApprovalStatus": "Maybe"},
            f"Value 'Maybe' at 'modelApprovalStatus' {CONSTRAINT} satisfy enum value set: "
            "[Approved, Rejected, PendingManualApproval]",
            id="enum",
        ),
        pytest.param(
            {**NAME, "ClientToken": "a" * 37},
            f"Value '{'a' * 37}' at 'clientToken' {CONSTRAINT} have length less than or equal to 36",
            id="length",
        ),
        pytest.param(
            {**NAME, "CustomerMetadataProperties": {}},
            f"Value '{{}}' at 'customerMetadataProperties' {CONSTRAINT} have length greater than or equal to 1",
            id="empty-map",
        ),
        pytest.param(
            {**NAME, "InferenceSpecification": {"Containers": [CONTAINER] * 16}},
            f"Value '[{', '.join(['{Image=image:1, ModelDataUrl=s3://bucket/model.tar.gz}'] * 16)}]' "
            f"at 'inferenceSpecification.containers' {CONSTRAINT} have length less than or equal to 15",
            id="long-list",
        ),
        pytest.param(
            {**NAME, "ModelLifeCycle": {"Stage": "Development", "StageStatus": "In Progress"}},
            f"Value 'In Progress' at 'modelLifeCycle.stageStatus' {CONSTRAINT} satisfy regular expression pattern: "
            "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
            id="nested",
        ),
        pytest.param(
            {**NAME, "AdditionalInferenceSpecifications": additional("a", "b_c")},
            f"Value 'b_c' at 'additionalInferenceSpecifications.2.member.name' {CONSTRAINT} satisfy regular "
            "expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
            id="in-a-list",
        ),
    ],
)
def test_constraints_of_the_service_model(client: SageMakerClient, request_: dict[str, Any], message: str) -> None:
    """A broken constraint is told with the value, its place and the rule."""
    with refused("ValidationException", f"1 validation error detected: {message}"):
        client.create_model_package(**request_)


def test_an_unknown_instance_type(client: SageMakerClient) -> None:
    """All instance types that there are stand in the message."""
    types = ", ".join(client.meta.service_model.shape_for("ProductionVariantInstanceType").enum)
    specification: Any = {**SPECIFICATION, "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large", "ml.m5.tiny"]}

    with refused(
        "ValidationException",
        "1 validation error detected: Value 'ml.m5.tiny' at "
        f"'inferenceSpecification.supportedRealtimeInferenceInstanceTypes.2.member' {CONSTRAINT} satisfy enum value "
        f"set: [{types}]",
    ):
        client.create_model_package(ModelPackageName="scorer", InferenceSpecification=specification)


def test_all_broken_constraints_are_told_at_once(client: SageMakerClient) -> None:
    """Constraints come before the rules of the service, and all that are broken are told in one message."""
    request: Any = {**GROUP, "SkipModelValidation": "Some", "ManagedStorageType": "Free"}

    with refused(
        "ValidationException",
        "2 validation errors detected: "
        f"Value 'Some' at 'skipModelValidation' {CONSTRAINT} satisfy enum value set: [All, None]; "
        f"Value 'Free' at 'managedStorageType' {CONSTRAINT} satisfy enum value set: [Restricted]",
    ):
        client.create_model_package(**request)


@pytest.mark.usefixtures("group")
def test_an_empty_list_of_tags_is_no_tags(client: SageMakerClient) -> None:
    """A version takes an empty list of tags, as clients send it that fill in every parameter."""
    assert client.create_model_package(ModelPackageGroupName="churn", Tags=[])["ModelPackageArn"].endswith("/1")
