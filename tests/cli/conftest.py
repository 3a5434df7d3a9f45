"""The command as a function, and as a program of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sagemaker_registry_mock.cli import main, serving
from sagemaker_registry_mock.server import RegistryServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LISTENING = "Listening on "


class Told(NamedTuple):
    """What a command has told."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Call the command in this process."""

    def command(*arguments: object) -> Told:
        code = main([str(one) for one in arguments])
        return Told(code, *capsys.readouterr())

    return command


@pytest.fixture
def running() -> Iterator[RegistryServer]:
    """A server of this process."""
    with RegistryServer() as server:
        yield server


@pytest.fixture
def serve(command: Callable[..., Told], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Told]:
    """Run `serve` in this process: visit it when it listens, and end it by a signal."""

    def serve(*arguments: object, visit: Callable[[str], object] = lambda _url: None) -> Told:
        failed: list[Exception] = []

        def visited(url: str) -> None:
            try:
                visit(url)
            except Exception as error:  # noqa: BLE001 - raised below, in the test's own thread
                failed.append(error)
            finally:
                signal.raise_signal(signal.SIGTERM)

        def say(text: str) -> None:
            assert text.startswith(LISTENING)
            Thread(target=visited, args=[text.removeprefix(LISTENING)]).start()

        monkeypatch.setattr(serving, "say", say)
        told = command("serve", "--port", 0, "--quiet", *arguments)
        if failed:
            raise failed[0]
        return told

    return serve


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Any]:
    """Start the command as a user does, in a directory of its own and without an AWS configuration."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}

    @contextmanager
    def program(*arguments: object, **variables: str) -> Iterator[subprocess.Popen[str]]:
        started = subprocess.Popen(  # noqa: S603 - our own interpreter and our own package
            [
                sys.executable,
                "-W",
                "ignore:datetime.datetime.utcnow",
                "-m",
                "sagemaker_registry_mock",
                *map(str, arguments),
            ],
            cwd=tmp_path,
            env={**environment, "PYTHONDONTWRITEBYTECODE": "1", **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pipesize=4096,  # less than what is written, for pipes that close early
            text=True,
            encoding="utf-8",
        )
        with started:
            try:
                yield started
            finally:
                started.kill()

    return program
