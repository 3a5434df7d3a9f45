"""What is told of executions: descriptions, lists in their order and page by page, and the definition of the time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import in_utc
from boto.pipelines.definitions import (
    ROLE,
    compared,
    condition,
    definition,
    evaluate,
    get,
    parameter,
    register,
    step,
)
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client


PIPELINE = f"{HERE}:pipeline/train"
NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)


def test_an_execution_is_described(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str], service: Callable[[Any], Any]
) -> None:
    """Its names and status, who started it and when; what it was not given is not there but for a display name."""
    caller = service("sts").get_caller_identity()
    with freeze_time(NOON):
        execution = start(pipeline(register()))

    described: Any = told(client.describe_pipeline_execution(PipelineExecutionArn=execution))
    by = {"IamIdentity": {"Arn": caller["Arn"], "PrincipalId": caller["UserId"]}}
    assert described == {
        "PipelineArn": PIPELINE,
        "PipelineExecutionArn": execution,
        "PipelineExecutionDisplayName": f"execution-{round(NOON.timestamp() * 1000)}",
        "PipelineExecutionStatus": "Succeeded",
        "CreationTime": NOON,
        "LastModifiedTime": NOON,
        "CreatedBy": by,
        "LastModifiedBy": by,
    }
    key = execution.removeprefix(f"{PIPELINE}/execution/")
    assert len(key) == 12
    assert key.isalnum()
    assert key.islower() or key.isdigit()


def test_an_execution_tells_what_it_was_given(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str]
) -> None:
    """Display name, description, parallelism; the experiment that the definition names, resolved, in lower case."""
    experiment = {"ExperimentName": get("Execution.PipelineName"), "TrialName": get("Parameters.Trial")}
    pipeline(parameters=[parameter("Trial")], PipelineExperimentConfig=experiment)
    given = {
        "PipelineExecutionDisplayName": "monthly",
        "PipelineExecutionDescription": "of the month",
        "ParallelismConfiguration": {"MaxParallelExecutionSteps": 3},
    }

    described = told(client.describe_pipeline_execution(PipelineExecutionArn=start(members=given, Trial="Seven")))

    assert (
        described.items()
        >= {
            **given,
            "PipelineExperimentConfig": {"ExperimentName": "train", "TrialName": "seven"},
        }.items()
    )


def test_the_parallelism_of_a_pipeline_is_that_of_its_executions(client: Client, start: Callable[..., str]) -> None:
    """Where an execution is given none."""
    parallel: Any = {"MaxParallelExecutionSteps": 2}
    client.create_pipeline(
        PipelineName="train", PipelineDefinition=definition(), RoleArn=ROLE, ParallelismConfiguration=parallel
    )

    described = client.describe_pipeline_execution(PipelineExecutionArn=start())
    assert described["ParallelismConfiguration"] == parallel


def test_an_experiment_of_what_is_not_known_yet_is_refused(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str]
) -> None:
    """When an execution starts, no step has run."""
    pipeline(register(), PipelineExperimentConfig={"ExperimentName": get("Steps.Register.ModelPackageArn")})

    reason = "Steps.Register.ModelPackageArn is undefined."
    with refused("ValidationException", f"Unable to parse pipeline definition. {reason}"):
        start()
    assert client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"] == []


def test_executions_are_listed_the_newest_first(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str]
) -> None:
    """Or the oldest, or by their ARNs; by time; page by page; of one pipeline, by its name or its ARN."""
    pipeline(name="other")
    start("other")
    pipeline()
    arns = []
    for minute in range(4):
        with freeze_time(NOON + timedelta(minutes=minute)):
            arns.append(start())

    def listed(name: str = "train", **members: Any) -> list[str]:
        pages = client.get_paginator("list_pipeline_executions").paginate(PipelineName=name, **members)
        return [one["PipelineExecutionArn"] for page in pages for one in page["PipelineExecutionSummaries"]]

    assert listed() == listed(PIPELINE) == arns[::-1]
    assert listed(SortOrder="Ascending", PaginationConfig={"PageSize": 3}) == arns
    assert listed(SortBy="PipelineExecutionArn", SortOrder="Ascending") == sorted(arns)
    assert listed(SortBy="PipelineExecutionArn", PaginationConfig={"PageSize": 1}) == sorted(arns, reverse=True)
    between: Any = {"CreatedAfter": NOON + timedelta(seconds=1), "CreatedBefore": NOON + timedelta(minutes=2.5)}
    assert listed(**between) == arns[2:0:-1]
    (newest,) = client.list_pipeline_executions(PipelineName="train", MaxResults=1)["PipelineExecutionSummaries"]
    assert newest == {
        "PipelineExecutionArn": arns[3],
        "StartTime": NOON + timedelta(minutes=3),
        "PipelineExecutionStatus": "Succeeded",
        "PipelineExecutionDisplayName": f"execution-{round(NOON.timestamp() * 1000) + 180_000}",
    }


def test_steps_are_listed_the_last_first(client: Client, run: Callable[..., str]) -> None:
    """Or the first; page by page; with their times, attempts and what they are called."""
    last = {**register(), "DisplayName": "Into the registry", "Description": "at last"}
    with freeze_time(NOON):
        execution = run(evaluate(), condition("Decide", compared(1, "Equals", 1), then=[last]))

    def listed(**members: Any) -> list[Any]:
        pages = client.get_paginator("list_pipeline_execution_steps").paginate(
            PipelineExecutionArn=execution, **members
        )
        return [one for page in pages for one in page["PipelineExecutionSteps"]]

    assert [one["StepName"] for one in listed(SortOrder="Descending")] == ["Register", "Decide", "Evaluate"]
    assert listed() == listed(PaginationConfig={"PageSize": 1})
    assert listed()[::-1] == listed(SortOrder="Ascending", PaginationConfig={"PageSize": 2})
    assert listed()[0] == {
        "StepName": "Register",
        "StepDisplayName": "Into the registry",
        "StepDescription": "at last",
        "StartTime": NOON,
        "EndTime": NOON,
        "StepStatus": "Succeeded",
        "AttemptCount": 1,
        "Metadata": {"RegisterModel": {"Arn": f"{HERE}:model-package/churn/1"}},
    }
    job = listed()[2]["Metadata"]["ProcessingJob"]["Arn"]
    assert job.startswith(f"{HERE}:processing-job/pipelines-{execution.rpartition('/')[2]}-Evaluate-")


def test_a_page_holds_a_hundred_steps(client: Client, run: Callable[..., str]) -> None:
    """Where the request does not say how many."""
    execution = run(*(step(f"Step{number}", "Lambda", {}) for number in range(101)))

    page = client.list_pipeline_execution_steps(PipelineExecutionArn=execution)
    rest = client.list_pipeline_execution_steps(PipelineExecutionArn=execution, NextToken=page["NextToken"])
    assert len(page["PipelineExecutionSteps"]) == 100
    assert [one["StepName"] for one in rest["PipelineExecutionSteps"]] == ["Step0"]


def test_parameters_are_listed_page_by_page(client: Client, run: Callable[..., str]) -> None:
    """In the order of the definition; the token of one list is none of another's."""
    execution = run(parameters=[parameter(name, default=name.lower()) for name in "CAB"])

    pages = list(
        client.get_paginator("list_pipeline_parameters_for_execution").paginate(
            PipelineExecutionArn=execution, PaginationConfig={"PageSize": 2}
        )
    )
    assert [[(one["Name"], one["Value"]) for one in page["PipelineParameters"]] for page in pages] == [
        [("C", "c"), ("A", "a")],
        [("B", "b")],
    ]
    with refused("ValidationException", "Invalid NextToken."):
        client.list_pipeline_execution_steps(PipelineExecutionArn=execution, NextToken=pages[0]["NextToken"])


