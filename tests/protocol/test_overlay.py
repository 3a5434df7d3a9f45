"""The overlay: what it lays over a service description, and that each of its rows has its reason."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from botocore.session import Session
from protocol.building import structure

from sagemaker_registry_mock import protocol
from sagemaker_registry_mock.protocol.service import corrected, default_service

OVERLAY: dict[str, Any] = json.loads(resources.files(protocol).joinpath("overlay.json").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = OVERLAY["corrections"]
INSTALLED: dict[str, Any] = Session().get_component("data_loader").load_service_model("sagemaker", "service-2")

each_row = pytest.mark.parametrize("row", ROWS, ids=[row["shape"] for row in ROWS])


def _description() -> dict[str, Any]:
    return {
        "metadata": {"targetPrefix": "Things"},
        "shapes": {"Thing": structure("Name", Name="Name"), "Name": {"type": "string", "max": 5}},
    }


def test_a_row_is_laid_over_its_shape() -> None:
    """What a row sets replaces what the shape has; the rest of the shape stays."""
    found = corrected(_description(), [{"shape": "Thing", "set": {"required": []}}])

    assert found["shapes"]["Thing"] == structure(Name="Name")
    assert found["shapes"]["Name"] == {"type": "string", "max": 5}
    assert found["metadata"] == {"targetPrefix": "Things"}


def test_a_row_may_add_a_constraint() -> None:
    """A keyword that the shape lacks is added."""
    found = corrected(_description(), [{"shape": "Name", "set": {"min": 1, "pattern": "[a-z]*"}}])

    assert found["shapes"]["Name"] == {"type": "string", "max": 5, "min": 1, "pattern": "[a-z]*"}


def test_rows_of_one_shape_are_laid_one_over_the_other() -> None:
    """Of two rows for one shape the later one has the last word, and both count."""
    rows = [{"shape": "Name", "set": {"max": 6, "min": 1}}, {"shape": "Name", "set": {"max": 7}}]

    assert corrected(_description(), rows)["shapes"]["Name"] == {"type": "string", "max": 7, "min": 1}


def test_a_shape_that_is_missing_is_passed_over() -> None:
    """A correction of a shape that the installed botocore does not have changes nothing."""
    assert corrected(_description(), [{"shape": "NotYet", "set": {"min": 1}}]) == _description()


def test_the_description_itself_stays_as_it_was() -> None:
    """Botocore's own description, which it may share, is not written to."""
    description = _description()

    corrected(description, [{"shape": "Name", "set": {"max": 1}}])

    assert description == _description()


@each_row
def test_a_row_says_why_and_from_where(row: dict[str, Any]) -> None:
    """Each correction has a reason and a source, in words."""
    assert row.keys() == {"shape", "set", "why", "source"}
    assert len(row["why"].split()) >= 5
    assert len(row["source"].split()) >= 3
    assert row["set"]


@each_row
def test_a_row_still_corrects_something(row: dict[str, Any]) -> None:
    """A correction changes the shape as botocore installs it, and requires only members that it has."""
    shape = INSTALLED["shapes"][row["shape"]]

    assert {name: shape.get(name) for name in row["set"]} != row["set"]
    assert set(row["set"].get("required", [])) <= shape["members"].keys()


@each_row
def test_a_row_is_in_force(row: dict[str, Any]) -> None:
    """The installed service model has every correction in it."""
    shape = default_service().model.shape_for(row["shape"])

    assert {name: shape.metadata[name] for name in row["set"]} == row["set"]


def test_no_shape_has_two_rows() -> None:
    """Whoever looks for a shape's correction finds one row."""
    names = [row["shape"] for row in ROWS]

    assert sorted(names) == sorted(set(names))
    assert OVERLAY["about"]


def test_a_version_is_described_without_a_name() -> None:
    """The shapes of the replies do not require what the real service leaves out."""
    model = default_service().model

    assert "ModelPackageName" not in model.shape_for("DescribeModelPackageOutput").required_members
    assert "InferenceSpecification" not in model.shape_for("BatchDescribeModelPackageSummary").required_members
