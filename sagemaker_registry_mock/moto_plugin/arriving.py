"""A request as those who listen see it, made of its headers, its body and its URL alone."""

from __future__ import annotations

import re
from typing import Any

from botocore import xform_name
from moto.sagemaker.models import sagemaker_backends

from sagemaker_registry_mock.moto_plugin.context import clock
from sagemaker_registry_mock.moto_plugin.interception import IncomingCall, json_object
from sagemaker_registry_mock.moto_plugin.principals import caller_of
from sagemaker_registry_mock.moto_plugin.sdk_request import text_of
from sagemaker_registry_mock.moto_plugin.waiting import pause_before
from sagemaker_registry_mock.moto_plugin.whereabouts import backend_at, whereabouts
from sagemaker_registry_mock.registry.arns import Scope

#: What all attempts of one call of an SDK of AWS share, and which attempt it is.
#: Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html; botocore's handlers.
INVOCATION = "amz-sdk-invocation-id"
_ATTEMPT = "amz-sdk-request"
_NUMBER = re.compile(r"\battempt=(\d+)")


def incoming(request: Any, body: bytes, url: str) -> IncomingCall:
    """Return the call that a request asks for."""
    headers = request.headers
    operation = text_of(headers.get("X-Amz-Target", "")).rpartition(".")[2]
    region, account, access_key = whereabouts(request, url)
    invocation = headers.get(INVOCATION)
    invocation = None if invocation is None else text_of(invocation)
    number = _NUMBER.search(text_of(headers.get(_ATTEMPT, "")))
    return IncomingCall(
        operation=operation,
        method=xform_name(operation),
        parameters=json_object(body),
        region=region,
        account=account,
        caller=_caller(region, account, access_key),
        attempt=int(number[1]) if number else 1,
        invocation=invocation,
        pause=pause_before(invocation),
        time=clock(),
    )


def _caller(region: str, account: str, access_key: str) -> str:
    try:
        partition = backend_at(sagemaker_backends, account, region).partition
    except KeyError:
        return ""
    return caller_of(Scope(partition, region, account), access_key)[0]
