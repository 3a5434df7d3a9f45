"""Decisions of many threads at once."""

from __future__ import annotations

import json
from collections import Counter
from threading import Thread
from typing import TYPE_CHECKING, Any

from boto.deployment.looking import model_behind, package_behind
from support.examples import THREADS

from sagemaker_registry_mock.deployment import DeploymentStage, deploy_on_approval
from sagemaker_registry_mock.events import outbox
from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

EACH = 4
SOMEBODY = "arn:aws:lambda:us-east-1:123456789012:function:somebody"


def test_approvals_of_many_versions(
    client: SageMakerClient,
    deployment: Deployment,
    approve: Callable[[], str],
    in_threads: Callable[[Callable[[int], Any]], list[list[str]]],
) -> None:
    """Every version is deployed once, runs are numbered in their order, and the endpoint has what came last."""
    arns = in_threads(lambda _number: [approve() for _ in range(EACH)])

    history = deployment.history
    assert [one.run for one in history] == list(range(1, THREADS * EACH + 1))
    assert {one.outcome.value for one in history} == {"Deployed"}
    assert sorted(str(one.version_arn) for one in history) == sorted(arn for mine in arns for arn in mine)
    assert len({one.model for one in history}) == len(history)
    assert model_behind(client, "churn-prod")["ModelName"] == history[-1].model
    assert undelivered_events() == []


def test_runs_follow_the_order_of_the_decisions(
    deployment: Deployment, approve: Callable[[], str], in_threads: Callable[..., list[Any]]
) -> None:
    """What the events say in their order is what the history says."""
    in_threads(lambda _number: [approve() for _ in range(EACH)])

    approvals = [one.resource for one in sent_events() if one.detail["ModelApprovalStatus"] == "Approved"]
    assert [one.version_arn for one in deployment.history] == approvals


def test_decisions_that_go_to_and_fro(
    client: SageMakerClient,
    deployment: Deployment,
    approve: Callable[[], str],
    in_threads: Callable[..., list[Any]],
) -> None:
    """Threads that approve and reject versions of their own leave runs of causes that fit together."""
    arns = [approve() for _ in range(THREADS)]

    def to_and_fro(number: int) -> None:
        for status in ("Rejected", "Approved", "PendingManualApproval", "Approved"):
            client.update_model_package(ModelPackageArn=arns[number], ModelApprovalStatus=status)

    in_threads(to_and_fro)

    causes = Counter(str(one.cause) for one in deployment.history[THREADS:])
    expected = ("Approved → Rejected", "Rejected → Approved", "PendingManualApproval → Approved")
    assert causes == dict.fromkeys(expected, THREADS)
    deployed = deployment.deployed("prod")
    assert deployed is not None
    assert package_behind(client, "churn-prod") == deployed.version_arn


def test_one_approval_of_a_stage(
    client: SageMakerClient, group: str, approve: Callable[[], str], in_threads: Callable[..., list[bool]]
) -> None:
    """Of many who approve a stage at once, one does, and the others are told that nothing waits."""
    deployment = deploy_on_approval(group, stages=[DeploymentStage("prod", needs_approval=True)])
    approve()

    def first(number: int) -> bool:
        try:
            deployment.approve("prod", f"thread {number}")
        except LookupError:
            return False
        return True

    assert sum(in_threads(first)) == 1
    assert [one.outcome.value for one in deployment.history] == ["Deployed"]
    assert len(client.list_models()["Models"]) == 1


def test_an_approval_while_events_wait(
    client: SageMakerClient, events: Any, approve: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stage is approved at once even while another thread delivers events: none of them waits for the other."""
    monkeypatch.setattr(outbox, "PATIENCE", 3.0)
    deployment = deploy_on_approval("churn", stages=[DeploymentStage("prod", needs_approval=True)])
    arn = approve()
    approver = Thread(target=deployment.approve, args=("prod",))
    held_up = []

    def deliver(event: Any) -> None:
        if event["detail"]["UpdatedModelPackageFields"] == ["ApprovalDescription"]:
            client.update_model_package(ModelPackageArn=arn, CustomerMetadataProperties={"this": "waits"})
            approver.start()
            approver.join(timeout=1.5)
            held_up.append(approver.is_alive())

    events.put_rule(Name="others", EventPattern=json.dumps({"source": ["aws.sagemaker"]}))
    events.put_targets(Rule="others", Targets=[{"Id": "1", "Arn": SOMEBODY}])
    stand_in(SOMEBODY, deliver)
    client.update_model_package(ModelPackageArn=arn, ApprovalDescription="this is delivered")
    approver.join()

    assert held_up == [False]
    assert [one.outcome.value for one in deployment.history] == ["Deployed"]
