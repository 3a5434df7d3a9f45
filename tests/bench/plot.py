"""The plot of the report: what four calls cost from a small registry to a large one, as SVG without any library.

Both axes are logarithmic. The colours are defined for light and for dark surroundings; lines also differ in their marks
and are named where they end.
"""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from .curve import MOTO, THIS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .curve import Curve

#: One panel, and what lies around its field.
WIDTH, HEIGHT, COLUMNS = 440, 300, 2
LEFT, RIGHT, TOP, BOTTOM = 62, 96, 44, 50
TITLE = 66

STYLE = """
  .back { fill: #ffffff } .title { font-size: 17px; font-weight: 600 } .head { font-size: 14px; font-weight: 600 }
  text { font-family: system-ui, sans-serif; font-size: 12px; fill: #24292f } .end { text-anchor: end }
  .middle { text-anchor: middle } .grid { stroke: #d0d7de; stroke-width: 1 } .line { fill: none; stroke-width: 2.2 }
  .this { stroke: #0969da } .moto { stroke: #bc4c00; stroke-dasharray: 6 3 } .of-this { fill: #0969da }
  .of-moto { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117 } text { fill: #e6edf3 } .grid { stroke: #30363d } .this { stroke: #58a6ff }
    .moto { stroke: #ffa657 } .of-this { fill: #58a6ff } .of-moto { fill: #ffa657 }
  }
"""
_CLASSES = {THIS: "this", MOTO: "moto"}


def drawn(curves: Sequence[Curve]) -> str:
    """Return the plot of some curves, each in a panel of its own, all with the same axes."""
    rows = ceil(len(curves) / COLUMNS)
    width, height = WIDTH * COLUMNS, HEIGHT * rows + TITLE
    sizes, costs = _range(curves, 0), _range(curves, 1)
    title = "Cost of one call against the number of versions in its group"
    axes = "Median of a call through boto3. Both axes are logarithmic."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{title}</title>',
        f'<desc id="d">{escape(_told(curves))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="back" width="{width}" height="{height}"/>',
        f'<text class="title" x="{LEFT}" y="30">{title}</text>',
        f'<text x="{LEFT}" y="52">{axes}</text>',
    ]
    for number, curve in enumerate(curves):
        x, y = WIDTH * (number % COLUMNS), TITLE + HEIGHT * (number // COLUMNS)
        parts += [f'<g transform="translate({x} {y})">', *_panel(curve, Axes(sizes, costs)), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


class Axes:
    """Two logarithmic axes on the field of a panel."""

    def __init__(self, sizes: tuple[float, float], costs: tuple[float, float]) -> None:
        self.sizes, self.costs = sizes, costs

    def x(self, size: float) -> float:
        """Return where a size lies."""
        return LEFT + _share(size, self.sizes) * (WIDTH - LEFT - RIGHT)

    def y(self, cost: float) -> float:
        """Return where a cost lies."""
        return HEIGHT - BOTTOM - _share(cost, self.costs) * (HEIGHT - TOP - BOTTOM)


def _share(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return (log10(value) - log10(low)) / (log10(high) - log10(low))


def _range(curves: Sequence[Curve], part: int) -> tuple[float, float]:
    """Return the ends of an axis: of sizes (0) the first and last, of costs (1) the powers of ten around them."""
    values = [point[part] for curve in curves for costs in curve.costs.values() for point in costs.items()]
    if not part:
        return min(values), max(values)
    return 10.0 ** floor(log10(min(values))), 10.0 ** ceil(log10(max(values)))


def _panel(curve: Curve, axes: Axes) -> Iterator[str]:
    yield f'<text class="head" x="{LEFT}" y="{TOP - 16}">{escape(curve.call)}</text>'
    sizes = sorted({size for costs in curve.costs.values() for size in costs})
    low, high = axes.costs
    for size in sizes:
        yield _line("grid", [(axes.x(size), axes.y(low)), (axes.x(size), axes.y(high))])
        yield f'<text class="middle" x="{axes.x(size):.1f}" y="{axes.y(low) + 18:.1f}">{size:,}</text>'
    for power in range(round(log10(low)), round(log10(high)) + 1):
        cost = 10.0**power
        yield _line("grid", [(axes.x(sizes[0]), axes.y(cost)), (axes.x(sizes[-1]), axes.y(cost))])
        yield f'<text class="end" x="{LEFT - 8}" y="{axes.y(cost) + 4:.1f}">{cost:g} ms</text>'
    middle = (axes.x(sizes[0]) + axes.x(sizes[-1])) / 2
    yield f'<text class="middle" x="{middle:.1f}" y="{HEIGHT - 12}">versions in the group</text>'
    for name, costs in curve.costs.items():
        yield from _drawn_line(name, costs, axes)


def _drawn_line(name: str, costs: dict[int, float], axes: Axes) -> Iterator[str]:
    kind = _CLASSES[name]
    points = [(axes.x(size), axes.y(cost)) for size, cost in sorted(costs.items())]
    yield _line(f"line {kind}", points)
    for x, y in points:
        if name == THIS:
            yield f'<circle class="of-{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        else:
            yield f'<rect class="of-{kind}" x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"/>'
    x, y = points[-1]
    yield f'<text class="of-{kind}" x="{x + 9:.1f}" y="{y + 4:.1f}">{escape(name)}</text>'


def _line(kind: str, points: Sequence[tuple[float, float]]) -> str:
    return f'<polyline class="{kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _told(curves: Sequence[Curve]) -> str:
    """Return the plot in words: what each call costs at both ends."""
    told = [
        f"{curve.call}, {name}: {costs[min(costs)]:.2g} ms at {min(costs):,} versions, "
        f"{costs[max(costs)]:.2g} ms at {max(costs):,}."
        for curve in curves
        for name, costs in curve.costs.items()
    ]
    return " ".join(told)
