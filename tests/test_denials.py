"""Why a call was refused: the header that tells it, and the function that reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.denials import DENIAL_HEADER, explain_denial, told_why

#: What the value of the header may hold.
LONGEST = 4000


def refused(**metadata: Any) -> ClientError:
    """Return the error of a refused call, as botocore makes it of such a reply."""
    reply: Any = {"Error": {"Code": "AccessDeniedException", "Message": "User: me is not authorized"}, **metadata}
    return ClientError(reply, "DescribeModelPackage")


def with_header(value: str) -> ClientError:
    """Return the error of a call whose reply had the header."""
    return refused(ResponseMetadata={"HTTPStatusCode": 400, "HTTPHeaders": {DENIAL_HEADER: value}})


@pytest.mark.parametrize(
    ("why", "explained"),
    [
        ([], "User: me is not authorized"),
        (["mine, statement 1 denies it."], "User: me is not authorized\n- mine, statement 1 denies it."),
        (["one", "zwei: é"], "User: me is not authorized\n- one\n- zwei: é"),
    ],
)
def test_a_denial_is_explained(why: list[str], explained: str) -> None:
    """The explanation is the message, and a line for each reason."""
    assert explain_denial(with_header(told_why(why))) == explained


@pytest.mark.parametrize(
    "metadata",
    [
        {"ResponseMetadata": {"HTTPStatusCode": 400, "HTTPHeaders": {"date": "today"}}},
        {"ResponseMetadata": {"HTTPStatusCode": 400}},
        {"ResponseMetadata": {}},
        {},
    ],
)
def test_another_error_is_its_message(metadata: dict[str, Any]) -> None:
    """An error without the header, such as one that a test made up, is explained by its message alone."""
    assert explain_denial(refused(**metadata)) == "User: me is not authorized"


@settings(deadline=None)
@given(why=st.lists(st.text(max_size=50), max_size=5))
def test_short_reasons_are_told_whole(why: list[str]) -> None:
    """What a header may hold is told as it is, in ASCII and on one line."""
    value = told_why(why)

    assert json.loads(value) == why
    assert value.isascii()
    assert "\n" not in value


@settings(deadline=None, max_examples=50)
@given(lengths=st.lists(st.integers(0, 2 * LONGEST), min_size=1, max_size=8), letter=st.sampled_from("xé\n"))
def test_long_reasons_are_cut(lengths: list[int], letter: str) -> None:
    """The value never grows beyond what a header may hold, and what it tells are reasons from the first on."""
    why = [letter * length for length in lengths]

    value = told_why(why)

    assert len(value) <= LONGEST
    told = json.loads(value)
    assert told
    assert all(whole.startswith(one) for one, whole in zip(told, why, strict=False) if one != "…")


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (["a", "b", "x" * LONGEST], ["a", "b", "…"]),
        (["a", "x" * LONGEST], ["a", "…"]),
        (["a", "x" * LONGEST, "c"], ["a", "…"]),
        (["x" * 1900, "y" * 1900, "z" * 1900], ["x" * 1900, "y" * 1900, "…"]),
        (["x" * 3900, "b" * 100, "c"], ["x" * 3900, "…"]),
    ],
)
def test_as_many_reasons_are_told_as_there_is_room_for(why: list[str], told: list[str]) -> None:
    """The first reasons are told whole; three dots stand for those for which there is no room."""
    assert json.loads(told_why(why)) == told


def test_one_long_reason_is_told_in_part() -> None:
    """Of a first reason that is too long by itself its beginning is told."""
    (told,) = json.loads(told_why(["x" * 10_000]))

    assert set(told) == {"x"}
    assert 1000 < len(told) < LONGEST
