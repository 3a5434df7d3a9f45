"""Line and bar charts, drawn for any finite numbers: one point, equal values, thousands of bars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from sagemaker_registry_mock.cards.pdf.blocks import BarChart, LineChart
from sagemaker_registry_mock.cards.pdf.typesetting import (
    FAINT,
    HAIRLINE,
    Line,
    Style,
    line_width,
    lines_of,
    shortened,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 210.0
_LABEL = Style(7, color=FAINT)
_ABOVE, _BELOW, _TICK_ROOM = 20.0, 32.0, 6.0
_STEPS = 5
_MARK = HexColor("#3a79b7")

#: So many points have a dot each, and a bar's label has at least so much room.
_DOTS = 60
_LABEL_ROOM = 34.0

#: Numbers nearer to each other than this part of their size are drawn as equal: their labels could not differ.
_NEAR = 1e-5
_SMALLEST = 1e-290


class Scale(NamedTuple):
    """The numbers along an axis: where it begins and ends, and its ticks."""

    low: float
    high: float
    ticks: Sequence[float]

    def at(self, value: float, length: float) -> float:
        """Return how far along an axis of this length a number lies."""
        return (value - self.low) / (self.high - self.low) * length


def scale(values: Sequence[float]) -> Scale:
    """Return a scale with round ticks that holds all values."""
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    if high - low <= max(size * _NEAR, _SMALLEST):
        room = size / 2 if size > _SMALLEST else 1.0
        low, high = low - room, high + room
    rough = (high - low) / _STEPS
    unit = 10.0 ** math.floor(math.log10(rough))
    step = unit * next(times for times in (1, 2, 5, 10, 20) if times * unit >= rough)
    ticks = [number * step for number in range(math.floor(low / step), math.ceil(high / step) + 1)]
    return Scale(ticks[0], ticks[-1], ticks)


def _number(value: float) -> Line:
    return lines_of(f"{value:.7g}", _LABEL, math.inf)[0]


class Plot(Flowable):
    """A chart as wide as the page's text."""

    def __init__(self, chart: LineChart | BarChart, width: float) -> None:
        super().__init__()
        self.chart, self.width, self.height = chart, width, HEIGHT
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the axes and what they are for."""
        chart = self.chart
        heights = [y for _, y in chart.points] if isinstance(chart, LineChart) else [0.0, *chart.values]
        vertical = scale(heights)
        margin = max(line_width(_number(tick), _LABEL) for tick in vertical.ticks) + _TICK_ROOM
        self.area = (self.width - margin - _LABEL_ROOM / 2, self.height - _ABOVE - _BELOW)
        write(self.canv, (0, self.height - _LABEL.size), [shortened(chart.y_axis, _LABEL, self.width)], _LABEL)
        self.canv.translate(margin, _BELOW)
        self._draw_vertical(vertical)
        if isinstance(chart, LineChart):
            self._draw_line(chart, vertical)
        else:
            self._draw_bars(chart, vertical)

    def _draw_vertical(self, vertical: Scale) -> None:
        width, height = self.area
        self.canv.setStrokeColor(HAIRLINE)
        self.canv.setLineWidth(0.5)
        for tick in vertical.ticks:
            y, text = vertical.at(tick, height), _number(tick)
            self.canv.line(0, y, width, y)
            write(self.canv, (-line_width(text, _LABEL) - _TICK_ROOM, y - _LABEL.size / 3), [text], _LABEL)

    def _draw_line(self, chart: LineChart, vertical: Scale) -> None:
        width, height = self.area
        horizontal = scale([x for x, _ in chart.points])
        for tick in horizontal.ticks:
            x = horizontal.at(tick, width)
            self.canv.line(x, 0, x, -3)
            self._write_below(x, -12, _number(tick))
        self._write_below(width / 2, -25, shortened(chart.x_axis, _LABEL, width))
        places = [(horizontal.at(x, width), vertical.at(y, height)) for x, y in chart.points]
        path = self.canv.beginPath()
        path.moveTo(*places[0])
        for place in places[1:]:
            path.lineTo(*place)
        self.canv.setStrokeColor(_MARK)
        self.canv.setFillColor(_MARK)
        self.canv.setLineWidth(1.4)
        self.canv.setLineJoin(1)
        self.canv.drawPath(path)
        if len(places) <= _DOTS:
            for x, y in places:
                self.canv.circle(x, y, 2, stroke=0, fill=1)

    def _draw_bars(self, chart: BarChart, vertical: Scale) -> None:
        width, height = self.area
        slot, zero = width / len(chart.values), vertical.at(0, height)
        every = math.ceil(_LABEL_ROOM / slot)
        self.canv.setFillColor(_MARK)
        for number, value in enumerate(chart.values):
            bar = min(slot * 0.7, 60)
            self.canv.rect(
                (number + 0.5) * slot - bar / 2, zero, bar, vertical.at(value, height) - zero, stroke=0, fill=1
            )
        for number in range(0, len(chart.values), every):
            text = shortened(chart.labels[number], _LABEL, slot * every - 4)
            self._write_below((number + 0.5) * slot, -12, text)
        self.canv.setStrokeColor(FAINT)
        self.canv.line(0, zero, width, zero)

    def _write_below(self, middle: float, y: float, text: Line) -> None:
        write(self.canv, (middle - line_width(text, _LABEL) / 2, y), [text], _LABEL)
