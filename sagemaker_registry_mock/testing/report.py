"""What is in the registries, in words: shown when a test fails."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sagemaker_registry_mock.moto_plugin.within import backends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sagemaker_registry_mock.events.outbox import SentEvent
    from sagemaker_registry_mock.registry.records import ModelCard, ModelPackage, ModelPackageGroup
    from sagemaker_registry_mock.testing.handle import ModelRegistry

#: How much of each kind is shown.
GROUPS, VERSIONS, CALLS, EVENTS = 20, 10, 20, 5


def report_of(registry: ModelRegistry) -> str:
    """Return groups, versions and their statuses, the last calls and events, and what of a handle's faults waits."""
    return "\n".join(_lines(registry))


def _lines(registry: ModelRegistry) -> Iterator[str]:
    if registry.settings:
        yield f"settings: {registry.settings}"
    held = [line for backend in backends() for line in _held(backend)]
    yield from held or ["The registry is empty."]
    yield from _last("call", [*map(repr, registry.calls)], CALLS)
    yield from _last("event", [*map(_event, registry.events)], EVENTS)
    for rule in registry.faults.pending:
        yield f"fault that has not hit: {rule}"
    for host in registry.refused_hosts:
        yield f"refused to reach: {host}"


def _held(backend: object) -> Iterator[str]:
    """Yield what one account holds in one region; nothing of an empty registry."""
    registry = backend.registry  # type: ignore[attr-defined]  # it is the plugin's backend
    groups, packages, cards = (
        backend.present(shelf)  # type: ignore[attr-defined]  # as above
        for shelf in (registry.groups, registry.packages, registry.cards)
    )
    if groups or packages or cards:
        yield f"account {registry.scope.account}, region {registry.scope.region}:"
    for group in groups[:GROUPS]:
        yield from _group(group, [one for one in packages if one.version is not None and one.name == group.name])
    yield from _left_out(len(groups) - GROUPS, "group")
    for one in (*(one for one in packages if one.version is None), *cards):
        yield f"  {_titled(one)}"


def _group(group: ModelPackageGroup, versions: Sequence[ModelPackage]) -> Iterator[str]:
    yield f"  group {group.name}  {group.progress.status}  {_many(len(versions), 'version')}"
    for version in islice(reversed(versions), VERSIONS):
        yield f"    {_version(version)}"
    yield from _left_out(len(versions) - VERSIONS, "older version", "    ")


def _version(version: ModelPackage) -> str:
    """Return a version in one line: number, statuses, stage, comment."""
    members = version.members
    life_cycle = members.get("ModelLifeCycle") or {}
    stage = "/".join(str(part) for name in ("Stage", "StageStatus") if (part := life_cycle.get(name)))
    comment = members.get("ApprovalDescription")
    told = (version.progress.status, members.get("ModelApprovalStatus"), stage, f"({comment})" if comment else None)
    return f"{version.version}  " + "  ".join(str(one) for one in told if one)


def _titled(record: ModelPackage | ModelCard) -> str:
    what = "model card" if record.version is not None else "package"
    return f"{what} {record.name}  {record.progress.status}"


def _event(event: SentEvent) -> str:
    """Return an event in one line: of what it is, what has changed, and how many targets it has reached."""
    changed = event.detail.get("UpdatedModelPackageFields")
    reached = len(event.deliveries) - len(event.undelivered)
    delivered = f", {reached} of {_many(len(event.deliveries), 'target')}" if event.deliveries else ""
    return f"<{event.detail_type}: {event.resource}{f', {changed}' if changed else ''}{delivered}>"


def _last(what: str, happened: Sequence[str], most: int) -> Iterator[str]:
    """Yield the last of what has happened, the latest at the end."""
    if happened:
        yield f"{_many(len(happened), what)}{f', the last {most}' if len(happened) > most else ''}:"
    for one in happened[-most:]:
        yield f"  {one}"


def _left_out(count: int, what: str, margin: str = "  ") -> Iterable[str]:
    return [f"{margin}and {_many(count, what)}"] if count > 0 else []


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
