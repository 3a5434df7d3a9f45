"""Small shapes for the tests of the protocol."""

from __future__ import annotations

from typing import Any

from botocore.model import ShapeResolver


def shape_of(**shapes: dict[str, Any]) -> Any:
    """Return the first of `shapes`, which are described as botocore's service files do; it may refer to the others."""
    return ShapeResolver(shapes).get_shape_by_name(next(iter(shapes)))


def structure(*required: str, **members: str) -> dict[str, Any]:
    """Describe a structure: member names to shape names."""
    return {
        "type": "structure",
        "required": list(required),
        "members": {name: {"shape": shape} for name, shape in members.items()},
    }


def list_of(shape: str, **limits: int) -> dict[str, Any]:
    """Describe a list of the shape of that name."""
    return {"type": "list", "member": {"shape": shape}, **limits}


def map_of(key: str, value: str, **limits: int) -> dict[str, Any]:
    """Describe a map of the shapes of those names."""
    return {"type": "map", "key": {"shape": key}, "value": {"shape": value}, **limits}
