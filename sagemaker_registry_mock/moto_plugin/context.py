"""The context of a call inside moto: its clock, its state transitions, its config, its neighbours."""

from __future__ import annotations

from datetime import timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any

from moto.core.config import default_user_config
from moto.core.utils import utcnow
from moto.moto_api import state_manager

from sagemaker_registry_mock.moto_plugin.neighbours import MotoNeighbours
from sagemaker_registry_mock.registry.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from typing_extensions import Self

    from sagemaker_registry_mock.events.details import Event
    from sagemaker_registry_mock.events.outbox import Outbox
    from sagemaker_registry_mock.operations._table import Neighbours
    from sagemaker_registry_mock.registry.records import ModelPackageGroup
    from sagemaker_registry_mock.registry.settings import Settings
    from sagemaker_registry_mock.registry.store import Registry

#: Where `mock_aws(config=...)` has the settings of this package.
CONFIG = "sagemaker_registry"


def clock() -> datetime:
    """Return moto's time, which freezegun and time-machine turn, to the millisecond as the service keeps it."""
    now: datetime = utcnow()
    return now.replace(tzinfo=timezone.utc, microsecond=now.microsecond // 1000 * 1000)


def current_settings() -> Settings:
    """Return the settings of the mock that is active.

    Raises:
        SettingsError: the config has a setting or a value that does not exist.

    """
    config: Mapping[str, Any] = default_user_config
    return settings_from(config.get(CONFIG, {}))


class BackendContext:
    """A call from inside moto, on behalf of the account itself."""

    def __init__(self, backend: Any) -> None:
        self.registry: Registry = backend.registry
        self.outbox: Outbox = backend.outbox
        self._announced: list[Event] = []
        self.settings = current_settings()
        self.neighbours: Neighbours = MotoNeighbours(backend)

    @cached_property
    def now(self) -> datetime:
        """The time of the call: read when first asked for, under the registry's lock, so that times follow numbers."""
        return clock()

    def caller(self) -> Mapping[str, Any]:
        """Return the account's root as an IamIdentity."""
        scope = self.registry.scope
        return {"Arn": f"arn:{scope.partition}:iam::{scope.account}:root", "PrincipalId": scope.account}

    def emit(self, event: Event) -> None:
        """Put an event behind those that wait to be sent."""
        self._announced.append(event)
        self.outbox.post(event)

    def deliver(self) -> None:
        """Send what this call has announced, and what waits before it, through moto's EventBridge."""
        if self._announced:
            # moto's SageMaker, which that imports, may be what imports this module.
            from sagemaker_registry_mock.moto_plugin.eventbridge import delivered  # noqa: PLC0415

            self.outbox.empty(delivered, self._announced)

    @property
    def account(self) -> str:
        """The account itself."""
        return self.registry.scope.account

    def admit(self, _operation: str, _request: Mapping[str, Any]) -> Self:
        """Let in: moto's own services stay within one account."""
        return self

    def shares(self, _operation: str, _arn: str) -> bool:
        """Tell of nothing: moto's own services look at one account."""
        return False

    def shared(self) -> Iterable[tuple[Self, Sequence[ModelPackageGroup]]]:
        """Yield nothing: moto's own services look at one account."""
        return ()

    def transition(self, machine: str) -> Mapping[str, Any]:
        """Return the state transition that the test has set for `machine`, or moto's default."""
        rule: Mapping[str, Any] = state_manager.get_transition(machine)
        return rule
