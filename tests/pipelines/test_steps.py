"""What each type of step does in its turn."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import (
    EXECUTION_ARN,
    EXECUTION_TAG,
    FAILS,
    HOLDS,
    SCOPE,
    World,
    condition,
    definition,
    execution,
    reason,
    run,
    run_of,
    statuses,
    step,
    told,
)

from sagemaker_registry_mock.pipelines.naming import LONGEST, SHORT, job_name

REFUSED = "ClientError: Failed to invoke sagemaker:{}. Error Details: {}"


def metadata(written: Any, world: World | None = None) -> Any:
    """Return the Metadata of a step that has run."""
    return run_of(written, world).members["Metadata"]


def name_of(step_name: str, base: str | None = None, longest: int = LONGEST) -> str:
    """Return the name of what a step makes, where the definition has `base` for it."""
    return job_name(execution(), step_name, 1, base, longest)


@pytest.mark.parametrize(
    ("kind", "told_as", "resource", "longest"),
    [
        ("Training", "TrainingJob", "training-job", LONGEST),
        ("Tuning", "TuningJob", "hyper-parameter-tuning-job", SHORT),
        ("AutoML", "AutoMLJob", "automl-job", SHORT),
    ],
)
def test_a_job_tells_its_arn(kind: str, told_as: str, resource: str, longest: int) -> None:
    """A job succeeds at once, and its Metadata has an ARN with a name of the step's own."""
    one = run_of(step("fit", kind, x=1))

    assert one.status == "Succeeded"
    assert one.members["Metadata"][told_as]["Arn"] == SCOPE.arn(resource, name_of("fit", longest=longest))
    assert one.properties["x"] == 1


def test_a_check_tells_what_is_set_of_it() -> None:
    """The Metadata of a check has its settings, its baselines and the ARN of its job."""
    outputs = {"Outputs": [{"S3Output": {"S3Uri": "s3://b/q"}}]}
    check = {
        **step("check", "QualityCheck", ProcessingOutputConfig=outputs),
        "CheckType": "DATA_QUALITY",
        "SkipCheck": True,
    }
    made = metadata(check)["QualityCheck"]

    assert (made["CheckType"], made["SkipCheck"]) == ("DATA_QUALITY", True)
    assert made["CheckJobArn"] == SCOPE.arn("processing-job", name_of("check"))
    assert made["CalculatedBaselineStatistics"] == "s3://b/q/statistics.json"


@pytest.mark.parametrize(
    ("kind", "resource"), [("Model", "model"), ("EndpointConfig", "endpoint-config"), ("Endpoint", "endpoint")]
)
@pytest.mark.parametrize("base", ["mine", None])
def test_a_resource_is_created_under_its_name(kind: str, resource: str, base: str | None) -> None:
    """What a step creates has a name of its own, which begins as it is told; an endpoint's is what it is told."""
    world, name = World(), "mine" if base and kind == "Endpoint" else name_of("make", base)
    one = run_of(step("make", kind, x=1, **({f"{kind}Name": base} if base else {})), world)

    arn = SCOPE.arn(resource, name)
    assert world.asked == [(f"Create{kind}", {f"{kind}Name": name, "x": 1, "Tags": [EXECUTION_TAG]})]
    assert one.members["Metadata"] == {kind: {"Arn": arn}}
    assert one.properties == {f"{kind}Name": name, "x": 1, f"{kind}Arn": arn}


def test_a_resource_that_is_refused_fails_the_step() -> None:
    """The refusal of CreateModel stands in the failure."""
    one = run_of(step("m", "Model"), World(replies={"CreateModel": ValueError("no")}))

    assert one.members["FailureReason"] == REFUSED.format("CreateModel", "no")


@pytest.mark.parametrize(("written", "outcome"), [([HOLDS], "True"), ([HOLDS, FAILS], "False"), ([], "True")])
def test_a_condition_tells_its_outcome(written: Any, outcome: str) -> None:
    """The outcome is spelled with a capital in the Metadata, and is a Boolean for other steps."""
    one = run_of(condition("c", written))

    assert one.members["Metadata"] == {"Condition": {"Outcome": outcome}}
    assert one.properties == {"Outcome": outcome == "True"}


@pytest.mark.parametrize(
    ("outcome", "taken"), [(True, "yes"), (False, "no"), ("True", "yes"), ("false", "no"), (0, "no"), (None, "no")]
)
def test_an_outcome_that_is_told_leads(outcome: Any, taken: str) -> None:
    """What the test tells of a condition leads into that branch, however it is spelled; null tells nothing."""
    after = run(
        definition(condition("c", [FAILS], [step("yes")], [step("no")])),
        World(results={"c": told(properties={"Outcome": outcome})}),
    )

    assert statuses(after) == {"c": "Succeeded", taken: "Succeeded"}
    assert after.steps[0].members["Metadata"] == {"Condition": {"Outcome": str(taken == "yes")}}


