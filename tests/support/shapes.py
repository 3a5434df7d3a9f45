"""Whether a JSON reply is one that botocore's output shape allows: an opinion independent of the package's own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import regex
from botocore.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import ServiceModel, Shape

#: Required members that the real service leaves out (docs/fidelity.md).
MISSING_ON_AWS = {
    ("DescribeModelPackageOutput", "ModelPackageName"),
    ("BatchDescribeModelPackageSummary", "InferenceSpecification"),
}
_TYPES: dict[str, Any] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float),
}


@cache
def service_model() -> ServiceModel:
    """Return SageMaker's service model as botocore has it, without this package's corrections."""
    return Session().get_service_model("sagemaker")


def output_shape(operation: str) -> Shape | None:
    """Return the output shape of `operation`."""
    shape: Shape | None = service_model().operation_model(operation).output_shape
    return shape


def faults(shape: Any, value: Any, path: str = "") -> Iterator[str]:
    """Yield what in `value` the shape does not allow."""
    if not isinstance(value, _TYPES[shape.type_name]) or (isinstance(value, bool) and shape.type_name != "boolean"):
        yield f"{path}: {value!r} is no {shape.type_name}"
        return
    yield from _limit_faults(shape, value, path)
    if shape.type_name == "structure":
        yield from _structure_faults(shape, value, path)
    elif shape.type_name == "list":
        for position, one in enumerate(value):
            yield from faults(shape.member, one, f"{path}[{position}]")
    elif shape.type_name == "map":
        for key, one in value.items():
            yield from faults(shape.key, key, f"{path}{{{key}}}")
            yield from faults(shape.value, one, f"{path}[{key}]")


def _structure_faults(shape: Any, value: dict[str, Any], path: str) -> Iterator[str]:
    for name in shape.required_members:
        if name not in value and (shape.name, name) not in MISSING_ON_AWS:
            yield f"{path}.{name} is missing"
    for name, member in value.items():
        if name not in shape.members:
            yield f"{path}.{name} is unknown"
        else:
            yield from faults(shape.members[name], member, f"{path}.{name}")


def _limit_faults(shape: Any, value: Any, path: str) -> Iterator[str]:
    limits = shape.metadata
    size = value if isinstance(value, (int, float)) else len(value)
    if size < limits.get("min", size) or size > limits.get("max", size):
        yield f"{path}: {value!r} is out of {limits.get('min')}..{limits.get('max')}"
    if value not in limits.get("enum", [value]):
        yield f"{path}: {value!r} is none of {limits['enum']}"
    if "pattern" in limits and not _matches(limits["pattern"], value):
        yield f"{path}: {value!r} does not match {limits['pattern']}"


def _matches(pattern: str, value: str) -> bool:
    """Match as a whole; a quantified end anchor such as `${1,128}` is an anchor."""
    python = regex.sub(r"\$\{\d+,\d+\}", "", pattern)
    return regex.fullmatch(python, value, regex.DOTALL) is not None
