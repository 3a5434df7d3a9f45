"""A socket to listen at. What is in the way is told in one sentence, before anything is served."""

from __future__ import annotations

import errno
import socket
from typing import Any

_LARGEST_PORT = 65535
_BACKLOG = 128
#: POSIX: a port is free as soon as its server has ended. Windows: a port is nobody else's, which is not its default.
_REUSE = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)

#: Hosts that stand for all addresses of a machine, and how its own programs reach it.
_ALL = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked for, not bound


class ServerError(OSError):
    """The server cannot listen where it was told to."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at `port`, or at a free port where that is 0.

    Raises:
        ServerError: there is no such host or port, it is in use, or it may not be used.

    """
    family, address = _address(host, port)
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, _REUSE, 1)
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        raise ServerError(_why(error, host, port)) from error
    return found


def url_of(listens: socket.socket) -> str:
    """Return the URL at which this machine's programs reach what listens."""
    host, port = listens.getsockname()[:2]
    host = _ALL.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _address(host: str, port: int) -> tuple[socket.AddressFamily, Any]:
    if not 0 <= port <= _LARGEST_PORT:
        raise ServerError(
            f"There is no port {port}: a port is a number from 1 to {_LARGEST_PORT}, or 0 for a free one."
        )
    # As werkzeug, which serves the socket, tells the two apart.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        found = socket.getaddrinfo(host or " ", port, family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServerError(f"There is no host {host!r} to listen at.") from error
    return family, found[0][4]


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use by another program: choose another one, or 0 for a free one."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: 127.0.0.1 is, for this machine alone."
    if isinstance(error, PermissionError):
        return f"You may not listen at port {port} of {host}: choose one above 1023, or 0 for a free one."
    return f"The server cannot listen at port {port} of {host}: {error.strerror or error}."
