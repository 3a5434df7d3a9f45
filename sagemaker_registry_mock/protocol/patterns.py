r"""The service model's patterns are Java regular expressions; here they become Python's.

What differs, and is translated: `.` leaves out every Java line terminator; `\w`, `\d`, `\s` and the POSIX classes such
as `\p{Alnum}` are ASCII only; a pair of surrogates is one character; a quantified anchor such as `${1,128}` is an
anchor. `\p{L}` and its kin, and a class within a class, need the package `regex`; all else is left to `re`, which takes
a fraction of the time. A value must match as a whole, whether the pattern is anchored or not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

#: What a token of a Java pattern stands for, as the inside of a class.
_CLASSES = {
    r"\w": "a-zA-Z0-9_",
    r"\d": "0-9",
    r"\s": r" \t\n\x0b\f\r",
    r"\p{Lower}": "a-z",
    r"\p{Upper}": "A-Z",
    r"\p{Alpha}": "a-zA-Z",
    r"\p{Digit}": "0-9",
    r"\p{Alnum}": "a-zA-Z0-9",
    r"\p{XDigit}": "0-9a-fA-F",
    r"\p{Space}": r" \t\n\x0b\f\r",
    r"\p{Blank}": r" \t",
    r"\p{Cntrl}": r"\x00-\x1f\x7f",
    r"\p{Punct}": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    r"\p{Graph}": r"\x21-\x7e",
    r"\p{Print}": r"\x20-\x7e",
    r"\p{ASCII}": r"\x00-\x7f",
}
#: A token and the class that it is. Within another class it is a class within a class.
_SETS = {
    **{token: f"[{inside}]" for token, inside in _CLASSES.items()},
    **{token[0] + token[1].upper() + token[2:]: f"[^{inside}]" for token, inside in _CLASSES.items()},
}
_DOT = r"[^\n\r\u0085\u2028\u2029]"
#: Characters that mean something within a class to `regex`, twice in a row, and nothing to Java.
_PLAIN_IN_CLASS = {"|": r"\|", "~": r"\~"}

_TOKEN = re.compile(
    r"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?P<escape>\\[pP]\{[^}]*\}|\\.)|(?P<anchor>\$\{\d+,?\d*\})|(?P<open>\[\^?)|(?P<close>\])|(?P<plain>.)",
    re.DOTALL,
)
#: A class that is nothing but another class.
_SOLE = re.compile(r"(?<!\\)\[(\[\^?[^\[\]]*\])\]")
#: What `re` reads in another way, or perhaps does: classes of Unicode, and what Java may do with classes in a class.
_BEYOND_RE = re.compile(r"\\[pP]\{|\[\^?\]?[^\]]*(\[|--|&&|\|\||~~)")


class Pattern(Protocol):
    """A compiled pattern."""

    def fullmatch(self, string: str, /) -> object | None:
        """Return what has matched; None where nothing has."""


@cache
def compiled_pattern(pattern: str) -> Pattern:
    """Return the Python equivalent of a Java pattern; use its `fullmatch`."""
    python = _SOLE.sub(r"\1", translated(pattern))
    if not _BEYOND_RE.search(python):
        try:
            return re.compile(python)
        except re.error:
            pass  # such as a possessive quantifier, up to Python 3.10
    import regex  # noqa: PLC0415 - it takes long to import, and few patterns need it

    compiled: Pattern = regex.compile(python, regex.VERSION1)
    return compiled


def translated(pattern: str) -> str:
    """Write a Java pattern as one of the package `regex`, version 1."""
    result, depth = [], 0
    for found in _TOKEN.finditer(pattern):
        result.append(_token(found.lastgroup or "", found[0], within_class=depth > 0))
        depth += (found.lastgroup == "open") - (found.lastgroup == "close" and depth > 0)
    return "".join(result)


def _token(kind: str, text: str, *, within_class: bool) -> str:
    if kind == "pair":
        high, low = int(text[2:6], 16), int(text[8:12], 16)
        return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"
    if kind == "escape":
        return _SETS.get(text, text)
    if kind == "anchor" and not within_class:
        return "$"
    if within_class:
        return _PLAIN_IN_CLASS.get(text, text)
    return _DOT if text == "." else text
