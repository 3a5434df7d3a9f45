"""No page of another site reads or changes the registry through a browser of this machine."""

from __future__ import annotations

import socket

import pytest

from sagemaker_registry_mock.server.origin import why_foreign

ELSEWHERE = "This is asked by an address or a name of this machine, not by the name "


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:5000",
        "127.0.0.1",
        "[::1]:5000",
        "192.168.1.7:5000",
        "localhost:5000",
        "LocalHost",
        "registry.localhost",
        "registry:5000",
        "host.docker.internal:5000",
        "registry.team.svc.cluster.local",
        "registry.example.com:5000",
        socket.gethostname(),
    ],
)
def test_programs_ask_by_names_of_this_machine(host: str) -> None:
    """Addresses, names of containers and of this machine, and the name at which the server was told to listen."""
    assert why_foreign(host, None, "Registry.Example.com") is None


@pytest.mark.parametrize("host", ["evil.example:5000", "127.0.0.1.evil.example", "", "[::1", "evil.example."])
def test_a_name_of_the_internet_that_leads_here_is_refused(host: str) -> None:
    """A page whose own name was made to lead to this machine (DNS rebinding) asks by that name."""
    assert why_foreign(host, None, "127.0.0.1") == f"{ELSEWHERE}{host!r}."


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:3000", "null", "", "http://127.0.0.1"])
def test_a_page_of_another_site_is_refused(origin: str) -> None:
    """The browser says which site the page is of: another one, another port, or one that it keeps to itself."""
    refused = why_foreign("127.0.0.1:5000", origin, "127.0.0.1")
    assert refused == f"Pages of another site may not ask this: {origin}."


def test_a_page_of_the_server_itself_may_ask() -> None:
    """A page that the server has served is of its own site."""
    assert why_foreign("127.0.0.1:5000", "http://127.0.0.1:5000", "127.0.0.1") is None


def test_a_page_of_a_rebound_name_is_refused_though_it_is_of_the_same_site() -> None:
    """Where both headers name the attacker's site, the name tells."""
    assert why_foreign("evil.example", "http://evil.example", "127.0.0.1") == f"{ELSEWHERE}'evil.example'."
