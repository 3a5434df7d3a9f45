"""The short way from botocore to the registry, past moto's search for who answers.

moto tries some 150 patterns on every URL, builds the table of URLs of the service that it finds, and makes a request of
werkzeug's: together that is more than the whole answer costs. A request of an SDK to a regular endpoint of SageMaker,
for an operation of the registry, is known by its URL and one header. What moto's config could say of such a request is
asked for first, and whatever is unusual goes moto's own way.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSPreparedRequest
from moto import backend_index
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.config import default_user_config
from werkzeug.exceptions import HTTPException

from sagemaker_registry_mock.moto_plugin.context import enforced_by_moto, recorded_by_moto
from sagemaker_registry_mock.moto_plugin.sdk_request import SdkRequest, headers_of
from sagemaker_registry_mock.moto_plugin.swapping import swapped, takes
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The regular endpoints of SageMaker, and one of them.
_ENDPOINT = re.compile(r"https://api\.sagemaker\.([a-z0-9-]+)\.amazonaws\.com/")
_SAMPLE = "https://api.sagemaker.us-east-1.amazonaws.com/"

#: What undoes the shortcut, while it is open.
_UNDO: list[Callable[[], None]] = []


def open_shortcut() -> None:
    """Have moto's hook in botocore come here first."""
    stock: Any = getattr(BotocoreStubber, "process_request", None)
    if _UNDO or not _is_known(stock):
        return  # done, or it is a moto that goes another way: then all of it

    def process_request(stubber: Any, request: Any) -> Any:
        # Somebody who has swapped the hook, too, may have put this one back after it was closed.
        ours = _of_the_registry(request) if _UNDO else None
        return stock(stubber, request) if ours is None else _answered(ours)

    _UNDO.append(swapped(BotocoreStubber, "process_request", process_request))


def close_shortcut() -> None:
    """Undo `open_shortcut`."""
    while _UNDO:
        _UNDO.pop()()


def _is_known(stock: Any) -> bool:
    """Tell whether moto's hook is what this module knows, and would find SageMaker where this module does."""
    patterns: Any = getattr(backend_index, "backend_url_patterns", ())
    first = next((service for service, pattern in patterns if pattern.match(_SAMPLE)), None)
    return takes(stock, "self", "request") and first == "sagemaker"


def _of_the_registry(request: Any) -> SdkRequest | None:
    """Return a request that the registry is to answer; None for every other one, and where moto is to be asked."""
    if type(request) is not AWSPreparedRequest or type(request.body) is not bytes:
        return None  # of plain HTTP, up to moto 5.1, or streamed
    endpoint = _ENDPOINT.fullmatch(request.url)
    if endpoint is None:
        return None
    headers = headers_of(request)
    name = default_service().named(headers.get("X-Amz-Target", ""))
    if name is None or name not in OPERATIONS or not _goes_straight():
        return None
    return SdkRequest(request, headers, name, endpoint[1])


def _goes_straight() -> bool:
    """Tell whether moto would simply hand a request to SageMaker over."""
    core: Mapping[str, Any] = default_user_config.get("core", {})
    passthrough = core.get("passthrough", {})
    return (
        core.get("service_whitelist") is None
        and not passthrough.get("services")
        and not passthrough.get("urls")
        and not recorded_by_moto()
        and not enforced_by_moto()
    )


def _answered(request: SdkRequest) -> Any:
    try:
        return _answering()(request, request.url, request.headers)
    except HTTPException as refusal:  # moto's own, where it answers in the end
        return refusal.code, refusal.get_headers(), refusal.get_body()


@cache
def _answering() -> Callable[..., Any]:
    # moto's SageMaker, which that imports, may be what imports this module.
    from sagemaker_registry_mock.moto_plugin.responses import answer_or_moto  # noqa: PLC0415

    return answer_or_moto
