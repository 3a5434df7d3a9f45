"""Callback steps: the message in the queue, the execution that waits, and the answers that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import Approvals, ask, get, joined, parameter, register
from support.errors import refused

from sagemaker_registry_mock.testing import StepResult, set_step_result

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Status = Callable[[str], str]
    Steps = Callable[[str], dict[str, Any]]

ANSWER: Any = [
    {"Name": name, "Value": value}
    for name, value in {"string": "ok", "integer": "7", "float": "0.5", "boolean": "True"}.items()
]


def not_stoppable(execution: str, status: str) -> Any:
    """Expect that an execution of this status is not stopped."""
    message = f"Only pipelines with 'Executing' status can be stopped. The status of {execution} is '{status}'."
    return refused("ValidationException", message)


def test_an_execution_waits_for_its_callback(run: Run, status: Status, steps: Steps, approvals: Approvals) -> None:
    """The message has the token, the execution and the arguments, resolved; nothing behind the step begins."""
    execution = run(
        ask(approvals.url, version=get("Steps.Register.ModelPackageVersion"), who=get("Parameters.Name")),
        register("After", depends=["Ask"]),
        register(),
        parameters=[parameter("Name", default="a")],
    )

    (message,) = approvals.taken()
    waiting = steps(execution)["Ask"]
    assert message == {
        "token": waiting["Metadata"]["Callback"]["CallbackToken"],
        "pipelineExecutionArn": execution,
        "arguments": {"version": 1, "who": "a"},
    }
    assert waiting["Metadata"]["Callback"] == {
        "CallbackToken": message["token"],
        "SqsQueueUrl": approvals.url,
        "OutputParameters": [],
    }
    assert len(message["token"]) == 10
    assert (waiting["StepStatus"], waiting.get("EndTime")) == ("Executing", None)
    assert (list(steps(execution)), status(execution)) == (["Register", "Ask"], "Executing")


def test_success_lets_it_go_on(client: Client, run: Run, status: Status, steps: Steps, approvals: Approvals) -> None:
    """Output parameters have the types that the definition declares, and later steps take them."""
    taken = {kind: joined(get(f"Steps.Ask.OutputParameters['{kind}']")) for kind in ("integer", "float", "boolean")}
    execution = run(ask(approvals.url), register(CustomerMetadataProperties=taken))
    (message,) = approvals.taken()

    reply = client.send_pipeline_execution_step_success(CallbackToken=message["token"], OutputParameters=ANSWER)

    assert reply["PipelineExecutionArn"] == execution
    answered = steps(execution)["Ask"]
    assert (answered["StepStatus"], status(execution)) == ("Succeeded", "Succeeded")
    outputs = {one["Name"]: one["Value"] for one in answered["Metadata"]["Callback"]["OutputParameters"]}
    assert outputs == {"string": "ok", "integer": "7", "float": "0.5", "boolean": "true"}
    version = client.describe_model_package(ModelPackageName="churn/1")
    assert version["CustomerMetadataProperties"] == {"integer": "7", "float": "0.5", "boolean": "true"}


@pytest.mark.parametrize("reason", ["they said no", None])
def test_failure_ends_it(client: Client, run: Run, steps: Steps, approvals: Approvals, reason: str | None) -> None:
    """The step fails with the reason, if there is one, and keeps its metadata; nothing is registered."""
    execution = run(ask(approvals.url), register(depends=["Ask"]))
    token = approvals.taken()[0]["token"]

    client.send_pipeline_execution_step_failure(CallbackToken=token, **({"FailureReason": reason} if reason else {}))

    (failed,) = steps(execution).values()
    assert (failed["StepStatus"], failed.get("FailureReason")) == ("Failed", reason)
    described = client.describe_pipeline_execution(PipelineExecutionArn=execution)
    assert described["PipelineExecutionStatus"] == "Failed"
    assert failed["Metadata"]["Callback"]["CallbackToken"] == token
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_an_answer_is_taken_once(client: Client, run: Run, approvals: Approvals) -> None:
    """A second answer is refused, but for the same request under the same ClientRequestToken."""
    execution = run(ask(approvals.url))
    token = approvals.taken()[0]["token"]
    once: Any = {"CallbackToken": token, "ClientRequestToken": "once" * 8}
    for _ in range(2):
        client.send_pipeline_execution_step_success(**once)

    message = f"Pipeline execution with ARN {execution} is not running: its status is Succeeded."
    for send in (client.send_pipeline_execution_step_success, client.send_pipeline_execution_step_failure):
        with refused("ConflictException", message):
            send(CallbackToken=token)


def test_an_answer_to_nothing_is_refused(client: Client) -> None:
    """A token that no step has."""
    for send in (client.send_pipeline_execution_step_success, client.send_pipeline_execution_step_failure):
        with refused("ResourceNotFound", "No pipeline execution step has the callback token 'abcdefghij'."):
            send(CallbackToken="abcdefghij")


def test_an_answer_of_another_type_is_refused(
    client: Client, run: Run, status: Status, steps: Steps, approvals: Approvals
) -> None:
    """The step waits on, and takes the next answer; what the definition does not declare is a text."""
    execution = run(ask(approvals.url))
    token = approvals.taken()[0]["token"]

    with refused("ValidationException", "Unexpected type for parameter 'integer'. Expected Integer but found 'few'."):
        client.send_pipeline_execution_step_success(
            CallbackToken=token, OutputParameters=[{"Name": "integer", "Value": "few"}]
        )
    assert (steps(execution)["Ask"]["StepStatus"], status(execution)) == ("Executing", "Executing")

    client.send_pipeline_execution_step_success(CallbackToken=token, OutputParameters=[{"Name": "more", "Value": "1"}])
    (output,) = steps(execution)["Ask"]["Metadata"]["Callback"]["OutputParameters"]
    assert (output, status(execution)) == ({"Name": "more", "Value": "1"}, "Succeeded")


def test_several_callbacks_wait_at_once(
    client: Client, run: Run, status: Status, steps: Steps, approvals: Approvals
) -> None:
    """Each has its token; the execution goes on until all are answered, and has failed if one has."""
    execution = run(ask(approvals.url, "First"), ask(approvals.url, "Second"), register(depends=["Second"]))
    first, second = (message["token"] for message in approvals.taken())
    assert first != second

    client.send_pipeline_execution_step_failure(CallbackToken=first)
    assert status(execution) == "Executing"
    client.send_pipeline_execution_step_success(CallbackToken=second)

    assert {name: one["StepStatus"] for name, one in steps(execution).items()} == {
        "First": "Failed",
        "Second": "Succeeded",
    }
    assert status(execution) == "Failed"


def test_a_stop_waits_for_the_callback(
    client: Client, run: Run, status: Status, steps: Steps, approvals: Approvals
) -> None:
    """The queue is told of it, once; when the answer has come the execution is stopped, and no other step begins."""
    execution = run(register("Before"), ask(approvals.url, run="7"), register(depends=["Ask"]))
    (message,) = approvals.taken()

    for _ in range(2):
        client.stop_pipeline_execution(PipelineExecutionArn=execution, ClientRequestToken="once" * 8)

    assert (status(execution), steps(execution)["Ask"]["StepStatus"]) == ("Stopping", "Executing")
    with not_stoppable(execution, "Stopping"):
        client.stop_pipeline_execution(PipelineExecutionArn=execution)
    assert approvals.taken() == [{**message, "status": "Stopping"}]
    client.send_pipeline_execution_step_success(CallbackToken=message["token"])
    assert (status(execution), list(steps(execution))) == ("Stopped", ["Before", "Ask"])
    with not_stoppable(execution, "Stopped"):
        client.stop_pipeline_execution(PipelineExecutionArn=execution)


@pytest.fixture
def far(client: Client, aws_session: boto3.Session) -> Approvals:
    """A queue in another region."""
    assert client.meta.region_name == "us-east-1"
    return Approvals(aws_session.client("sqs", region_name="eu-west-1"))


@pytest.fixture
def others(client: Client, service: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch) -> Approvals:
    """A queue in another account."""
    assert client.meta.region_name == "us-east-1"
    with monkeypatch.context() as there:
        there.setenv("MOTO_ACCOUNT_ID", "111122223333")
        return Approvals(service("sqs"))


def test_a_queue_may_be_elsewhere(
    run: Run, steps: Steps, far: Approvals, others: Approvals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the region and the account that its URL tells, each with the message of its own step."""
    old = far.url.replace("//sqs.eu-west-1.", "//eu-west-1.queue.")
    execution = run(ask(far.url, "Far"), ask(old, "Old"), ask(others.url, "Others"))

    message, again = (far.taken() + far.taken())[:2]
    with monkeypatch.context() as there:
        there.setenv("MOTO_ACCOUNT_ID", "111122223333")
        (other,) = others.taken()
    tokens = [one["Metadata"]["Callback"]["CallbackToken"] for one in steps(execution).values()]
    assert {message["token"], again["token"], other["token"]} == {*tokens}


