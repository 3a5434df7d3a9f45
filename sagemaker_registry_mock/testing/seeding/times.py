"""When something happened, as a seed tells it: a moment, or an age."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from dateutil.parser import isoparse

from sagemaker_registry_mock.testing.seeding.reading import SeedError

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = ("seconds", "minutes", "hours", "days", "weeks")
_THERE_ARE = f"the units are {', '.join(_UNITS)}"
_SPAN = re.compile(
    rf"(?P<number>[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)\s*(?P<unit>{'|'.join(unit[:-1] for unit in _UNITS)})s?"
)
_RELATIVE = re.compile(r"(?P<span>.+?)\s+(?P<direction>ago|later)")


def moment(value: Any, now: datetime, place: str, before: datetime | None = None) -> datetime:
    """Return the time that a seed tells, in UTC and to the millisecond.

    Args:
        value: what the seed says: a time, an age such as `3 days ago`, or `2 hours later`.
        now: the present.
        place: where the seed says it.
        before: the time that "later" counts from; None where there is no such time.

    Raises:
        SeedError: it is none of that, or lies in the future.

    """
    time = _moment(value, now, before)
    if time is None:
        forms = "a time such as 2024-03-01T09:00Z or an age such as 3 days ago"
        forms += "" if before is None else ", or 2 hours later"
        raise SeedError(f"{place}: it must be {forms}, not {value!r}; {_THERE_ARE}.")
    if time > now:
        raise SeedError(f"{place}: {value} lies in the future.")
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


def _moment(value: Any, now: datetime, before: datetime | None) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        if relative := _RELATIVE.fullmatch(value.strip()):
            return _related(relative, now, before)
        time = isoparse(value.strip().replace(" ", "T", 1).replace(" ", ""))
        return time.astimezone(timezone.utc) if time.tzinfo else time.replace(tzinfo=timezone.utc)
    except (ValueError, OverflowError):
        return None


def _related(relative: re.Match[str], now: datetime, before: datetime | None) -> datetime | None:
    length = _span(relative["span"])
    if length is None:
        return None
    if relative["direction"] == "ago":
        return now - length
    return None if before is None else before + length


def span(value: Any, place: str) -> timedelta:
    """Return the length of time that a seed tells, such as `1 day`.

    Raises:
        SeedError: it is none.

    """
    found = _span(value) if isinstance(value, str) else None
    if found is None:
        raise SeedError(f"{place}: {value!r} is no length of time such as 1 day; {_THERE_ARE}.")
    return found


def _span(text: str) -> timedelta | None:
    found = _SPAN.fullmatch(text.strip())
    return timedelta(**{f"{found['unit']}s": float(found["number"])}) if found else None


def in_order(times: Iterable[tuple[datetime, str]], after: tuple[datetime, str]) -> None:
    """Refuse a history that goes backwards.

    Args:
        times: when each thing happened, and its place.
        after: when the first thing of all happened, and what that was.

    Raises:
        SeedError: something happened before what comes before it.

    """
    for time, place in times:
        if time < after[0]:
            raise SeedError(f"{place}: it would be older than {after[1]}, which comes before it.")
        after = (time, place)
