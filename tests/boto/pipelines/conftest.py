"""Fixtures of the tests of pipelines: one that exists, its executions, and what became of their steps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import ROLE, Approvals, definition

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from boto.pipelines.definitions import Client


@pytest.fixture(scope="session")
def service(aws_session: boto3.Session) -> Callable[[Any], Any]:
    """Give the client of a service; it knows nothing of the mocks before. Each is made once."""
    return cache(aws_session.client)


@pytest.fixture
def pipeline(client: Client) -> Callable[..., str]:
    """Create the pipeline `train` of these steps, and return its ARN."""

    def pipeline(*steps: Any, name: str = "train", parameters: Any = (), **members: Any) -> str:
        text = definition(*steps, parameters=parameters, **members)
        return str(client.create_pipeline(PipelineName=name, PipelineDefinition=text, RoleArn=ROLE)["PipelineArn"])

    return pipeline


@pytest.fixture
def start(client: Client) -> Callable[..., str]:
    """Execute a pipeline with the values of parameters, and return the ARN of the execution."""

    def start(name: str = "train", /, *, members: Any = None, **values: str) -> str:
        given: Any = [{"Name": parameter, "Value": value} for parameter, value in values.items()]
        reply = client.start_pipeline_execution(PipelineName=name, PipelineParameters=given, **(members or {}))
        return str(reply["PipelineExecutionArn"])

    return start


@pytest.fixture
def run(pipeline: Callable[..., str], start: Callable[..., str]) -> Callable[..., str]:
    """Create the pipeline `train` of these steps, execute it, and return the ARN of the execution."""

    def run(*steps: Any, parameters: Any = (), **values: str) -> str:
        pipeline(*steps, parameters=parameters)
        return start(**values)

    return run


@pytest.fixture
def status(client: Client) -> Callable[[str], str]:
    """Tell the status of an execution."""
    return lambda arn: client.describe_pipeline_execution(PipelineExecutionArn=arn)["PipelineExecutionStatus"]


@pytest.fixture
def steps(client: Client) -> Callable[[str], dict[str, Any]]:
    """Tell the steps of an execution by their names, the first first."""

    def steps(arn: str) -> dict[str, Any]:
        told = client.list_pipeline_execution_steps(PipelineExecutionArn=arn, SortOrder="Ascending")
        return {one["StepName"]: one for one in told["PipelineExecutionSteps"]}

    return steps


@pytest.fixture
def versions(client: Client) -> Callable[..., list[dict[str, Any]]]:
    """Describe the versions of a group, the first first."""

    def versions(group: str = "churn") -> list[dict[str, Any]]:
        told = client.list_model_packages(ModelPackageGroupName=group, SortOrder="Ascending", MaxResults=100)
        arns = [one["ModelPackageArn"] for one in told["ModelPackageSummaryList"]]
        return [dict(client.describe_model_package(ModelPackageName=arn)) for arn in arns]

    return versions


@pytest.fixture
def approvals(client: Client, service: Callable[[Any], Any]) -> Approvals:
    """A queue for callbacks."""
    assert client.meta.region_name == "us-east-1"
    return Approvals(service("sqs"))
