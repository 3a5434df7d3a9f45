"""`demo` on the command line: what is in its way."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from sagemaker_registry_mock.cli import main, showing
from sagemaker_registry_mock.server.signals import StoppedAtOnce

if TYPE_CHECKING:
    from typing import NoReturn

    import pytest


def test_a_port_without_a_server_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A port means something with --keep alone; nothing is told then."""
    assert main(["demo", "--port", "5000"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "--port is the port of the server that --keep leaves up: give both." in printed.err


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Where another program listens, one sentence says so before the story begins."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["demo", "--keep", "--port", str(port)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"Port {port} of 127.0.0.1 is in use" in printed.err
    assert printed.err.count("\n") == 1


def test_a_second_signal_ends_it_at_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Who presses Ctrl-C again while the server comes to its end does not wait for that."""

    def keep(*, port: int) -> NoReturn:
        raise StoppedAtOnce(port)

    monkeypatch.setattr(showing, "keep", keep)
    assert main(["demo", "--keep"]) == 1
    assert capsys.readouterr().err == "sagemaker-registry-mock: stopped at once.\n"
