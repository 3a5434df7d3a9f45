"""Pages of a list that only grows at its end, such as the steps of one execution."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.errors import InvalidNextToken
from sagemaker_registry_mock.registry.listing import part_of

REQUEST = {"PipelineExecutionArn": "arn:one"}


def part(items: list[Any], *, size: int = 2, descending: bool = False, **request: Any) -> tuple[list[Any], str | None]:
    """Return one page of items, so many as make a page unless the request says otherwise."""
    return part_of(items, "ListSteps", {**REQUEST, **request}, size, descending=descending)


@pytest.mark.parametrize(
    ("items", "descending", "first", "more"),
    [
        ([], False, [], False),
        (["a"], True, ["a"], False),
        (["a", "b"], False, ["a", "b"], False),
        (["a", "b", "c"], False, ["a", "b"], True),
        (["a", "b", "c"], True, ["c", "b"], True),
    ],
)
def test_the_first_page_has_what_fits(items: list[str], first: list[str], *, descending: bool, more: bool) -> None:
    """A page begins at the beginning, or at the end, and there is a token where more is left."""
    page, token = part(items, descending=descending)

    assert (page, token is not None) == (first, more)


def test_a_request_says_how_much_it_wants() -> None:
    """MaxResults goes before the default, and may change from page to page."""
    page, token = part([*"abcde"], MaxResults=1)
    assert page == ["a"]

    assert part([*"abcde"], MaxResults=10, NextToken=token) == (["b", "c", "d", "e"], None)


@pytest.mark.parametrize("other", [{"PipelineExecutionArn": "arn:two"}, {"SortOrder": "Descending"}])
def test_a_token_is_that_of_its_list(other: dict[str, Any]) -> None:
    """A token of another list, or of another order, is refused, and so is what is none."""
    _, token = part([*"abc"])

    with pytest.raises(InvalidNextToken):
        part([*"abc"], NextToken=token, **other)
    with pytest.raises(InvalidNextToken):
        part([*"abc"], NextToken="none")
    with pytest.raises(InvalidNextToken):
        part_of([*"abc"], "ListOthers", {**REQUEST, "NextToken": token}, 2)


@settings(deadline=None, max_examples=60)
@given(
    items=st.integers(0, 12),
    grows=st.lists(st.integers(0, 3), max_size=8),
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    descending=st.booleans(),
)
def test_what_is_there_from_the_beginning_is_shown_once(
    items: int, grows: list[int], sizes: list[int], *, descending: bool
) -> None:
    """While the list grows, pages show every item once and in order; what comes later is shown by an ascending list."""
    now, shown = [*range(items)], list[int]()
    added, token, number = iter(grows), None, 0
    while True:
        page, token = part(now, descending=descending, MaxResults=sizes[number % len(sizes)], NextToken=token)
        shown, number = shown + page, number + 1
        if token is None:
            break
        assert len(page) == sizes[(number - 1) % len(sizes)]
        now += range(len(now), len(now) + next(added, 0))

    assert shown == ([*range(items - 1, -1, -1)] if descending else now)
