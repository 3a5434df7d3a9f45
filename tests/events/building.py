"""Announcements and events with nothing in them but what a test names."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.events.details import CardChanged, Event, PackageChanged
from sagemaker_registry_mock.registry.arns import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sagemaker_registry_mock.events.details import Announcement

SCOPE = Scope("aws", "eu-west-1", "111122223333")
TIME = datetime(2026, 1, 31, 23, 59, 59, 999000, tzinfo=timezone.utc)


def package_changed(resource: str = "arn:one", *updated: str, **told: Any) -> PackageChanged:
    """Announce that a package, of which `told` is told, was created or that members of it were `updated`."""
    return PackageChanged(resource=resource, told=lambda: told, updated=updated)


def card_changed(model: str | None = None, **told: Any) -> CardChanged:
    """Announce that a card about a model was changed."""
    return CardChanged(resource="arn:card", told=lambda: told, account="111122223333", model=lambda: model)


def as_told(_operation: str, reply: Mapping[str, Any]) -> dict[str, Any]:
    """Write a reply as it stands."""
    return dict(reply)


def event(announcement: Announcement | None = None, time: datetime = TIME) -> Event:
    """Put an announcement into its place and time."""
    return Event(announcement or package_changed(), SCOPE, time, as_told)


def event_of(resource: str) -> Event:
    """Make the event of a package of this name."""
    return event(package_changed(resource))
