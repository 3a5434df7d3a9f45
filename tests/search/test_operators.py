"""The operators of a search filter: what each asks, and which types it goes with."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.errors import OperatorNotSupported, UnknownProperty
from sagemaker_registry_mock.registry.trees import ListOf, MapOf
from sagemaker_registry_mock.search.expression import compiled

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
TREE: dict[str, Any] = {
    "Name": "text",
    "Version": "number",
    "Ready": "boolean",
    "Time": "timestamp",
    "Types": ListOf("text"),
    "Scores": ListOf("number"),
    "Tags": MapOf("text"),
    "Stage": {"Name": "text"},
}
RECORD: dict[str, Any] = {
    "Name": "churn-model",
    "Version": 7,
    "Ready": True,
    "Time": NOON,
    "Types": ["text/csv", "application/json"],
    "Scores": [0.5, 0.9],
    "Tags": {"team": "a"},
    "Stage": {"Name": "Dev"},
}


def _holds(name: str, operator: str | None, value: str | None, record: dict[str, Any] = RECORD) -> bool:
    one = {"Name": name, "Operator": operator, "Value": value}
    given_ = {member: given for member, given in one.items() if given is not None}
    return compiled(TREE, {"Filters": [given_]})(record)


@pytest.mark.parametrize(
    ("name", "value", "equal"),
    [
        ("Name", "churn-model", True),
        ("Name", "Churn-model", False),
        ("Name", "churn", False),
        ("Version", "7", True),
        ("Version", "7.0", True),
        ("Version", "07", True),
        ("Version", "8", False),
        ("Ready", "true", True),
        ("Ready", "TRUE", True),
        ("Ready", "false", False),
        ("Time", "2026-01-31T12:00:00", True),
        ("Time", "2026-01-31T12:00:01", False),
        ("Types", "text/csv", True),
        ("Types", "application/json", True),
        ("Types", "text", False),
        ("Scores", "0.9", True),
        ("Scores", "0.7", False),
        ("Tags.team", "a", True),
        ("Tags.team", "b", False),
        ("Tags.owner", "a", False),
        ("Stage.Name", "Dev", True),
    ],
)
def test_equals_and_its_opposite(name: str, value: str, equal: bool) -> None:  # noqa: FBT001 - the expected answer
    """Equals compares in the property's own type, with any value of a list; NotEquals is its opposite."""
    assert _holds(name, "Equals", value) is equal
    assert _holds(name, None, value) is equal
    assert _holds(name, "NotEquals", value) is not equal


@pytest.mark.parametrize("name", ["Name", "Version", "Ready", "Time", "Types", "Tags.team", "Stage.Name"])
def test_what_is_absent_equals_nothing(name: str) -> None:
    """A record without the property is not equal to any value, and compares with none."""
    value = {"Version": "7", "Ready": "false", "Time": "2026-01-31T12:00:00"}.get(name, "x")

    assert not _holds(name, "Equals", value, {})
    assert _holds(name, "NotEquals", value, {})


@pytest.mark.parametrize(
    ("operator", "less", "same", "greater"),
    [
        ("GreaterThan", True, False, False),
        ("GreaterThanOrEqualTo", True, True, False),
        ("LessThan", False, False, True),
        ("LessThanOrEqualTo", False, True, True),
    ],
)
def test_order_compares_numbers_and_times(operator: str, less: bool, same: bool, greater: bool) -> None:  # noqa: FBT001 - the expected answers
    """The record's value stands left of the operator, the filter's right."""
    assert [_holds("Version", operator, value) for value in ("6.5", "7", "10")] == [less, same, greater]
    times = ["2026-01-31T11:59:59", "2026-01-31T12:00:00", "2026-01-31T12:00:01"]
    assert [_holds("Time", operator, value) for value in times] == [less, same, greater]
    assert not any(_holds(name, operator, "1", {}) for name in ("Version", "Scores"))


def test_one_value_of_a_list_is_enough() -> None:
    """A comparison holds where it holds for one element."""
    assert _holds("Scores", "GreaterThan", "0.8")
    assert _holds("Scores", "LessThan", "0.8")
    assert not _holds("Scores", "GreaterThan", "0.9")


