"""What stands in a card's document: its content, turned into blocks. No section or member is left out.

Known names come in the schema's order and in words, others behind them as they are. Objects become headings with
definitions under them, lists of objects tables, metrics pictures.
"""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cards.pdf.blocks import (
    Block,
    Definitions,
    Heading,
    Paragraph,
    Table,
    known,
    plain,
    rank,
    shown,
    title,
)
from sagemaker_registry_mock.cards.pdf.metrics import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: The lowest level of headings: what is nested deeper is shown as JSON.
DEEPEST = 4

#: More blocks than this would fill a thousand pages, each with next to nothing.
MOST = 1200

#: Objects whose names are the user's own words.
_OWN_NAMES = frozenset({"metadata", "custom_details"})

#: Lists whose items have headings of their own, so that the list needs none.
_HEADLESS = frozenset({"metric_groups", "metric_data"})

#: Lists whose items are told one by one, with what they are called.
_ITEMS = {"evaluation_details": "Evaluation", "metric_groups": "Metric group"}

#: More columns than this are no table that anybody could read.
_COLUMNS = 6

Members = list[tuple[str, Any]]


def outlined(content: str) -> list[Block]:
    """Return the blocks of a card's content; of what is no JSON, or is too deep or too manifold for that, the text."""
    try:
        blocks = list(islice(_sections(json.loads(content)), MOST + 1))
    except (ValueError, RecursionError):
        blocks = []
    return blocks if 0 < len(blocks) <= MOST else [Heading("Content", 1), Paragraph(content)]


def _sections(document: Any) -> Iterator[Block]:
    if not isinstance(document, dict):
        document = {"Content": document}
    if not document:
        yield Paragraph("This card has no content.")
    for name, section in _ordered(document):
        yield Heading(title(name), 1)
        yield from _inside(name, section, 2)


def _ordered(members: Mapping[str, Any]) -> Members:
    return sorted(members.items(), key=lambda member: rank(member[0]))


def _inside(name: str, value: Any, level: int) -> Iterator[Block]:
    """Tell what stands under the heading of `name`."""
    if plain(value):
        yield Paragraph(shown(value))
    elif isinstance(value, list):
        yield from _items(name, value, level)
    elif name in _OWN_NAMES:
        yield from _members([*value.items()], level, own=True)
    else:
        yield from _members(_ordered(value), level)


def _members(members: Members, level: int, *, own: bool = False) -> Iterator[Block]:
    """Tell an object: first its plain members, so that none seems to stand under another's heading."""
    rows: list[tuple[str, str]] = []
    nested: Members = []
    for name, value in members:
        if _small(name, value):
            rows.extend((_joined(name, inner), shown(value[inner])) for inner in value)
        elif plain(value) or level > DEEPEST:
            rows.append((shown(name) if own else title(name), shown(value)))
        else:
            nested.append((name, value))
    if rows:
        yield Definitions(rows)
    for name, value in nested:
        if name in _HEADLESS and isinstance(value, list):
            yield from _items(name, value, level)
        else:
            yield Heading(title(name), level)
            yield from _inside(name, value, level + 1)


def _small(name: str, value: Any) -> bool:
    """Tell whether an object needs no heading: it has one plain member, and both have known names."""
    if not isinstance(value, dict) or name in _OWN_NAMES or len(value) != 1:
        return False
    (inner, innermost), *_ = value.items()
    return known(name) and known(inner) and plain(innermost)


def _joined(*names: str) -> str:
    """Return the titles of an object and its member, or the one that they share."""
    return ": ".join(dict.fromkeys(map(title, names)))


def _items(name: str, items: Sequence[Any], level: int) -> Iterator[Block]:
    """Tell a list: what can be drawn as a picture, what is alike as a table, the rest one by one."""
    if name == "metric_data":
        yield from _metrics(items, level)
    elif name not in _ITEMS and _alike(items):
        yield _table(items)
    else:
        yield from _one_by_one(_ITEMS.get(name, title(name)), items, level)


def _one_by_one(called: str, items: Sequence[Any], level: int) -> Iterator[Block]:
    """Tell objects under headings, and what stands between them as text."""

    def headed(item: tuple[int, Any]) -> bool:
        return level <= DEEPEST and isinstance(item[1], dict) and bool(item[1])

    for objects, run in groupby(enumerate(items, 1), headed):
        if objects:
            for number, item in run:
                yield from _item(f"{called} {number}", item, level)
        else:
            yield Paragraph("\n".join(f"• {shown(item)}" for _, item in run))


def _item(fallback: str, item: Mapping[str, Any], level: int) -> Iterator[Block]:
    named = isinstance(item.get("name"), str)
    yield Heading(shown(item["name"]) if named else fallback, level)
    yield from _members([member for member in _ordered(item) if not (named and member[0] == "name")], level + 1)


def _metrics(metrics: Sequence[Any], level: int) -> Iterator[Block]:
    """Tell the metrics of a group: first the simple ones in a table, then each of the others under its heading."""
    pictures = [(metric, drawn(metric, level)) for metric in metrics]
    simple = [metric for metric, picture in pictures if picture is None and _flat(metric)]
    yield from _items("Metric", simple, level)
    for metric, picture in pictures:
        if picture is not None:
            yield from picture
        elif not _flat(metric):
            yield from _one_by_one("Metric", [metric], level)


def _flat(item: Any) -> bool:
    return isinstance(item, dict) and all(map(plain, item.values()))


def _alike(items: Sequence[Any]) -> bool:
    """Tell whether the items make a table: objects of plain members, of which all together have few."""
    return all(map(_flat, items)) and 0 < len(_columns(items)) <= _COLUMNS


def _columns(items: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(dict.fromkeys(name for item in items for name in item), key=rank)


def _table(items: Sequence[Mapping[str, Any]]) -> Table:
    columns = _columns(items)
    rows = [[shown(item[name]) if name in item else "" for name in columns] for item in items]
    return Table([title(name) for name in columns], rows)
