"""When conditions hold, once their values are known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pipelines.building import FAILS, HOLDS

from sagemaker_registry_mock.pipelines.conditions import all_hold
from sagemaker_registry_mock.pipelines.failures import NotComparable

VALUES = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0, 0.5, "", "a", "1", "true"])


def holds(kind: str, left: Any = None, right: Any = None, **members: Any) -> bool:
    """Tell whether one condition holds."""
    return all_hold([{"Type": kind, "LeftValue": left, "RightValue": right, **members}])


def within(value: Any, *values: Any, kind: str = "In") -> bool:
    """Tell whether a condition on a list of values holds."""
    return all_hold([{"Type": kind, "QueryValue": value, "Values": [*values]}])


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, 1, True),
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        (1, "1", False),
        ("a", "a", True),
        ("a", "A", False),
        (True, True, True),
        (None, None, True),
        (None, "", False),
        ([1], [1], True),
        ({"a": 1}, [1], False),
    ],
)
def test_values_are_equal_that_are_of_one_kind(left: Any, right: Any, *, equal: bool) -> None:
    """Equals compares values of one kind, a whole number being a number; all others are not equal."""
    assert holds("Equals", left, right) is equal
    assert holds("NotEquals", left, right) is not equal
    assert within(left, "x", right) is equal
    assert within(left, "x", right, kind="NotIn") is not equal


@pytest.mark.parametrize(
    ("left", "right", "order"), [(1, 2, -1), (2, 1.5, 1), (1, 1.0, 0), ("1", "3", -1), ("10", "9", -1), ("a", "", 1)]
)
def test_numbers_and_texts_are_in_order(left: Any, right: Any, order: int) -> None:
    """Numbers compare by their value and texts by their letters."""
    assert holds("GreaterThan", left, right) is (order > 0)
    assert holds("GreaterThanOrEqualTo", left, right) is (order >= 0)
    assert holds("LessThan", left, right) is (order < 0)
    assert holds("LessThanOrEqualTo", left, right) is (order <= 0)


@pytest.mark.parametrize("kind", ["GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo"])
@pytest.mark.parametrize(("left", "right"), [("6", 6.0), (True, 1), (True, False), (None, None), ([1], [2]), (1, None)])
def test_what_has_no_order_cannot_be_compared(kind: str, left: Any, right: Any) -> None:
    """Values of different kinds, and of kinds without an order, fail the step."""
    with pytest.raises(NotComparable) as caught:
        holds(kind, left, right)
    assert str(caught.value) == f"{kind} cannot compare {left!r} with {right!r}."


def test_nothing_is_in_an_empty_list() -> None:
    """In of no values never holds, and NotIn always."""
    assert (within(1), within(1, kind="NotIn")) == (False, True)


def test_all_conditions_have_to_hold() -> None:
    """Conditions are joined with and; none of them is none that does not hold."""
    assert all_hold([]) is True
    assert all_hold([HOLDS, HOLDS]) is True
    assert all_hold([HOLDS, FAILS]) is False


def test_the_first_that_does_not_hold_ends_the_search() -> None:
    """What stands behind a condition that does not hold is not looked at."""
    broken = {"Type": "LessThan", "LeftValue": 1, "RightValue": "x"}

    assert all_hold([FAILS, broken]) is False
    assert all_hold([{"Type": "Or", "Conditions": [HOLDS, broken]}]) is True
    with pytest.raises(NotComparable):
        all_hold([HOLDS, broken])


def test_or_needs_one_and_not_turns_round() -> None:
    """Or holds where any of its conditions does, Not where its one does not; they hold each other."""
    assert holds("Or", Conditions=[FAILS, HOLDS]) is True
    assert holds("Or", Conditions=[FAILS]) is False
    assert holds("Or", Conditions=[]) is False
    assert holds("Not", Condition=FAILS) is True
    assert holds("Not", Condition={"Type": "Or", "Conditions": [FAILS, HOLDS]}) is False
    assert holds("Not", Condition={"Type": "Not", "Condition": HOLDS}) is True


@settings(deadline=None, max_examples=60)
@given(left=VALUES, right=VALUES)
def test_in_of_one_value_is_equals_and_orders_agree(left: Any, right: Any) -> None:
    """In of one value is Equals, Equals has no sides, and what can be ordered is equal where neither is greater."""
    assert within(left, right) is holds("Equals", left, right) is holds("Equals", right, left)
    try:
        neither = not holds("GreaterThan", left, right) and not holds("LessThan", left, right)
    except NotComparable:
        return
    assert neither is holds("Equals", left, right)
    assert holds("LessThanOrEqualTo", left, right) is not holds("GreaterThan", left, right)
