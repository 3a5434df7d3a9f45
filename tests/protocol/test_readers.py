"""JSON values to members: by the input shape, refusing what has another type."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from protocol.building import list_of, map_of, shape_of, structure

from sagemaker_registry_mock.errors import WrongType
from sagemaker_registry_mock.protocol.parse import compiled_reader, member_path

SCALARS = ["string", "boolean", "integer", "long", "float", "double", "timestamp"]
SHAPES: dict[str, dict[str, Any]] = {
    "Input": structure(
        **{name.capitalize(): name for name in SCALARS}, Tags="Tags", Environment="Environment", Inner="Input"
    ),
    "Tags": list_of("Tag"),
    "Tag": structure(Key="string", Value="integer"),
    "Environment": map_of("string", "Tag"),
    **{name: {"type": name} for name in SCALARS},
}
read = compiled_reader(shape_of(**SHAPES))

#: One JSON value of each type that the protocol knows.
VALUES: dict[str, Any] = {
    "STRING_VALUE": "x",
    "NUMBER_VALUE": 1,
    "TRUE_VALUE": True,
    "FALSE_VALUE": False,
    "START_ARRAY": [],
    "START_OBJECT": {},
}
TAKES = {
    "String": {"STRING_VALUE"},
    "Boolean": {"TRUE_VALUE", "FALSE_VALUE"},
    **{name: {"NUMBER_VALUE"} for name in ("Integer", "Long", "Float", "Double", "Timestamp")},
    "Tags": {"START_ARRAY"},
    "Environment": {"START_OBJECT"},
    "Inner": {"START_OBJECT"},
}
WANTED = {"Tags": "a List", "Environment": "a Map", "Inner": "a Structure", "Integer": "an Integer"}


def _refusal(value: Any) -> str:
    with pytest.raises(WrongType) as caught:
        read(value, "")
    assert caught.value.code == "SerializationException"
    return str(caught.value)


@pytest.mark.parametrize("member", TAKES)
@pytest.mark.parametrize("kind", VALUES)
def test_every_type_takes_its_own_values_only(member: str, kind: str) -> None:
    """A value of another JSON type is refused by its name, the wanted type and its place."""
    if kind in TAKES[member]:
        assert member in read({member: VALUES[kind]}, "")
    else:
        wanted = WANTED.get(member, f"a {member}")
        assert _refusal({member: VALUES[kind]}) == f"{kind} can not be converted to {wanted} at '{member.lower()}'"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"Tags": [{}, {"Key": 1}]}, "NUMBER_VALUE can not be converted to a String at 'tags.2.member.key'"),
        ({"Tags": [{}, []]}, "START_ARRAY can not be converted to a Structure at 'tags.2.member'"),
        ({"Environment": {"A.b": 5}}, "NUMBER_VALUE can not be converted to a Structure at 'environment.A.b.member'"),
        (
            {"Environment": {"A": {"Value": "1"}}},
            "STRING_VALUE can not be converted to an Integer at 'environment.A.member.value'",
        ),
        (
            {"Inner": {"Inner": {"Boolean": "true"}}},
            "STRING_VALUE can not be converted to a Boolean at 'inner.inner.boolean'",
        ),
    ],
)
def test_a_wrong_value_is_told_by_its_path(value: Any, message: str) -> None:
    """The path names members in lower camel case, places of lists from one on, and keys of maps as they are."""
    assert _refusal(value) == message


def test_a_member_that_the_shape_does_not_know_is_dropped() -> None:
    """Unknown members go at every level, whatever they hold; known ones stay."""
    junk = {"Unknown": [{"deep": [None]}], "string": "wrong letter case"}

    assert read({**junk, "String": "x", "Tags": [{**junk, "Key": "k"}], "Inner": junk}, "") == {
        "String": "x",
        "Tags": [{"Key": "k"}],
        "Inner": {},
    }


@pytest.mark.parametrize("member", [*TAKES, "Unknown"])
def test_a_null_member_is_absent(member: str) -> None:
    """A member that is null was not sent."""
    assert read({member: None, "Inner": {member: None}}, "") == {"Inner": {}}


def test_null_inside_a_list_or_a_map_is_kept() -> None:
    """A null element is no absent one: the constraints refuse it later."""
    assert read({"Tags": [None, {"Key": None}], "Environment": {"A": None}}, "") == {
        "Tags": [None, {}],
        "Environment": {"A": None},
    }


@pytest.mark.parametrize("member", ["Integer", "Long"])
@pytest.mark.parametrize(("text", "number"), [("5", 5), ("-5", -5), ("5.0", 5), ("1e3", 1000), ("0", 0), ("-0.0", 0)])
def test_a_whole_number_may_be_written_in_any_way(member: str, text: str, number: int) -> None:
    """A number without a fraction is an integer, and is read as one."""
    value = read(json.loads(f'{{"{member}": {text}}}'), "")[member]

    assert value == number
    assert type(value) is int


@pytest.mark.parametrize("member", ["Integer", "Long"])
@pytest.mark.parametrize("text", ["5.5", "1e-3", "1e999", "-1e999"])
def test_a_fraction_is_no_integer(member: str, text: str) -> None:
    """A number with a fraction, or one that is too large for any type, is refused for an integer."""
    assert _refusal(json.loads(f'{{"{member}": {text}}}')).startswith("NUMBER_VALUE can not be converted to a")


@pytest.mark.parametrize("member", ["Float", "Double"])
@pytest.mark.parametrize(("text", "number"), [("5", 5), ("0.25", 0.25), ("-1e-3", -0.001), ("1e300", 1e300)])
def test_a_number_keeps_its_fraction(member: str, text: str, number: float) -> None:
    """Any finite number is a floating-point number."""
    assert read(json.loads(f'{{"{member}": {text}}}'), "") == {member: number}


@pytest.mark.parametrize("member", ["Float", "Double", "Timestamp"])
@pytest.mark.parametrize("text", ["1e999", "-1e999", pytest.param("1" + "0" * 400, id="four hundred zeros")])
def test_a_number_beyond_all_bounds_is_refused(member: str, text: str) -> None:
    """A number that no floating-point number can hold is refused."""
    assert _refusal(json.loads(f'{{"{member}": {text}}}')) == (
        f"NUMBER_VALUE can not be converted to a {member} at '{member.lower()}'"
    )


@pytest.mark.parametrize(
    ("value", "time"),
    [
        (0, datetime(1970, 1, 1, tzinfo=timezone.utc)),
        (1767225600, datetime(2026, 1, 1, tzinfo=timezone.utc)),
        (1767225600.123, datetime(2026, 1, 1, 0, 0, 0, 123000, tzinfo=timezone.utc)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, tzinfo=timezone.utc)),
        ("2026-01-01T00:00:00Z", datetime(2026, 1, 1, tzinfo=timezone.utc)),
        ("2026-01-01T00:00:00", datetime(2026, 1, 1, tzinfo=timezone.utc)),
        ("2026-01-01T00:00:00.500+00:00", datetime(2026, 1, 1, microsecond=500000, tzinfo=timezone.utc)),
        ("2026-01-01T02:00:00+02:00", datetime(2026, 1, 1, tzinfo=timezone.utc)),
        ("2026-01-01", datetime(2026, 1, 1, tzinfo=timezone.utc)),
    ],
)
def test_a_time_is_a_number_or_a_text(value: Any, time: datetime) -> None:
    """A time is told in seconds since the epoch or in ISO 8601; without a zone it is UTC."""
    found = read({"Timestamp": value}, "")["Timestamp"]

    assert found == time
    assert found.tzinfo is not None


@pytest.mark.parametrize(
    "value", ["", "x", "Z", "yesterday", "2026-13-01", "2026-01-01T00:00:00+99:00", 1e300, 1e15, -1e15]
)
def test_what_is_no_time_is_refused(value: Any) -> None:
    """A text that is no ISO 8601 time and a number outside the calendar are refused."""
    kind = "STRING_VALUE" if isinstance(value, str) else "NUMBER_VALUE"

    assert _refusal({"Timestamp": value}) == f"{kind} can not be converted to a Timestamp at 'timestamp'"


@settings(deadline=None)
@given(milliseconds=st.integers(0, 4 * 10**12))
def test_a_time_keeps_its_milliseconds(milliseconds: int) -> None:
    """Seconds with a fraction are read to the millisecond exactly."""
    wanted = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds)

    assert abs(read({"Timestamp": milliseconds / 1000}, "")["Timestamp"] - wanted) < timedelta(microseconds=2)


def test_a_shape_may_contain_itself() -> None:
    """A recursive shape is read to any depth that JSON has."""
    value: dict[str, Any] = {"String": "deep"}
    for _ in range(50):
        value = {"Inner": value}

    assert read(value, "") == value


def test_an_operation_without_input_reads_nothing() -> None:
    """Where there is no input shape, every body reads as no members."""
    assert compiled_reader(None)({"a": 1}, "") == {}


@pytest.mark.parametrize(
    ("path", "name", "spelled"),
    [
        ("", "ModelPackageName", "modelPackageName"),
        ("tags.1.member", "Key", "tags.1.member.key"),
        ("", "S3Uri", "s3Uri"),
    ],
)
def test_a_path_spells_members_in_lower_camel_case(path: str, name: str, spelled: str) -> None:
    """Only the first letter of a member is lowered."""
    assert member_path(path, name) == spelled


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TAKES, "Key", "Value"]), inner),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=st.dictionaries(st.sampled_from([*TAKES, "Unknown"]), JSON))
def test_any_json_is_read_or_refused(value: dict[str, Any]) -> None:
    """Whatever the values, they are read or refused as of the wrong type; unknown members never matter."""
    with suppress(WrongType):
        assert set(read(value, "")) == {name for name, one in value.items() if one is not None and name != "Unknown"}
