"""The pytest plugin: fixtures, marker, ini options."""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock import pytest_plugin
from sagemaker_registry_mock.registry.settings import Settings

from .markdown import Doc, code, sentence, table, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Fixture:
    """A fixture of the plugin."""

    name: str
    scope: str
    doc: Doc


def fixtures() -> list[Fixture]:
    """Return the fixtures, as the plugin defines them."""
    functions = [node for node in ast.parse(inspect.getsource(pytest_plugin)).body if isinstance(node, ast.FunctionDef)]
    return [
        Fixture(one.name, _scope(decorator), taken_apart(ast.get_docstring(one) or ""))
        for one in functions
        for decorator in one.decorator_list
        if "pytest.fixture" in ast.unparse(decorator) and not one.name.startswith("_")
    ]


def _scope(decorator: ast.expr) -> str:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return next((ast.literal_eval(one.value) for one in keywords if one.arg == "scope"), "function")


def fixture_table() -> str:
    """Return a table of the fixtures."""
    rows = [(code(one.name), one.scope, " ".join([one.doc.summary, *one.doc.more])) for one in fixtures()]
    return table(("fixture", "scope", "what it is"), rows)


def marker_arguments() -> list[str]:
    """Return the names of what the marker takes."""
    return [*pytest_plugin._PLACES, *(one.name for one in fields(Settings))]  # noqa: SLF001 - their one home


def ini_options() -> Iterator[tuple[str, str, Any]]:
    """Yield the name, the help and the default of every ini option."""
    noted: list[tuple[str, str, Any]] = []

    class Parser:
        def addini(self, name: str, help: str, *, type: str, default: Any) -> None:  # noqa: A002 - pytest's names
            noted.append((name, f"{help} ({type})", default))

    parser: Any = Parser()
    pytest_plugin.pytest_addoption(parser)
    yield from noted


def ini_table() -> str:
    """Return a table of the ini options."""
    rows = [(code(name), code(str(default).lower()), sentence(told)) for name, told, default in ini_options()]
    return table(("ini option", "default", "meaning"), rows)
