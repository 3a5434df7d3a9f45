"""Several stages with somebody's approval between them, as the project's template has staging and production."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from boto.deployment.looking import endpoints, told, version_behind

from sagemaker_registry_mock.deployment import DeploymentStage, NothingAwaitsApproval, deploy_on_approval

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

PENDING_APPROVED = "PendingManualApproval → Approved"


@pytest.fixture
def deployment(group: str) -> Deployment:
    """A deployment to staging, and after an approval to production."""
    return deploy_on_approval(group, stages=[DeploymentStage("staging"), DeploymentStage("prod", needs_approval=True)])


def test_staging_first_and_production_when_approved(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str]
) -> None:
    """The endpoint of production does not exist until somebody has approved."""
    approve()
    assert endpoints(client) == ["churn-staging"]
    assert [one.stage for one in deployment.awaiting] == ["prod"]

    deployment.approve("prod", "tested")

    assert endpoints(client) == ["churn-prod", "churn-staging"]
    assert (version_behind(client, "churn-staging"), version_behind(client, "churn-prod")) == (1, 1)
    deployed = deployment.deployed("prod")
    assert deployed is not None
    assert (deployed.version, deployed.reason, deployed.model) == (1, "tested", "churn-v1-prod-1")


def test_production_stays_behind_staging(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str]
) -> None:
    """Production has what was approved for it last, while staging goes on."""
    approve()
    deployment.approve("prod")
    approve()
    deployment.refuse("prod", "too slow")
    approve()

    assert (version_behind(client, "churn-staging"), version_behind(client, "churn-prod")) == (3, 1)
    assert told(deployment) == [
        (PENDING_APPROVED, "staging", 1, "Deployed"),
        (PENDING_APPROVED, "prod", 1, "Deployed"),
        (PENDING_APPROVED, "staging", 2, "Deployed"),
        (PENDING_APPROVED, "prod", 2, "Refused"),
        (PENDING_APPROVED, "staging", 3, "Deployed"),
        (PENDING_APPROVED, "prod", 3, "AwaitingApproval"),
    ]


def test_a_rollback_waits_for_its_approval_too(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """A rejection puts staging back at once, and production when somebody approves."""
    approve()
    deployment.approve("prod")
    approve()
    deployment.approve("prod")

    decide(2, "Rejected")
    assert (version_behind(client, "churn-staging"), version_behind(client, "churn-prod")) == (1, 2)

    deployment.approve("prod")
    assert version_behind(client, "churn-prod") == 1


def test_a_rejected_version_does_not_wait_any_longer(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """Nobody is asked to put a version into production that was rejected since."""
    approve()

    decide(1, "Rejected")

    assert deployment.awaiting == ()
    with pytest.raises(NothingAwaitsApproval):
        deployment.approve("prod")
    assert endpoints(client) == ["churn-staging"]


def test_what_pends_again_fails_when_it_is_approved(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """No model can be made of a version that is not approved, and the record tells so."""
    arn = approve()
    decide(1, "PendingManualApproval")

    deployment.approve("prod")

    assert told(deployment)[-1] == (PENDING_APPROVED, "prod", 1, "Failed")
    assert deployment.history[-1].reason == (
        f"Model Package {arn} cannot be used to create a model: its ModelApprovalStatus is PendingManualApproval."
    )
    assert endpoints(client) == ["churn-staging"]


def test_every_stage_in_turn(client: SageMakerClient, group: str, approve: Callable[[], str]) -> None:
    """Four stages, the second and the last of which wait."""
    names = ("test", "staging", "canary", "prod")
    deployment = deploy_on_approval(
        group, stages=[DeploymentStage(name, needs_approval=name in {"staging", "prod"}) for name in names]
    )
    approve()

    reached = [endpoints(client)]
    for name in ("staging", "prod"):
        deployment.approve(name)
        reached.append(endpoints(client))

    in_order = [f"churn-{name}" for name in names]
    assert reached == [sorted(in_order[:1]), sorted(in_order[:3]), sorted(in_order)]
