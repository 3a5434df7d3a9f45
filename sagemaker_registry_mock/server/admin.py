"""The routes that moto's server has not: what the registries hold, as one document; and seeding."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

import boto3
import botocore
import moto
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from sagemaker_registry_mock import __version__
from sagemaker_registry_mock.moto_plugin.variables import configured_region
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.server.door import as_json, told
from sagemaker_registry_mock.server.origin import why_foreign
from sagemaker_registry_mock.state.files import document_text, json_of
from sagemaker_registry_mock.state.upgrades import VERSION
from sagemaker_registry_mock.testing.seeding import SeedError, parsed_seed, seed
from sagemaker_registry_mock.testing.state import StateError, dump, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where the routes are.
PREFIX = "/sagemaker-registry"
#: The longest body, in bytes.
LONGEST = 512 * 1024**2


class Admin:
    """A WSGI application in front of moto's: it answers its own routes, and lets moto answer all else."""

    def __init__(self, application: WSGIApplication, host: str) -> None:
        self._application = application
        self._host = host

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or have moto answer it."""
        route = ROUTES.get(environ.get("PATH_INFO", "").rstrip("/"))
        # A signed request is meant for AWS: for S3, with a bucket that has the name of the routes.
        if route is None or _is_signed(environ):
            return self._application(environ, start_response)
        return self._answer(route, Request(environ))(environ, start_response)

    def _answer(self, route: dict[str, Callable[[Request], Response]], request: Request) -> Response:
        foreign = why_foreign(request.headers.get("Host", ""), request.headers.get("Origin"), self._host)
        if foreign:
            return told(403, foreign)
        method = "GET" if request.method == "HEAD" else request.method
        if method not in route:
            allowed = ", ".join(route)
            return told(405, f"{request.path} takes {allowed}, not {request.method}.", Allow=allowed)
        try:
            return route[method](request)
        except _Refused as refused:
            return refused.answer
        except (StateError, SeedError) as error:
            return told(422, str(error))


def _is_signed(environ: WSGIEnvironment) -> bool:
    """Tell whether a request is signed: in a header, or, as presigned URLs of versions 4 and 2 are, in the query."""
    query = environ.get("QUERY_STRING", "")
    return "HTTP_AUTHORIZATION" in environ or "X-Amz-" in query or "AWSAccessKeyId=" in query


def home_region() -> str:
    """Return the region of a seed that names none: that of the server's environment."""
    return configured_region() or "us-east-1"


class _Refused(Exception):
    """The request cannot be read."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.answer = told(status, message)


def about() -> dict[str, Any]:
    """Return what serves: the versions that a script or a report of a bug wants to know."""
    return {
        "name": "sagemaker-registry-mock",
        "version": __version__,
        "state_version": VERSION,
        "operations": len(OPERATIONS),
        "moto": moto.__version__,
        "boto3": boto3.__version__,
        "botocore": botocore.__version__,
        "python": platform.python_version(),
    }


def _about(_request: Request) -> Response:
    return as_json(200, about())


def _state(_request: Request) -> Response:
    return Response(document_text(dump()), content_type="application/json")


def _load(request: Request) -> Response:
    content = _content(request, ["application/json"])
    try:
        document = json_of(content)
    except ValueError as error:
        raise _Refused(400, f"The body is not JSON: {error}.") from None
    load(document)
    registries = dump()["registries"]
    return as_json(200, {kind: sum(len(one[kind]) for one in registries) for kind in ("groups", "packages", "cards")})


def _seed(request: Request) -> Response:
    content = _content(request, ["application/json", "application/yaml", "application/x-yaml", "text/yaml"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Refused(400, "The body is not UTF-8.") from None
    try:
        described = parsed_seed(text, may_be_yaml=not request.is_json)
    except SeedError as error:
        raise _Refused(400, str(error)) from None
    made = seed(described, region_name=request.args.get("region") or home_region())
    return as_json(200, {"made": made})


def _content(request: Request, kinds: list[str]) -> bytes:
    """Return the body of a request.

    Raises:
        _Refused: it is not said to be of one of these kinds, is too long, or has not come whole.

    """
    if request.mimetype not in kinds:
        found = request.mimetype or "nothing"
        raise _Refused(415, f"The header Content-Type must say {' or '.join(kinds)}, and says {found}.")
    too_long = _Refused(413, f"The body is longer than {LONGEST} bytes.")
    # werkzeug refuses what says to be longer than that, and cuts off what comes in chunks.
    request.max_content_length = LONGEST + 1
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        raise too_long from None
    except HTTPException:
        raise _Refused(400, "The body has not come whole.") from None
    if len(body) > LONGEST:
        raise too_long
    return body


ROUTES: dict[str, dict[str, Callable[[Request], Response]]] = {
    PREFIX: {"GET": _about},
    f"{PREFIX}/health": {"GET": _about},
    f"{PREFIX}/state": {"GET": _state, "PUT": _load},
    f"{PREFIX}/seed": {"POST": _seed},
}
