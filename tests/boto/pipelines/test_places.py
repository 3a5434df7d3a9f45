"""Pipelines in other regions, accounts, threads, mocks and servers, and executions that are named wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests
from boto.pipelines.definitions import ROLE, Approvals, ask, definition, register
from moto import mock_aws
from support.errors import refused
from support.examples import HERE, THERE, THREADS

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from boto.pipelines.definitions import Client

    Run = Callable[..., str]

MISSING = f"{HERE}:pipeline/train/execution/missing00000"


def on_executions(client: Client, arn: str) -> list[Callable[[], Any]]:
    """Return calls of all operations that name an execution."""
    return [
        lambda: client.describe_pipeline_execution(PipelineExecutionArn=arn),
        lambda: client.describe_pipeline_definition_for_execution(PipelineExecutionArn=arn),
        lambda: client.list_pipeline_execution_steps(PipelineExecutionArn=arn),
        lambda: client.list_pipeline_parameters_for_execution(PipelineExecutionArn=arn),
        lambda: client.stop_pipeline_execution(PipelineExecutionArn=arn),
        lambda: client.retry_pipeline_execution(PipelineExecutionArn=arn),
        lambda: client.update_pipeline_execution(PipelineExecutionArn=arn),
    ]


def test_an_execution_that_does_not_exist_is_not_found(client: Client) -> None:
    """By every operation that names one."""
    for call in on_executions(client, MISSING):
        with refused("ResourceNotFound", f"Pipeline execution '{MISSING}' does not exist."):
            call()


def test_steps_of_nothing_are_refused(client: Client) -> None:
    """The service model lets the execution be left out."""
    with refused("ValidationException", "PipelineExecutionArn must be specified."):
        client.list_pipeline_execution_steps()


@pytest.mark.parametrize(
    ("name", "arn"),
    [
        ("missing", f"{HERE}:pipeline/missing"),
        (f"{HERE}:pipeline/missing", f"{HERE}:pipeline/missing"),
        (f"{HERE}:pipeline/train/execution/x", f"{HERE}:pipeline/train/execution/x"),
    ],
)
def test_a_pipeline_that_does_not_exist_is_not_found(
    client: Client, pipeline: Run, start: Run, name: str, arn: str
) -> None:
    """By its name or its ARN; an execution is no pipeline."""
    pipeline()
    with refused("ResourceNotFound", f"Pipeline '{arn}' does not exist."):
        start(name)
    with refused("ResourceNotFound", f"Pipeline '{arn}' does not exist."):
        client.list_pipeline_executions(PipelineName=name)


def test_an_execution_is_of_its_region(
    client: Client, sagemaker: Callable[[str], Client], run: Run, status: Callable[[str], str]
) -> None:
    """Another region refuses its ARN, whatever is asked, and the pipeline's; a pipeline of the name is another."""
    execution, far = run(register()), sagemaker("eu-west-1")
    far.create_pipeline(PipelineName="train", PipelineDefinition=definition(), RoleArn=ROLE)

    for call in on_executions(far, execution):
        with refused("ValidationException", "ARN should be scoped to correct region: eu-west-1"):
            call()
    with refused("ValidationException", "ARN should be scoped to correct region: eu-west-1"):
        far.start_pipeline_execution(PipelineName=f"{HERE}:pipeline/train")
    assert far.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"] == []
    assert client.meta.region_name == "us-east-1"
    assert status(execution) == "Succeeded"


