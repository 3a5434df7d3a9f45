"""The pages of a document: its cover, its blocks below each other, a footer on each page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate

from sagemaker_registry_mock.cards.pdf.blocks import Block, Definitions, Heading
from sagemaker_registry_mock.cards.pdf.charts import Plot
from sagemaker_registry_mock.cards.pdf.drawing import SIDE, WIDTH, drawn, text_grid
from sagemaker_registry_mock.cards.pdf.typesetting import (
    ACCENT,
    FAINT,
    HAIRLINE,
    Style,
    line_width,
    lines_of,
    readable,
    shortened,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT = A4[1]
_TOP, _BOTTOM = 56.0, 62.0
_RIGHT = SIDE + WIDTH
_TITLE, _SUBTITLE, _FOOT = Style(22, bold=True, color=ACCENT), Style(11, color=FAINT), Style(7.5, color=FAINT)

#: The footer: its rule, its base line, the room for the numbers of pages.
_RULE, _BASE, _NUMBERS = 44.0, 32.0, 120.0

#: So much of a block stands on the page of its heading.
_LEAST = 60.0


class Cover(NamedTuple):
    """What stands above the blocks, and in the document's properties."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, str]]


class _Canvas(Canvas):
    """A canvas that tells at the end how many pages there are: the footers refer to it."""

    def save(self) -> None:
        self.beginForm("pages")
        write(self, (0, 0), lines_of(str(self.getPageNumber() - 1), _FOOT, WIDTH), _FOOT)
        self.endForm()
        super().save()


def bound(cover: Cover, blocks: Sequence[Block]) -> bytes:
    """Return the document of a cover and blocks."""
    file = BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=readable(cover.title),
        subject=readable(cover.subtitle),
        author="sagemaker-registry-mock",
        creator="sagemaker-registry-mock",
        invariant=1,
    )
    frame = Frame(
        SIDE, _BOTTOM, WIDTH, _HEIGHT - _TOP - _BOTTOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates(
        PageTemplate(frames=[frame], onPageEnd=lambda canvas, _: _draw_footer(canvas, cover.title))
    )
    document.build([*_covered(cover), *_below_each_other(blocks)], canvasmaker=_Canvas)
    return file.getvalue()


def _draw_footer(canvas: Canvas, name: str) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, _RULE, _RIGHT, _RULE)
    page = lines_of(f"Page {canvas.getPageNumber()} of", _FOOT, WIDTH)
    write(canvas, (SIDE, _BASE), page, _FOOT)
    canvas.saveState()
    canvas.translate(SIDE + line_width(page[0], _FOOT) + _FOOT.size / 3, _BASE)
    canvas.doForm("pages")
    canvas.restoreState()
    title = shortened(name, _FOOT, WIDTH - _NUMBERS)
    write(canvas, (_RIGHT - line_width(title, _FOOT), _BASE), [title], _FOOT)


def _covered(cover: Cover) -> list[Flowable]:
    return [
        text_grid(cover.title, _TITLE, (0, 4)),
        text_grid(cover.subtitle, _SUBTITLE, (0, 14)),
        drawn(Definitions(cover.rows)),
    ]


def _below_each_other(blocks: Sequence[Block]) -> list[Flowable]:
    """Draw the blocks, each heading on the page where what it stands above begins."""
    story: list[Flowable] = []
    needed = 0.0
    for block in reversed(blocks):
        flowable = drawn(block)
        story.append(flowable)
        if isinstance(block, Heading):
            needed = min(needed + flowable.height + flowable.spaceBefore + flowable.spaceAfter, _HEIGHT / 2)
            story.append(CondPageBreak(needed))
        else:
            needed = flowable.height if isinstance(flowable, Plot) else min(flowable.height, _LEAST)
    return story[::-1]
