"""The metrics of an evaluation in a document: tables, charts and matrices, each with its numbers."""

from __future__ import annotations

from typing import Any

import pytest
from cards.contents import in_evaluation, metric
from cards.printed import body, drawings, printed

BEGIN = "Evaluation details evaluation group"
LINE: Any = {"name": "roc", "type": "linear_graph", "value": [[0, 0], [0.5, 0.75], [1, 1]]}
BARS: Any = {"name": "shap", "type": "bar_chart", "value": [3, -1.5]}
MATRIX: Any = {"name": "confusion", "type": "matrix", "value": [[8, 2], [1, 9]]}


def _group(*metrics: Any) -> Any:
    return in_evaluation(metric_groups=[{"name": "group", "metric_data": list(metrics)}])


def test_simple_metrics_are_one_table() -> None:
    """Numbers, texts and truths of a group stand in a table, before what is drawn."""
    content = _group(
        {"name": "auc", "type": "number", "value": 0.9},
        MATRIX,
        {"name": "rule", "type": "string", "value": "Youden", "notes": "n"},
        {"name": "calibrated", "type": "boolean", "value": True, "x_axis_name": "x", "y_axis_name": "y"},
    )

    assert body(content).startswith(
        "Evaluation details first group Name Value Type X axis name Y axis name Notes "
        "auc 0.9 number rule Youden string n calibrated true boolean x y confusion"
    )


def test_a_line_chart() -> None:
    """Points are joined by a line, have dots, and are told with the names of the axes."""
    content = metric(**LINE, x_axis_name="False positives", y_axis_name="True positives", notes="best")

    assert body(content) == (
        f"{BEGIN} roc True positives 0 0.2 0.4 0.6 0.8 1 0 0.2 0.4 0.6 0.8 1 False positives "
        "Notes best Points (False positives, True positives) (0,0), (0.5,0.75), (1,1)"
    )
    dots = 3 * 4  # a circle is four curves
    assert drawings(content, b"c") == dots


def test_many_points_have_no_dots() -> None:
    """A line of many points is only a line."""
    many, ends = ({**LINE, "value": [[x, x * x] for x in range(0, 61, step)]} for step in (1, 60))

    assert drawings(metric(**many), b"c") == 0
    assert drawings(metric(**many), b"l") == drawings(metric(**ends), b"l") + 59
    assert "(60,3600)" in body(metric(**many))


def test_a_bar_chart() -> None:
    """Each value has a bar, and stands in a table beside its label."""
    content = metric(**BARS, x_axis_name=["age", "contract"], y_axis_name="SHAP")

    assert body(content) == f"{BEGIN} shap SHAP -2 -1 0 1 2 3 age contract Bar SHAP age 3 contract -1.5"
    assert drawings(content, b"re") == drawings(metric(**MATRIX), b"re") - 9 + 2 + 2  # and the header's two cells


@pytest.mark.parametrize("labels", [{}, {"x_axis_name": ["one"]}, {"x_axis_name": "one"}, {"x_axis_name": [1, 2]}])
def test_bars_without_a_label_each_are_numbered(labels: Any) -> None:
    """Labels that do not fit the values are told as they are; the bars have numbers."""
    told = {"one": "X axis name one ", "['one']": "X axis name • one ", "[1, 2]": "X axis name 1, 2 "}
    extra = told.get(str(labels.get("x_axis_name")), "")

    assert body(metric(**BARS, **labels)) == f"{BEGIN} shap -2 -1 0 1 2 3 1 2 {extra}Values 3, -1.5"
    assert body(metric(**BARS, **labels, y_axis_name="SHAP")).endswith(f"{extra}Values (SHAP) 3, -1.5")


def test_labels_without_room_are_left_out_below_the_bars() -> None:
    """Of many bars only some have their label below, and a long label is cut; the table has them all."""
    many = {**BARS, "value": [1] * 60, "x_axis_name": [f"a rather long label {number}" for number in range(60)]}
    text = body(metric(**many))

    assert text.count("a rathe…") == 12
    assert all(f"a rather long label {number} 1" in text for number in range(60))


def test_a_matrix() -> None:
    """A matrix is a table with its labels, shaded by the numbers."""
    content = metric(**MATRIX, x_axis_name=["stay", "leave"], y_axis_name=["stayed", "left"], notes="counts")

    assert body(content) == f"{BEGIN} confusion stay leave stayed 8 2 left 1 9 Notes counts"
    assert drawings(content, b"re") == drawings({}, b"re") + 9


def test_a_matrix_of_uneven_rows() -> None:
    """Rows may differ in length; labels that do not fit are told, and numbers take their place."""
    content = metric(**{**MATRIX, "value": [[1], [2, 3]]}, x_axis_name=["a"], y_axis_name=["b", "c"])

    assert body(content) == f"{BEGIN} confusion 1 2 b 1 c 2 3 X axis name • a"


