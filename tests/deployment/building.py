"""A SageMaker made by hand, and decisions on the versions in it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import count
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.deployment import Deployment, DeploymentRecord, DeploymentStage, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
ROLE = "arn:aws:iam::123456789012:role/models"
PENDING, APPROVED, REJECTED = "PendingManualApproval", "Approved", "Rejected"
ONE_STAGE = (DeploymentStage("prod"),)
#: Staging by itself, production after somebody's approval.
TWO_STAGES = (DeploymentStage("staging"), DeploymentStage("prod", needs_approval=True))


def version_arn(version: int) -> str:
    """Return the ARN of a version of the group churn."""
    return f"arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/{version}"


def event(version: int, status: str, **detail: Any) -> dict[str, Any]:
    """Return the event of a version of the group churn whose approval status is now `status`."""
    told = {"ModelPackageGroupName": "churn", "ModelPackageVersion": version, "ModelPackageArn": version_arn(version)}
    return {
        "detail-type": "SageMaker Model Package State Change",
        "source": "aws.sagemaker",
        "detail": {**told, "ModelApprovalStatus": status, **detail},
    }


class Refusal(Exception):
    """What this SageMaker refuses; as errors of AWS do, it has a message."""

    def __init__(self, message: str) -> None:
        super().__init__("a refusal")
        self.message = message


class HandMadeSageMaker:
    """As much of SageMaker as a deployment asks for.

    Attributes:
        asked: the operations that were asked for, and their requests.
        statuses: the approval status of each version.
        told: what the last event of each version has told, by its ARN.
        endpoints: the configuration of each endpoint.
        faults: what operations fail with.

    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.statuses: dict[int, str] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self.endpoints: dict[str, str] = {}
        self.faults: dict[str, Exception] = {}

    def ask(self, operation: str, request: dict[str, Any]) -> Any:
        """Note an operation, and do it as far as it matters."""
        self.asked.append((operation, request))
        if operation in self.faults:
            raise self.faults[operation]
        if operation == "ListModelPackages":
            return {"ModelPackageSummaryList": self._approved()[: request["MaxResults"]]}
        if operation == "CreateModel":
            self._check(request["PrimaryContainer"]["ModelPackageName"])
        if operation in {"CreateEndpoint", "UpdateEndpoint"}:
            self.endpoints[request["EndpointName"]] = request["EndpointConfigName"]
        return {}

    def has_endpoint(self, name: str) -> bool:
        """Tell whether an endpoint was created."""
        return name in self.endpoints

    def is_free(self, name: str) -> bool:
        """Tell whether no model of that name was asked for."""
        return all(request.get("ModelName") != name for _, request in self.asked)

    def told_before(self, arn: str) -> Mapping[str, Any]:
        """Return what was told of a version last."""
        return self.told.get(arn, {})

    def operations(self) -> list[str]:
        """Return the names of the operations that were asked for."""
        return [operation for operation, _ in self.asked]

    def _check(self, arn: str) -> None:
        status = self.statuses[int(arn.rpartition("/")[2])]
        if status != APPROVED:
            raise Refusal(f"{arn} is {status}.")

    def _approved(self) -> list[dict[str, Any]]:
        """Return the approved versions, the latest first."""
        approved = (version for version, status in self.statuses.items() if status == APPROVED)
        return [event(version, APPROVED)["detail"] for version in sorted(approved, reverse=True)]


class World:
    """A SageMaker, the deployment of the group churn in it, and a clock that is a second later on every look."""

    def __init__(self, *stages: DeploymentStage) -> None:
        self.sagemaker = HandMadeSageMaker()
        seconds = count()
        self.deployment = Deployment(
            "churn", stages or ONE_STAGE, self.sagemaker, lambda: START + timedelta(seconds=next(seconds)), ROLE
        )

    def decide(self, version: int, status: str) -> None:
        """Give a version an approval status, registering it if there is no such version, and have that announced."""
        known = {"UpdatedModelPackageFields": ["ModelApprovalStatus"]} if version in self.sagemaker.statuses else {}
        announced = event(version, status, **known)
        self.sagemaker.statuses[version] = status
        self.deployment.receive(announced)
        self.sagemaker.told[version_arn(version)] = announced["detail"]

    def approve(self, *versions: int) -> None:
        """Register versions and approve them, one after the other."""
        for version in versions:
            self.decide(version, PENDING)
            self.decide(version, APPROVED)

    def behind(self, endpoint: str) -> int | None:
        """Return the version behind an endpoint; None where there is no such endpoint."""
        requests = [request for _, request in self.sagemaker.asked]
        packages = {one["ModelName"]: one["PrimaryContainer"] for one in requests if "PrimaryContainer" in one}
        variants = {
            one["EndpointConfigName"]: one["ProductionVariants"] for one in requests if "ProductionVariants" in one
        }
        if endpoint not in self.sagemaker.endpoints:
            return None
        (variant,) = variants[self.sagemaker.endpoints[endpoint]]
        return int(packages[variant["ModelName"]]["ModelPackageName"].rpartition("/")[2])

    def told(self) -> list[tuple[int, str | None, int | None, Outcome]]:
        """Return run, stage, version and outcome of every record."""
        return [(one.run, one.stage, one.version, one.outcome) for one in self.deployment.history]

    def last(self) -> DeploymentRecord:
        """Return the last record."""
        return self.deployment.history[-1]
