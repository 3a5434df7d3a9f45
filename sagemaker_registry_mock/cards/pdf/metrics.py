"""The metrics of an evaluation that are drawn: line charts, bar charts and matrices, each with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cards.pdf.blocks import (
    BarChart,
    Block,
    Definitions,
    Heading,
    LineChart,
    Matrix,
    Table,
    rank,
    shown,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Numbers beyond this are told, not drawn: the distance of two of them must still be a number.
LARGEST = 1e300

#: The largest matrix of the schema has so many rows and columns.
LONGEST = 20

#: A picture, the members that it shows, and what its numbers are called and read.
_Drawn = tuple[list[Block], set[str], list[tuple[str, str]]]


def drawn(metric: Any, level: int) -> list[Block] | None:
    """Return the blocks of a metric that can be drawn; None where it is told like other members.

    Only a metric whose value is what its type says is drawn: the schema's types, with numbers of any sane size.
    """
    draw = _FORMS.get(str(metric.get("type"))) if isinstance(metric, dict) else None
    picture = draw(metric) if draw else None
    if picture is None:
        return None
    blocks, told, numbers = picture
    heading = title(metric["type"])
    if isinstance(metric.get("name"), str):
        heading, told = shown(metric["name"]), told | {"name"}
    rest = sorted((name for name in metric if name not in told | {"type", "value"}), key=rank)
    rows = [(title(name), shown(metric[name])) for name in rest] + numbers
    return [Heading(heading, level), *blocks, *([Definitions(rows)] if rows else [])]


def _line_chart(metric: dict[str, Any]) -> _Drawn | None:
    points: Any = metric.get("value")
    if not _is_list(points, _is_point):
        return None
    x_axis, told_x = _axis(metric, "x_axis_name")
    y_axis, told_y = _axis(metric, "y_axis_name")
    chart = LineChart([(float(x), float(y)) for x, y in points], x_axis, y_axis)
    read = ", ".join(f"({shown(x)},{shown(y)})" for x, y in points)
    return [chart], told_x | told_y, [(f"Points ({x_axis or 'x'}, {y_axis or 'y'})", read)]


def _bar_chart(metric: dict[str, Any]) -> _Drawn | None:
    values: Any = metric.get("value")
    if not _is_list(values, _is_number):
        return None
    labels, told_x = _labels(metric, "x_axis_name", len(values))
    y_axis, told_y = _axis(metric, "y_axis_name")
    chart = BarChart([float(value) for value in values], labels, y_axis)
    if not told_x:
        return [chart], told_y, [(f"Values ({y_axis})" if y_axis else "Values", shown(values))]
    rows = [(label, shown(value)) for label, value in zip(labels, values, strict=True)]
    return [chart, Table(("Bar", y_axis or "Value"), rows)], told_x | told_y, []


def _matrix(metric: dict[str, Any]) -> _Drawn | None:
    values: Any = metric.get("value")
    if not _is_list(values, lambda row: _is_list(row, _is_number) and len(row) <= LONGEST) or len(values) > LONGEST:
        return None
    columns, told_x = _labels(metric, "x_axis_name", max(map(len, values)))
    rows, told_y = _labels(metric, "y_axis_name", len(values))
    return [Matrix(columns, rows, values)], told_x | told_y, []


_FORMS: dict[str, Callable[[dict[str, Any]], _Drawn | None]] = {
    "linear_graph": _line_chart,
    "bar_chart": _bar_chart,
    "matrix": _matrix,
}


def _axis(metric: dict[str, Any], name: str) -> tuple[str, set[str]]:
    """Return what `name` calls the axis, and its name; no text where it does not."""
    axis = metric.get(name)
    return (axis, {name}) if isinstance(axis, str) else ("", set())


def _labels(metric: dict[str, Any], name: str, count: int) -> tuple[Sequence[str], set[str]]:
    """Return the labels that `name` gives, and its name; numbers where it does not give one for each."""
    labels: Any = metric.get(name)
    if _is_list(labels, lambda label: isinstance(label, str)) and len(labels) == count:
        return labels, {name}
    return [str(number) for number in range(1, count + 1)], set()


def _is_list(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and bool(value) and all(map(fits, value))


def _is_number(value: Any) -> bool:
    """Tell numbers from other values: true is none, nor is NaN, which is not smaller than anything."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= LARGEST


def _is_point(value: Any) -> bool:
    return _is_list(value, _is_number) and len(value) == len(("x", "y"))
