"""Servers that are not there, or are not ours."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_registry_mock.server import RegistryServer

OURS = "is no sagemaker-registry-mock: start one with `sagemaker-registry-mock serve`."


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """Answer one connection with some bytes, whatever it asks."""
    with socket.create_server(("127.0.0.1", 0)) as listens:

        def serve() -> None:
            with listens.accept()[0] as connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        yield "http://{}:{}".format(*listens.getsockname())
        thread.join()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        b'HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{"name": "other"}',
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=["text", "another program", "a list", "not found"],
)
def test_another_program_is_told(command: Callable[..., Any], answer: bytes) -> None:
    """What answers, and is not a server of this package, is asked for nothing else."""
    with answering(answer) as url:
        told = command("dump", "--url", url)

    assert told == (2, "", f"sagemaker-registry-mock: What answers at {url} {OURS}\n")


def test_stock_motos_server_is_told(command: Callable[..., Any]) -> None:
    """A server that moto has started itself has no routes of ours."""
    stock = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    stock.start()
    try:
        url = "http://{}:{}".format(*stock.get_host_and_port())
        assert command("dump", "--url", url).err.endswith(f"{url} {OURS}\n")
    finally:
        stock.stop()


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi"])
def test_what_is_no_http_is_told(command: Callable[..., Any], answer: bytes) -> None:
    """A connection that breaks off, or that speaks another protocol."""
    with answering(answer) as url:
        told = command("dump", "--url", url)

    assert told.code == 2
    assert told.err.startswith(f"sagemaker-registry-mock: No server answers at {url}: ")
    assert told.err.count("\n") == 1


def test_nobody_is_told(command: Callable[..., Any]) -> None:
    """Where nobody listens, that is said, with the system's reason."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = "http://{}:{}".format(*free.getsockname())

    told = command("dump", "--url", url)

    assert told == (2, "", f"sagemaker-registry-mock: No server answers at {url}: Connection refused.\n")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://localhost",
        "http://",
        "http://localhost:many",
        "http://localhost:0",
        "file:///a",
        "http://me:secret@localhost:5000",
        "http://localhost:5000?a=b",
        "http://localhost:5000#a",
    ],
)
def test_what_is_no_url_is_told(command: Callable[..., Any], url: str) -> None:
    """A server's URL has HTTP, a host and a port that there is, and nothing that would not be sent to it."""
    told = command("dump", "--url", url)

    looks = "is no URL of a server: it looks like http://127.0.0.1:5000."
    assert told == (2, "", f"sagemaker-registry-mock: {url!r} {looks}\n")


def test_it_goes_straight_there(
    running: RegistryServer, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment is not asked for a server of this machine."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    assert command("dump", "--url", running.url).code == 0
