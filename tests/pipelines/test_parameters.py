"""The parameters of an execution: given ones over defaults, each of its type."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import TIME

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.pipelines.parameters import TYPES, as_text, resolved_parameters, typed

DECLARED: dict[str, Any] = {
    "bucket": {"Name": "bucket", "DefaultValue": "b"},
    "count": {"Name": "count", "Type": "Integer", "DefaultValue": 1},
    "state": {"Name": "state", "Type": "String", "DefaultValue": "On", "EnumValues": ["On", "Off"]},
}


def values(declared: dict[str, Any], **given: str) -> dict[str, Any]:
    """Resolve parameters."""
    return resolved_parameters(declared, [{"Name": name, "Value": value} for name, value in given.items()])


def refusal(declared: dict[str, Any], **given: str) -> str:
    """Return why parameters are refused."""
    with pytest.raises(RegistryError) as caught:
        values(declared, **given)
    assert caught.value.code == "ValidationException"
    return str(caught.value)


def test_what_is_not_given_has_its_default() -> None:
    """Every declared parameter has a value, in the order of the definition: the one given, or its default."""
    assert values(DECLARED) == {"bucket": "b", "count": 1, "state": "On"}
    assert list(values(DECLARED, state="Off", count="7")) == ["bucket", "count", "state"]
    assert values(DECLARED, state="Off", count="7") == {"bucket": "b", "count": 7, "state": "Off"}


def test_the_last_of_two_values_holds() -> None:
    """A parameter that is given twice has the value that comes last."""
    twice = [{"Name": "count", "Value": "1"}, {"Name": "count", "Value": "2"}]

    assert resolved_parameters(DECLARED, twice)["count"] == 2


@pytest.mark.parametrize("default", [False, 0, ""])
def test_a_default_may_be_nothing_much(default: Any) -> None:
    """False, zero and an empty text are defaults; null is none."""
    assert values({"p": {"Name": "p", "DefaultValue": default}}) == {"p": default}


@pytest.mark.parametrize(
    ("kind", "default", "value"),
    [
        ("Integer", "7", 7),
        ("Float", "1e2", 100.0),
        ("Boolean", "True", True),
        ("String", "7", "7"),
        ("String", 7, 7),
        ("Integer", 7, 7),
    ],
)
def test_a_default_that_is_a_text_becomes_its_type(kind: str, default: Any, value: Any) -> None:
    """A default is read as a value that is given; what is no text stays as it is written."""
    (result,) = values({"p": {"Name": "p", "Type": kind, "DefaultValue": default}}).values()

    assert (result, type(result)) == (value, type(value))


def test_a_default_of_another_type_is_refused_where_it_is_needed() -> None:
    """A default that is no value of its type stands for nothing, and hurts nobody who gives a value."""
    of = {"p": {"Name": "p", "Type": "Integer", "DefaultValue": "many"}}

    assert refusal(of) == "Unexpected type for parameter 'p'. Expected Integer but found 'many'."
    assert values(of, p="7") == {"p": 7}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"ghost": "x"}, "Unknown parameter 'ghost'"),
        ({"count": "many"}, "Unexpected type for parameter 'count'. Expected Integer but found 'many'."),
        ({"state": "on"}, "Value 'on' of parameter 'state' is not in the enum value set: [On, Off]"),
        ({"bucket": ""}, '[string "" is too short (length: 0, required minimum: 1)]'),
    ],
)
def test_values_that_do_not_fit_are_refused(given: dict[str, str], why: str) -> None:
    """A value is of a declared parameter, of its type, one of its EnumValues, and not empty."""
    assert refusal(DECLARED, **given) == why


@pytest.mark.parametrize("declared", [{}, {"DefaultValue": None}])
def test_what_has_no_default_has_to_be_given(declared: dict[str, Any]) -> None:
    """A parameter without a default, or with null, is refused where it is left out."""
    of = {"p": {"Name": "p", **declared}}

    assert refusal(of) == "Parameter 'p' is undefined."
    assert values(of, p="x") == {"p": "x"}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("String", "1", "1"),
        ("Integer", "-12", -12),
        ("Integer", "+3", 3),
        ("Float", "1", 1.0),
        ("Float", "-.5e3", -500.0),
        ("Float", "2.", 2.0),
        ("Boolean", "true", True),
        ("Boolean", "False", False),
    ],
)
def test_a_text_becomes_a_value_of_its_type(kind: str, text: str, value: Any) -> None:
    """Values are given as texts, as SDKs write them, and taken as their types."""
    result = typed("p", kind, text)

    assert (result, type(result)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("Integer", text) for text in ("1.0", "1_000", " 1", "٣", "0x1", "1e3", "9" * 5000)),
        *(("Float", text) for text in ("nan", "inf", "1_0.5", ".", "1,5", "1 ")),
        *(("Boolean", text) for text in ("1", "yes", "true ")),
    ],
)
def test_a_text_of_no_such_type_is_refused(kind: str, text: str) -> None:
    """What only Python would take for a number is none."""
    with pytest.raises(RegistryError) as caught:
        typed("p", kind, text)
    assert str(caught.value) == f"Unexpected type for parameter 'p'. Expected {kind} but found '{text}'."


def test_there_are_four_types() -> None:
    """The types are those of the published schema; a value of a type that nobody knows stays a text."""
    assert TYPES == ["String", "Integer", "Float", "Boolean"]
    assert typed("p", "Other", "1") == "1"


@pytest.mark.parametrize(
    ("value", "text"), [("é", "é"), (True, "true"), (3, "3"), (0.1, "0.1"), (None, "null"), ([1, "a"], '[1, "a"]')]
)
def test_values_are_printed_as_pipelines_print_them(value: Any, text: str) -> None:
    """A text is itself, and all else is JSON."""
    assert as_text(value) == text


def test_times_are_printed_too() -> None:
    """A time, which the description of a package holds, prints as executions write times, in JSON as a text."""
    assert as_text(TIME) == "2026-03-01T12:00:00.000Z"
    assert as_text({"CreationTime": TIME}) == '{"CreationTime": "2026-03-01T12:00:00.000Z"}'
