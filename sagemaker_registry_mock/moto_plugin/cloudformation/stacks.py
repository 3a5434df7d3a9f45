"""moto's operations on stacks, around which an operation of this room runs.

Each function takes the one that moto has and returns the one that stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import EmbeddedStackFailed, ResourceFailure
from sagemaker_registry_mock.moto_plugin.cloudformation import maps
from sagemaker_registry_mock.moto_plugin.cloudformation.operating import (
    REQUESTED,
    Options,
    ResourceFailed,
    operating,
)
from sagemaker_registry_mock.moto_plugin.cloudformation.parsing import involved
from sagemaker_registry_mock.moto_plugin.cloudformation.references import in_order
from sagemaker_registry_mock.moto_plugin.cloudformation.refusals import refuse_idle, refuse_settled
from sagemaker_registry_mock.moto_plugin.cloudformation.resources import Resource
from sagemaker_registry_mock.moto_plugin.cloudformation.settling import fail
from sagemaker_registry_mock.moto_plugin.cloudformation.stack_events import STACK, become, begin_with_stack, failing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sagemaker_registry_mock.moto_plugin.cloudformation.operating import Operation

Function = Callable[..., Any]


def requested(stock: Function) -> Function:
    """Note what a request says of failures, for the operation that it begins."""

    @wraps(stock)
    def answered(response: Any) -> Any:
        token = REQUESTED.set(_options(response))
        try:
            return stock(response)
        finally:
            REQUESTED.reset(token)

    return answered


def _options(response: Any) -> Options:
    asked = response._get_param  # noqa: SLF001 - as moto's own
    listed = getattr(response, "_get_multi_param", lambda _name: ())  # up to moto 5.1
    retained = asked("RetainResources") or listed("RetainResources.member")
    stays = str(asked("DisableRollback")).lower() == "true"
    chosen = asked("OnFailure") or asked("OnStackFailure") or ("DO_NOTHING" if stays else "ROLLBACK")
    new_goes = str(asked("RetainExceptOnCreate")).lower() == "true"
    return Options(chosen, frozenset(retained), not new_goes)


def create_stack(stock: Function) -> Function:
    """Roll back the creation of a stack when a resource of ours fails."""

    @wraps(stock)
    def created(backend: Any, *args: Any, **given: Any) -> Any:
        name = signature(stock).bind(backend, *args, **given).arguments["name"]
        with operating() as operation:
            try:
                stack = stock(backend, *args, **given)
            except ResourceFailed:
                stack = named(backend, name)
                begin_with_stack(stack)
                take_back(backend, stack, operation)
            else:
                begin_with_stack(stack)
            return stack

    return created


def take_back(backend: Any, stack: Any, operation: Operation) -> None:
    """End the failed creation of a stack; one that was to be a part of another does not stay."""
    for export in _exported(backend, stack):
        del backend.exports[export]
    try:
        fail(operation, stack, lambda: None)
    finally:
        if operation.nested and stack.status == "ROLLBACK_COMPLETE":
            become(stack, "DELETE_COMPLETE")
        if stack.status == "DELETE_COMPLETE":
            backend.deleted_stacks[stack.stack_id] = backend.stacks.pop(stack.stack_id)


def named(backend: Any, name: str) -> Any:
    """Return the stack that a name or an ID names; None where there is none."""
    return next((one for one in list(backend.stacks.values()) if name in (one.name, one.stack_id)), None)


def _exported(backend: Any, stack: Any) -> list[str]:
    """Return the names of what a stack exports."""
    return [name for name, one in list(backend.exports.items()) if one.exporting_stack_id == stack.stack_id]


def succeeded(backend: Any, stack: Any) -> None:
    """Let other stacks import what a stack exports now; a name that another one exports stays that one's."""
    stack.stack_status_reason = None
    for export in _exported(backend, stack):
        del backend.exports[export]
    for export in stack.exports:
        backend.exports.setdefault(export.name, export)


def update_stack(stock: Function) -> Function:
    """Roll back the update of a stack when a resource of ours fails."""

    @wraps(stock)
    def updated(backend: Any, *args: Any, **given: Any) -> Any:
        asked = signature(stock).bind(backend, *args, **given).arguments
        stack = backend.get_stack(asked["name"])
        refuse_settled(stack)
        if involved(maps.entries(stack.resource_map)):
            refuse_idle(backend, stack, asked)
        with operating(is_update=True, tags=asked["tags"]) as operation:
            restore = way_back(stack)
            try:
                stock(backend, *args, **given)
            except ResourceFailed:
                fail(operation, stack, restore)
                return stack
        if operation.before is not None:
            succeeded(backend, stack)
        return stack

    return updated


def way_back(stack: Any) -> Callable[[], object]:
    """Return what makes a stack look as it does now."""
    looks = {"template": stack.template, "template_dict": stack.template_dict}
    resources = maps.remembered(stack.resource_map)

    def restore() -> None:
        vars(stack).update(looks)
        vars(stack.resource_map).update(resources)

    return restore


def delete_stack(stock: Function) -> Function:
    """Delete a stack that has resources of ours: what cannot be deleted stays, and the stack with it."""

    @wraps(stock)
    def deleted(backend: Any, *args: Any, **given: Any) -> None:
        name = signature(stock).bind(backend, *args, **given).arguments["name_or_stack_id"]
        stack = named(backend, name)
        if stack is None or not involved(maps.entries(stack.resource_map)):
            stock(backend, *args, **given)
            return
        exports = _exported(backend, stack)
        with operating() as operation:
            _delete(backend, stack, operation)
            if stack.status == "DELETE_COMPLETE":
                for export in exports:
                    del backend.exports[export]
            elif operation.nested:
                raise EmbeddedStackFailed(stack.stack_id, "deleted", stack.stack_status_reason)

    return deleted


def _delete(backend: Any, stack: Any, operation: Operation) -> None:
    become(stack, "DELETE_IN_PROGRESS", "User Initiated")
    resources = stack.resource_map
    stuck = dict(_undeleted(resources, operation.options.retained))
    try:
        resources.delete()  # moto's own
    except Exception:
        del backend.stacks[stack.stack_id]  # as moto does
        raise
    maps.made(resources).update(stuck)
    maps.keep_only(resources, stuck)
    stack.output_map = type(stack.output_map)(resources, {}, stack.stack_id)
    if stuck:
        become(stack, "DELETE_FAILED", failing("delete", stuck))
        return
    become(stack, "DELETE_COMPLETE")
    backend.deleted_stacks[stack.stack_id] = backend.stacks.pop(stack.stack_id)


def _undeleted(resources: Any, retained: frozenset[str]) -> Iterable[tuple[str, Any]]:
    """Delete our resources and the stacks in a stack, those first that need others; yield what cannot be deleted.

    What is to be retained is only forgotten, of moto's own resources too.
    """
    there = maps.made(resources)
    for name in reversed(in_order(maps.entries(resources))):
        entry, resource = maps.entries(resources)[name], there.get(name)
        ours = isinstance(resource, Resource)
        if name in retained or maps.retains(entry):
            there.pop(name, None)
            if isinstance(resource, Resource):
                resource.tell("DELETE_SKIPPED")
        elif resource is not None and (ours or entry["Type"] == STACK):
            del there[name]
            try:
                maps.delete(resources, resource, entry)
            except ResourceFailure:
                yield name, resource
