"""What begins a run of a deployment, and what it leaves in the history."""

from __future__ import annotations

from typing import Any

import pytest
from deployment.building import APPROVED, ONE_STAGE, PENDING, REJECTED, ROLE, START, World, event, version_arn

from sagemaker_registry_mock.deployment import ApprovalChange, Deployment, DeploymentRecord, DeploymentStage, Outcome

DEPLOYED = Outcome.DEPLOYED


def test_nothing_yet() -> None:
    """Before the first event there is no record, nothing waits, nothing is deployed."""
    deployment = World().deployment

    assert deployment.history == ()
    assert deployment.awaiting == ()
    assert deployment.deployed("prod") is None
    assert deployment.group == "churn"
    assert deployment.stages == ONE_STAGE


def test_an_approval_is_recorded() -> None:
    """The record tells the version, why, when, where, and what was made for it."""
    world = World()

    world.decide(7, PENDING)
    world.decide(7, APPROVED)

    (record,) = world.deployment.history
    assert record == DeploymentRecord(
        run=1,
        cause=ApprovalChange(version_arn(7), PENDING, APPROVED),
        time=record.time,
        outcome=DEPLOYED,
        stage="prod",
        version_arn=version_arn(7),
        version=7,
        endpoint="churn-prod",
        model="churn-v7-prod-1",
        endpoint_config="churn-v7-prod-1",
    )
    assert record.time > START
    assert world.deployment.deployed("prod") == record
    assert world.behind("churn-prod") == 7


def test_a_version_registered_as_approved_is_deployed() -> None:
    """The rule of the project matches the first event of a version, too."""
    world = World()

    world.decide(1, APPROVED)

    assert world.told() == [(1, "prod", 1, DEPLOYED)]
    assert str(world.last().cause) == "registered → Approved"


def test_every_approval_is_a_run() -> None:
    """Runs are numbered from one; every run makes a model of its own, even of a version that was deployed before."""
    world = World()

    world.approve(1, 2)
    world.decide(1, PENDING)
    world.decide(1, APPROVED)

    assert world.told() == [(1, "prod", 1, DEPLOYED), (2, "prod", 2, DEPLOYED), (3, "prod", 1, DEPLOYED)]
    assert [one.model for one in world.deployment.history] == ["churn-v1-prod-1", "churn-v2-prod-2", "churn-v1-prod-3"]
    assert world.sagemaker.operations().count("CreateEndpoint") == 1
    assert world.behind("churn-prod") == 1


@pytest.mark.parametrize(
    "statuses",
    [
        (PENDING,),
        (REJECTED,),
        (PENDING, REJECTED),
        (PENDING, PENDING),
        (REJECTED, PENDING),
        (REJECTED, REJECTED),
    ],
)
def test_other_decisions_begin_nothing(statuses: tuple[str, ...]) -> None:
    """A version that never was approved leaves no record, and nothing is asked of SageMaker."""
    world = World()

    for status in statuses:
        world.decide(1, status)

    assert world.deployment.history == ()
    assert world.sagemaker.asked == []


@pytest.mark.parametrize("after", [APPROVED, PENDING])
def test_an_approved_version_stays_deployed(after: str) -> None:
    """Approving a version again, or taking the decision back, leaves it where it is."""
    world = World()
    world.approve(1)

    world.decide(1, after)

    assert world.told() == [(1, "prod", 1, DEPLOYED)]


@pytest.mark.parametrize(
    "announced",
    [
        pytest.param({**event(1, APPROVED), "detail-type": "SageMaker Model Card State Change"}, id="another-kind"),
        pytest.param({**event(1, APPROVED), "detail-type": "SageMaker Model State Change"}, id="a-model"),
        pytest.param(event(1, APPROVED, ModelPackageGroupName="fraud"), id="another-group"),
        pytest.param(event(1, APPROVED, ModelPackageGroupName="churn-eu"), id="a-group-that-begins-alike"),
        pytest.param(event(1, APPROVED, ModelPackageGroupName="Churn"), id="another-letter-case"),
        pytest.param(
            {
                "detail-type": "SageMaker Model Package State Change",
                "detail": {"ModelPackageName": "churn", "ModelPackageArn": version_arn(1)},
            },
            id="an-unversioned-package",
        ),
    ],
)
def test_events_of_others_are_passed_over(announced: dict[str, Any]) -> None:
    """A rule may start the deployment with events that are not of its group: they begin nothing."""
    world = World()

    world.deployment.receive(announced)

    assert world.deployment.history == ()
    assert world.sagemaker.asked == []


def test_the_history_is_a_copy() -> None:
    """A history that was looked at does not grow."""
    world = World()
    world.approve(1)
    seen = world.deployment.history

    world.approve(2)

    assert len(seen) == 1
    assert len(world.deployment.history) == 2


@pytest.mark.parametrize("names", [(), ("prod", "prod"), ("staging", "prod", "staging")])
def test_stages_have_names_of_their_own(names: tuple[str, ...]) -> None:
    """A deployment without a stage, or with two of one name, is refused."""
    stages = [DeploymentStage(name) for name in names]

    with pytest.raises(ValueError, match="each of a name of its own") as caught:
        Deployment("churn", stages, World().sagemaker, lambda: START, ROLE)

    assert str([*names]) in str(caught.value)


def test_a_deployment_that_nobody_attached_can_be_detached() -> None:
    """There is nothing to take away."""
    world = World()

    world.deployment.detach()

    world.approve(1)
    assert world.told() == [(1, "prod", 1, DEPLOYED)]
