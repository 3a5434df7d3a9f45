"""Whether what a document tells of lineage belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import ENTITIES, GroupMade
from sagemaker_registry_mock.state.refusals import refuse, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.lineage import PackageSet
    from sagemaker_registry_mock.registry.records import Record
    from sagemaker_registry_mock.state.contents import RegistryContents

    #: Checks a record that is not on a shelf, at its path.
    CheckRecord = Callable[[RegistryContents, Record, str], None]

#: What an association leads to beside the entities of lineage: what is moto's.
_EXPERIMENTS = frozenset({arns.EXPERIMENT, arns.TRIAL_COMPONENT})


def check_lineage(one: RegistryContents, path: str, check_record: CheckRecord) -> None:
    """Check the associations of a registry, and what has happened in it and is not recorded yet.

    Raises:
        StateError: naming the first thing that is wrong.

    """
    told = one.lineage
    entities = [*told.artifacts, *told.contexts, *told.actions]
    if entities and told.begun is None:
        refuse(f"{path}.begun", "must be a time: there are entities of lineage")
    types = {entity.arn: entity.type for entity in entities}
    for position, edge in enumerate(told.associations):
        at = f"{path}.associations[{position}]"
        _check_end(one.scope, types, (edge.source, edge.source_type), f"{at}.source")
        _check_end(one.scope, types, (edge.destination, edge.destination_type), f"{at}.destination")
    seen = set()
    for position, number in enumerate(told.numbers):
        if (number.stem, number.second) in seen:
            refuse(f"{path}.numbers[{position}]", f"{number.stem!r} is there twice for that second")
        seen.add((number.stem, number.second))
    for position, fact in enumerate(told.happened):
        at = f"{path}.happened[{position}]"
        if isinstance(fact, GroupMade):
            check_record(one, fact.group, f"{at}.group")
        else:
            _check_package_set(one, fact, at, check_record)


def _check_end(scope: Scope, types: dict[str, str], end: tuple[str, str], path: str) -> None:
    """Check one end of an association: an ARN, and the type that is told beside it."""
    name, kind = end
    if name in types:
        if types[name] != kind:
            refuse(f"{path}_type", f"must be the type of what is at that end, {shown(types[name])}, not {shown(kind)}")
        return
    arn = arns.parse(name)
    if arn is None or arn.scope != scope or arn.kind not in {*ENTITIES, *_EXPERIMENTS}:
        refuse(path, f"must be the ARN of what lineage knows in this registry, not {shown(name)}")
    if arn.kind in ENTITIES:
        refuse(path, f"there is no {arn.kind} {arn.name!r}")


def _check_package_set(one: RegistryContents, fact: PackageSet, path: str, check_record: CheckRecord) -> None:
    check_record(one, fact.after, f"{path}.after")
    if fact.before is not None:
        check_record(one, fact.before, f"{path}.before")
        if fact.before.key != fact.after.key:
            refuse(f"{path}.before", "must be the package as it was before, not another one")
    if fact.staged and fact.after.members.get("ModelLifeCycle") is None:
        refuse(f"{path}.staged", "must be false: the package has no ModelLifeCycle")
