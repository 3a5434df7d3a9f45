"""What is wrong with a document, and where."""

from __future__ import annotations

from typing import Any, NoReturn

#: More of a value than this is not repeated in a message.
_LONGEST = 200
_MOST_BITS = 64

#: What JSON calls the values that are neither text, number nor word.
_STRUCTURES: dict[type, str] = {dict: "an object", list: "an array"}


class StateError(ValueError):
    """A document cannot be loaded, or a snapshot not be restored; nothing was changed."""


def refuse(path: str, words: str) -> NoReturn:
    """Refuse what stands at a path of the document.

    Raises:
        StateError: always.

    """
    raise StateError(f"{path}: {words}" if path else words)


def shown(value: Any) -> str:
    """Return a value as messages tell it: short, and on one line."""
    if type(value) in _STRUCTURES:
        return _STRUCTURES[type(value)]
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, (str, int, float)):
        return f"a {type(value).__name__}, which is no value of JSON"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number of many digits"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
