"""The service model: botocore's, with what it misstates put right by overlay.json, compiled operation by operation."""

from __future__ import annotations

import json
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from botocore.model import ServiceModel
from botocore.session import Session

from sagemaker_registry_mock.events.details import written_time
from sagemaker_registry_mock.protocol.accepting import compiled_acceptance
from sagemaker_registry_mock.protocol.constraints import Check, compiled_check
from sagemaker_registry_mock.protocol.fitting import Fit, compiled_fit
from sagemaker_registry_mock.protocol.parse import Reader, compiled_reader
from sagemaker_registry_mock.protocol.serialize import Writer, compiled_writer
from sagemaker_registry_mock.registry.trees import ListOf, MapOf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from botocore.model import OperationModel, Shape

#: The type of property that Search makes of a shape's type.
_KINDS = {
    "string": "text",
    "blob": "text",
    "boolean": "boolean",
    "timestamp": "timestamp",
    "integer": "number",
    "long": "number",
    "float": "number",
    "double": "number",
}


class CompiledOperation:
    """One operation's reader, check and writer, each compiled when first used."""

    def __init__(self, model: OperationModel) -> None:
        self._model = model

    @cached_property
    def read(self) -> Reader:
        """Turn a JSON value into members, without those that the input shape does not know."""
        return compiled_reader(self._model.input_shape)

    @cached_property
    def accept(self) -> Callable[[Any], dict[str, Any] | None]:
        """Turn a JSON value into members in one go; into None where something is wrong with it."""
        return compiled_acceptance(self._model.input_shape)

    @cached_property
    def check(self) -> Check:
        """Yield what breaks a constraint of the input shape."""
        return compiled_check(self._model.input_shape)

    @cached_property
    def write(self) -> Writer | None:
        """Turn a reply into JSON values by the output shape; None where the operation has no output."""
        return compiled_writer(self._model.output_shape) if self._model.output_shape else None

    @cached_property
    def members(self) -> Mapping[str, Fit]:
        """What raises a `Misfit` where a member of a request, each by its name, is not of its type."""
        members = self._model.input_shape.members if self._model.input_shape else {}
        return {name: compiled_fit(shape) for name, shape in members.items()}

    @cached_property
    def fit(self) -> Fit:
        """Raise a `Misfit` where what has been read is not of the input shape's types."""
        return compiled_fit(self._model.input_shape)

    @cached_property
    def fit_reply(self) -> Fit:
        """Raise a `Misfit` where a reply is not of the output shape's types."""
        return compiled_fit(self._model.output_shape)

    @cached_property
    def tell(self) -> Writer:
        """Turn a reply into JSON values as events tell them: by the output shape, with times as texts."""
        return compiled_writer(self._model.output_shape, written_time)


class Service:
    """A service model and what was compiled of it."""

    def __init__(self, model: ServiceModel) -> None:
        self.model = model
        self._operations: dict[str, CompiledOperation] = {}
        self._trees: dict[str, Any] = {}
        self._fits: dict[str, Fit] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all operations."""
        return frozenset(self.model.operation_names)

    @cached_property
    def target_prefix(self) -> str:
        """What stands before the dot in the X-Amz-Target header."""
        return str(self.model.metadata["targetPrefix"])

    def named(self, target: str) -> str | None:
        """Return what an X-Amz-Target header names, which may be no operation; None where it is another service's."""
        prefix, point, name = target.partition(".")
        return name if point and prefix == self.target_prefix else None

    def operation(self, name: str) -> CompiledOperation:
        """Return the operation `name`, compiled once."""
        if name not in self._operations:
            self._operations[name] = CompiledOperation(self.model.operation_model(name))
        return self._operations[name]

    @cached_property
    def tell(self) -> Callable[[str, Mapping[str, Any]], dict[str, Any]]:
        """Turn a reply of an operation, named first, into what events tell. Each event keeps this very method."""
        return self._told

    def _told(self, name: str, reply: Mapping[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = self.operation(name).tell(reply)
        return told

    def enum(self, shape: str) -> frozenset[str]:
        """Return the values of the enum named `shape`."""
        return frozenset(self.model.shape_for(shape).metadata["enum"])

    def fit(self, shape: str) -> Fit:
        """Return what raises a `Misfit` where a value is not of the types of the shape named `shape`."""
        if shape not in self._fits:
            self._fits[shape] = compiled_fit(self.model.shape_for(shape))
        return self._fits[shape]

    def tree(self, shape: str) -> Any:
        """Return the type tree of the shape named `shape` (see search.properties)."""
        if shape not in self._trees:
            self._trees[shape] = _tree(self.model.shape_for(shape), frozenset())
        return self._trees[shape]


def _tree(shape: Shape, above: frozenset[str]) -> Any:
    """Return the type tree of `shape`; a shape that stands below itself has no properties there."""
    below = above | {shape.name}
    if shape.name in above:
        return {}
    if shape.type_name == "structure":
        return {name: _tree(member, below) for name, member in shape.members.items()}
    if shape.type_name == "list":
        return ListOf(_tree(shape.member, below))
    if shape.type_name == "map":
        return MapOf(_tree(shape.value, below))
    return _KINDS[shape.type_name]


def corrected(description: dict[str, Any], overlay: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the service description with every correction of the overlay whose shape it has laid over it."""
    shapes = dict(description["shapes"])
    for row in overlay:
        if row["shape"] in shapes:
            shapes[row["shape"]] = {**shapes[row["shape"]], **row["set"]}
    return {**description, "shapes": shapes}


@cache
def default_service() -> Service:
    """Return the SageMaker service of the botocore that is installed, loaded once per process."""
    loader = Session(include_builtin_handlers=False).get_component("data_loader")  # which has no use for the handlers
    description = loader.load_service_model("sagemaker", "service-2")
    overlay = json.loads(resources.files(__package__).joinpath("overlay.json").read_text(encoding="utf-8"))
    return Service(ServiceModel(corrected(description, overlay["corrections"]), "sagemaker"))