def test_an_execution_keeps_its_definition(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str]
) -> None:
    """To the letter, whatever becomes of the pipeline; the next execution has the new one."""
    pipeline(register())
    before = client.describe_pipeline(PipelineName="train")["PipelineDefinition"]
    first = start()
    after = json.dumps(json.loads(before), indent=3)
    client.update_pipeline(PipelineName="train", PipelineDefinition=after)

    for execution, text in ((first, before), (start(), after)):
        found = client.describe_pipeline_definition_for_execution(PipelineExecutionArn=execution)
        described = client.describe_pipeline_execution(PipelineExecutionArn=execution)
        assert (found["PipelineDefinition"], found["CreationTime"]) == (text, described["CreationTime"])


def test_an_execution_is_renamed(client: Client, run: Callable[..., str]) -> None:
    """UpdatePipelineExecution changes what it names, when and by whom it was changed, and nothing else."""
    with freeze_time(NOON):
        execution = run(register())
    before: Any = told(client.describe_pipeline_execution(PipelineExecutionArn=execution))

    with freeze_time(NOON + timedelta(hours=1)):
        reply = client.update_pipeline_execution(PipelineExecutionArn=execution, PipelineExecutionDisplayName="renamed")

    assert told(reply) == {"PipelineExecutionArn": execution}
    after = told(client.describe_pipeline_execution(PipelineExecutionArn=execution))
    changed = {"PipelineExecutionDisplayName": "renamed", "LastModifiedTime": NOON + timedelta(hours=1)}
    assert after == {**before, **changed}


def test_a_pipeline_tells_when_it_has_run(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str]
) -> None:
    """LastRunTime in its description is the start of the last execution."""
    pipeline()
    assert "LastRunTime" not in client.describe_pipeline(PipelineName="train")

    for minute in range(2):
        with freeze_time(NOON + timedelta(minutes=minute)):
            start()

    assert in_utc(client.describe_pipeline(PipelineName="train")["LastRunTime"]) == NOON + timedelta(minutes=1)


def test_a_start_is_done_once_for_its_token(
    client: Client, pipeline: Callable[..., str], start: Callable[..., str]
) -> None:
    """The same request with the same ClientRequestToken is the same execution; another request is refused."""
    pipeline(register(), parameters=[parameter("Word", default="a")])
    token = {"ClientRequestToken": "once" * 8}

    assert start(members=token) == start(members=token) != start()
    assert len(client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]) == 2
    with pytest.raises(client.exceptions.ClientError, match="once" * 8):
        start(members=token, Word="b")
