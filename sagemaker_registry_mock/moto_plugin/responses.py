"""The handler that moto calls for every request to SageMaker: the registry's are answered here, the others by moto."""

from __future__ import annotations

import gzip
import random
import zlib
from functools import lru_cache
from time import time
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
from sagemaker_registry_mock.moto_plugin.identity import context_of, count_request
from sagemaker_registry_mock.moto_plugin.interception import Way, intercepted, is_aside, is_listening
from sagemaker_registry_mock.moto_plugin.sdk_request import SdkRequest
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
    return intercepted(incoming(request, _readable(request), full_url), way)


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
    if isinstance(request, SdkRequest):
        request = request.for_moto()
        headers = request.headers
    return amended(name, lambda: _body(request), moto.dispatch(request, full_url, headers))


class _WithoutIam(SageMakerResponse):
    """moto's own, past its IAM. Should moto rename what this replaces, IAM would be asked."""

    def _authenticate_and_authorize_normal_action(self, resource: str = "*") -> None:
        """Let in."""


def _answered(service: Service, request: Any, url: str) -> Answer | None:
    try:
        name = _operation(service, request)
        if name is None:
            return None
        body = _body(request)
    except RegistryError as error:
        return refusal(error)
    answered = answer(service, name, body, lambda: context_of(sagemaker_backends, request, url))
    if answered is not None:
        count_request()
    return answered


def _operation(service: Service, request: Any) -> str | None:
    """Return the operation of the registry that is asked for; None for one of moto's.

    Raises:
        UnknownOperationException: SageMaker has no such operation.
        OperationNotBuilt: it is of the registry's family, and neither this package nor moto has it.

    """
    if isinstance(request, SdkRequest):
        return request.operation
    name = operation_named(service, request.headers.get("X-Amz-Target", ""))
    if name in OPERATIONS:
        return name
    moto_has_it = hasattr(SageMakerResponse, camelcase_to_underscores(name))
    if not moto_has_it and any(part in name for part in FAMILY):
        raise OperationNotBuilt(name)
    return None


def _body(request: Any) -> bytes:
    """Return the body of a request in any of the forms in which moto hands it over.

    Up to moto 5.1 that is botocore's prepared request, werkzeug's (for plain HTTP) or Flask's (in the server); since
    then it is always one of werkzeug's.
    """
    body: Any = request.get_data() if hasattr(request, "get_data") else request.body
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
        "x-amzn-requestid": _request_id(),
        "content-type": CONTENT_TYPE,
        "content-length": str(len(answered.body)),
    }
    if answered.why:
        headers[DENIAL_HEADER] = told_why(answered.why)
    if not _has_own_date(request):
        headers["date"] = _http_date(int(time()))
    return answered.status, headers, answered.body


def _request_id() -> str:
    """Return a random UUID: not by the module `uuid`, whose numbers a test may have chosen."""
    digits = f"{_NUMBERS.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


#: Numbers of its own, which no `random.seed` of a test turns and which turn none of a test's.
_NUMBERS = random.Random()  # noqa: S311 - they are no secrets


@lru_cache(maxsize=64)
def _http_date(seconds: int) -> str:
    return http_date(seconds)


def _has_own_date(request: Any) -> bool:
    """Tell whether a WSGI server stands in front, which dates its replies itself."""
    known = getattr(request, "from_wsgi_server", None)
    # Older versions of moto do not tell; their server hands over Flask's proxy of the request.
    return bool(known) if known is not None else type(request) is LocalProxy
