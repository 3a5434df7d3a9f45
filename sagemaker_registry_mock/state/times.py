"""Times as texts: ISO 8601, to the microsecond, with the distance from UTC."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sagemaker_registry_mock.state.refusals import refuse, shown

#: What is read, by every Python alike: the forms of ISO 8601 that the AWS CLI, boto3 and this package write.
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?P<fraction>[0-9]{1,6}))?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{6})?)?)?"
)


def written_time(time: datetime) -> str:
    """Return a time as a text that `read_time` reads."""
    return time.isoformat(timespec="microseconds")


def read_time(value: Any, path: str) -> datetime:
    """Return the time that a text tells; one that tells no zone comes back without.

    Raises:
        StateError: it is no such text.

    """
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        refuse(path, f"must be a time such as 2026-01-31T08:30:00.000000+00:00, not {shown(value)}")
    zone = (found["zone"] or "").replace("Z", "+00:00")
    fraction = (found["fraction"] or "").ljust(6, "0")
    try:
        return datetime.fromisoformat(f"{found['day']}T{found['time']}.{fraction}{zone}")
    except ValueError as error:
        refuse(path, f"{shown(value)} is no time: {error}")


def read_zoned_time(value: Any, path: str) -> datetime:
    """Return the time that a text tells.

    Raises:
        StateError: it is no such text, or tells no zone.

    """
    time = read_time(value, path)
    if time.tzinfo is None:
        refuse(path, f"{shown(value)} does not tell its zone: write +00:00 behind it")
    return time
