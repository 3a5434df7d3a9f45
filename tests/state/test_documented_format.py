"""docs/state.md tells every field of the document, with its type and its default, and none that there is not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from sagemaker_registry_mock.registry.records import Record
from sagemaker_registry_mock.state.codec import NAMES
from sagemaker_registry_mock.state.contents import LineageContents
from sagemaker_registry_mock.state.document import Document
from sagemaker_registry_mock.state.upgrades import FORMAT, VERSION

PAGE = (Path(__file__).parents[2] / "docs" / "state.md").read_text(encoding="utf-8")
WORDS: dict[Any, str] = {str: "text", int: "number", bool: "true or false", datetime: "time", NoneType: "null"}


def words(kind: Any) -> str:
    """Return what the page calls a type of a field."""
    if kind in WORDS or is_dataclass(kind):
        return WORDS.get(kind) or str(kind.__name__)
    origin, inside = get_origin(kind), [one for one in get_args(kind) if one is not ...]
    if origin is Mapping:
        return "members" if inside[1] is Any else f"object of {words(inside[1])}s"
    if origin in {tuple, frozenset}:
        return f"array of {words(inside[0])}"
    return " or ".join(words(one) for one in inside)


def default(field: Field[Any]) -> str:
    """Return what the page has for a field's default; nothing where it must be there."""
    value = field.default if field.default_factory is MISSING else field.default_factory()
    if value is MISSING or value == LineageContents():
        return "empty" if value is not MISSING else ""
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


def dataclasses_in(kind: Any) -> set[Any]:
    """Return all dataclasses that a document is made of."""
    found, waiting = set(), [kind]
    while waiting:
        one = waiting.pop()
        if is_dataclass(one) and one not in found:
            found.add(one)
            waiting += get_type_hints(one, localns=NAMES).values()
        waiting += get_args(one)
    return found


def rows(kind: Any) -> list[tuple[str, str, str]]:
    """Return the rows that the page must have of a dataclass; of a record those that not every record has."""
    hints = get_type_hints(kind, localns=NAMES)
    shared = {one.name for one in fields(Record)} if kind is not Record and issubclass(kind, Record) else set()
    return [(one.name, words(hints[one.name]), default(one)) for one in fields(kind) if one.name not in shared]


def test_every_field_is_documented() -> None:
    """For every dataclass of the document there is a section with a row for each of its fields, in their order."""
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", PAGE, re.DOTALL | re.MULTILINE))
    told = {
        name: re.findall(r"^\| `(\w+)` \| ([^|]*?) \| ([^|]*?) ?\| .*\|$", section, re.MULTILINE)
        for name, section in sections.items()
    }

    assert told == {kind.__name__: rows(kind) for kind in {*dataclasses_in(Document), Record}}


def test_the_format_and_its_version_are_documented() -> None:
    """The page tells the format's name and its current version, and shows an empty document."""
    (empty,) = re.findall(r"^```json\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)

    assert json.loads(empty) == {"format": FORMAT, "version": VERSION, "registries": []}
    assert f"This package writes version {VERSION}" in PAGE
