"""The registry as a test holds it in its hands: `ModelRegistry`."""

from __future__ import annotations

import re
from contextlib import ExitStack
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from sagemaker_registry_mock.deployment import Deployment, deploy_on_approval
from sagemaker_registry_mock.moto_plugin.interception import aside
from sagemaker_registry_mock.moto_plugin.mocking import mocked, new_session
from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.testing.environment import environment, fake_environment
from sagemaker_registry_mock.testing.events import sent_events
from sagemaker_registry_mock.testing.faults import Faults
from sagemaker_registry_mock.testing.naming import group_named, package_named
from sagemaker_registry_mock.testing.network import LeftTheMachine, NetworkGuard
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
    from sagemaker_registry_mock.testing.naming import Group, Version

#: The handles that are entered now, the outermost first.
ACTIVE: list[ModelRegistry] = []


class ModelRegistry:
    """An active `mock_aws` with the Model Registry in it, and what a test does with it most.

    Use it as a context manager; the pytest fixture `sagemaker_registry` is one that is entered. What the handle itself
    does, in `group`, `register`, `approve` and their like, is neither among `calls` nor held against IAM, and no
    injected fault hits it: that is for the code under test, with any client, in any thread, account or region. Its
    answers are those of boto3 without ResponseMetadata, so that two of them can be compared.

    Inside another mock that is active, another handle's or the user's own, the state is that mock's; what becomes of
    the registry inside the handle is undone at its end.

    Args:
        region_name: the region of its clients, and of those that the code under test makes without one.
        account_id: the account of whoever calls without credentials of IAM or STS: twelve digits.
        allowed_hosts: hosts that may be reached for real (see `NetworkGuard`).
        settings: those of the registry: validation, iam, quotas and the others.

    Raises:
        SettingsError: a setting has a name or a value that does not exist.
        ValueError: the account is none, or moto has no such region.
        RuntimeError: moto is told to ask a server.

    """

    def __init__(
        self,
        *,
        region_name: str = "us-east-1",
        account_id: str = "123456789012",
        allowed_hosts: Iterable[str] = (),
        **settings: Any,
    ) -> None:
        if not re.fullmatch("[0-9]{12}", str(account_id)):
            reason = f"account_id must be a text of twelve digits, not {account_id!r}"
            raise ValueError(reason)
        self.region_name = region_name
        self.account_id = str(account_id)
        self.settings = dict(settings)
        self._guard = NetworkGuard(allowed_hosts)
        self._recorder = Recorder()
        self._faults = Faults()
        self._deployments: dict[str, Deployment] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Begin the mock."""
        if self in ACTIVE:
            reason = "This registry has been entered already, and has not ended."
            raise RuntimeError(reason)
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
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """End the mock.

        Raises:
            LeftTheMachine: something in it wanted to reach another machine, even if nobody has noticed.

        """
        for deployment in self._deployments.values():
            deployment.detach()
        self._open.close()
        if self._guard.refused and error is None:
            raise LeftTheMachine(self._guard.refused)

    @cached_property
    def session(self) -> boto3.Session:
        """A boto3 session of the region, with fake credentials: for clients of every service, and for the SDKs."""
        self._check_active()
        return new_session(self.region_name, self.account_id)

    @cached_property
    def client(self) -> Any:
        """A boto3 client of SageMaker."""
        return self.session.client("sagemaker")

    def _ask(self, method: str, **members: Any) -> dict[str, Any]:
        """Do a call of the handle's own: members that are None are left out, and so is ResponseMetadata."""
        self._check_active()
        with aside():
            reply: dict[str, Any] = getattr(_own_client(self.region_name, self.account_id), method)(
                **{name: value for name, value in members.items() if value is not None}
            )
        del reply["ResponseMetadata"]
        return reply

    # --- groups and versions ---

    def group(self, name: str, **members: Any) -> dict[str, Any]:
        """Create a model package group, with any members of CreateModelPackageGroup, and return its Describe answer.

        Raises:
            ClientError: as CreateModelPackageGroup.

        """
        self._ask("create_model_package_group", ModelPackageGroupName=name, **members)
        return self._ask("describe_model_package_group", ModelPackageGroupName=name)

    def register(self, group: Group, **members: Any) -> dict[str, Any]:
        """Register a version, and return its Describe answer.

        Any member of CreateModelPackage can be given; one that is None is left out. Where neither an
        InferenceSpecification nor a SourceUri is given, it gets one container with an image and an artifact. A group
        that does not exist is created first.

        Raises:
            ClientError: as CreateModelPackage.

        """
        name = group_named(group)
        if not {"InferenceSpecification", "SourceUri"} & members.keys():
            members["InferenceSpecification"] = self._specification(name)
        if arns.parse(name) is None and self._registry.groups.find(name) is None:
            self.group(name)
        arn = self._ask("create_model_package", ModelPackageGroupName=name, **members)["ModelPackageArn"]
        return self.describe(arn)

    def describe(self, version: Version) -> dict[str, Any]:
        """Return the Describe answer of a version as it is now.

        Raises:
            ClientError: as DescribeModelPackage.

        """
        return self._ask("describe_model_package", ModelPackageName=package_named(version))

    def approve(self, version: Version, comment: str | None = None, **members: Any) -> dict[str, Any]:
        """Approve a version, with a comment and any members of UpdateModelPackage; return its Describe answer.

        Raises:
            ClientError: as UpdateModelPackage.

        """
        return self._update(version, ModelApprovalStatus="Approved", ApprovalDescription=comment, **members)

    def reject(self, version: Version, comment: str | None = None, **members: Any) -> dict[str, Any]:
        """Reject a version, with a comment and any members of UpdateModelPackage; return its Describe answer.

        Raises:
            ClientError: as UpdateModelPackage.

        """
        return self._update(version, ModelApprovalStatus="Rejected", ApprovalDescription=comment, **members)

    def stage(self, version: Version, stage: str, status: str, description: str | None = None) -> dict[str, Any]:
        """Set the stage of a version and its status there (see `Stage` and `StageStatus`); return its Describe answer.

        Raises:
            ClientError: as UpdateModelPackage.

        """
        told = {"Stage": stage, "StageStatus": status, "StageDescription": description}
        life_cycle = {name: str(value) for name, value in told.items() if value is not None}
        return self._update(version, ModelLifeCycle=life_cycle)

    def latest_approved(self, group: Group) -> dict[str, Any] | None:
        """Return the Describe answer of the newest approved version of a group; None where none is approved.

        Raises:
            ClientError: as ListModelPackages.

        """
        page = self._ask(
            "list_model_packages",
            ModelPackageGroupName=group_named(group),
            ModelApprovalStatus="Approved",
            SortBy="CreationTime",
            SortOrder="Descending",
            MaxResults=1,
        )
        return next((self.describe(one) for one in page["ModelPackageSummaryList"]), None)

    def _update(self, version: Version, **members: Any) -> dict[str, Any]:
        arn = self._registry.scope.arn_of(arns.PACKAGE, package_named(version))
        return self.describe(self._ask("update_model_package", ModelPackageArn=arn, **members))

    def _specification(self, group: str) -> dict[str, Any]:
        name = group.rpartition("/")[2]
        image = f"{self.account_id}.dkr.ecr.{self.region_name}.amazonaws.com/{name.lower()}:latest"
        container = {"Image": image, "ModelDataUrl": f"s3://models/{name}/model.tar.gz"}
        return {
            "Containers": [container],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
        }

    @property
    def _registry(self) -> Any:
        return SageMaker(self.region_name, self.account_id).backend.registry

    # --- what has happened ---

    @property
    def events(self) -> list[SentEvent]:
        """The events that all registries of the mock have sent, in order."""
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
        """Attach a deployment to a group: `deployment.deploy_on_approval`, in the handle's region."""
        name = group_named(group)
        deployment = deploy_on_approval(name, **{"region_name": self.region_name, **options})
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
        return snapshot()

    def restore(self, before: Snapshot) -> None:
        """Bring a state back, as often as wanted."""
        restore(before)

    def report(self) -> str:
        """Return what is in the registries, and the last calls and events, as a failing test shows it."""
        return report_of(self)


@cache
def _own_client(region: str, account: str) -> Any:
    """Return the client of the handles themselves, which no test ever has in its hands.

    It lives longer than the test in which it is made, so it takes no endpoint from that test's environment.
    """
    return new_session(region, account).client("sagemaker", config=Config(ignore_configured_endpoint_urls=True))
