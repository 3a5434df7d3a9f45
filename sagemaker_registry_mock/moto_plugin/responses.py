"""The handler that moto calls for every request to SageMaker: the registry's are answered here, the others by moto."""

from __future__ import annotations

import gzip
import uuid
import zlib
from typing import TYPE_CHECKING, Any

from moto.core.utils import camelcase_to_underscores
from moto.sagemaker.models import sagemaker_backends
from moto.sagemaker.responses import SageMakerResponse
from werkzeug.http import http_date
from werkzeug.local import LocalProxy

from sagemaker_registry_mock.denials import DENIAL_HEADER, told_why
from sagemaker_registry_mock.errors import BodyUnreadable, OperationNotBuilt, RegistryError
from sagemaker_registry_mock.moto_plugin.amendments import amended
from sagemaker_registry_mock.moto_plugin.arriving import incoming
from sagemaker_registry_mock.moto_plugin.breaking import broken_off
from sagemaker_registry_mock.moto_plugin.context import clock
from sagemaker_registry_mock.moto_plugin.identity import context_of, count_request
from sagemaker_registry_mock.moto_plugin.interception import Way, intercepted, is_aside, is_listening
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.operations._table import FAMILY
from sagemaker_registry_mock.pipeline import Answer, answer, operation_named, refusal
from sagemaker_registry_mock.protocol.serialize import CONTENT_TYPE
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from sagemaker_registry_mock.protocol.service import Service

#: An HTTP answer as moto's handlers give it: status, headers, body.
Response = tuple[int, dict[str, str], bytes]


def answer_or_moto(request: Any, full_url: str, headers: Any) -> Any:
    """Answer a request to SageMaker, past those who listen."""
    if not is_listening():
        return _answer_or_moto(request, full_url, headers)
    way = Way(
        lambda: _answer_or_moto(request, full_url, headers),
        lambda answered: _response(request, answered),
        lambda how, hold: broken_off(request, full_url, how, served=_has_own_date(request), hold=hold),
    )
    return intercepted(incoming(request.headers, _readable(request), full_url), way)


def _readable(request: Any) -> bytes:
    try:
        return _body(request)
    except BodyUnreadable:
        return b""


def _answer_or_moto(request: Any, full_url: str, headers: Any) -> Any:
    """Answer the registry's own way, or as moto does where the request is not the registry's."""
    answered = _answered(default_service(), request, full_url)
    if answered is not None:
        return _response(request, answered)
    name = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
    moto = _WithoutIam if is_aside() else SageMakerResponse
    return amended(name, lambda: _body(request), moto.dispatch(request, full_url, headers))


class _WithoutIam(SageMakerResponse):
    """moto's own, past its IAM. Should moto rename what this replaces, IAM would be asked."""

    def _authenticate_and_authorize_normal_action(self, resource: str = "*") -> None:
        """Let in."""


def _answered(service: Service, request: Any, url: str) -> Answer | None:
    try:
        name = operation_named(service, request.headers.get("X-Amz-Target", ""))
        if name not in OPERATIONS:
            _refuse_unbuilt(name)
            return None
        body = _body(request)
    except RegistryError as error:
        return refusal(error)
    answered = answer(service, name, body, lambda: context_of(sagemaker_backends, request, url))
    if answered is not None:
        count_request()
    return answered


def _refuse_unbuilt(name: str) -> None:
    """Refuse an operation of the registry's family that neither this package nor moto has.

    Raises:
        OperationNotBuilt: naming it.

    """
    moto_has_it = hasattr(SageMakerResponse, camelcase_to_underscores(name))
    if not moto_has_it and any(part in name for part in FAMILY):
        raise OperationNotBuilt(name)


def _body(request: Any) -> bytes:
    """Return the body of a request in any of the forms in which moto hands it over.

    Up to moto 5.1 that is botocore's prepared request, werkzeug's (for plain HTTP) or Flask's (in the server); since
    then it is always one of werkzeug's.
    """
    body = request.get_data() if hasattr(request, "get_data") else request.body
    body = body.read() if hasattr(body, "read") else body or b""
    body = body.encode() if isinstance(body, str) else bytes(body)
    return _decompressed(body) if request.headers.get("Content-Encoding") == "gzip" else body


def _decompressed(body: bytes) -> bytes:
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        raise BodyUnreadable("it is not compressed with gzip.") from None


def _response(request: Any, answered: Answer) -> Response:
    headers = {
        "x-amzn-requestid": str(uuid.uuid4()),
        "content-type": CONTENT_TYPE,
        "content-length": str(len(answered.body)),
    }
    if answered.why:
        headers[DENIAL_HEADER] = told_why(answered.why)
    if not _has_own_date(request):
        headers["date"] = http_date(clock())
    return answered.status, headers, answered.body


def _has_own_date(request: Any) -> bool:
    """Tell whether a WSGI server stands in front, which dates its replies itself."""
    known = getattr(request, "from_wsgi_server", None)
    # Older versions of moto do not tell; their server hands over Flask's proxy of the request.
    return bool(known) if known is not None else type(request) is LocalProxy
