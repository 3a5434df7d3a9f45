"""Members to bytes: a reply by the output shape, an error as the protocol writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from botocore.model import Shape

    from sagemaker_registry_mock.errors import RegistryError

#: Turns a member's value into a JSON value.
Writer = Callable[[Any], Any]

CONTENT_TYPE = "application/x-amz-json-1.1"

#: `json.dumps` would make an encoder for every reply, which has no circles to look for.
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def reply_body(write: Writer | None, reply: Any) -> bytes:
    """Return the body of a reply: by the output shape, or empty where the operation has no output."""
    return b"" if write is None else _ENCODER.encode(write(reply)).encode()


def error_body(error: RegistryError) -> bytes:
    """Return the body of an error."""
    return body_of_error(error.code, str(error))


def body_of_error(code: str, message: str) -> bytes:
    """Return the body of an error of this code and message."""
    return _ENCODER.encode({"__type": code, "message": message}).encode()


def compiled_writer(shape: Shape, write_time: Writer | None = None) -> Writer:
    """Return the writer of `shape`: members that the shape does not know and members that are None are left out.

    Times are written as the protocol has them, unless `write_time` writes them otherwise.
    """
    return _Compiler(write_time or _as_seconds).compiled(shape) or _unchanged


def _as_seconds(time: datetime) -> float:
    """Write a time as the protocol has it: seconds since the epoch, to the millisecond."""
    return round(time.timestamp(), 3)


def _unchanged(value: Any) -> Any:
    return value


class _Compiler:
    """Compiles the writers of shapes, each once."""

    def __init__(self, write_time: Writer) -> None:
        self._known: dict[str, Writer | None] = {}
        self._write_time = write_time

    def compiled(self, shape: Shape) -> Writer | None:
        """Return the writer of `shape`, or None where its values are written as they are."""
        known = self._known
        if shape.name not in known:
            known[shape.name] = lambda value: (known[shape.name] or _unchanged)(value)  # noqa: PLW0108 - looked up when called, not now
            compiler = getattr(self, f"_{shape.type_name}", None)
            known[shape.name] = compiler(shape) if compiler else None
        return known[shape.name]

    def _structure(self, shape: Shape) -> Writer:
        writers = {name: self.compiled(member) for name, member in shape.members.items()}

        def write(value: Any) -> dict[str, Any]:
            written = {}
            for name, member in value.items():
                if member is not None and name in writers:
                    inner = writers[name]
                    written[name] = member if inner is None else inner(member)
            return written

        return write

    def _list(self, shape: Shape) -> Writer | None:
        write = self.compiled(shape.member)
        return None if write is None else lambda value: [write(one) for one in value]

    def _map(self, shape: Shape) -> Writer | None:
        write = self.compiled(shape.value)
        return None if write is None else lambda value: {key: write(one) for key, one in value.items()}

    def _timestamp(self, _shape: Shape) -> Writer:
        return self._write_time
