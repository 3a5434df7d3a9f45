"""CreatePipeline, UpdatePipeline and DeletePipeline: which definitions are refused, and what goes with a pipeline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import (
    ROLE,
    ask,
    compared,
    condition,
    definition,
    fail,
    get,
    register,
    step,
    train,
)
from botocore.exceptions import ClientError
from support.errors import refused
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Approvals, Client

    Run = Callable[..., str]

UNREADABLE = "Unable to parse pipeline definition. "
PLACE: Any = {"Bucket": "bucket", "ObjectKey": "definition.json"}

REFUSED = {
    "{": "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    "[]": "Expecting start of Json Object.",
    '{"Steps": {}}': "Expecting start of Json Array.",
    '{"Steps": ["a"]}': "Expecting start of Json Object.",
    definition(step("", "Training")): "Missing or malformed property 'Name'.",
    definition(step("two words", "Training")): "Missing or malformed property 'Name'.",
    definition(step("a" * 65, "Training")): "Missing or malformed property 'Name'.",
    definition(parameters=[{"Name": "a.b"}]): "Missing or malformed property 'Name'.",
    definition(register(ModelPackageName="a")): "Unknown Argument member 'ModelPackageName'.",
    definition(step("Model", "Model", {"Name": "a"})): "Unknown Argument member 'Name'.",
    definition(train(), register("Train")): "There is more than one step named 'Train'.",
    definition(condition("If", then=[train("If")])): "There is more than one step named 'If'.",
    definition(train(depends=["Missing"])): "Step Missing is undefined.",
    definition(train(folder=get("Steps.Missing.ModelName"))): "Step Missing is undefined.",
    definition(train(folder=get("Parameters.Missing"))): "Parameter Missing is undefined.",
    definition(train(folder={"Std:Length": []})): "The function Std:Length is undefined.",
    definition(fail(), train(depends=["Stop"])): "Train can not depends on Stop",
    definition(train("A", depends=["B"]), train("B", depends=["A"])): "The steps A, B wait for each other.",
    definition(condition("If", {"Type": "And"})): "The condition type And is undefined.",
    definition(
        condition("If", {"Type": "Not", "Expression": compared(1, "Equals", 1)})
    ): "Cannot parse object, unknown property 'Expression'.",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_a_definition_that_cannot_be_executed_is_refused(client: Client, text: str, reason: str) -> None:
    """When it is created and when it is updated, and neither changes anything."""
    client.create_pipeline(PipelineName="old", PipelineDefinition=definition(), RoleArn=ROLE)
    before = client.describe_pipeline(PipelineName="old")["PipelineDefinition"]

    with refused("ValidationException", UNREADABLE + reason):
        client.create_pipeline(PipelineName="new", PipelineDefinition=text, RoleArn=ROLE)
    with refused("ValidationException", UNREADABLE + reason):
        client.update_pipeline(PipelineName="old", PipelineDefinition=text)

    assert [one["PipelineName"] for one in client.list_pipelines()["PipelineSummaries"]] == ["old"]
    assert client.describe_pipeline(PipelineName="old")["PipelineDefinition"] == before


def test_a_definition_lies_in_s3(
    client: Client, service: Callable[[Any], Any], start: Run, steps: Callable[[str], dict[str, Any]]
) -> None:
    """As text, letter by letter, when it is created and when it is updated; what S3 holds later does not matter."""
    s3 = service("s3")
    s3.create_bucket(Bucket="bucket")
    texts = [json.dumps(json.loads(definition(one)), indent=2) for one in (register(), train())]

    s3.put_object(Bucket="bucket", Key="definition.json", Body=texts[0].encode())
    client.create_pipeline(PipelineName="train", PipelineDefinitionS3Location=PLACE, RoleArn=ROLE)
    s3.put_object(Bucket="bucket", Key="definition.json", Body=texts[1].encode())
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[0]
    assert list(steps(start())) == ["Register"]

    client.update_pipeline(PipelineName="train", PipelineDefinitionS3Location=PLACE)
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[1]
    execution = start()
    assert list(steps(execution)) == ["Train"]
    found = client.describe_pipeline_definition_for_execution(PipelineExecutionArn=execution)
    assert found["PipelineDefinition"] == texts[1]


@pytest.mark.parametrize("bucket", [True, False])
def test_a_definition_that_is_not_in_s3_is_refused(
    client: Client, service: Callable[[Any], Any], *, bucket: bool
) -> None:
    """No object, or no bucket: nothing is created or changed."""
    client.create_pipeline(PipelineName="old", PipelineDefinition=definition(), RoleArn=ROLE)
    if bucket:
        service("s3").create_bucket(Bucket="bucket")

    message = f"{UNREADABLE}There is no definition at s3://bucket/definition.json."
    with refused("ValidationException", message):
        client.create_pipeline(PipelineName="new", PipelineDefinitionS3Location=PLACE, RoleArn=ROLE)
    with refused("ValidationException", message):
        client.update_pipeline(PipelineName="old", PipelineDefinitionS3Location=PLACE)
    assert [one["PipelineName"] for one in client.list_pipelines()["PipelineSummaries"]] == ["old"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (definition(train(), train()), "There is more than one step named 'Train'."),
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("", "There is no definition at s3://bucket/definition.json."),
    ],
)
def test_a_definition_in_s3_is_checked(client: Client, service: Callable[[Any], Any], body: str, reason: str) -> None:
    """As one in the request; an empty file is no definition."""
    service("s3").create_bucket(Bucket="bucket")
    service("s3").put_object(Bucket="bucket", Key="definition.json", Body=body.encode())

    with refused("ValidationException", UNREADABLE + reason):
        client.create_pipeline(PipelineName="new", PipelineDefinitionS3Location=PLACE, RoleArn=ROLE)
    assert client.list_pipelines()["PipelineSummaries"] == []


def test_the_rest_is_motos(client: Client, pipeline: Run) -> None:
    """Names that are taken, tags, descriptions, and updates without a definition."""
    arn = pipeline(register())
    client.add_tags(ResourceArn=arn, Tags=tags(team="a"))
    client.update_pipeline(PipelineName="train", PipelineDescription="late")

    with pytest.raises(ClientError, match="already exists"):
        pipeline()
    described = client.describe_pipeline(PipelineName="train")
    assert (described["PipelineArn"], described["PipelineDescription"]) == (arn, "late")
    assert client.list_tags(ResourceArn=arn)["Tags"] == tags(team="a")


def test_the_executions_of_a_pipeline_go_with_it(
    client: Client, run: Run, pipeline: Run, start: Run, versions: Callable[..., list[Any]]
) -> None:
    """Those of others stay, as do the versions; a new pipeline of the name has none."""
    pipeline(name="other")
    other, execution = start("other"), run(register())

    client.delete_pipeline(PipelineName="train")

    with refused("ResourceNotFound", f"Pipeline execution '{execution}' does not exist."):
        client.describe_pipeline_execution(PipelineExecutionArn=execution)
    with refused("ResourceNotFound", f"Pipeline '{HERE}:pipeline/train' does not exist."):
        client.list_pipeline_executions(PipelineName="train")
    pipeline()
    assert client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"] == []
    (kept,) = client.list_pipeline_executions(PipelineName="other")["PipelineExecutionSummaries"]
    assert (kept["PipelineExecutionArn"], len(versions())) == (other, 1)


def test_a_pipeline_that_runs_is_not_deleted(
    client: Client, run: Run, status: Callable[[str], str], approvals: Approvals
) -> None:
    """Not before its callback has been answered."""
    execution = run(ask(approvals.url))

    with refused(
        "ConflictException", f"Pipeline {HERE}:pipeline/train cannot be deleted because it has running executions."
    ):
        client.delete_pipeline(PipelineName="train")
    assert status(execution) == "Executing"
    client.send_pipeline_execution_step_success(CallbackToken=approvals.taken()[0]["token"])
    client.delete_pipeline(PipelineName="train")

    assert client.list_pipelines()["PipelineSummaries"] == []


def test_an_update_leaves_what_waits_alone(
    client: Client,
    run: Run,
    steps: Callable[[str], dict[str, Any]],
    approvals: Approvals,
) -> None:
    """An execution goes on with the definition that it was started with."""
    execution = run(ask(approvals.url), register(depends=["Ask"]))
    client.update_pipeline(PipelineName="train", PipelineDefinition=definition(train()))

    client.send_pipeline_execution_step_success(CallbackToken=approvals.taken()[0]["token"])

    assert list(steps(execution)) == ["Ask", "Register"]
