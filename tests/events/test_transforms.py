"""Input, InputPath and InputTransformer: what a target receives of an event."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_registry_mock.events.transforms import MISSING, at_path, filled, transformed

RULE = ("arn:aws:events:us-east-1:123456789012:rule/approved", "approved")
EVENT: dict[str, Any] = {
    "version": "0",
    "id": "844e2571-85d4-695f-b930-0153b71dcb42",
    "detail-type": "SageMaker Model Package State Change",
    "time": "2026-02-24T17:00:14Z",
    "resources": ["arn:one", "arn:two"],
    "detail": {
        "ModelApprovalStatus": "Approved",
        "ModelPackageVersion": 2,
        "CertifyForMarketplace": False,
        "ApprovalDescription": 'better by 3 %, says "Kim"\n',
        "Containers": [{"Image": "xgboost"}, {"Image": "sklearn"}],
    },
}


def given_to(**target: Any) -> str:
    """Return what a target receives of the event."""
    return transformed(target, *RULE, EVENT)


def made(template: str, **paths: str) -> str:
    """Return what a transformer makes of the event."""
    return given_to(InputTransformer={"InputPathsMap": paths, "InputTemplate": template})


def test_a_target_receives_the_whole_event() -> None:
    """Without a word on its input a target receives the event as JSON."""
    assert json.loads(given_to(Arn="arn:x")) == EVENT


def test_a_constant() -> None:
    """Input is delivered as it was given, whatever the event says."""
    assert given_to(Input='{"deploy":  true}') == '{"deploy":  true}'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", EVENT),
        ("$.detail", EVENT["detail"]),
        ("$.detail.ModelApprovalStatus", "Approved"),
        ("$.detail-type", EVENT["detail-type"]),
        ("$.detail.Containers[1].Image", "sklearn"),
        ("$.detail.Nothing", None),
    ],
)
def test_a_part_of_the_event(path: str, expected: object) -> None:
    """InputPath delivers what lies there, as JSON."""
    assert json.loads(given_to(InputPath=path)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.resources[0]", "arn:one"),
        ("$.resources[*]", ["arn:one", "arn:two"]),
        ("$.detail.Containers[*].Image", ["xgboost", "sklearn"]),
        ("$.detail.Containers[0].*", ["xgboost"]),
        ("$.detail.ModelApprovalStatus[*]", []),
        ("$.resources[2]", MISSING),
        ("$.detail[0]", MISSING),
        ("$.resources.first", MISSING),
        ("$.detail.ModelPackageVersion.more", MISSING),
        ("$.detail['ModelApprovalStatus']", MISSING),
        ("$.detail.ModelApprovalStatus and more", MISSING),
    ],
)
def test_where_a_path_leads(path: str, expected: object) -> None:
    """Names, indices and wildcards lead to a value or to a list of all; what is not known leads nowhere."""
    assert at_path(EVENT, path) == expected


def test_nothing_is_not_null() -> None:
    """A value that is null is there; a path to what is not there leads to MISSING."""
    assert at_path({"a": None}, "$.a") is None
    assert at_path({"a": None}, "$.b") is MISSING


def test_values_in_json() -> None:
    """Outside quotes a value is written as JSON of its own type."""
    text = made(
        '{"status": <status>, "version": <version>, "market": <market>, "images": <images>}',
        status="$.detail.ModelApprovalStatus",
        version="$.detail.ModelPackageVersion",
        market="$.detail.CertifyForMarketplace",
        images="$.detail.Containers",
    )

    containers = EVENT["detail"]["Containers"]
    assert json.loads(text) == {"status": "Approved", "version": 2, "market": False, "images": containers}


def test_values_in_strings() -> None:
    """Inside quotes a value is its text; what would end the string is escaped, and an escaped quote ends nothing."""
    text = made(
        r'{"told": "\"<status>\" v<version>: <why>", "status": <status>}',
        status="$.detail.ModelApprovalStatus",
        version="$.detail.ModelPackageVersion",
        why="$.detail.ApprovalDescription",
    )

    told = '"Approved" v2: better by 3 %, says "Kim"\n'
    assert json.loads(text) == {"told": told, "status": "Approved"}


def test_a_text() -> None:
    """A template that is a JSON string arrives with its quotes."""
    assert made('"it is <status>"', status="$.detail.ModelApprovalStatus") == '"it is Approved"'


def test_plain_words() -> None:
    """A template of plain words is filled in without quotes."""
    assert made(
        "v<version> is <status>", version="$.detail.ModelPackageVersion", status="$.detail.ModelApprovalStatus"
    ) == ("v2 is Approved")


@pytest.mark.parametrize(
    ("template", "expected"), [('"it is <status>."', '"it is ."'), ('{"a": <status>}', '{"a": ""}'), ("<status>!", "!")]
)
def test_a_path_to_nothing(template: str, expected: str) -> None:
    """A variable whose path leads nowhere, and one that nobody has defined, is an empty text."""
    assert made(template, status="$.detail.previousModelApprovalStatus") == expected
    assert made(template) == expected


def test_predefined_variables() -> None:
    """Every template knows its rule and the event: whole, or without the detail and with its type spelled anew."""
    text = made(
        '{"rule": <aws.events.rule-arn>, "name": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>,'
        ' "event": <aws.events.event>, "json": <aws.events.event.json>}'
    )

    told = json.loads(text)
    assert (told["rule"], told["name"], told["at"]) == (*RULE, EVENT["time"])
    assert told["json"] == EVENT
    assert "detail" not in told["event"]
    assert told["event"]["detailType"] == EVENT["detail-type"]


def test_no_paths_are_needed() -> None:
    """A transformer without InputPathsMap fills in the predefined variables."""
    assert given_to(InputTransformer={"InputTemplate": '"<aws.events.rule-name>"'}) == '"approved"'


def test_words_in_brackets_that_are_no_variables() -> None:
    """What cannot be a variable's name stays as it is."""
    assert made('"a < b and <not one>"') == '"a < b and <not one>"'


@given(value=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_whatever_the_value_the_json_is_whole(value: object) -> None:
    """A template of JSON stays JSON, wherever a value is filled in, and tells the value."""
    told = json.loads(filled('{"out": <value>, "in": "<value>"}', {"value": value}))

    assert told["out"] == value
    assert told["in"] == (value if isinstance(value, str) else json.dumps(value))
