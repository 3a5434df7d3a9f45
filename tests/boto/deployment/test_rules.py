"""Deployments started by rules: disabled ones, and the test's own."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import endpoints, told, version_behind

from sagemaker_registry_mock.deployment import DeploymentStage, deploy_on_approval

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

PIPELINE = "arn:aws:codepipeline:us-east-1:123456789012:deploy"
#: The pattern of the project's template.
DECISIONS = {"ModelPackageGroupName": ["churn"], "ModelApprovalStatus": ["Approved", "Rejected"]}


@pytest.fixture
def put_rule(client: SageMakerClient, events: Any) -> Callable[..., None]:  # noqa: ARG001 - its mock
    """Make a rule for events with this detail, which starts the pipeline, or another target."""

    def put_rule(detail: dict[str, Any], target: str = PIPELINE, **members: Any) -> None:
        pattern = {"source": ["aws.sagemaker"], "detail-type": ["SageMaker Model Package State Change"]}
        events.put_rule(Name="mine", EventPattern=json.dumps({**pattern, "detail": detail}))
        events.put_targets(Rule="mine", Targets=[{"Id": "1", "Arn": target, **members}])

    return put_rule


def test_a_rule_that_is_disabled(
    events: Any, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """Nothing is deployed meanwhile, nor made up for later; the next decision is seen for what it is."""
    events.disable_rule(Name="churn-modeldeploy")
    approve()
    approve()
    assert deployment.history == ()

    events.enable_rule(Name="churn-modeldeploy")
    assert deployment.history == ()
    decide(2, "Rejected")

    assert told(deployment) == [("Approved → Rejected", "prod", 1, "Deployed")]


def test_a_rule_of_ones_own(
    client: SageMakerClient,
    put_rule: Callable[..., None],
    events: Any,
    approve: Callable[[], str],
    decide: Callable[[int, str], None],
) -> None:
    """A rule for decisions alone starts the pipeline; what it does not match is known as the status before."""
    put_rule(DECISIONS)
    deployment = deploy_on_approval("churn", pipeline_arn=PIPELINE)
    assert [one["Name"] for one in events.list_rules()["Rules"]] == ["mine"]

    arn = approve()
    approve()
    decide(1, "PendingManualApproval")
    decide(1, "Approved")
    client.update_model_package(ModelPackageArn=arn, CustomerMetadataProperties={"team": "a"})
    decide(1, "Rejected")

    pending_approved = "PendingManualApproval → Approved"
    assert told(deployment) == [
        (pending_approved, "prod", 1, "Deployed"),
        (pending_approved, "prod", 2, "Deployed"),
        (pending_approved, "prod", 1, "Deployed"),
        ("Approved → Rejected", "prod", 2, "Deployed"),
    ]
    assert version_behind(client) == 2


def test_a_rule_for_approvals_alone(
    put_rule: Callable[..., None], approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """A rejection that the rule does not match rolls nothing back."""
    put_rule({"ModelApprovalStatus": ["Approved"]})
    deployment = deploy_on_approval("churn", pipeline_arn=PIPELINE)
    approve()
    approve()

    decide(2, "Rejected")

    assert [version for _, _, version, _ in told(deployment)] == [1, 2]


@pytest.mark.usefixtures("group")
def test_a_rule_for_every_group(
    client: SageMakerClient, put_rule: Callable[..., None], approve: Callable[[], str]
) -> None:
    """Of the events that a rule of all groups sends, the deployment takes those of its own."""
    put_rule({"ModelApprovalStatus": ["Approved"]})
    deployment = deploy_on_approval("churn", pipeline_arn=PIPELINE)
    client.create_model_package_group(ModelPackageGroupName="fraud")

    client.create_model_package(ModelPackageGroupName="fraud", ModelApprovalStatus="Approved")
    approve()

    assert len(deployment.history) == 1
    assert endpoints(client) == ["churn-prod"]


@pytest.mark.parametrize(
    "made_of_it",
    [
        {"Input": json.dumps({"why": "a constant"})},
        {"InputPath": "$.detail.ModelPackageArn"},
        {"InputTransformer": {"InputPathsMap": {"arn": "$.resources[0]"}, "InputTemplate": '"<arn>"'}},
    ],
    ids=lambda members: next(iter(members)),
)
@pytest.mark.usefixtures("group")
def test_what_the_rule_makes_of_an_event(
    put_rule: Callable[..., None], approve: Callable[[], str], made_of_it: dict[str, Any]
) -> None:
    """A pipeline is started whatever its input is: the deployment knows the event."""
    put_rule(DECISIONS, **made_of_it)
    deployment = deploy_on_approval("churn", pipeline_arn=PIPELINE)

    approve()

    assert len(deployment.history) == 1


def test_two_rules_start_two_runs(
    deployment: Deployment, put_rule: Callable[..., None], approve: Callable[[], str]
) -> None:
    """Rules that both match start the pipeline twice, as on AWS; each run has a model of its own."""
    put_rule(DECISIONS, target="arn:aws:codepipeline:us-east-1:123456789012:churn-modeldeploy")

    approve()

    assert [(one.run, one.version, one.outcome.value, one.model) for one in deployment.history] == [
        (1, 1, "Deployed", "churn-v1-prod-1"),
        (2, 1, "Deployed", "churn-v1-prod-2"),
    ]


@pytest.mark.parametrize("stage", ["shadow", "prod"])
def test_two_pipelines_of_one_group(
    deployment: Deployment, put_rule: Callable[..., None], approve: Callable[[], str], stage: str
) -> None:
    """Two deployments of a group each deploy what is approved, even to the same endpoint."""
    put_rule(DECISIONS)
    another = deploy_on_approval("churn", pipeline_arn=PIPELINE, stages=[DeploymentStage(stage)])

    approve()

    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Deployed")]
    assert told(another) == [("PendingManualApproval → Approved", stage, 1, "Deployed")]


@pytest.mark.usefixtures("group")
def test_without_a_rule_nothing_is_started(approve: Callable[[], str]) -> None:
    """Where the test gives a pipeline, the rule is the test's affair; the pipeline is taken by one deployment."""
    deployment = deploy_on_approval("churn", pipeline_arn=PIPELINE)
    with pytest.raises(ValueError, match="has a deployment already"):
        deploy_on_approval("fraud", pipeline_arn=PIPELINE)

    approve()

    assert deployment.history == ()


