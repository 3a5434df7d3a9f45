"""Definitions that are nested as deep as may be are read, checked and run without a deep stack."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pipelines.building import HOLDS, condition, definition, run, step

from sagemaker_registry_mock.errors import DefinitionNotJson
from sagemaker_registry_mock.pipelines.checking import check_definition
from sagemaker_registry_mock.registry.trees import MapOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Half of what Python allows: moto, botocore and a test have a stack of their own.
FRAMES = 500


@pytest.fixture(autouse=True)
def _short_stack() -> Iterator[None]:
    """Leave the test so many frames."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + FRAMES)
    yield
    sys.setrecursionlimit(limit)


def within(start: Any, around: Callable[[Any], Any], times: int) -> Any:
    """Put something into itself."""
    for _ in range(times):
        start = around(start)
    return start


def branches(times: int) -> Any:
    """Write conditions in branches of each other."""
    inside = step("end")
    for number in range(times):
        inside = condition(f"c{number}", [HOLDS], [inside])
    return inside


@pytest.mark.parametrize(
    ("make", "deepest"),
    [
        (lambda times: step("a", x=within(1, lambda value: [value], times)), 195),
        (lambda times: step("a", "RegisterModel", x=within(1, lambda value: {"a": value}, times)), 195),
        (lambda times: step("a", x=within("v", lambda value: {"Std:Join": {"Values": [value]}}, times)), 65),
        (lambda times: condition("c", [within(HOLDS, lambda one: {"Type": "Not", "Condition": one}, times)]), 193),
        (lambda times: condition("c", [within(HOLDS, lambda one: {"Type": "Or", "Conditions": [one]}, times)]), 96),
        (branches, 65),
    ],
    ids=["lists", "objects", "joins", "nots", "ors", "branches"],
)
def test_the_deepest_definitions_run(make: Callable[[int], Any], deepest: int) -> None:
    """As deep as JSON is read, everything that calls itself comes to an end; one level more is refused."""
    read = definition(make(deepest))
    tree: Any = within("text", MapOf, 300)
    check_definition(read, lambda kind: {"x": tree} if kind == "RegisterModel" else None)
    names = [one.name for one in read.steps]

    assert run(read).status == "Succeeded"
    assert read.ancestors([names[-1]]) == {*names[:-1]}
    with pytest.raises(DefinitionNotJson, match="nested too deeply"):
        definition(make(deepest + 1))
