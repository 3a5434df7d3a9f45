"""A connection that fails, as whoever has asked sees it: botocore, `requests`, or any client of moto's server."""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import requests
from botocore import exceptions

from sagemaker_registry_mock.moto_plugin.arriving import INVOCATION
from sagemaker_registry_mock.moto_plugin.interception import Breakage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.moto_plugin.interception import Response

#: Where a request of werkzeug's server has its socket (https://werkzeug.palletsprojects.com/en/stable/serving/).
_SOCKET = "werkzeug.socket"

#: What goes nowhere after a socket is shut, or to a client that has no socket: what a proxy says whose server is gone.
_NOTHING: Response = (502, {"content-length": "0"}, b"")

#: The seconds after which a connection that is held is looked at again.
_LOOK = 0.05

_OF_BOTOCORE = {
    Breakage.CONNECTION_DROPPED: exceptions.ConnectionClosedError,
    Breakage.READ_TIMEOUT: exceptions.ReadTimeoutError,
    Breakage.CONNECT_TIMEOUT: exceptions.ConnectTimeoutError,
    Breakage.CANNOT_CONNECT: exceptions.EndpointConnectionError,
}
_OF_REQUESTS = {
    Breakage.CONNECTION_DROPPED: requests.exceptions.ConnectionError,
    Breakage.READ_TIMEOUT: requests.exceptions.ReadTimeout,
    Breakage.CONNECT_TIMEOUT: requests.exceptions.ConnectTimeout,
    Breakage.CANNOT_CONNECT: requests.exceptions.ConnectionError,
}


def broken_off(request: Any, url: str, how: Breakage, *, served: bool, hold: Callable[[], bool]) -> Response:
    """Fail the connection of a request.

    A client of a server is connected already, so whatever is not a read timeout drops its connection there.

    Args:
        request: in any of the forms in which moto hands it over.
        url: that was asked.
        how: the connection fails.
        served: whether a server stands in front.
        hold: tells how long a connection is to be held that the client is to give up.

    Returns:
        What a server has left to send.

    Raises:
        Exception: botocore's or that of `requests`, where the client is in this process.

    """
    connection = getattr(request, "environ", {}).get(_SOCKET)
    if connection is not None:
        if how is Breakage.READ_TIMEOUT:
            _hold(connection, hold)
        with suppress(OSError):  # the client may have gone
            connection.shutdown(socket.SHUT_RDWR)
    if served or connection is not None:
        return _NOTHING
    if INVOCATION in request.headers:
        raise _OF_BOTOCORE[how](endpoint_url=url, error=how.value)
    reason = f"{how.value.replace('_', ' ')}: {url}"
    raise _OF_REQUESTS[how](reason)


def _hold(connection: socket.socket, hold: Callable[[], bool]) -> None:
    """Say nothing until the client gives up, which makes its end of the connection readable."""
    while hold() and not select.select([connection], [], [], _LOOK)[0]:
        pass
