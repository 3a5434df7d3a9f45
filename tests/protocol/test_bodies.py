"""The body of a request: a JSON object in UTF-8, or a clear refusal."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagemaker_registry_mock.errors import BodyUnreadable
from sagemaker_registry_mock.protocol.parse import parsed

REFUSAL = "The request body could not be read as a JSON object: "
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def _refused(body: bytes) -> str:
    """Return why the body is refused."""
    with pytest.raises(BodyUnreadable) as caught:
        parsed(body)
    assert caught.value.code == "SerializationException"
    assert caught.value.status == 400
    assert str(caught.value).startswith(REFUSAL)
    return str(caught.value).removeprefix(REFUSAL)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=st.dictionaries(st.text(), JSON, max_size=4), escaped=st.booleans())
def test_a_json_object_comes_back(document: dict[str, object], escaped: bool) -> None:  # noqa: FBT001 - drawn
    """Any JSON object is read as it is, whether its letters are escaped or in UTF-8."""
    body = json.dumps(document, ensure_ascii=escaped).encode(errors="replace")

    assert parsed(body) == json.loads(body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"null", "NULL_VALUE"),
        (b"true", "TRUE_VALUE"),
        (b"false", "FALSE_VALUE"),
        (b"1", "NUMBER_VALUE"),
        (b"1.5", "NUMBER_VALUE"),
        (b'"text"', "STRING_VALUE"),
        (b"[]", "START_ARRAY"),
        (b'[{"a": 1}]', "START_ARRAY"),
    ],
)
def test_another_json_value_is_refused(body: bytes, kind: str) -> None:
    """A body that is JSON but no object is refused by its type."""
    assert _refused(body) == f"it is {kind}."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"{}x",
        b"{'a': 1}",
        b'{"a": 1,}',
        b'{"a" 1}',
        b"a=1",
        b"<xml/>",
        b'{"a": "\n"}',
        b"\xef\xbb\xbf{}",
    ],
)
def test_what_is_no_json_is_refused(body: bytes) -> None:
    """A body that is no JSON is refused with the place where it goes wrong."""
    assert "line 1 column" in _refused(body)


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_refused(name: str) -> None:
    """NaN and the infinities are Python's, not JSON's."""
    assert _refused(f'{{"a": {name}}}'.encode()) == f"{name} is not JSON."


@pytest.mark.parametrize("body", [b'{"a": "\xff"}', b"\xff\xfe", '{"a": "ü"}'.encode("latin-1"), "{}".encode("utf-16")])
def test_what_is_not_utf8_is_refused(body: bytes) -> None:
    """A body in another encoding is refused."""
    assert _refused(body) == "it is not UTF-8."


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_body_nested_too_deeply_is_refused(opening: str) -> None:
    """A body of a hundred thousand levels is refused, not run into."""
    assert _refused(opening.encode() * 100_000) == "it is nested too deeply."


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    """A number that cannot be read is a body that cannot be read."""
    assert _refused(b'{"a": ' + b"1" * 5000 + b"}")


def test_a_member_given_twice_has_its_last_value() -> None:
    """Of a name that is given twice the last value counts."""
    assert parsed(b'{"a": 1, "a": 2}') == {"a": 2}


@settings(deadline=None)
@given(body=st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """Whatever the bytes, there is an object or a refusal, and nothing else."""
    with suppress(BodyUnreadable):
        assert isinstance(parsed(body), dict)
