"""What a test tells of steps beforehand: for which pipeline, how long it holds, and what it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto.pipelines.definitions import (
    ROLE,
    ask,
    compared,
    condition,
    definition,
    evaluate,
    fail,
    get,
    joined,
    register,
    reported,
    step,
    train,
)
from moto import mock_aws
from support.examples import HERE

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.testing import StepResult, set_step_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Approvals, Client

    Run = Callable[..., str]
    Status = Callable[[str], str]
    Steps = Callable[[str], dict[str, Any]]
    Versions = Callable[..., list[dict[str, Any]]]

MODEL = {"ModelArtifacts": {"S3ModelArtifacts": "s3://bucket/mine.tar.gz"}}


def telling(**paths: Any) -> Any:
    """Return a step that registers a version with these values as metadata."""
    return register(CustomerMetadataProperties={name: joined(path) for name, path in paths.items()})


def test_properties_are_laid_over_those_of_the_step(run: Run, versions: Versions) -> None:
    """Structure by structure: what is not told stays what it would be."""
    set_step_result("train", "Train", StepResult(properties=MODEL))
    artifacts, folder = "Steps.Train.ModelArtifacts.S3ModelArtifacts", "Steps.Train.OutputDataConfig.S3OutputPath"

    run(train(), telling(model=get(artifacts), folder=get(folder)))

    assert versions()[0]["CustomerMetadataProperties"] == {
        "model": "s3://bucket/mine.tar.gz",
        "folder": "s3://bucket/out",
    }


def test_an_outcome_is_told(run: Run, steps: Steps) -> None:
    """The branch is taken whatever the conditions say, which are not looked at."""
    set_step_result("train", "Decide", StepResult(properties={"Outcome": False}))

    execution = run(
        evaluate(),
        condition("Decide", compared(reported("nothing"), "Equals", 1), then=[register()], otherwise=[fail()]),
    )

    assert list(steps(execution)) == ["Evaluate", "Decide", "Stop"]


def test_a_lambda_function_returns_what_is_told(run: Run, steps: Steps, versions: Versions) -> None:
    """Its output parameters, with their types; a function of which nothing is told returns nothing."""
    function = f"{HERE.replace('sagemaker', 'lambda')}:function:judge"
    set_step_result("train", "Judge", StepResult(output_parameters={"good": True, "score": 3}))
    judge = step("Judge", "Lambda", {}, FunctionArn=function)
    decide = condition(
        "Decide",
        compared(get("Steps.Judge.OutputParameters['score']"), "GreaterThan", 2),
        then=[telling(good=get("Steps.Judge.OutputParameters['good']"))],
    )

    told = steps(run(judge, decide, step("Quiet", "Lambda", {}, FunctionArn=function)))

    assert told["Judge"]["Metadata"] == {
        "Lambda": {
            "Arn": function,
            "OutputParameters": [{"Name": "good", "Value": "true"}, {"Name": "score", "Value": "3"}],
        }
    }
    assert told["Quiet"]["Metadata"] == {"Lambda": {"Arn": function, "OutputParameters": []}}
    assert versions()[0]["CustomerMetadataProperties"] == {"good": "true"}


def test_a_callback_that_is_told_waits_for_nobody(run: Run, status: Status, steps: Steps, approvals: Approvals) -> None:
    """No message is sent; the step has succeeded with what was told, be it nothing."""
    set_step_result("train", "First", StepResult(output_parameters={"integer": 7}))
    set_step_result("train", "Second", StepResult(output_parameters={}))

    execution = run(ask(approvals.url, "First"), ask(approvals.url, "Second", depends=["First"]))

    assert (status(execution), approvals.taken()) == ("Succeeded", [])
    outputs = [one["Metadata"]["Callback"]["OutputParameters"] for one in steps(execution).values()]
    assert outputs == [[{"Name": "integer", "Value": "7"}], []]


@pytest.mark.parametrize("failing", [train("Step"), register("Step"), condition("Step"), step("Step", "Athena", {})])
def test_any_step_can_be_made_to_fail(client: Client, run: Run, status: Status, steps: Steps, failing: Any) -> None:
    """With the reason told, without doing anything."""
    set_step_result("train", "Step", StepResult(failure_reason="the disk is full"))

    execution = run(failing, register(depends=["Step"]))

    (failed,) = steps(execution).values()
    assert (failed["FailureReason"], failed["Metadata"], status(execution)) == ("the disk is full", {}, "Failed")
    assert client.list_model_packages()["ModelPackageSummaryList"] == []


def test_a_long_reason_is_cut(run: Run, steps: Steps) -> None:
    """The API tells 1024 characters."""
    set_step_result("train", "Train", StepResult(failure_reason="no " * 1000))

    assert steps(run(train()))["Train"]["FailureReason"] == ("no " * 1000)[:1024]


def test_what_was_told_last_holds(run: Run, start: Run, status: Status) -> None:
    """All that was told of the step before is forgotten; executions that are over stay what they are."""
    set_step_result("train", "Train", StepResult(failure_reason="no"))
    before = run(train())
    set_step_result("train", "Train", StepResult(properties=MODEL))

    assert [status(one) for one in (before, start())] == ["Failed", "Succeeded"]


def test_what_was_told_stays_what_it_was(run: Run, versions: Versions) -> None:
    """What the test does to its own values later changes nothing."""
    told: Any = {"ModelArtifacts": {"S3ModelArtifacts": "first"}}
    report: Any = {"errors": [1]}
    set_step_result("train", "Train", StepResult(properties=told))
    set_step_result("train", "Evaluate", StepResult(property_files={"Report": report}))
    told["ModelArtifacts"]["S3ModelArtifacts"] = "second"
    report["errors"].insert(0, 2)

    run(
        evaluate(),
        train(),
        telling(model=get("Steps.Train.ModelArtifacts.S3ModelArtifacts"), errors=reported("errors[0]")),
    )

    assert versions()[0]["CustomerMetadataProperties"] == {"model": "first", "errors": "1"}


def test_a_result_is_of_one_pipeline_in_one_place(
    client: Client, sagemaker: Callable[[str], Client], pipeline: Run, start: Run, status: Status
) -> None:
    """Not of another pipeline, region or account."""
    far = sagemaker("eu-west-1")
    pipeline(train())
    far.create_pipeline(PipelineName="train", PipelineDefinition=definition(train()), RoleArn=ROLE)
    set_step_result("other", "Train", StepResult(failure_reason="another pipeline"))
    elsewhere = "arn:aws:sagemaker:us-east-1:111122223333:pipeline/train"
    set_step_result(elsewhere, "Train", StepResult(failure_reason="another account"))
    set_step_result("train", "Train", StepResult(failure_reason="another region"), region_name="eu-west-1")

    there = far.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"]

    assert status(start()) == "Succeeded"
    (failed,) = far.list_pipeline_execution_steps(PipelineExecutionArn=there)["PipelineExecutionSteps"]
    assert failed["FailureReason"] == "another region"
    assert client.meta.region_name == "us-east-1"


def test_a_new_mock_has_forgotten_it(sagemaker: Callable[[str], Client]) -> None:
    """What is told holds as long as the mock."""
    client = sagemaker("us-east-1")
    found = []
    for told in (True, False):
        with mock_aws():
            if told:
                set_step_result("train", "Train", StepResult(failure_reason="no"))
            client.create_pipeline(PipelineName="train", PipelineDefinition=definition(train()), RoleArn=ROLE)
            execution = client.start_pipeline_execution(PipelineName="train")["PipelineExecutionArn"]
            found.append(client.describe_pipeline_execution(PipelineExecutionArn=execution)["PipelineExecutionStatus"])

    assert found == ["Failed", "Succeeded"]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"properties": {"when": object()}}, TypeError),
        ({"property_files": {"Report": {"error": float("nan")}}}, ValueError),
        ({"output_parameters": {1, 2}}, TypeError),
    ],
)
def test_what_cannot_be_told_is_refused(run: Run, status: Status, told: Any, error: type[Exception]) -> None:
    """Values that JSON has not: the step stays without a result."""
    with pytest.raises(error):
        set_step_result("train", "Train", StepResult(**{"failure_reason": "no", **told}))

    assert status(run(train())) == "Succeeded"


@pytest.mark.parametrize(
    ("named", "region"),
    [
        ("train", "nowhere"),
        ("arn:aws:sagemaker:nowhere:123456789012:pipeline/train", None),
        ("arn:aws:sagemaker:us-east-1:123456789012:model/train", None),
        ("arn:aws:s3:::train", None),
    ],
)
def test_a_pipeline_that_cannot_be_is_refused(run: Run, status: Status, named: str, region: str | None) -> None:
    """In a region that moto does not have, or by the ARN of something else."""
    with pytest.raises(ValueError, match=r"moto has no SageMaker|no ARN of a pipeline"):
        set_step_result(named, "Train", StepResult(failure_reason="no"), region_name=region)

    assert status(run(train())) == "Succeeded"


@pytest.mark.usefixtures("client")
def test_results_are_told_to_the_registry_only() -> None:
    """Stock moto has no use for them."""
    uninstall()
    with pytest.raises(RuntimeError, match="not plugged into moto"):
        set_step_result("train", "Train", StepResult())
    install()


@pytest.mark.usefixtures("client")
def test_without_a_region_nobody_knows_which_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The region is that of boto3, where none is given; none is configured here."""
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)

    with pytest.raises(ValueError, match="No region is configured: give region_name"):
        set_step_result("train", "Train", StepResult())
