"""moto's change sets, around whose execution an operation of this room runs.

Each function takes the one that moto has and returns the one that stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from inspect import signature
from typing import Any

from sagemaker_registry_mock.moto_plugin.cloudformation.operating import REQUESTED, Options, ResourceFailed, operating
from sagemaker_registry_mock.moto_plugin.cloudformation.parsing import involved
from sagemaker_registry_mock.moto_plugin.cloudformation.refusals import refuse_executed, refuse_settled
from sagemaker_registry_mock.moto_plugin.cloudformation.settling import fail
from sagemaker_registry_mock.moto_plugin.cloudformation.stacks import named, succeeded, take_back, way_back

Function = Callable[..., Any]


def create_change_set(stock: Function) -> Function:
    """Keep what the request says of failures until the change set is executed; refuse one that never could be."""

    @wraps(stock)
    def created(backend: Any, *args: Any, **given: Any) -> Any:
        asked = signature(stock).bind(backend, *args, **given).arguments
        there = named(backend, asked["stack_name"])
        if there is not None and asked["change_set_type"] == "UPDATE":
            refuse_settled(there)
        ids = stock(backend, *args, **given)
        backend.change_sets[ids[0]].on_failure = (REQUESTED.get() or Options()).on_failure
        return ids

    return created


def execute_change_set(stock: Function) -> Function:
    """Let a stack that a change set makes be what any other is, and roll back when a resource of ours fails."""

    @wraps(stock)
    def executed(backend: Any, *args: Any, **given: Any) -> None:
        name = signature(stock).bind(backend, *args, **given).arguments["change_set_name"]
        change_set = backend.describe_change_set(name)
        stack, is_update = change_set.stack, change_set.change_set_type != "CREATE"
        if involved(change_set.template_dict["Resources"]):
            refuse_executed(change_set)
        with operating(is_update=is_update, tags=change_set.tags or stack.tags) as operation:
            if operation.options.on_failure == "ROLLBACK":
                chosen = getattr(change_set, "on_failure", "ROLLBACK")
                operation.options = replace(operation.options, on_failure=chosen)
            restore = way_back(stack)
            try:
                stock(backend, *args, **given)
            except ResourceFailed:
                change_set.execution_status = "EXECUTE_FAILED"
                if is_update:
                    fail(operation, stack, restore)
                else:
                    _adopt(stack, change_set)
                    take_back(backend, stack, operation)
                return
        if operation.before is not None:
            _adopt(stack, change_set)
            stack.output_map = stack._create_output_map()  # noqa: SLF001 - moto does so after every other change
            succeeded(backend, stack)

    return executed


def _adopt(stack: Any, change_set: Any) -> None:
    """Give a stack what moto leaves with the change set: template, parameters and tags."""
    stack.template = change_set.template
    stack._parse_template()  # noqa: SLF001 - moto does so after every other change
    stack.description = stack.template_dict.get("Description")
    stack.parameters = change_set.parameters or stack.parameters
    stack.tags = change_set.tags or stack.tags
