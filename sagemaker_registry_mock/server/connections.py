"""The connections of the server: one on which SageMaker is asked is kept for the next request.

werkzeug's server closes a connection behind each answer, so a client makes a new one for every call, and the server a
thread for it. It has to: it cannot tell where a request ends whose body nobody may have read. A request to SageMaker
says how long it is, and is read whole before it is answered. Every other one goes werkzeug's way.
"""

from __future__ import annotations

import socket
import traceback
from contextlib import closing, suppress
from io import BytesIO
from threading import Lock

from werkzeug.exceptions import InternalServerError
from werkzeug.wrappers import Response

from sagemaker_registry_mock.moto_plugin.serving import HANDLER
from sagemaker_registry_mock.protocol.service import default_service

#: The most digits of the length of a request that is read at once: more than ten megabytes are read as they come.
_DIGITS = 7


class Kept:
    """The connections that are kept and on which nothing is being asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: set[socket.socket] = set()
        self._closed = False

    def add(self, connection: socket.socket) -> bool:
        """Keep a connection, unless the server is ending, and tell whether it is kept."""
        with self._lock:
            if not self._closed:
                self._idle.add(connection)
            return not self._closed

    def remove(self, connection: socket.socket) -> None:
        """Let a connection be: it is asked something, or it has ended."""
        with self._lock:
            self._idle.discard(connection)

    def close(self) -> None:
        """End the connections, and keep none from now on."""
        with self._lock:
            self._closed = True
            for connection in self._idle:
                with suppress(OSError):  # the client may have gone
                    connection.shutdown(socket.SHUT_RDWR)


class Connection(HANDLER):  # type: ignore[misc, valid-type]  # it depends on the version of moto
    """A connection, with its requests one after another."""

    kept: Kept
    log_requests = False

    #: A request and its answer are short: each is sent at once, and not held back for what may follow.
    disable_nagle_algorithm = True

    def parse_request(self) -> bool:
        """Read the head of a request."""
        self.kept.remove(self.connection)
        return bool(super().parse_request())

    def finish(self) -> None:
        """End the connection."""
        self.kept.remove(self.connection)
        super().finish()

    def run_wsgi(self) -> None:
        """Answer a request."""
        if not self._is_whole():
            super().run_wsgi()
            return
        self.environ = self.make_environ()
        self.environ["wsgi.input"] = BytesIO(self.rfile.read(int(self.headers["Content-Length"])))
        stays = self._may_stay()
        with closing(self._answer()) as answer:
            self._send(answer, stays=stays)
        self.close_connection = not (stays and self.kept.add(self.connection))

    def _is_whole(self) -> bool:
        """Tell whether it is a request to SageMaker that says how long it is, and waits for nothing."""
        length = ",".join(self.headers.get_all("Content-Length", ()))
        return (
            self.command == "POST"
            and default_service().named(self.headers.get("X-Amz-Target", "")) is not None
            and length.isascii()
            and length.isdigit()
            and len(length) <= _DIGITS
            and "Transfer-Encoding" not in self.headers
            and "Expect" not in self.headers
        )

    def _may_stay(self) -> bool:
        told = ",".join(self.headers.get_all("Connection", ()))
        return self.request_version == "HTTP/1.1" and "close" not in told.lower()

    def _answer(self) -> Response:
        try:
            return Response.from_app(self.server.app, self.environ)
        except ConnectionError:
            raise
        except Exception:  # noqa: BLE001 - the client is to get an answer, and the others are to get theirs
            self.server.log("error", "Error on request:\n%s", traceback.format_exc())
            return InternalServerError().get_response()

    def _send(self, answer: Response, *, stays: bool) -> None:
        """Send an answer in one piece."""
        body = answer.get_data()
        answer.headers["Content-Length"] = str(len(body))
        headers = [
            ("Server", self.version_string()),
            ("Date", self.date_time_string()),
            *answer.headers,
            ("Connection", "keep-alive" if stays else "close"),
        ]
        lines = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in headers)]
        self.log_request(answer.status_code)
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write a line for a request, where this is wanted: as werkzeug does, without the colours of a terminal."""
        if self.log_requests:
            self.log("info", '"%s" %s %s', ascii(self.requestline)[1:-1], getattr(code, "value", code), size)
