"""The oddities of the published schema: what it means to refuse but, by the rules of JSON Schema, does not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cards.contents import in_evaluation, in_job, metric, told

from sagemaker_registry_mock.cards.validation import check_card_content, check_package_content

METRICS = [{"name": "loss", "value": 1}] * 51
PARAMETERS = [{"name": "depth", "value": "6"}] * 101


@pytest.mark.parametrize("check", [check_package_content, check_card_content])
@pytest.mark.parametrize(
    "value", [5, None, [], "Minimize", {"function": "sideways", "other": 1}, {"function": {"facet": 1}, "notes": 5}]
)
def test_the_objective_function_is_anything(check: Any, value: Any) -> None:
    """Its members stand beside `properties`, where they say nothing."""
    check(json.dumps({"training_details": {"objective_function": value}}))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"model_overview": {"model_artifact": ["s3://"] * 16}}, id="max-contains-of-artifacts"),
        pytest.param(in_job(training_datasets=["s3://"] * 16), id="max-contains-of-datasets"),
        pytest.param(in_job(training_environment={"container_image": [""] * 16}), id="max-contains-of-images"),
        pytest.param(in_job(training_metrics=METRICS), id="max-items-beside-ref-of-metrics"),
        pytest.param(in_job(user_provided_training_metrics=METRICS), id="max-items-beside-ref-of-own-metrics"),
        pytest.param(in_job(hyper_parameters=PARAMETERS), id="max-items-beside-ref-of-parameters"),
        pytest.param(in_job(user_provided_hyper_parameters=PARAMETERS), id="max-items-beside-ref-of-own-parameters"),
        pytest.param({"evaluation_details": [{"name": "x" * 64}]}, id="unanchored-pattern-of-an-evaluation"),
        pytest.param(
            in_evaluation(metric_groups=[{"name": "x" * 64, "metric_data": []}]), id="unanchored-pattern-of-a-group"
        ),
        pytest.param(metric(name="x" * 256, type="string", value=""), id="unanchored-pattern-of-a-metric"),
        pytest.param({"evaluation_details": [{"name": "\nx"}]}, id="one-character-that-is-no-newline-will-do"),
        pytest.param(
            in_evaluation(metric_groups=[{"name": "group", "metric_data": [], "other": 1}]), id="open-metric-groups"
        ),
        pytest.param(metric(name="a", type="boolean", value="yes"), id="type-and-value-are-not-tied"),
        pytest.param(metric(name="a", type="number", value=True), id="a-number-may-be-true"),
    ],
)
def test_oddities_hold(content: Any) -> None:
    """What the published schema means to refuse but does not is accepted."""
    check_package_content(json.dumps(content))


@pytest.mark.parametrize("name", ["", "\n", "\n\n"])
def test_the_unanchored_pattern_wants_one_character(name: str) -> None:
    """A name needs a character that ends no line: that is all of the pattern that holds."""
    refusal = told(check_package_content, {"evaluation_details": [{"name": name}]})

    assert refusal == f"$.evaluation_details[0].name: {json.dumps(name)} does not match the pattern .{{1,63}}"
