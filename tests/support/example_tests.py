"""Test modules that stand in a page: pytest runs them all at once, in this process, with the plugin and no other."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The first line of a block that is no test module: the name of its file.
_NAMED = re.compile(r"# (\w+)\.py$", re.MULTILINE)
INI = """\
[pytest]
addopts = --strict-markers --strict-config
pythonpath = modules
filterwarnings =
    error
    ignore:datetime.datetime.utcnow:DeprecationWarning
    ignore:unclosed <socket:ResourceWarning
"""
_OPTIONS = ("-q", "--capture=sys", "--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:faulthandler")
_PLUGIN = "sagemaker_registry_mock.pytest_plugin"


def run_tests(page: Path, blocks: Sequence[tuple[int, str]]) -> None:
    """Run the test modules of a page, each given with the line of its fence.

    Raises:
        AssertionError: a test fails, or there is none; the report names the page's lines.

    """
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), page.stem, blocks)
        status, report = _run(Path(folder))
    assert status == 0, f"{page}, lines {', '.join(str(line) for line, _ in blocks)}:\n{report}"


def _write(folder: Path, stem: str, blocks: Sequence[tuple[int, str]]) -> None:
    """Write the modules; every line gets the number that it has in the page, so that failures tell it."""
    (folder / "pytest.ini").write_text(INI, encoding="utf-8")
    place, modules = folder / "first", folder / "modules"
    for made in (place, modules):
        made.mkdir()
    for line, text in blocks:
        named = _NAMED.match(text)
        file = place / f"test_{stem.replace('-', '_').lower()}_line_{line}.py"
        if named and named[1] == "conftest":
            place = folder / f"line_{line}"
            place.mkdir()
            file = place / "conftest.py"
        elif named:
            file = modules / f"{named[1]}.py"
        file.write_text("\n" * line + text, encoding="utf-8")


def _run(folder: Path) -> tuple[int, str]:
    """Run pytest, and return its exit code and what it has printed."""
    printed = io.StringIO()
    arguments = [str(folder), "-c", str(folder / "pytest.ini"), f"--rootdir={folder}", "-p", _PLUGIN, *_OPTIONS]
    with _apart(folder), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = pytest.main(arguments)
    return int(status), printed.getvalue()


@contextlib.contextmanager
def _apart(folder: Path) -> Iterator[None]:
    """Keep this run's options, plugins and modules from that of the examples, and the other way round."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "AWS_"))}
    found_at = list(sys.path)
    with mock.patch.dict(os.environ, {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, clear=True):
        try:
            yield
        finally:
            sys.path[:] = found_at
            for name, module in list(sys.modules.items()):
                if str(getattr(module, "__file__", None)).startswith(str(folder)):
                    del sys.modules[name]
