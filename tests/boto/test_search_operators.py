"""Search over model packages: every operator, on every type of property it goes with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.examples import tags

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

#: Packages in the order of their creation, a minute apart from noon on.
CREATED: list[Any] = [
    {
        "ModelPackageGroupName": "churn",
        "ModelApprovalStatus": "Approved",
        "ModelPackageDescription": "first try",
        "CustomerMetadataProperties": {"team": "a", "run.id": "7"},
        "InferenceSpecification": {
            "Containers": [
                {"Image": "image:1", "ModelDataUrl": "s3://bucket/1"},
                {"Image": "image:2", "ModelDataUrl": "s3://bucket/2"},
            ],
            "SupportedContentTypes": ["text/csv", "application/json"],
        },
    },
    {
        "ModelPackageGroupName": "churn",
        "ModelLifeCycle": {"Stage": "Production", "StageStatus": "Approved"},
        "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        "InferenceSpecification": {"Containers": [{"Image": "image:1", "ModelDataUrl": "s3://bucket/2"}]},
    },
    {
        "ModelPackageName": "scorer",
        "ModelPackageDescription": "second try",
        "CertifyForMarketplace": True,
        "Tags": tags(team="a"),
    },
]
NAMES = ["churn/1", "churn/2", "scorer"]


@pytest.fixture
def packages(client: SageMakerClient) -> None:
    """Create the packages `CREATED`."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    with freeze_time("2026-01-31 12:00:00.250") as clock:
        for request in CREATED:
            client.create_model_package(**request)
            clock.tick(timedelta(minutes=1))


def found(client: SageMakerClient, expression: Any) -> list[str]:
    """Return what follows `model-package/` in the ARNs of all packages that satisfy the expression, oldest first."""
    request: Any = {"Resource": "ModelPackage", "SearchExpression": expression, "SortBy": "CreationTime"}
    reply = client.search(**request, SortOrder="Ascending")
    assert reply["TotalHits"] == {"Value": len(reply["Results"]), "Relation": "EqualTo"}
    return [one["ModelPackage"]["ModelPackageArn"].partition(":model-package/")[2] for one in reply["Results"]]


@pytest.mark.parametrize(
    ("name", "operator", "value", "expected"),
    [
        pytest.param("ModelApprovalStatus", "Equals", "Approved", ["churn/1"], id="equals"),
        pytest.param("ModelApprovalStatus", None, "Approved", ["churn/1"], id="equals-by-default"),
        pytest.param("ModelPackageDescription", "Equals", "First try", [], id="equals-in-its-letter-case"),
        pytest.param("ModelPackageVersion", "Equals", "2", ["churn/2"], id="equals-number"),
        pytest.param("CertifyForMarketplace", "Equals", "True", ["scorer"], id="equals-boolean"),
        pytest.param("CertifyForMarketplace", "NotEquals", "true", ["churn/1", "churn/2"], id="not-equals-boolean"),
        pytest.param("CreationTime", "Equals", "2026-01-31T12:01:00", ["churn/2"], id="equals-whole-second"),
        pytest.param("CreationTime", "Equals", "2026-01-31T13:01:00.250+01:00", ["churn/2"], id="equals-millisecond"),
        pytest.param("ModelApprovalStatus", "NotEquals", "Approved", ["churn/2", "scorer"], id="not-equals-or-absent"),
        pytest.param("ModelPackageVersion", "GreaterThan", "1", ["churn/2"], id="greater"),
        pytest.param("ModelPackageVersion", "GreaterThanOrEqualTo", "1.0", ["churn/1", "churn/2"], id="at-least"),
        pytest.param("ModelPackageVersion", "LessThan", "2", ["churn/1"], id="less"),
        pytest.param("ModelPackageVersion", "LessThanOrEqualTo", "2", ["churn/1", "churn/2"], id="at-most"),
        pytest.param("CreationTime", "GreaterThan", "2026-01-31T12:01:00Z", ["scorer"], id="after"),
        pytest.param("CreationTime", "LessThanOrEqualTo", "2026-01-31T12:01:00", ["churn/1", "churn/2"], id="until"),
        pytest.param("ModelPackageDescription", "Contains", "try", ["churn/1", "scorer"], id="contains"),
        pytest.param("ModelPackageDescription", "In", "nothing, second try", ["scorer"], id="in"),
        pytest.param("ModelLifeCycle", "Exists", None, ["churn/2"], id="exists"),
        pytest.param("ModelLifeCycle.Stage", "Exists", None, ["churn/2"], id="exists-inside"),
        pytest.param("ModelPackageDescription", "NotExists", None, ["churn/2"], id="not-exists"),
        pytest.param("ModelLifeCycle.Stage", "Equals", "Production", ["churn/2"], id="life-cycle"),
        pytest.param("ModelCard.ModelCardStatus", "Equals", "Draft", ["churn/2"], id="card"),
        pytest.param("CustomerMetadataProperties.team", "Equals", "a", ["churn/1"], id="metadata"),
        pytest.param("CustomerMetadataProperties.run.id", "Equals", "7", ["churn/1"], id="metadata-key-with-dot"),
        pytest.param("Tags.team", "Equals", "a", ["scorer"], id="tag"),
        pytest.param("Tags.team", "NotExists", None, ["churn/1", "churn/2"], id="no-tag"),
        pytest.param("Tags", "Exists", None, ["scorer"], id="any-tag"),
        pytest.param(
            "InferenceSpecification.Containers.Image", "Equals", "image:2", ["churn/1"], id="some-element-of-a-list"
        ),
        pytest.param(
            "InferenceSpecification.SupportedContentTypes", "Contains", "json", ["churn/1"], id="some-text-of-a-list"
        ),
        pytest.param("CreatedBy.IamIdentity.Arn", "Contains", ":123456789012:", NAMES, id="creator"),
    ],
)
@pytest.mark.usefixtures("packages")
def test_operators(
    client: SageMakerClient, name: str, operator: str | None, value: str | None, expected: list[str]
) -> None:
    """A filter is a property, an operator and a value; each operator compares by the property's type."""
    condition = {"Name": name, "Operator": operator, "Value": value}
    given = {key: one for key, one in condition.items() if one is not None}

    assert found(client, {"Filters": [given]}) == expected


