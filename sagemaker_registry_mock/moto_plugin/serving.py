"""What moto wants of a process that serves: its application, its handler of connections, and its global state.

Importing this module needs the packages of moto's server (extra `server`).
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from moto.core import models
from moto.core.config import default_user_config
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server import werkzeug_app
from werkzeug.serving import WSGIRequestHandler

from sagemaker_registry_mock.moto_plugin.context import CONFIG
from sagemaker_registry_mock.moto_plugin.mocking import plugged_in
from sagemaker_registry_mock.moto_plugin.served import answered, goes_straight
from sagemaker_registry_mock.moto_plugin.variables import variables
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_LOCK = Lock()
_running = 0

#: moto's handler of a connection: werkzeug's own in older versions of moto.
HANDLER: type[WSGIRequestHandler] = getattr(werkzeug_app, "MotoRequestHandler", WSGIRequestHandler)


#: A signature as far as moto reads it to tell for which service a request is.
_FOR_SAGEMAKER = "AWS4-HMAC-SHA256 Credential=unsigned/20260101/us-east-1/sagemaker/aws4_request"


class Application:
    """moto's WSGI application, in which every service of moto is; and SageMaker for those who do not sign, too.

    moto tells by the signature for which service a request is: without one it would be S3's.
    """

    def __init__(self) -> None:
        self._moto: Any = werkzeug_app.DomainDispatcherApplication(werkzeug_app.create_backend_app)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        answer: Iterable[bytes] = self._answering(environ)(environ, start_response)
        return answer

    def _answering(self, environ: WSGIEnvironment) -> Any:
        """Return the application that answers a request."""
        if goes_straight(environ):
            return answered(environ)
        operation = default_service().named(environ.get("HTTP_X_AMZ_TARGET", ""))
        if "HTTP_AUTHORIZATION" not in environ and operation is not None:
            return self._moto.get_application({**environ, "HTTP_AUTHORIZATION": _FOR_SAGEMAKER})
        return self._moto


@contextmanager
def serving(port: int, settings: Mapping[str, Any] | None, account: str | None) -> Iterator[None]:
    """Prepare moto for a server at `port`, with settings of the registry, and put all back at the end.

    The first server of a process begins with nothing, as a mock does; inside a mock it shows what the mock holds.
    The port is told to what moto sends to its own server: custom resources of stacks, functions, state machines.
    """
    config = {} if settings is None else {CONFIG: dict(settings)}
    environment = {"MOTO_PORT": str(port)} | ({} if account is None else {"MOTO_ACCOUNT_ID": account})
    with _one_more(), patch.dict(default_user_config, config), variables(environment):
        yield


@contextmanager
def _one_more() -> Iterator[None]:
    global _running  # noqa: PLW0603 - moto's state, which is emptied once, is the process's too
    with _LOCK:
        if not _running and not _is_mocked():
            moto_api_backend.reset()
        _running += 1
    try:
        with plugged_in():
            yield
    finally:
        with _LOCK:
            _running -= 1


def _is_mocked() -> bool:
    """Tell whether a mock is active; where moto does not tell, it may be."""
    return bool(getattr(getattr(models, "botocore_stubber", None), "enabled", True))
