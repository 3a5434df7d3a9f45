"""What is read out of a model card's content."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.cards.content import METADATA, metadata_only, searchable

FULL: dict[str, Any] = {
    "model_overview": {
        "model_id": "model-1",
        "model_name": "churn",
        "model_creator": "Ada",
        "model_artifact": ["s3://models/churn"],
    },
    "intended_uses": {"risk_rating": "Low", "purpose_of_model": "to tell who leaves"},
    "model_package_details": {
        "model_package_group_name": "churn-group",
        "model_package_arn": "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn-group/1",
        "model_package_version": 1,
    },
    "training_details": {"training_observations": "none"},
    "evaluation_details": [{"name": "first"}],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def _metadata(document: Any) -> Any:
    return json.loads(metadata_only(json.dumps(document)))


def test_metadata_is_five_names() -> None:
    """Of a full card the documented five members are left, in their sections."""
    assert _metadata(FULL) == {
        "model_overview": {"model_id": "model-1", "model_name": "churn"},
        "intended_uses": {"risk_rating": "Low"},
        "model_package_details": {
            "model_package_group_name": "churn-group",
            "model_package_arn": "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn-group/1",
        },
    }


@pytest.mark.parametrize(("section", "name"), METADATA)
def test_metadata_that_is_not_there_is_left_out(section: str, name: str) -> None:
    """A member that the card does not have is not made up, nor is a section that would be empty."""
    without = {one: dict(members) for one, members in FULL.items() if isinstance(members, dict)}
    del without[section][name]

    assert name not in _metadata(without).get(section, {})
    assert _metadata({section: {"other": 1}}) == {}
    assert _metadata({section: {name: "kept", "other": 1}}) == {section: {name: "kept"}}


def test_metadata_keeps_values_as_they_are() -> None:
    """Letters outside ASCII and values of other types come back as they were."""
    document = {"model_overview": {"model_name": "Kündigung ✓"}, "intended_uses": {"risk_rating": None}}

    assert _metadata(document) == document


@pytest.mark.parametrize("content", ["", "{", "no JSON", "[]", '"text"', "1", "null", "{}", "[" * 100_000])
def test_content_that_is_no_card_holds_nothing(content: str) -> None:
    """What is no JSON object has neither metadata nor anything to search."""
    assert metadata_only(content) == "{}"
    assert searchable(content) == {}


@pytest.mark.parametrize("section", [None, 1, "text", ["model_id"], True])
def test_a_section_that_is_no_object_holds_nothing(section: Any) -> None:
    """A section of another type is passed over; the others are read."""
    document = {**FULL, "model_overview": section}

    assert "model_overview" not in _metadata(document)
    assert _metadata(document)["intended_uses"] == {"risk_rating": "Low"}
    assert searchable(json.dumps(document)) == {
        "ModelId": FULL["model_package_details"]["model_package_arn"],
        "RiskRating": "Low",
        "ModelPackageGroupName": "churn-group",
    }


def test_three_members_are_searchable() -> None:
    """Search shows a card's model, its risk rating and its group beside the content."""
    assert searchable(json.dumps(FULL)) == {
        "ModelId": "model-1",
        "RiskRating": "Low",
        "ModelPackageGroupName": "churn-group",
    }


@pytest.mark.parametrize(
    ("section", "name", "member"),
    [
        ("model_overview", "model_id", "ModelId"),
        ("intended_uses", "risk_rating", "RiskRating"),
        ("model_package_details", "model_package_group_name", "ModelPackageGroupName"),
    ],
)
@pytest.mark.parametrize("value", [None, 5, ["Low"], {"a": "b"}, True])
def test_only_text_is_searchable(section: str, name: str, member: str, value: Any) -> None:
    """Search's members are strings: a value of another type is not shown, an empty string is."""
    assert searchable(json.dumps({section: {name: value}})) == {}
    assert searchable(json.dumps({section: {name: ""}})) == {member: ""}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    document=st.dictionaries(
        st.sampled_from([section for section, _ in METADATA]) | st.text(max_size=3),
        st.dictionaries(st.sampled_from([name for _, name in METADATA]), JSON) | JSON,
    )
)
def test_any_json_object_is_read(document: dict[str, Any]) -> None:
    """Of any JSON object at all the metadata is a part, told twice it is the same, and what is searchable is text."""
    kept = _metadata(document)

    assert all(document[section][name] == value for section, members in kept.items() for name, value in members.items())
    assert {(section, name) for section, members in kept.items() for name in members} <= set(METADATA)
    assert _metadata(kept) == kept
    assert searchable(json.dumps(kept)) == searchable(json.dumps(document))
    assert all(isinstance(value, str) for value in searchable(json.dumps(document)).values())