APPROVED = {"Name": "ModelApprovalStatus", "Value": "Approved"}
PRODUCTION = {"Name": "ModelLifeCycle.Stage", "Value": "Production"}
VERSIONED = {"Name": "ModelPackageVersion", "Operator": "Exists"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param({"Filters": [APPROVED, PRODUCTION]}, [], id="and-by-default"),
        pytest.param({"Filters": [APPROVED, VERSIONED], "Operator": "And"}, ["churn/1"], id="and"),
        pytest.param({"Filters": [APPROVED, PRODUCTION], "Operator": "Or"}, ["churn/1", "churn/2"], id="or"),
        pytest.param(
            {
                "Filters": [VERSIONED],
                "SubExpressions": [{"Filters": [APPROVED, {"Name": "Tags.team", "Value": "a"}], "Operator": "Or"}],
            },
            ["churn/1"],
            id="or-inside-and",
        ),
        pytest.param(
            {
                "SubExpressions": [
                    {"SubExpressions": [{"Filters": [APPROVED]}]},
                    {"Filters": [{"Name": "Tags.team", "Value": "a"}]},
                ],
                "Operator": "Or",
            },
            ["churn/1", "scorer"],
            id="subexpressions-alone",
        ),
    ],
)
@pytest.mark.usefixtures("packages")
def test_combinations(client: SageMakerClient, expression: Any, expected: list[str]) -> None:
    """Filters and expressions are joined by And, unless Or is said, at every depth."""
    assert found(client, expression) == expected


@pytest.mark.parametrize("prefix", ["InferenceSpecification.Containers.", ""])
@pytest.mark.usefixtures("packages")
def test_nested_filters_hold_for_one_element(client: SageMakerClient, prefix: str) -> None:
    """One single container has both values; with plain filters two containers may share them."""
    image = {"Name": "Image", "Value": "image:1"}
    data = {"Name": "ModelDataUrl", "Value": "s3://bucket/2"}

    def nested(*filters: dict[str, str]) -> dict[str, Any]:
        named = [{**one, "Name": f"{prefix}{one['Name']}"} for one in filters]
        return {"NestedPropertyName": "InferenceSpecification.Containers", "Filters": named}

    plain = [{**one, "Name": f"InferenceSpecification.Containers.{one['Name']}"} for one in (image, data)]

    assert found(client, {"Filters": plain}) == ["churn/1", "churn/2"]
    assert found(client, {"NestedFilters": [nested(image, data)]}) == ["churn/2"]
    assert found(client, {"NestedFilters": [nested(image), nested(data)]}) == ["churn/1", "churn/2"]
    assert found(client, {"NestedFilters": [nested(image)], "Filters": [APPROVED]}) == ["churn/1"]
