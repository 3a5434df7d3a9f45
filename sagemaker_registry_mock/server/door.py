"""The door of the server: it counts who is inside, and when it closes it waits for them."""

from __future__ import annotations

import json
from threading import Condition
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Response
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Door:
    """A WSGI application in front of another one. A request is inside until its answer is sent."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._changed = Condition()
        self._inside = 0
        self._closed = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; when the door is closed, with 503."""
        if not self._enter():
            return told(503, "The server is shutting down.")(environ, start_response)
        try:
            answered = self._application(environ, start_response)
        except BaseException:
            self._leave()
            raise
        return ClosingIterator(answered, self._leave)

    def close(self, patience: float) -> int:
        """Wait for those inside, at most `patience` seconds, and let nobody in any more.

        Returns:
            How many are still inside.

        """
        with self._changed:
            self._changed.wait_for(lambda: not self._inside, patience)
            self._closed = True
            return self._inside

    def _enter(self) -> bool:
        with self._changed:
            self._inside += not self._closed
            return not self._closed

    def _leave(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()


def told(status: int, message: str, **headers: str) -> Response:
    """Return an answer that is one sentence."""
    return as_json(status, {"message": message}, **headers)


def as_json(status: int, value: Any, **headers: str) -> Response:
    """Return an answer in JSON. A header `Content_Type` is named `Content-Type`."""
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(json.dumps(value) + "\n", status, given, content_type="application/json")
