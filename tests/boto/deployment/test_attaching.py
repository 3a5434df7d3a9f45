"""Attaching a deployment to a group, and detaching it: the rule, and what it starts."""

from __future__ import annotations

import json
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import endpoints, told, version_behind

from sagemaker_registry_mock.deployment import DeploymentStage, deploy_on_approval
from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.testing import sent_events, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

VERSION = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
PIPELINE = "arn:aws:codepipeline:us-east-1:123456789012:churn-modeldeploy"
DEPLOYED = ("PendingManualApproval → Approved", "prod", 1, "Deployed")


def test_a_rule_is_made(events: Any, deployment: Deployment) -> None:
    """EventBridge has the rule that a project has, for the events of the group and with a pipeline as its target."""
    (rule,) = events.list_rules()["Rules"]

    assert (rule["Name"], rule["State"], rule["EventBusName"]) == ("churn-modeldeploy", "ENABLED", "default")
    assert json.loads(rule["EventPattern"]) == {
        "source": ["aws.sagemaker"],
        "detail-type": ["SageMaker Model Package State Change"],
        "detail": {"ModelPackageGroupName": ["churn"]},
    }
    (target,) = events.list_targets_by_rule(Rule="churn-modeldeploy")["Targets"]
    assert target["Arn"] == PIPELINE
    assert deployment.group == "churn"


@pytest.mark.usefixtures("deployment")
def test_its_events_are_delivered(approve: Callable[[], str]) -> None:
    """The events that start the deployment are delivered as to any other target."""
    approve()

    assert [[(one.target, one.failure) for one in event.deliveries] for event in sent_events()] == [
        [(PIPELINE, None)]
    ] * 2
    assert undelivered_events() == []


def test_the_group_is_looked_for_under_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody changes the registry while a deployment looks for its group there."""
    registry = SageMaker("us-east-1").backend.registry
    groups, lock, find = registry.groups, registry.lock, registry.groups.find
    free: list[bool] = []

    def try_to_change() -> None:
        free.append(lock.acquire(blocking=False))
        if free[-1]:
            lock.release()

    def watched(name: str) -> Any:
        other = Thread(target=try_to_change)
        other.start()
        other.join()
        return find(name)

    monkeypatch.setattr(groups, "find", watched)
    deploy_on_approval("churn")

    assert free == [False]


def test_before_the_group_exists(client: SageMakerClient) -> None:
    """A deployment waits for its group."""
    deployment = deploy_on_approval("churn")

    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")

    assert version_behind(client) == 1
    assert len(deployment.history) == 1


def test_after_versions_were_approved(
    client: SageMakerClient, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """What was decided before is not made up for, and is known where a rollback needs it."""
    approve()
    approve()
    deployment = deploy_on_approval("churn")
    assert deployment.history == ()

    decide(2, "Rejected")

    assert told(deployment) == [("Approved → Rejected", "prod", 1, "Deployed")]
    assert version_behind(client) == 1


@pytest.mark.parametrize("another", ["churn-eu", "Churn", "fraud"])
@pytest.mark.usefixtures("client", "group")
def test_groups_side_by_side(
    client: SageMakerClient, approve: Callable[[], str], deployment: Deployment, another: str
) -> None:
    """Each group has its history and its endpoint; a decision on one is none on the other."""
    client.create_model_package_group(ModelPackageGroupName=another)
    theirs = deploy_on_approval(another)

    approve()
    for _ in range(2):
        client.create_model_package(ModelPackageGroupName=another, ModelApprovalStatus="Approved")

    assert told(deployment) == [DEPLOYED]
    assert [(one.run, one.version, one.endpoint) for one in theirs.history] == [
        (1, 1, f"{another}-prod"),
        (2, 2, f"{another}-prod"),
    ]
    assert endpoints(client) == sorted(["churn-prod", f"{another}-prod"])


@pytest.mark.parametrize("length", [52, 58, 63])
def test_long_names_side_by_side(client: SageMakerClient, length: int) -> None:
    """Groups whose long names differ in their last letter alone are as much apart as others."""
    names = [f"{'g' * (length - 1)}{last}" for last in "ab"]
    for name in names:
        client.create_model_package_group(ModelPackageGroupName=name)
    deployments = [deploy_on_approval(name) for name in names]

    for name in names:
        client.create_model_package(ModelPackageGroupName=name, ModelApprovalStatus="Approved")

    assert [len(one.history) for one in deployments] == [1, 1]
    assert len(endpoints(client)) == 2


def test_attached_twice(approve: Callable[[], str], deployment: Deployment) -> None:
    """A pipeline has one deployment; the first one stays."""
    with pytest.raises(ValueError, match=f"^{PIPELINE} has a deployment already.$"):
        deploy_on_approval("churn")

    approve()
    assert told(deployment) == [DEPLOYED]


@pytest.mark.parametrize("stages", [[], [DeploymentStage("prod"), DeploymentStage("prod")]])
@pytest.mark.usefixtures("client")
def test_stages_that_are_refused(events: Any, stages: list[DeploymentStage]) -> None:
    """A refusal leaves neither a rule nor a deployment: the next attempt succeeds."""
    with pytest.raises(ValueError, match="each of a name of its own"):
        deploy_on_approval("churn", stages=stages)
    assert events.list_rules()["Rules"] == []

    assert deploy_on_approval("churn").history == ()


@pytest.mark.parametrize("group", ["", VERSION, "arn:aws:s3:::churn"])
@pytest.mark.usefixtures("client")
def test_what_is_no_group(group: str) -> None:
    """A version's ARN, an ARN of another service and no name at all are refused, instead of never deploying."""
    with pytest.raises(ValueError, match=r"^This is neither the name nor the ARN of a model package group: "):
        deploy_on_approval(group)


