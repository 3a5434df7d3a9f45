"""How a command speaks: results to the output, all else to the error stream; in UTF-8, with or without a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any


def speak_utf8() -> None:
    """Have both streams write UTF-8 whatever the locale says; what cannot be written on the error stream is escaped."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=errors)


def say(text: str) -> None:
    """Write a result, at once: another program may wait for it."""
    print(text, flush=True)  # noqa: T201 - a command


def write(text: str) -> None:
    """Write a long result, all of it.

    With PYTHONUNBUFFERED, which containers often set, Python's `write` leaves out what a pipe does not take at once.
    """
    sys.stdout.flush()
    buffer: Any = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
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
    """Have what is still to be written to a closed pipe go nowhere: Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