def test_a_condition_that_is_told_is_not_looked_at() -> None:
    """Where the outcome is told, nothing that the conditions name has to be there."""
    broken = {"Type": "Equals", "LeftValue": {"Get": "Execution.Ghost"}, "RightValue": 1}
    world = World(results={"c": told(properties={"Outcome": True})})

    assert run_of(condition("c", [broken]), world).status == "Succeeded"
    assert run_of(condition("c", [FAILS, broken])).properties == {"Outcome": False}
    assert run_of(condition("c", [broken])).members["FailureReason"] == "Execution.Ghost is undefined."


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("stop here", "stop here"),
        ({"Std:Join": {"On": "-", "Values": ["a", True]}}, "a-true"),
        (5, "5"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_fail_step_fails_with_its_message(message: Any, text: str) -> None:
    """The message is the reason and stands in the Metadata; where it is empty there is no reason."""
    one = run_of(step("stop", "Fail", ErrorMessage=message))

    reason_told = {"FailureReason": text} if text else {}
    assert (one.status, one.members) == ("Failed", {"Metadata": {"Fail": {"ErrorMessage": text}}, **reason_told})


@pytest.mark.parametrize(
    ("function", "outputs", "arn", "listed"),
    [
        (
            "arn:f",
            {"code": 200, "ok": True},
            "arn:f",
            [{"Name": "code", "Value": "200"}, {"Name": "ok", "Value": "true"}],
        ),
        ({"Get": "Execution.PipelineName"}, None, "churn", []),
        (None, {}, None, []),
    ],
)
def test_a_lambda_function_returns_what_is_told(function: Any, outputs: Any, arn: Any, listed: Any) -> None:
    """A function is taken as invoked; what it has returned is what the test has told."""
    world = World(results={"call": told(output_parameters=outputs)})
    one = run_of({**step("call", "Lambda"), "FunctionArn": function}, world)

    assert one.members["Metadata"] == {"Lambda": {"Arn": arn, "OutputParameters": listed}}
    assert one.properties == {"OutputParameters": outputs or {}}


def test_a_callback_sends_its_message_and_waits() -> None:
    """The message has the token, the execution and the arguments; the step goes on until it is called back."""
    world = World()
    one = run_of({**step("ask", "Callback", x={"Get": "Execution.PipelineName"}), "SqsQueueUrl": "https://q"}, world)
    token = name_of("ask")[-10:]

    assert (one.status, one.ended, one.token) == ("Executing", None, token)
    message = {"token": token, "pipelineExecutionArn": EXECUTION_ARN, "arguments": {"x": "churn"}}
    assert world.sent == [("https://q", message)]
    told_of = {"CallbackToken": token, "SqsQueueUrl": "https://q", "OutputParameters": []}
    assert one.members["Metadata"] == {"Callback": told_of}
    assert one.properties == {"x": "churn"}


def test_a_callback_that_is_told_waits_for_nobody() -> None:
    """Where the test has told what comes back, no message is sent, and the step has succeeded."""
    world = World(results={"ask": told(output_parameters={"code": 1})})
    one = run_of(step("ask", "Callback"), world)

    assert (one.status, one.token, world.sent) == ("Succeeded", None, [])
    assert one.members["Metadata"]["Callback"]["OutputParameters"] == [{"Name": "code", "Value": "1"}]
    assert one.properties == {"OutputParameters": {"code": 1}}


@pytest.mark.parametrize("kind", ["Lambda", "Callback"])
def test_what_comes_back_is_of_the_declared_types(kind: str) -> None:
    """Each text that is told becomes a value of the type that the definition declares for it; all else stays."""
    declared = [
        {"OutputName": "n", "OutputType": "Integer"},
        {"OutputName": "b", "OutputType": "Boolean"},
        {"OutputName": "m", "OutputType": "Integer"},
    ]
    outputs = {"n": "7", "b": "True", "m": 8, "undeclared": "9"}
    world = World(results={"ask": told(output_parameters=outputs)})
    one = run_of({**step("ask", kind), "OutputParameters": declared}, world)

    assert one.properties == {"OutputParameters": {"n": 7, "b": True, "m": 8, "undeclared": "9"}}
    assert [(out["Name"], out["Value"]) for out in one.members["Metadata"][kind]["OutputParameters"]] == [
        ("n", "7"),
        ("b", "true"),
        ("m", "8"),
        ("undeclared", "9"),
    ]


@pytest.mark.parametrize("kind", ["Lambda", "Callback"])
def test_what_comes_back_of_another_type_fails_the_step(kind: str) -> None:
    """A text that is no value of the declared type is told in the failure, and no message is sent."""
    world = World(results={"ask": told(output_parameters={"n": "many"})})
    outputs = [{"OutputName": "n", "OutputType": "Integer"}]
    one = run_of({**step("ask", kind), "OutputParameters": outputs}, world)

    assert (one.status, world.sent) == ("Failed", [])
    assert one.members["FailureReason"] == "Unexpected type for parameter 'n'. Expected Integer but found 'many'."


def test_a_callback_that_cannot_be_sent_fails() -> None:
    """Where the queue takes no message, nobody would ever answer."""
    one = run_of({**step("ask", "Callback"), "SqsQueueUrl": ["q"]}, World(queue_fails="no such queue"))

    assert (one.status, one.token) == ("Failed", None)
    assert one.members["FailureReason"] == 'The message could not be sent to ["q"]: no such queue'


@pytest.mark.parametrize(("given", "cluster"), [({"ClusterId": "j-1"}, "j-1"), ({"ClusterId": 5}, "5"), ({}, None)])
def test_a_step_on_a_cluster_tells_its_ids(given: dict[str, Any], cluster: str | None) -> None:
    """A step of EMR has a name and an id of its own, and runs on the cluster that is told, or on one of its own."""
    one, name = run_of(step("e", "EMR", **given)), name_of("e")

    tail = name[-10:].upper()
    ids = {"ClusterId": cluster or f"j-{tail}", "StepName": name, "StepId": f"s-{tail}"}
    assert one.members["Metadata"] == {"EMR": ids}
    assert one.properties == ids


def test_a_step_of_another_type_needs_to_be_told() -> None:
    """A type that nothing is known of fails, and the reason tells what to do; where a failure is told, it is that."""
    assert reason(run(definition(step("x", "ForEach"))), "x") == (
        "sagemaker-registry-mock does not run steps of the Type ForEach: tell its result."
    )
    world = World(results={"x": told(failure_reason="worn out")})
    assert reason(run(definition(step("x", "ForEach")), world), "x") == "worn out"
