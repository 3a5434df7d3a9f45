"""A running server, asked over HTTP. It goes straight there, whatever proxies the environment names."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from sagemaker_registry_mock.cli.errors import CommandError, Failed

_NAME = "sagemaker-registry-mock"
DEFAULT_URL = "http://127.0.0.1:5000"
#: Where the server has its own routes: `server.admin` has them, and would import moto.
PREFIX = "/sagemaker-registry"
#: Seconds without a word from the server. A large state takes some.
_PATIENCE = 120


class Server:
    """A server that says it is ours.

    Raises:
        CommandError: there is none at the URL, or another one.

    """

    def __init__(self, url: str) -> None:
        self.url = _checked(url)
        self._opener = build_opener(ProxyHandler({}))
        about = self._sent("GET", "")[1]
        if not isinstance(about, dict) or about.get("name") != _NAME:
            raise CommandError(f"What answers at {self.url} is no {_NAME}: start one with `{_NAME} serve`.")

    def ask(self, method: str, route: str, body: bytes | None = None, kind: str = "") -> Any:
        """Return what the server answers.

        Args:
            method: of HTTP.
            route: what follows the prefix of the server's own routes.
            body: what is sent, if anything.
            kind: the media type of the body.

        Raises:
            CommandError: the server refuses.
            Failed: the server fails.

        """
        status, answer = self._sent(method, route, body, kind)
        if status == HTTPStatus.OK:
            return answer
        message = answer.get("message") if isinstance(answer, dict) else None
        error = CommandError if status < HTTPStatus.INTERNAL_SERVER_ERROR else Failed
        raise error(message or f"{self.url} answered {method} {PREFIX}{route} with the status {status}.")

    def _sent(self, method: str, route: str, body: bytes | None = None, kind: str = "") -> tuple[int, Any]:
        headers = {"Content-Type": kind} if body is not None else {}
        request = Request(f"{self.url}{PREFIX}{route}", body, headers, method=method)  # noqa: S310 - checked to be HTTP
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answered:
                return answered.status, _json(answered.read())
        except HTTPError as refused:
            with refused:
                return refused.code, _json(refused.read())
        except (OSError, HTTPException, UnicodeError) as error:
            reason = getattr(error, "reason", error)
            words = getattr(reason, "strerror", None) or " ".join(str(reason).split()) or type(reason).__name__
            raise CommandError(f"No server answers at {self.url}: {words}.") from None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _checked(url: str) -> str:
    """Return a URL with its scheme and without a slash at its end.

    Raises:
        CommandError: it is no URL of a server.

    """
    whole = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(whole)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port)
        more = parts.username or parts.password or parts.query or parts.fragment
    except ValueError:
        usable = more = None
    if not usable or more:
        raise CommandError(f"{url!r} is no URL of a server: it looks like {DEFAULT_URL}.")
    return whole.rstrip("/")
