"""The command line, in process and as a user runs it."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock import __version__
from sagemaker_registry_mock.cli import main
from sagemaker_registry_mock.demo import demo

if TYPE_CHECKING:
    from pathlib import Path

STORY = """\
A group for one problem:   arn:aws:sagemaker:eu-central-1:123456789012:model-package-group/churn
Registered, PendingManualApproval: arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/1
Registered, PendingManualApproval: arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/2
Approved (AUC 0.91 beats the baseline): arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/1
Approved (AUC 0.94 beats version 1): arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/2
The group's versions, newest first:
  version 2  Approved
  version 1  Approved
To deploy now:             arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/2
Rejected (latency too high in production): arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/2
Rolled back to:            arn:aws:sagemaker:eu-central-1:123456789012:model-package/churn/1
The group's versions, newest first:
  version 2  Rejected
  version 1  Approved
Refused, as on AWS:        An error occurred (ConflictException) when calling the DeleteModelPackageGroup operation: \
Model Package Group arn:aws:sagemaker:eu-central-1:123456789012:model-package-group/churn cannot be deleted because \
it still contains Model Packages.
"""


def test_the_demo_tells_its_story() -> None:
    """Register, approve, list, roll back: the same lines every time."""
    for _ in range(2):
        lines: list[str] = []
        demo(lines.append)
        assert "\n".join(lines) + "\n" == STORY


def test_the_command_prints_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    """`demo` prints the story and succeeds."""
    assert main(["demo"]) == 0
    assert capsys.readouterr().out == STORY


def test_the_module_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What `python -m` executes hands its arguments on, and leaves with the exit code."""
    monkeypatch.setattr(sys, "argv", ["sagemaker_registry_mock", "demo"])
    monkeypatch.delitem(sys.modules, "sagemaker_registry_mock.__main__", raising=False)
    with pytest.raises(SystemExit) as left:
        importlib.import_module("sagemaker_registry_mock.__main__")

    assert left.value.code == 0
    assert capsys.readouterr().out == STORY


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints name and version."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out == f"sagemaker-registry-mock {__version__}\n"


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` says what there is to do."""
    with pytest.raises(SystemExit) as left:
        main(["--help"])

    assert left.value.code == 0
    told = capsys.readouterr().out
    assert "usage: python -m sagemaker_registry_mock" in told
    assert "demo" in told
    assert "moto_server" in told


@pytest.mark.parametrize("arguments", [[], ["dance"], ["demo", "--loud"], ["--loud"], ["demo", "twice"]])
def test_arguments_that_mean_nothing_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command or argument exits with 2 and says so on the error stream."""
    with pytest.raises(SystemExit) as left:
        main(arguments)

    assert left.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: python -m sagemaker_registry_mock" in printed.err


def test_motos_server_is_started_with_its_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """`moto_server` hands all that follows to moto's own command."""
    seen: list[Any] = []
    monkeypatch.setattr(sys, "argv", ["before"])
    monkeypatch.setattr("moto.server.main", lambda *given: seen.append((given, list(sys.argv))))

    assert main(["moto_server", "-p", "0", "--help"]) == 0
    assert seen == [((), ["moto_server", "-p", "0", "--help"])]


def test_a_missing_server_extra_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the packages of moto's server the command says which extra to install."""
    monkeypatch.setitem(sys.modules, "moto.server", None)

    assert main(["moto_server"]) == 2
    assert "pip install 'sagemaker-registry-mock[server]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "printed"),
    [(["demo"], 0, STORY), (["--version"], 0, f"sagemaker-registry-mock {__version__}\n"), (["dance"], 2, "")],
    ids=["demo", "version", "wrong command"],
)
def test_the_command_as_a_user_runs_it(arguments: list[str], status: int, printed: str, tmp_path: Path) -> None:
    """In an interpreter of its own, from any directory, with no AWS configuration, and leaving no file behind."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own package
        [sys.executable, "-W", "ignore:datetime.datetime.utcnow", "-m", "sagemaker_registry_mock", *arguments],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (status, printed)
    assert ("error" in done.stderr) is (status == 2)
    assert list(tmp_path.iterdir()) == []
