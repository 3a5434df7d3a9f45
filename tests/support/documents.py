"""The examples of README.md and docs/ are executed or read: what is done to a fenced block stands behind its fence.

The words after the fence are the language and, for some, what is to be done:

* `python`       executed, and then the test functions that it defines are called; where there are none it is a program,
                 and has to import this package itself
* `python test`  a test module: all of a page are run by pytest, once, with the plugin; `# conftest.py` in the first
                 line makes a block the conftest.py of those behind it, `# name.py` a module that they can import
* `python sdk`   executed where all that it imports is installed, else compiled
* `sh run`       executed by bash in an empty directory
* `sh`, `console`  what calls this package's command is held against the command's parser
* `json`, `yaml`, `toml`  parsed
* `text`         left alone
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import SkipTest

import yaml
from sybil import Region
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

from support.commands import check_commands
from support.example_tests import run_tests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sybil import Document, Example

#: Every fence, with all that stands behind it.
_FENCES = FencedCodeBlockLexer(language=".+", mapping={"language": "info", "source": "source"})
_LONGEST_COMMAND = 60


def _execute(example: Example) -> None:
    """Execute a block in a namespace of its own, then the test functions that it has defined."""
    namespace: dict[str, Any] = {"__name__": "example"}
    padded = "\n" * example.line + str(example.parsed)
    exec(compile(padded, example.path, "exec"), namespace)  # noqa: S102 - our own documents
    tests = sorted(name for name in namespace if name.startswith("test_"))
    if not tests and not re.search(r"^(import|from) sagemaker_registry_mock", padded, re.MULTILINE):
        reason = f"{example.path}:{example.line}: a program has to import sagemaker_registry_mock"
        raise AssertionError(reason)
    for name in tests:
        namespace[name]()


def _execute_where_installed(example: Example) -> None:
    tree = ast.parse(example.parsed, example.path)
    missing = [name for name in _imported(tree) if not _is_installed(name)]
    if missing:
        reason = f"compiled only: {', '.join(missing)} is not installed"
        raise SkipTest(reason)
    _execute(example)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _execute_in_shell(example: Example) -> None:
    """Run a block as somebody does who has installed the package, and expect it to succeed."""
    with tempfile.TemporaryDirectory() as empty:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(  # noqa: S603 - our own documents
            ["/bin/bash", "-euo", "pipefail", "-c", str(example.parsed)],
            capture_output=True,
            check=False,
            cwd=empty,
            env={**os.environ, "PATH": path, "HOME": empty},
            text=True,
            timeout=_LONGEST_COMMAND,
        )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


#: What is done to a block, by what stands behind its fence.
EVALUATORS: dict[str, Callable[[Example], None]] = {
    "python": _execute,
    "python sdk": _execute_where_installed,
    "sh": lambda example: check_commands(example.parsed),
    "console": lambda example: check_commands(example.parsed),
    "sh run": _execute_in_shell,
    "json": lambda example: _read(json.loads, example),
    "yaml": lambda example: _read(yaml.safe_load, example),
    "toml": lambda example: _read(_toml().loads, example),
    "text": lambda _example: None,
}
TEST = "python test"


def _read(parser: Callable[[str], object], example: Example) -> None:
    parser(example.parsed)


def _toml() -> Any:
    """Return Python's reader of TOML; up to 3.10 that which pytest needs itself."""
    return import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")


def blocks(document: Document) -> Iterator[Region]:
    """Yield what is to be done with a page: a region for every block, but one for all blocks that are test modules.

    Raises:
        ValueError: nobody knows what is to be done with a block.

    """
    tests: list[tuple[int, str]] = []
    for region in _FENCES(document):
        info, source = region.lexemes["info"], str(region.lexemes["source"])
        line = document.text.count("\n", 0, region.start) + 1
        if info == TEST:
            if not tests:
                yield Region(region.start, region.end, tests, _run_page)
            tests.append((line, source))
        elif info in EVALUATORS:
            yield Region(region.start, region.end, source, EVALUATORS[info])
        else:
            reason = (
                f"{document.path}:{line}: no block is of the kind {info!r}; there are {TEST}, {', '.join(EVALUATORS)}"
            )
            raise ValueError(reason)


def _run_page(example: Example) -> None:
    run_tests(Path(example.path), example.parsed)
