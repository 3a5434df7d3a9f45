"""How a status moves on its own: at once, after some reads, or with time.

The rule is one of moto's state transitions
(https://docs.getmoto.org/en/latest/docs/configuration/state_transition/index.html):
`{"progression": "immediate"}`, `{"progression": "manual", "times": n}` (every n-th Describe moves one step) or
`{"progression": "time", "seconds": s}` (every s seconds move one step).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

COMPLETED = "Completed"
DELETING = "Deleting"
#: What model cards, which are deleted in several steps, begin with.
DELETE_PENDING = "DeletePending"
#: Not a status of the API: the resource has left the registry.
GONE = "Gone"

#: Where each status leads. A status that leads nowhere stays.
NEXT = {
    "Pending": "InProgress",
    "InProgress": COMPLETED,
    DELETING: GONE,
    DELETE_PENDING: "DeleteInProgress",
    "DeleteInProgress": "ContentDeleted",
    "ContentDeleted": "ExportJobsDeleted",
    "ExportJobsDeleted": "DeleteCompleted",
    "DeleteCompleted": GONE,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A status, since when it holds, and how often it was read since."""

    status: str
    since: datetime
    reads: int = 0


def is_leaving(status: str) -> bool:
    """Tell whether what has this status is being deleted."""
    return _last(status) == GONE


def begun(status: str, rule: Mapping[str, Any], now: datetime) -> Progress:
    """Return the progress of something that enters `status` now: already at its end where the rule is immediate."""
    if rule["progression"] == "immediate":
        return Progress(_last(status), now)
    return moved(Progress(status, now), rule, now)


def moved(progress: Progress, rule: Mapping[str, Any], now: datetime) -> Progress:
    """Return what `progress` has become by `now`, without counting a read."""
    if progress.status not in NEXT:
        return progress
    if rule["progression"] == "immediate":
        return Progress(_last(progress.status), now)
    if rule["progression"] == "time":
        return _after(progress, timedelta(seconds=rule["seconds"]), now)
    return progress


def read(progress: Progress, rule: Mapping[str, Any], now: datetime) -> Progress:
    """Return what `progress` has become by `now` for somebody who describes it: a manual rule counts the read."""
    if progress.status not in NEXT or rule["progression"] != "manual":
        return moved(progress, rule, now)
    if progress.reads + 1 >= rule["times"]:
        return Progress(NEXT[progress.status], now)
    return Progress(progress.status, progress.since, progress.reads + 1)


def _last(status: str) -> str:
    while status in NEXT:
        status = NEXT[status]
    return status


def _after(progress: Progress, step: timedelta, now: datetime) -> Progress:
    status, since = progress.status, progress.since
    while status in NEXT and now >= since + step:
        status, since = NEXT[status], since + step
    return Progress(status, since)
