"""Values of which no field tells the type, as JSON: members, requests, what steps have made.

Nearly all of them are JSON's own. What is not is marked, by an object with one name that begins with `$`:
`{"$time": "2026-01-31T08:30:00.000000+00:00"}` is a time, `{"$number": "nan"}` a number that JSON does not have, or
that not every reader of JSON has.
An object that looks like a mark itself is kept in another: `{"$value": {"$time": "mine"}}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from sagemaker_registry_mock.state.refusals import refuse, shown
from sagemaker_registry_mock.state.times import read_time, written_time

#: Whole numbers beyond these are marked: only up to here do JSON's readers agree on them.
LARGEST = 2**63 - 1

_NOT_FINITE = ("-inf", "inf", "nan")
#: No more digits does Python read.
_LARGE = re.compile("-?[1-9][0-9]{18,4298}")


def written_value(value: Any) -> Any:
    """Return a value as JSON has it: a copy, which shares nothing with it.

    Raises:
        TypeError: it can be told neither in JSON nor by a mark.

    """
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int:
        return value if -LARGEST <= value <= LARGEST else {"$number": str(value)}
    if kind is dict:
        written = {name: written_value(one) for name, one in value.items()}
        return {"$value": written} if _looks_marked(written) else written
    if kind is list or kind is tuple:
        return [written_value(one) for one in value]
    return _written_other(value)


def _written_other(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else {"$number": str(value)}
    if isinstance(value, datetime):
        return {"$time": written_time(value)}
    if isinstance(value, Mapping):
        return written_value(dict(value))
    if isinstance(value, str):  # such as Stage.PRODUCTION
        return str.__str__(value)
    raise TypeError(f"A {type(value).__name__} cannot be told in JSON.")


def read_value(value: Any, path: str) -> Any:
    """Return the value that JSON tells: a copy, which shares nothing with it.

    Raises:
        StateError: it is no value of JSON, or has a mark that means nothing.

    """
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is dict:
        return _read_mark(value, path) if _looks_marked(value) else _read_object(value, path)
    if kind is list:
        return [read_value(one, f"{path}[{position}]") for position, one in enumerate(value)]
    if kind is int and not -LARGEST <= value <= LARGEST:
        refuse(path, 'must be marked, since it has more than 64 bits: {"$number": "…"}')
    is_number = kind is int or (kind is float and isfinite(value))
    return value if is_number else refuse(path, f"must be a value of JSON, not {shown(value)}")


def _read_object(value: dict[Any, Any], path: str) -> dict[str, Any]:
    read = {}
    for name, one in value.items():
        if type(name) is not str:
            refuse(path, f"must have texts for names, not {shown(name)}")
        read[name] = read_value(one, f"{path}.{name}")
    return read


def _looks_marked(value: dict[Any, Any]) -> bool:
    return len(value) == 1 and str(next(iter(value))).startswith("$")


def _read_mark(value: dict[str, Any], path: str) -> Any:
    ((mark, inside),) = value.items()
    if mark not in _MARKS:
        refuse(path, f"has the mark {shown(mark)}; the marks are {', '.join(_MARKS)}")
    return _MARKS[mark](inside, f"{path}.{mark}")


def _read_plainly(value: Any, path: str) -> dict[str, Any]:
    if type(value) is not dict:
        refuse(path, f"must be an object, not {shown(value)}")
    return _read_object(value, path)


def _read_number(value: Any, path: str) -> float | int:
    if type(value) is str and value in _NOT_FINITE:
        return float(value)
    if type(value) is not str or not _LARGE.fullmatch(value):
        refuse(path, f"must be one of {', '.join(_NOT_FINITE)}, or of 19 digits or more, not {shown(value)}")
    return int(value)


_MARKS: dict[str, Callable[[Any, str], Any]] = {
    "$time": read_time,
    "$number": _read_number,
    "$value": _read_plainly,
}
