"""What DescribeStackEvents tells of resources and of failures. moto tells of whole stacks that go well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moto.cloudformation import models

if TYPE_CHECKING:
    from collections.abc import Iterable

#: moto's class of events, by its name since moto 5.1 or the one of before.
_EVENT: Any = getattr(models, "Event", None) or getattr(models, "FakeEvent", None)

STACK = "AWS::CloudFormation::Stack"

INITIATED = "Resource creation Initiated"
REPLACING = "Requested update requires the creation of a new physical resource; hence creating one."
ROLLBACK = "Rollback requested by user."
DELETE = "Delete requested by user."


@dataclass(frozen=True)
class Subject:
    """What an event is about: a resource that does not exist."""

    logical_resource_id: str
    kind: str
    physical_resource_id: str = ""


def tell(stack: Any, resource: Any, status: str, reason: str | None = None) -> None:
    """Add an event of a resource: of one that has logical_resource_id, kind and physical_resource_id."""
    if stack is None:
        return
    event = _EVENT(
        stack_id=stack.stack_id,
        stack_name=stack.name,
        logical_resource_id=resource.logical_resource_id,
        physical_resource_id=resource.physical_resource_id,
        resource_type=resource.kind,
        resource_status=status,
        resource_status_reason=reason,
        resource_properties=None,
    )
    event.sendToSns(stack.account_id, stack.region_name, stack.notification_arns)
    stack.events.append(event)


def become(stack: Any, status: str, reason: str | None = None) -> None:
    """Give a stack a status, and tell so."""
    stack.status = status
    stack.stack_status_reason = reason
    stack._add_stack_event(status, reason)  # noqa: SLF001 - moto has no other way


def failing(verb: str, names: Iterable[str], after: str = "") -> str:
    """Return the reason of a stack whose resources have failed to do something."""
    return f"The following resource(s) failed to {verb}: [{', '.join(names)}]. {after}"


def begin_with_stack(stack: Any) -> None:
    """Put the stack's own first event before those of its resources.

    moto makes the resources that the exports name before it tells that the creation has begun.
    """
    if not any(event.physical_resource_id == stack.stack_id for event in stack.events):
        stack._add_stack_event("CREATE_IN_PROGRESS", "User Initiated")  # noqa: SLF001 - moto has no other way
    first = next(event for event in stack.events if event.physical_resource_id == stack.stack_id)
    first.timestamp = min(event.timestamp for event in stack.events)
    stack.events.remove(first)
    stack.events.insert(0, first)
