"""The deployment of a group: stages one after the other, begun by events, held up by approvals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.deployment.effects import Effect, effect_of
from sagemaker_registry_mock.deployment.endpoints import Plan, SageMaker, name_of
from sagemaker_registry_mock.deployment.history import ApprovalChange, DeploymentRecord, Outcome
from sagemaker_registry_mock.errors import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

#: The variant that the project's template puts behind an endpoint.
DEFAULT_VARIANT: Mapping[str, Any] = {"InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}


class NothingAwaitsApproval(LookupError):
    """The stage that was to be approved or refused does not wait for it."""

    def __init__(self, stage: str) -> None:
        super().__init__(f"Nothing awaits approval at the stage {stage!r}.")


@dataclass(frozen=True, slots=True)
class DeploymentStage:
    """One stage of a deployment.

    Attributes:
        name: such as `staging`.
        endpoint: the name of its endpoint; `<group>-<name>` where left out.
        needs_approval: whether somebody has to approve before it is deployed.
        variant: members of the production variant as CreateEndpointConfig has them: instances, or a ServerlessConfig.

    """

    name: str
    endpoint: str | None = None
    needs_approval: bool = False
    variant: Mapping[str, Any] = field(default_factory=lambda: DEFAULT_VARIANT)


class Deployment:
    """What the CI/CD of a SageMaker project does for one group. `deploy_on_approval` makes and attaches it."""

    def __init__(
        self,
        group: str,
        stages: Sequence[DeploymentStage],
        sagemaker: SageMaker,
        clock: Callable[[], datetime],
        role: str,
    ) -> None:
        names = [stage.name for stage in stages]
        if not names or len({*names}) != len(names):
            reason = f"A deployment needs stages, each of a name of its own: {names}"
            raise ValueError(reason)
        self.group = group
        self.stages = tuple(stages)
        self._sagemaker = sagemaker
        self._clock = clock
        self._role = role
        self._records: list[DeploymentRecord] = []
        self._lock = RLock()
        self.detach: Callable[[], None] = lambda: None

    @property
    def history(self) -> tuple[DeploymentRecord, ...]:
        """What was deployed, refused or held up: a record for each stage of each run, oldest first."""
        return tuple(self._records)

    @property
    def awaiting(self) -> tuple[DeploymentRecord, ...]:
        """The records that wait for an approval: at most one, since a new run takes the place of one that waits."""
        return tuple(record for record in self._records if record.outcome is Outcome.AWAITING_APPROVAL)

    def deployed(self, stage: str) -> DeploymentRecord | None:
        """Return what is deployed at a stage by now; None where nothing is."""
        done = (one for one in reversed(self._records) if one.stage == stage and one.outcome is Outcome.DEPLOYED)
        return next(done, None)

    def approve(self, stage: str, comment: str = "") -> None:
        """Approve the run that waits at a stage: it is deployed there and goes on to the stages behind.

        Raises:
            NothingAwaitsApproval: no run waits there.

        """
        with self._lock:
            place, record = self._waiting_at(stage)
            self._records[place] = done = self._tried(replace(record, reason=comment))
            if done.outcome is Outcome.DEPLOYED:
                names = [one.name for one in self.stages]
                self._go_on(done, self.stages[names.index(stage) + 1 :])

    def refuse(self, stage: str, comment: str = "") -> None:
        """Refuse the run that waits at a stage: it ends there.

        Raises:
            NothingAwaitsApproval: no run waits there.

        """
        with self._lock:
            place, record = self._waiting_at(stage)
            self._records[place] = replace(record, outcome=Outcome.REFUSED, reason=comment, time=self._clock())

    def receive(self, event: Mapping[str, Any]) -> None:
        """Begin a run, if the event of a model package is one that deploys."""
        detail = event["detail"]
        if event["detail-type"] != "SageMaker Model Package State Change" or not self._is_ours(detail):
            return
        arn, after = detail["ModelPackageArn"], detail["ModelApprovalStatus"]
        is_new = "UpdatedModelPackageFields" not in detail
        before = None if is_new else self._sagemaker.told_before(arn).get("ModelApprovalStatus")
        cause, effect = ApprovalChange(arn, before, after), effect_of(before, after)
        with self._lock:
            if effect is Effect.THIS_VERSION:
                self._begin(cause, {"ModelPackageArn": arn, "ModelPackageVersion": detail["ModelPackageVersion"]})
            elif effect is Effect.LATEST_APPROVED:
                self._begin(cause, self._latest_approved())

    def _is_ours(self, detail: Mapping[str, Any]) -> bool:
        return detail.get("ModelPackageGroupName") == self.group

    def _latest_approved(self) -> Mapping[str, Any] | None:
        reply = self._sagemaker.ask(
            "ListModelPackages",
            {
                "ModelPackageGroupName": self.group,
                "ModelApprovalStatus": "Approved",
                "SortBy": "CreationTime",
                "SortOrder": "Descending",
                "MaxResults": 1,
            },
        )
        return next(iter(reply["ModelPackageSummaryList"]), None)

    def _begin(self, cause: ApprovalChange, version: Mapping[str, Any] | None) -> None:
        """Begin a run with a version, or record that there is none to deploy."""
        run = self._records[-1].run + 1 if self._records else 1
        begun = DeploymentRecord(run=run, cause=cause, time=self._clock(), outcome=Outcome.NOTHING_APPROVED)
        for place, record in enumerate(self._records):
            if record.outcome is Outcome.AWAITING_APPROVAL:
                self._records[place] = replace(record, outcome=Outcome.SUPERSEDED, time=self._clock())
        if version is None:
            self._records.append(begun)
            return
        chosen = replace(begun, version_arn=version["ModelPackageArn"], version=version["ModelPackageVersion"])
        self._go_on(chosen, self.stages)

    def _go_on(self, run: DeploymentRecord, stages: Sequence[DeploymentStage]) -> None:
        """Deploy at one stage after the other, up to one that needs an approval or fails."""
        for stage in stages:
            record = self._planned(run, stage)
            self._records.append(record if stage.needs_approval else self._tried(record))
            if self._records[-1].outcome is not Outcome.DEPLOYED:
                return

    def _planned(self, run: DeploymentRecord, stage: DeploymentStage) -> DeploymentRecord:
        return replace(
            run,
            time=self._clock(),
            outcome=Outcome.AWAITING_APPROVAL,
            stage=stage.name,
            endpoint=stage.endpoint or name_of(self.group, stage.name),
            model=None,
            endpoint_config=None,
            reason="",
        )

    def _tried(self, record: DeploymentRecord) -> DeploymentRecord:
        """Deploy what a record plans, and return it with what became of it."""
        variant = next(stage.variant for stage in self.stages if stage.name == record.stage)
        names = (name_of(self.group, f"v{record.version}", record.stage, number) for number in count(record.run))
        name = next(name for name in names if self._sagemaker.is_free(name))
        record = replace(record, model=name, endpoint_config=name)
        try:
            Plan(str(record.version_arn), self._role, name, str(record.endpoint), variant).carry_out(self._sagemaker)
        except Exception as fault:  # noqa: BLE001 - whatever SageMaker refuses is what the history is for
            return replace(record, outcome=Outcome.FAILED, reason=words_of(fault), time=self._clock())
        return replace(record, outcome=Outcome.DEPLOYED, time=self._clock())

    def _waiting_at(self, stage: str) -> tuple[int, DeploymentRecord]:
        for place, record in enumerate(self._records):
            if record.stage == stage and record.outcome is Outcome.AWAITING_APPROVAL:
                return place, record
        raise NothingAwaitsApproval(stage)
