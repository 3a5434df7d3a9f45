"""Who calls, and where to: account, region and caller as moto itself tells them, and moto's own gate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from moto import settings as moto_settings
from moto.core.exceptions import AccessDeniedError, InvalidClientTokenIdError, SignatureDoesNotMatchError
from moto.core.responses import ActionAuthenticatorMixin  # type: ignore[attr-defined]  # its home up to moto 5.2
from moto.iam.models import mark_account_as_visited
from moto.sagemaker.responses import SageMakerResponse
from moto.sts.models import sts_backends

from sagemaker_registry_mock.errors import (
    IncompleteSignature,
    InvalidSignatureException,
    MissingAuthenticationToken,
    NotPermitted,
    UnknownRegion,
    UnrecognizedClientException,
)
from sagemaker_registry_mock.moto_plugin.context import BackendContext

if TYPE_CHECKING:
    from collections.abc import Mapping


_SIGNATURE = re.compile(r"AWS4-HMAC-SHA256 +Credential=[^/,]+(/[^/,]+){4}, *SignedHeaders=[^,]+, *Signature=.+")


class RequestContext(BackendContext):
    """A call that came over the wire."""

    def __init__(self, backend: Any, request: Any, url: str, access_key: str) -> None:
        super().__init__(backend)
        self._enforced = _counted()
        self._request = request
        self._url = url
        self._access_key = access_key

    def caller(self) -> Mapping[str, Any]:
        """Return the caller as STS GetCallerIdentity tells it."""
        scope = self.registry.scope
        sts = sts_backends[scope.account][scope.partition]
        principal, arn, _ = sts.get_caller_identity(self._access_key, scope.region)
        return {"Arn": arn, "PrincipalId": principal}

    def authorize(self, operation: str) -> None:
        """Let moto's own IAM enforcement look at the call, where a test has switched it on.

        Raises:
            NotPermitted: no policy of the caller allows the action, or one denies it.
            UnrecognizedClientException, InvalidSignatureException, MissingAuthenticationToken, IncompleteSignature:
                the caller is not who it says, or does not say.

        """
        if not self._enforced:
            return
        _refuse_unsigned(self._request.headers.get("Authorization"))
        gate = SageMakerResponse()
        gate.automated_parameter_parsing = False
        gate.setup_class(self._request, self._url, self._request.headers)
        try:
            gate._authenticate_and_authorize_normal_action("*")  # noqa: SLF001 - the gate has no public name
        except AccessDeniedError:
            raise NotPermitted(self.caller()["Arn"], operation) from None
        except InvalidClientTokenIdError:
            raise UnrecognizedClientException from None
        except SignatureDoesNotMatchError:
            raise InvalidSignatureException from None


def _counted() -> bool:
    """Count a request as moto counts, and tell whether moto's IAM enforcement is on for it."""
    if ActionAuthenticatorMixin.request_count < moto_settings.INITIAL_NO_AUTH_ACTION_COUNT:
        ActionAuthenticatorMixin.request_count += 1
        return False
    return True


def _refuse_unsigned(authorization: str | None) -> None:
    """Refuse what moto's gate, which reads the signature of AWS's version 4, could not read.

    Raises:
        MissingAuthenticationToken, IncompleteSignature: there is no signature, or it is not whole.

    """
    if authorization is None:
        raise MissingAuthenticationToken
    if not _SIGNATURE.match(authorization):
        raise IncompleteSignature


def context_of(backends: Any, request: Any, url: str) -> RequestContext:
    """Return the context of a request: moto resolves account and region, and records the visit with IAM.

    Raises:
        UnknownRegion: moto has no such region.

    """
    moto = SageMakerResponse()
    moto.headers, moto.querystring = request.headers, {}
    region, account, access_key = (
        moto.get_region_from_url(request, url),
        moto.get_current_account(),
        moto.get_access_key(),
    )
    mark_account_as_visited(account_id=account, access_key=access_key, service="sagemaker", region=region)
    try:
        backend = backends[account][region]
    except KeyError:
        raise UnknownRegion(region) from None
    return RequestContext(backend, request, url, access_key)
