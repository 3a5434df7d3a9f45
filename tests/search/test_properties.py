"""Properties of a search record: which there are, of which type, and what a record has there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.errors import UnknownProperty
from sagemaker_registry_mock.registry.trees import ListOf, MapOf
from sagemaker_registry_mock.search.properties import COMPOUND, Property, property_of

CONTAINER = {"Image": "text", "Port": "number", "Environment": MapOf("text")}
TREE: dict[str, Any] = {
    "Name": "text",
    "Version": "number",
    "Ready": "boolean",
    "CreationTime": "timestamp",
    "Tags": MapOf("text"),
    "Types": ListOf("text"),
    "Table": ListOf(ListOf("number")),
    "Rows": MapOf(ListOf("number")),
    "Specification": {"Containers": ListOf(CONTAINER), "Stage": {"Name": "text"}},
}


@pytest.mark.parametrize(
    ("name", "steps", "kind"),
    [
        ("Name", ("Name",), "text"),
        ("Version", ("Version",), "number"),
        ("Ready", ("Ready",), "boolean"),
        ("CreationTime", ("CreationTime",), "timestamp"),
        ("Specification.Stage.Name", ("Specification", "Stage", "Name"), "text"),
        ("Types", ("Types",), "text"),
        ("Table", ("Table",), "number"),
        ("Rows.first", ("Rows", "first"), "number"),
        ("Specification.Containers.Port", ("Specification", "Containers", "Port"), "number"),
        ("Specification", ("Specification",), COMPOUND),
        ("Specification.Containers", ("Specification", "Containers"), COMPOUND),
        ("Tags", ("Tags",), COMPOUND),
        ("Tags.team", ("Tags", "team"), "text"),
        ("Tags.cost.center", ("Tags", "cost.center"), "text"),
        ("Tags..", ("Tags", "."), "text"),
        ("Specification.Containers.Environment.a.b", ("Specification", "Containers", "Environment", "a.b"), "text"),
    ],
)
def test_a_name_leads_to_a_property(name: str, steps: tuple[str, ...], kind: str) -> None:
    """A dotted name leads through structures, lists and maps; a map takes all the rest as its key."""
    assert property_of(TREE, name) == Property(name, steps, kind)


@pytest.mark.parametrize(
    "name",
    [
        "Nme",
        "name",
        "Name.",
        "Name.First",
        ".Name",
        ".",
        "Tags.",
        "Types.0",
        "Specification.",
        "Specification..Stage",
        "Specification.Containers.0.Image",
        "Specification.Stage.Order",
        "specification.Stage.Name",
        " Name",
    ],
)
def test_an_unknown_name_is_refused(name: str) -> None:
    """A name that leads nowhere is refused, and told as it was given."""
    with pytest.raises(UnknownProperty) as caught:
        property_of(TREE, name)

    assert str(caught.value) == f"Unknown property name: {name}"


@settings(deadline=None)
@given(key=st.text(min_size=1))
def test_any_key_of_a_map_is_a_property(key: str) -> None:
    """A map's keys are not known beforehand: each is a property, dots and all."""
    found = property_of(TREE, f"Tags.{key}")

    assert found.values({"Tags": {key: "yes", "other": "no"}}) == ["yes"]


@pytest.mark.parametrize(
    ("name", "record", "values"),
    [
        ("Name", {"Name": "churn"}, ["churn"]),
        ("Name", {}, []),
        ("Version", {"Version": 0}, [0]),
        ("Ready", {"Ready": False}, [False]),
        ("Types", {"Types": ["a", "b"]}, ["a", "b"]),
        ("Types", {"Types": []}, []),
        ("Table", {"Table": [[1], [], [2, 3]]}, [1, 2, 3]),
        ("Tags.team", {"Tags": {"team": "a"}}, ["a"]),
        ("Tags.team", {"Tags": {"Team": "a"}}, []),
        ("Tags.a.b", {"Tags": {"a.b": "1", "a": "2"}}, ["1"]),
        ("Specification", {"Specification": {"Stage": {}}}, [{"Stage": {}}]),
        ("Specification.Stage.Name", {"Specification": {"Stage": {"Name": "Dev"}}}, ["Dev"]),
        ("Specification.Stage.Name", {"Specification": {}}, []),
        ("Specification.Stage.Name", {"Specification": {"Stage": {}}}, []),
        (
            "Specification.Containers.Port",
            {"Specification": {"Containers": [{"Port": 1}, {"Image": "i"}, {"Port": 2}]}},
            [1, 2],
        ),
    ],
)
def test_a_record_has_none_one_or_several_values(name: str, record: dict[str, Any], values: list[Any]) -> None:
    """A way through a list reaches the value of every element that has one."""
    assert property_of(TREE, name).values(record) == values


def test_a_list_may_be_the_whole_record() -> None:
    """A type that is a list has the properties of its elements."""
    found = property_of(ListOf(CONTAINER), "Image")

    assert found == Property("Image", ("Image",), "text")
    assert found.values({"Image": "i"}) == ["i"]
