"""How each block looks: its fonts, colours and columns."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor, linearlyInterpolatedColor
from reportlab.lib.pagesizes import A4

from sagemaker_registry_mock.cards.pdf.blocks import (
    Block,
    Definitions,
    Heading,
    Matrix,
    Paragraph,
    Table,
    shown,
)
from sagemaker_registry_mock.cards.pdf.charts import Plot
from sagemaker_registry_mock.cards.pdf.grid import Cell, Grid, Layout
from sagemaker_registry_mock.cards.pdf.typesetting import (
    ACCENT,
    FAINT,
    HAIRLINE,
    Style,
    lines_of,
    natural_width,
    readable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: The room between the edges of a page and its text.
SIDE = 56.0
WIDTH = A4[0] - 2 * SIDE

_BODY, _SMALL, _TINY = Style(9), Style(8), Style(6)
_LABEL, _HEADER, _TINY_HEADER = Style(8, bold=True, color=FAINT), Style(8, bold=True), Style(6, bold=True)
_HEADINGS = (
    Style(14, bold=True, color=ACCENT),
    Style(11, bold=True),
    Style(9.5, bold=True, color=ACCENT),
    Style(9, bold=True),
)
_HEADER_FILL, _PALE, _DEEP = HexColor("#edf1f5"), HexColor("#ffffff"), HexColor("#8fb8de")

_LABELS = 138.0
_GAP = (4.0, 3.5)
_BOOKMARK = 80

#: A matrix of more columns than this is set smaller.
_MANY = 8
_MATRIX_LABELS, _MATRIX_COLUMN = 120.0, 64.0


def drawn(block: Block) -> Grid | Plot:
    """Return what draws the block."""
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return text_grid(block.text, _BODY, (2, 8))
        case Definitions():
            return _definitions(block)
        case Table():
            return _table(block)
        case Matrix():
            return _matrix(block)
        case _:
            return Plot(block, WIDTH)


def text_grid(text: str, style: Style, space: tuple[float, float]) -> Grid:
    """Return running text, with some space before and after it."""
    layout = Layout(widths=[WIDTH], space=space)
    return Grid([layout.row(_cells([text], [style], layout))], layout)


def _heading(heading: Heading) -> Grid:
    style = _HEADINGS[heading.level - 1]
    if heading.level > 1:
        return text_grid(heading.text, style, (10, 4))
    bookmark = readable(heading.text)[:_BOOKMARK]
    layout = Layout(widths=[WIDTH], gap=(0, 3), space=(20, 8), rule=ACCENT, bookmark=bookmark)
    return Grid([layout.row(_cells([heading.text], [style], layout))], layout)


def _definitions(definitions: Definitions) -> Grid:
    layout = Layout(widths=(_LABELS, WIDTH - _LABELS), gap=_GAP, space=(2, 8), rule=HAIRLINE)
    return Grid([layout.row(_cells(row, (_LABEL, _BODY), layout)) for row in definitions.rows], layout)


def _table(table: Table) -> Grid:
    columns = zip(table.header, *table.rows, strict=True)
    naturals = [max(natural_width(text, _HEADER, WIDTH) for text in column) + 2 * _GAP[0] for column in columns]
    layout = Layout(widths=_shared(naturals), gap=_GAP, space=(3, 8), rule=HAIRLINE, headers=1)
    header = _filled(_cells(table.header, repeat(_HEADER), layout))
    rows = [_cells(row, repeat(_SMALL), layout) for row in table.rows]
    return Grid([layout.row(row) for row in (header, *rows)], layout)


def _shared(naturals: Sequence[float]) -> list[float]:
    """Share the page's width: no column gives up any while another has more, and what is left over all get."""
    left, widths = WIDTH, dict[int, float]()
    for done, number in enumerate(sorted(range(len(naturals)), key=naturals.__getitem__)):
        widths[number] = min(naturals[number], left / (len(naturals) - done))
        left -= widths[number]
    return [widths[number] + left / len(naturals) for number in range(len(naturals))]


def _matrix(matrix: Matrix) -> Grid:
    many = len(matrix.columns) > _MANY
    style, label_style = (_TINY, _TINY_HEADER) if many else (_SMALL, _HEADER)
    labels = max(natural_width(text, label_style, _MATRIX_LABELS) for text in matrix.rows) + 2 * _GAP[0]
    column = min((WIDTH - labels) / len(matrix.columns), _MATRIX_COLUMN)
    gap = (2.0, 3.0) if many else _GAP
    layout = Layout(widths=[labels, *[column] * len(matrix.columns)], gap=gap, space=(4, 10), rule=HAIRLINE, headers=1)
    rows = [_filled(_cells(("", *matrix.columns), repeat(label_style), layout))]
    shade = _shades(list(chain.from_iterable(matrix.values)))
    for label, values in zip(matrix.rows, matrix.values, strict=True):
        missing = [""] * (len(matrix.columns) - len(values))
        cells = _cells((label, *map(shown, values), *missing), chain([label_style], repeat(style)), layout)
        fills = [_HEADER_FILL, *map(shade, values), *[None] * len(missing)]
        rows.append([cell._replace(fill=fill) for cell, fill in zip(cells, fills, strict=True)])
    return Grid([layout.row(row) for row in rows], layout)


def _shades(values: Sequence[float]) -> Callable[[float], Color]:
    """Return what gives a number its colour: the deeper, the nearer to the largest of all."""
    low, span = min(values), max(values) - min(values)
    return lambda value: linearlyInterpolatedColor(_PALE, _DEEP, 0, 1, (value - low) / span if span else 0)


def _cells(texts: Iterable[str], styles: Iterable[Style], layout: Layout) -> list[Cell]:
    return [
        Cell(lines_of(text, style, width - 2 * layout.gap[0]), style)
        for text, style, width in zip(texts, styles, layout.widths, strict=False)
    ]


def _filled(cells: Iterable[Cell]) -> list[Cell]:
    return [cell._replace(fill=_HEADER_FILL) for cell in cells]
