"""The content of a model package's card, section by section."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib import resources
from typing import Any

import pytest
from cards.contents import card_schema, in_evaluation, in_job, package_schema, told
from jsonschema import Draft7Validator

from sagemaker_registry_mock.cards.validation import check_card_content, check_package_content

SIMPLE = {"name": "accuracy", "type": "number", "value": 0.9, "notes": "", "x_axis_name": "x", "y_axis_name": "y"}
JOB: dict[str, Any] = {
    "training_arn": "arn:aws:sagemaker:us-east-1:123456789012:training-job/churn",
    "training_datasets": ["s3://bucket/train"],
    "training_environment": {"container_image": ["image:1"]},
    "training_metrics": [{"name": "loss", "value": 0.1, "notes": "after ten epochs"}],
    "user_provided_training_metrics": [{"name": "hours", "value": 3}],
    "hyper_parameters": [{"name": "depth", "value": "6"}],
    "user_provided_hyper_parameters": [{"name": "seed", "value": "1"}],
}
FULL: dict[str, Any] = {
    "model_overview": {"model_creator": "Ada", "model_artifact": ["s3://bucket/model.tar.gz"]},
    "intended_uses": {
        "purpose_of_model": "to tell who leaves",
        "intended_uses": "letters to customers",
        "factors_affecting_model_efficiency": "Kündigungen im Sommer ✓",
        "risk_rating": "Low",
        "explanations_for_risk_rating": "nobody is harmed",
    },
    "business_details": {
        "business_problem": "churn",
        "business_stakeholders": "sales",
        "line_of_business": "telephones",
    },
    "training_details": {
        "objective_function": {"function": {"function": "Minimize", "facet": "Loss"}, "notes": "none"},
        "training_observations": "none",
        "training_job_details": JOB,
    },
    "evaluation_details": [
        {
            "name": "first",
            "evaluation_observation": "good",
            "evaluation_job_arn": "arn",
            "datasets": ["s3://bucket/test"],
            "metadata": {"any name at all": "text"},
            "metric_groups": [{"name": "quality", "metric_data": [SIMPLE]}],
        }
    ],
    "additional_information": {
        "ethical_considerations": "none",
        "caveats_and_recommendations": "none",
        "custom_details": {"any name at all": "text"},
    },
}


def test_the_schema_is_the_published_one() -> None:
    """Six sections, thirteen definitions, nothing required; as a whole it is what was published, descriptions aside."""
    schema = package_schema()
    canonical = json.dumps(schema, sort_keys=True)

    assert list(schema["properties"]) == list(FULL)
    assert len(schema["definitions"]) == 13
    assert (schema["title"], schema["version"]) == ("SageMakerModelCardSchema", "0.1.0")
    assert "required" not in schema
    assert hashlib.sha256(canonical.encode()).hexdigest() == (
        "56b7a1dfa770616af22441e21c3a2894e6b3b6c220161c8e0fdd5f25a0935fff"
    )


@pytest.mark.parametrize("schema", [package_schema(), card_schema()], ids=["package", "stand-alone"])
def test_both_schemas_are_schemas_of_draft_7(schema: Any) -> None:
    """Each is a schema by the rules of the draft that it is read by."""
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("section", [None, *FULL])
def test_a_section_may_be_full_empty_or_absent(section: str | None) -> None:
    """No section is needed and none needs a member; all together are accepted as well."""
    check_package_content(json.dumps(FULL))
    check_package_content(json.dumps({name: FULL[name] for name in FULL if name != section}))
    check_package_content(json.dumps({section: type(FULL[section])()} if section else {}))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ({"model_details": {}}, '$: not allowed here: "model_details"'),
        ({"model_package_details": {}}, '$: not allowed here: "model_package_details"'),
        ({"model_overview": {"model_id": "1"}}, '$.model_overview: not allowed here: "model_id"'),
        ({"model_overview": {"model_creator": 5}}, "$.model_overview.model_creator: 5 is not a string"),
        ({"model_overview": {"model_artifact": "s3://"}}, '$.model_overview.model_artifact: "s3://" is not an array'),
        (
            {"model_overview": {"model_artifact": ["", None]}},
            "$.model_overview.model_artifact[1]: null is not a string",
        ),
        (
            {"intended_uses": {"risk_rating": "low"}},
            '$.intended_uses.risk_rating: "low" is not one of "High", "Medium", "Low", "Unknown"',
        ),
        ({"intended_uses": []}, "$.intended_uses: an array is not an object"),
        ({"business_details": {"problem": ""}}, '$.business_details: not allowed here: "problem"'),
        ({"training_details": {"observations": ""}}, '$.training_details: not allowed here: "observations"'),
        (in_job(metrics=[]), '$.training_details.training_job_details: not allowed here: "metrics"'),
        (
            in_job(training_metrics=[{"name": "loss"}]),
            '$.training_details.training_job_details.training_metrics[0]: required but missing: "value"',
        ),
        (
            in_job(user_provided_training_metrics=[{"name": "loss", "value": "0.1"}]),
            '$.training_details.training_job_details.user_provided_training_metrics[0].value: "0.1" is not a number',
        ),
        (
            in_job(hyper_parameters=[{"name": "depth", "value": 6}]),
            "$.training_details.training_job_details.hyper_parameters[0].value: 6 is not a string",
        ),
        (
            in_job(user_provided_hyper_parameters=[{"value": "1"}]),
            '$.training_details.training_job_details.user_provided_hyper_parameters[0]: required but missing: "name"',
        ),
        ({"evaluation_details": {}}, "$.evaluation_details: an object is not an array"),
        ({"evaluation_details": [{}]}, '$.evaluation_details[0]: required but missing: "name"'),
        (in_evaluation(metrics=[]), '$.evaluation_details[0]: not allowed here: "metrics"'),
        (in_evaluation(datasets=[""] * 11), "$.evaluation_details[0].datasets: its length is 11, the maximum is 10"),
        (in_evaluation(metadata={"rows": 5}), "$.evaluation_details[0].metadata.rows: 5 is not a string"),
        (
            in_evaluation(metric_groups=[{"name": "group"}]),
            '$.evaluation_details[0].metric_groups[0]: required but missing: "metric_data"',
        ),
        (
            {"additional_information": {"custom_details": {"owner": True}}},
            "$.additional_information.custom_details.owner: true is not a string",
        ),
    ],
)
def test_what_breaks_a_section(content: Any, refusal: str) -> None:
    """A member that is not there, of another type, or not named by the schema: the refusal says where and what."""
    assert told(check_package_content, content) == refusal


@pytest.mark.parametrize(
    ("build", "limit", "path"),
    [
        (lambda text: {"model_overview": {"model_creator": text}}, 1024, "$.model_overview.model_creator"),
        (lambda text: {"intended_uses": {"intended_uses": text}}, 2048, "$.intended_uses.intended_uses"),
        (lambda text: {"business_details": {"line_of_business": text}}, 2048, "$.business_details.line_of_business"),
        (
            lambda text: {"training_details": {"training_observations": text}},
            1024,
            "$.training_details.training_observations",
        ),
        (
            lambda text: in_evaluation(evaluation_observation=text),
            2096,
            "$.evaluation_details[0].evaluation_observation",
        ),
        (lambda text: in_evaluation(evaluation_job_arn=text), 256, "$.evaluation_details[0].evaluation_job_arn"),
        (
            lambda text: {"additional_information": {"custom_details": {"key": text}}},
            1024,
            "$.additional_information.custom_details.key",
        ),
    ],
)
def test_lengths(build: Any, limit: int, path: str) -> None:
    """A text may have as many characters as the schema says, letters beyond ASCII counted as one, and no more."""
    check_package_content(json.dumps(build("ü" * limit)))

    assert told(check_package_content, build("ü" * (limit + 1))) == (
        f"{path}: its length is {limit + 1}, the maximum is {limit}"
    )


def test_jsonschema_is_loaded_by_the_first_check() -> None:
    """A program that has no cards does not wait for jsonschema; the first check loads it."""
    program = (
        "import sys; from sagemaker_registry_mock.cards.validation import check_card_content as check;"
        "before = 'jsonschema' in sys.modules; check('{}'); print(before, 'jsonschema' in sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert ran.stdout.split() == ["False", "True"]


def test_the_schemas_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first check of each kind the files are not looked at again."""
    check_package_content("{}")
    check_card_content("{}")
    monkeypatch.delattr(resources, "files")

    check_package_content(json.dumps(FULL))
    check_card_content(json.dumps(FULL))
