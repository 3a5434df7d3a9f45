"""The events: one row per detail-type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.events import pipelines
from sagemaker_registry_mock.events.details import Announcement

from .markdown import code, doc_of, sentence, table

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The module with those announcements that are not of the registry's own resources; it has to be loaded.
_OTHERS = pipelines


def events() -> str:
    """Return a table of the events."""
    rows = [
        (
            f"`{one.detail_type}`",
            sentence(doc_of(one).summary),
            sentence(doc_of(one.detail).summary.removeprefix("Return ")),
            code(one.operation),
        )
        for one in announcements()
    ]
    return table(("detail-type", "sent when", "the detail", "written by the output of"), rows)


def announcements() -> list[type[Announcement]]:
    """Return the classes of all events, sorted by their detail-types."""
    # By their names: a dataclass with slots takes the place of the class that was written, which may not be gone yet.
    found = {one.detail_type: one for one in _below(Announcement) if "detail_type" in vars(one)}
    return [found[name] for name in sorted(found)]


def _below(base: type[Announcement]) -> Iterator[type[Announcement]]:
    for one in base.__subclasses__():
        yield one
        yield from _below(one)
