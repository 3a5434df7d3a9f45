"""The properties of a resource, read by the schema of its type: coerced as CloudFormation does, or refused.

Names, presence and types are looked at here. Lengths, patterns and enums are the service model's, and the API refuses
what breaks them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import PropertiesInvalid
from sagemaker_registry_mock.moto_plugin.cloudformation.content import misnamed
from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import ABSENT, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sagemaker_registry_mock.moto_plugin.cloudformation.schemas import Schema

#: How CloudFormation's messages name the types of JSON.
_FOUND = {str: "String", bool: "Boolean", int: "Integer", float: "Double", dict: "JSONObject", list: "JSONArray"}


def read_properties(schema: Schema, logical_id: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a resource, with every value of the type that the schema has for it.

    Raises:
        PropertiesInvalid: a property is missing, unknown or of a wrong type.

    """
    reader = _Reader()
    known = {**schema.properties, **{name: _OBJECTS[name] for name in schema.objects}}
    read = reader.members(known, schema.mandatory, properties, "#")
    if reader.violations:
        raise PropertiesInvalid(logical_id, reader.violations)
    return read


class _Reader:
    """Reads values by the shapes of the service model, and notes what does not fit."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    def members(
        self, known: Mapping[str, Any], required: Iterable[str], value: Mapping[str, Any], path: str
    ) -> dict[str, Any]:
        """Read the members of an object."""
        self.violations += [f"{path}: required key [{name}] not found" for name in required if name not in value]
        self.violations += [f"{path}: extraneous key [{name}] is not permitted" for name in value if name not in known]
        return {name: self.read(known[name], one, f"{path}/{name}") for name, one in value.items() if name in known}

    def read(self, shape: Any, value: Any, path: str) -> Any:
        """Read a value by its shape, or by the function that reads what is an object in templates alone."""
        if callable(shape):
            return shape(self, value, path)
        return _READERS[shape.type_name](self, shape, value, path)

    def structure(self, shape: Any, value: Any, path: str) -> Any:
        """Read a structure, as the resource schemas have it."""
        if not isinstance(value, dict):
            return self._wrong(value, "JSONObject", path)
        known = {name: one for name, one in shape.members.items() if name not in ABSENT.get(shape.name, ())}
        return self.members(known, [*shape.required_members, *REQUIRED.get(shape.name, ())], value, path)

    def sequence(self, shape: Any, value: Any, path: str) -> Any:
        """Read a list; what a template gives no value falls out."""
        if not isinstance(value, list):
            return self._wrong(value, "JSONArray", path)
        given = [one for one in value if one is not None]
        return [self.read(shape.member, one, f"{path}/{position}") for position, one in enumerate(given)]

    def mapping(self, shape: Any, value: Any, path: str) -> Any:
        """Read a map."""
        if not isinstance(value, dict):
            return self._wrong(value, "JSONObject", path)
        return {str(key): self.read(shape.value, one, f"{path}/{key}") for key, one in value.items()}

    def text(self, _shape: Any, value: Any, path: str) -> Any:
        """Read a text: a number, a truth value or a date of YAML is one, too."""
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, (str, int, float, date)) else self._wrong(value, "String", path)

    def boolean(self, _shape: Any, value: Any, path: str) -> Any:
        """Read a truth value, or the text of one."""
        said = str(value).lower() if isinstance(value, (bool, str)) else ""
        return said == "true" if said in ("true", "false") else self._wrong(value, "Boolean", path)

    def integer(self, _shape: Any, value: Any, path: str) -> Any:
        """Read a whole number, or the text of one."""
        if isinstance(value, str) and value.isdecimal():
            return int(value)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole else self._wrong(value, "Integer", path)

    def policy(self, value: Any, path: str) -> Any:
        """Read a policy: an object, or its text."""
        return value if isinstance(value, (dict, str)) else self._wrong(value, "JSONObject", path)

    def content(self, value: Any, path: str) -> Any:
        """Read the content of a card, whose names follow a rule."""
        if not isinstance(value, dict):
            return self._wrong(value, "JSONObject", path)
        self.violations += misnamed(value, path)
        return value

    def _wrong(self, value: Any, wanted: str, path: str) -> None:
        found = _FOUND.get(type(value), "String")
        self.violations.append(f"{path}: expected type: {wanted}, found: {found}")


_READERS: dict[str, Callable[[_Reader, Any, Any, str], Any]] = {
    "structure": _Reader.structure,
    "list": _Reader.sequence,
    "map": _Reader.mapping,
    "string": _Reader.text,
    "boolean": _Reader.boolean,
    "integer": _Reader.integer,
}

#: The properties that the API takes as texts.
_OBJECTS: dict[str, Callable[[_Reader, Any, str], Any]] = {
    "ModelPackageGroupPolicy": _Reader.policy,
    "Content": _Reader.content,
}
