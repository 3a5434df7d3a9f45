"""Deployments that fail: told in the history, and never to whoever has decided on the version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import endpoints, told, version_behind
from support.examples import HERE

from sagemaker_registry_mock.deployment import DeploymentStage, deploy_on_approval
from sagemaker_registry_mock.testing import undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

NO_SUCH_INSTANCE = {"InstanceType": "ml.huge", "InitialInstanceCount": 1}
NEITHER = {"InitialInstanceCount": 1}


@pytest.mark.parametrize(
    ("variant", "reason"),
    [
        (
            NO_SUCH_INSTANCE,
            "1 validation error detected: Value 'ml.huge' at 'productionVariants.1.member.instanceType' failed",
        ),
        (NEITHER, "Invalid Keys for ProductionVariant: "),
    ],
)
@pytest.mark.usefixtures("group")
def test_a_variant_that_is_refused(
    client: SageMakerClient, approve: Callable[[], str], variant: dict[str, Any], reason: str
) -> None:
    """The record has the reason; the caller's update succeeds, no later stage is tried, and no endpoint is made."""
    deployment = deploy_on_approval("churn", stages=[DeploymentStage("staging", variant=variant), DeploymentStage("b")])

    arn = approve()

    assert client.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
    assert told(deployment) == [("PendingManualApproval → Approved", "staging", 1, "Failed")]
    assert deployment.history[0].reason.startswith(reason)
    assert deployment.deployed("staging") is None
    assert endpoints(client) == []
    assert undelivered_events() == []


@pytest.mark.usefixtures("group")
def test_a_failure_at_a_later_stage(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """What was deployed before it stays deployed."""
    stages = [DeploymentStage("staging"), DeploymentStage("prod", variant=NO_SUCH_INSTANCE)]
    deployment = deploy_on_approval("churn", stages=stages)

    approve()

    assert [(stage, outcome) for _, stage, _, outcome in told(deployment)] == [
        ("staging", "Deployed"),
        ("prod", "Failed"),
    ]
    assert endpoints(client) == ["churn-staging"]


def test_a_version_that_is_not_completed(
    client: SageMakerClient,
    deployment: Deployment,
    approve: Callable[[], str],
    transition: Callable[..., None],
) -> None:
    """A version that SageMaker still validates is approved, and not deployed."""
    transition(progression="manual", times=2)

    arn = approve()

    assert client.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Failed")]
    assert deployment.history[0].reason == (
        f"Model Package {arn} cannot be used to create a model: its ModelPackageStatus is Pending."
    )
    assert endpoints(client) == []


def test_a_version_that_was_completed_later(
    client: SageMakerClient,
    deployment: Deployment,
    approve: Callable[[], str],
    decide: Callable[[int, str], None],
    transition: Callable[..., None],
) -> None:
    """A failure is not the last word: the next decision on the version deploys it."""
    transition(progression="manual", times=1)
    arn = approve()
    assert told(deployment)[-1][-1] == "Failed"
    while client.describe_model_package(ModelPackageName=arn)["ModelPackageStatus"] != "Completed":
        pass

    for status in ("Rejected", "Approved"):
        decide(1, status)

    assert told(deployment)[1:] == [
        ("Approved → Rejected", None, None, "NothingApproved"),
        ("Rejected → Approved", "prod", 1, "Deployed"),
    ]
    assert version_behind(client) == 1


def test_the_next_version_is_deployed(client: SageMakerClient, approve: Callable[[], str], group: str) -> None:
    """A run that fails does not stand in the way of the next, and takes a number."""
    variant = dict(NO_SUCH_INSTANCE)
    deployment = deploy_on_approval(group, stages=[DeploymentStage("prod", variant=variant)])
    approve()

    variant["InstanceType"] = "ml.m5.large"
    approve()

    assert [(one.run, one.outcome.value) for one in deployment.history] == [(1, "Failed"), (2, "Deployed")]
    assert version_behind(client) == 2


def test_a_rollback_to_a_version_that_cannot_be_deployed(
    client: SageMakerClient,
    deployment: Deployment,
    register: Callable[..., str],
    decide: Callable[[int, str], None],
    transition: Callable[..., None],
) -> None:
    """The rejection succeeds; the version that should come back is told, and why it does not."""
    transition(progression="manual", times=99)
    for _ in range(2):
        register("Approved")

    decide(2, "Rejected")

    assert told(deployment)[-1] == ("Approved → Rejected", "prod", 1, "Failed")
    assert deployment.history[-1].reason == (
        f"Model Package {HERE}:model-package/churn/1 cannot be used to create a model: "
        "its ModelPackageStatus is Pending."
    )
    assert client.list_model_packages(ModelApprovalStatus="Rejected", ModelPackageGroupName="churn")[
        "ModelPackageSummaryList"
    ]
