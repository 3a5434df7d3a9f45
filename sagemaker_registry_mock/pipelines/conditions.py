"""The conditions of a Condition step. One row each: its members, and when it holds.

Source: what the SageMaker Python SDK writes; its integration tests against the service (texts compare by their
letters). `NotEquals` and `NotIn` stand in the published schema only.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sagemaker_registry_mock.pipelines.failures import NotComparable

Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A type of condition: the members it has beside Type, and whether one holds once its values are resolved."""

    members: tuple[str, ...]
    holds: Callable[[Condition], bool]


def all_hold(conditions: Iterable[Condition]) -> bool:
    """Tell whether every condition holds; the first that does not ends the search.

    Raises:
        NotComparable: a condition cannot be decided.

    """
    return all(_holds(one) for one in conditions)


def _holds(condition: Condition) -> bool:
    return CONDITIONS[condition["Type"]].holds(condition)


def nested(condition: Condition) -> list[Any]:
    """Return the conditions that a condition holds."""
    return [condition["Condition"]] if "Condition" in condition else list(condition.get("Conditions", ()))


def _kind(value: Any) -> str:
    """Return the kind of a value: only values of one kind are equal or in order. A whole number is a number."""
    if isinstance(value, bool):
        return "Boolean"
    return "Number" if isinstance(value, (int, float)) else type(value).__name__


def _equal(left: Any, right: Any) -> bool:
    return _kind(left) == _kind(right) and bool(left == right)


def _sides(condition: Condition) -> tuple[Any, Any]:
    return condition.get("LeftValue"), condition.get("RightValue")


def _ordered(compare: Callable[[Any, Any], bool]) -> Row:
    def holds(condition: Condition) -> bool:
        left, right = _sides(condition)
        if _kind(left) != _kind(right) or _kind(left) not in {"Number", "str"}:
            raise NotComparable(condition["Type"], left, right)
        return compare(left, right)

    return Row(("LeftValue", "RightValue"), holds)


def _is_in(condition: Condition) -> bool:
    return any(_equal(condition.get("QueryValue"), value) for value in condition.get("Values", ()))


def _opposite(row: Row) -> Row:
    return Row(row.members, lambda condition: not row.holds(condition))


_EQUALS = Row(("LeftValue", "RightValue"), lambda condition: _equal(*_sides(condition)))
_IN = Row(("QueryValue", "Values"), _is_in)

CONDITIONS: dict[Any, Row] = {
    "Equals": _EQUALS,
    "NotEquals": _opposite(_EQUALS),
    "GreaterThan": _ordered(operator.gt),
    "GreaterThanOrEqualTo": _ordered(operator.ge),
    "LessThan": _ordered(operator.lt),
    "LessThanOrEqualTo": _ordered(operator.le),
    "In": _IN,
    "NotIn": _opposite(_IN),
    "Not": Row(("Condition",), lambda condition: not _holds(condition["Condition"])),
    "Or": Row(("Conditions",), lambda condition: any(_holds(one) for one in nested(condition))),
}
