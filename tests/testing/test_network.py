"""The guard at the door of the machine."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests
from botocore.config import Config

from sagemaker_registry_mock.testing.network import LeftTheMachine, NetworkGuard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import boto3

#: An address that is set aside for documents: nobody has it.
ELSEWHERE = "192.0.2.1"


@pytest.fixture
def guard() -> Iterator[NetworkGuard]:
    """A guard at its post."""
    with NetworkGuard() as guard:
        yield guard


@pytest.mark.parametrize("host", ["192.0.2.1", "example.com", "metadata.google.internal", b"example.com"])
def test_a_connection_to_another_machine_is_refused(guard: NetworkGuard, host: str) -> None:
    """Neither the address is reached nor the name looked up, and the sentence names both."""
    with pytest.raises(LeftTheMachine, match=r"wanted to leave this machine, for [a-z0-9.]+:443, which moto"):
        socket.create_connection((host, 443), timeout=0.1)
    assert len(guard.refused) == 1


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_every_way_to_connect_is_guarded(guard: NetworkGuard, method: str) -> None:
    """A socket that is used directly is refused as well."""
    with closing(socket.socket()) as direct, pytest.raises(LeftTheMachine):
        getattr(direct, method)((ELSEWHERE, 443))
    assert guard.refused == [f"{ELSEWHERE}:443"]


def test_a_datagram_to_another_machine_is_refused(guard: NetworkGuard) -> None:
    """Metrics that are sent by UDP leave the machine as well."""
    with closing(socket.socket(type=socket.SOCK_DGRAM)) as direct, pytest.raises(LeftTheMachine):
        direct.sendto(b"metric:1|c", (ELSEWHERE, 8125))
    with closing(socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)) as direct, pytest.raises(LeftTheMachine):
        direct.sendto(b"metric:1|c", 0, ("2001:db8::1", 8125, 0, 0))
    assert guard.refused == [f"{ELSEWHERE}:8125", "2001:db8::1:8125"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "api.localhost", socket.gethostname()])
@pytest.mark.usefixtures("guard")
def test_this_machine_can_be_reached(host: str) -> None:
    """A server of the test's own is no way out."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = "127.0.0.1" if host not in ("localhost", "127.0.0.1") else host
        assert socket.getaddrinfo("127.0.0.1", 1)
        with socket.create_connection((place, server.getsockname()[1])) as connected:
            assert connected.getpeername() == server.getsockname()


@pytest.mark.usefixtures("guard")
def test_processes_of_this_machine_may_talk(tmp_path: Path) -> None:
    """Sockets that are no internet's pass."""
    place = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as one, socket.socket(socket.AF_UNIX) as other:
        one.bind(place)
        one.listen()
        other.connect(place)
        assert other.getpeername() == place


def test_an_allowed_host_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is allowed is looked up, and its addresses are allowed with it."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ELSEWHERE, 1))])
    reached: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: reached.append(address))
    with NetworkGuard(["*.CORP.example"]) as guard:
        with closing(socket.create_connection(("db.corp.example", 1))):
            assert reached == [(ELSEWHERE, 1)]
        with pytest.raises(LeftTheMachine):
            socket.create_connection(("db.example", 1))
    assert guard.refused == ["db.example:1"]


def test_one_text_is_no_list_of_hosts() -> None:
    """A host alone would allow each of its letters."""
    with pytest.raises(TypeError, match="a list of texts"):
        NetworkGuard("db.corp.example")


@pytest.mark.parametrize("proxy", ["http://localhost:3128", "127.0.0.1:3128"])
def test_a_proxy_on_this_machine_is_a_way_out(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes to the proxy of the environment is to leave; everything else here may be reached."""
    monkeypatch.setenv("HTTP_PROXY", "http://localhost:none")
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: reached.append(address))
    reached: list[object] = []
    with NetworkGuard() as guard:
        socket.create_connection(("127.0.0.1", 3129)).close()
        with pytest.raises(LeftTheMachine):
            socket.create_connection(("127.0.0.1", 3128))
    assert (guard.refused, reached) == (["127.0.0.1:3128"], [("127.0.0.1", 3129)])


def test_a_client_that_was_made_too_early_is_told_of() -> None:
    """An endpoint of AWS that moto does not answer mostly has that cause."""
    early = "made before moto was imported"
    assert early in str(LeftTheMachine(["api.sagemaker.us-east-1.amazonaws.com:443"]))
    assert early not in str(LeftTheMachine(["example.com:443"]))


def test_boto3_tells_the_sentence_at_once(guard: NetworkGuard, aws_session: boto3.Session) -> None:
    """A client that moto does not answer fails without trying again."""
    retries = Config(retries={"max_attempts": 9})
    client = aws_session.client("sagemaker", endpoint_url="http://registry.example", config=retries)
    with pytest.raises(LeftTheMachine, match=r"wanted to leave this machine, for registry\.example:80"):
        client.list_model_package_groups()
    assert len(guard.refused) == 1


def test_requests_tells_the_sentence(guard: NetworkGuard) -> None:
    """So does any other HTTP client."""
    with pytest.raises(LeftTheMachine):
        requests.get("http://example.com", timeout=1)
    assert guard.refused == ["example.com:80"]


def test_the_sockets_are_as_before_afterwards() -> None:
    """The guard leaves nothing behind, also where two stand before the same door."""
    before = (socket.socket.connect, socket.getaddrinfo, "connect" in vars(socket.socket))
    with NetworkGuard() as outer, NetworkGuard([ELSEWHERE]) as inner:
        with closing(socket.socket()) as direct, pytest.raises(LeftTheMachine):
            direct.connect((ELSEWHERE, 443))
        assert (outer.refused, inner.refused) == ([f"{ELSEWHERE}:443"], [])
    assert (socket.socket.connect, socket.getaddrinfo, "connect" in vars(socket.socket)) == before
