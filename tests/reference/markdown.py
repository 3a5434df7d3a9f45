"""Markdown out of facts: tables, and docstrings in Google's style."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises|Source):(.*)$")
_ENTRY = re.compile(r"^(\*{0,2}[\w`][\w`, .*]*?)(?: \([^)]*\))?: +(.*)$", re.DOTALL)

#: Names that are never written with a capital letter.
_NAMES = ("moto", "boto3", "botocore")


@dataclass(frozen=True)
class Doc:
    """A docstring, taken apart.

    Attributes:
        summary: its first paragraph, on one line.
        more: the paragraphs that follow.
        sections: what stands under Args, Raises and so on: each entry on one line.

    """

    summary: str
    more: tuple[str, ...]
    sections: dict[str, tuple[str, ...]]

    def entries(self, section: str) -> dict[str, str]:
        """Return the entries of a section that are a name and what it is, by the names."""
        found: dict[str, str] = {}
        for entry in self.sections.get(section, ()):
            matched = _ENTRY.match(entry)
            if matched:
                found |= dict.fromkeys(matched[1].split(", "), matched[2])
        return found


def doc_of(described: object) -> Doc:
    """Take the docstring of something apart.

    Raises:
        ValueError: it has none.

    """
    text = inspect.getdoc(described)
    if not text:
        reason = f"{described!r} has no docstring"
        raise ValueError(reason)
    return taken_apart(text)


def taken_apart(text: str) -> Doc:
    """Take a docstring apart."""
    paragraphs: list[list[str]] = [[]]
    sections: dict[str, list[str]] = {}
    section = None
    for line in inspect.cleandoc(text).splitlines():
        begun = _SECTION.match(line)
        if begun:
            section = sections.setdefault(begun[1], [begun[2].strip()] if begun[2] else [])
        elif section is not None:
            _add(section, line)
        elif line.strip():
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    told = [_joined(lines) for lines in paragraphs if lines]
    return Doc(told[0], tuple(told[1:]), {name: tuple(entries) for name, entries in sections.items()})


def _joined(lines: Sequence[str]) -> str:
    """Return a paragraph on one line; a list keeps its lines."""
    listed = any(re.match(r"\s*[*-] ", line) for line in lines)
    return "\n".join(lines) if listed else " ".join(line.strip() for line in lines)


def _add(section: list[str], line: str) -> None:
    """Add a line to a section: one that is indented once begins an entry, one that is indented further goes on."""
    indent = len(line) - len(line.lstrip())
    if not line.strip():
        return
    if indent <= len("    ") or not section:
        section.append(line.strip())
    else:
        section[-1] += f" {line.strip()}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |".replace("|  |", "| |") for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def code(*words: object) -> str:
    """Return words as code, with commas between them."""
    return ", ".join(f"`{word}`" for word in words)


def sentence(text: str) -> str:
    """Return a text that begins with a capital letter and ends with a full stop."""
    text = text.strip()
    if not text:
        return ""
    begun = text if text.startswith(_NAMES) else text[0].upper() + text[1:]
    return begun if begun.endswith((".", ":")) else f"{begun}."


def anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading.strip().lower())
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
