"""The content of a card as a template states it, and as the API takes it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sagemaker_registry_mock.cards.validation import check_card_content
from sagemaker_registry_mock.moto_plugin.cloudformation.content import document, misnamed

CONTENT = {
    "ModelOverview": {"ModelName": "churn", "ModelVersion": 2, "InferenceEnvironment": {"ContainerImage": ["image:1"]}},
    "IntendedUses": {"FactorsAffectingModelEfficiency": "load", "RiskRating": "High"},
    "TrainingDetails": {
        "ObjectiveFunction": {"Function": {"Function": "Maximize", "Facet": "AUC"}},
        "TrainingJobDetails": {"UserProvidedHyperParameters": [{"Name": "maxDepth", "Value": "3"}]},
    },
    "EvaluationDetails": [
        {
            "Name": "test",
            "Metadata": {"RunId": "7", "DataSet": "Holdout"},
            "MetricGroups": [
                {
                    "Name": "all",
                    "MetricData": [
                        {"Name": "AUC", "Type": "bar_chart", "Value": [1, 2.5], "XAxisName": ["Low"], "YAxisName": "n"}
                    ],
                }
            ],
        }
    ],
    "AdditionalInformation": {"CustomDetails": {"CostCentre": "A1", "snake_case": "kept"}},
}


def test_names_become_those_of_the_json_schema() -> None:
    """Every member is renamed, at every depth, and the result is a valid card."""
    text = document(CONTENT)

    check_card_content(text)
    told = json.loads(text)
    metric = told["evaluation_details"][0]["metric_groups"][0]["metric_data"][0]
    assert metric == {"name": "AUC", "type": "bar_chart", "value": [1, 2.5], "x_axis_name": ["Low"], "y_axis_name": "n"}
    assert told["intended_uses"] == {"factors_affecting_model_efficiency": "load", "risk_rating": "High"}
    job = told["training_details"]["training_job_details"]
    assert job == {"user_provided_hyper_parameters": [{"name": "maxDepth", "value": "3"}]}


def test_the_keys_of_a_users_maps_are_kept() -> None:
    """CustomDetails and Metadata hold whatever keys the user has given them."""
    told = json.loads(document(CONTENT))

    assert told["evaluation_details"][0]["metadata"] == {"RunId": "7", "DataSet": "Holdout"}
    assert told["additional_information"]["custom_details"] == {"CostCentre": "A1", "snake_case": "kept"}
    assert list(misnamed(CONTENT, "#/Content")) == []


def test_a_date_of_yaml_is_a_text() -> None:
    """What YAML takes for a date stays what the template says."""
    day = dt.date(2026, 1, 31)
    assert json.loads(document({"TrainingDetails": {"TrainingObservations": day}})) == {
        "training_details": {"training_observations": "2026-01-31"}
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"model_overview": {}}, "#/Content: extraneous key [model_overview] is not permitted"),
        (
            {"ModelOverview": {"modelName": "churn"}},
            "#/Content/ModelOverview: extraneous key [modelName] is not permitted",
        ),
        (
            {"EvaluationDetails": [{"name": ""}]},
            "#/Content/EvaluationDetails/0: extraneous key [name] is not permitted",
        ),
    ],
)
def test_names_of_the_api_are_none_of_a_template(content: dict[str, object], sentence: str) -> None:
    """A name that is not written as CloudFormation writes names is told with its place."""
    assert list(misnamed(content, "#/Content")) == [sentence]