def test_the_largest_matrix() -> None:
    """Twenty rows and columns fit a page."""
    rows = [[row * 20 + column for column in range(20)] for row in range(20)]
    content = metric(name="all", type="matrix", value=rows)
    head, *lines = [range(1, 21), *([number, *row] for number, row in enumerate(rows, 1))]

    assert body(content) == " ".join([BEGIN, "all", *map(str, [*head, *(cell for line in lines for cell in line)])])
    assert len(printed(content).pages) == 1


def test_a_drawn_metric_keeps_members_that_are_not_known() -> None:
    """What a chart does not show is told below it; a chart without a name is called what it is."""
    content = metric(type="matrix", value=[[1]], unit="%", name=5, other={"a": 1})

    assert body(content) == f'{BEGIN} matrix 1 1 1 Name 5 unit % other {{"a": 1}}'


@pytest.mark.parametrize("kind", ["linear_graph", "bar_chart", "matrix"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (float("nan"), "NaN"),
        ("text", "text"),
        ([], "(empty)"),
        ([True], "true"),
        ([1, "2"], "• 1 • 2"),
        ([float("inf")], "Infinity"),
        ([10**400], "1" + "0" * 400),
    ],
)
def test_a_value_that_cannot_be_drawn_is_told(kind: str, value: Any, text: str) -> None:
    """What is not what the type says, or no number of sane size, stands in the table as it is."""
    shown = body(metric(name="odd", type=kind, value=value))

    assert shown.replace(" ", "") == f"{BEGIN} Name Value Type odd {text} {kind}".replace(" ", "")
    assert drawings(metric(name="odd", type=kind, value=value), b"re") == 3


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("linear_graph", "[[1, 2], [3]]"),
        ("linear_graph", "[[1, 2, 3]]"),
        ("linear_graph", "[[1, 2], 3]"),
        ("linear_graph", "[[1, NaN]]"),
        ("linear_graph", "[[1, true]]"),
        ("matrix", "[[1], []]"),
        ("matrix", '[[1], ["2"]]'),
        ("matrix", f"[{[1] * 21}]"),
        ("matrix", str([[1]] * 21)),
        ("other", "[[1]]"),
    ],
)
def test_lists_of_another_form_are_told_as_json(kind: str, value: str) -> None:
    """Lists within lists that cannot be drawn are shown as JSON, each under its own name."""
    content = (
        '{"evaluation_details": [{"name": "evaluation", "metric_groups": [{"name": "group", "metric_data": '
        f'[{{"name": "odd", "type": "{kind}", "value": {value}}}]}}]}}]}}'
    )

    assert body(content) == f"{BEGIN} odd Value {value} Type {kind}"


def test_metrics_that_are_no_objects_are_told() -> None:
    """Other values among the metrics are listed, and metrics without a name are numbered."""
    content = _group(5, {}, {"type": ["matrix"], "value": {"a": 1}})

    assert body(content) == 'Evaluation details first group • (empty) • 5 Metric 1 Value {"a": 1} Type • matrix'


def test_groups_without_a_name_are_numbered() -> None:
    """Groups and evaluations without a name have a number, and those that are no objects are told."""
    group = {"metric_data": [{"name": "a", "type": "number", "value": 1}], "extra": 1}

    assert body({"evaluation_details": [{"metric_groups": [group, 5]}, {"metric_groups": "none"}]}) == (
        "Evaluation details Evaluation 1 Metric group 1 extra 1 Name Value Type a 1 number • 5 "
        "Evaluation 2 Metric groups none"
    )


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0], "-1 -0.5 0 0.5 1"),
        ([5e-324], "-1 -0.5 0 0.5 1"),
        ([1e300, -1e300], "-1e+300 -5e+299 0 5e+299 1e+300"),
        ([1e-9, 4e-9], "0 1e-09 2e-09 3e-09 4e-09"),
        ([0.3, 0.7], "0 0.2 0.4 0.6 0.8"),
        ([999], "0 200 400 600 800 1000"),
        ([-70], "-80 -60 -40 -20 0"),
    ],
)
def test_the_scale_of_a_chart(values: list[float], ticks: str) -> None:
    """A scale begins and ends at round numbers, and holds all values and, for bars, zero."""
    labels = " ".join(str(number) for number in range(1, len(values) + 1))

    assert body(metric(name="b", type="bar_chart", value=values)).startswith(f"{BEGIN} b {ticks} {labels} Values")


@pytest.mark.parametrize(
    ("points", "ticks"),
    [
        ([[2, 7]], "2 4 6 8 10 12 1 1.5 2 2.5 3"),
        ([[1, 1000], [2, 1000.001]], "0 500 1000 1500 2000 1 1.2 1.4 1.6 1.8 2"),
        ([[-3, -3], [3, 9]], "-5 0 5 10 -4 -2 0 2 4"),
    ],
)
def test_points_that_are_all_but_equal_lie_in_the_middle(points: Any, ticks: str) -> None:
    """One point, or points whose ticks could not be told apart, have a scale around them."""
    assert body(metric(**{**LINE, "value": points})).startswith(f"{BEGIN} roc {ticks} Points (x, y)")
