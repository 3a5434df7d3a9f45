"""Where this room comes in between, in moto's CloudFormation; where moto lacks a place, it goes on as it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.cloudformation import models
from moto.cloudformation import parsing as motos
from moto.cloudformation.responses import CloudFormationResponse

from sagemaker_registry_mock.moto_plugin.cloudformation import change_sets, parsing, stacks

if TYPE_CHECKING:
    from collections.abc import Callable

#: Each place: what has it, its name, and the function that makes of moto's what stands in its place.
_PLACES: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
    (motos, "resource_class_from_type", parsing.resource_class_from_type),
    (motos, "parse_and_create_resource", parsing.parse_and_create_resource),
    (motos, "parse_and_update_resource", parsing.parse_and_update_resource),
    (motos.ResourceMap, "build_resource_diff", parsing.build_resource_diff),
    (motos.ResourceMap, "update", parsing.update),
    (motos.ResourceMap, "_delete_resource", parsing.delete_resource),
    (models.CloudFormationBackend, "create_stack", stacks.create_stack),
    (models.CloudFormationBackend, "update_stack", stacks.update_stack),
    (models.CloudFormationBackend, "create_change_set", change_sets.create_change_set),
    (models.CloudFormationBackend, "execute_change_set", change_sets.execute_change_set),
    (models.CloudFormationBackend, "delete_stack", stacks.delete_stack),
    *(
        (CloudFormationResponse, name, stacks.requested)
        for name in ("create_stack", "update_stack", "create_change_set", "execute_change_set", "delete_stack")
    ),
)

#: What moto has in each place while this room is in between.
_STOCK: dict[tuple[Any, str], Any] = {}


def come_between() -> None:
    """Give moto's CloudFormation the registry's resources. Doing so twice is doing it once."""
    for owner, name, made in _PLACES:
        if (owner, name) not in _STOCK and hasattr(owner, name):
            _STOCK[owner, name] = getattr(owner, name)
            setattr(owner, name, made(_STOCK[owner, name]))


def step_back() -> None:
    """Undo `come_between`."""
    while _STOCK:
        (owner, name), stock = _STOCK.popitem()
        setattr(owner, name, stock)