@pytest.mark.parametrize("exists", [True, False])
def test_an_execution_is_of_its_account(client: Client, monkeypatch: pytest.MonkeyPatch, *, exists: bool) -> None:
    """Nobody else may do anything with it, and nobody learns whether it is there."""
    arn = f"{THERE}:pipeline/train"
    execution = f"{arn}/execution/missing00000"
    if exists:
        with monkeypatch.context() as there:
            there.setenv("MOTO_ACCOUNT_ID", "111122223333")
            client.create_pipeline(PipelineName="train", PipelineDefinition=definition(), RoleArn=ROLE)
            execution = client.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"]
            assert execution.startswith(f"{arn}/execution/")

    def denied(act: Callable[[], Any], action: str, resource: str) -> None:
        with pytest.raises(client.exceptions.ClientError) as caught:
            act()
        error = caught.value.response["Error"]
        assert error["Code"] == "AccessDeniedException"
        assert f"is not authorized to perform: sagemaker:{action} on resource: {resource} " in error["Message"]

    denied(lambda: client.start_pipeline_execution(PipelineName=arn), "StartPipelineExecution", arn)
    denied(lambda: client.list_pipeline_executions(PipelineName=arn), "ListPipelineExecutions", arn)
    stop = lambda: client.stop_pipeline_execution(PipelineExecutionArn=execution)  # noqa: E731
    denied(stop, "StopPipelineExecution", execution)


def test_executions_at_once_have_a_version_each(
    client: Client,
    pipeline: Run,
    in_threads: Callable[..., list[list[str]]],
    versions: Callable[..., list[dict[str, Any]]],
) -> None:
    """Eight threads start the pipeline, which has no group yet: one makes it, and no number is given twice."""
    pipeline(register())

    def start(_number: int) -> list[str]:
        return [client.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"] for _ in range(2)]

    executions = [arn for mine in in_threads(start) for arn in mine]

    found = versions()
    assert [one["ModelPackageVersion"] for one in found] == list(range(1, THREADS * 2 + 1))
    assert {one["MetadataProperties"]["GeneratedBy"] for one in found} == set(executions)
    assert len(set(executions)) == THREADS * 2


def test_an_answer_counts_once_in_all_threads(
    client: Client,
    run: Run,
    approvals: Approvals,
    in_threads: Callable[..., list[bool]],
    versions: Callable[..., list[dict[str, Any]]],
) -> None:
    """Of eight answers to a callback one is taken, and the step behind it runs once."""
    run(ask(approvals.url), register(depends=["Ask"]))
    token = approvals.taken()[0]["token"]

    def answer(_number: int) -> bool:
        try:
            client.send_pipeline_execution_step_success(CallbackToken=token)
        except client.exceptions.ConflictException:
            return False
        return True

    assert sum(in_threads(answer)) == 1
    assert len(versions()) == 1


def test_a_mock_within_a_mock_goes_on(client: Client, run: Run, status: Callable[[str], str]) -> None:
    """It is the same mock: an execution is there on both sides of it."""
    with mock_aws():
        execution = run(register())
        assert status(execution) == "Succeeded"
    assert status(execution) == "Succeeded"
    (listed,) = client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"]
    assert listed["PipelineExecutionArn"] == execution


def test_a_server_runs_pipelines(server: str, aws_session: boto3.Session) -> None:
    """Over a real socket: what waits for a callback, its message in SQS, and the version behind it."""
    requests.post(f"{server}/moto-api/reset", timeout=10)
    client = aws_session.client("sagemaker", endpoint_url=server)
    approvals = Approvals(aws_session.client("sqs", endpoint_url=server))
    text = definition(ask(approvals.url), register(depends=["Ask"]))
    client.create_pipeline(PipelineName="train", PipelineDefinition=text, RoleArn=ROLE)
    execution = client.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"]

    (message,) = approvals.taken()
    client.send_pipeline_execution_step_success(CallbackToken=message["token"])

    told = client.list_pipeline_execution_steps(PipelineExecutionArn=execution)["PipelineExecutionSteps"]
    assert [(one["StepName"], one["StepStatus"]) for one in told] == [("Register", "Succeeded"), ("Ask", "Succeeded")]
    described = client.describe_model_package(ModelPackageName="churn/1")
    assert described["MetadataProperties"]["GeneratedBy"] == execution
