"""The resources as moto's CloudFormation holds them: its hooks, and the events of each resource.

They are no subclasses of moto's model class, which moto would find for as long as the process lives.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, ClassVar

from moto.cloudformation.exceptions import UnformattedGetAttTemplateException

from sagemaker_registry_mock.errors import CustomNamed, RegistryError, ResourceFailure
from sagemaker_registry_mock.moto_plugin.cloudformation.cards import Cards
from sagemaker_registry_mock.moto_plugin.cloudformation.groups import Groups
from sagemaker_registry_mock.moto_plugin.cloudformation.handlers import Desired, Handler
from sagemaker_registry_mock.moto_plugin.cloudformation.operating import Operation, running, stack_of
from sagemaker_registry_mock.moto_plugin.cloudformation.packages import Packages
from sagemaker_registry_mock.moto_plugin.cloudformation.properties import read_properties
from sagemaker_registry_mock.moto_plugin.cloudformation.stack_events import INITIATED, REPLACING, tell
from sagemaker_registry_mock.moto_plugin.within import SageMaker

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a card tells of an attribute that has no value, by the schema's own defaults.
_UNSET = "UnsetValue"


@dataclass(frozen=True)
class Place:
    """Where a resource belongs: to which stack of which account and region, under which logical ID."""

    account: str
    region: str
    stack_id: str
    logical_id: str

    @property
    def stack(self) -> Any:
        """The stack."""
        return stack_of(self.account, self.region, self.stack_id)

    @property
    def system_tags(self) -> dict[str, str]:
        """The tags that CloudFormation itself sets."""
        told = {
            "stack-name": self.stack_id.split("/")[1],
            "stack-id": self.stack_id,
            "logical-id": self.logical_id,
        }
        return {f"aws:cloudformation:{name}": value for name, value in told.items()}


class Resource:
    """A resource of a stack; one subclass for each type."""

    handlers: ClassVar[type[Handler]]
    kind: ClassVar[str]

    def __init__(self, place: Place) -> None:
        self.place = place
        self.handler = self.handlers(SageMaker(place.region, place.account))
        self.logical_resource_id = place.logical_id
        self.physical_resource_id = ""
        self.desired = Desired({}, {})
        self.told: dict[str, Any] = {}

    # --- what moto calls ---

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        """Tell whether Fn::GetAtt has an attribute; moto's YAML passes on the first part of one in two parts."""
        return any(attr in (one, one.partition(".")[0]) for one in cls.handlers.schema.attributes)

    @classmethod
    def create_from_cloudformation_json(
        cls, _name: str, entry: Mapping[str, Any], account_id: str, region_name: str, **about: Any
    ) -> Resource:
        """Create the resource of a template's entry, in which all functions are resolved.

        Raises:
            ResourceFailure: it cannot be created.

        """
        resource = cls(Place(account_id, region_name, about["StackId"], about["LogicalId"]))
        resource.tell("CREATE_IN_PROGRESS")
        resource._make(resource._wanted(entry))
        resource.tell("CREATE_IN_PROGRESS", INITIATED)
        resource.tell("CREATE_COMPLETE")
        return resource

    @staticmethod
    def update_from_cloudformation_json(
        original_resource: Resource, cloudformation_json: Mapping[str, Any], **_where: Any
    ) -> Resource:
        """Change the resource in its place, or make another.

        Raises:
            ResourceFailure: it cannot be changed.

        """
        return original_resource._revised(cloudformation_json)

    def is_created(self) -> bool:
        """Tell that the resource is there."""
        return True

    def get_cfn_attribute(self, attr: str) -> str | None:
        """Return an attribute as text: as SageMaker tells it now, or told it last; None where it tells nothing.

        Raises:
            UnformattedGetAttTemplateException: the type has no such attribute.

        """
        if not self.has_cfn_attr(attr):
            raise UnformattedGetAttTemplateException
        with suppress(RegistryError, RuntimeError):
            self.told = self.handler.read(self.physical_resource_id)
        told: Any = self.told
        for part in attr.split("."):
            told = told.get(part)
            if not told:
                return _UNSET if self.handlers is Cards else None
        return written(told)

    def delete(self, _account_id: str, _region_name: str) -> None:
        """Delete the resource.

        Raises:
            ResourceFailure: SageMaker refuses.

        """
        self.tell("DELETE_IN_PROGRESS")
        try:
            self.handler.delete(self.physical_resource_id)
        except RegistryError as error:
            failure = self.handler.failure(error, self.desired)
            self.tell("DELETE_FAILED", str(failure))
            raise failure from error
        except RuntimeError:
            return  # the registry has been taken out of moto, with all that was in it
        self.tell("DELETE_COMPLETE")

    # --- how it is done ---

    @property
    def is_lost(self) -> bool:
        """Tell whether the registry in which the resource was has been taken out of moto."""
        try:
            _ = self.handler.place.backend
        except RuntimeError:
            return True
        return False

    def tell(self, status: str, reason: str | None = None) -> None:
        """Add an event to the stack's."""
        tell(self.place.stack, self, status, reason)

    def _wanted(self, entry: Mapping[str, Any]) -> Desired:
        operation, stack = running(), self.place.stack
        tags = operation.tags if operation and operation.tags is not None else getattr(stack, "tags", {})
        given = entry.get("Properties", {})  # moto drops those that YAML leaves empty
        return Desired(read_properties(self.handlers.schema, self.logical_resource_id, given), dict(tags))

    def _make(self, desired: Desired) -> None:
        try:
            self.physical_resource_id = self.handler.create(desired, self.place.system_tags)
        except RegistryError as error:
            raise self.handler.failure(error, desired) from error
        self.desired = desired
        self.told = self.handler.read(self.physical_resource_id)

    def _revised(self, entry: Mapping[str, Any]) -> Resource:
        before, after = self.desired, self._wanted(entry)
        if before == after:
            return self
        operation = running() or Operation()
        operation.changed.add(self.logical_resource_id)
        if self.handler.replaces(before, after):
            return self._replaced(after, operation, keep=entry.get("UpdateReplacePolicy") == "Retain")
        self.tell("UPDATE_IN_PROGRESS")
        operation.undo.append((self.logical_resource_id, lambda: self._put_back(before)))
        self._put(after)
        self.tell("UPDATE_COMPLETE")
        return self

    def _put(self, after: Desired) -> None:
        try:
            self.handler.update(self.physical_resource_id, self.desired, after)
        except RegistryError as error:
            raise self.handler.failure(error, after) from error
        self.desired = after

    def _put_back(self, before: Desired) -> None:
        self.tell("UPDATE_IN_PROGRESS")
        try:
            self._put(before)
        except ResourceFailure as failure:
            self.tell("UPDATE_FAILED", str(failure))
            raise
        self.tell("UPDATE_COMPLETE")

    def _replaced(self, after: Desired, operation: Operation, *, keep: bool) -> Resource:
        """Make another resource; this one goes when all of the update is done."""
        self.tell("UPDATE_IN_PROGRESS", REPLACING)
        name = after.properties.get(self.handlers.schema.name)
        if name is not None and name == self.desired.properties.get(self.handlers.schema.name):
            raise CustomNamed(name)
        new = type(self)(self.place)
        new._make(after)
        operation.undo.append((self.logical_resource_id, lambda: new.delete(self.place.account, self.place.region)))
        operation.leaving.append((self, keep))
        new.tell("UPDATE_IN_PROGRESS", INITIATED)
        new.tell("UPDATE_COMPLETE")
        return new


def written(value: Any) -> str:
    """Write an attribute as CloudFormation does: all of them are texts."""
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return str(value)


def _resource(handlers: type[Handler]) -> type[Resource]:
    kind = handlers.schema.kind
    return type(kind.rpartition("::")[2], (Resource,), {"handlers": handlers, "kind": kind})


#: The types that stacks may have.
RESOURCES = {handlers.schema.kind: _resource(handlers) for handlers in (Groups, Packages, Cards)}
