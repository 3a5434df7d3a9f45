"""When something happened, as a seed tells it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from sagemaker_registry_mock.testing.seeding import SeedError
from sagemaker_registry_mock.testing.seeding.times import moment, span

NOW = datetime(2024, 3, 10, 12, tzinfo=timezone.utc)
UNITS = "the units are seconds, minutes, hours, days, weeks"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("2024-03-01", datetime(2024, 3, 1, tzinfo=timezone.utc)),
        ("2024-03-01T09:30", datetime(2024, 3, 1, 9, 30, tzinfo=timezone.utc)),
        ("2024-03-01 09:30:15", datetime(2024, 3, 1, 9, 30, 15, tzinfo=timezone.utc)),
        ("2024-03-01T09:30:00.123456Z", datetime(2024, 3, 1, 9, 30, 0, 123000, tzinfo=timezone.utc)),
        ("2024-03-01T09:30:00+02:00", datetime(2024, 3, 1, 7, 30, tzinfo=timezone.utc)),
        ("2024-03-01 09:30:00 +0200", datetime(2024, 3, 1, 7, 30, tzinfo=timezone.utc)),
        ("3 days ago", NOW - timedelta(days=3)),
        (" 1 day ago ", NOW - timedelta(days=1)),
        ("1.5 hours ago", NOW - timedelta(minutes=90)),
        ("90minutes ago", NOW - timedelta(minutes=90)),
        ("0 seconds ago", NOW),
        ("2 weeks ago", NOW - timedelta(weeks=2)),
    ],
)
def test_moments(said: str, time: datetime) -> None:
    """A time is one of ISO 8601, in UTC where it tells no zone, or an age."""
    assert moment(said, NOW, "created") == time


def test_moments_after_others() -> None:
    """What comes later counts from what was before it."""
    assert moment("2 hours later", NOW, "at", before=NOW - timedelta(days=1)) == NOW - timedelta(hours=22)


@pytest.mark.parametrize("said", [5, None, True, "soon", "3 months ago", "ago", "2024-13-01", "9999999 weeks ago", ""])
def test_what_is_no_moment(said: Any) -> None:
    """Anything else is refused with an example of each form, and the units."""
    with pytest.raises(SeedError) as refused:
        moment(said, NOW, "groups.churn.created")

    example = "a time such as 2024-03-01T09:00Z or an age such as 3 days ago"
    assert str(refused.value) == f"groups.churn.created: it must be {example}, not {said!r}; {UNITS}."


def test_later_than_nothing() -> None:
    """Later is no time where nothing comes before; where something does, the refusal names that form too."""
    with pytest.raises(SeedError, match="not '1 day later'"):
        moment("1 day later", NOW, "created")
    with pytest.raises(SeedError, match="an age such as 3 days ago, or 2 hours later, not 'soon'"):
        moment("soon", NOW, "at", before=NOW)


@pytest.mark.parametrize("said", ["2024-03-11", "2024-03-10T12:00:01Z"])
def test_the_future(said: str) -> None:
    """Nothing has happened in the future."""
    with pytest.raises(SeedError) as refused:
        moment(said, NOW, "created")

    assert str(refused.value) == f"created: {said} lies in the future."


@pytest.mark.parametrize("said", ["1 fortnight", 5, None, "day", "-1 day", "1 day ago"])
def test_what_is_no_length_of_time(said: Any) -> None:
    """A length of time is a number and a unit, of which the refusal names all."""
    assert span("36 hours", "every") == timedelta(days=1.5)

    with pytest.raises(SeedError) as refused:
        span(said, "every")

    assert str(refused.value) == f"every: {said!r} is no length of time such as 1 day; {UNITS}."
