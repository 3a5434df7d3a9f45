"""How a command speaks: results to the output, all else to the error stream; in UTF-8, with or without a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cli.errors import Failed

if TYPE_CHECKING:
    from collections.abc import Iterator


def speak_utf8() -> None:
    """Have both streams write UTF-8 whatever the locale says; what cannot be written on the error stream is escaped."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=errors)


@contextmanager
def writing() -> Iterator[None]:
    """Have one sentence said of an output that takes no more: a full disk's. One that nobody reads is no such thing.

    Raises:
        Failed: the output cannot be written.
        BrokenPipeError: nobody reads it any more.

    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_output()
        raise Failed(f"The output cannot be written: {error.strerror or error}.") from error


@writing()
def say(text: str) -> None:
    """Write a result, at once: another program may wait for it."""
    print(text, flush=True)  # noqa: T201 - a command


@writing()
def write(text: str) -> None:
    """Write a long result, all of it.

    With PYTHONUNBUFFERED, which containers often set, Python's `write` leaves out what a pipe does not take at once.

    Raises:
        Failed: there is no output, or it cannot be written.

    """
    output: Any = sys.stdout
    if output is None:
        raise Failed("There is no output to write to: it is closed.")
    output.flush()
    buffer: Any = getattr(output, "buffer", None)
    if buffer is None:
        output.write(text)
        return
    left = memoryview(text.encode())
    while left:
        left = left[buffer.write(left) :]
    buffer.flush()


def tell(text: str) -> None:
    """Write to the user; where nobody listens any more, what is being done goes on."""
    with suppress(OSError):
        print(f"sagemaker-registry-mock: {text}", file=sys.stderr, flush=True)  # noqa: T201 - a command


def forget_output() -> None:
    """Have what is still to be written to a closed pipe or a full disk go nowhere: Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
