"""The report in docs/performance.md: between two comments, replaced by `python -m tests.bench.report --docs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .showing import COLUMNS, cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .rows import Row

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
PLOT = PAGE.with_suffix(".svg")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def write_page(machine: Mapping[str, Any], families: Mapping[str, Sequence[Row]]) -> None:
    """Put the figures into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(replaced(page, figures(machine, families)), encoding="utf-8")


def replaced(page: str, figures: str) -> str:
    """Return a page with other figures between its two comments.

    Raises:
        ValueError: it does not have both.

    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The page has to have {BEGIN} and {END}.")
    return f"{before}{begin}\n{figures}\n{end}{after}"


def figures(machine: Mapping[str, Any], families: Mapping[str, Sequence[Row]]) -> str:
    """Return the machine and a table of each family, in Markdown."""
    told = ", ".join(f"{name} {value}" for name, value in machine.items())
    parts = [f"Measured with {told}."]
    for name, rows in families.items():
        lines = [COLUMNS, tuple("---" for _ in COLUMNS), *[cells(row) for row in rows]]
        parts += [f"### {name}", "\n".join(f"| {' | '.join(line)} |" for line in lines)]
    return "\n" + "\n\n".join(parts) + "\n"
