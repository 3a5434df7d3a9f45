"""The parameters of an execution: those it was started with, over the defaults of the definition."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import (
    EmptyParameter,
    ParameterHasNoValue,
    ParameterNotInEnum,
    ParameterOfOtherType,
    UnknownParameter,
)
from sagemaker_registry_mock.pipelines.naming import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def resolved_parameters(
    declared: Mapping[str, Mapping[str, Any]], given: Iterable[Mapping[str, str]]
) -> dict[str, Any]:
    """Return every declared parameter with its value, each of its declared type.

    Args:
        declared: the definition's, by name.
        given: Name and Value as StartPipelineExecution takes them, every value a text.

    Raises:
        UnknownParameter, ParameterOfOtherType, ParameterNotInEnum, EmptyParameter: what is given does not fit.
        ParameterHasNoValue: one that has no default is not given.

    """
    values = {one["Name"]: one["Value"] for one in given}
    for name in values:
        if name not in declared:
            raise UnknownParameter(name)
    return {name: _value(parameter, values) for name, parameter in declared.items()}


def _value(parameter: Mapping[str, Any], given: Mapping[str, str]) -> Any:
    name, kind = parameter["Name"], parameter.get("Type", "String")
    if name not in given:
        if parameter.get("DefaultValue") is None:
            raise ParameterHasNoValue(name)
        default = parameter["DefaultValue"]
        return typed(name, kind, default) if isinstance(default, str) else default
    text = given[name]
    if not text:
        raise EmptyParameter
    value = typed(name, kind, text)
    if parameter.get("EnumValues") and value not in parameter["EnumValues"]:
        raise ParameterNotInEnum(name, text, parameter["EnumValues"])
    return value


def typed(name: str, kind: str, text: str) -> Any:
    """Return the value of a parameter of the type `kind`.

    Raises:
        ParameterOfOtherType: the text is none of that type.

    """
    try:
        return _READ[kind](text) if kind in _READ else text
    except (ValueError, KeyError):
        raise ParameterOfOtherType(name, kind, text) from None


def _number(text: str) -> str:
    """Return the text of a number. Python's own `1_000`, `nan` and digits of other scripts are none."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return text


_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")

#: How the text of a value becomes one of the declared type; a String stays what it is. SDKs write booleans their own
#: way, such as `True`.
_READ: dict[str, Callable[[str], Any]] = {
    "Integer": lambda text: int(_number(text)),
    "Float": lambda text: float(_number(text)),
    "Boolean": lambda text: {"true": True, "false": False}[text.lower()],
}

#: The types of parameters.
TYPES = ["String", *_READ]


def as_text(value: Any) -> str:
    """Return a value as pipelines print it: texts as they are, times as executions write them, all else as JSON."""
    if isinstance(value, datetime):
        return written(value)
    return value if isinstance(value, str) else json.dumps(value, default=written)
