"""What a deployment has done: one record for each stage of each run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Outcome(str, Enum):
    """What has become of a version at a stage. Each is also its text."""

    __str__ = str.__str__

    DEPLOYED = "Deployed"
    #: Somebody has to approve the stage first.
    AWAITING_APPROVAL = "AwaitingApproval"
    #: Somebody has refused the stage.
    REFUSED = "Refused"
    #: Another run came while the stage waited for its approval.
    SUPERSEDED = "Superseded"
    #: A version was rejected, and no other one is approved.
    NOTHING_APPROVED = "NothingApproved"
    #: SageMaker has refused to make the model or the endpoint; the reason tells why.
    FAILED = "Failed"


@dataclass(frozen=True, slots=True)
class ApprovalChange:
    """Why a run began: the approval status of a version has changed.

    Attributes:
        version_arn: the version that was decided on, which a rejection does not deploy.
        before: its status until then; None of a version that was registered with a status.
        after: its status since.

    """

    version_arn: str
    before: str | None
    after: str

    def __str__(self) -> str:
        """Return the change in words, such as `PendingManualApproval → Approved`."""
        return f"{self.before or 'registered'} → {self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentRecord:
    """What became of one version at one stage.

    Attributes:
        run: the number of the run, from 1; its stages share it.
        cause: why the run began.
        time: when the record got its outcome, in UTC.
        outcome: what has become of it.
        stage: the name of the stage; None where there was nothing to deploy.
        version_arn, version: what was to be deployed; None where there was nothing to deploy.
        endpoint: the name of the stage's endpoint.
        model, endpoint_config: the names of what was made for it in SageMaker, or was to be made when it failed.
        reason: why it failed, or the comment of whoever decided on the stage.

    """

    run: int
    cause: ApprovalChange
    time: datetime
    outcome: Outcome
    stage: str | None = None
    version_arn: str | None = None
    version: int | None = None
    endpoint: str | None = None
    model: str | None = None
    endpoint_config: str | None = None
    reason: str = ""
