"""The guard at the door of the machine: no test of the registry reaches anything outside it by accident.

moto answers what goes to AWS. What it does not know, a client that was made before moto was imported, and every other
host would be reached for real: the guard stands before the sockets of Python and lets only this machine through.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlsplit
from urllib.request import getproxies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from typing_extensions import Self

#: The socket methods that name whom they speak to, and the place of the address among their arguments.
_SPEAKING = {"connect": 0, "connect_ex": 0, "sendto": -1}

#: What the names of AWS's endpoints have in common.
_AWS = ".amazonaws.com"

_INTERNET = (socket.AF_INET, socket.AF_INET6)


class LeftTheMachine(RuntimeError, CancelledError):
    """A test wanted to reach a host that is not this machine.

    botocore tries again, after a pause, whatever an HTTP client raises, but for a CancelledError.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        named = ", ".join(hosts)
        early = "A client that was made before moto was imported is not answered by it. " if _AWS in named else ""
        super().__init__(
            f"The test wanted to leave this machine, for {named}, which moto does not answer. {early}"
            "Have that call mocked, or name the host in allowed_hosts (sagemaker_registry_allowed_hosts in pytest)."
        )


class NetworkGuard:
    """Refuses every connection to another machine while it is entered.

    Args:
        allowed_hosts: names or addresses that may be reached nevertheless; `*` stands for any characters.

    """

    def __init__(self, allowed_hosts: Iterable[str] = ()) -> None:
        self._allowed = _hosts(allowed_hosts)
        self._patches = ExitStack()
        self._proxies: set[str] = set()
        #: Whom the test wanted to reach, in order. A test that expects that clears it.
        self.refused: list[str] = []

    def __enter__(self) -> Self:
        """Stand before the sockets."""
        self._proxies = set(_ports_of_proxies())
        for name, place in _SPEAKING.items():
            method = _guarded(getattr(socket.socket, name), self, place)
            self._patches.enter_context(patch.object(socket.socket, name, method))
        self._patches.enter_context(patch.object(socket, "getaddrinfo", self._resolving(socket.getaddrinfo)))
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Step aside."""
        self._patches.close()

    def check(self, host: object, port: object) -> None:
        """Let a connection to this machine or to an allowed host through.

        Raises:
            LeftTheMachine: it is to another one, or to this machine's proxy, which leads there.

        """
        name = _name(host)
        stays = _is_here(name) and str(port) not in self._proxies
        if not stays and not self._allows(name):
            self.refused.append(f"{name}:{port}")
            raise LeftTheMachine(self.refused[-1:])

    def _allows(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self._allowed)

    def _resolving(self, stock: Callable[..., Any]) -> Callable[..., Any]:
        """Return what resolves names of this machine and of allowed hosts, and remembers the addresses of those."""

        def resolve(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
            self.check(host, port)
            found = stock(host, port, *rest, **named)
            if not _is_here(_name(host)):
                self._allowed |= {str(address[0]).lower() for *_kind, address in found}
            return found

        return resolve


def _guarded(stock: Callable[..., Any], guard: NetworkGuard, place: int) -> Callable[..., Any]:
    def speak(self: socket.socket, *given: Any) -> Any:
        if self.family in _INTERNET and given and isinstance(given[place], tuple):
            guard.check(*given[place][:2])
        return stock(self, *given)

    return speak


def _hosts(given: object) -> set[str]:
    """Return hosts in small letters.

    Raises:
        TypeError: it is no list of them.

    """
    hosts = [None] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
    if not all(isinstance(host, str) for host in hosts):
        reason = f"allowed_hosts is a list of texts, not {given!r}"
        raise TypeError(reason)
    return {str(host).lower() for host in hosts}


def _name(host: object) -> str:
    text = host.decode("idna") if isinstance(host, bytes) else str(host or "")
    return text.partition("%")[0].strip("[]").lower()


def _ports_of_proxies() -> Iterator[str]:
    """Yield the ports of the proxies that the environment names: one may run on this machine."""
    for url in getproxies().values():
        with suppress(ValueError):
            yield str(urlsplit(url if "//" in url else f"//{url}").port)


def _is_here(name: str) -> bool:
    """Tell whether a name or an address is this machine's. No name is looked up: that would leave the machine."""
    if name in ("", "localhost", socket.gethostname().lower()) or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
