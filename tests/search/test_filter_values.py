"""The value of a search filter: how it is read in the property's type, and when it is refused."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from sagemaker_registry_mock.errors import BadFilterValue
from sagemaker_registry_mock.search.expression import compiled

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
TREE = {"Name": "text", "Version": "number", "Ready": "boolean", "Time": "timestamp"}


def _holds(name: str, operator: str, value: str | None, record: dict[str, Any] | None = None) -> bool:
    one = {"Name": name, "Operator": operator, **({} if value is None else {"Value": value})}
    return compiled(TREE, {"Filters": [one]})({"Time": NOON} if record is None else record)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        *[
            ("Version", value, "an integer or a floating-point decimal")
            for value in ("seven", "", "1,5", "0x10", "nan", "inf", "1_000", "1e999", ".")
        ],
        *[("Ready", value, "true or false") for value in ("yes", "1", "", " true")],
        *[
            ("Time", value, "an ISO 8601 time such as 2026-01-31T12:00:00")
            for value in ("yesterday", "", "1767225600", "2026-02-30T00:00:00", "31.01.2026", "2026-01-31T12:00:00 UTC")
        ],
        *[(name, None, "given") for name in TREE],
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: str | None, wanted: str) -> None:
    """A value that is missing or cannot be read in the property's type is refused before any record is looked at."""
    for operator in ("Equals", "NotEquals"):
        with pytest.raises(BadFilterValue) as caught:
            _holds(name, operator, value, {})
        assert str(caught.value) == f"The filter value for property {name} must be {wanted}."


@pytest.mark.parametrize("value", ["7", "7.0", "+7", "70e-1", "007"])
def test_a_number_may_be_written_in_several_ways(value: str) -> None:
    """A number is an integer or a floating-point decimal."""
    assert _holds("Version", "Equals", value, {"Version": 7})
    assert not _holds("Version", "Equals", value, {"Version": 7.5})


@pytest.mark.parametrize(("value", "found"), [("true", True), ("True", True), ("FALSE", False)])
def test_a_truth_value_may_have_any_letter_case(value: str, found: bool) -> None:  # noqa: FBT001 - the expected answer
    """True and false are words; their letter case means nothing."""
    assert _holds("Ready", "Equals", value, {"Ready": True}) is found
    assert _holds("Ready", "Equals", value, {"Ready": False}) is not found


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-31T12:00:00",
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00z",
        "2026-01-31T12:00:00+00:00",
        "2026-01-31T13:00:00+01:00",
        "2026-01-31T07:00:00-05:00",
        "2026-01-31 12:00:00",
        "2026-01-31T12:00",
    ],
)
def test_a_time_may_name_its_zone(value: str) -> None:
    """A time without a zone is UTC."""
    assert _holds("Time", "Equals", value)
    assert not _holds("Time", "Equals", value, {"Time": NOON + timedelta(seconds=1)})


@pytest.mark.parametrize("milliseconds", [0, 1, 999])
def test_a_time_without_fraction_is_its_whole_second(milliseconds: int) -> None:
    """Records are compared by their second where the filter tells no fraction."""
    record, value = {"Time": NOON + timedelta(milliseconds=milliseconds)}, "2026-01-31T12:00:00"

    assert _holds("Time", "Equals", value, record)
    assert _holds("Time", "LessThanOrEqualTo", value, record)
    assert not _holds("Time", "GreaterThan", value, record)


def test_a_time_with_fraction_is_exact() -> None:
    """Where the filter tells a fraction, a record's own fraction counts."""
    record, value = {"Time": NOON + timedelta(milliseconds=500)}, "2026-01-31T12:00:00.500"

    assert _holds("Time", "Equals", value, record)
    assert not _holds("Time", "Equals", "2026-01-31T12:00:00.501", record)
    assert _holds("Time", "GreaterThan", "2026-01-31T12:00:00.499", record)
