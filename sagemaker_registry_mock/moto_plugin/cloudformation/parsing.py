"""moto's parsing of templates, where this room comes in between.

Each function takes the one that moto has and returns the one that stands in its place. Without an operation that runs,
and for stacks without resources of ours, all is as moto has it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, NoReturn

from sagemaker_registry_mock.errors import ResourceFailure, ResourceTypeChanged
from sagemaker_registry_mock.moto_plugin.cloudformation import maps
from sagemaker_registry_mock.moto_plugin.cloudformation.operating import (
    Operation,
    ResourceFailed,
    exports_of,
    running,
    stack_of,
)
from sagemaker_registry_mock.moto_plugin.cloudformation.references import in_order, refers
from sagemaker_registry_mock.moto_plugin.cloudformation.resources import RESOURCES, Resource
from sagemaker_registry_mock.moto_plugin.cloudformation.settling import clean_up
from sagemaker_registry_mock.moto_plugin.cloudformation.stack_events import STACK, Subject, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

Function = Callable[..., Any]


def involved(resources: Mapping[str, Any]) -> bool:
    """Tell whether a stack has resources of ours, or stacks that may have some."""
    return any(entry.get("Type") in {*RESOURCES, STACK} for entry in resources.values())


def resource_class_from_type(stock: Function) -> Function:
    """Let moto find the types that it does not have."""

    @wraps(stock)
    def found(resource_type: str) -> Any:
        return RESOURCES.get(resource_type) or stock(resource_type)

    return found


def parse_and_create_resource(stock: Function) -> Function:
    """Note what an operation has created, and tell what has failed."""

    @wraps(stock)
    def created(logical_id: str, entry: dict[str, Any], resources: Any, account_id: str, region_name: str) -> Any:
        operation = running() or Operation()
        try:
            made = stock(logical_id, entry, resources, account_id, region_name)
        except ResourceFailure as failure:
            _fail(Subject(logical_id, entry["Type"]), "create", failure, resources)
        if made is not None:
            operation.changed.add(logical_id)
            operation.undo.append((logical_id, partial(_discard, operation, resources, made, entry)))
        return made

    return created


def _discard(operation: Operation, resources: Any, made: Any, entry: dict[str, Any]) -> None:
    """Delete what the operation has created, or forget what is to be retained even so."""
    if entry.get("DeletionPolicy") != "Retain" or not operation.options.retains_new:
        maps.delete(resources, made, entry)
    elif isinstance(made, Resource):
        made.tell("DELETE_SKIPPED")
    maps.forget(resources, made.logical_resource_id, made)


def parse_and_update_resource(stock: Function) -> Function:
    """Update in an operation what is to be updated, create what is not there yet, and tell what has failed."""

    @wraps(stock)
    def updated(logical_id: str, entry: dict[str, Any], resources: Any, account_id: str, region_name: str) -> Any:
        operation = running()
        update = partial(stock, account_id=account_id, region_name=region_name)
        if operation is None or operation.before is None:
            return update(logical_id, entry, resources)
        if operation.failed:
            raise operation.failed  # moto tries again what has failed
        try:
            return _Step(operation, update, logical_id, resources).do(entry)
        except ResourceFailure as failure:
            there = maps.made(resources).get(logical_id)
            _fail(
                there if isinstance(there, Resource) else Subject(logical_id, entry["Type"]),
                "update",
                failure,
                resources,
            )

    return updated


class _Step:
    """The step of an update that is about one resource."""

    def __init__(self, operation: Operation, update: Function, logical_id: str, resources: Any) -> None:
        self.operation = operation
        self.update = update
        self.logical_id = logical_id
        self.resources = resources
        there = maps.made(resources).get(logical_id)
        self.there = None if isinstance(there, Resource) and there.is_lost else there

    def do(self, entry: dict[str, Any]) -> Any:
        """Create, update or drop the resource, and return what is there then."""
        condition = entry.get("Condition")
        if condition and not self.resources.lazy_condition_map[condition]:
            return self._dropped(entry)
        if self.there is None:
            maps.made(self.resources).pop(self.logical_id, None)
            return self.resources[self.logical_id]
        if isinstance(self.there, Resource) or entry["Type"] in RESOURCES:
            if getattr(self.there, "kind", "") != entry["Type"]:
                raise ResourceTypeChanged(self.logical_id)
            return self.update(self.logical_id, entry, self.resources)
        return self._motos_updated(entry)

    def _dropped(self, entry: dict[str, Any]) -> Any:
        """Let a resource of ours go whose condition no longer holds; moto keeps its own."""
        if not isinstance(self.there, Resource):
            return self.there
        self.operation.leaving.append((self.there, maps.retains(entry)))
        return None

    def _motos_updated(self, entry: dict[str, Any]) -> Any:
        """Update a resource of moto's own: as moto plans it, or since what it refers to is another now.

        What moto cannot update stays as it is.
        """
        others = refers(entry, maps.entries(self.resources))
        if self.logical_id not in self.operation.planned and not others & self.operation.changed:
            return self.there
        self.operation.undo.append((self.logical_id, self._undo))
        self.there = self.update(self.logical_id, entry, self.resources) or self.there
        self.operation.changed.add(self.logical_id)
        return self.there

    def _undo(self) -> None:
        """Update a resource of moto's own once more, by the entry that it had; also where its update has failed."""
        entry, made = maps.entries(self.resources)[self.logical_id], maps.made(self.resources)
        made[self.logical_id] = self.there
        made[self.logical_id] = self.update(self.logical_id, entry, self.resources) or self.there


