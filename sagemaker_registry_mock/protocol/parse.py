"""Bytes to members: JSON to Python values by the input shape, compiled once per shape.

A member that the shape does not know is dropped, as the service does; a null member is an absent one; a value of
another type is refused with the protocol's SerializationException, before any constraint is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from sys import float_info
from typing import TYPE_CHECKING, Any, NoReturn

from sagemaker_registry_mock.errors import BodyUnreadable, WrongType

if TYPE_CHECKING:
    from botocore.model import Shape

#: Turns a JSON value that stands at a path into a member's value.
Reader = Callable[[Any, str], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def parsed(body: bytes) -> dict[str, Any]:
    """Return the JSON object that `body` is.

    Raises:
        BodyUnreadable: it is not UTF-8, not JSON, not an object, or nested too deeply.

    """
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise BodyUnreadable("it is not UTF-8.") from None
    except RecursionError:
        raise BodyUnreadable("it is nested too deeply.") from None
    except ValueError as error:
        raise BodyUnreadable(f"{error}.") from None
    if not isinstance(value, dict):
        raise BodyUnreadable(f"it is {_named(value)}.")
    return value


def member_path(path: str, name: str) -> str:
    """Return the path of the member `name` below `path`, as validation messages spell it."""
    spelled = name[:1].lower() + name[1:]
    return f"{path}.{spelled}" if path else spelled


def compiled_reader(shape: Shape | None) -> Reader:
    """Return the reader of `shape`, or one that reads nothing where the operation has no input."""
    return _compiled(shape, {}) if shape is not None else lambda _value, _path: {}


def _compiled(shape: Shape, known: dict[str, Reader]) -> Reader:
    """Compile `shape`; `known` holds the shapes under way, so that a shape may contain itself."""
    if shape.name not in known:
        known[shape.name] = lambda value, path: known[shape.name](value, path)  # noqa: PLW0108 - looked up when called, not now
        known[shape.name] = _COMPILERS[shape.type_name](shape, known)
    return known[shape.name]


def _structure(shape: Shape, known: dict[str, Reader]) -> Reader:
    readers = {name: _compiled(member, known) for name, member in shape.members.items()}

    def read(value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            _refuse(value, "Structure", path)
        return {
            name: readers[name](member, member_path(path, name))
            for name, member in value.items()
            if name in readers and member is not None
        }

    return read


def _list(shape: Shape, known: dict[str, Reader]) -> Reader:
    element = _compiled(shape.member, known)

    def read(value: Any, path: str) -> list[Any]:
        if not isinstance(value, list):
            _refuse(value, "List", path)
        return [
            None if one is None else element(one, f"{path}.{position}.member")
            for position, one in enumerate(value, start=1)
        ]

    return read


def _map(shape: Shape, known: dict[str, Reader]) -> Reader:
    read_value = _compiled(shape.value, known)

    def read(value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            _refuse(value, "Map", path)
        return {key: None if one is None else read_value(one, f"{path}.{key}.member") for key, one in value.items()}

    return read


def _string(_shape: Shape, _known: dict[str, Reader]) -> Reader:
    return lambda value, path: value if isinstance(value, str) else _refuse(value, "String", path)


def _boolean(_shape: Shape, _known: dict[str, Reader]) -> Reader:
    return lambda value, path: value if isinstance(value, bool) else _refuse(value, "Boolean", path)


def _integer(shape: Shape, _known: dict[str, Reader]) -> Reader:
    wanted = shape.type_name.capitalize()

    def read(value: Any, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value // 1:
            _refuse(value, wanted, path)
        return int(value)

    return read


def _float(shape: Shape, _known: dict[str, Reader]) -> Reader:
    wanted = shape.type_name.capitalize()

    def read(value: Any, path: str) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= float_info.max:
            _refuse(value, wanted, path)
        return value

    return read


def _timestamp(_shape: Shape, _known: dict[str, Reader]) -> Reader:
    """Read seconds since the epoch, or an ISO 8601 text as some clients send it."""

    def read(value: Any, path: str) -> datetime:
        try:
            if isinstance(value, str):
                time = datetime.fromisoformat(value.replace("Z", "+00:00"))
                return time if time.tzinfo else time.replace(tzinfo=timezone.utc)
            if not isinstance(value, bool) and isinstance(value, (int, float)):
                return _EPOCH + timedelta(seconds=value)
        except (ValueError, OverflowError):
            pass
        _refuse(value, "Timestamp", path)

    return read


_COMPILERS: dict[str, Callable[[Any, dict[str, Reader]], Reader]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "blob": _string,  # in base64, and so kept
    "boolean": _boolean,
    "integer": _integer,
    "long": _integer,
    "float": _float,
    "double": _float,
    "timestamp": _timestamp,
}


def _refuse(value: Any, wanted: str, path: str) -> NoReturn:
    raise WrongType(_named(value), wanted, path)


def _named(value: Any) -> str:
    """Return the protocol's name of a JSON value's type."""
    if isinstance(value, bool):
        return "TRUE_VALUE" if value else "FALSE_VALUE"
    names: dict[type, str] = {str: "STRING_VALUE", dict: "START_OBJECT", list: "START_ARRAY", type(None): "NULL_VALUE"}
    return names.get(type(value), "NUMBER_VALUE")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


#: `json.loads` would make a decoder for every request.
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
