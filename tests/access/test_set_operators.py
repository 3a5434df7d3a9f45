"""Conditions on keys with several values: what ForAnyValue and ForAllValues make of an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.access.operators import NEGATED, POSITIVE, operator_named

if TYPE_CHECKING:
    from collections.abc import Sequence

AB = ("a", "b")
VALUES = st.lists(st.sampled_from(["a", "b", "c", "A", "7", "true", "10.0.0.1"]), max_size=3)


def holds(operator: str, given_: Sequence[str] | None, wanted: Sequence[str]) -> bool:
    """Tell whether an operator, which there is, holds."""
    found = operator_named(operator)
    assert found is not None, operator
    return found.holds(given_, wanted)


@pytest.mark.parametrize(
    ("tags", "any_in", "all_in", "any_out", "all_out"),
    [
        (("a",), True, True, False, False),
        (("a", "b"), True, True, False, False),
        (("a", "c"), True, False, True, False),
        (("c",), False, False, True, True),
        (("c", "d"), False, False, True, True),
        (None, False, True, False, True),
        ((), False, True, False, True),
    ],
)
def test_any_and_all(tags: Sequence[str] | None, any_in: bool, all_in: bool, any_out: bool, all_out: bool) -> None:  # noqa: FBT001 - the expected answers
    """ForAnyValue wants a value of the request that holds, ForAllValues none that does not; a missing key has none."""
    assert holds("ForAnyValue:StringEquals", tags, AB) is any_in
    assert holds("ForAllValues:StringEquals", tags, AB) is all_in
    assert holds("ForAnyValue:StringNotEquals", tags, AB) is any_out
    assert holds("ForAllValues:StringNotEquals", tags, AB) is all_out


def test_all_values_hold_for_an_empty_text() -> None:
    """ForAllValues holds for a key whose value comes to nothing, such as an empty text."""
    assert holds("ForAllValues:StringEquals", ("",), AB)


@pytest.mark.parametrize("operator", [*POSITIVE, *NEGATED])
def test_if_exists_lets_a_missing_key_pass(operator: str) -> None:
    """With IfExists a missing key holds whatever stands before the operator."""
    assert holds(f"ForAnyValue:{operator}IfExists", None, AB)
    assert holds(f"ForAllValues:{operator}IfExists", None, AB)


@pytest.mark.parametrize("operator", ["StringEqualsIfExists", "ForAllValues:StringEqualsIfExists"])
def test_a_key_without_values_is_a_missing_key(operator: str) -> None:
    """A key that is there with no value at all counts as missing."""
    assert holds(operator, (), AB)


@pytest.mark.parametrize(
    ("tags", "inside", "outside"),
    [(("a",), True, False), (("c", "a"), True, False), (("c",), False, True), (("c", "d"), False, True)],
)
def test_without_a_prefix_one_value_like_the_policys_is_enough(
    tags: Sequence[str],
    inside: bool,  # noqa: FBT001 - the expected answer
    outside: bool,  # noqa: FBT001 - the expected answer
) -> None:
    """Without a prefix several values hold where one does, and a negated operator where the other does not hold."""
    assert holds("StringEquals", tags, AB) is inside
    assert holds("StringNotEquals", tags, AB) is outside


@pytest.mark.parametrize("negated", NEGATED)
@settings(deadline=None, max_examples=20)
@given(tags=VALUES, wanted=VALUES)
def test_each_prefix_with_the_opposite_is_the_opposite_of_the_other(
    negated: str, tags: list[str], wanted: list[str]
) -> None:
    """Not any value like the policy's is all values unlike them; not all values like them is any value unlike them."""
    positive = NEGATED[negated]

    assert holds(f"ForAllValues:{negated}", tags, wanted) is not holds(f"ForAnyValue:{positive}", tags, wanted)
    assert holds(f"ForAnyValue:{negated}", tags, wanted) is not holds(f"ForAllValues:{positive}", tags, wanted)


@pytest.mark.parametrize("operator", [*POSITIVE, *NEGATED])
@settings(deadline=None, max_examples=20)
@given(value=st.sampled_from(["a", "7", "2026-01-01", "10.0.0.1", "QQ=="]), wanted=VALUES)
def test_the_prefixes_change_nothing_about_one_value(operator: str, value: str, wanted: list[str]) -> None:
    """Of a key with one value any value is all values."""
    bare = holds(operator, (value,), wanted)

    assert holds(f"ForAnyValue:{operator}", (value,), wanted) is bare
    assert holds(f"ForAllValues:{operator}", (value,), wanted) is bare
    assert holds(f"{operator}IfExists", (value,), wanted) is bare
