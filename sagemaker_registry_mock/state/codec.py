"""Dataclasses to JSON and back, by their fields and the types of these. Nothing here names a field of a record.

A type that is not in the table below is refused when this package is imported, not when somebody dumps.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, Union, get_args, get_origin, get_type_hints

from sagemaker_registry_mock.registry import executions, lineage, records, transitions
from sagemaker_registry_mock.state.refusals import refuse, shown
from sagemaker_registry_mock.state.times import read_zoned_time, written_time
from sagemaker_registry_mock.state.values import LARGEST, read_value, written_value

#: The names in the types of records' fields: their modules import them for the type checker alone.
NAMES = {
    "datetime": datetime,
    "Mapping": Mapping,
    "Any": Any,
    **{
        name: found
        for module in (transitions, records, lineage, executions)
        for name, found in vars(module).items()
        if is_dataclass(found)
    },
}

#: Tells which of several types an object is of.
TYPE = "type"


@dataclass(frozen=True, slots=True)
class Codec:
    """How values of one type are written as JSON, and read from it at a path of the document."""

    write: Callable[[Any], Any]
    read: Callable[[Any, str], Any]


def codec_of(kind: Any) -> Codec:
    """Return the codec of a type: a dataclass, or what may be the type of a dataclass's field.

    Raises:
        TypeError: there is no row for such a type.

    """
    return _compiled(kind, {})


def _compiled(kind: Any, known: dict[Any, Codec]) -> Codec:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind):
        if kind not in known:
            known[kind] = _dataclass(kind, known)
        return known[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin in _GENERIC and (origin is not Mapping or inside[0] is str):
        return _GENERIC[origin](inside, known)
    raise TypeError(f"The state has fields of the type {kind}, and no row tells how to write that as JSON.")


# --- plain values -----------------------------------------------------------------------------------------------------


def _unchanged(value: Any) -> Any:
    return value


def _exactly(kind: type, words: str) -> Codec:
    def read(value: Any, path: str) -> Any:
        if type(value) is not kind:
            refuse(path, f"must be {words}, not {shown(value)}")
        return value

    return Codec(_unchanged, read)


def _read_whole(value: Any, path: str) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST:
        refuse(path, f"must be a whole number, 0 or more, not {shown(value)}")
    return value


_PLAIN: dict[Any, Codec] = {
    str: _exactly(str, "a text"),
    bool: _exactly(bool, "true or false"),
    int: Codec(_unchanged, _read_whole),
    datetime: Codec(written_time, read_zoned_time),
    Any: Codec(written_value, read_value),
}


# --- what holds others ------------------------------------------------------------------------------------------------


def _mapping(inside: Any, known: dict[Any, Codec]) -> Codec:
    """Write an object; one of anything is a value with marks, and as its caller has sent it."""
    if inside[1] is Any:
        return Codec(written_value, _read_members)
    codec = _compiled(inside[1], known)

    def read(value: Any, path: str) -> dict[str, Any]:
        _expect_object(value, path)
        return {name: codec.read(one, f"{path}.{name}") for name, one in value.items()}

    return Codec(lambda value: {name: codec.write(one) for name, one in value.items()}, read)


def _read_members(value: Any, path: str) -> dict[str, Any]:
    _expect_object(value, path)
    read = read_value(value, path)
    if type(read) is not dict:
        refuse(path, "must be an object, not a mark")
    return read


def _expect_object(value: Any, path: str) -> None:
    if type(value) is not dict:
        refuse(path, f"must be an object, not {shown(value)}")
    for name in value:
        if type(name) is not str:
            refuse(path, f"must have texts for names, not {shown(name)}")


def _tuple(inside: Any, known: dict[Any, Codec]) -> Codec:
    codec = _compiled(inside[0], known)

    def read(value: Any, path: str) -> tuple[Any, ...]:
        if type(value) is not list:
            refuse(path, f"must be an array, not {shown(value)}")
        return tuple(codec.read(one, f"{path}[{position}]") for position, one in enumerate(value))

    return Codec(lambda value: [codec.write(one) for one in value], read)


def _set(inside: Any, known: dict[Any, Codec]) -> Codec:
    ordered = _tuple(inside, known)
    return Codec(lambda value: ordered.write(sorted(value)), lambda value, path: frozenset(ordered.read(value, path)))


def _union(inside: Any, known: dict[Any, Codec]) -> Codec:
    """Write null, or one of several types; where these are more than one, the object tells which."""
    kinds = [kind for kind in inside if kind is not type(None)]
    codec = _compiled(kinds[0], known) if len(kinds) == 1 else _tagged({one.__name__: one for one in kinds}, known)
    if len(kinds) == len(inside):
        return codec
    return Codec(
        lambda value: None if value is None else codec.write(value),
        lambda value, path: None if value is None else codec.read(value, path),
    )


def _tagged(kinds: dict[str, Any], known: dict[Any, Codec]) -> Codec:
    codecs = {name: _compiled(kind, known) for name, kind in kinds.items()}

    def read(value: Any, path: str) -> Any:
        _expect_object(value, path)
        name = value.get(TYPE)
        if type(name) is not str or name not in codecs:
            refuse(f"{path}.{TYPE}", f"must be one of {', '.join(codecs)}, not {shown(name)}")
        return codecs[name].read({field: one for field, one in value.items() if field != TYPE}, path)

    return Codec(lambda value: {TYPE: type(value).__name__, **codecs[type(value).__name__].write(value)}, read)


def _dataclass(kind: Any, known: dict[Any, Codec]) -> Codec:
    hints = get_type_hints(kind, localns=NAMES)
    codecs = {one.name: _compiled(hints[one.name], known) for one in fields(kind)}
    needed = [one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]

    def read(value: Any, path: str) -> Any:
        _expect_object(value, path)
        for name in value:
            if name not in codecs:
                refuse(path, f"has no field {shown(name)}; its fields are {', '.join(codecs)}")
        for name in needed:
            if name not in value:
                refuse(f"{path}.{name}" if path else name, "is missing")
        prefix = f"{path}." if path else ""
        return kind(**{name: codecs[name].read(one, f"{prefix}{name}") for name, one in value.items()})

    return Codec(lambda value: {name: codec.write(getattr(value, name)) for name, codec in codecs.items()}, read)


_GENERIC: dict[Any, Callable[[Any, dict[Any, Codec]], Codec]] = {
    Mapping: _mapping,
    tuple: _tuple,
    frozenset: _set,
    Union: _union,
    types.UnionType: _union,
}
