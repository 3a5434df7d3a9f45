"""Contents of model cards as teams write them, and what a refused one is answered."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from support.examples import HERE

CARD = f"{HERE}:model-card/churn"
VERSION = f"{HERE}:model-package/churn/1"

#: What a team tells of a version, with every section and every kind of metric that the package's schema has.
PACKAGE_DOCUMENT: Any = {
    "model_overview": {"model_creator": "Ada Lovelace", "model_artifact": ["s3://models/churn/model.tar.gz"]},
    "intended_uses": {
        "purpose_of_model": "Tells who will leave within thirty days.",
        "intended_uses": "Offers to customers; no decision about prices.",
        "factors_affecting_model_efficiency": "Seasons: retrain each quarter.",
        "risk_rating": "Medium",
        "explanations_for_risk_rating": "A wrong answer costs one voucher.",
    },
    "business_details": {
        "business_problem": "Too many customers leave unseen.",
        "business_stakeholders": "Marketing, customer care",
        "line_of_business": "Telephony",
    },
    "training_details": {
        "objective_function": {"function": {"function": "Minimize", "facet": "Loss"}, "notes": "log loss"},
        "training_observations": "Converged after forty rounds.",
        "training_job_details": {
            "training_arn": f"{HERE}:training-job/churn-2026-01-31",
            "training_datasets": ["s3://data/churn/train"],
            "training_environment": {"container_image": ["683313688378.dkr.ecr.us-east-1.amazonaws.com/xgboost:1.7-1"]},
            "training_metrics": [{"name": "validation:auc", "value": 0.913, "notes": "hold-out of January"}],
            "hyper_parameters": [{"name": "max_depth", "value": "5"}, {"name": "eta", "value": "0.2"}],
        },
    },
    "evaluation_details": [
        {
            "name": "Bias and quality, January",
            "evaluation_observation": "No group is treated worse.",
            "datasets": ["s3://data/churn/test"],
            "metadata": {"analyst": "Grace Hopper"},
            "metric_groups": [
                {
                    "name": "binary_classification_metrics",
                    "metric_data": [
                        {"name": "precision", "type": "number", "value": 0.87, "notes": "at 0.5"},
                        {"name": "passed", "type": "boolean", "value": True},
                        {"name": "verdict", "type": "string", "value": "good"},
                        {
                            "name": "confusion_matrix",
                            "type": "matrix",
                            "value": [[90, 10], [7, 93]],
                            "x_axis_name": ["stays", "leaves"],
                            "y_axis_name": ["stayed", "left"],
                        },
                        {
                            "name": "receiver_operating_characteristic_curve",
                            "type": "linear_graph",
                            "value": [[0, 0], [0.2, 0.8], [1, 1]],
                            "x_axis_name": "False positives",
                            "y_axis_name": "True positives",
                        },
                        {
                            "name": "shap",
                            "type": "bar_chart",
                            "value": [0.4, 0.1],
                            "x_axis_name": ["calls", "age"],
                            "y_axis_name": "SHAP",
                        },
                    ],
                }
            ],
        }
    ],
    "additional_information": {
        "ethical_considerations": "Age is not used for prices.",
        "caveats_and_recommendations": "Not for business customers.",
        "custom_details": {"cost centre": "4711"},
    },
}

#: A card of its own about the same version: with all that only such a card may have.
CARD_DOCUMENT: Any = {
    **PACKAGE_DOCUMENT,
    "model_overview": {
        **PACKAGE_DOCUMENT["model_overview"],
        "model_id": VERSION,
        "model_name": "churn",
        "model_description": "Gradient boosted trees over the calls of a month.",
        "model_version": 1,
        "problem_type": "Binary classification",
        "algorithm_type": "XGBoost",
        "model_owner": "customer-insight",
        "inference_environment": {"container_image": ["683313688378.dkr.ecr.us-east-1.amazonaws.com/xgboost:1.7-1"]},
    },
    "model_package_details": {
        "model_package_arn": VERSION,
        "model_package_group_name": "churn",
        "model_package_version": 1,
        "model_package_status": "Completed",
        "model_approval_status": "Approved",
        "approval_description": "Better than the one of December.",
        "created_by": {"user_profile_name": "ada"},
        "domain": "MACHINE_LEARNING",
        "task": "CLASSIFICATION",
        "inference_specification": {"containers": [{"image": "image:1", "model_data_url": "s3://models/churn.tar.gz"}]},
    },
}


def without(document: Any, *path: Any) -> Any:
    """Return a copy of the document in which what is at the path is missing."""
    copy = deepcopy(document)
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return copy


def rated(rating: str) -> str:
    """Return a small content with this risk rating."""
    return json.dumps({"intended_uses": {"risk_rating": rating}})


def not_valid(path: str, reason: str) -> tuple[str, str]:
    """Return code and message with which a content is refused."""
    return "ValidationException", f"The content of the model card is not valid at {path}: {reason}."


#: Contents that no kind of card takes, and the code and the message that tell the place and the reason.
BROKEN = [
    pytest.param("", not_valid("$", "it is not JSON: Expecting value (line 1, column 1)"), id="no-text"),
    pytest.param("Draft", not_valid("$", "it is not JSON: Expecting value (line 1, column 1)"), id="no-json"),
    pytest.param(
        '{"intended_uses": {}', not_valid("$", "it is not JSON: Expecting ',' delimiter (line 1, column 21)"), id="cut"
    ),
    pytest.param("[]", not_valid("$", "an array is not an object"), id="array"),
    pytest.param("null", not_valid("$", "null is not an object"), id="null"),
    pytest.param('{"colour": "red"}', not_valid("$", 'not allowed here: "colour"'), id="unknown-section"),
    pytest.param(
        rated("Huge"),
        not_valid("$.intended_uses.risk_rating", '"Huge" is not one of "High", "Medium", "Low", "Unknown"'),
        id="enum",
    ),
    pytest.param(
        json.dumps(without(PACKAGE_DOCUMENT, "evaluation_details", 0, "metric_groups", 0, "name")),
        not_valid("$.evaluation_details[0].metric_groups[0]", 'required but missing: "name"'),
        id="deep-inside",
    ),
    pytest.param(
        json.dumps({"additional_information": {"custom_details": {"cost centre": 4711}}}),
        not_valid("$.additional_information.custom_details['cost centre']", "4711 is not a string"),
        id="type",
    ),
]
