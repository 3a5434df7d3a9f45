"""One operation on one stack: what it has done so far, how to undo that, and which resource has failed it.

moto hands its hooks a resource and no stack, and tries again what fails. So the operation that runs is kept here.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import cloudformation_backends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True)
class Options:
    """What a request says of failures, and moto does not read.

    Attributes:
        on_failure: ROLLBACK, DELETE or DO_NOTHING.
        retained: the logical IDs that DeleteStack leaves.
        retains_new: whether a rollback leaves what is new and has the deletion policy Retain.

    """

    on_failure: str = "ROLLBACK"
    retained: frozenset[str] = frozenset()
    retains_new: bool = True


class ResourceFailed(ValidationError):
    """A resource of a stack has failed; where nothing rolls back, it is CloudFormation's answer."""

    def __init__(self, logical_id: str, verb: str, reason: str) -> None:
        super().__init__(message=reason)
        self.logical_id = logical_id
        self.verb = verb


@dataclass
class Operation:
    """What runs on a stack.

    Attributes:
        is_update: whether the stack was complete before.
        options: what the request says of failures.
        tags: the stack's tags after the operation, where it gives some.
        nested: whether another operation has begun this one.
        before: the entries of the template of before, in an update of a stack that has resources of ours.
        planned: the resources that moto itself would create or update.
        changed: the resources that may be others than before.
        leaving: the resources that go once all is done, and whether they are only forgotten.
        undo: which resource each step was about, and what takes the step back; the last one last.
        failed: the failure that has stopped it.
        settling: whether it is over, and resources are only deleted or put back.

    """

    is_update: bool = False
    options: Options = field(default_factory=Options)
    tags: Mapping[str, str] | None = None
    nested: bool = False
    before: Mapping[str, Any] | None = None
    planned: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    leaving: list[tuple[Any, bool]] = field(default_factory=list)
    undo: list[tuple[str, Callable[[], object]]] = field(default_factory=list)
    failed: ResourceFailed | None = None
    settling: bool = False


_RUNNING: ContextVar[Operation | None] = ContextVar("running", default=None)
REQUESTED: ContextVar[Options | None] = ContextVar("requested", default=None)


def running() -> Operation | None:
    """Return the operation that runs, the innermost where stacks are nested."""
    return _RUNNING.get()


@contextmanager
def operating(*, is_update: bool = False, tags: Mapping[str, str] | None = None) -> Iterator[Operation]:
    """Run an operation with the options of the request; a nested one has none of its own."""
    nested = running() is not None
    options = Options() if nested else REQUESTED.get() or Options()
    operation = Operation(is_update, options, tags, nested)
    token = _RUNNING.set(operation)
    try:
        yield operation
    finally:
        _RUNNING.reset(token)


def exports_of(account: str, region: str) -> Any:
    """Return what all stacks export, by name."""
    return cloudformation_backends[account][region].exports


def stack_of(account: str, region: str, stack_id: str) -> Any:
    """Return a stack; None for one that moto keeps to itself, as a stack set's."""
    return cloudformation_backends[account][region].stacks.get(stack_id)