@pytest.mark.parametrize(
    ("name", "value", "contains"),
    [
        ("Name", "churn", True),
        ("Name", "-", True),
        ("Name", "Churn", False),
        ("Name", "models", False),
        ("Types", "json", True),
        ("Types", "xml", False),
        ("Tags.owner", "a", False),
    ],
)
def test_contains_looks_for_a_part(name: str, value: str, contains: bool) -> None:  # noqa: FBT001 - the expected answer
    """Contains finds the value anywhere in the text; letter case counts."""
    assert _holds(name, "Contains", value) is contains


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("churn-model", True),
        ("fraud,churn-model", True),
        ("fraud, churn-model , other", True),
        ("churn", False),
        ("churn-model-2,fraud", False),
        (",", False),
    ],
)
def test_in_takes_texts_between_commas(value: str, found: bool) -> None:  # noqa: FBT001 - the expected answer
    """In holds where the whole text is one of those between the commas; space around them means nothing."""
    assert _holds("Name", "In", value) is found


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("Name", True),
        ("Version", True),
        ("Types", True),
        ("Stage", True),
        ("Stage.Name", True),
        ("Tags.team", True),
        ("Tags.owner", False),
    ],
)
def test_exists_asks_whether_the_property_is_there(name: str, there: bool) -> None:  # noqa: FBT001 - the expected answer
    """Exists and NotExists need no value, and look at compound properties too."""
    assert _holds(name, "Exists", None) is there
    assert _holds(name, "NotExists", None) is not there
    assert _holds(name, "Exists", None, {}) is False
    assert _holds(name, "NotExists", "whatever", {}) is True


def test_false_and_zero_exist() -> None:
    """A value need not be true to be there."""
    assert _holds("Ready", "Exists", None, {"Ready": False})
    assert _holds("Version", "Exists", None, {"Version": 0})
    assert _holds("Ready", "Equals", "false", {"Ready": False})


@pytest.mark.parametrize(
    ("operators", "names"),
    [
        (
            ["GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo"],
            ["Name", "Types", "Ready", "Tags.team", "Tags", "Stage"],
        ),
        (["Contains", "In"], ["Version", "Ready", "Time", "Scores", "Tags", "Stage"]),
        (["Equals", "NotEquals"], ["Tags", "Stage"]),
        (["Like", "equals"], ["Name", "Version", "Ready", "Time", "Stage"]),
    ],
)
def test_an_operator_is_refused_where_it_does_not_go(operators: list[str], names: list[str]) -> None:
    """Order is not for text, Contains and In only for text, and nothing but existence for compound properties."""
    for operator in operators:
        for name in names:
            told = "Equals" if operator == "NotEquals" else operator
            with pytest.raises(OperatorNotSupported) as caught:
                _holds(name, operator, "1")
            assert str(caught.value) == f"Operator {told} is not supported for property {name}."


@pytest.mark.parametrize("operator", ["Exists", "Equals", "Like"])
def test_an_unknown_property_is_refused(operator: str) -> None:
    """A property that the resource does not have cannot be asked for, not even whether it exists."""
    with pytest.raises(UnknownProperty, match=r"^Unknown property name: Nmae$"):
        _holds("Nmae", operator, "x")


@settings(deadline=None)
@given(left=st.integers(-1000, 1000), right=st.floats(allow_nan=False, allow_infinity=False))
def test_the_comparisons_agree(left: int, right: float) -> None:
    """For any two numbers just one of less, equal and greater holds, and the others follow from it."""
    operators = ["LessThan", "Equals", "GreaterThan", "LessThanOrEqualTo", "GreaterThanOrEqualTo", "NotEquals"]
    less, same, greater, at_most, at_least, other = (
        _holds("Version", operator, repr(right), {"Version": left}) for operator in operators
    )

    assert [less, same, greater].count(True) == 1
    assert (at_most, at_least, other) == (less or same, greater or same, not same)
