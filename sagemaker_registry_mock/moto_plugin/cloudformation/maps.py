"""What moto's map of a stack's resources keeps to itself, and this room has to look at."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Entries = dict[str, Any]


def entries(resources: Any) -> Entries:
    """Return the entries of the template's resources, by their logical IDs."""
    found: Entries = resources._resource_json_map  # noqa: SLF001
    return found


def made(resources: Any) -> dict[str, Any]:
    """Return what there is by name: resources, parameters, mappings. It may be changed."""
    found: dict[str, Any] = resources._parsed_resources  # noqa: SLF001
    return found


def where(resources: Any) -> tuple[str, str]:
    """Return the account and the region."""
    return resources._account_id, resources._region_name  # noqa: SLF001


def retains(entry: Entries) -> bool:
    """Tell whether a resource stays when its stack goes, or when it leaves its stack."""
    return entry.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate")


def delete(resources: Any, resource: Any, entry: Entries) -> None:
    """Delete a resource, of ours or of moto's own."""
    resources._delete_resource(resource, entry)  # noqa: SLF001


def forget(resources: Any, logical_id: str, resource: Any) -> None:
    """Drop a resource that has gone, unless there is another in its place."""
    if made(resources).get(logical_id) is resource:
        del made(resources)[logical_id]


def keep_only(resources: Any, names: Iterable[str]) -> None:
    """Drop the entries of all other resources: moto would make each of them as soon as somebody looks at it."""
    kept = set(names)
    resources._resource_json_map = {  # noqa: SLF001
        name: entry for name, entry in entries(resources).items() if name in kept
    }


def remembered(resources: Any) -> dict[str, Any]:
    """Return the attributes of a map, to put back later."""
    return {name: copy(value) if isinstance(value, (dict, list)) else value for name, value in vars(resources).items()}
