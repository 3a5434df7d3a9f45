"""What a search expression means: one function per operator, one row each.

Source: the API reference of Search, SearchExpression, Filter and NestedFilters. A record is a dict of properties; an
expression is compiled into a test of records, and refused there if it cannot mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from math import isfinite
from typing import Any

from sagemaker_registry_mock.errors import (
    BadFilterValue,
    ContainsUsedTwice,
    EmptySearchExpression,
    OperatorNotSupported,
    TooManyConditions,
    UnknownProperty,
)
from sagemaker_registry_mock.search.properties import COMPOUND, Property, Seen, property_of

Test = Callable[[Seen], bool]

#: How many SubExpressions, NestedFilters and Filters one expression may have in all.
MAX_CONDITIONS = 50

TEXT = frozenset({"text"})
ORDERED = frozenset({"number", "timestamp"})
ANY = frozenset({"text", "number", "timestamp", "boolean"})

#: An operator: the types it goes with, and what it asks of a value of the record (left) and the filter's (right).
VALUE_OPERATORS: dict[str, tuple[frozenset[str], Callable[[Any, Any], bool]]] = {
    "Equals": (ANY, lambda left, right: left == right),
    "GreaterThan": (ORDERED, lambda left, right: left > right),
    "GreaterThanOrEqualTo": (ORDERED, lambda left, right: left >= right),
    "LessThan": (ORDERED, lambda left, right: left < right),
    "LessThanOrEqualTo": (ORDERED, lambda left, right: left <= right),
    "Contains": (TEXT, lambda left, right: right in left),
    "In": (TEXT, lambda left, right: left in [one.strip() for one in right.split(",")]),
}

#: What an operator that does not exist goes with.
_NO_OPERATOR = (frozenset[str](), VALUE_OPERATORS["Equals"][1])

#: Operators that look at whether the property is there; NotEquals is the opposite of Equals, so absent is not equal.
PRESENCE_OPERATORS = {"Exists": True, "NotExists": False}


def compiled(tree: Any, expression: Mapping[str, Any]) -> Test:
    """Return the test that `expression` is, for records of the type `tree`.

    Raises:
        EmptySearchExpression, TooManyConditions, ContainsUsedTwice, UnknownProperty, OperatorNotSupported,
        BadFilterValue: as the API reference documents them.

    """
    filters = list(_all_filters(expression))
    if sum(_conditions(expression)) > MAX_CONDITIONS:
        raise TooManyConditions(MAX_CONDITIONS)
    if sum(one.get("Operator") == "Contains" for one in filters) > 1:
        raise ContainsUsedTwice
    return _expression(tree, expression)


def _expression(tree: Any, expression: Mapping[str, Any]) -> Test:
    parts = [
        *[_filter(tree, one) for one in expression.get("Filters", ())],
        *[_nested(tree, one) for one in expression.get("NestedFilters", ())],
        *[_expression(tree, one) for one in expression.get("SubExpressions", ())],
    ]
    if not parts:
        raise EmptySearchExpression
    if len(parts) == 1:
        return parts[0]
    combine = any if expression.get("Operator") == "Or" else all
    return lambda record: combine(part(record) for part in parts)


def _nested(tree: Any, nested: Mapping[str, Any]) -> Test:
    """Return a test that one single object of a list satisfies every filter."""
    root = nested["NestedPropertyName"]
    place = property_of(tree, root)
    if place.type != COMPOUND:
        raise UnknownProperty(root)
    tests = [_filter(tree, _placed(one, root), skip=len(place.steps)) for one in nested["Filters"]]
    return lambda record: any(all(test(element or {}) for test in tests) for element in place.values(record))


def _placed(one: Mapping[str, Any], root: str) -> Mapping[str, Any]:
    """Return the filter under its full name: the reference writes it so, clients also write the rest alone."""
    name = one["Name"]
    return one if name.startswith(f"{root}.") else {**one, "Name": f"{root}.{name}"}


def _filter(tree: Any, one: Mapping[str, Any], skip: int = 0) -> Test:
    """Return the test of one filter; `skip` steps of the property's way have been gone already."""
    found = property_of(tree, one["Name"])
    where = Property(found.name, found.steps[skip:], found.type)
    operator = one.get("Operator", "Equals")
    if operator in PRESENCE_OPERATORS:
        wanted = PRESENCE_OPERATORS[operator]
        return lambda record: bool(where.values(record)) is wanted
    if operator == "NotEquals":
        equal = _comparison(where, "Equals", one.get("Value"))
        return lambda record: not equal(record)
    return _comparison(where, operator, one.get("Value"))


def _comparison(where: Property, operator: str, given: str | None) -> Test:
    types, holds = VALUE_OPERATORS.get(operator, _NO_OPERATOR)
    if where.type not in types:
        raise OperatorNotSupported(operator, where.name)
    right, read = _operands(where, given)

    def test(record: Seen) -> bool:
        for left in where.values(record):  # noqa: SIM110 - asked of every record: `any` takes half as long again
            if holds(read(left), right):
                return True
        return False

    return test


def _operands(where: Property, given: str | None) -> tuple[Any, Callable[[Any], Any]]:
    """Return the filter's value in the property's type, and how to read the record's values for comparison."""
    if given is None:
        raise BadFilterValue(where.name, "given")
    return _OPERANDS[where.type](where.name, given)


_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def _number(name: str, given: str) -> tuple[Any, Callable[[Any], Any]]:
    if not _DECIMAL.fullmatch(given) or not isfinite(float(given)):
        raise BadFilterValue(name, "an integer or a floating-point decimal")
    return float(given), float


def _boolean(name: str, given: str) -> tuple[Any, Callable[[Any], Any]]:
    if given.lower() not in ("true", "false"):
        raise BadFilterValue(name, "true or false")
    return given.lower() == "true", bool


def _timestamp(name: str, given: str) -> tuple[Any, Callable[[Any], Any]]:
    """Read an ISO 8601 time. Without a fraction it stands for its whole second, as records are shown to the second."""
    text = given[:-1] + "+00:00" if given.endswith(("Z", "z")) else given
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise BadFilterValue(name, "an ISO 8601 time such as 2026-01-31T12:00:00") from None
    time = time if time.tzinfo else time.replace(tzinfo=timezone.utc)
    return time, (lambda left: left) if time.microsecond else (lambda left: left.replace(microsecond=0))


_OPERANDS: dict[str, Callable[[str, str], tuple[Any, Callable[[Any], Any]]]] = {
    "text": lambda _name, given: (given, str),
    "number": _number,
    "boolean": _boolean,
    "timestamp": _timestamp,
}


def _conditions(expression: Mapping[str, Any]) -> list[int]:
    below = [sum(_conditions(one)) for one in expression.get("SubExpressions", ())]
    return [len(expression.get(name, ())) for name in ("Filters", "NestedFilters", "SubExpressions")] + below


def _all_filters(expression: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nested = [one for group in expression.get("NestedFilters", ()) for one in group["Filters"]]
    below = [one for part in expression.get("SubExpressions", ()) for one in _all_filters(part)]
    return [*expression.get("Filters", ()), *nested, *below]
