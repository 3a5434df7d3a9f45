"""Where a request goes and whose it is: region, account and access key, told as moto tells them.

moto looks for a key in all accounts and partitions, and makes whatever backends it does not find there. Every request
would pay for that, so what moto has not made is passed over here: it holds no key.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from moto.iam import models as moto_iam
from moto.iam.models import iam_backends, mark_account_as_visited
from moto.sagemaker.responses import SageMakerResponse

from sagemaker_registry_mock.moto_plugin.sdk_request import SdkRequest


def whereabouts(request: Any, url: str) -> tuple[str, str, str]:
    """Return the region, the account and the access key of a request, of which nothing but the headers is needed."""
    if isinstance(request, SdkRequest):
        if request.owner is None:
            request.owner = _owner_of(request.headers)
        return request.region, *request.owner
    return SageMakerResponse().get_region_from_url(request, url), *_owner_of(request.headers)


def _owner_of(headers: Any) -> tuple[str, str]:
    """Return the account and the access key of a request."""
    access_key = _access_key_in(headers.get("Authorization", "").partition("Signature=")[0])
    return _account(headers, access_key), access_key


@lru_cache(maxsize=256)
def _access_key_in(signer: str) -> str:
    """Return the key that moto reads in an Authorization header, of which the signature itself is not needed."""
    moto = SageMakerResponse()
    moto.headers, moto.querystring = {"Authorization": signer}, {}
    return str(moto.get_access_key())


def _account(headers: Any, access_key: str) -> str:
    """Return the account of a request.

    Source: https://docs.getmoto.org/en/latest/docs/multi_account.html
    """
    told = os.environ.get("MOTO_ACCOUNT_ID", headers.get("x-moto-account-id"))
    return _account_with(access_key) if told is None else told


def _account_with(access_key: str) -> str:
    for account in list(dict.keys(iam_backends)):
        if _holds(account, access_key):
            return str(account)
    # moto's own look would end there, too, unless it is built otherwise.
    return str(getattr(moto_iam, "DEFAULT_ACCOUNT_ID", None) or moto_iam.get_account_id_from(access_key))


def _holds(account: str, access_key: str) -> bool:
    """Tell whether moto's IAM knows a key in an account."""
    known = dict.get(iam_backends, account)
    return known is not None and any(access_key in iam.access_keys for iam in list(known.values()))


def record_visit(region: str, account: str, access_key: str) -> None:
    """Have moto's IAM note when a key was last used, and for what; one that it does not know has nothing to note."""
    if _holds(account, access_key):
        mark_account_as_visited(account_id=account, access_key=access_key, service="sagemaker", region=region)


def backend_at(backends: Any, account: str, place: str) -> Any:
    """Return one of moto's backends: of an account, in a region or a partition.

    Raises:
        KeyError: moto has no such region.

    """
    existing = dict.get(backends, account)
    found = None if existing is None else dict.get(existing, place)
    return backends[account][place] if found is None else found
