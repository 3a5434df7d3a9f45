"""SageMaker asked from within: on behalf of the account itself and past every gate, as what AWS runs there asks it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3
from boto3.session import Session
from moto.events.models import events_backends
from moto.iam.models import get_account_id_from
from moto.sagemaker.models import sagemaker_backends

from sagemaker_registry_mock.moto_plugin.context import BackendContext
from sagemaker_registry_mock.moto_plugin.neighbours import MotoNeighbours
from sagemaker_registry_mock.moto_plugin.performing import performed
from sagemaker_registry_mock.moto_plugin.plugging import existing
from sagemaker_registry_mock.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping


class SageMaker:
    """One account's SageMaker in one region."""

    def __init__(self, region: str, account: str | None = None) -> None:
        self.region = region
        self.account = account or home_account()
        self._registry = self._current().registry

    @property
    def backend(self) -> Any:
        """The backend.

        Raises:
            RuntimeError: the mock is over, or the registry is not plugged into moto.

        """
        backend = self._current()
        if backend.registry is not self._registry:
            reason = "The mock to which this belongs is over."
            raise RuntimeError(reason)
        return backend

    def _current(self) -> Any:
        """Return the backend of whichever mock is active.

        Raises:
            ValueError: moto has no such region.
            RuntimeError: the registry is not plugged into moto.

        """
        try:
            return _ours(sagemaker_backends[self.account][self.region])
        except KeyError:
            reason = f"moto has no SageMaker in the region {self.region!r}."
            raise ValueError(reason) from None

    @property
    def partition(self) -> str:
        """The partition of the region."""
        return str(self.backend.partition)

    @property
    def events(self) -> Any:
        """The EventBridge of the same account and region."""
        return events_backends[self.account][self.region]

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of a resource of another service in the same account and region."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def has_endpoint(self, name: str) -> bool:
        """Tell whether there is an endpoint `name`."""
        return MotoNeighbours(self.backend).config_of_endpoint(name) is not None

    def is_free(self, name: str) -> bool:
        """Tell whether no model and no endpoint configuration is called `name`."""
        backend = self.backend
        models: Container[str] = backend._models  # noqa: SLF001 - moto has no other way to look for a model
        return name not in models and name not in backend.endpoint_configs

    def told_before(self, arn: str) -> Mapping[str, Any]:
        """Return what the last event of a resource told of it, as wire members; nothing where there was none."""
        announcement = self.backend.outbox.last.get(arn)
        return announcement.told() if announcement else {}

    def ask(self, operation: str, request: dict[str, Any]) -> Any:
        """Do an operation, of the registry or of moto.

        Returns:
            The reply of the registry, or whatever moto's backend returns.

        Raises:
            RegistryError: the request breaks a constraint of the service model, or the registry refuses it.
            Exception: what moto's backend raises.

        """
        backend = self.backend
        context = BackendContext(backend)
        rule = OPERATIONS.get(operation)
        with context.locked((), all_accounts=rule is not None and rule.everywhere):
            reply = performed(operation, request, context, backend)
        context.deliver()
        return reply


def backends() -> list[Any]:
    """Return the backends of all accounts and regions that exist.

    Raises:
        RuntimeError: the registry is not plugged into moto.

    """
    return [_ours(backend) for backend in existing()]


def place_of(target_arn: str) -> SageMaker:
    """Return the SageMaker in whose account and region a target of EventBridge lies.

    Raises:
        ValueError: it is no ARN with an account and a region, or moto has no such region.

    """
    parts = target_arn.split(":", 5)
    if len(parts) != 6 or not parts[3] or not parts[4]:  # noqa: PLR2004 - the parts of every ARN
        reason = f"The ARN of a target names its region and account: {target_arn}"
        raise ValueError(reason)
    return SageMaker(parts[3], parts[4])


def _ours(backend: Any) -> Any:
    if not hasattr(backend, "registry"):
        reason = "The registry is not plugged into moto: call sagemaker_registry_mock.install()."
        raise RuntimeError(reason)
    return backend


def home_account() -> str:
    """Return the account of callers whose access key moto does not know."""
    return os.environ.get("MOTO_ACCOUNT_ID") or str(get_account_id_from(""))


def default_region() -> str:
    """Return the region that boto3.client takes where none is given.

    Raises:
        ValueError: none is configured.

    """
    region = (boto3.DEFAULT_SESSION or Session()).region_name
    if not region:
        reason = "No region is configured: give region_name."
        raise ValueError(reason)
    return str(region)
