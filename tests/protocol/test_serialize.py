"""Members to bytes: a reply by its output shape, an error as the protocol writes it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protocol.building import list_of, map_of, shape_of, structure

from sagemaker_registry_mock.errors import (
    ConstraintsViolated,
    InternalFailure,
    ModelPackageDoesNotExist,
    RegistryError,
    ResourceLimitExceeded,
)
from sagemaker_registry_mock.protocol.serialize import CONTENT_TYPE, compiled_writer, error_body, reply_body

NEW_YEAR = datetime(2026, 1, 1, tzinfo=timezone.utc)
SHAPES: dict[str, dict[str, Any]] = {
    "Output": structure(
        "Name",
        Name="Text",
        Count="Number",
        Ready="Truth",
        Time="Time",
        Times="Times",
        Named="Named",
        Names="Names",
        Inner="Output",
        Inners="Inners",
        Table="Table",
    ),
    "Text": {"type": "string"},
    "Number": {"type": "integer"},
    "Truth": {"type": "boolean"},
    "Time": {"type": "timestamp"},
    "Times": list_of("Time"),
    "Named": map_of("Text", "Time"),
    "Names": list_of("Text"),
    "Inners": list_of("Output"),
    "Table": map_of("Text", "Output"),
}
write = compiled_writer(shape_of(**SHAPES))


def test_a_reply_is_written_by_its_shape() -> None:
    """Every type of member is written as JSON has it; times are seconds since the epoch."""
    reply = {
        "Name": "churn",
        "Count": 3,
        "Ready": False,
        "Time": NEW_YEAR,
        "Times": [NEW_YEAR, NEW_YEAR + timedelta(seconds=1)],
        "Named": {"a": NEW_YEAR},
        "Names": ["x", "y"],
    }

    assert write(reply) == {
        **reply,
        "Time": 1767225600,
        "Times": [1767225600, 1767225601],
        "Named": {"a": 1767225600},
    }


@pytest.mark.parametrize("name", ["Count", "Ready", "Time", "Times", "Named", "Names", "Inner", "Inners", "Table"])
def test_a_member_that_is_none_is_left_out(name: str) -> None:
    """A member without a value is absent, not null; an empty one is there."""
    assert write({"Name": "", name: None}) == {"Name": ""}


def test_members_that_the_shape_does_not_know_are_left_out() -> None:
    """What the operation remembers beyond its output does not leak, at any level."""
    secret = {"ClientToken": "t", "name": "wrong letter case"}

    assert write(
        {**secret, "Name": "x", "Inner": {**secret, "Count": 1}, "Inners": [secret], "Table": {"a": secret}}
    ) == {
        "Name": "x",
        "Inner": {"Count": 1},
        "Inners": [{}],
        "Table": {"a": {}},
    }


def test_a_shape_may_contain_itself() -> None:
    """A recursive shape is written to any depth, through members, lists and maps."""
    deep = {"Time": NEW_YEAR, "Inner": {"Inners": [{"Table": {"a": {"Time": NEW_YEAR}}}]}}

    assert write(deep) == {"Time": 1767225600, "Inner": {"Inners": [{"Table": {"a": {"Time": 1767225600}}}]}}


def test_a_shape_may_be_a_list_of_itself() -> None:
    """A shape that holds nothing but itself is written as it is."""
    nested = compiled_writer(shape_of(Nested=list_of("Nested")))

    assert nested([[], [[]]]) == [[], [[]]]


def test_a_scalar_is_written_as_it_is() -> None:
    """A value that needs no translation is not touched."""
    assert compiled_writer(shape_of(Text={"type": "string"}))("x") == "x"


@pytest.mark.parametrize(
    ("milliseconds", "seconds"),
    [(0, "1767225600.0"), (500, "1767225600.5"), (123, "1767225600.123"), (999, "1767225600.999")],
)
def test_times_are_told_to_the_millisecond(milliseconds: int, seconds: str) -> None:
    """A time is seconds with at most three decimals, and no exponent."""
    body = reply_body(write, {"Time": NEW_YEAR + timedelta(milliseconds=milliseconds, microseconds=4)})

    assert body == f'{{"Time":{seconds}}}'.encode()


@settings(deadline=None)
@given(time=st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(timezone.utc)))  # noqa: DTZ001 - the zone is given beside
def test_a_time_is_off_by_half_a_millisecond_at_most(time: datetime) -> None:
    """Rounding to the millisecond is all that a time loses."""
    assert abs(write({"Time": time})["Time"] - time.timestamp()) < 0.00051


def test_a_time_of_another_zone_is_the_same_instant() -> None:
    """Seconds since the epoch know no zone."""
    there = NEW_YEAR.astimezone(timezone(timedelta(hours=5)))

    assert write({"Time": there}) == {"Time": 1767225600}


def test_a_reply_is_compact_json() -> None:
    """A reply is JSON without spaces, in ASCII."""
    assert reply_body(write, {"Name": "ü", "Count": 1}) == b'{"Name":"\\u00fc","Count":1}'
    assert reply_body(write, {}) == b"{}"


def test_an_operation_without_output_answers_nothing() -> None:
    """Where there is no output shape the body is empty."""
    assert reply_body(None, {}) == b""
    assert reply_body(None, {"Name": "x"}) == b""


def test_writing_leaves_the_reply_alone() -> None:
    """What is written is made anew: the registry's own members stay as they are."""
    reply = {"Name": "x", "Time": NEW_YEAR, "Inner": {"Unknown": 1, "Time": None}}

    write(reply)

    assert reply == {"Name": "x", "Time": NEW_YEAR, "Inner": {"Unknown": 1, "Time": None}}


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (ModelPackageDoesNotExist("arn:x"), "ValidationException", "ModelPackage arn:x does not exist."),
        (ConstraintsViolated(["A", "B"]), "ValidationException", "2 validation errors detected: A; B"),
        (InternalFailure("Search", KeyError("ü")), "InternalFailure", None),
        (ResourceLimitExceeded("Groups", "ModelPackageGroups", limit=1, used=1), "ResourceLimitExceeded", None),
    ],
)
def test_an_error_is_its_code_and_its_text(error: RegistryError, code: str, message: str | None) -> None:
    """An error's body has two members, whatever the error."""
    assert json.loads(error_body(error)) == {"__type": code, "message": message or str(error)}


def test_the_content_type_is_the_protocols() -> None:
    """Replies and errors are told in version 1.1 of the JSON protocol."""
    assert CONTENT_TYPE == "application/x-amz-json-1.1"