def _fail(subject: Any, verb: str, failure: ResourceFailure, resources: Any) -> NoReturn:
    """Tell that a resource has failed, and stop the operation."""
    tell(stack_of(*maps.where(resources), resources.stack_id), subject, f"{verb.upper()}_FAILED", str(failure))
    failed = ResourceFailed(subject.logical_resource_id, verb, str(failure))
    operation = running() or Operation()
    operation.failed = failed
    raise failed from failure


def build_resource_diff(stock: Function) -> Function:
    """Have moto go through a template in the order of its references, and through each resource of ours."""

    @wraps(stock)
    def diff(resources: Any, template: dict[str, Any], parameters: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = stock(resources, template, parameters)
        operation, old, new = running(), maps.entries(resources), template["Resources"]
        if operation is None or not (involved(old) or involved(new)):
            return found
        operation.before = dict(old)
        resources.cross_stack_resources = exports_of(*maps.where(resources))
        operation.planned = {*found["Add"], *found["Modify"]}
        there = [name for name in found["Remove"] if maps.made(resources).get(name)]
        return {"Add": [], "Modify": in_order(new), "Remove": there}

    return diff


def update(stock: Function) -> Function:
    """Clean up once all of an update is done."""

    @wraps(stock)
    def updated(resources: Any, template: dict[str, Any], parameters: Any = None) -> None:
        stock(resources, template, parameters)
        operation = running()
        if operation and operation.leaving:
            clean_up(operation, resources)

    return updated


def delete_resource(stock: Function) -> Function:
    """Keep in an update what leaves the template until all else is done."""

    @wraps(stock)
    def deleted(resources: Any, there: Any, entry: dict[str, Any]) -> None:
        operation = running()
        if operation is None or operation.before is None or operation.settling:
            stock(resources, there, entry)
        elif isinstance(there, Resource):
            operation.leaving.append((there, maps.retains(entry)))
        else:
            stock(resources, there, entry)
            logical_id = there.logical_resource_id
            maps.forget(resources, logical_id, there)
            operation.undo.append((logical_id, partial(_created_again, resources, logical_id)))

    return deleted


def _created_again(resources: Any, logical_id: str) -> None:
    maps.made(resources).pop(logical_id, None)
    _ = resources[logical_id]
