"""Records are written and read by their fields and the types of these: a field that is added is one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock import Stage
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.store import Registry, Shelf
from sagemaker_registry_mock.state import codec
from sagemaker_registry_mock.state.codec import codec_of
from sagemaker_registry_mock.state.contents import LineageContents, RegistryContents
from sagemaker_registry_mock.state.document import Document
from sagemaker_registry_mock.state.values import LARGEST, read_value, written_value

ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(timezones=ZONES)
NAMES = st.text(max_size=5) | st.sampled_from(["$time", "$value", "$number", "$"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=LARGEST - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | TIMES
    | st.datetimes(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=3),
    max_leaves=8,
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=5),
    int: st.integers(0, LARGEST),
    bool: st.booleans(),
    datetime: TIMES,
    NoneType: st.none(),
    Any: VALUES,
}


def of_type(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of a type of a field."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind):
        make: Any = kind
        hints = get_type_hints(kind, localns=codec.NAMES)
        return st.builds(make, **{one.name: of_type(hints[one.name]) for one in fields(kind)})
    name = getattr(get_origin(kind), "__name__", "")
    inside = [of_type(one) for one in get_args(kind) if one is not ...]
    if name == "Mapping":
        return st.dictionaries(inside[0] if get_args(kind)[1] is str else NAMES, inside[1], max_size=2)
    if name in {"tuple", "frozenset"}:
        return st.lists(inside[0], max_size=2).map(tuple if name == "tuple" else frozenset)
    assert name in {"Union", "UnionType"}
    return st.one_of(inside)


def through_json(value: Any) -> Any:
    """Return a value as somebody else reads it."""
    return json.loads(json.dumps(value, allow_nan=False))


@given(VALUES)
def test_a_value_comes_back_as_itself(value: Any) -> None:
    """Whatever a member, a request or a step holds is the same after it was JSON, times and all."""
    assert read_value(through_json(written_value(value)), "") == value


def test_what_json_does_not_have_is_marked() -> None:
    """Times and numbers that JSON lacks are marked; what looks like a mark is kept apart; words are plain text."""
    noon = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
    value: dict[str, Any] = {
        "at": noon,
        "far": float("-inf"),
        "many": 10**25,
        "mine": {"$time": "noon"},
        "pair": (1, 2),
        "stage": Stage.QA,
    }
    value["read-only"] = MappingProxyType({"a": noon})

    written = written_value(value)

    assert written == {
        "at": {"$time": "2026-01-31T12:00:00.000000+00:00"},
        "far": {"$number": "-inf"},
        "many": {"$number": "10000000000000000000000000"},
        "mine": {"$value": {"$time": "noon"}},
        "pair": [1, 2],
        "stage": "QA",
        "read-only": {"a": {"$time": "2026-01-31T12:00:00.000000+00:00"}},
    }
    assert type(written["stage"]) is str
    assert read_value(written, "") == {**value, "pair": [1, 2]}
    with pytest.raises(TypeError, match=r"^A set cannot be told in JSON\.$"):
        written_value({"a": {1}})


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(of_type(RegistryContents))
def test_every_field_of_every_record_comes_back(contents: RegistryContents) -> None:
    """Whatever the fields of all records hold is the same after it was JSON."""
    one = codec_of(RegistryContents)

    assert one.read(through_json(one.write(contents)), "") == contents


def test_all_that_a_registry_holds_is_in_the_document() -> None:
    """What a registry or its lineage holds has a field of its own in the document, but for what is found anew."""
    registry = Registry(Scope("aws", "us-east-1", "123456789012"))
    place = {"partition", "account", "region"}

    assert {one.name for one in fields(RegistryContents)} - place == vars(registry).keys() - {"scope", "lock", "hits"}
    assert {one.name for one in fields(LineageContents)} == vars(registry.lineage).keys() - {"entities", "found"}
    shelves = [name for name, one in vars(registry).items() if isinstance(one, Shelf)]
    hints = get_type_hints(RegistryContents, localns=codec.NAMES)
    assert all(get_origin(hints[name]) is tuple for name in shelves)


def test_a_field_of_a_type_that_nobody_knows_to_write_is_refused_at_once() -> None:
    """A record with a field of a new type is noticed when the package is imported, not when somebody dumps."""

    @dataclass
    class Odd:
        found: Iterable[str]

    codec.NAMES["Iterable"] = Iterable  # type: ignore[assignment]
    try:
        with pytest.raises(TypeError, match="and no row tells how to write that as JSON"):
            codec_of(Odd)
    finally:
        del codec.NAMES["Iterable"]
    assert codec_of(Document).read is not None
