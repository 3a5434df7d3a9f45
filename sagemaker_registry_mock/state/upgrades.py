"""Documents of older versions of the format: one step from each version to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.state.refusals import StateError, refuse, shown

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = "sagemaker-registry-mock"
#: The version that is written. It changes whenever what one version writes is not what another one reads.
VERSION = 2


def upgraded(document: Any) -> dict[str, Any]:
    """Return a document as the current version of the format has it.

    Raises:
        StateError: it is no document, or of a version that is not known.

    """
    if type(document) is not dict:
        raise StateError(f"The document must be an object, not {shown(document)}.")
    if document.get("format") != FORMAT:
        refuse("format", f"must be {FORMAT!r}, not {shown(document.get('format'))}")
    version = document.get("version")
    if type(version) is not int or version < 1:
        refuse("version", f"must be a whole number, 1 or more, not {shown(version)}")
    if version > VERSION:
        refuse("version", f"{shown(version)} is of a newer version of this package; this one reads up to {VERSION}")
    told: dict[str, Any] = document
    for step in range(version, VERSION):
        told = _STEPS[step](told)
    return told


def _into_one_of_many(document: dict[str, Any]) -> dict[str, Any]:
    """Put the one registry that version 1 told at the top among several; it knew no lineage, execution or token."""
    told = {name: value for name, value in document.items() if name not in {"format", "version"}}
    for name in ("lineage", "executions", "step_results", "tokens"):
        if name in told:
            refuse(name, "is not a field of version 1")
    return {"format": FORMAT, "version": 2, "registries": [told]}


#: What makes a document of each version one of the next.
_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _into_one_of_many}
