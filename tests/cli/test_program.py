"""The command as a program of its own: signals, pipes, a locale without UTF-8, and a kill in the midst of a write."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = """
groups:
  churn:
    description: größer
    versions: [{count: 200}]
"""
#: Python's own ways to see to it that a program writes UTF-8 are switched off.
POSIX = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

#: A server that says when its state is in the midst of being written, and then waits for its end.
SLOW_WRITER = """
import os, sys
from sagemaker_registry_mock.cli import main

def write_slowly(_descriptor):
    print("writing", flush=True)
    sys.stdin.read()

os.fsync = write_slowly
main(["serve", "--port", "0", "--quiet", "--state", "state.json"])
"""


def url_of(started: subprocess.Popen[str]) -> str:
    """Return the URL that a server prints when it listens."""
    assert started.stdout
    line = started.stdout.readline()
    assert line.startswith("Listening on "), started.communicate()
    return line.removeprefix("Listening on ").strip()


def asked(url: str, operation: str, **members: Any) -> Any:
    """Ask a server as any program does."""
    headers = {"X-Amz-Target": f"SageMaker.{operation}", "Content-Type": "application/x-amz-json-1.1"}
    request = Request(url, json.dumps(members).encode(), headers)  # noqa: S310 - the URL of our own server
    with urlopen(request, timeout=20) as answer:  # noqa: S310 - as above
        return json.load(answer)


def test_a_server_lives_and_ends_as_a_program(program: Callable[..., Any], tmp_path: Path) -> None:
    """One line when it listens, requests on the error stream, a pipe that closes early, SIGTERM, and the state."""
    (tmp_path / "team.yaml").write_text(SEED, encoding="utf-8")
    arguments = ["serve", "--port", 0, "--state", "state.json", "--seed", "team.yaml"]
    with program(*arguments, **POSIX) as server:
        url = url_of(server)
        asked(url, "CreateModelPackageGroup", ModelPackageGroupName="fraud")

        with program("dump", "--url", url, **POSIX) as dump:
            assert dump.stdout.readline() == "{\n"
            dump.stdout.close()
            assert (dump.stderr.read(), dump.wait(20)) == ("", 1)

        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=20)

    assert (server.returncode, out) == (0, "")
    assert '"POST / HTTP/1.1" 200 -' in err
    assert "Traceback" not in err
    text = (tmp_path / "state.json").read_text(encoding="utf-8")
    assert "größer" in text
    assert [group["name"] for group in json.loads(text)["registries"][0]["groups"]] == ["churn", "fraud"]


def test_a_server_that_is_killed_while_it_writes_loses_nothing(serve: Callable[..., Any], tmp_path: Path) -> None:
    """The old state is whole; the next server reads it, writes its own, and clears away what was begun."""
    (tmp_path / "team.yaml").write_text(SEED, encoding="utf-8")
    state = tmp_path / "state.json"
    serve("--state", state, "--seed", tmp_path / "team.yaml")
    before = state.read_bytes()

    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own package
        [sys.executable, "-c", SLOW_WRITER],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        asked(url_of(server), "CreateModelPackageGroup", ModelPackageGroupName="fraud")
        server.send_signal(signal.SIGINT)
        assert server.stdout
        assert server.stdout.readline() == "writing\n"
        server.kill()

    left = [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"]
    assert (len(left), state.read_bytes()) == (1, before)

    def look(url: str) -> None:
        versions = asked(url, "ListModelPackages", ModelPackageGroupName="churn")["ModelPackageSummaryList"]
        assert versions[0]["ModelPackageVersion"] == 200

    assert serve("--state", state, visit=look).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["state.json", "team.yaml"]
    assert state.read_bytes() == before
