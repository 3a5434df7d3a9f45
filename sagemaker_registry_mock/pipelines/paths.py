"""The paths that lead into properties of steps and into JSON files: `a.b[0]['key']`."""

from __future__ import annotations

import re
from typing import Any

#: A member, an index, or a key in quotes. Keys may hold dots and hyphens.
_TOKEN = re.compile(
    r"""\.?(?P<member>[^.\[\]'"]+)  |  \[(?P<index>[0-9]{1,9})\]  |  \[(?P<quote>['"])(?P<key>.*?)(?P=quote)\]""",
    re.VERBOSE,
)

#: What `found` returns where nothing is there: None may be a value.
NOTHING = object()


def tokens(path: str) -> list[str | int] | None:
    """Return the steps of a path, names as text and indexes as numbers; None where it is none."""
    steps: list[str | int] = []
    place = 0
    while place < len(path):
        token = _TOKEN.match(path, place)
        if token is None:
            return None
        place = token.end()
        member, index, key = token["member"], token["index"], token["key"]
        steps.append(int(index) if index is not None else member if member is not None else key)
    return steps


def found(value: Any, path: str) -> Any:
    """Return what lies at `path` in `value`; NOTHING where nothing does."""
    steps = tokens(path)
    if steps is None:
        return NOTHING
    for step in steps:
        value = _stepped(value, step)
        if value is NOTHING:
            return NOTHING
    return value


def _stepped(value: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return value[step] if isinstance(value, (list, tuple)) and step < len(value) else NOTHING
    if isinstance(value, dict):
        return value.get(step, NOTHING)
    if isinstance(value, (list, tuple)):
        return next((one for one in value if isinstance(one, dict) and _is_named(one, step)), NOTHING)
    return NOTHING


def _is_named(item: dict[str, Any], name: str) -> bool:
    """Tell whether an element of a list bears a name: Outputs['evaluation'] is the one whose OutputName it is."""
    return any(member.endswith("Name") and value == name for member, value in item.items())
