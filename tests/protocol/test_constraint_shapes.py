"""Constraints inside maps, tagged unions and shapes that contain themselves."""

from __future__ import annotations

from typing import Any

import pytest
from protocol.building import list_of, map_of, shape_of, structure

from sagemaker_registry_mock.protocol.constraints import Violation, compiled_check

KEY = {"type": "string", "min": 1, "max": 128, "pattern": "[a-z]*"}
VALUE = {"type": "string", "min": 1, "max": 4}
KEY_RULES = (
    "Map keys must satisfy constraint: [Member must have length less than or equal to 128, "
    "Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-z]*]"
)
VALUE_RULES = (
    "Map value must satisfy constraint: [Member must have length less than or equal to 4, "
    "Member must have length greater than or equal to 1]"
)


def _found(shapes: dict[str, Any], value: Any) -> list[Violation]:
    return list(compiled_check(shape_of(**shapes))(value, ""))


def _properties(value: Any) -> list[Violation]:
    shapes = {
        "Input": structure(Properties="Properties"),
        "Properties": map_of("Key", "Value"),
        "Key": KEY,
        "Value": VALUE,
    }
    return _found(shapes, {"Properties": value})


@pytest.mark.parametrize(
    ("value", "shown", "words", "keyword"),
    [
        ({"A": "x"}, "{A=x}", KEY_RULES, "pattern"),
        ({"": "x"}, "{=x}", KEY_RULES, "min"),
        ({"k" * 129: "x"}, f"{{{'k' * 129}=x}}", KEY_RULES, "max"),
        ({"a": "x", "B": "y", "C": "z"}, "{a=x, B=y, C=z}", KEY_RULES, "pattern"),
        ({"": "x", "A" * 129: "y"}, f"{{=x, {'A' * 129}=y}}", KEY_RULES, "min"),
        ({"a": ""}, "{a=}", VALUE_RULES, "min"),
        ({"a": "12345"}, "{a=12345}", VALUE_RULES, "max"),
        ({"a": "", "b": "12345"}, "{a=, b=12345}", VALUE_RULES, "min"),
    ],
)
def test_a_map_tells_all_rules_of_its_keys_or_values(value: Any, shown: str, words: str, keyword: str) -> None:
    """Broken keys or values are told once, at the map, with all the rules: maximum, minimum, pattern."""
    text = f"Value '{shown}' at 'properties' failed to satisfy constraint: {words}"

    assert _properties(value) == [Violation(keyword, text)]


def test_keys_and_values_are_told_apart() -> None:
    """A map whose keys and values are both broken has two violations, the keys' first."""
    assert [one.text.partition("constraint: ")[2] for one in _properties({"A": "12345"})] == [KEY_RULES, VALUE_RULES]


def test_a_map_that_keeps_its_rules_is_accepted() -> None:
    """Keys and values at their limits break nothing."""
    assert _properties({"a": "1", "k" * 128: "1234"}) == []
    assert _properties({}) == []


def test_a_null_value_of_a_map_is_refused() -> None:
    """A map's value is never null; the other values are not looked at then."""
    text = "Value '{a=null, b=12345}' at 'properties' failed to satisfy constraint: Map value must not be null"

    assert _properties({"a": None, "b": "12345"}) == [Violation("required", text)]


def test_an_enum_of_a_map_is_told_like_the_other_rules() -> None:
    """Keys that are an enum have its sentence within the map's."""
    shapes = {"Input": map_of("Key", "Value"), "Key": {"type": "string", "enum": ["A", "B"]}, "Value": VALUE}

    (one,) = compiled_check(shape_of(**shapes))({"C": "x"}, "limits")

    assert one == Violation(
        "enum",
        "Value '{C=x}' at 'limits' failed to satisfy constraint: "
        "Map keys must satisfy constraint: [Member must satisfy enum value set: [A, B]]",
    )


def test_lists_inside_a_map_are_checked_at_both_places() -> None:
    """The size of a list is a rule of the map's values; what is inside the list has a path of its own."""
    shapes = {
        "Input": map_of("Text", "Few"),
        "Text": {"type": "string"},
        "Few": list_of("Value", max=1),
        "Value": VALUE,
    }

    outer, inner = compiled_check(shape_of(**shapes))({"a": ["x", ""]}, "map")

    assert outer.text == (
        "Value '{a=[x, ]}' at 'map' failed to satisfy constraint: "
        "Map value must satisfy constraint: [Member must have length less than or equal to 1]"
    )
    assert inner.text == (
        "Value '' at 'map.a.member.2.member' failed to satisfy constraint: "
        "Member must have length greater than or equal to 1"
    )


UNION = {**structure(Text="Value", Number="Number"), "union": True}


@pytest.mark.parametrize(("value", "shown"), [({}, "{}"), ({"Text": "x", "Number": 1}, "{Text=x, Number=1}")])
def test_a_union_has_exactly_one_member(value: Any, shown: str) -> None:
    """A tagged union with no member or with two is refused."""
    shapes = {"Input": structure(Choice="Choice"), "Choice": UNION, "Value": VALUE, "Number": {"type": "integer"}}

    words = "Member must have exactly one of its members set"
    text = f"Value '{shown}' at 'choice' failed to satisfy constraint: {words}"

    assert _found(shapes, {"Choice": value}) == [Violation("union", text)]
    assert _found(shapes, {"Choice": {"Text": "x"}}) == []
    assert _found(shapes, {"Choice": {"Number": 1}}) == []


def test_the_member_of_a_union_is_checked_too() -> None:
    """A union's one member keeps its own constraints."""
    shapes = {"Choice": UNION, "Value": VALUE, "Number": {"type": "integer"}}

    assert [one.keyword for one in _found(shapes, {"Text": "12345"})] == ["max"]


RECURSIVE: dict[str, Any] = {
    "Input": structure("Name", Name="Value", Inner="Input", Inners="Inners", Table="Table"),
    "Inners": list_of("Input"),
    "Table": map_of("Value", "Input"),
    "Value": VALUE,
}


def test_a_shape_may_contain_itself() -> None:
    """A recursive shape is checked at every depth, through members, lists and maps."""
    value = {"Name": "x", "Inner": {"Name": "x", "Inners": [{"Name": "x"}, {"Name": "x", "Table": {"k": {}}}]}}

    path = "inner.inners.2.member.table.k.member.name"
    assert [one.text for one in _found(RECURSIVE, value)] == [
        f"Value null at '{path}' failed to satisfy constraint: Member must not be null"
    ]


def test_a_deep_value_of_a_recursive_shape_is_checked_to_its_end() -> None:
    """Depth is no way around a constraint."""
    value: dict[str, Any] = {"Name": "12345"}
    for _ in range(50):
        value = {"Name": "x", "Inner": value}

    assert [one.keyword for one in _found(RECURSIVE, value)] == ["max"]


def test_a_recursive_shape_without_constraints_accepts_everything() -> None:
    """A shape that holds nothing but itself has nothing to check but null elements."""
    shapes = {"Nested": list_of("Nested")}

    assert _found(shapes, [[], [[]]]) == []
    assert [one.keyword for one in _found(shapes, [[None]])] == ["required"]


def test_an_operation_without_input_checks_nothing() -> None:
    """Where there is no input shape, and where a shape has no constraint, nothing is refused."""
    assert list(compiled_check(None)({"a": 1}, "")) == []
    assert _found({"Text": {"type": "string"}}, "x") == []
