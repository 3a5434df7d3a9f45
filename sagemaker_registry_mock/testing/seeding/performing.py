"""The requests of a seed, done: all of them or none."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import RegistryError
from sagemaker_registry_mock.moto_plugin.context import clock, current_settings
from sagemaker_registry_mock.moto_plugin.recalling import recalled
from sagemaker_registry_mock.moto_plugin.registries import all_or_nothing
from sagemaker_registry_mock.moto_plugin.within import SageMaker, default_region
from sagemaker_registry_mock.testing.seeding.plan import planned
from sagemaker_registry_mock.testing.seeding.reading import SeedError, read_seed
from sagemaker_registry_mock.testing.seeding.versions import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.testing.seeding.plan import Step

#: No more of what exists is named in a refusal.
_MOST_NAMED = 10


def seed(
    description: Mapping[str, Any] | str | PathLike[str],
    *,
    region_name: str | None = None,
    account_id: str | None = None,
) -> list[str]:
    """Make the groups, versions and cards that a seed describes: all of them, or none.

    They are made by the operations of the registry, at the times that the seed tells, and are held to the same rules;
    but IAM is not asked, and no event is sent.

    Args:
        description: what is to be made (docs/seeding.md), or the path of a YAML or JSON file that says it.
        region_name: that of the registry, where the seed names none; the region that boto3 takes where left out.
        account_id: the account, where the seed names none; moto's own where left out.

    Returns:
        The ARNs of what was made, in the order of the seed.

    Raises:
        SeedError: the file cannot be read, the seed says something that does not exist, something of it exists
            already, or the registry refuses it. Nothing was changed; the sentence tells the place in the seed.
        RuntimeError: the registry is not plugged into moto.

    """
    if not isinstance(description, str | PathLike):
        return _seeded(description, region_name, account_id)
    said = read_seed(description)
    try:
        return _seeded(said, region_name, account_id)
    except SeedError as error:
        raise SeedError(f"{description}: {error}") from None


def _seeded(description: Any, region_name: str | None, account_id: str | None) -> list[str]:
    places: dict[Scope, SageMaker] = {}

    def scope_of(region: str | None, account: str | None) -> Scope:
        found = SageMaker(region or region_name or default_region(), account or account_id)
        scope: Scope = found.backend.registry.scope
        places[scope] = found
        return scope

    try:
        steps = planned(description, scope_of, Terms(clock(), current_settings().validation))
        with all_or_nothing():
            _refuse_existing(steps, places)
            return _made(steps, places)
    except RecursionError:
        raise SeedError("The seed is nested too deeply.") from None


def _refuse_existing(steps: list[Step], places: Mapping[Scope, SageMaker]) -> None:
    """Refuse a seed of which something is there.

    Raises:
        SeedError: naming what is there.

    """
    present = {arn for scope, place in places.items() for arn in _present(place.backend)}
    there = [step.makes for step in steps if step.makes in present]
    if there:
        more = f" and {len(there) - _MOST_NAMED} more" if len(there) > _MOST_NAMED else ""
        named = ", ".join(str(arn) for arn in there[:_MOST_NAMED])
        raise SeedError(f"Nothing was seeded, since something of it exists already: {named}{more}.")


def _present(backend: Any) -> Iterator[str]:
    """Yield the ARNs of groups, unversioned packages and cards: where a group is new, so are its versions."""
    registry = backend.registry
    for record in (*backend.present(registry.groups), *backend.present(registry.cards)):
        yield record.arn
    yield from (package.arn for package in backend.present(registry.packages) if package.version is None)


def _made(steps: list[Step], places: Mapping[Scope, SageMaker]) -> list[str]:
    """Do the steps in the order of their times, and return the ARNs of what they make in the order of the seed."""
    made: dict[int, str] = {}
    for number, step in sorted(enumerate(steps), key=lambda one: one[1].time):
        backend = places[step.scope].backend
        try:
            reply = recalled(step.operation, step.members, backend, step.time)
        except RegistryError as error:
            raise SeedError(f"{step.place}: {error}") from None
        if step.makes is not None:
            made[number] = next(iter(reply.values()))
    return [made[number] for number in sorted(made)]
