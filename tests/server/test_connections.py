"""The server's connections: one on which SageMaker is asked is kept until client, server or a fault ends it."""

from __future__ import annotations

import json
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from botocore import exceptions

from sagemaker_registry_mock.moto_plugin import serving
from sagemaker_registry_mock.server.connections import Kept
from sagemaker_registry_mock.testing import injected_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.server import RegistryServer

    Asking = Callable[..., SageMakerClient]

HEADERS = {"X-Amz-Target": "SageMaker.ListModelPackageGroups", "Content-Type": "application/x-amz-json-1.1"}
TOLD = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())


@pytest.fixture
def connection(running: RegistryServer) -> Iterator[HTTPConnection]:
    """A connection to a server."""
    address = urlsplit(running.url)
    one = HTTPConnection(address.hostname or "", address.port, timeout=20)
    yield one
    one.close()


def asked(connection: HTTPConnection, **headers: str) -> tuple[HTTPResponse, Any]:
    """Ask for the groups, and return the response and what its body says."""
    connection.request("POST", "/", "{}", {**HEADERS, **headers})
    response = connection.getresponse()
    return response, json.loads(response.read())


def received_for(connection: HTTPConnection, request: str) -> bytes:
    """Send a request over a connection of its own, and then nothing more; return all that comes until it is closed."""
    with socket.create_connection((connection.host, connection.port), 20) as raw:
        raw.sendall(request.encode())
        raw.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: raw.recv(65536), b""))


def test_a_connection_is_kept_from_call_to_call(connection: HTTPConnection) -> None:
    """Both requests go over one connection, and each answer says that it stays."""
    for _ in range(2):
        response, found = asked(connection)
        assert (response.status, response.version, found) == (200, 11, {"ModelPackageGroupSummaryList": []})
        assert (response.headers["Connection"], response.will_close) == ("keep-alive", False)
        assert (len(response.headers.get_all("Date", [])), len(response.headers.get_all("Server", []))) == (1, 1)


def test_requests_that_are_sent_at_once_are_answered_in_turn(connection: HTTPConnection) -> None:
    """A client need not wait for an answer to ask again, and one that asks no more still gets its answers."""
    bodies = [f'{{"MaxResults": {number}}}' for number in (1, 0)]
    asking = [f"POST / HTTP/1.1\r\n{TOLD}Content-Length: {len(body)}\r\n\r\n{body}" for body in bodies]
    received = received_for(connection, "".join(asking))
    assert [part[:3] for part in received.split(b"HTTP/1.1 ")] == [b"", b"200", b"400"]


def test_it_is_closed_where_the_client_wants_that(connection: HTTPConnection) -> None:
    """A client that says so, or speaks the older protocol, sees its connection closed behind the answer."""
    assert asked(connection, Connection="close")[0].headers["Connection"] == "close"
    assert connection.sock is None

    for head in ("HTTP/1.0\r\n", "HTTP/1.1\r\nConnection: keep-alive\r\nConnection: close\r\n"):
        received = received_for(connection, f"POST / {head}{TOLD}Content-Length: 2\r\n\r\n{{}}")
        assert b"Connection: close" in received
        assert received.endswith(b'{"ModelPackageGroupSummaryList":[]}')


def test_all_else_is_werkzeugs(connection: HTTPConnection) -> None:
    """Another service of moto, a body in chunks, and one for whose permission the client waits: closed behind each."""
    connection.request("GET", "/moto-api/data.json")
    first = connection.getresponse()
    assert first.read()
    chunked = iter([b"{", b"}"])
    connection.request("POST", "/", chunked, HEADERS)
    second = connection.getresponse()
    assert json.loads(second.read()) == {"ModelPackageGroupSummaryList": []}

    for response in (first, second):
        assert (response.status, response.headers["Connection"]) == (200, "close")


@pytest.mark.parametrize("length", ["-2", "two", "12345678", "2\r\nContent-Length: 9"])
def test_a_length_that_is_none_or_is_large_is_werkzeugs(length: str, connection: HTTPConnection) -> None:
    """Nothing is read in one piece of which it is not known that it is short; nor is anything of two lengths."""
    received = received_for(connection, f"POST / HTTP/1.1\r\n{TOLD}Content-Length: {length}\r\n\r\n{{}}")
    assert received.startswith(b"HTTP/1.1 400")
    assert b"Connection: close" in received


def test_the_end_of_the_server_ends_what_is_idle(running: RegistryServer, connection: HTTPConnection) -> None:
    """Nobody can ask over a connection that has been kept, once the server has stopped."""
    asked(connection)

    assert running.stop() == 0

    with pytest.raises((RemoteDisconnected, ConnectionError)):
        asked(connection)


def test_a_server_that_ends_keeps_no_more() -> None:
    """A connection whose answer is sent meanwhile is closed; a client that has gone already is no trouble."""
    kept, (one, other) = Kept(), socket.socketpair()
    with one, other:
        assert kept.add(one)
        gone = socket.socket()
        assert kept.add(gone)
        gone.close()

        kept.close()

        assert other.recv(1) == b""
        assert not kept.add(other)


def test_threads_have_a_connection_each(running: RegistryServer, asking: Asking) -> None:
    """One client in many threads gets an answer to every request, and each is that to its own."""
    client = asking(running)

    def create(number: int) -> str:
        made = client.create_model_package_group(ModelPackageGroupName=f"group-{number}")
        return made["ModelPackageGroupArn"].rpartition("/")[2]

    with ThreadPoolExecutor(8) as threads:
        assert [*threads.map(create, range(24))] == [f"group-{number}" for number in range(24)]


def test_what_fails_in_the_server_is_told(
    connection: HTTPConnection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of the server's own is answered with 500, stands in its log, and is not the end of the connection."""

    def fail(_environ: object) -> None:
        raise ZeroDivisionError("as if")

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="werkzeug"):
        patch.setattr(serving, "answered", fail)
        connection.request("POST", "/", "{}", HEADERS)
        response = connection.getresponse()
        assert (response.status, b"Internal Server Error" in response.read()) == (500, True)

    assert caplog.messages[0].startswith("Error on request:\nTraceback")
    assert "ZeroDivisionError: as if" in caplog.text
    assert asked(connection)[0].status == 200


@pytest.mark.parametrize("fault", ["connection_dropped", "reply_lost"])
def test_a_fault_breaks_a_kept_connection(
    fault: str, running: RegistryServer, asking: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    """The client sees its connection fail, and goes on over another one; the server's log has no traceback."""
    client = asking(running)
    client.list_model_package_groups()
    with injected_faults() as faults, caplog.at_level(logging.DEBUG, logger="werkzeug"):
        faults.fail("ListModelPackages", fault, every_attempt=True)
        with pytest.raises(exceptions.ConnectionClosedError):
            client.list_model_packages()

    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert "Traceback" not in caplog.text


def test_a_connection_that_fails_in_the_application_is_no_answer(
    connection: HTTPConnection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A client that has gone is sent nothing, and nothing is logged for it."""

    def gone(_environ: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(serving, "answered", gone)
    with caplog.at_level(logging.ERROR, logger="werkzeug"), pytest.raises(RemoteDisconnected):
        asked(connection)
    assert caplog.text == ""
