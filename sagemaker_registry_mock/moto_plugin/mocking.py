"""moto's mock as the test tools start it: with settings of the registry, which end with it, and with cheap sessions."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import boto3
from botocore.session import Session as BotocoreSession
from moto import mock_aws
from moto import settings as moto_settings
from moto.core.config import default_user_config
from moto.core.models import DEFAULT_ACCOUNT_ID, botocore_stubber
from moto.iam import models as moto_iam

from sagemaker_registry_mock.moto_plugin.context import CONFIG
from sagemaker_registry_mock.moto_plugin.install import install, is_installed, uninstall
from sagemaker_registry_mock.moto_plugin.sdk_request import text_of
from sagemaker_registry_mock.moto_plugin.variables import variables
from sagemaker_registry_mock.registry.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


#: Keys of nobody, as moto's documentation has them.
_KEY = "testing"


@contextmanager
def mocked(settings: Mapping[str, Any], account: str = DEFAULT_ACCOUNT_ID) -> Iterator[bool]:
    """Have moto's mock active, with the registry in it and with these settings.

    Args:
        settings: those of the registry.
        account: that of callers whose access key moto does not know.

    Yields:
        Whether a mock was active already: then its state stays, and its settings come back at the end.

    Raises:
        SettingsError: a setting has a name or a value that does not exist.
        RuntimeError: moto is to ask a server, in which this process sees no registry.

    """
    settings_from(settings)
    _refuse_servers()
    within = bool(botocore_stubber.enabled)
    # Not mock_aws(config=...): what an inner mock is given would hold until the outermost mock ends.
    with plugged_in(), mock_aws(), _at_home(account), patch.dict(default_user_config, {CONFIG: dict(settings)}):
        yield within


def _at_home(account: str) -> AbstractContextManager[Any]:
    """Have moto take a caller whom it does not know for one of an account.

    MOTO_ACCOUNT_ID, which stands in where moto is built otherwise, would make one of every caller: also of a role that
    was assumed in another account.
    """
    if hasattr(moto_iam, "DEFAULT_ACCOUNT_ID"):
        return patch.object(moto_iam, "DEFAULT_ACCOUNT_ID", account)
    return variables({"MOTO_ACCOUNT_ID": account})


def _refuse_servers() -> None:
    if moto_settings.TEST_SERVER_MODE or moto_settings.is_test_proxy_mode():
        reason = "moto is told to ask a server (TEST_SERVER_MODE or TEST_PROXY_MODE): the registry is in this process."
        raise RuntimeError(reason)


@contextmanager
def plugged_in() -> Iterator[None]:
    """Have the registry in moto, and leave it there only where it was before."""
    before = is_installed()
    install()
    try:
        yield
    finally:
        if not before:
            uninstall()


def new_session(region: str, account: str) -> boto3.Session:
    """Return a session of an account that shares nothing with any other."""
    session = boto3.Session(
        aws_access_key_id=_KEY,
        aws_secret_access_key=_KEY,
        region_name=region,
        botocore_session=BotocoreSession(),
    )
    session.events.register_first("before-send", _telling(account))
    return session


def _telling(account: str) -> Callable[..., None]:
    """Return what tells moto the account of a request that is signed with the session's own key.

    It does so whichever mock is active.
    Source: https://docs.getmoto.org/en/latest/docs/multi_account.html
    """

    def tell(request: Any, **_event: Any) -> None:
        if f"Credential={_KEY}/" in text_of(request.headers.get("Authorization", "")):
            request.headers["x-moto-account-id"] = account

    return tell
