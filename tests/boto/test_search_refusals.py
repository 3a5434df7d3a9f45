"""Searches that cannot mean anything are refused, never answered with an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

EXISTS = {"Name": "ModelPackageName", "Operator": "Exists"}
CONTAINS = {"Name": "ModelPackageName", "Operator": "Contains", "Value": "a"}
CONTAINERS = "InferenceSpecification.Containers"


@pytest.mark.parametrize(
    ("filter_", "message"),
    [
        pytest.param({"Name": "Colour", "Value": "red"}, "Unknown property name: Colour", id="unknown"),
        pytest.param(
            {"Name": "ModelLifeCycle.Colour", "Operator": "Exists"},
            "Unknown property name: ModelLifeCycle.Colour",
            id="unknown-inside",
        ),
        pytest.param(
            {"Name": "ModelPackageName.", "Value": "a"}, "Unknown property name: ModelPackageName.", id="dot-at-the-end"
        ),
        pytest.param({"Name": "Tags.", "Operator": "Exists"}, "Unknown property name: Tags.", id="tag-without-key"),
        pytest.param(
            {"Name": "ModelPackageName.Length", "Value": "1"},
            "Unknown property name: ModelPackageName.Length",
            id="inside-a-text",
        ),
        pytest.param(
            {"Name": "ModelLifeCycle", "Value": "Production"},
            "Operator Equals is not supported for property ModelLifeCycle.",
            id="structure-has-no-value",
        ),
        pytest.param(
            {"Name": "ModelPackageName", "Operator": "GreaterThan", "Value": "a"},
            "Operator GreaterThan is not supported for property ModelPackageName.",
            id="greater-text",
        ),
        pytest.param(
            {"Name": "CertifyForMarketplace", "Operator": "LessThan", "Value": "true"},
            "Operator LessThan is not supported for property CertifyForMarketplace.",
            id="less-boolean",
        ),
        pytest.param(
            {"Name": "ModelPackageVersion", "Operator": "Contains", "Value": "1"},
            "Operator Contains is not supported for property ModelPackageVersion.",
            id="contains-number",
        ),
        pytest.param(
            {"Name": "CreationTime", "Operator": "In", "Value": "2026-01-31T12:00:00"},
            "Operator In is not supported for property CreationTime.",
            id="in-times",
        ),
        pytest.param(
            {"Name": "ModelPackageVersion", "Value": "one"},
            "The filter value for property ModelPackageVersion must be an integer or a floating-point decimal.",
            id="no-number",
        ),
        pytest.param(
            {"Name": "CreationTime", "Operator": "GreaterThan", "Value": "yesterday"},
            "The filter value for property CreationTime must be an ISO 8601 time such as 2026-01-31T12:00:00.",
            id="no-time",
        ),
        pytest.param(
            {"Name": "CertifyForMarketplace", "Value": "1"},
            "The filter value for property CertifyForMarketplace must be true or false.",
            id="no-boolean",
        ),
        pytest.param(
            {"Name": "ModelPackageName", "Operator": "Equals"},
            "The filter value for property ModelPackageName must be given.",
            id="no-value",
        ),
        pytest.param(
            {"Name": "ModelPackageName", "Operator": "NotEquals"},
            "The filter value for property ModelPackageName must be given.",
            id="no-value-to-differ-from",
        ),
    ],
)
def test_filters(client: SageMakerClient, filter_: Any, message: str) -> None:
    """A filter names a property that exists, an operator that goes with it, and a value of its type."""
    with refused("ValidationException", message):
        client.search(Resource="ModelPackage", SearchExpression={"Filters": [filter_]})


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        pytest.param(
            {}, "A SearchExpression must have at least one of Filters, NestedFilters and SubExpressions.", id="empty"
        ),
        pytest.param(
            {"Filters": [EXISTS], "SubExpressions": [{"Operator": "Or"}]},
            "A SearchExpression must have at least one of Filters, NestedFilters and SubExpressions.",
            id="empty-inside",
        ),
        pytest.param(
            {"Filters": [CONTAINS, CONTAINS]}, "'CONTAINS' operator usage limit of 1 exceeded.", id="contains"
        ),
        pytest.param(
            {"Filters": [CONTAINS], "SubExpressions": [{"Filters": [CONTAINS]}]},
            "'CONTAINS' operator usage limit of 1 exceeded.",
            id="contains-inside",
        ),
        pytest.param(
            {
                "Filters": [CONTAINS],
                "NestedFilters": [
                    {
                        "NestedPropertyName": CONTAINERS,
                        "Filters": [{"Name": "Image", "Operator": "Contains", "Value": "a"}],
                    }
                ],
            },
            "'CONTAINS' operator usage limit of 1 exceeded.",
            id="contains-nested",
        ),
        pytest.param(
            {"Filters": [EXISTS] * 16, "SubExpressions": [{"Filters": [EXISTS] * 16}, {"Filters": [EXISTS] * 17}]},
            "A SearchExpression can include at most 50 recursive SubExpressions, NestedFilters and Filters.",
            id="more-than-fifty",
        ),
        pytest.param(
            {"NestedFilters": [{"NestedPropertyName": "Colours", "Filters": [EXISTS]}]},
            "Unknown property name: Colours",
            id="nested-in-nothing",
        ),
        pytest.param(
            {"NestedFilters": [{"NestedPropertyName": "ModelPackageName", "Filters": [EXISTS]}]},
            "Unknown property name: ModelPackageName",
            id="nested-in-a-text",
        ),
        pytest.param(
            {"NestedFilters": [{"NestedPropertyName": CONTAINERS, "Filters": [{"Name": "Colour", "Value": "red"}]}]},
            "Unknown property name: InferenceSpecification.Containers.Colour",
            id="nested-unknown",
        ),
    ],
)
def test_expressions(client: SageMakerClient, expression: Any, message: str) -> None:
    """An expression has conditions, at most fifty in all, and Contains once."""
    with refused("ValidationException", message):
        client.search(Resource="ModelPackage", SearchExpression=expression)


def test_fifty_conditions_are_the_most(client: SageMakerClient, version: str) -> None:
    """Fifty filters and subexpressions are accepted."""
    exists: Any = {"Name": "ModelPackageArn", "Operator": "Exists"}
    expression: Any = {
        "Filters": [exists] * 16,
        "SubExpressions": [{"Filters": [exists] * 16}, {"Filters": [exists] * 16}],
    }

    reply = client.search(Resource="ModelPackage", SearchExpression=expression)

    assert [one["ModelPackage"]["ModelPackageArn"] for one in reply["Results"]] == [version]


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        pytest.param({"SortBy": "Colour"}, "Unknown property name: Colour", id="sort-by-unknown"),
        pytest.param({"SortBy": "ModelLifeCycle"}, "Unknown property name: ModelLifeCycle", id="sort-by-structure"),
        pytest.param(
            {"VisibilityConditions": [{"Key": "team", "Value": "a"}]},
            "The visibility condition key team must be of the form Tags.<key>.",
            id="visibility-without-tags",
        ),
        pytest.param(
            {"MaxResults": 101},
            "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: "
            "Member must have value less than or equal to 100",
            id="page-size",
        ),
        pytest.param(
            {"SearchExpression": {"Filters": [EXISTS] * 21}},
            "1 validation error detected: Value "
            f"'[{', '.join(['{Name=ModelPackageName, Operator=Exists}'] * 21)}]' at 'searchExpression.filters' failed "
            "to satisfy constraint: Member must have length less than or equal to 20",
            id="more-than-twenty-filters",
        ),
    ],
)
def test_the_rest_of_a_request(client: SageMakerClient, request_: Any, message: str) -> None:
    """Order, visibility and page size are checked as well."""
    with refused("ValidationException", message):
        client.search(Resource="ModelPackage", **request_)


@pytest.mark.parametrize("operation", ["search", "get_search_suggestions"])
def test_a_resource_that_does_not_exist(client: SageMakerClient, operation: str) -> None:
    """The message tells all resources that can be searched."""
    resources = client.meta.service_model.shape_for("ResourceType").enum

    with refused(
        "ValidationException",
        "1 validation error detected: Value 'Widget' at 'resource' failed to satisfy constraint: "
        f"Member must satisfy enum value set: [{', '.join(resources)}]",
    ):
        getattr(client, operation)(Resource="Widget")