def test_a_group_in_other_letters(client: SageMakerClient) -> None:
    """A group that is there is found as the API finds it, whatever the letters."""
    client.create_model_package_group(ModelPackageGroupName="Churn")
    deployment = deploy_on_approval("churn")

    client.create_model_package(ModelPackageGroupName="Churn", ModelApprovalStatus="Approved")

    assert [one.version for one in deployment.history] == [1]


def test_detached(client: SageMakerClient, events: Any, approve: Callable[[], str], deployment: Deployment) -> None:
    """Rule and target are gone; history and endpoint stay, and nothing more comes to either."""
    approve()

    deployment.detach()
    approve()

    assert events.list_rules()["Rules"] == []
    assert sent_events()[-1].deliveries == ()
    assert told(deployment) == [DEPLOYED]
    assert version_behind(client) == 1


def test_what_waits_can_be_approved_after_detaching(
    client: SageMakerClient, group: str, approve: Callable[[], str]
) -> None:
    """Detaching stops the events, not the run that is on its way."""
    deployment = deploy_on_approval(group, stages=[DeploymentStage("prod", needs_approval=True)])
    approve()
    deployment.detach()

    deployment.approve("prod")

    assert version_behind(client) == 1


def test_attached_again(
    client: SageMakerClient,
    deployment: Deployment,
    approve: Callable[[], str],
    decide: Callable[[int, str], None],
) -> None:
    """Another deployment of the group begins with an empty history, and deploys even what the first one deployed."""
    approve()
    deployment.detach()
    second = deploy_on_approval("churn")

    for status in ("PendingManualApproval", "Approved"):
        decide(1, status)

    assert told(second) == [DEPLOYED]
    assert told(deployment) == [DEPLOYED]
    assert len(client.list_models()["Models"]) == 2


@pytest.mark.usefixtures("group")
def test_detached_twice(deployment: Deployment, approve: Callable[[], str]) -> None:
    """Detaching once more leaves alone what was attached since."""
    deployment.detach()
    second = deploy_on_approval("churn")

    deployment.detach()
    approve()

    assert told(second) == [DEPLOYED]


def test_the_rule_may_be_gone(events: Any, deployment: Deployment, approve: Callable[[], str]) -> None:
    """A rule that the test has deleted starts nothing, and detaching does not mind."""
    events.remove_targets(Rule="churn-modeldeploy", Ids=["modeldeploy"])
    events.delete_rule(Name="churn-modeldeploy")
    approve()

    deployment.detach()

    assert deployment.history == ()
