"""Stages that wait for somebody's approval."""

from __future__ import annotations

import pytest
from deployment.building import APPROVED, PENDING, REJECTED, TWO_STAGES, World

from sagemaker_registry_mock.deployment import DeploymentStage, NothingAwaitsApproval, Outcome

DEPLOYED, WAITING, SUPERSEDED = Outcome.DEPLOYED, Outcome.AWAITING_APPROVAL, Outcome.SUPERSEDED
REFUSED, FAILED, NOTHING = Outcome.REFUSED, Outcome.FAILED, Outcome.NOTHING_APPROVED


def test_a_stage_waits() -> None:
    """What is to be deployed there is planned, and nothing of it is made."""
    world = World(*TWO_STAGES)

    world.approve(1)

    assert world.told() == [(1, "staging", 1, DEPLOYED), (1, "prod", 1, WAITING)]
    assert world.deployment.awaiting == (world.last(),)
    assert (world.last().endpoint, world.last().model) == ("churn-prod", None)
    assert world.deployment.deployed("prod") is None
    assert [*world.sagemaker.endpoints] == ["churn-staging"]
    assert world.sagemaker.operations().count("CreateModel") == 1


def test_an_approval_deploys() -> None:
    """The record that waited gets its outcome, its time and the comment; there is no second one."""
    world = World(*TWO_STAGES)
    world.approve(1)
    waiting = world.last()

    world.deployment.approve("prod", "looks good")

    assert world.told() == [(1, "staging", 1, DEPLOYED), (1, "prod", 1, DEPLOYED)]
    assert world.last().reason == "looks good"
    assert world.last().time > waiting.time
    assert world.last().cause == waiting.cause
    assert world.deployment.awaiting == ()
    assert world.deployment.deployed("prod") == world.last()
    assert world.behind("churn-prod") == 1


def test_an_approval_goes_on_to_the_stages_behind() -> None:
    """Up to the next one that waits; a comment stays with the stage that it was for."""
    world = World(
        DeploymentStage("test", needs_approval=True),
        DeploymentStage("staging"),
        DeploymentStage("prod", needs_approval=True),
        DeploymentStage("archive"),
    )
    world.approve(1)
    assert world.told() == [(1, "test", 1, WAITING)]

    world.deployment.approve("test", "go")
    assert world.told() == [(1, "test", 1, DEPLOYED), (1, "staging", 1, DEPLOYED), (1, "prod", 1, WAITING)]
    assert [one.reason for one in world.deployment.history] == ["go", "", ""]

    world.deployment.approve("prod")
    assert [one.outcome for one in world.deployment.history] == [DEPLOYED] * 4


def test_a_refusal_ends_the_run() -> None:
    """The stage keeps what it has, the stages behind are not reached, and the comment tells why."""
    world = World(*TWO_STAGES, DeploymentStage("archive"))
    world.approve(1)

    world.deployment.refuse("prod", "too slow")

    assert world.told() == [(1, "staging", 1, DEPLOYED), (1, "prod", 1, REFUSED)]
    assert world.last().reason == "too slow"
    assert world.deployment.awaiting == ()
    assert [*world.sagemaker.endpoints] == ["churn-staging"]

    world.approve(2)
    assert world.told()[2:] == [(2, "staging", 2, DEPLOYED), (2, "prod", 2, WAITING)]


def test_a_comment_may_be_left_out() -> None:
    """The reason is then empty."""
    world = World(*TWO_STAGES)
    world.approve(1)

    world.deployment.refuse("prod")

    assert world.last().reason == ""


@pytest.mark.parametrize("decided", ["approve", "refuse"])
@pytest.mark.parametrize("stage", ["staging", "prod", "nowhere"])
def test_nothing_waits(decided: str, stage: str) -> None:
    """A stage that does not wait, has been decided on, or does not exist, cannot be decided on."""
    world = World(*TWO_STAGES)
    decide = getattr(world.deployment, decided)
    with pytest.raises(NothingAwaitsApproval, match=f"^Nothing awaits approval at the stage '{stage}'.$"):
        decide(stage)

    world.approve(1)
    world.deployment.approve("prod")

    with pytest.raises(NothingAwaitsApproval):
        decide(stage)
    assert world.told() == [(1, "staging", 1, DEPLOYED), (1, "prod", 1, DEPLOYED)]


def test_another_run_takes_the_place() -> None:
    """A newer version is deployed at the first stages; the older one no longer waits, and the newer one does."""
    world = World(*TWO_STAGES)
    world.approve(1)
    waited_since = world.last().time

    world.approve(2)

    assert world.told() == [
        (1, "staging", 1, DEPLOYED),
        (1, "prod", 1, SUPERSEDED),
        (2, "staging", 2, DEPLOYED),
        (2, "prod", 2, WAITING),
    ]
    assert world.deployment.history[1].time > waited_since
    world.deployment.approve("prod")
    assert world.behind("churn-prod") == 2
    with pytest.raises(NothingAwaitsApproval):
        world.deployment.approve("prod")


def test_a_rollback_takes_the_place() -> None:
    """A version that waits and is rejected is not offered for approval any longer: the one before it is."""
    world = World(*TWO_STAGES)
    world.approve(1, 2)

    world.decide(2, REJECTED)

    assert world.told()[2:] == [
        (2, "staging", 2, DEPLOYED),
        (2, "prod", 2, SUPERSEDED),
        (3, "staging", 1, DEPLOYED),
        (3, "prod", 1, WAITING),
    ]


def test_a_rejection_without_a_successor_takes_the_place() -> None:
    """A version that waits, is rejected and was the only one approved, is not offered for approval any longer."""
    world = World(*TWO_STAGES)
    world.approve(1)

    world.decide(1, REJECTED)

    assert world.told() == [(1, "staging", 1, DEPLOYED), (1, "prod", 1, SUPERSEDED), (2, None, None, NOTHING)]
    assert world.deployment.awaiting == ()
    with pytest.raises(NothingAwaitsApproval):
        world.deployment.approve("prod")


def test_a_decision_taken_back_meanwhile() -> None:
    """A version that pends again still waits; approving the stage then fails, since no model can be made of it."""
    world = World(*TWO_STAGES, DeploymentStage("archive"))
    world.approve(1)

    world.decide(1, PENDING)
    assert [one.stage for one in world.deployment.awaiting] == ["prod"]
    world.deployment.approve("prod", "go")

    assert world.told() == [(1, "staging", 1, DEPLOYED), (1, "prod", 1, FAILED)]
    assert world.last().reason.endswith("is PendingManualApproval.")
    assert [*world.deployment.awaiting] == []


def test_a_failure_before_it_never_waits() -> None:
    """A stage behind one that fails does not ask for an approval."""
    world = World(*TWO_STAGES)
    world.sagemaker.faults["CreateEndpoint"] = RuntimeError("out of order")

    world.approve(1)

    assert world.told() == [(1, "staging", 1, FAILED)]
    assert world.deployment.awaiting == ()


def test_what_is_approved_again_runs_again() -> None:
    """A version that was refused at a stage comes there again when it is approved anew."""
    world = World(*TWO_STAGES)
    world.approve(1)
    world.deployment.refuse("prod")

    world.decide(1, REJECTED)
    world.decide(1, APPROVED)

    assert world.told()[2:] == [(2, None, None, NOTHING), (3, "staging", 1, DEPLOYED), (3, "prod", 1, WAITING)]
