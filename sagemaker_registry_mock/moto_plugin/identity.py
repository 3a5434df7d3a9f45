"""A call that came over the wire: who calls and where to, as moto itself tells it, and the gate it stands before."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from moto import settings as moto_settings
from moto.core.exceptions import InvalidClientTokenIdError, SignatureDoesNotMatchError
from moto.core.responses import ActionAuthenticatorMixin  # type: ignore[attr-defined]  # its home up to moto 5.2
from moto.iam.access_control import IAMRequest
from moto.sagemaker.responses import SageMakerResponse

from sagemaker_registry_mock.access.authorization import Principal, admitted, is_shared
from sagemaker_registry_mock.errors import (
    IncompleteSignature,
    InvalidSignatureException,
    MissingAuthenticationToken,
    UnknownRegion,
    UnrecognizedClientException,
)
from sagemaker_registry_mock.moto_plugin.context import BackendContext, enforced_by_moto, time_and_place
from sagemaker_registry_mock.moto_plugin.interception import is_aside
from sagemaker_registry_mock.moto_plugin.principals import caller_of, principal_of
from sagemaker_registry_mock.moto_plugin.sdk_request import SdkRequest, text_of
from sagemaker_registry_mock.moto_plugin.sharing import groups_shared_with
from sagemaker_registry_mock.moto_plugin.whereabouts import backend_at, record_visit, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sagemaker_registry_mock.registry.records import ModelPackageGroup


_SIGNATURE = re.compile(r"AWS4-HMAC-SHA256 +Credential=[^/,]+(/[^/,]+){4}, *SignedHeaders=[^,]+, *Signature=.+")


class _Signed(IAMRequest):
    """moto's look at a request's key and signature, without its look at policies, which is ours."""

    def check_action_permitted(self, resource: str) -> None:
        """Permit: the policies are asked later."""


class RequestContext(BackendContext):
    """A call that came over the wire, over the registry of its own account or, after `at`, of another."""

    def __init__(self, backends: Any, backend: Any, request: Any, url: str, access_key: str) -> None:
        super().__init__(backend, backends)
        self._home = self.registry.scope
        self._request = request
        self._url = url
        self._access_key = access_key
        self._aside = is_aside()
        self._moto_enforces = enforced_by_moto() and not self._aside
        if self._moto_enforces:
            _check_signature(request, url)

    @property
    def account(self) -> str:
        """The caller's account."""
        return self._home.account

    @property
    def enforced(self) -> bool:
        """Whether the caller's own policies are enforced: where moto's enforcement or the setting is on.

        With the setting alone, a key that moto does not know is the account's administrator.
        """
        return self._moto_enforces or (self.enforces and self._principal.policies is not None)

    @property
    def enforces(self) -> bool:
        """Whether IAM is enforced, for whomever moto knows; not for a request that is aside."""
        return not self._aside and (self.settings.iam or self._moto_enforces)

    def caller(self) -> Mapping[str, Any]:
        """Return the caller as STS GetCallerIdentity tells it."""
        arn, principal = caller_of(self._home, self._access_key)
        return {"Arn": arn, "PrincipalId": principal}

    def principal(self) -> Principal:
        """Return the caller with what IAM knows of it and of the request; without policies where none is enforced."""
        known = self._principal
        policies = known.policies if self.enforces else None
        return Principal(arn=known.arn, account=known.account, keys=(*known.keys, *self._keys()), policies=policies)

    @cached_property
    def _principal(self) -> Principal:
        return principal_of(self._home, self._access_key)

    def _keys(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the global condition keys of the request itself."""
        yield "aws:SourceIp", (getattr(self._request, "remote_addr", None) or "127.0.0.1",)
        yield "aws:SecureTransport", (str(self._url.startswith("https")).lower(),)
        yield from time_and_place(self.now, self._home.region)
        if "User-Agent" in self._request.headers:
            yield "aws:UserAgent", (text_of(self._request.headers["User-Agent"]),)

    def admit(self, operation: str, request: Mapping[str, Any]) -> RequestContext:
        """Let in a part of a request, and return the context of the resource that it names."""
        return admitted(self, operation, request)

    def shares(self, operation: str, arn: str) -> bool:
        """Tell whether this registry lets the caller, who is of another account, do `operation` on what `arn` names."""
        return is_shared(self, operation, arn)

    def shared(self) -> Iterator[tuple[RequestContext, Sequence[ModelPackageGroup]]]:
        """Yield for every other account its context and those of its groups that are shared with the caller."""
        for account in sorted(self.reachable):
            other = self.at(account)
            if account != self.account and other is not None:
                yield other, groups_shared_with(other)


def count_request() -> None:
    """Count a request as moto counts, as long as it does not enforce IAM; not one that is aside."""
    if is_aside():
        return
    if ActionAuthenticatorMixin.request_count < moto_settings.INITIAL_NO_AUTH_ACTION_COUNT:
        ActionAuthenticatorMixin.request_count += 1


def _check_signature(request: Any, url: str) -> None:
    """Let moto look at the key and the signature of a request.

    Raises:
        UnrecognizedClientException, InvalidSignatureException, MissingAuthenticationToken, IncompleteSignature:
            the caller is not who it says, or does not say.

    """
    _refuse_unsigned(request.headers.get("Authorization"))
    if isinstance(request, SdkRequest):  # another thread's request was the last that moto let through unasked
        request = request.for_moto()
    gate = SageMakerResponse()
    gate.automated_parameter_parsing = False
    gate.setup_class(request, url, request.headers)
    try:
        gate._authenticate_and_authorize_action(_Signed)  # noqa: SLF001 - the gate has no public name
    except InvalidClientTokenIdError:
        raise UnrecognizedClientException from None
    except SignatureDoesNotMatchError:
        raise InvalidSignatureException from None


def _refuse_unsigned(authorization: str | None) -> None:
    """Refuse what moto's gate, which reads the signature of AWS's version 4, could not read.

    Raises:
        MissingAuthenticationToken, IncompleteSignature: there is no signature, or it is not whole.

    """
    if authorization is None:
        raise MissingAuthenticationToken
    if not _SIGNATURE.match(text_of(authorization)):
        raise IncompleteSignature


def context_of(backends: Any, request: Any, url: str) -> RequestContext:
    """Return the context of a request: moto resolves account and region, and records the visit with IAM.

    Raises:
        UnknownRegion: moto has no such region.

    """
    region, account, access_key = whereabouts(request, url)
    record_visit(region, account, access_key)
    try:
        backend = backend_at(backends, account, region)
    except KeyError:
        raise UnknownRegion(region) from None
    return RequestContext(backends, backend, request, url, access_key)
