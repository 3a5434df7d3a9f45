"""The state of all registries of the mock: as a document of JSON, and as a snapshot to go back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.moto_plugin.registries import (
    Kept,
    all_locked,
    is_known,
    kept_all,
    put_back_all,
    replace_all,
)
from sagemaker_registry_mock.state.document import document_of, registries_of
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Snapshot", "StateError", "dump", "load", "restore", "snapshot"]


def dump() -> dict[str, Any]:
    """Return what all registries of the mock hold, in every account and region, as one document of JSON.

    docs/state.md tells every field. It shares nothing with the registries, and two dumps of the same state are equal.

    Raises:
        RuntimeError: the registry is not plugged into moto.

    """
    with all_locked() as backends:
        return document_of(backend.registry for backend in backends)


def load(document: Mapping[str, Any]) -> None:
    """Have the registries of the mock hold what a document tells, and nothing else.

    The whole document is checked first: of one that is refused nothing is loaded, nor of one whose load is broken off.

    Args:
        document: as `dump` returns it; one of an older version of the format is read, too.

    Raises:
        StateError: saying what is wrong with the document, and where.
        RuntimeError: the registry is not plugged into moto.

    """
    registries = registries_of(document)
    for position, scope in enumerate(one.scope for one in registries):
        if not is_known(scope):
            words = f"moto has no SageMaker in the region {scope.region!r} of the partition {scope.partition!r}"
            raise StateError(f"registries[{position}].region: {words}")
    replace_all(registries)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What all registries of a mock held, and the events that they had sent. Make one with `snapshot`."""

    _kept: tuple[Kept, ...]


def snapshot() -> Snapshot:
    """Return what all registries of the mock hold now, and the events that they have sent, to go back to.

    It costs little, however much there is. A snapshot can be restored as often as one likes, in any order with others.

    Raises:
        RuntimeError: the registry is not plugged into moto.

    """
    return Snapshot(kept_all())


def restore(snapshot: Snapshot) -> None:
    """Have all registries of the mock hold what they held at a snapshot; those that came into being since hold nothing.

    `sent_events` then tells the events of that time.

    Raises:
        TypeError: it is no snapshot.
        StateError: it is of a mock that is over.
        RuntimeError: the registry is not plugged into moto.

    """
    if not isinstance(snapshot, Snapshot):
        raise TypeError(f"restore takes what snapshot() has returned, not a {type(snapshot).__name__}.")
    if not put_back_all(snapshot._kept):  # noqa: SLF001 - a snapshot is opaque to everybody else
        raise StateError("The snapshot is of another mock, which is over.")
