"""validation="warn": what breaks a pattern, an enum or a maximum is accepted with a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import HERE, told

from sagemaker_registry_mock import ConstraintWarning
from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.pipeline import answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient

NAME_PATTERN = "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"


@pytest.fixture
def _unchecked_replies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let replies break the service model, as tolerated requests do."""
    monkeypatch.setattr(responses, "answer", answer)


@pytest.mark.usefixtures("_unchecked_replies")
def test_a_name_that_breaks_the_pattern_is_a_warning(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """With validation="warn" a name that AWS would refuse is accepted with the sentence of the refusal as a warning."""
    with client_with(validation="warn") as client:
        with pytest.warns(ConstraintWarning) as warned:
            client.create_model_package_group(ModelPackageGroupName="mpg_DEV")
        with pytest.warns(ConstraintWarning, match="at 'modelPackageGroupName'"):
            arn = client.create_model_package(ModelPackageGroupName="mpg_DEV")["ModelPackageArn"]

        assert [str(one.message) for one in warned] == [
            f"Value 'mpg_DEV' at 'modelPackageGroupName' failed to satisfy constraint: {NAME_PATTERN}"
        ]
        assert arn == f"{HERE}:model-package/mpg_DEV/1"
        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")


@pytest.mark.usefixtures("_unchecked_replies")
def test_enums_and_maxima_are_warnings_too(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """Every broken constraint of a request is a warning of its own; what was given is kept."""
    request: Any = {"ModelPackageName": "scorer", "SkipModelValidation": "Some", "ModelPackageDescription": "d" * 1025}
    with client_with(validation="warn") as client:
        with pytest.warns(ConstraintWarning) as warned:
            client.create_model_package(**request)

        assert len(warned) == 2
        assert told(client.describe_model_package(ModelPackageName="scorer"))["SkipModelValidation"] == "Some"


def test_a_minimum_is_refused_all_the_same(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """validation="warn" tolerates patterns, enums and maxima; what else is broken is refused, and told alone."""
    request: Any = {"ModelPackageName": "a_b", "CustomerMetadataProperties": {}}
    with (
        client_with(validation="warn") as client,
        refused(
            "ValidationException",
            "1 validation error detected: Value '{}' at 'customerMetadataProperties' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        ),
    ):
        client.create_model_package(**request)


def test_a_test_may_turn_the_warning_into_an_error(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """Where warnings are errors, as in this test run, the warning comes out of boto3, and nothing is created."""
    with client_with(validation="warn") as client:
        with pytest.raises(ConstraintWarning, match="Value 'mpg_DEV' at 'modelPackageGroupName'"):
            client.create_model_package_group(ModelPackageGroupName="mpg_DEV")

        assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_a_search_for_what_does_not_exist_finds_nothing(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """A tolerated Resource that SageMaker does not have has no records, no properties and no suggestions."""
    request: Any = {
        "Resource": "ModelPackages",
        "SortBy": "ModelPackageName",
        "SearchExpression": {"Filters": [{"Name": "ModelPackageName", "Value": "scorer"}]},
    }
    resource: Any = "ModelPackages"
    with client_with(validation="warn") as client:
        client.create_model_package(ModelPackageName="scorer", Tags=[{"Key": "team", "Value": "a"}])
        with pytest.warns(ConstraintWarning, match="at 'resource'"):
            found = client.search(**request)
        with pytest.warns(ConstraintWarning, match="at 'resource'"):
            suggested = client.get_search_suggestions(Resource=resource)

    assert (found["Results"], found["TotalHits"]) == ([], {"Value": 0, "Relation": "EqualTo"})
    assert suggested["PropertyNameSuggestions"] == []


def test_a_page_of_any_size(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """A tolerated MaxResults, however large, is a page with everything on it."""
    with client_with(validation="warn") as client:
        client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
        with pytest.warns(ConstraintWarning, match="at 'maxResults'"):
            listed = client.list_model_cards(MaxResults=2**63)
        with pytest.warns(ConstraintWarning, match="at 'maxResults'"):
            found = client.search(Resource="ModelCard", MaxResults=2**63)

    assert (len(listed["ModelCardSummaries"]), len(found["Results"])) == (1, 1)
