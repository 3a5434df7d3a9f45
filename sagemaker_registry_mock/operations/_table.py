"""The table of operations, and the call that each of them receives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.settings import Settings
    from sagemaker_registry_mock.registry.store import Registry


class Neighbours(Protocol):
    """What the registry asks of the rest of SageMaker, which is not the registry's own."""

    def model_containers(self, name: str) -> list[dict[str, Any]] | None:
        """Return the containers of the model `name`, or None where there is no such model."""

    def cards(self) -> Iterable[dict[str, Any]]:
        """Yield every model card's latest version, as DescribeModelCard tells it, with its Tags."""

    def card_tags(self, name: str) -> dict[str, str] | None:
        """Return the tags of the model card `name`, or None where there is no such card."""

    def set_card_tags(self, name: str, tags: Mapping[str, str]) -> None:
        """Replace the tags of the model card `name`."""


class Context(Protocol):
    """Where a call comes from and what it may look at. Nothing below the pipeline reads a clock or an environment."""

    registry: Registry
    settings: Settings
    neighbours: Neighbours

    @property
    def now(self) -> datetime:
        """The time of the call: UTC, to the millisecond."""

    def caller(self) -> Mapping[str, Any]:
        """Return the caller's IamIdentity: Arn and PrincipalId."""

    def transition(self, machine: str) -> Mapping[str, Any]:
        """Return the state transition that is configured for `machine`."""


@dataclass(frozen=True, slots=True)
class Call:
    """One authorized request: which operation, in which context, over which service model."""

    operation: str
    context: Context
    #: The type tree of a shape of the service model, by its name (see search.properties).
    tree: Callable[[str], Any]

    @property
    def registry(self) -> Registry:
        """The state to work on; its lock is held."""
        return self.context.registry

    @property
    def scope(self) -> Scope:
        """The client's partition, region and account."""
        return self.context.registry.scope

    @property
    def now(self) -> datetime:
        """The time of the call: UTC, to the millisecond."""
        return self.context.now

    @property
    def settings(self) -> Settings:
        """What the test has chosen."""
        return self.context.settings

    def user(self) -> dict[str, Any]:
        """Return the caller as CreatedBy and LastModifiedBy tell it."""
        return {"IamIdentity": dict(self.context.caller())}


Members = dict[str, Any]
#: A reply in wire names; the protocol room turns it into bytes by the output shape.
Reply = dict[str, Any]
Function = TypeVar("Function", bound="Callable[[Call, Any], Reply]")
#: Tells of a JSON body, nothing of which has been checked, whether the registry answers it. It may ask for the values
#: of an enum of the service model by its shape's name.
Takes = Callable[[Members, Callable[[str], frozenset[str]]], bool]


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the table: the rule, and which requests it is for. The others are moto's."""

    run: Callable[[Call, Any], Reply]
    takes: Takes


OPERATIONS: dict[str, Operation] = {}

#: Parts of the names of operations that belong to the registry's family. One of them that neither this table nor moto
#: has is answered with a clear error.
FAMILY = ("ModelPackage", "ModelCard", "Artifact", "Context", "Action", "Association", "Lineage")


def operation(name: str, *, takes: Takes = lambda _members, _enum: True) -> Callable[[Function], Function]:
    """Enter the function below into the table as the API operation `name`, for the requests that it `takes`."""

    def enter(function: Function) -> Function:
        OPERATIONS[name] = Operation(function, takes)
        return function

    return enter
