"""What the package adds to a program's start, and to a run of pytest without it. `python -m tests.bench.imports`.

Interpreters are started anew, in turn, and the median of them counts. What moto's SageMaker needs of this package is
loaded with it, when that is first asked for: the second row tells that. What the plugin adds to a run of pytest is less
than two runs differ by themselves, so many runs are made in each interpreter.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from .rows import Row
from .scale import FULL, Scale
from .showing import show
from .timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping

IMPORT = """
import time
{before}
begin = time.perf_counter()
import sagemaker_registry_mock
print(time.perf_counter() - begin)
"""
#: What is there before the package, and how many milliseconds the import may take then.
OVER = {
    "moto and boto3": ("import boto3, moto; from moto import mock_aws", 30),
    "boto3 and moto with its SageMaker": (
        "import boto3, moto, moto.sagemaker.responses; from moto import mock_aws",
        None,
    ),
}
#: Runs of one test in one interpreter, with the plugin and without it in turn, after its import. Those without it name
#: a module that has no hooks: for whatever is named, pytest goes through the entry points of the environment, as it
#: does once in every run that loads plugins by itself.
RUNS = """
import contextlib, io, statistics, sys, time, pytest
begin = time.perf_counter()
import sagemaker_registry_mock.pytest_plugin
imported = time.perf_counter() - begin
modules = set(sys.modules)

def run(plugin):
    begin = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        assert not pytest.main([*sys.argv[1:], "-p", plugin])
    return time.process_time() - begin

pairs = [(run("sagemaker_registry_mock.pytest_plugin"), run("keyword")) for _ in range({pairs})]
assert not any(name.startswith("sagemaker_registry_mock") for name in set(sys.modules) - modules)
print(imported + statistics.median(used - unused for used, unused in pairs[1:] or pairs))
"""


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows of the imports and of the plugin."""
    return _imports(scale) + _plugin(scale)


def _imports(scale: Scale) -> list[Row]:
    contenders = {
        name: partial(_figure, IMPORT.format(before=before))
        for name, (before, most) in OVER.items()
        if most or scale.informs
    }
    nothing: tuple[str, ...] = ()
    times = in_turn(contenders, [nothing], scale.starts)[nothing]
    return [_row(f"import of the package over {name}", median(times[name]) * 1000, OVER[name][1]) for name in times]


def _row(what: str, milliseconds: float, most: float | None) -> Row:
    return Row(what=what, figure=milliseconds, unit="ms", result=milliseconds, most=most)


def _plugin(scale: Scale) -> list[Row]:
    """Return what a run of one test costs more with the plugin: its import, and what it does in the run."""
    program = RUNS.format(pairs=scale.calls)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_nothing.py").write_text("def test_nothing():\n    pass\n", encoding="utf-8")
        options = (f"--rootdir={folder}", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", folder)
        seconds = [_figure(program, options) for _ in range(scale.starts)]
    return [_row("the plugin in a run of pytest that does not use it", median(seconds) * 1000, 3)]


def _figure(program: str, arguments: tuple[str, ...]) -> float:
    """Run a program in an interpreter of its own, as users do, and return the number that it prints."""
    run = subprocess.run(  # noqa: S603 - its arguments are all here
        [sys.executable, "-c", program, *arguments], env=_environment(), capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def _environment() -> Mapping[str, str]:
    """Return an environment in which compiled modules are kept, and pytest loads the plugins that it is told to."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


if __name__ == "__main__":
    show({"imports": measured()})
