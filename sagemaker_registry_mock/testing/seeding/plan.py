"""A seed as a plan: which requests make it, each where and when. Nothing is asked yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.testing.seeding.members import CARD, CARD_UPDATE, GROUP, PACKAGE, POLICY, VERSION, shape_of
from sagemaker_registry_mock.testing.seeding.reading import SeedError
from sagemaker_registry_mock.testing.seeding.times import in_order
from sagemaker_registry_mock.testing.seeding.values import checked, entries, items, text, unknown
from sagemaker_registry_mock.testing.seeding.versions import (
    check_container,
    created_times,
    decision,
    registration,
    updates,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.testing.seeding.members import Said
    from sagemaker_registry_mock.testing.seeding.versions import Terms

_WHERE = ("region", "account")
_KINDS = ("groups", "packages", "cards")


@dataclass(frozen=True, slots=True)
class Step:
    """A request of the plan.

    Attributes:
        place: where the seed says it.
        scope: the registry that is asked.
        operation, members: what is asked.
        time: when.
        makes: the ARN of what it creates; None where it changes what an earlier step has created.

    """

    place: str
    scope: Scope
    operation: str
    members: dict[str, Any]
    time: datetime
    makes: str | None = None


def planned(description: Any, scope_of: Callable[[str | None, str | None], Scope], terms: Terms) -> list[Step]:
    """Return the requests that make a seed, in the seed's order.

    Raises:
        SeedError: it says something that does not exist, breaks the service model, or makes something twice.

    """
    plan: list[Step] = []
    for place, part, scope in _registries(description, scope_of):
        plan += _Part(scope, terms).steps(part, place)
    known: dict[str, str] = {}
    for step in plan:
        if step.makes in known:
            raise SeedError(f"{step.place}: {step.makes} is already made at {known[step.makes]}.")
        if step.makes is not None:
            known[step.makes] = step.place
    return plan


def _registries(
    description: Any, scope_of: Callable[[str | None, str | None], Scope]
) -> Iterator[tuple[str, Mapping[str, Any], Scope]]:
    """Yield every registry that a seed is for: where it stands in the seed, what is to be in it, and its scope."""
    if description is None:
        raise SeedError("The seed says nothing.")
    whole = _known(description, (*_WHERE, *_KINDS, "registries"), "")
    outer = {key: whole.get(key) for key in _WHERE}
    if any(key in whole for key in _KINDS):
        yield "", whole, _scope(outer, "", scope_of)
    for number, one in enumerate(items(whole.get("registries"), "registries")):
        place = f"registries[{number}]"
        part = _known(one, (*_WHERE, *_KINDS), place)
        yield f"{place}.", part, _scope({**outer, **part}, f"{place}.", scope_of)


def _known(value: Any, keys: tuple[str, ...], place: str) -> dict[str, Any]:
    found = dict(entries(value, place or "The seed"))
    for key in found:
        if key not in keys:
            raise unknown(key, keys, place or "The seed")
    return found


def _scope(where: Mapping[str, Any], place: str, scope_of: Callable[[str | None, str | None], Scope]) -> Scope:
    region, account = (None if where[key] is None else text(where[key], f"{place}{key}") for key in _WHERE)
    if account is not None and not arns.is_account(account):
        raise SeedError(f"{place}account: it must be twelve digits, not {account}.")
    try:
        return scope_of(region, account)
    except ValueError as error:
        raise SeedError(f"{place}region: {error}") from None


class _Part:
    """Plans what is to be in one registry."""

    def __init__(self, scope: Scope, terms: Terms) -> None:
        self._scope = scope
        self._terms = terms

    def steps(self, part: Mapping[str, Any], place: str) -> Iterator[Step]:
        """Yield the steps of all groups, packages and cards."""
        kinds = {"groups": self._group, "packages": self._package, "cards": self._card}
        for kind, plan in kinds.items():
            for name, entry in self._named(part.get(kind), f"{place}{kind}"):
                yield from plan(name, entry, f"{place}{kind}.{name}")

    def _named(self, value: Any, place: str) -> Iterator[tuple[str, Any]]:
        """Yield names and entries; a mere list of names is one of entries in which nothing is said."""
        if isinstance(value, list):
            value = _empty(value, place)
        yield from entries(value, place)

    def _name(self, operation: str, member: str, name: str, place: str) -> dict[str, str]:
        """Return the member that names a resource, if the service model takes such a name."""
        shape = shape_of(operation).members[member]
        return {member: checked(shape, name, place, self._terms.validation, member)}

    def _group(self, name: str, value: Any, place: str) -> Iterator[Step]:
        named = self._name(GROUP.operation, "ModelPackageGroupName", name, place)
        group = self._terms.said(GROUP, value, place)
        versions = [step for told in self._versions(name, group, place) for step in told]
        first = min((step.time for step in versions), default=self._terms.now)
        time = self._terms.created(group, place) if group.apart.get("created") is not None else first
        in_order([(step.time, step.place) for step in versions if step.makes], after=(time, f"the group {name}"))
        arn = self._scope.arn(arns.GROUP, name)
        yield Step(place, self._scope, GROUP.operation, {**named, **group.members}, time, arn)
        if group.apart.get("policy") is not None:
            policy = self._terms.said(POLICY, {"policy": group.apart["policy"]}, place)
            yield Step(f"{place}.policy", self._scope, POLICY.operation, {**named, **policy.members}, time)
        yield from versions

    def _versions(self, group: str, said: Said, place: str) -> Iterator[list[Step]]:
        """Yield the steps of each version of a group; a mere number is one of versions of which nothing is said."""
        versions, place = said.apart.get("versions"), f"{place}.versions"
        if isinstance(versions, int) and not isinstance(versions, bool):
            versions = [{"count": versions}]
        number = 0
        for nth, value in enumerate(items(versions, place)):
            at = f"{place}[{nth}]"
            entry = self._terms.said(VERSION, value, at)
            check_container(entry, self._terms, at)
            for time in created_times(entry, self._terms, at):
                number += 1
                yield list(self._registered(entry, (group, str(number)), time, at))

    def _package(self, name: str, value: Any, place: str) -> Iterator[Step]:
        self._name(PACKAGE.operation, "ModelPackageName", name, place)
        entry = self._terms.said(PACKAGE, value, place)
        check_container(entry, self._terms, place)
        return self._registered(entry, (name, ""), self._terms.created(entry, place), place)

    def _registered(self, entry: Said, names: tuple[str, str], time: datetime, place: str) -> Iterator[Step]:
        """Yield the registration of a package and its updates."""
        name, number = names
        naming = {"ModelPackageGroupName" if number else "ModelPackageName": name}
        members = {**naming, **registration(entry, names, self._scope, place)}
        arn = self._scope.arn(arns.PACKAGE, f"{name}/{number}" if number else name)
        yield Step(place, self._scope, VERSION.operation, members, time, arn)
        directed = {"ModelPackageArn": arn}
        if decided := decision(entry):
            yield Step(place, self._scope, "UpdateModelPackage", {**directed, **decided}, time)
        for update in updates(entry, time, self._terms, place):
            yield Step(update.place, self._scope, "UpdateModelPackage", {**directed, **update.members}, update.time)

    def _card(self, name: str, value: Any, place: str) -> Iterator[Step]:
        named = self._name(CARD.operation, "ModelCardName", name, place)
        entry = self._terms.said(CARD, value, place)
        time, arn = self._terms.created(entry, place), self._scope.arn(arns.CARD, name)
        yield Step(place, self._scope, CARD.operation, {**_CARD_DEFAULTS, **entry.members, **named}, time, arn)
        for update in updates(entry, time, self._terms, place, CARD_UPDATE):
            yield Step(update.place, self._scope, CARD_UPDATE.operation, {**named, **update.members}, update.time)


def _empty(names: list[Any], place: str) -> dict[str, None]:
    """Return the entries of a list of names."""
    found: dict[str, None] = {}
    for number, one in enumerate(names):
        if isinstance(one, Mapping):
            words = "it must be a name; where more is said, names and what is said of them are a mapping, not a list."
            raise SeedError(f"{place}[{number}]: {words}")
        name = text(one, f"{place}[{number}]")
        if name in found:
            raise SeedError(f"{place}[{number}]: {name!r} is there twice.")
        found[name] = None
    return found


#: A card of which nothing is said.
_CARD_DEFAULTS = {"Content": "{}", "ModelCardStatus": "Draft"}
