"""What a document tells of each registry: its fields are those of these dataclasses, and of the records in them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.store import Registry, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult
    from sagemaker_registry_mock.registry.lineage import Action, Artifact, Association, Context, GroupMade, PackageSet
    from sagemaker_registry_mock.registry.records import (
        ModelCard,
        ModelCardExportJob,
        ModelCardVersion,
        ModelPackage,
        ModelPackageGroup,
        Record,
    )


@dataclass(frozen=True, kw_only=True)
class Number:
    """The next number for the name of an action, by what stands before it and the second in which it is done."""

    stem: str
    second: int
    next: int


@dataclass(frozen=True, kw_only=True)
class ToldStep:
    """What the test has told of a step of a pipeline."""

    pipeline: str
    step: str
    result: StepResult


@dataclass(frozen=True, kw_only=True)
class Token:
    """A ClientToken, the request that used it, and the reply that it got.

    Attributes:
        account: that of the caller.

    """

    operation: str
    account: str
    token: str
    request: Mapping[str, Any]
    reply: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class LineageContents:
    """All lineage of one registry.

    Attributes:
        happened: what has happened in the registry and is not recorded as lineage yet, in its order.
        begun: since when there is the default lineage group; null where there has been no entity.
        numbers: those for the names of actions to come.

    """

    artifacts: tuple[Artifact, ...] = ()
    contexts: tuple[Context, ...] = ()
    actions: tuple[Action, ...] = ()
    associations: tuple[Association, ...] = ()
    happened: tuple[GroupMade | PackageSet, ...] = ()
    begun: datetime | None = None
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RegistryContents:
    """All that one account holds in one region.

    Attributes:
        partition, account, region: where it is.
        orders: the last number that a record has got; every `order` is from 1 to this, and no two are the same.

    """

    partition: str
    account: str
    region: str
    orders: int
    groups: tuple[ModelPackageGroup, ...] = ()
    packages: tuple[ModelPackage, ...] = ()
    cards: tuple[ModelCard, ...] = ()
    card_versions: tuple[ModelCardVersion, ...] = ()
    card_exports: tuple[ModelCardExportJob, ...] = ()
    lineage: LineageContents = field(default_factory=LineageContents)
    executions: tuple[PipelineExecution, ...] = ()
    step_results: tuple[ToldStep, ...] = ()
    tokens: tuple[Token, ...] = ()

    @cached_property
    def scope(self) -> Scope:
        """Where the registry stands."""
        return Scope(self.partition, self.region, self.account)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        place = {"partition", "account", "region", "orders"}
        held = [getattr(self, one.name) for one in fields(self) if one.name not in place]
        return all(one in ((), LineageContents()) for one in held)


def contents_of(registry: Registry) -> RegistryContents:
    """Return what a registry holds, whose lock is held: everything in an order that only depends on what it is."""
    scope, lineage = registry.scope, registry.lineage
    return RegistryContents(
        partition=scope.partition,
        account=scope.account,
        region=scope.region,
        orders=registry.orders,
        **_shelves(registry),
        lineage=LineageContents(
            **_shelves(lineage),
            happened=tuple(lineage.happened),
            begun=lineage.begun,
            numbers=tuple(
                Number(stem=stem, second=second, next=number)
                for (stem, second), number in sorted(lineage.numbers.items())
            ),
        ),
        step_results=tuple(
            ToldStep(pipeline=pipeline, step=step, result=result)
            for (pipeline, step), result in sorted(registry.step_results.items(), key=_key)
        ),
        tokens=tuple(
            Token(operation=operation, account=account, token=token, request=request, reply=reply)
            for (operation, account, token), (request, reply) in sorted(registry.tokens.items(), key=_key)
        ),
    )


def registry_of(contents: RegistryContents) -> Registry:
    """Return a registry that holds what a document tells and what has been checked."""
    registry, told = Registry(contents.scope), contents.lineage
    for place, source in ((registry, contents), (registry.lineage, told)):
        for name in _shelves(place):
            getattr(place, name).fill(_sorted(getattr(source, name)))
    registry.lineage.happened.extend(told.happened)
    registry.lineage.begun = told.begun
    registry.lineage.numbers = {(one.stem, one.second): one.next for one in told.numbers}
    registry.step_results = {(one.pipeline, one.step): one.result for one in contents.step_results}
    registry.tokens = {
        (one.operation, one.account, one.token): (dict(one.request), dict(one.reply)) for one in contents.tokens
    }
    registry.orders = contents.orders
    return registry


def _shelves(place: object) -> dict[str, Any]:
    """Return what is on each shelf, by the name of the shelf."""
    return {name: _sorted(shelf) for name, shelf in vars(place).items() if isinstance(shelf, Shelf)}


def _sorted(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=_order))


def _order(record: Record) -> int:
    return record.order


def _key(item: tuple[Any, Any]) -> Any:
    return item[0]
