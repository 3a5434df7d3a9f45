"""The document: what all registries hold, as one JSON value. docs/state.md tells every field."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.state.checks import check
from sagemaker_registry_mock.state.codec import codec_of
from sagemaker_registry_mock.state.contents import RegistryContents, contents_of, registry_of
from sagemaker_registry_mock.state.refusals import StateError
from sagemaker_registry_mock.state.upgrades import FORMAT, VERSION, upgraded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sagemaker_registry_mock.registry.store import Registry


@dataclass(frozen=True, kw_only=True)
class Document:
    """The document.

    Attributes:
        format: what kind of document this is.
        version: the version of the format.
        registries: those that hold anything, sorted by partition, account and region.

    """

    format: str
    version: int
    registries: tuple[RegistryContents, ...]


_CODEC = codec_of(Document)


def document_of(registries: Iterable[Registry]) -> dict[str, Any]:
    """Return what registries hold, whose locks are held, as a document: JSON that shares nothing with them."""
    held = [one for one in map(contents_of, registries) if not one.is_empty]
    held.sort(key=lambda one: (one.partition, one.account, one.region))
    with _uncollected():
        written: dict[str, Any] = _CODEC.write(Document(format=FORMAT, version=VERSION, registries=tuple(held)))
    return written


def registries_of(document: Any) -> list[Registry]:
    """Return new registries that hold what a document tells, of this version or an older one.

    Raises:
        StateError: the document is none, or tells what no registry can hold.

    """
    with _uncollected():
        try:
            read: Document = _CODEC.read(upgraded(document), "")
            check(read.registries)
        except RecursionError:
            raise StateError("The document is nested too deeply.") from None
        return [registry_of(one) for one in read.registries]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage, which takes half the time: nothing of what is made meanwhile is any."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
