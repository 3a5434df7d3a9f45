"""A version or an unversioned package of a seed: the request that registers it, and the updates that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.testing.defaults import default_specification
from sagemaker_registry_mock.testing.seeding.members import (
    CONTAINER,
    PACKAGE_UPDATE,
    SPECIFICATION,
    Said,
    container_shape,
    said,
)
from sagemaker_registry_mock.testing.seeding.reading import SeedError
from sagemaker_registry_mock.testing.seeding.times import in_order, moment, span
from sagemaker_registry_mock.testing.seeding.values import checked, items, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.testing.seeding.members import Entry

#: What in the texts of a version is replaced by its number.
_NUMBER = "{version}"
_NUMBERED = ("ModelPackageDescription",)
#: Members with which a version needs no container of its own.
_SOURCES = frozenset({SPECIFICATION, "SourceUri", "SourceAlgorithmSpecification"})


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a seed is read.

    Attributes:
        now: the present.
        validation: the setting of that name.

    """

    now: datetime
    validation: str

    def said(self, kind: Entry, value: Any, place: str) -> Said:
        """Take an entry apart (see `members.said`)."""
        return said(kind, value, place, self.validation)

    def created(self, entry: Said, place: str) -> datetime:
        """Return when an entry says that it was made: now, where it says nothing."""
        value = entry.apart.get("created")
        return self.now if value is None else moment(value, self.now, f"{place}.created")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked at a time, and where the seed says so."""

    place: str
    members: dict[str, Any]
    time: datetime


def created_times(entry: Said, terms: Terms, place: str) -> list[datetime]:
    """Return when each of the versions that one entry stands for was registered.

    Raises:
        SeedError: `every` is there without `count` and `created`, or leads into the future.

    """
    first, count = terms.created(entry, place), entry.apart.get("count")
    number = 1 if count is None else whole_number(count, f"{place}.count")
    if "every" not in entry.apart:
        return [first] * number
    if count is None or entry.apart.get("created") is None:
        raise SeedError(f"{place}.every: it goes with count and created.")
    step = span(entry.apart["every"], f"{place}.every")
    if first + (number - 1) * step > terms.now:
        raise SeedError(f"{place}.every: the last of {number} versions would lie in the future.")
    return [first + nth * step for nth in range(number)]


def registration(entry: Said, names: tuple[str, str], scope: Scope, place: str) -> dict[str, Any]:
    """Return the members of the request that registers a package.

    Args:
        entry: what the seed says.
        names: that of the group or the package, and the number of the version, or an empty text.
        scope: where it is.
        place: where the seed says it.

    Raises:
        SeedError: it gives a container beside an inference specification.

    """
    name, number = names
    members = dict(entry.members)
    given = {key: entry.apart[key] for key in CONTAINER if key in entry.apart}
    if given and (beside := sorted(_SOURCES & members.keys())):
        raise SeedError(f"{place}.{next(iter(given))}: it does not go with {beside[0]}.")
    if not _SOURCES & members.keys():
        known = {CONTAINER[key]: value.replace(_NUMBER, number) if number else value for key, value in given.items()}
        members[SPECIFICATION] = default_specification(name, scope, number=number, given=known)
    for member in _NUMBERED:
        if number and member in members:
            members[member] = members[member].replace(_NUMBER, number)
    if "ApprovalDescription" in entry.later:
        # It is decided on after it was registered.
        members.pop("ModelApprovalStatus", None)
    return members


def check_container(entry: Said, terms: Terms, place: str) -> None:
    """Hold image and model data against the service model, and put them down as texts.

    Raises:
        SeedError: they break it.

    """
    shapes = container_shape().members
    for key in CONTAINER.keys() & entry.apart.keys():
        value = entry.apart[key]
        entry.apart[key] = checked(shapes[CONTAINER[key]], value, f"{place}.{key}", terms.validation)


def decision(entry: Said) -> dict[str, Any]:
    """Return what is said by an update right after the registration; nothing where none is needed."""
    if "ApprovalDescription" in entry.later and "ModelApprovalStatus" in entry.members:
        return {"ModelApprovalStatus": entry.members["ModelApprovalStatus"], **entry.later}
    return entry.later


def updates(
    entry: Said, created: datetime, terms: Terms, place: str, kind: Entry = PACKAGE_UPDATE
) -> Iterator[Request]:
    """Yield what the updates of an entry ask; one that tells no time comes right after what is before it.

    Raises:
        SeedError: they go backwards, or one of them says something that does not exist.

    """
    time = created
    for number, value in enumerate(items(entry.apart.get("updates"), f"{place}.updates")):
        at = f"{place}.updates[{number}]"
        update = terms.said(kind, value, at)
        if update.apart.get("at") is not None:
            told = moment(update.apart["at"], terms.now, f"{at}.at", before=time)
            in_order([(told, f"{at}.at")], after=(time, "what it updates"))
            time = told
        yield Request(at, update.members, time)
