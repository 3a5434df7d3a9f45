"""Operations on pipelines: which definitions are refused, what is not found, and what goes with a pipeline."""

from __future__ import annotations

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
    joined,
    parameter,
    register,
    step,
    train,
)
from botocore.exceptions import ClientError
from support.errors import refused
from support.examples import CONTAINER, HERE, tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Approvals, Client

    Run = Callable[..., str]

PIPELINE = f"{HERE}:pipeline/train"
UNREADABLE = "Unable to parse pipeline definition. "

REFUSED = {
    "{": "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    "[]": "Expecting start of Json Object.",
    '{"Steps": {}}': "Expecting start of Json Array.",
    '{"Steps": ["a"]}': "Expecting start of Json Object.",
    definition(step("", "Training")): "Missing or malformed property 'Name'.",
    definition(step("two words", "Training")): "Missing or malformed property 'Name'.",
    definition(step("a" * 65, "Training")): "Missing or malformed property 'Name'.",
    definition(parameters=[{"Name": "a.b"}]): "Missing or malformed property 'Name'.",
    definition(parameters=[parameter("A"), parameter("A", "Float")]): "There is more than one parameter named 'A'.",
    definition(register(ModelPackageName="a")): "Unknown Argument member 'ModelPackageName'.",
    definition(step("Model", "Model", {"Name": "a"})): "Unknown Argument member 'Name'.",
    definition(
        register(InferenceSpecification={"Containers": [{**CONTAINER, "Memory": 1}]})
    ): "Unknown Argument member 'Memory'.",
    definition(register(ModelMetrics={"Bias": {"Place": get("Parameters.A")}})): "Unknown Argument member 'Place'.",
    definition(
        step("Model", "Model", {"PrimaryContainer": {**CONTAINER, "ImageConfig": {"Mode": "Vpc"}}})
    ): "Unknown Argument member 'Mode'.",
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


def test_a_definition_that_cannot_be_executed_is_refused(client: Client) -> None:
    """When it is created and when it is updated, and neither changes anything."""
    client.create_pipeline(PipelineName="old", PipelineDefinition=definition(), RoleArn=ROLE)
    before = told(client.describe_pipeline(PipelineName="old"))

    for text, reason in REFUSED.items():
        with refused("ValidationException", UNREADABLE + reason):
            client.create_pipeline(PipelineName="new", PipelineDefinition=text, RoleArn=ROLE)
        with refused("ValidationException", UNREADABLE + reason):
            client.update_pipeline(PipelineName="old", PipelineDefinition=text)

    assert [one["PipelineName"] for one in client.list_pipelines()["PipelineSummaries"]] == ["old"]
    assert told(client.describe_pipeline(PipelineName="old")) == before


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("Integer", {"ModelPackageDescription": get("Parameters.Odd")}),
        ("Float", {"CustomerMetadataProperties": {"odd": get("Parameters.Odd")}}),
        ("Boolean", {"InferenceSpecification": {"Containers": [{"Image": get("Parameters.Odd")}]}}),
    ],
)
def test_a_parameter_of_another_type_is_no_text(client: Client, kind: str, arguments: Any) -> None:
    """Where the operation takes a text, however deep; joined it is one."""
    members: Any = {"PipelineName": "train", "RoleArn": ROLE}
    declared = [parameter("Odd", kind)]

    with refused(
        "ValidationException", "Cannot assign property reference [Parameters.Odd] to argument of type [String]."
    ):
        client.create_pipeline(
            PipelineDefinition=definition(register(**arguments), parameters=declared),
            **members,
        )
    for fitting in (
        register(ModelPackageDescription=joined(get("Parameters.Odd"))),
        fail(message=get("Parameters.Odd")),
    ):
        text = definition(fitting, parameters=declared)
        client.create_pipeline(PipelineDefinition=text, **members)
        client.delete_pipeline(PipelineName="train")


@pytest.mark.parametrize("name", ["train", PIPELINE])
def test_a_pipeline_that_does_not_exist_is_not_found(client: Client, pipeline: Run, name: str) -> None:
    """Neither described, nor updated, nor deleted; the last two take names only. There is one of another name."""
    pipeline(name="other")
    calls = [client.describe_pipeline]
    if name == "train":
        calls += [client.update_pipeline, client.delete_pipeline]

    for call in calls:
        with refused("ResourceNotFound", f"Pipeline '{PIPELINE}' does not exist."):
            call(PipelineName=name)
    assert [one["PipelineName"] for one in client.list_pipelines()["PipelineSummaries"]] == ["other"]


def test_what_is_missing_is_missing_before_its_definition_is_read(client: Client) -> None:
    """An update of nothing by a definition that cannot be executed tells that there is nothing."""
    with refused("ResourceNotFound", f"Pipeline '{PIPELINE}' does not exist."):
        client.update_pipeline(PipelineName="train", PipelineDefinition="{")


@pytest.mark.parametrize("member", [{"PipelineVersionId": 1}, {"PipelineVersionAlias": "prod"}])
def test_pipelines_have_no_versions(client: Client, pipeline: Run, start: Run, member: Any) -> None:
    """An execution of one of them is refused, and nothing is run in its stead."""
    pipeline(register())

    with refused(
        "UnsupportedOperationException",
        "Versions of pipelines are kept neither by sagemaker-registry-mock nor by moto.",
    ):
        start(members=member)
    assert client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"] == []
    assert "LastRunTime" not in client.describe_pipeline(PipelineName="train")


def test_the_rest_is_motos(client: Client, pipeline: Run) -> None:
    """Names that are taken, tags, updates without a definition, and descriptions, by the ARN too."""
    arn = pipeline(register())
    client.add_tags(ResourceArn=arn, Tags=tags(team="a"))
    client.update_pipeline(PipelineName="train", PipelineDescription="late")

    with pytest.raises(ClientError, match="already exists"):
        pipeline()
    described = client.describe_pipeline(PipelineName="train")
    assert (described["PipelineArn"], described["PipelineDescription"]) == (arn, "late")
    assert client.describe_pipeline(PipelineName=arn)["PipelineDescription"] == "late"
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
    with refused("ResourceNotFound", f"Pipeline '{PIPELINE}' does not exist."):
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
