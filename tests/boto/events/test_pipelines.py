"""Pipelines and builds as targets: SageMaker, CodePipeline and CodeBuild."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import approvals, arn, role_policy
from moto.codepipeline.models import CodePipelineBackend

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]

ROLE = "arn:aws:iam::123456789012:role/pipelines"
PIPELINE = arn("sagemaker", "pipeline/deploy")
STARTS_PIPELINES = hasattr(CodePipelineBackend, "start_pipeline_execution")


def parameters(**values: str) -> dict[str, Any]:
    """Return the parameters of a target that is a pipeline of SageMaker."""
    return {"PipelineParameterList": [{"Name": name, "Value": value} for name, value in values.items()]}


def action(name: str, category: str, **more: Any) -> dict[str, Any]:
    """Return a stage of CodePipeline with one action."""
    kind = {"category": category, "owner": "AWS", "provider": "S3", "version": "1"}
    return {"name": name, "actions": [{"name": name, "actionTypeId": kind, **more}]}


@pytest.fixture
def executions(client: SageMakerClient, approve: Approve) -> Callable[[], list[str]]:
    """Create a pipeline of SageMaker, and return what lists its executions."""
    assert approve().deliveries == ()
    client.create_pipeline(PipelineName="deploy", PipelineDefinition="{}", ClientRequestToken="t" * 32, RoleArn=ROLE)

    def executions() -> list[str]:
        found = client.list_pipeline_executions(PipelineName="deploy")["PipelineExecutionSummaries"]
        return [one["PipelineExecutionArn"] for one in found]

    return executions


def test_an_event_starts_a_pipeline_of_sagemaker(
    executions: Callable[[], list[str]], approve: Approve, put_rule: PutRule
) -> None:
    """One execution for each event."""
    put_rule(PIPELINE, pattern=approvals("Approved"))
    events = [approve() for _ in range(2)]

    assert [one.undelivered for one in events] == [(), ()]
    assert len(set(executions())) == 2


def test_parameters_of_a_pipeline_are_taken_from_the_event(
    executions: Callable[[], list[str]], client: SageMakerClient, approve: Approve, put_rule: PutRule
) -> None:
    """A value that is a JSON path is what lies there, a text as it is and all else in JSON; others stand as given."""
    given = parameters(
        Version="$.detail.ModelPackageVersion",
        Arn="$.resources[0]",
        Status="$.detail.ModelPackageStatusDetails",
        Stage="staging",
    )
    put_rule({"Arn": PIPELINE, "SageMakerPipelineParameters": given}, pattern=approvals("Approved"))

    approve()

    (execution,) = executions()
    taken = client.list_pipeline_parameters_for_execution(PipelineExecutionArn=execution)["PipelineParameters"]
    assert {one["Name"]: one["Value"] for one in taken} == {
        "Version": "1",
        "Arn": arn("sagemaker", "model-package/churn/1"),
        "Status": json.dumps({"ValidationStatuses": [], "ImageScanStatuses": []}),
        "Stage": "staging",
    }


def test_a_parameter_that_is_not_there_fails(
    executions: Callable[[], list[str]], approve: Approve, put_rule: PutRule
) -> None:
    """A path that leads nowhere starts no pipeline."""
    put_rule({"Arn": PIPELINE, "SageMakerPipelineParameters": parameters(Stage="$.detail.ModelLifeCycle.Stage")})

    reasons = [one.failure for one in approve().undelivered]

    assert reasons == ["The event has nothing at $.detail.ModelLifeCycle.Stage."]
    assert executions() == []


def test_a_pipeline_of_sagemaker_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is that of SageMaker."""
    put_rule(arn("sagemaker", "pipeline/missing"))

    (failed,) = approve().undelivered

    assert failed.failure == f"Pipeline '{arn('sagemaker', 'pipeline/missing')}' does not exist."


@pytest.fixture
def code_pipeline(approve: Approve, service: Callable[..., Any]) -> Any:
    """The client of CodePipeline, where there is a pipeline `deploy`."""
    assert approve().deliveries == ()
    role = service("iam").create_role(RoleName="code", AssumeRolePolicyDocument=role_policy("codepipeline"))
    source = action(
        "source", "Source", configuration={"S3Bucket": "b", "S3ObjectKey": "k"}, outputArtifacts=[{"name": "a"}]
    )
    deploy = action("deploy", "Deploy", configuration={"BucketName": "b"}, inputArtifacts=[{"name": "a"}])
    service("codepipeline").create_pipeline(
        pipeline={
            "name": "deploy",
            "roleArn": role["Role"]["Arn"],
            "artifactStore": {"type": "S3", "location": "artifacts"},
            "stages": [source, deploy],
            "version": 1,
        }
    )
    return service("codepipeline")


@pytest.mark.skipif(not STARTS_PIPELINES, reason="this moto cannot start a pipeline of CodePipeline")
def test_an_event_starts_a_pipeline_of_codepipeline(code_pipeline: Any, approve: Approve, put_rule: PutRule) -> None:
    """One execution for each event; a pipeline that does not exist is not reached."""
    put_rule(arn("codepipeline", "deploy"), arn("codepipeline", "missing"))

    (failed,) = approve().undelivered

    assert failed.target == arn("codepipeline", "missing")
    assert failed.failure == "Account '123456789012' does not have a pipeline with name 'missing'"
    assert len(code_pipeline.list_pipeline_executions(pipelineName="deploy")["pipelineExecutionSummaries"]) == 1


def test_a_moto_that_starts_no_pipelines_of_codepipeline_says_so(
    code_pipeline: Any, approve: Approve, put_rule: PutRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event is undelivered: the pipeline is there, but up to some version moto cannot start it."""
    monkeypatch.delattr(CodePipelineBackend, "start_pipeline_execution", raising=False)
    assert code_pipeline.get_pipeline(name="deploy")["pipeline"]["name"] == "deploy"
    put_rule(arn("codepipeline", "deploy"))

    assert [one.failure for one in approve().undelivered] == ["This moto cannot start a pipeline of CodePipeline."]


def test_a_pipeline_of_codepipeline_is_started_by_its_name(
    approve: Approve, put_rule: PutRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event itself gives the pipeline no variables."""
    started: list[Any] = []
    monkeypatch.setattr(
        CodePipelineBackend, "start_pipeline_execution", lambda _self, *given: started.append(given), raising=False
    )
    put_rule(arn("codepipeline", "deploy"))

    assert approve().undelivered == ()
    assert started == [("deploy", None)]


def test_an_event_starts_a_build(approve: Approve, put_rule: PutRule, service: Callable[..., Any]) -> None:
    """One build for each event."""
    builds = service("codebuild")
    builds.create_project(
        name="deploy",
        source={"type": "S3", "location": "bucket/source.zip"},
        artifacts={"type": "NO_ARTIFACTS"},
        environment={"type": "LINUX_CONTAINER", "image": "image:1", "computeType": "BUILD_GENERAL1_SMALL"},
        serviceRole=ROLE,
    )
    put_rule(arn("codebuild", "project/deploy"))
    events = [approve() for _ in range(2)]

    assert [one.undelivered for one in events] == [(), ()]
    assert len(set(builds.list_builds_for_project(projectName="deploy")["ids"])) == 2


def test_a_build_project_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is told, which moto's own CodeBuild would not."""
    put_rule(arn("codebuild", "project/missing"))

    assert [one.failure for one in approve().undelivered] == ["There is no such project of CodeBuild."]
