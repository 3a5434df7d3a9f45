"""What the command line takes, what it tells of itself, and what it refuses."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from dataclasses import fields
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock import __version__
from sagemaker_registry_mock.cli import main
from sagemaker_registry_mock.cli.arguments import parser, settings_of
from sagemaker_registry_mock.registry.settings import CHOICES, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = ["serve", "demo", "dump", "load", "seed"]

QUICK = """
import sys
from sagemaker_registry_mock.cli import main
for arguments in (["--version"], ["--help"], ["serve", "--help"]):
    try:
        main(arguments)
    except SystemExit as left:
        assert left.code == 0
slow = {"moto", "boto3", "botocore", "werkzeug", "jsonschema", "rich", "yaml"} & set(sys.modules)
assert not slow, slow
"""


def exits(arguments: list[str]) -> int:
    """Return the exit code with which argparse leaves."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints name and version."""
    assert exits(["--version"]) == 0
    assert capsys.readouterr().out == f"sagemaker-registry-mock {__version__}\n"


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` says what there is to do, shows an example, and tells the exit codes."""
    assert exits(["--help"]) == 0

    told = capsys.readouterr().out
    assert told.startswith("usage: sagemaker-registry-mock ")
    for name in [*COMMANDS, "moto_server"]:
        assert f"\n    {name}" in told
    assert "  sagemaker-registry-mock serve --state state.json\n" in told
    assert "exit codes:\n  0 done; 1 failed while running; 2 wrong use" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command tells what it does and all its options, in lines that a terminal holds, and gives examples."""
    assert exits([command, "--help"]) == 0

    told = capsys.readouterr().out
    assert f"usage: sagemaker-registry-mock {command}" in told
    assert f"examples:\n  sagemaker-registry-mock {command}" in told
    assert max(map(len, told.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["dance"], "invalid choice: 'dance'"),
        (["demo", "--loud"], "unrecognized arguments: --loud"),
        (["--loud", "dump"], "unrecognized arguments: --loud"),
        (["demo", "twice"], "unrecognized arguments: twice"),
        (["dump", "--ur", "http://localhost"], "unrecognized arguments: --ur http://localhost"),
        (["load"], "the following arguments are required: source"),
        (["load", "a.json", "--url", "x", "-o", "y"], "not allowed with argument"),
        (["serve", "--port", "many"], "argument --port/-p: invalid int value: 'many'"),
        (["serve", "--account", "12"], "an account is a number of twelve digits, not '12'"),
        (["serve", "--validation", "lax"], "invalid choice: 'lax'"),
        (["serve", "--quota", "ModelPackages"], "a quota looks like ModelPackages=100, not like 'ModelPackages'"),
        (["serve", "--quota", "ModelPackages=-1"], "a quota looks like ModelPackages=100, not like"),
    ],
)
def test_arguments_that_mean_nothing_are_refused(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use exits with 2, and says on the error stream what is wrong."""
    assert exits(arguments) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: sagemaker-registry-mock" in printed.err
    assert reason in printed.err


def test_every_setting_is_an_option() -> None:
    """Whatever a test can set for the registry can be set for a server; what is left out keeps its default."""
    nothing = parser().parse_args(["serve"])
    assert settings_of(nothing) == {}

    words = [f"--{name.replace('_', '-')}={allowed[-1]}" for name, allowed in CHOICES.items()]
    given = ["--iam", "--page-size=5", "--quota=ModelPackages=7", "--quota=Actions=0", *words]
    settings = settings_of(parser().parse_args(["serve", *given]))

    assert set(settings) == {one.name for one in fields(Settings)}
    assert Settings(**settings).quotas == {"ModelPackages": 7, "Actions": 0}
    default = Settings()
    assert not [name for name, value in settings.items() if value == getattr(default, name)]


def test_help_is_quick() -> None:
    """Nothing is loaded that takes its time before it is known what for."""
    subprocess.run(  # noqa: S603 - our own interpreter and our own package
        [sys.executable, "-c", QUICK], check=True, capture_output=True, timeout=60
    )


def test_motos_server_is_started_with_its_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """`moto_server` hands all that follows to moto's own command."""
    seen: list[Any] = []
    monkeypatch.setattr(sys, "argv", ["before"])
    monkeypatch.setattr("moto.server.main", lambda *given: seen.append((given, list(sys.argv))))

    assert main(["moto_server", "-p", "0", "--help"]) == 0
    assert seen == [((), ["moto_server", "-p", "0", "--help"])]


@pytest.mark.parametrize(
    ("arguments", "module"),
    [
        (["moto_server"], "moto.server"),
        (["serve"], "sagemaker_registry_mock.server"),
        (["demo", "--keep"], "sagemaker_registry_mock.server"),
    ],
)
def test_a_missing_server_extra_is_told(
    monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], arguments: list[str], module: str
) -> None:
    """Without the packages of moto's server a command says which extra to install."""
    monkeypatch.setitem(sys.modules, module, None)

    told = command(*arguments)

    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("sagemaker-registry-mock: moto's server needs more packages (import of ")
    assert told.err.endswith("pip install 'sagemaker-registry-mock[server]'\n")


def test_the_module_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What `python -m` executes hands its arguments on, and leaves with the exit code."""
    monkeypatch.setattr(sys, "argv", ["sagemaker_registry_mock", "--version"])
    monkeypatch.delitem(sys.modules, "sagemaker_registry_mock.__main__", raising=False)
    with pytest.raises(SystemExit) as left:
        importlib.import_module("sagemaker_registry_mock.__main__")

    assert left.value.code == 0
    assert capsys.readouterr().out == f"sagemaker-registry-mock {__version__}\n"


def test_the_console_script_is_the_same() -> None:
    """What the package installs as a command is the function that `python -m` calls."""
    (script,) = entry_points(group="console_scripts", name="sagemaker-registry-mock")

    assert script.load() is main


def test_the_parser_can_be_looked_at() -> None:
    """The reference is made of the parser: every option of every command has a help text."""
    commands = next(one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))  # noqa: SLF001
    for name in COMMANDS:
        for action in commands.choices[name]._actions:  # noqa: SLF001 - argparse has no other way
            assert action.help, (name, action.dest)
