"""The pages of what a search has found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sagemaker_registry_mock.registry.listing import Hits


@given(st.sets(st.integers(0, 30)), st.none() | st.integers(-1, 31), st.integers(1, 10), st.booleans())
def test_a_page_is_what_comes_behind_the_last_key(
    numbers: set[int],
    after: int | None,
    size: int,
    descending: bool,  # noqa: FBT001 - drawn
) -> None:
    """A page holds the next keys in its direction, whether or not the last key is among them, and tells of more."""
    hits = Hits({}, 0, [((number,), f"record {number}") for number in sorted(numbers)], lasts=True)
    ahead = [
        number
        for number in sorted(numbers, reverse=descending)
        if after is None or (number < after if descending else number > after)
    ]

    page, more = hits.page(None if after is None else (after,), size, descending=descending)

    assert page == [((number,), f"record {number}") for number in ahead[:size]]
    assert more is (len(ahead) > size)
