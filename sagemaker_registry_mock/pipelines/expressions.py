"""The functions of pipeline definitions: Get, Std:Join and Std:JsonGet. One row each.

Source: what the SageMaker Python SDK writes, which knows no other; its integration tests against the service (a Boolean
joins as `true`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.pipelines.definition import call_in, json_in
from sagemaker_registry_mock.pipelines.failures import (
    FileNotJson,
    FileUnreadable,
    NothingAtPath,
    Undefined,
)
from sagemaker_registry_mock.pipelines.parameters import as_text
from sagemaker_registry_mock.pipelines.paths import NOTHING, found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FILES = "PropertyFiles"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that an expression can look at.

    Attributes:
        values: what a Get names, by its first word: Parameters, Execution, PipelineExperimentConfig, and Steps with the
            properties of each step that has run.
        files: the content of property files that the test supplies, by step and name.
        declared: the property files that steps declare, by step and name.
        read: returns the text of an object in S3 by its URI; None where there is none.

    """

    values: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    declared: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    read: Callable[[str], str | None] = lambda _uri: None

    def naming(self, variable: str, value: str) -> Surroundings:
        """Return the same with one more of the execution's variables."""
        execution = {**self.values["Execution"], variable: value}
        return replace(self, values={**self.values, "Execution": execution})


def resolved(value: Any, around: Surroundings) -> Any:
    """Return `value` with every function call in it replaced by its result, which keeps its type.

    Raises:
        StepFailure: something that is named is not there.

    """
    called = call_in(value)
    if called:
        name, given = called
        return FUNCTIONS[name](given, around)
    if isinstance(value, dict):
        return {member: resolved(part, around) for member, part in value.items()}
    return [resolved(part, around) for part in value] if isinstance(value, list) else value


def _get(name: str, around: Surroundings) -> Any:
    root, _, path = name.partition(".")
    value = found(around.values[root], path) if root in around.values else NOTHING
    if value is NOTHING:
        raise Undefined(name)
    return value


def _join(given: Mapping[str, Any], around: Surroundings) -> str:
    return (given.get("On") or "").join(as_text(resolved(value, around)) for value in given["Values"])


def _json_get(given: Mapping[str, Any], around: Surroundings) -> Any:
    """Return what lies at Path in a file of JSON: a property file of a step, or an object in S3."""
    if "PropertyFile" in given:
        place, content = _property_file(given["PropertyFile"], around)
    else:
        place = as_text(resolved(given["S3Uri"], around))
        content = _content(place, around)
    value = found(content, _without_root(given["Path"]))
    if value is NOTHING:
        raise NothingAtPath(given["Path"], place)
    return value


def _without_root(path: str) -> str:
    """Return a JSON path without the `$` that may stand for the whole document."""
    return path.removeprefix("$")


def _property_file(named: Mapping[str, str], around: Surroundings) -> tuple[str, Any]:
    """Return where a property file is and what it holds: what the test supplies, else what lies in S3."""
    place = named["Get"]
    step, _, name = place.partition(".")[2].partition(f".{_FILES}.")
    if name in around.files.get(step, {}):
        return place, around.files[step][name]
    uri = _uri_of(step, name, around)
    return uri, _content(uri, around)


def _uri_of(step: str, name: str, around: Surroundings) -> str:
    """Return where in S3 a property file of a processing step is: in one of its outputs."""
    declared = around.declared.get(step, {}).get(name)
    if declared is None:
        raise Undefined(f"Steps.{step}.{_FILES}.{name}")
    folder = _get(f"Steps.{step}.ProcessingOutputConfig.Outputs['{declared.get('OutputName')}'].S3Output.S3Uri", around)
    return f"{as_text(folder).rstrip('/')}/{declared.get('FilePath')}"


def _content(uri: str, around: Surroundings) -> Any:
    text = around.read(uri)
    if text is None:
        raise FileUnreadable(uri)
    try:
        return json_in(text)
    except ValueError:
        raise FileNotJson(uri) from None


FUNCTIONS: dict[str, Callable[[Any, Surroundings], Any]] = {"Get": _get, "Std:Join": _join, "Std:JsonGet": _json_get}
