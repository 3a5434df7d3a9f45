"""The metrics of a card's evaluations, and which of their four forms a refusal is about."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cards.contents import AT_METRIC, in_evaluation, metric, told

from sagemaker_registry_mock.cards.validation import check_package_content


@pytest.mark.parametrize(
    "members",
    [
        {"name": "a", "type": "number", "value": 0.9, "notes": "", "x_axis_name": "x", "y_axis_name": "y"},
        {"name": "a", "type": "string", "value": "x" * 63},
        {"name": "a", "type": "linear_graph", "value": [[0, 1], [0.5, 2]] * 30, "x_axis_name": "x"},
        {"name": "a", "type": "bar_chart", "value": [1, 2] * 30, "x_axis_name": ["x"] * 9, "y_axis_name": "y"},
        {"name": "a", "type": "matrix", "value": [[1] * 20] * 20, "x_axis_name": ["x"], "y_axis_name": ["y"]},
    ],
)
def test_the_forms_of_a_metric(members: Any) -> None:
    """A metric is a single value, a line, bars or a matrix."""
    check_package_content(json.dumps(metric(**members)))


TYPES = '"number", "string", "boolean", "linear_graph", "bar_chart", "matrix"'


@pytest.mark.parametrize(
    ("members", "refusal"),
    [
        ({"type": "number", "value": [1]}, ".value: an array is not a number or a string or a boolean"),
        ({"type": "string", "value": "x" * 64}, ".value: its length is 64, the maximum is 63"),
        ({"type": "linear_graph", "value": 1}, ".value: 1 is not an array"),
        ({"type": "linear_graph", "value": []}, ".value: its length is 0, the minimum is 1"),
        ({"type": "linear_graph", "value": [[1, 2], [1]]}, ".value[1]: its length is 1, the minimum is 2"),
        ({"type": "linear_graph", "value": [[1, 2, 3]]}, ".value[0]: its length is 3, the maximum is 2"),
        ({"type": "bar_chart", "value": [1, "2"]}, '.value[1]: "2" is not a number'),
        ({"type": "bar_chart", "value": [1], "x_axis_name": "x"}, '.x_axis_name: "x" is not an array'),
        ({"type": "matrix", "value": [[1]] * 21}, ".value: its length is 21, the maximum is 20"),
        ({"type": "matrix", "value": [[True]]}, ".value[0][0]: true is not a number"),
        ({"type": "matrix", "value": [[1]], "unit": "s"}, ': not allowed here: "unit"'),
        ({"type": "pie", "value": 1}, f'.type: "pie" is not one of {TYPES}'),
        ({"type": None, "value": 1}, f".type: null is not one of {TYPES}"),
        ({"type": "number"}, ': required but missing: "value"'),
        ({"value": [1]}, ': required but missing: "type"'),
    ],
)
def test_of_the_forms_the_meant_one_is_told(members: Any, refusal: str) -> None:
    """A broken metric is judged by the form whose type it names; without such a form, by all of them."""
    assert told(check_package_content, metric(name="a", **members)) == f"{AT_METRIC}{refusal}"


@pytest.mark.parametrize(("value", "kind"), [(5, "5"), ([], "an array"), (None, "null")])
def test_a_metric_is_an_object(value: Any, kind: str) -> None:
    """What is no object is of none of the forms, which is told once."""
    content = in_evaluation(metric_groups=[{"name": "group", "metric_data": [value]}])

    assert told(check_package_content, content) == f"{AT_METRIC}: {kind} is not an object"
