"""The names of the package itself: there for whoever asks, and imported no earlier."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sagemaker_registry_mock
from sagemaker_registry_mock import denials, errors, stages

LAZILY = """
import sys, sagemaker_registry_mock as package
print("sagemaker_registry_mock.errors" in sys.modules, set(package.__all__) <= set(dir(package)))
print(all(hasattr(package, name) for name in package.__all__), "ConstraintWarning" in vars(package))
"""


def test_every_name_is_what_its_module_has() -> None:
    """The names are the very objects of the modules in which they are defined."""
    assert sagemaker_registry_mock.ConstraintWarning is errors.ConstraintWarning
    assert sagemaker_registry_mock.explain_denial is denials.explain_denial
    assert (sagemaker_registry_mock.Stage, sagemaker_registry_mock.StageStatus) == (stages.Stage, stages.StageStatus)


def test_they_are_imported_when_first_asked_for() -> None:
    """The import of the package leaves them out; `dir` shows them all the same, and afterwards they are there."""
    run = subprocess.run([sys.executable, "-c", LAZILY], capture_output=True, text=True, check=True)  # noqa: S603 - as it stands

    assert run.stdout.split() == ["False", "True", "True", "True"]


def test_their_modules_are_there_without_an_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has imported the package can say `sagemaker_registry_mock.errors`."""
    for module in (denials, errors, stages):
        name = module.__name__.rpartition(".")[2]
        monkeypatch.delattr(sagemaker_registry_mock, name)
        assert getattr(sagemaker_registry_mock, name) is module


def test_a_name_that_there_is_not_is_told() -> None:
    """A wrong name is told as for every module."""
    with pytest.raises(AttributeError, match="module 'sagemaker_registry_mock' has no attribute 'Registry'"):
        _ = sagemaker_registry_mock.Registry  # type: ignore[attr-defined]