def test_detached_from_a_rule_of_ones_own(
    events: Any, put_rule: Callable[..., None], approve: Callable[[], str]
) -> None:
    """The rule is the test's and stays; the pipeline is free for another deployment."""
    put_rule(DECISIONS)
    first = deploy_on_approval("churn", pipeline_arn=PIPELINE)

    first.detach()
    second = deploy_on_approval("churn", pipeline_arn=PIPELINE)
    approve()

    assert [one["Name"] for one in events.list_rules()["Rules"]] == ["mine"]
    assert (len(first.history), len(second.history)) == (0, 1)


@pytest.mark.usefixtures("deployment")
def test_a_replay(events: Any, deployment: Deployment, approve: Callable[[], str]) -> None:
    """To replay what an archive holds is no decision on a version, and the rule of a deployment does not break it."""
    bus = "arn:aws:events:us-east-1:123456789012:event-bus/default"
    archive = events.create_archive(ArchiveName="all", EventSourceArn=bus)["ArchiveArn"]
    approve()

    day, now = timedelta(days=1), datetime.now(timezone.utc)
    events.start_replay(
        ReplayName="again",
        EventSourceArn=archive,
        EventStartTime=now - day,
        EventEndTime=now + day,
        Destination={"Arn": bus},
    )

    assert told(deployment) == [("PendingManualApproval → Approved", "prod", 1, "Deployed")]
