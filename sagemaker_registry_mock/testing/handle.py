"""The registry as a test holds it in its hands: `ModelRegistry`."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.deployment import Deployment, deploy_on_approval
from sagemaker_registry_mock.moto_plugin.mocking import mocked, new_session
from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.testing.environment import environment, fake_environment
from sagemaker_registry_mock.testing.events import sent_events
from sagemaker_registry_mock.testing.faults import Faults
from sagemaker_registry_mock.testing.naming import group_named
from sagemaker_registry_mock.testing.network import LeftTheMachine, NetworkGuard
from sagemaker_registry_mock.testing.preparing import Preparations
from sagemaker_registry_mock.testing.recorder import RecordedCall, Recorder
from sagemaker_registry_mock.testing.report import report_of
from sagemaker_registry_mock.testing.state import Snapshot, restore, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    import boto3
    from typing_extensions import Self

    from sagemaker_registry_mock.events.outbox import SentEvent
    from sagemaker_registry_mock.testing.fault_kinds import AnyFault
    from sagemaker_registry_mock.testing.faults import FaultRule, When
    from sagemaker_registry_mock.testing.naming import Group

#: The handles that are entered now, the outermost first.
ACTIVE: list[ModelRegistry] = []


class ModelRegistry(Preparations):
    """An active `mock_aws` with the Model Registry in it, and what a test does with it most.

    Use it as a context manager; the pytest fixture `sagemaker_registry` is one that is entered. What the handle itself
    does, in `group`, `register`, `approve` and their like, is neither among `calls` nor held against IAM, and no
    injected fault hits it: that is for the code under test, with any client, in any thread, account or region. Its
    answers are those of boto3 without ResponseMetadata, so that two of them can be compared.

    Inside another mock that is active, another handle's or the user's own, the state is that mock's; what becomes of
    the registry inside the handle is undone at its end. Each handle asks in its own account and region, and so do its
    session and its client; other clients are of the innermost one's.

    Args:
        region_name: the region of its clients, and of those that the code under test makes without one.
        account_id: the account of whoever calls without credentials of IAM or STS: twelve digits.
        allowed_hosts: hosts that may be reached for real (see `NetworkGuard`).
        settings: those of the registry: validation, iam, quotas and the others.

    Raises:
        SettingsError: a setting has a name or a value that does not exist.
        TypeError: an argument has another type.
        ValueError: the account is none, or moto has no such region.
        RuntimeError: moto is told to ask a server; or the handle is asked for something before it was entered or after
            its end.

    """

    def __init__(
        self,
        *,
        region_name: str = "us-east-1",
        account_id: str = "123456789012",
        allowed_hosts: Iterable[str] = (),
        **settings: Any,
    ) -> None:
        _check_place(region_name, account_id)
        super().__init__(region_name, str(account_id))
        self.settings = dict(settings)
        self._guard = NetworkGuard(allowed_hosts)
        self._recorder = Recorder()
        self._faults = Faults()
        self._deployments: dict[str, Deployment] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Begin the mock.

        Raises:
            RuntimeError: it has been entered already.

        """
        if self in ACTIVE:
            reason = f"{self!r} has been entered already, and has not ended."
            raise RuntimeError(reason)
        self._recorder.clear()
        self._deployments.clear()
        self._guard.refused.clear()
        with ExitStack() as opened:
            opened.enter_context(environment(fake_environment(self.region_name)))
            opened.enter_context(self._guard)
            within = opened.enter_context(mocked(self.settings, self.account_id))
            SageMaker(self.region_name, self.account_id)  # there is such a region
            if within:
                opened.callback(restore, snapshot())
            for listening in (self._recorder, self._faults):
                listening.start()
                opened.callback(listening.stop)
            ACTIVE.append(self)
            opened.callback(ACTIVE.remove, self)
            opened.callback(self._let_go)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """End the mock; handles that were entered inside and have not ended, in whatever thread, end with it.

        Raises:
            LeftTheMachine: something in it wanted to reach another machine, even if nobody has noticed.

        """
        for handle in reversed(ACTIVE[ACTIVE.index(self) :] if self in ACTIVE else ()):
            handle._open.close()  # noqa: SLF001 - it is one of us
        if self._guard.refused and error is None:
            raise LeftTheMachine(self._guard.refused)

    def _let_go(self) -> None:
        """Detach what was attached, and forget the clients, which would reach the real SageMaker from now on."""
        for deployment in self._deployments.values():
            deployment.detach()
        for made in ("client", "session"):
            self.__dict__.pop(made, None)

    def _check_active(self) -> None:
        if self not in ACTIVE:
            reason = f"{self!r} is not active: it has not been entered, or it has ended."
            raise RuntimeError(reason)

    def __repr__(self) -> str:
        return f"<ModelRegistry of {self.account_id} in {self.region_name}>"

    @cached_property
    def session(self) -> boto3.Session:
        """A boto3 session of the region, with fake credentials: for clients of every service, and for the SDKs."""
        self._check_active()
        return new_session(self.region_name, self.account_id)

    @cached_property
    def client(self) -> Any:
        """A boto3 client of SageMaker."""
        return self.session.client("sagemaker")

    # --- what has happened ---

    @property
    def events(self) -> list[SentEvent]:
        """The events that all registries of the mock have sent, in order."""
        self._check_active()
        return sent_events()

    @property
    def calls(self) -> tuple[RecordedCall, ...]:
        """What the code under test has asked SageMaker since the handle was entered, in order."""
        return self._recorder.calls

    @property
    def deployments(self) -> Mapping[str, Deployment]:
        """The deployments that `deploy_on_approval` of this handle has attached, by the names of their groups."""
        return dict(self._deployments)

    def deploy_on_approval(self, group: Group, **options: Any) -> Deployment:
        """Attach a deployment to a group: `deployment.deploy_on_approval`, in the handle's account and region."""
        scope = self._registry.scope
        name = group_named(group)
        if name and ":" not in name and "region_name" not in options:
            name = scope.arn(arns.GROUP, name)
        deployment = deploy_on_approval(name, **options)
        self._deployments[deployment.group] = deployment
        return deployment

    @property
    def refused_hosts(self) -> list[str]:
        """The hosts outside this machine that the test wanted to reach. A test that expects them clears the list."""
        return self._guard.refused

    # --- faults ---

    @property
    def faults(self) -> Faults:
        """The faults that are injected, and those that wait."""
        return self._faults

    def fail_next(
        self, operation: str | None, fault: AnyFault | str, *, when: When | None = None, every_attempt: bool = False
    ) -> FaultRule:
        """Have a fault befall the next call of an operation: see `Faults.fail_next`.

        boto3 tries again after throttling, a server's failure or a broken connection, and the code under test does not
        notice, unless `every_attempt` fails.
        """
        return self._faults.fail_next(operation, fault, when=when, every_attempt=every_attempt)

    def fail(
        self,
        operation: str | None,
        fault: AnyFault | str,
        *,
        times: int | None = None,
        when: When | None = None,
        every_attempt: bool = False,
    ) -> FaultRule:
        """Have a fault befall all calls of an operation, or so many of them: see `Faults.fail`."""
        return self._faults.fail(operation, fault, times=times, when=when, every_attempt=every_attempt)

    # --- state ---

    def snapshot(self) -> Snapshot:
        """Return the state of all registries of the mock, with the events that they have sent."""
        self._check_active()
        return snapshot()

    def restore(self, before: Snapshot) -> None:
        """Bring a state back, as often as wanted."""
        self._check_active()
        restore(before)

    def report(self) -> str:
        """Return what is in the registries, and the last calls and events, as a failing test shows it."""
        self._check_active()
        return report_of(self)


def _check_place(region: object, account: object) -> None:
    if not isinstance(region, str):
        reason = f"region_name must be a text, not {region!r}"
        raise TypeError(reason)
    if not arns.is_account(str(account)):
        reason = f"account_id must be a text of twelve digits, not {account!r}"
        raise ValueError(reason)
