"""Members to bytes: a reply by the output shape, an error as the protocol writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.model import Shape

    from sagemaker_registry_mock.errors import RegistryError

#: Turns a member's value into a JSON value.
Writer = Callable[[Any], Any]

CONTENT_TYPE = "application/x-amz-json-1.1"


def reply_body(write: Writer | None, reply: Any) -> bytes:
    """Return the body of a reply: by the output shape, or empty where the operation has no output."""
    return b"" if write is None else json.dumps(write(reply), separators=(",", ":")).encode()


def error_body(error: RegistryError) -> bytes:
    """Return the body of an error."""
    return json.dumps({"__type": error.code, "message": str(error)}, separators=(",", ":")).encode()


def compiled_writer(shape: Shape) -> Writer:
    """Return the writer of `shape`: members that the shape does not know and members that are None are left out."""
    return _compiled(shape, {}) or _unchanged


def _unchanged(value: Any) -> Any:
    return value


def _compiled(shape: Shape, known: dict[str, Writer | None]) -> Writer | None:
    """Return the writer of `shape`, or None where its values are written as they are."""
    if shape.name not in known:
        known[shape.name] = lambda value: (known[shape.name] or _unchanged)(value)  # noqa: PLW0108 - looked up when called, not now
        compiler = _COMPILERS.get(shape.type_name)
        known[shape.name] = compiler(shape, known) if compiler else None
    return known[shape.name]


def _structure(shape: Shape, known: dict[str, Writer | None]) -> Writer:
    writers = {name: _compiled(member, known) or _unchanged for name, member in shape.members.items()}
    return lambda value: {
        name: writers[name](member) for name, member in value.items() if member is not None and name in writers
    }


def _list(shape: Shape, known: dict[str, Writer | None]) -> Writer | None:
    write = _compiled(shape.member, known)
    return None if write is None else lambda value: [write(one) for one in value]


def _map(shape: Shape, known: dict[str, Writer | None]) -> Writer | None:
    write = _compiled(shape.value, known)
    return None if write is None else lambda value: {key: write(one) for key, one in value.items()}


def _timestamp(_shape: Shape, _known: dict[str, Writer | None]) -> Writer:
    """Write seconds since the epoch, to the millisecond."""
    return lambda value: round(value.timestamp(), 3)


_COMPILERS: dict[str, Callable[[Any, dict[str, Writer | None]], Writer | None]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "timestamp": _timestamp,
}
