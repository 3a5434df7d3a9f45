"""The context of a call inside moto: its clock, its state transitions, its config, its neighbours."""

from __future__ import annotations

import copy
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from moto import settings as moto_settings
from moto.core.config import default_user_config
from moto.core.responses import ActionAuthenticatorMixin  # type: ignore[attr-defined]  # its home up to moto 5.2
from moto.moto_api import recorder, state_manager

from sagemaker_registry_mock.access.actions import TABLE
from sagemaker_registry_mock.access.authorization import Principal, admitted
from sagemaker_registry_mock.moto_plugin.interception import not_aside
from sagemaker_registry_mock.moto_plugin.neighbours import MotoNeighbours
from sagemaker_registry_mock.moto_plugin.principals import session_of
from sagemaker_registry_mock.registry.settings import settings_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from typing_extensions import Self

    from sagemaker_registry_mock.access.keys import Pair
    from sagemaker_registry_mock.events.details import Event
    from sagemaker_registry_mock.events.outbox import Deliver, Outbox
    from sagemaker_registry_mock.operations._table import Neighbours
    from sagemaker_registry_mock.registry.records import ModelPackageGroup
    from sagemaker_registry_mock.registry.settings import Settings
    from sagemaker_registry_mock.registry.store import Registry

#: Where `mock_aws(config=...)` has the settings of this package.
CONFIG = "sagemaker_registry"


def clock() -> datetime:
    """Return the time, which freezegun and time-machine turn, to the millisecond as the service keeps it."""
    now = datetime.now(timezone.utc)
    return now - timedelta(microseconds=now.microsecond % 1000)


def enforced_by_moto() -> bool:
    """Tell whether moto's own switch has IAM enforced by now."""
    count: int = ActionAuthenticatorMixin.request_count
    return count >= moto_settings.INITIAL_NO_AUTH_ACTION_COUNT


def recorded_by_moto() -> bool:
    """Tell whether moto's recorder wants to see every request; where moto does not tell, it may."""
    return bool(getattr(recorder, "_user_enabled", True))


def current_settings() -> Settings:
    """Return the settings of the mock that is active.

    Raises:
        SettingsError: the config has a setting or a value that does not exist.

    """
    config: Mapping[str, Any] = default_user_config
    return settings_from(config.get(CONFIG, {}))


@cache
def _delivering() -> Deliver:
    # moto's SageMaker, which that imports, may be what imports this module.
    from sagemaker_registry_mock.moto_plugin.eventbridge import delivered  # noqa: PLC0415

    return delivered


class BackendContext:
    """A call from inside moto, on behalf of the account itself."""

    def __init__(self, backend: Any, backends: Any = None) -> None:
        self.stand_at(backend)
        #: The backends of all accounts and regions: moto's, where a test gives no others.
        self.backends = import_module("moto.sagemaker.models").sagemaker_backends if backends is None else backends
        self._announced: list[Event] = []
        self.settings = current_settings()
        #: The accounts whose registries this call may look at: their locks are held.
        self.reachable = frozenset({self.registry.scope.account})

    def stand_at(self, backend: Any) -> None:
        """Look at the registry of a backend, and at what moto holds beside it."""
        self._backend = backend
        self.registry: Registry = backend.registry
        self.outbox: Outbox = backend.outbox

    @property
    def neighbours(self) -> Neighbours:
        """The rest of SageMaker, and what moto has beside it."""
        return MotoNeighbours(self._backend)

    @property
    def enforces(self) -> bool:
        """Whether IAM is enforced, for whomever moto knows."""
        return self.settings.iam or enforced_by_moto()

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
            with not_aside():
                self.outbox.empty(_delivering(), self._announced)

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

    def perform(self, operation: str, document: dict[str, Any], role: str, session: str) -> Any:
        """Do an operation as a part of this call, as a session of a role, and return its reply.

        Returns:
            The reply of the registry, or whatever moto's backend returns.

        Raises:
            AccessDeniedException: the role may not, and IAM is enforced or the resource is another account's.
            RegistryError: the request breaks the service model, or the registry refuses it.
            Exception: what moto's backend raises.

        """
        # moto's SageMaker, which that imports, may be what imports this module.
        from sagemaker_registry_mock.moto_plugin.performing import performed  # noqa: PLC0415

        return performed(operation, document, Part(self, role, session), self._backend)

    def locked(self, accounts: Sequence[str], *, all_accounts: bool) -> AbstractContextManager[object]:
        """Hold the lock of this registry and those of other accounts' registries, in the order of the accounts."""
        own = self.registry.scope
        if not all_accounts and {own.account}.issuperset(accounts):
            return self.registry.lock
        existing = set(self.backends)
        # An account that comes into being while this waits is not reached: its lock is not held.
        self.reachable = frozenset(existing if all_accounts else existing & {own.account, *accounts})
        held = ExitStack()
        for account in sorted(self.reachable):
            held.enter_context(self.backends[account][own.region].registry.lock)
        return held

    def at(self, account: str) -> Self | None:
        """Return the same call over another account's registry; None where moto has no such account."""
        if account not in self.reachable:
            return None
        other = copy.copy(self)
        other.stand_at(self.backends[account][self.registry.scope.region])
        return other

    def transition(self, machine: str) -> Mapping[str, Any]:
        """Return the state transition that the test has set for `machine`, or moto's default."""
        rule: Mapping[str, Any] = state_manager.get_transition(machine)
        return rule


class Part(BackendContext):
    """A part of a call, which SageMaker does as a session of a role: a gate, where that role's policies are known."""

    def __init__(self, whole: BackendContext, role: str, session: str) -> None:
        super().__init__(whole._backend, whole.backends)  # noqa: SLF001 - a part of it
        self.now = whole.now
        self.reachable = whole.reachable
        self._announced = whole._announced  # noqa: SLF001 - a part of it
        self._enforces = whole.enforces
        self._principal = session_of(self.registry.scope, role, session)

    @property
    def enforced(self) -> bool:
        """Whether the role's policies are enforced: where IAM is, unless moto does not know the role."""
        return self._enforces and self._principal.policies is not None

    def principal(self) -> Principal:
        """Return the session, with the policies that are enforced for it."""
        policies = self._principal.policies if self._enforces else None
        keys = (*self._principal.keys, *time_and_place(self.now, self.registry.scope.region))
        return replace(self._principal, keys=keys, policies=policies)

    def caller(self) -> Mapping[str, Any]:
        """Return the session as an IamIdentity."""
        ids = dict(self._principal.keys)["aws:userid"]
        return {"Arn": self._principal.arn, "PrincipalId": ids[0]}

    @property
    def account(self) -> str:
        """The account of the role."""
        return self._principal.account

    def admit(self, operation: str, request: Mapping[str, Any]) -> Self:
        """Let in what the role may do, and return the context of the resource that it is on."""
        return admitted(self, operation, request) if operation in TABLE else self


def time_and_place(now: datetime, region: str) -> Iterator[Pair]:
    """Yield the global condition keys that every request has."""
    yield "aws:RequestedRegion", (region,)
    yield "aws:CurrentTime", (now.isoformat(),)
    yield "aws:EpochTime", (str(int(now.timestamp())),)
    yield "aws:ViaAWSService", ("false",)
    yield "aws:PrincipalIsAWSService", ("false",)
