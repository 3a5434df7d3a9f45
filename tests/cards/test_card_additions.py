"""What the content of a stand-alone card may hold beyond that of a package's card."""

from __future__ import annotations

import json
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from cards.contents import card_schema, loaded, package_schema, told

from sagemaker_registry_mock.cards.validation import check_card_content, check_package_content

#: Keywords by which a content can be refused, keywords that hold others, and those that say nothing.
TOLD = {"type", "enum", "required", "additionalProperties", "pattern", "minimum"}
TOLD_LENGTHS = {"minLength", "maxLength", "minItems", "maxItems"}
HOLDING = {"properties", "items", "anyOf", "definitions", "$ref"}
SILENT = {"title", "version", "default", "minContains", "maxContains", "function", "notes"}
ADDITIONS = loaded("card_additions.json")["additions"]
ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
OVERVIEW: dict[str, Any] = {
    "model_id": ARN,
    "model_name": "churn",
    "model_description": "tells who leaves",
    "model_version": 1,
    "problem_type": "Binary Classification",
    "algorithm_type": "XGBoost",
    "model_owner": "Ada",
    "inference_environment": {"container_image": ["image:1"]},
}
PACKAGE: dict[str, Any] = {
    "model_package_arn": ARN,
    "model_package_name": "churn",
    "model_package_group_name": "churn",
    "model_package_version": 1,
    "model_package_description": "the first",
    "model_package_status": "Completed",
    "model_approval_status": "PendingManualApproval",
    "approval_description": "not yet",
    "created_by": {"user_profile_name": "ada"},
    "domain": "MACHINE_LEARNING",
    "task": "CLASSIFICATION",
    "source_algorithms": [{"algorithm_name": "xgboost", "model_data_url": "s3://bucket/model.tar.gz"}],
    "inference_specification": {
        "containers": [{"image": "image:1", "model_data_url": "s3://bucket/m", "nearest_model_name": "xgboost"}]
    },
}


@pytest.mark.parametrize("name", OVERVIEW)
def test_members_of_the_overview(name: str) -> None:
    """A stand-alone card tells which model it is about; a package's card does not."""
    content = json.dumps({"model_overview": {name: OVERVIEW[name], "model_creator": "Ada"}})

    check_card_content(content)
    assert told(check_package_content, content) == f'$.model_overview: not allowed here: "{name}"'


@pytest.mark.parametrize("name", PACKAGE)
def test_details_of_the_package(name: str) -> None:
    """A stand-alone card may be about a package, as the SDK fills it in; a package's card has no such section."""
    content = json.dumps({"model_package_details": {name: PACKAGE[name]}})

    check_card_content(content)
    check_card_content(json.dumps({"model_package_details": PACKAGE, "model_overview": OVERVIEW}))
    assert told(check_package_content, content) == '$: not allowed here: "model_package_details"'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ({"model_overview": {"model_version": "2.0"}}, '$.model_overview.model_version: "2.0" is not a number'),
        ({"model_overview": {"model_version": 0.5}}, "$.model_overview.model_version: 0.5 is less than 1"),
        ({"model_overview": {"model_version": True}}, "$.model_overview.model_version: true is not a number"),
        ({"model_overview": {"problem_type": 5}}, "$.model_overview.problem_type: 5 is not a string"),
        ({"model_overview": {"version": 1}}, '$.model_overview: not allowed here: "version"'),
        (
            {"model_overview": {"inference_environment": {"image": ""}}},
            '$.model_overview.inference_environment: not allowed here: "image"',
        ),
        (
            {"model_package_details": {"model_metrics": {}}},
            '$.model_package_details: not allowed here: "model_metrics"',
        ),
        (
            {"model_package_details": {"model_package_arn": ""}},
            "$.model_package_details.model_package_arn: its length is 0, the minimum is 1",
        ),
        (
            {"model_package_details": {"model_package_group_name": "x" * 64}},
            "$.model_package_details.model_package_group_name: its length is 64, the maximum is 63",
        ),
        (
            {"model_package_details": {"model_approval_status": "Pending"}},
            (
                '$.model_package_details.model_approval_status: "Pending" is not one of '
                '"Approved", "Rejected", "PendingManualApproval"'
            ),
        ),
        (
            {"model_package_details": {"created_by": {"domain_id": "d-1"}}},
            '$.model_package_details.created_by: not allowed here: "domain_id"',
        ),
        (
            {"model_package_details": {"source_algorithms": [{}]}},
            '$.model_package_details.source_algorithms[0]: required but missing: "algorithm_name"',
        ),
        (
            {"model_package_details": {"inference_specification": {}}},
            '$.model_package_details.inference_specification: required but missing: "containers"',
        ),
    ],
)
def test_what_breaks_an_addition(content: Any, refusal: str) -> None:
    """The additions have a schema of their own, and the refusal says where it is broken."""
    assert told(check_card_content, content) == refusal


@pytest.mark.parametrize(
    "content",
    [
        {"model_overview": {"problem_type": "x" * 5000}},
        {"model_overview": {"inference_environment": {"container_image": ["image:1"] * 16}}},
        {"model_package_details": {"source_algorithms": []}},
        {"model_package_details": {"source_algorithms": PACKAGE["source_algorithms"] * 2}},
        {"model_package_details": {"inference_specification": {"containers": [{}] * 16}}},
        {"model_package_details": {"inference_specification": {"containers": [{"is_checkpoint": False}]}}},
        {"training_details": {"training_job_details": {"hyper_parameters": [{"name": "depth", "value": ""}]}}},
        {"training_details": {"training_job_details": {"hyper_parameters": [{"name": "depth"}]}}},
    ],
)
def test_where_sources_differ_the_wider_one_holds(content: Any) -> None:
    """What one of the published sources allows is accepted, although another refuses it."""
    check_card_content(json.dumps(content))


def test_the_kinds_of_card_do_not_mix() -> None:
    """Having checked a stand-alone card does not widen what a package's card may hold."""
    content = json.dumps({"model_overview": {"model_id": "1"}})
    check_card_content(content)

    assert told(check_package_content, content) == '$.model_overview: not allowed here: "model_id"'


@pytest.mark.parametrize("row", ADDITIONS, ids=lambda row: "-".join(row["at"]))
def test_every_addition_has_a_place_and_a_source(row: Any) -> None:
    """A row says why and from where, and adds something to an object that the package's schema has."""
    place = reduce(getitem, row["at"], package_schema())

    assert row.keys() == {"at", "set", "why", "source"}
    assert row["why"].endswith(".")
    assert row["source"]
    assert {**place, **row["set"]} != place


def test_no_keyword_is_without_a_sentence() -> None:
    """The schemas have no other keywords than those that the refusals know to tell."""
    assert keywords(card_schema()) == TOLD | TOLD_LENGTHS | HOLDING | SILENT


def keywords(schema: Any) -> set[str]:
    """Return the keywords of a schema and of all within it."""
    members = [*schema.get("properties", {}).values(), *schema.get("definitions", {}).values()]
    inner = [*members, *schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")]
    return set(schema).union(*(keywords(each) for each in inner if isinstance(each, dict)))
