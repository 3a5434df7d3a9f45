"""Paths into properties and files: how they are read, and what they lead to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.pipelines.paths import NOTHING, found, tokens

VALUE: dict[str, Any] = {
    "a": {"b": [10, {"c": "deep"}], "x.y": 1, "it's": 2, "-": 3},
    "list": [{"OutputName": "one", "v": 1}, {"Name": "two", "v": 2}, "three", {"named": "four"}],
    "none": None,
    "pair": (1, 2),
}


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("", []),
        ("a", ["a"]),
        (".a.b", ["a", "b"]),
        ("a[0].b", ["a", 0, "b"]),
        ("[12][3]", [12, 3]),
        ("a['x.y'][\"z\"]", ["a", "x.y", "z"]),
        ('a["it\'s"]', ["a", "it's"]),
        ("a['']", ["a", ""]),
        ("batch-size.x y", ["batch-size", "x y"]),
    ],
)
def test_a_path_is_read_step_by_step(path: str, steps: list[str | int]) -> None:
    """Members follow dots, indexes and quoted keys stand in brackets; keys in quotes hold what they like."""
    assert tokens(path) == steps


@pytest.mark.parametrize(
    "path", ["a.", "a..b", "a[", "a]", "a[b]", "a[-1]", "a['b]", "a['b\"]", "a'b'", f"a[{'9' * 5000}]"]
)
def test_what_is_no_path_leads_nowhere(path: str) -> None:
    """A path with anything else in it is none, and nothing lies there."""
    assert tokens(path) is None
    assert found(VALUE, path) is NOTHING


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a.b[1].c", "deep"),
        ("a.b[0]", 10),
        ("a['x.y']", 1),
        ('a["it\'s"]', 2),
        ("a.-", 3),
        ("none", None),
        ("pair[1]", 2),
        ("list['one'].v", 1),
        ("list['two'].v", 2),
        ("list.two.v", 2),
    ],
)
def test_a_path_leads_to_what_lies_there(path: str, value: Any) -> None:
    """Members, elements by index, and elements of a list by the name that they bear."""
    assert found(VALUE, path) == value


@pytest.mark.parametrize(
    "path",
    ["x", "a.b.c", "a.b[2]", "a[0]", "none.x", "list['four']", "list['three']", "a.x.y", "a.b[0].c", "a.b[0][0]"],
)
def test_where_nothing_lies_there_is_nothing(path: str) -> None:
    """A path that leads past the end, through a scalar, or to a name that nobody bears, finds nothing."""
    assert found(VALUE, path) is NOTHING


def test_the_empty_path_is_the_whole() -> None:
    """No step leads nowhere else."""
    assert found(VALUE, "") is VALUE


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 10**9 - 1) | st.text('ab-_ .[]"', max_size=4), max_size=5))
def test_every_path_in_quotes_is_read_as_it_was_written(steps: list[str | int]) -> None:
    """Keys in quotes and indexes, one after another, are read back."""
    path = "".join(f"[{one}]" if isinstance(one, int) else f"['{one}']" for one in steps)

    assert tokens(path) == steps


@settings(deadline=None, max_examples=40)
@given(
    st.recursive(
        st.none() | st.integers() | st.just("a"),
        lambda part: st.lists(part, max_size=2) | st.dictionaries(st.text("a0", max_size=1), part, max_size=2),
        max_leaves=5,
    ),
    st.text("a.[]'0$", max_size=8),
)
def test_any_path_into_any_value_finds_something_or_nothing(value: Any, path: str) -> None:
    """No path and no value break the search; where the path is none, nothing is found."""
    assert tokens(path) is not None or found(value, path) is NOTHING
