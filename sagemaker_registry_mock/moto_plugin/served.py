"""The short way from a server's request to the registry, past moto's dispatcher and its Flask application.

Those read the signature, try some 150 patterns and match routes, to come to `answer_or_moto` in the end. A request for
an operation of the registry is known by its target. What is unusual in any respect goes moto's way: another path or
method, a signature for another service, an `Origin`, whose page moto names in its answer; or moto is to record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import Request
from moto.moto_server import werkzeug_app
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sagemaker_registry_mock.moto_plugin.context import recorded_by_moto
from sagemaker_registry_mock.moto_plugin.responses import answer_or_moto
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

#: A signature from which moto reads that it is SageMaker's.
_SIGNED = re.compile(r"[^ ,]+ [^ ,/]+/[^ ,/]+/[^ ,/]+/sagemaker/[^ ,/]+(,.*)?", re.DOTALL)


class ServedRequest(Request):
    """A request of a server, which says so."""

    from_wsgi_server = True


#: What moto's server makes of a request: up to moto 5.1 that is Flask's, which does not say that it is a server's.
_REQUEST: type[Any] = getattr(werkzeug_app, "BackendRequest", ServedRequest)

#: What moto's server adds to an answer, unless told not to by MOTO_DISABLE_GLOBAL_CORS, which older ones do not know.
_CORS = {} if getattr(werkzeug_app, "DISABLE_GLOBAL_CORS", False) else {"Access-Control-Allow-Origin": "*"}


def goes_straight(environ: WSGIEnvironment) -> bool:
    """Tell whether moto's server would simply hand a request over to the registry."""
    operation = default_service().named(environ.get("HTTP_X_AMZ_TARGET", ""))
    return (
        operation is not None
        and operation in OPERATIONS
        and (environ["REQUEST_METHOD"], environ["PATH_INFO"]) == ("POST", "/")
        and ("HTTP_AUTHORIZATION" not in environ or _SIGNED.fullmatch(environ["HTTP_AUTHORIZATION"]) is not None)
        and "HTTP_ORIGIN" not in environ
        and not recorded_by_moto()
    )


def answered(environ: WSGIEnvironment) -> WSGIApplication:
    """Return the answer to a request that goes straight."""
    request = _REQUEST(environ)
    url = request.raw_url if hasattr(request, "raw_url") else request.url
    try:
        status, headers, body = answer_or_moto(request, url, request.headers)
    except HTTPException as refusal:  # moto's own, where it answers in the end
        return refusal
    return Response(body, status, {**_CORS, **headers})
