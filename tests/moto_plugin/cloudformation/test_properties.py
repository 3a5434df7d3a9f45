"""The properties of a resource by the schema of its type."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.stacks import POLICY, SPECIFICATION

from sagemaker_registry_mock.errors import PropertiesInvalid
from sagemaker_registry_mock.moto_plugin.cloudformation.properties import read_properties
from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import ABSENT, CARD, GROUP, PACKAGE, REQUIRED, Schema
from sagemaker_registry_mock.protocol.service import default_service

#: The settable properties of the published resource schemas.
PUBLISHED = {
    GROUP: "ModelPackageGroupDescription ModelPackageGroupName ModelPackageGroupPolicy Tags",
    PACKAGE: "AdditionalInferenceSpecifications AdditionalInferenceSpecificationsToAdd ApprovalDescription "
    "CertifyForMarketplace ClientToken CustomerMetadataProperties Domain DriftCheckBaselines InferenceSpecification "
    "MetadataProperties ModelApprovalStatus ModelCard ModelMetrics ModelPackageDescription ModelPackageGroupName "
    "ModelPackageName ModelPackageStatusDetails ModelPackageVersion SamplePayloadUrl SecurityConfig "
    "SkipModelValidation SourceAlgorithmSpecification SourceUri Tags Task ValidationSpecification",
    CARD: "Content ModelCardName ModelCardStatus SecurityConfig Tags",
}
WRONG: list[tuple[Schema, dict[str, Any], str]] = [
    (GROUP, {}, "#: required key [ModelPackageGroupName] not found"),
    (GROUP, {"ModelPackageGroupName": "churn", "Colour": "red"}, "#: extraneous key [Colour] is not permitted"),
    (
        GROUP,
        {"ModelPackageGroupName": "churn", "ManagedConfiguration": {}},
        "#: extraneous key [ManagedConfiguration] is not permitted",
    ),
    (GROUP, {"ModelPackageGroupName": ["churn"]}, "#/ModelPackageGroupName: expected type: String, found: JSONArray"),
    (
        GROUP,
        {"ModelPackageGroupName": "churn", "ModelPackageGroupPolicy": 3},
        "#/ModelPackageGroupPolicy: expected type: JSONObject, found: Integer",
    ),
    (
        GROUP,
        {"ModelPackageGroupName": "churn", "Tags": {"team": "a"}},
        "#/Tags: expected type: JSONArray, found: JSONObject",
    ),
    (GROUP, {"ModelPackageGroupName": "churn", "Tags": [{"Key": "a"}]}, "#/Tags/0: required key [Value] not found"),
    (PACKAGE, {"ModelLifeCycle": {}}, "#: extraneous key [ModelLifeCycle] is not permitted"),
    (PACKAGE, {"ModelPackageArn": "arn"}, "#: extraneous key [ModelPackageArn] is not permitted"),
    (PACKAGE, {"CertifyForMarketplace": 1.5}, "#/CertifyForMarketplace: expected type: Boolean, found: Double"),
    (PACKAGE, {"CertifyForMarketplace": "yes"}, "#/CertifyForMarketplace: expected type: Boolean, found: String"),
    (PACKAGE, {"ModelPackageVersion": True}, "#/ModelPackageVersion: expected type: Integer, found: Boolean"),
    (PACKAGE, {"InferenceSpecification": "x"}, "#/InferenceSpecification: expected type: JSONObject, found: String"),
    (
        PACKAGE,
        {"CustomerMetadataProperties": []},
        "#/CustomerMetadataProperties: expected type: JSONObject, found: JSONArray",
    ),
    (
        PACKAGE,
        {"InferenceSpecification": {**SPECIFICATION, "Containers": [{"ModelDataETag": "e"}]}},
        (
            "#/InferenceSpecification/Containers/0: required key [Image] not found, "
            "#/InferenceSpecification/Containers/0: extraneous key [ModelDataETag] is not permitted"
        ),
    ),
    (PACKAGE, {"ModelCard": {"ModelCardContent": "{}"}}, "#/ModelCard: required key [ModelCardStatus] not found"),
    (
        CARD,
        {"ModelCardName": "card", "Content": "{}", "ModelCardStatus": "Draft"},
        "#/Content: expected type: JSONObject, found: String",
    ),
    (
        CARD,
        {"ModelCardName": "card", "Content": {"x": 1}, "ModelCardStatus": "Draft"},
        "#/Content: extraneous key [x] is not permitted",
    ),
]


@pytest.mark.parametrize("schema", PUBLISHED, ids=lambda schema: schema.kind)
def test_a_type_has_the_properties_of_its_schema(schema: Schema) -> None:
    """What the service model and the few differences make together is what AWS has published."""
    assert {*schema.properties, *schema.objects} == set(PUBLISHED[schema].split())
    assert schema.create_only <= {*schema.properties}
    assert schema.name in schema.properties
    assert {"AWS::SageMaker::ModelCard": {"Content", "ModelCardName", "ModelCardStatus"}}.get(schema.kind, set()) <= {
        *schema.mandatory
    }


def test_the_differences_are_about_shapes_that_exist() -> None:
    """Every shape and member that the schemas leave out or require is one of the service model's."""
    model = default_service().model
    for shape, members in {**ABSENT, **REQUIRED}.items():
        assert set(members) & model.shape_for(shape).members.keys(), shape


@pytest.mark.parametrize(("schema", "properties", "sentences"), WRONG)
def test_what_does_not_fit_is_told_with_its_place(schema: Schema, properties: dict[str, Any], sentences: str) -> None:
    """A missing, an unknown and a mistyped property are refused in CloudFormation's words."""
    with pytest.raises(PropertiesInvalid) as refused:
        read_properties(schema, "It", properties)

    assert str(refused.value) == f"Properties validation failed for resource It with message:\n[{sentences}]"


def test_values_are_read_as_the_type_that_they_stand_for() -> None:
    """Numbers, truth values and dates are texts where a text is wanted, and texts are numbers and truth values."""
    read = read_properties(
        PACKAGE,
        "It",
        {
            "CertifyForMarketplace": "True",
            "ModelPackageVersion": "7",
            "CustomerMetadataProperties": {"run": 7, "final": True, "day": dt.date(2026, 1, 31)},
            "ModelPackageStatusDetails": {"ValidationStatuses": [None]},
            "InferenceSpecification": SPECIFICATION,
        },
    )

    assert read == {
        "CertifyForMarketplace": True,
        "ModelPackageVersion": 7,
        "CustomerMetadataProperties": {"run": "7", "final": "true", "day": "2026-01-31"},
        "ModelPackageStatusDetails": {"ValidationStatuses": []},
        "InferenceSpecification": SPECIFICATION,
    }
    assert read_properties(PACKAGE, "It", {"CertifyForMarketplace": False, "ModelPackageVersion": 7}) == {
        "CertifyForMarketplace": False,
        "ModelPackageVersion": 7,
    }


@pytest.mark.parametrize("policy", [POLICY, "{}"])
def test_a_policy_is_an_object_or_a_text(policy: Any) -> None:
    """Both forms that the schema allows pass as they are."""
    given = {"ModelPackageGroupName": "churn", "ModelPackageGroupPolicy": policy}
    assert read_properties(GROUP, "It", given) == given
