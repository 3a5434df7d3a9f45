"""Stages: one after the other, each with its endpoint, up to the first that fails."""

from __future__ import annotations

from typing import Any

import pytest
from deployment.building import Refusal, World

from sagemaker_registry_mock.deployment import DeploymentStage, Outcome

THREE = ("test", "staging", "prod")
DEPLOYED, FAILED = Outcome.DEPLOYED, Outcome.FAILED


def three(**last: Any) -> World:
    """Return a world with three stages; the members given are those of the last."""
    *first, name = THREE
    return World(*map(DeploymentStage, first), DeploymentStage(name, **last))


def test_a_run_goes_through_all_stages() -> None:
    """Every stage gets an endpoint, a model and a record of the same run, in the order of the stages."""
    world = three()

    world.approve(1)

    assert world.told() == [(1, stage, 1, DEPLOYED) for stage in THREE]
    assert [one.endpoint for one in world.deployment.history] == [f"churn-{stage}" for stage in THREE]
    assert len({one.model for one in world.deployment.history}) == 3
    assert [one.time for one in world.deployment.history] == sorted({one.time for one in world.deployment.history})
    assert {one.cause for one in world.deployment.history} == {world.last().cause}
    assert [world.behind(f"churn-{stage}") for stage in THREE] == [1, 1, 1]


def test_a_stage_tells_its_endpoint() -> None:
    """An endpoint may have a name that has nothing to do with the group."""
    world = three(endpoint="live")

    world.approve(1)

    assert world.last().endpoint == "live"
    assert world.behind("live") == 1
    assert world.behind("churn-prod") is None


def test_each_stage_has_its_variant() -> None:
    """The instances of one stage are not those of another."""
    big = {"InitialInstanceCount": 4, "InstanceType": "ml.c5.xlarge"}
    world = three(variant=big)

    world.approve(1)

    configs = [request for operation, request in world.sagemaker.asked if operation == "CreateEndpointConfig"]
    counts = [one["ProductionVariants"][0]["InitialInstanceCount"] for one in configs]
    types = [one["ProductionVariants"][0]["InstanceType"] for one in configs]
    assert counts == [1, 1, 4]
    assert types == ["ml.m5.large", "ml.m5.large", "ml.c5.xlarge"]


@pytest.mark.parametrize("operation", ["CreateModel", "CreateEndpointConfig", "CreateEndpoint"])
def test_a_failure_stops_the_stages_behind(operation: str) -> None:
    """The first stage fails; the others are not tried, and nothing is deployed anywhere."""
    world = three()
    world.sagemaker.faults[operation] = RuntimeError("out of order")

    world.approve(1)

    assert world.told() == [(1, "test", 1, FAILED)]
    assert world.last().reason == "out of order"
    assert world.deployment.deployed("test") is None
    assert world.sagemaker.endpoints == {}


def test_a_failure_leaves_what_is_deployed() -> None:
    """A version that cannot be deployed leaves the one before behind the endpoint; the next one is deployed."""
    world = World()
    world.approve(1)

    world.sagemaker.faults["UpdateEndpoint"] = RuntimeError("out of order")
    world.approve(2)
    assert world.told()[-1] == (2, "prod", 2, FAILED)
    assert world.behind("churn-prod") == 1
    deployed = world.deployment.deployed("prod")
    assert deployed is not None
    assert deployed.version == 1

    del world.sagemaker.faults["UpdateEndpoint"]
    world.approve(3)
    assert world.told()[-1] == (3, "prod", 3, DEPLOYED)
    assert world.behind("churn-prod") == 3


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (RuntimeError("out of order"), "out of order"),
        (LookupError("no such region"), "no such region"),
    ],
)
def test_the_reason_is_what_the_fault_says(fault: Exception, reason: str) -> None:
    """An error with no message of its own is told by its text."""
    world = World()
    world.sagemaker.faults["CreateModel"] = fault

    world.approve(1)

    assert world.last().reason == reason


def test_a_refusal_is_told_by_its_message() -> None:
    """What SageMaker refuses has a message, which is the reason."""
    world = World()
    world.sagemaker.faults["CreateModel"] = Refusal("The model exists.")

    world.approve(1)

    assert world.last().reason == "The model exists."
