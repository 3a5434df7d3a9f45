"""Rows of cells: all text of a document stands in them, since they can be parted over pages anywhere.

A row goes to the next page whole unless it is long; a long one is cut between two lines. Headers come again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from reportlab.platypus import Flowable

from sagemaker_registry_mock.cards.pdf.typesetting import Line, Style, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.colors import Color

#: A row of more lines than this may be cut, and leaves at least so many behind.
LONG = 8
_FEWEST = 3

#: A header higher than this comes once: it would leave too little of each page.
HIGHEST_HEADER = 150.0


class Cell(NamedTuple):
    """Some lines, and the colour behind them."""

    lines: Sequence[Line]
    style: Style
    fill: Color | None = None


class Row(NamedTuple):
    """Cells beside each other, and how high the highest is with the room around it."""

    cells: Sequence[Cell]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a grid looks.

    Attributes:
        widths: of the columns.
        gap: the room beside a text, and above and below it.
        space: before and after the grid.
        rule: the colour of the lines below the rows; None for no lines.
        headers: how many rows come again on each page, 0 or 1.
        bookmark: the entry in the reader's table of contents, if any.

    """

    widths: Sequence[float]
    gap: tuple[float, float] = (0, 0)
    space: tuple[float, float] = (0, 0)
    rule: Color | None = None
    headers: int = 0
    bookmark: str = ""

    def row(self, cells: Sequence[Cell]) -> Row:
        """Return a row of these cells."""
        return Row(cells, max(len(cell.lines) * cell.style.leading for cell in cells) + 2 * self.gap[1])


class Grid(Flowable):
    """Rows below each other."""

    def __init__(self, rows: Sequence[Row], layout: Layout) -> None:
        super().__init__()
        self.rows, self.layout = rows, layout
        self.width, self.height = sum(layout.widths), sum(row.height for row in rows)
        self.spaceBefore, self.spaceAfter = layout.space

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size: the columns are as wide as they are."""
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return what fits and the rest; nothing where it is better to go to the next page."""
        count = self.layout.headers if self.rows[0].height <= HIGHEST_HEADER else 0
        headers, body = self.rows[:count], self.rows[count:]
        left = height - sum(row.height for row in headers)
        fitting = 0
        while fitting < len(body) - 1 and body[fitting].height <= left:
            left -= body[fitting].height
            fitting += 1
        first, rest = self._cut(body[fitting], left)
        if not first and not fitting:
            return []
        return [
            Grid([*headers, *body[:fitting], *first], self.layout),
            Grid([*headers, *rest, *body[fitting + 1 :]], replace(self.layout, bookmark="")),
        ]

    def _cut(self, row: Row, room: float) -> tuple[list[Row], list[Row]]:
        """Part a row so that the first part fits into the room; the first is empty where nothing may stay."""
        count = int((room - 2 * self.layout.gap[1]) / max(cell.style.leading for cell in row.cells))
        if count < _FEWEST or max(len(cell.lines) for cell in row.cells) <= LONG:
            return [], [row]
        first = [cell._replace(lines=cell.lines[:count]) for cell in row.cells]
        rest = [cell._replace(lines=cell.lines[count:]) for cell in row.cells]
        return [self.layout.row(first)], [self.layout.row(rest)]

    def draw(self) -> None:
        """Draw the rows from the top, and enter the bookmark."""
        if self.layout.bookmark:
            key = f"{self.layout.bookmark} on page {self.canv.getPageNumber()}"
            self.canv.bookmarkHorizontal(key, 0, self.height)
            self.canv.addOutlineEntry(self.layout.bookmark, key)
        top = self.height
        for row in self.rows:
            self._draw_row(row, top)
            top -= row.height

    def _draw_row(self, row: Row, top: float) -> None:
        x, (across, down) = 0.0, self.layout.gap
        base = top - down - max(cell.style.size for cell in row.cells)
        for cell, width in zip(row.cells, self.layout.widths, strict=True):
            if cell.fill is not None:
                self.canv.setFillColor(cell.fill)
                self.canv.rect(x, top - row.height, width, row.height, stroke=0, fill=1)
            write(self.canv, (x + across, base), cell.lines, cell.style)
            x += width
        if self.layout.rule is not None:
            self.canv.setStrokeColor(self.layout.rule)
            self.canv.setLineWidth(0.5)
            self.canv.line(0, top - row.height, x, top - row.height)
