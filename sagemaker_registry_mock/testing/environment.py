"""The environment of a test: fake credentials, one region, and nothing of the machine's own AWS configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from moto.core.models import DEFAULT_ACCOUNT_ID

from sagemaker_registry_mock.moto_plugin.variables import variables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

#: With it moto takes every call for one of that account, those of roles of other accounts too.
_ACCOUNT = "MOTO_ACCOUNT_ID"
#: What leads a client to credentials, to a profile or to an endpoint of the machine's own.
_OWN = (
    "AWS_ACCOUNT_ID",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_DEFAULT_PROFILE",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    _ACCOUNT,
)
#: AWS_ENDPOINT_URL, and AWS_ENDPOINT_URL_SAGEMAKER and its like.
_ENDPOINTS = "AWS_ENDPOINT_URL"

#: A file that is there and holds nothing.
_NOTHING = os.devnull


def fake_environment(region: str, account: str = DEFAULT_ACCOUNT_ID) -> dict[str, str]:
    """Return the variables that a test of a region and an account runs with."""
    return {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SECURITY_TOKEN": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "AWS_DEFAULT_REGION": region,
        "AWS_REGION": region,
        "AWS_CONFIG_FILE": _NOTHING,
        "AWS_SHARED_CREDENTIALS_FILE": _NOTHING,
        "AWS_EC2_METADATA_DISABLED": "true",
        **({} if account == DEFAULT_ACCOUNT_ID else {_ACCOUNT: account}),
    }


def environment(given: Mapping[str, str]) -> AbstractContextManager[None]:
    """Set variables, hide what leads to the machine's own configuration, and put all of that back at the end.

    Other variables are not looked at: what a test changes of them stays.
    """
    return variables(given, [*_OWN, *(name for name in os.environ if name.startswith(_ENDPOINTS))])
