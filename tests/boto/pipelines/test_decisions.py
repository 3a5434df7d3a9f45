"""Condition and Fail steps: which branch is taken, what it is decided by, and what stays undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import (
    compared,
    condition,
    evaluate,
    fail,
    get,
    joined,
    parameter,
    register,
    reported,
    step,
)

from sagemaker_registry_mock.testing import StepResult, set_step_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Status = Callable[[str], str]
    Steps = Callable[[str], dict[str, Any]]

DECISION = condition(
    "Decide",
    compared(reported("metrics.error[0].value"), "LessThanOrEqualTo", get("Parameters.Limit")),
    then=[register()],
    otherwise=[
        fail(message=joined("the error is", reported("metrics.error[0].value"), get("Parameters.Limit"), on=" "))
    ],
)
LIMIT = [parameter("Limit", "Float", 0.5)]


def report(error: Any) -> dict[str, Any]:
    """Return the content of an evaluation report."""
    return {"metrics": {"error": [{"value": error}]}}


@pytest.fixture
def bucket(client: Client, service: Callable[[Any], Any]) -> Callable[[str], None]:
    """Write the report of the evaluation to S3, where its step says that it lies."""
    assert client.meta.region_name == "us-east-1"
    service("s3").create_bucket(Bucket="bucket")
    return lambda text: service("s3").put_object(Bucket="bucket", Key="evaluation/evaluation.json", Body=text.encode())


def test_a_good_model_is_registered(run: Run, status: Status, steps: Steps) -> None:
    """The test tells the report: the outcome is True, the version is made, the other branch is not there."""
    set_step_result("train", "Evaluate", StepResult(property_files={"Report": report(0.4)}))

    execution = run(evaluate(), DECISION, parameters=LIMIT)

    assert status(execution) == "Succeeded"
    told = steps(execution)
    assert list(told) == ["Evaluate", "Decide", "Register"]
    assert told["Decide"]["Metadata"] == {"Condition": {"Outcome": "True"}}


def test_a_bad_model_is_not(client: Client, run: Run, status: Status, steps: Steps) -> None:
    """The execution fails with its Fail step, whose message is made of what was found; nothing is registered."""
    set_step_result("train", "Evaluate", StepResult(property_files={"Report": report(0.6)}))

    execution = run(evaluate(), DECISION, parameters=LIMIT)

    told = steps(execution)
    assert list(told) == ["Evaluate", "Decide", "Stop"]
    assert told["Decide"]["Metadata"] == {"Condition": {"Outcome": "False"}}
    assert told["Decide"]["StepStatus"] == "Succeeded"
    assert told["Stop"]["StepStatus"] == "Failed"
    assert told["Stop"]["FailureReason"] == "the error is 0.6 0.5"
    assert told["Stop"]["Metadata"] == {"Fail": {"ErrorMessage": "the error is 0.6 0.5"}}
    assert status(execution) == "Failed"
    described = client.describe_pipeline_execution(PipelineExecutionArn=execution)
    assert described["FailureReason"] == "Step failure: One or multiple steps failed."
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.parametrize(("error", "last"), [(0.5, "Register"), (0.51, "Stop")])
def test_a_report_is_read_from_s3(
    run: Run, steps: Steps, bucket: Callable[[str], None], error: float, last: str
) -> None:
    """Where the test tells no report, it is the object in S3 that the step declares."""
    bucket(json.dumps(report(error)))

    assert list(steps(run(evaluate(), DECISION, parameters=LIMIT)))[-1] == last


def test_a_told_report_goes_before_s3(run: Run, steps: Steps, bucket: Callable[[str], None]) -> None:
    """What the test has told is looked at first."""
    bucket(json.dumps(report(0.9)))
    set_step_result("train", "Evaluate", StepResult(property_files={"Report": report(0.1)}))

    assert list(steps(run(evaluate(), DECISION, parameters=LIMIT)))[-1] == "Register"


PLACE = "s3://bucket/evaluation/evaluation.json"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, f"Std:JsonGet could not read {PLACE}: put the file there, or tell its content beforehand."),
        ("{", f"Std:JsonGet could not read {PLACE}: it is no JSON."),
        ("{}", f"Std:JsonGet found nothing at 'metrics.error[0].value' in {PLACE}."),
        (
            '{"metrics": {"error": [{"value": "low"}]}}',
            "LessThanOrEqualTo cannot compare 'low' with 0.5.",
        ),
    ],
)
def test_a_report_that_says_nothing_fails_the_condition(
    run: Run, steps: Steps, bucket: Callable[[str], None], text: str | None, reason: str
) -> None:
    """No file, no JSON, nothing at the path, nothing to compare: the step tells which, and neither branch is taken."""
    if text is not None:
        bucket(text)

    execution = run(evaluate(), DECISION, parameters=LIMIT)

    told = steps(execution)
    assert list(told) == ["Evaluate", "Decide"]
    assert (told["Decide"]["StepStatus"], told["Decide"]["FailureReason"]) == ("Failed", reason)


def test_a_file_of_any_step_is_read_by_its_uri(run: Run, steps: Steps, bucket: Callable[[str], None]) -> None:
    """Std:JsonGet with an S3Uri, joined of what is known, with a path from the root."""
    bucket('{"metrics": {"all.in": true}}')
    uri = joined("s3://bucket", get("Parameters.Folder"), "evaluation.json", on="/")
    good = compared({"Std:JsonGet": {"S3Uri": uri, "Path": "$.metrics['all.in']"}}, "Equals", True)
    execution = run(
        condition("Decide", good, then=[register()]), parameters=[parameter("Folder", default="evaluation")]
    )

    assert list(steps(execution)) == ["Decide", "Register"]


#: Conditions of one step each, and their outcome.
CONDITIONS: list[tuple[list[Any], str]] = [
    ([], "True"),
    ([compared(get("Parameters.Count"), "Equals", 3)], "True"),
    ([compared(get("Parameters.Count"), "GreaterThan", 3)], "False"),
    ([compared(get("Parameters.Word"), "GreaterThan", "3")], "False"),
    ([compared(get("Parameters.Sure"), "Equals", False)], "False"),
    ([{"Type": "In", "QueryValue": get("Parameters.Count"), "Values": [1, 2, 3]}], "True"),
    ([{"Type": "Not", "Condition": compared(get("Parameters.Count"), "Equals", 3)}], "False"),
    ([{"Type": "Or", "Conditions": [compared(1, "Equals", 2), compared(2, "LessThan", 3)]}], "True"),
    ([compared(1, "Equals", 1), compared(1, "GreaterThanOrEqualTo", 2)], "False"),
    # The first that does not hold decides: the second is not looked at.
    ([compared(1, "Equals", 2), compared(reported("nothing"), "Equals", 1)], "False"),
]


def test_conditions_are_decided_by_parameters(run: Run, steps: Steps) -> None:
    """Every type compares values of the types that the parameters declare; all conditions have to hold."""
    declared = [
        parameter("Count", "Integer"),
        parameter("Word", default="10"),
        parameter("Sure", "Boolean", default=False),
    ]
    deciding = [condition(f"Decide{number}", *one) for number, (one, _) in enumerate(CONDITIONS)]
    told = steps(run(evaluate(), *deciding, parameters=declared, Count="3", Sure="True"))

    outcomes = [told[one["Name"]]["Metadata"]["Condition"]["Outcome"] for one in deciding]
    assert outcomes == [outcome for _, outcome in CONDITIONS]


def test_conditions_stand_in_branches_of_others(run: Run, steps: Steps) -> None:
    """An outcome can be joined, in lower case; what depends on a step of a branch that is not taken never runs."""
    inner = condition("Inner", compared(1, "Equals", 2), then=[register("No")], otherwise=[register("Yes")])
    outer = condition("Outer", compared(1, "Equals", 1), then=[inner], otherwise=[register("Never")])
    told = {"both": joined(get("Steps.Outer.Outcome"), get("Steps.Inner.Outcome"), on=" and ")}
    execution = run(
        outer,
        register("AfterYes", "other", depends=["Yes"], CustomerMetadataProperties=told),
        register("AfterNo", depends=["No"]),
    )

    assert list(steps(execution)) == ["Outer", "Inner", "Yes", "AfterYes"]


def test_what_branches_have_said(run: Run, versions: Callable[..., list[dict[str, Any]]]) -> None:
    """A Boolean joins as true or false."""
    decide = condition("Decide", compared(1, "Equals", 2))
    run(decide, register(CustomerMetadataProperties={"good": joined(get("Steps.Decide.Outcome"))}))

    assert versions()[0]["CustomerMetadataProperties"] == {"good": "false"}


def test_a_failure_ends_it(run: Run, status: Status, steps: Steps) -> None:
    """After a step has failed no other begins, also none that does not depend on it."""
    execution = run(fail(), register())

    assert (list(steps(execution)), status(execution)) == (["Stop"], "Failed")


def test_a_fail_step_without_words(run: Run, steps: Steps) -> None:
    """An empty message is told as such, and is no reason."""
    failed = steps(run(fail(message="")))["Stop"]

    assert failed["Metadata"] == {"Fail": {"ErrorMessage": ""}}
    assert failed["StepStatus"] == "Failed"
    assert "FailureReason" not in failed


def test_a_step_that_nobody_knows_fails(run: Run, steps: Steps) -> None:
    """A type without a rule is accepted, and has no result unless the test tells one."""
    failed = steps(run(step("Odd", "Athena", {})))["Odd"]

    assert failed["FailureReason"] == "sagemaker-registry-mock does not run steps of the Type Athena: tell its result."