@pytest.mark.parametrize("url", ["http://localhost:5000/123456789012/approvals", "approvals"])
def test_a_queue_of_no_region_is_here(run: Run, status: Status, approvals: Approvals, url: str) -> None:
    """A URL that tells neither region nor account names the queue by its end."""
    assert status(run(ask(url))) == "Executing"
    assert len(approvals.taken()) == 1


def test_what_is_told_of_outputs_has_the_declared_types(
    run: Run, start: Run, status: Status, steps: Steps, versions: Callable[..., list[Any]]
) -> None:
    """As an answer has: texts are read as these, and one that cannot be fails the step."""
    set_step_result("train", "Ask", StepResult(output_parameters={"integer": "007", "boolean": "True", "string": "1"}))
    taken = {kind: joined(get(f"Steps.Ask.OutputParameters['{kind}']")) for kind in ("integer", "boolean", "string")}
    assert status(run(ask("unused"), register(CustomerMetadataProperties=taken))) == "Succeeded"
    assert versions()[0]["CustomerMetadataProperties"] == {"integer": "7", "boolean": "true", "string": "1"}

    set_step_result("train", "Ask", StepResult(output_parameters={"integer": "few"}))
    failed = steps(start())["Ask"]

    assert failed["FailureReason"] == "Unexpected type for parameter 'integer'. Expected Integer but found 'few'."
    assert (failed["StepStatus"], len(versions())) == ("Failed", 1)


def test_a_queue_that_does_not_exist_fails_the_step(run: Run, status: Status, steps: Steps) -> None:
    """The reason is that of SQS."""
    url = "https://sqs.us-east-1.amazonaws.com/123456789012/missing"
    execution = run(ask(url))

    failed = steps(execution)["Ask"]
    assert failed["FailureReason"].startswith(f"The message could not be sent to {url}: The specified queue does not ")
    assert (failed["Metadata"], status(execution)) == ({}, "Failed")
