"""How an operation on a stack ends: with the clean-up of what was replaced or removed, or with a rollback."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import EmbeddedStackFailed, ResourceFailure
from sagemaker_registry_mock.moto_plugin.cloudformation import maps
from sagemaker_registry_mock.moto_plugin.cloudformation.operating import stack_of
from sagemaker_registry_mock.moto_plugin.cloudformation.references import in_order
from sagemaker_registry_mock.moto_plugin.cloudformation.stack_events import DELETE, ROLLBACK, become, failing

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.moto_plugin.cloudformation.operating import Operation

log = logging.getLogger(__name__)


def clean_up(operation: Operation, resources: Any) -> None:
    """Delete what was replaced or removed, the last one first that needs others; a failure fails no update."""
    operation.settling = True
    become(stack_of(*maps.where(resources), resources.stack_id), "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    order = in_order(operation.before or {})
    for resource, keep in sorted(operation.leaving, key=lambda one: -order.index(one[0].logical_resource_id)):
        maps.forget(resources, resource.logical_resource_id, resource)
        if keep:
            resource.tell("DELETE_SKIPPED")
            continue
        try:
            resource.delete(*maps.where(resources))
        except ResourceFailure:
            log.info("%s could not be deleted after the update", resource.logical_resource_id)


def fail(operation: Operation, stack: Any, restore: Callable[[], object]) -> None:
    """End an operation one of whose resources has failed, as the request says.

    Args:
        operation: that has failed.
        stack: it ran on.
        restore: makes the stack look as before.

    Raises:
        EmbeddedStackFailed: the stack was to be created for another.

    """
    reason = _ENDS[operation.options.on_failure](operation, stack, restore)
    if operation.nested:
        raise EmbeddedStackFailed(stack.stack_id, "updated" if operation.is_update else "created", reason)


def _rolled_back(operation: Operation, stack: Any, restore: Callable[[], object]) -> str:
    kind = "UPDATE_ROLLBACK" if operation.is_update else "ROLLBACK"
    reason = _reason(operation, "" if operation.is_update else ROLLBACK)
    become(stack, f"{kind}_IN_PROGRESS", reason)
    restore()
    stuck = undone(operation)
    if stuck or not operation.is_update:
        _show_what_is_there(stack)
    else:
        stack.output_map = stack._create_output_map()  # noqa: SLF001 - moto does so after every change
    verb = "update" if operation.is_update else "delete"
    become(stack, f"{kind}_FAILED" if stuck else f"{kind}_COMPLETE", failing(verb, stuck) if stuck else None)
    return reason


def _left(operation: Operation, stack: Any, _restore: Callable[[], object]) -> str:
    """Leave what was done."""
    reason = _reason(operation)
    if operation.leaving:
        clean_up(operation, stack.resource_map)
    _show_what_is_there(stack)
    become(stack, "UPDATE_FAILED" if operation.is_update else "CREATE_FAILED", reason)
    return reason


def _deleted(operation: Operation, stack: Any, restore: Callable[[], object]) -> str:
    reason = _reason(operation, DELETE)
    become(stack, "DELETE_IN_PROGRESS", reason)
    restore()
    stuck = undone(operation)
    _show_what_is_there(stack)
    become(stack, "DELETE_FAILED" if stuck else "DELETE_COMPLETE", failing("delete", stuck) if stuck else None)
    return reason


_ENDS: dict[str, Callable[[Operation, Any, Callable[[], object]], str]] = {
    "ROLLBACK": _rolled_back,
    "DO_NOTHING": _left,
    "DELETE": _deleted,
}


def _reason(operation: Operation, after: str = "") -> str:
    failed = operation.failed
    return failing(failed.verb, [failed.logical_id], after) if failed else after


def undone(operation: Operation) -> list[str]:
    """Take back every step of an operation, the last one first, and return what could not be taken back."""
    operation.settling = True
    return [logical_id for logical_id, take_back in reversed(operation.undo) if not _is_done(logical_id, take_back)]


def _is_done(logical_id: str, take_back: Callable[[], object]) -> bool:
    try:
        take_back()
    except Exception as fault:  # noqa: BLE001 - moto's own resources raise what they like
        log.info("%s could not be put back: %s", logical_id, fault)
        return False
    return True


def _show_what_is_there(stack: Any) -> None:
    """Keep moto from making anew, as soon as somebody looks, what there is no more; so there are no outputs."""
    resources = stack.resource_map
    maps.keep_only(resources, (name for name, one in maps.made(resources).items() if one is not None))
    stack.output_map = type(stack.output_map)(resources, {}, stack.stack_id)
