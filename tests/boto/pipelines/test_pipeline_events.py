"""What executions announce, and what events start: EventBridge on both sides of a pipeline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import package_behind
from boto.pipelines.definitions import ask, fail, get, joined, parameter, register, train
from freezegun import freeze_time
from support.examples import HERE

from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Approvals, Client

    Run = Callable[..., str]

EXECUTION = "SageMaker Model Building Pipeline Execution Status Change"
STEP = "SageMaker Model Building Pipeline Execution Step Status Change"
PACKAGE = "SageMaker Model Package State Change"
PIPELINE, NOON = f"{HERE}:pipeline/train", "2026-01-31T12:00:00Z"


def details(kind: str) -> list[dict[str, Any]]:
    """Return the details of all events of one kind."""
    return [event.detail for event in sent_events() if event.detail_type == kind]


@pytest.fixture
def put_rule(client: Client, service: Callable[[Any], Any]) -> Callable[..., None]:
    """Put a rule with one target."""
    assert client.meta.region_name == "us-east-1"

    def put_rule(pattern: dict[str, Any], target: dict[str, Any]) -> None:
        events = service("events")
        events.put_rule(Name="rule", EventPattern=json.dumps({"source": ["aws.sagemaker"], **pattern}))
        assert events.put_targets(Rule="rule", Targets=[{"Id": "1", **target}])["FailedEntryCount"] == 0

    return put_rule


def test_an_execution_announces_its_course(run: Run) -> None:
    """It begins, each step begins and ends, and the version is announced where it is made; then the execution ends."""
    run(train(), register(depends=["Train"]))

    told = [
        (event.detail.get("stepName"), event.detail.get("currentStepStatus"))
        if event.detail_type == STEP
        else (event.detail_type, event.detail.get("currentPipelineExecutionStatus"))
        for event in sent_events()
        if event.detail_type in {EXECUTION, STEP, PACKAGE}
    ]
    assert told == [
        (EXECUTION, "Executing"),
        ("Train", "Executing"),
        ("Train", "Succeeded"),
        ("Register", "Executing"),
        (PACKAGE, None),
        ("Register", "Succeeded"),
        (EXECUTION, "Succeeded"),
    ]


def test_the_details_of_an_execution(run: Run) -> None:
    """Its names and times, what it was and what it is, in lower camel case; the resources are both ARNs."""
    with freeze_time(NOON):
        execution = run(fail())

    events = [event for event in sent_events() if event.detail_type == EXECUTION]
    assert [event.envelope["resources"] for event in events] == [[PIPELINE, execution]] * 2
    began, ended = (event.detail for event in events)
    assert began == {
        "pipelineExecutionDisplayName": "execution-1769860800000",
        "currentPipelineExecutionStatus": "Executing",
        "executionStartTime": NOON,
        "pipelineArn": PIPELINE,
        "pipelineExecutionArn": execution,
    }
    assert ended == {
        **began,
        "currentPipelineExecutionStatus": "Failed",
        "previousPipelineExecutionStatus": "Executing",
        "executionEndTime": NOON,
    }


def test_the_details_of_a_step(run: Run) -> None:
    """What it is, what it was, what it has made, and why it failed."""
    with freeze_time(NOON):
        execution = run(register(), fail(message="enough"))

    of = {"pipelineArn": PIPELINE, "pipelineExecutionArn": execution, "stepStartTime": NOON}
    first, second, _, last = details(STEP)
    assert first == {
        **of,
        "stepName": "Register",
        "stepType": "RegisterModel",
        "currentStepStatus": "Executing",
        "metadata": {},
    }
    assert second == {
        **first,
        "currentStepStatus": "Succeeded",
        "previousStepStatus": "Executing",
        "stepEndTime": NOON,
        "metadata": {"registerModel": {"arn": f"{HERE}:model-package/churn/1"}},
    }
    assert last == {
        **of,
        "stepName": "Stop",
        "stepType": "Fail",
        "currentStepStatus": "Failed",
        "previousStepStatus": "Executing",
        "stepEndTime": NOON,
        "failureReason": "enough",
        "metadata": {"fail": {"errorMessage": "enough"}},
    }


def test_a_callback_announces_when_it_is_answered(client: Client, run: Run, approvals: Approvals) -> None:
    """Not while it waits; a stop announces itself when it is asked for and when it is done."""
    execution = run(ask(approvals.url))
    client.stop_pipeline_execution(PipelineExecutionArn=execution)
    assert [one["currentStepStatus"] for one in details(STEP)] == ["Executing"]

    client.send_pipeline_execution_step_success(CallbackToken=approvals.taken()[0]["token"])

    assert [one["currentStepStatus"] for one in details(STEP)] == ["Executing", "Succeeded"]
    told = [
        (one.get("previousPipelineExecutionStatus"), one["currentPipelineExecutionStatus"])
        for one in details(EXECUTION)
    ]
    assert told == [(None, "Executing"), ("Executing", "Stopping"), ("Stopping", "Stopped")]


def test_an_event_starts_a_pipeline(
    client: Client, pipeline: Run, put_rule: Callable[..., None], versions: Callable[..., list[Any]]
) -> None:
    """The rejection of a version trains the next, whose pipeline takes a parameter from the event."""
    pipeline(
        register(CustomerMetadataProperties={"after": joined(get("Parameters.Version"))}),
        parameters=[parameter("Version", "Integer")],
    )
    taken = {"PipelineParameterList": [{"Name": "Version", "Value": "$.detail.ModelPackageVersion"}]}
    put_rule(
        {"detail-type": [PACKAGE], "detail": {"ModelApprovalStatus": ["Rejected"]}},
        {"Arn": PIPELINE, "RoleArn": "arn:aws:iam::123456789012:role/events", "SageMakerPipelineParameters": taken},
    )
    client.create_model_package_group(ModelPackageGroupName="churn")
    first = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]

    client.update_model_package(ModelPackageArn=first, ModelApprovalStatus="Rejected")

    assert undelivered_events() == []
    _, second = versions()
    assert second["CustomerMetadataProperties"] == {"after": "1"}
    (execution,) = client.list_pipeline_executions(PipelineName="train")["PipelineExecutionSummaries"]
    assert second["MetadataProperties"]["GeneratedBy"] == execution["PipelineExecutionArn"]


def test_an_event_that_does_not_fit_starts_nothing(
    client: Client, pipeline: Run, run: Run, put_rule: Callable[..., None]
) -> None:
    """The delivery fails for the reason that SageMaker has, and the caller does not hear of it."""
    pipeline(name="next", parameters=[parameter("Missing")])
    put_rule({"detail-type": [PACKAGE]}, {"Arn": f"{HERE}:pipeline/next"})

    run(register())

    (failed,) = undelivered_events()
    assert [one.failure for one in failed.undelivered] == ["Parameter 'Missing' is undefined."]
    assert client.list_pipeline_executions(PipelineName="next")["PipelineExecutionSummaries"] == []


def test_a_pipeline_that_starts_itself_comes_to_an_end(
    client: Client, pipeline: Run, start: Run, put_rule: Callable[..., None]
) -> None:
    """A rule for the end of an execution that executes the same pipeline: the chain is cut, the test goes on."""
    pipeline(train())
    ended = {"detail-type": [EXECUTION], "detail": {"currentPipelineExecutionStatus": ["Succeeded"]}}
    put_rule(ended, {"Arn": PIPELINE})

    start()

    reasons = {one.failure for event in undelivered_events() for one in event.undelivered}
    assert reasons == {"It is the end of a chain of 100 events, each of them sent by a target of the one before."}
    pages = client.get_paginator("list_pipeline_executions").paginate(PipelineName="train")
    assert sum(len(page["PipelineExecutionSummaries"]) for page in pages) == 101


def test_an_approval_by_a_pipeline_deploys(client: Client, run: Run) -> None:
    """What a step registers as approved is on the endpoint when the start returns."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    deploy_on_approval("churn")

    run(register(ModelApprovalStatus="Approved"))

    assert package_behind(client, "churn-prod") == f"{HERE}:model-package/churn/1"
