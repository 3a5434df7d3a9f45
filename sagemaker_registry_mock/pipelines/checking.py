"""What CreatePipeline refuses of a definition beyond what cannot be read at all. One function per rule.

Source: refusals of the service quoted in issues of the SageMaker Python SDK and asserted in its integration tests; a
rule whose text was not found is there because an execution could mean nothing without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any

from sagemaker_registry_mock.errors import (
    DefinitionCycle,
    DefinitionLacks,
    DependsOnFailStep,
    DuplicateSteps,
    UndefinedInDefinition,
    UnknownArgument,
    UnknownMember,
)
from sagemaker_registry_mock.pipelines.arguments import check_arguments
from sagemaker_registry_mock.pipelines.conditions import CONDITIONS, nested
from sagemaker_registry_mock.pipelines.definition import (
    CONDITION,
    FAIL,
    Definition,
    Step,
    array_in,
    call_in,
    expressions,
    gets,
    object_in,
    text_in,
)
from sagemaker_registry_mock.pipelines.expressions import FUNCTIONS
from sagemaker_registry_mock.pipelines.parameters import TYPES

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")

#: Tells for a Type of step the type tree of the arguments that it takes (see registry.trees); None where any may stand.
Arguments = Callable[[str], Any]


def check_definition(definition: Definition, takes: Arguments) -> None:
    """Refuse a definition that could not be executed.

    Raises:
        ValidationException: telling the first thing found.

    """
    _check_names(definition)
    for parameter in definition.parameters.values():
        _check_parameter(parameter)
    for written in (definition.experiment, *(step.own for step in definition.steps)):
        for name, given in expressions(written):
            _check_call(name, given)
    for step in definition.steps:
        _check_texts(step.document)
        _check_arguments(step, takes, definition)
        _check_needs(step, definition)
    _check_cycles(definition)


def _check_names(definition: Definition) -> None:
    """Refuse names that steps and parameters cannot have, and two steps of one name. Source: the published schema."""
    names = [step.name for step in definition.steps]
    for name in (*names, *definition.parameters):
        if not _NAME.fullmatch(name):
            raise DefinitionLacks("Name")
    for name, times in Counter(names).items():
        if times > 1:
            raise DuplicateSteps(name)


def _check_parameter(parameter: Mapping[str, Any]) -> None:
    """Refuse a type that parameters do not have, and a default that is a value of none.

    Source: the published schema.
    """
    kind = parameter.get("Type", "String")
    if kind not in TYPES:
        raise UndefinedInDefinition(f"The parameter type {kind}")
    array_in(parameter.get("EnumValues") or [])
    if isinstance(parameter.get("DefaultValue"), (dict, list)):
        raise DefinitionLacks("DefaultValue")


def _check_texts(document: Mapping[str, Any]) -> None:
    """Refuse another value where the API would tell a text of a step, or read one."""
    for name in ("DisplayName", "Description"):
        _check_text(document, name)
    for output in array_in(document.get("OutputParameters") or []):
        text_in(object_in(output), "OutputName")
        text_in(output, "OutputType")


def _check_text(document: Mapping[str, Any], name: str) -> None:
    if not isinstance(document.get(name), (str, NoneType)):
        raise DefinitionLacks(name)


def _check_arguments(step: Step, takes: Arguments, definition: Definition) -> None:
    arguments, called = object_in(step.arguments), call_in(step.arguments)
    if called:
        raise UnknownArgument(called[0])
    if step.type == CONDITION:
        _check_conditions(arguments.get("Conditions", []))
    tree = takes(step.type)
    if tree is not None:
        types = {name: one.get("Type", "String") for name, one in definition.parameters.items()}
        check_arguments(arguments, tree, types)


def _check_conditions(conditions: Any) -> None:
    for condition in array_in(conditions):
        kind = object_in(condition).get("Type")
        if not isinstance(kind, str) or kind not in CONDITIONS:
            raise UndefinedInDefinition(f"The condition type {kind}")
        members = CONDITIONS[kind].members
        for name in condition:
            if name not in {"Type", *members}:
                raise UnknownMember(name)
        for name in members:
            if name not in condition:
                raise DefinitionLacks(name)
        for name in {"Values", "Conditions"} & {*members}:
            array_in(condition[name])
        if kind in {"Not", "Or"}:
            _check_conditions(nested(condition))


def _check_call(name: str, given: Any) -> None:
    """Refuse a function that does not exist, or that is given what it does not take."""
    if name not in FUNCTIONS:
        raise UndefinedInDefinition(f"The function {name}")
    if name == "Get":
        text_in({name: given}, name)
        return
    object_in(given)
    if name == "Std:Join":
        array_in(_member(given, "Values"))
        _check_text(given, "On")
        return
    text_in(given, "Path")
    if "PropertyFile" in given or "S3Uri" not in given:
        _check_property_file(_member(given, "PropertyFile"))


def _check_property_file(named: Any) -> None:
    place = object_in(named).get("Get")
    parts = place.split(".") if isinstance(place, str) else []
    if len(parts) < 4 or parts[0] != "Steps" or "PropertyFiles" not in parts[2:-1]:  # noqa: PLR2004 - Steps.a.PropertyFiles.b
        raise DefinitionLacks("PropertyFile")


def _check_needs(step: Step, definition: Definition) -> None:
    """Refuse what a step needs and does not exist, and what no step can wait for."""
    types = {one.name: one.type for one in definition.steps}
    for name in sorted(step.needs):
        if name not in types:
            raise UndefinedInDefinition(f"Step {name}")
        if types[name] == FAIL:
            raise DependsOnFailStep(step.name, name)
    for name in gets(step.arguments):
        root, _, parameter = name.partition(".")
        if root == "Parameters" and parameter not in definition.parameters:
            raise UndefinedInDefinition(f"Parameter {parameter}")


def _check_cycles(definition: Definition) -> None:
    """Take away the steps that wait for nothing until none is left: what cannot be taken away waits for itself."""
    waits = {step.name: {*step.needs, *([step.branch[0]] if step.branch else [])} for step in definition.steps}
    while free := [name for name, needs in waits.items() if not needs & waits.keys()]:
        for name in free:
            del waits[name]
    if waits:
        raise DefinitionCycle(sorted(waits))


def _member(given: Mapping[str, Any], name: str) -> Any:
    if name not in given:
        raise DefinitionLacks(name)
    return given[name]
