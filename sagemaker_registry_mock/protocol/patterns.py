r"""The service model's patterns are Java regular expressions; here they become Python's.

What differs, and is translated: `.` leaves out every Java line terminator; `\w`, `\d` and `\s` are ASCII only; a
quantified anchor such as `${1,128}` is an anchor. `\p{L}` and its kin need the package `regex`. A value must match
as a whole, whether the pattern is anchored or not.
"""

from __future__ import annotations

from functools import cache

import regex

_LINE_TERMINATORS = r"\n\r\u0085\u2028\u2029"
_OUTSIDE = {
    ".": f"[^{_LINE_TERMINATORS}]",
    r"\w": "[a-zA-Z0-9_]",
    r"\W": "[^a-zA-Z0-9_]",
    r"\d": "[0-9]",
    r"\D": "[^0-9]",
    r"\s": r"[ \t\n\x0b\f\r]",
    r"\S": r"[^ \t\n\x0b\f\r]",
}
#: Inside a class the negated ones cannot be written out; Python's own serve, and differ beyond ASCII only.
_INSIDE = {r"\w": "a-zA-Z0-9_", r"\d": "0-9", r"\s": r" \t\n\x0b\f\r"}

_TOKEN = regex.compile(r"\\p\{[^}]*\}|\\.|\$\{\d+,?\d*\}|\[\^?\]?|.", regex.DOTALL)


@cache
def compiled_pattern(pattern: str) -> regex.Pattern[str]:
    """Return the Python equivalent of a Java pattern; use its `fullmatch`."""
    return regex.compile(translated(pattern), regex.VERSION0)


def translated(pattern: str) -> str:
    """Write a Java pattern as one of the package `regex`."""
    result, inside = [], False
    for token in _TOKEN.findall(pattern):
        if inside:
            result.append(r"\[" if token == "[" else _INSIDE.get(token, token))  # noqa: S105 - no password
            inside = token != "]"  # noqa: S105 - no password
        elif token.startswith("["):
            result.append(token)
            inside = True
        elif token.startswith("${"):
            result.append("$")
        else:
            result.append(_OUTSIDE.get(token, token))
    return "".join(result)
