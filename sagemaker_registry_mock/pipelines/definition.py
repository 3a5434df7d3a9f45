"""A pipeline definition: its parameters and its steps, read from the JSON that CreatePipeline takes.

Source: the published schema of 2020-12-01
(https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/), which lags behind:
where the SageMaker Python SDK writes more, and the service takes it, that holds (Not, Std:JsonGet, EnumValues,
PropertyFiles, OutputParameters).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import (
    DefinitionLacks,
    DefinitionNotArray,
    DefinitionNotJson,
    DefinitionNotObject,
    DuplicateParameters,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CONDITION, FAIL, CALLBACK = "Condition", "Fail", "Callback"
#: The type of a step that registers, and what hand-written definitions also call it.
REGISTER = frozenset({"RegisterModel", "CreateModelPackage"})

#: Deeper than any definition that was seen: 31 conditions within each other make 95 levels. What walks through JSON
#: here calls itself once or twice for each level.
_DEEPEST = 200

#: The two lists of steps of a Condition step, and the outcome that each is for.
BRANCHES = {"IfSteps": True, "ElseSteps": False}


@dataclass(frozen=True, slots=True)
class Step:
    """A step, wherever it stands in the definition.

    Attributes:
        document: the step as written.
        branch: the Condition step in whose branch it stands, and the outcome that leads there; None at the top.
        needs: the names of the steps that have to succeed before: those it depends on and those it reads from.
        property_files: the files of JSON that it declares, by their names.

    """

    name: str
    type: str
    document: Mapping[str, Any]
    branch: tuple[str, bool] | None
    needs: frozenset[str]
    property_files: Mapping[str, Mapping[str, Any]]

    @property
    def arguments(self) -> Any:
        """Its Arguments, unresolved; those of a Condition step without its branches."""
        return own_arguments(self.document)

    @property
    def own(self) -> Mapping[str, Any]:
        """All that is written of it, without the steps in its branches."""
        return _own(self.document)


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition that was read. Steps keep the order in which they are written, branches behind their condition."""

    parameters: Mapping[str, Mapping[str, Any]]
    steps: tuple[Step, ...]
    experiment: Mapping[str, Any]

    def step(self, name: str) -> Step:
        """Return the step `name`, which there is."""
        return next(step for step in self.steps if step.name == name)

    def ancestors(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names of all steps that have to run before those of `names`, which are not among them."""
        before: set[str] = set()
        look = [*names]
        while look:
            step = self.step(look.pop())
            waits_for = {*step.needs, *([step.branch[0]] if step.branch else ())} - before
            before |= waits_for
            look += waits_for
        return frozenset(before.difference(names))


@lru_cache(maxsize=64)
def definition_of(text: str) -> Definition | None:
    """Read a definition; None where it is blank or has no Steps, so that there is nothing to run.

    Raises:
        DefinitionNotJson, DefinitionNotObject, DefinitionNotArray, DefinitionLacks, DuplicateParameters: it cannot be
            read.

    """
    if not text.strip():
        return None
    try:
        document = json_in(text)
    except ValueError as error:
        raise DefinitionNotJson(str(error)) from None
    if "Steps" not in object_in(document):
        return None
    return Definition(
        parameters=_parameters(document.get("Parameters") or []),
        steps=tuple(_steps(document["Steps"], None)),
        experiment=object_in(document.get("PipelineExperimentConfig") or {}),
    )


def _parameters(documents: Any) -> dict[str, Mapping[str, Any]]:
    declared: dict[str, Mapping[str, Any]] = {}
    for one in array_in(documents):
        name = text_in(object_in(one), "Name")
        if name in declared:
            raise DuplicateParameters(name)
        declared[name] = one
    return declared


def _steps(documents: Any, branch: tuple[str, bool] | None) -> Iterator[Step]:
    for document in array_in(documents):
        name, kind = text_in(object_in(document), "Name"), text_in(document, "Type")
        depends = [text_in({"DependsOn": one}, "DependsOn") for one in array_in(document.get("DependsOn") or [])]
        needs = {*depends, *steps_read(_own(document))}
        files = [object_in(one) for one in array_in(document.get("PropertyFiles") or [])]
        yield Step(
            name, kind, document, branch, frozenset(needs), {text_in(one, "PropertyFileName"): one for one in files}
        )
        if kind == CONDITION:
            for member, outcome in BRANCHES.items():
                yield from _steps(object_in(document.get("Arguments") or {}).get(member) or [], (name, outcome))


def _own(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**document, "Arguments": own_arguments(document)}


def own_arguments(document: Mapping[str, Any]) -> Any:
    """Return the Arguments of a step without the steps that a Condition step holds."""
    arguments = document.get("Arguments") or {}
    if document["Type"] != CONDITION:
        return arguments
    return {name: value for name, value in object_in(arguments).items() if name not in BRANCHES}


def expressions(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every function call in `value`, however deep: its name (`Get`, `Std:...`) and what it is given."""
    called = call_in(value)
    if called:
        yield called
    for part in _parts(value):
        yield from expressions(part)


def call_in(value: Any) -> tuple[str, Any] | None:
    """Return the function that `value` calls, with what it is given; None where it calls none."""
    if isinstance(value, dict) and len(value) == 1:
        ((name, given),) = value.items()
        if name == "Get" or name.startswith("Std:"):
            return name, given
    return None


def gets(value: Any) -> Iterator[str]:
    """Yield what the Get calls in `value` name."""
    return (given for name, given in expressions(value) if name == "Get" and isinstance(given, str))


def steps_read(value: Any) -> Iterator[str]:
    """Yield the names of the steps from which `value` takes something."""
    return (name.split(".")[1].partition("[")[0] for name in gets(value) if name.startswith("Steps."))


def json_in(text: str) -> Any:
    """Return the value that `text` tells in JSON.

    Raises:
        ValueError: it is no JSON, or nested too deeply.

    """
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    level = [value]
    for _ in range(_DEEPEST):
        level = [part for one in level for part in _parts(one)]
    if level:
        raise ValueError(_TOO_DEEP)
    return value


_TOO_DEEP = "It is nested too deeply."


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no value of JSON.")


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def object_in(value: Any) -> dict[str, Any]:
    """Return `value`, which is an object.

    Raises:
        DefinitionNotObject: it is none.

    """
    if not isinstance(value, dict):
        raise DefinitionNotObject
    return value


def array_in(value: Any) -> list[Any]:
    """Return `value`, which is an array.

    Raises:
        DefinitionNotArray: it is none.

    """
    if not isinstance(value, list):
        raise DefinitionNotArray
    return value


def text_in(document: Mapping[str, Any], member: str) -> str:
    """Return the text that a member of `document` holds.

    Raises:
        DefinitionLacks: it is not there, or holds none.

    """
    value = document.get(member)
    if not isinstance(value, str) or not value:
        raise DefinitionLacks(member)
    return value
