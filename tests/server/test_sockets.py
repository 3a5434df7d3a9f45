"""Where a server can listen, and the one sentence where it cannot."""

from __future__ import annotations

import errno
import re
import socket
from typing import Any

import pytest

from sagemaker_registry_mock.server.sockets import ServerError, listening, url_of


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:"),
        ("localhost", "http://127.0.0.1:"),
        ("0.0.0.0", "http://127.0.0.1:"),  # noqa: S104 - told apart from a URL
    ],
)
def test_a_free_port_is_taken_and_told(host: str, url: str) -> None:
    """The URL has the port that the system chose, and an address that a program of this machine can ask."""
    with listening(host, 0) as found:
        assert re.fullmatch(re.escape(url) + r"\d+", url_of(found))


def speaks_version_6() -> bool:
    """Tell whether this machine has IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as one:
            one.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not speaks_version_6(), reason="this machine has no IPv6")
@pytest.mark.parametrize("host", ["::1", "::"])
def test_an_address_of_version_6_has_brackets(host: str) -> None:
    """A URL tells such an address in brackets."""
    with listening(host, 0) as found:
        assert re.fullmatch(r"http://\[::1\]:\d+", url_of(found))


def test_a_port_that_was_just_used_is_free_again() -> None:
    """A server can be started again at once where it was."""
    with listening("127.0.0.1", 0) as found:
        port = found.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            found.accept()[0].close()

    with listening("127.0.0.1", port) as found:
        assert found.getsockname()[1] == port


def test_a_port_in_use_is_told() -> None:
    """Two servers do not share a port."""
    with listening("127.0.0.1", 0) as found:
        port = found.getsockname()[1]
        reason = f"Port {port} of 127.0.0.1 is in use by another program: choose another one, or 0 for a free one."
        with pytest.raises(ServerError, match=re.escape(reason)):
            listening("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    """Ports have sixteen bits."""
    with pytest.raises(ServerError, match=f"There is no port {port}: a port is a number from 1 to 65535, or 0"):
        listening("127.0.0.1", port)


@pytest.mark.parametrize("host", ["", "no such host", "a..b", "x" * 70, "300.1.2.3.4", "::g"])
def test_a_host_that_is_none_is_told(host: str) -> None:
    """A name or an address that leads nowhere is no host."""
    with pytest.raises(ServerError, match=f"There is no host {re.escape(repr(host))} to listen at."):
        listening(host, 0)


def test_an_address_of_another_machine_is_told() -> None:
    """A server listens at addresses of its own machine."""
    with pytest.raises(ServerError, match=r"192\.0\.2\.1 is no address of this machine: 127\.0\.0\.1 is"):
        listening("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "You may not listen at port 80 of 127.0.0.1: choose one"),
        (OSError(errno.ENOBUFS, "No buffers"), "The server cannot listen at port 80 of 127.0.0.1: No buffers."),
        (OSError("odd"), "The server cannot listen at port 80 of 127.0.0.1: odd."),
    ],
    ids=["no permission", "another reason", "no words of the system"],
)
def test_what_the_system_refuses_is_told(monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str) -> None:
    """Ports below 1024 are mostly not for everybody."""

    def refuse(_socket: Any, _address: Any) -> None:
        raise error

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(ServerError, match=re.escape(sentence)):
        listening("127.0.0.1", 80)
