"""The table of operations, and the call that each of them receives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sagemaker_registry_mock.events.details import Event
from sagemaker_registry_mock.operations._late import LateTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from typing_extensions import Self

    from sagemaker_registry_mock.events.details import Announcement
    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.records import ModelPackageGroup
    from sagemaker_registry_mock.registry.settings import Settings
    from sagemaker_registry_mock.registry.store import Registry


Members = dict[str, Any]
#: A reply in wire names; the protocol room turns it into bytes by the output shape.
Reply = dict[str, Any]


class Neighbours(Protocol):
    """What the registry asks of the rest of SageMaker, which is not the registry's own."""

    def model_containers(self, name: str) -> list[dict[str, Any]] | None:
        """Return the containers of the model `name`, or None where there is no such model."""

    @property
    def updates_endpoints(self) -> bool:
        """Whether SageMaker's other half has UpdateEndpoint itself."""

    def config_of_endpoint(self, name: str) -> str | None:
        """Return the name of the configuration of the endpoint `name`, or None where there is no such endpoint."""

    def has_endpoint_config(self, name: str) -> bool:
        """Tell whether there is an endpoint configuration `name`."""

    def move_endpoint(self, name: str, config: str, retained: frozenset[str]) -> None:
        """Put an endpoint onto another configuration; its variants keep the properties `retained`."""

    def pipeline(self, name: str) -> Mapping[str, Any] | None:
        """Return what DescribePipeline tells of a pipeline, and its Tags as a mapping; None where there is none."""

    def pipeline_has_run(self, name: str, at: datetime) -> None:
        """Note when a pipeline was last executed."""

    def send_message(self, queue_url: str, body: str) -> str | None:
        """Send a message to a queue of SQS, and return why that failed, or None."""

    def get_object(self, bucket: str, key: str, version: str | None = None) -> str | None:
        """Return the text of an object in S3; None where there is none, or it is no text."""

    def experiment_times(self, kind: str, name: str) -> tuple[datetime, datetime] | None:
        """Return when an experiment or trial component was created and last changed; None where there is no such.

        `kind` is the resource type in its ARN.
        """

    def put_object(self, bucket: str, key: str, body: bytes) -> str | None:
        """Write an object to S3, and return why that failed, or None."""


class Context(Protocol):
    """Where a call comes from and what it may look at. Nothing below the pipeline reads a clock or an environment."""

    registry: Registry
    settings: Settings

    @property
    def neighbours(self) -> Neighbours:
        """The rest of SageMaker."""

    @property
    def now(self) -> datetime:
        """The time of the call: UTC, to the millisecond."""

    @property
    def account(self) -> str:
        """The caller's account: not that of the registry where the two share."""

    def caller(self) -> Mapping[str, Any]:
        """Return the caller's IamIdentity: Arn and PrincipalId."""

    def perform(self, operation: str, document: dict[str, Any], role: str, session: str) -> Any:
        """Do an operation of SageMaker as a part of this call, as a session of a role, and return its reply.

        Raises:
            Exception: it is refused.

        """

    def transition(self, machine: str) -> Mapping[str, Any]:
        """Return the state transition that is configured for `machine`."""

    def emit(self, event: Event) -> None:
        """Put an event behind those that wait to be sent."""

    def admit(self, operation: str, request: Mapping[str, Any]) -> Self:
        """Let in a part of a request, which names a resource of its own, and return the context of that resource.

        Raises:
            AccessDeniedException: the caller may not.

        """

    def shares(self, operation: str, arn: str) -> bool:
        """Tell whether this registry lets the caller, who is of another account, do `operation` on what `arn` names."""

    def shared(self) -> Iterable[tuple[Self, Sequence[ModelPackageGroup]]]:
        """Yield for every other account its context and those of its groups that are shared with the caller."""


@dataclass(frozen=True, slots=True)
class Call:
    """One authorized request: which operation, in which context, over which service model."""

    operation: str
    context: Context
    #: The type tree of a shape of the service model, by its name (see search.properties).
    tree: Callable[[str], Any]
    #: Writes a reply of an operation, named first, as events tell it.
    tell: Callable[[str, Mapping[str, Any]], dict[str, Any]]

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

    def about(self, request: Mapping[str, Any]) -> Call:
        """Return the call over the resource that a part of the request names, if the caller may do it there.

        Raises:
            AccessDeniedException: the caller may not.

        """
        return replace(self, context=self.context.admit(self.operation, request))

    def emit(self, announcement: Announcement) -> None:
        """Send an event, once this operation has succeeded."""
        self.context.emit(Event(announcement, self.scope, self.now, self.tell))

    def user(self) -> Mapping[str, Any]:
        """Return the caller as CreatedBy and LastModifiedBy tell it."""
        return _user(*self.context.caller().items())


@lru_cache
def _user(*identity: tuple[str, Any]) -> Mapping[str, Any]:
    """Return a UserContext: the same for all records of a caller, since none is ever changed."""
    return {"IamIdentity": dict(identity)}


Function = TypeVar("Function", bound="Callable[[Call, Any], Reply | None]")
#: Tells of a JSON body, nothing of which has been checked, whether the registry answers it. It may ask for the values
#: of an enum of the service model by its shape's name.
Takes = Callable[[Members, Callable[[str], frozenset[str]]], bool]


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the table: the rule, and which requests it is for. The others are moto's.

    A rule that replies None has nothing against the request, and leaves the answer to moto.
    """

    run: Callable[[Call, Any], Reply | None]
    takes: Takes
    #: Whether it may do something in other accounts' registries that its request does not name.
    everywhere: bool


OPERATIONS: LateTable[Operation] = LateTable()

#: Parts of the names of operations that belong to the registry's family. One of them that neither this table nor moto
#: has is answered with a clear error.
FAMILY = ("ModelPackage", "ModelCard", "Artifact", "Context", "Action", "Association", "Lineage", "Pipeline")


def operation(
    name: str, *, takes: Takes = lambda _members, _enum: True, everywhere: bool = False
) -> Callable[[Function], Function]:
    """Enter the function below into the table as the API operation `name`, for the requests that it `takes`."""

    def enter(function: Function) -> Function:
        OPERATIONS[name] = Operation(function, takes, everywhere)
        return function

    return enter
