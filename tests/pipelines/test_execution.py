"""An execution runs its steps: in which order, as what, and what is told of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pipelines.building import (
    EXECUTION_ARN,
    FAILS,
    PIPELINE_ARN,
    TIME,
    World,
    condition,
    definition,
    execution,
    run,
    statuses,
    step,
    told,
)

from sagemaker_registry_mock.errors import DefinitionUnreadable
from sagemaker_registry_mock.pipelines.execution import experiment_of, merged
from sagemaker_registry_mock.pipelines.naming import job_name, written

DONE, FAILED = "Succeeded", "Failed"


def test_an_execution_without_steps_has_succeeded() -> None:
    """Where there is nothing to do, all is done."""
    after = run(definition())

    assert (after.status, after.steps) == (DONE, ())


def test_steps_run_as_soon_as_what_they_need_has_succeeded() -> None:
    """Of the steps that can run, the first in the definition does; what others need runs before them."""
    read = definition(
        step("last", "Training", "first", "second"),
        step("second", x={"Get": "Steps.first.TrainingJobName"}),
        step("free"),
        step("first"),
    )

    assert list(statuses(run(read))) == ["free", "first", "second", "last"]


def test_what_a_step_leaves_others_can_take() -> None:
    """A step takes from those before it what they have left, and what the test has told of them lies over it."""
    world = World(
        results={"train": told(properties={"ModelArtifacts": {"S3ModelArtifacts": "s3://mine"}, "Extra": [1]})}
    )
    take = {
        "model": {"Get": "Steps.train.ModelArtifacts.S3ModelArtifacts"},
        "status": {"Get": "Steps.train.TrainingJobStatus"},
    }
    train = step("train", OutputDataConfig={"S3OutputPath": "s3://b"})
    after = run(definition(train, step("make", "Processing", **take, extra={"Get": "Steps.train.Extra[0]"})), world)

    taken = after.steps[1].properties
    assert {name: taken[name] for name in ("model", "status", "extra")} == {
        "model": "s3://mine",
        "status": "Completed",
        "extra": 1,
    }


def test_every_step_has_its_times() -> None:
    """A step ends after it has begun, and the next begins after that."""
    runs = run(definition(step("a"), step("b"), step("stop", "Fail"))).steps
    times = [time for one in runs for time in (one.started, one.ended) if time is not None]

    assert len(times) == 6
    assert sorted(times) == times


def test_every_change_is_announced() -> None:
    """Each step is announced when it begins and when it ends; one that waits has not ended."""
    world = World()
    run(definition(step("a"), step("ask", "Callback"), step("stop", "Fail")), world)

    assert world.changes == [
        ("Training", "a", None, "Executing"),
        ("Training", "a", "Executing", "Succeeded"),
        ("Callback", "ask", None, "Executing"),
        ("Fail", "stop", None, "Executing"),
        ("Fail", "stop", "Executing", "Failed"),
    ]


def test_a_step_tells_how_it_is_called() -> None:
    """The display name and the description of the definition are told, where there are such."""
    named = {**step("a"), "DisplayName": "A", "Description": None}
    first, second = run(definition(named, step("b"))).steps

    assert first.members == {"StepDisplayName": "A", "StepDescription": None, "Metadata": first.members["Metadata"]}
    assert set(second.members) == {"Metadata"}


@pytest.mark.parametrize("fail", ["result", "step", "expression"])
def test_after_a_failure_no_step_begins(fail: str) -> None:
    """A step that fails fails the execution, and nothing else begins, whether or not it needs that step."""
    broken: dict[str, Any] = {
        "result": step("b"),
        "step": step("b", "Fail", ErrorMessage="why"),
        "expression": step("b", x={"Get": "Execution.Ghost"}),
    }
    world = World(results={"b": told(failure_reason="why")} if fail == "result" else {})
    after = run(definition(step("a"), broken[fail], step("c")), world)

    assert (after.status, statuses(after)) == (FAILED, {"a": DONE, "b": FAILED})
    assert after.steps[1].members["FailureReason"] == (
        "why" if fail != "expression" else "Execution.Ghost is undefined."
    )
    assert after.steps[1].properties == {}


def test_a_reason_is_cut_where_the_api_ends_it() -> None:
    """A FailureReason has at most 1024 characters."""
    after = run(definition(step("a")), World(results={"a": told(failure_reason="x" * 2000)}))

    assert after.steps[0].members["FailureReason"] == "x" * 1024


def test_settings_of_a_step_may_be_expressions() -> None:
    """What stands beside the arguments is resolved as well."""
    ask = {**step("ask", "Callback"), "SqsQueueUrl": {"Get": "Steps.make.QueueUrl"}}
    world = World()
    run(definition(ask, step("make", QueueUrl="https://q")), world)

    assert [queue for queue, _ in world.sent] == ["https://q"]


def test_an_execution_knows_itself_and_its_parameters() -> None:
    """Execution variables, parameters and the experiment are what expressions name."""
    names = [
        "StartDateTime",
        "PipelineName",
        "PipelineArn",
        "PipelineExecutionId",
        "PipelineExecutionArn",
        "TrainingJobName",
    ]
    arguments: dict[str, Any] = {f"My{name}": {"Get": f"Execution.{name}"} for name in [*names, "CurrentDateTime"]}
    arguments |= {"p": {"Get": "Parameters.p"}, "e": {"Get": "PipelineExperimentConfig.ExperimentName"}}
    read = definition(step("a", **arguments), parameters=[{"Name": "p"}])
    taken = run(read, parameters={"p": 7}, experiment={"ExperimentName": "x"}).steps[0].properties

    assert [taken[f"My{name}"] for name in names] == [
        "2026-03-01T12:00:00.000Z",
        "churn",
        PIPELINE_ARN,
        "abcdef123456",
        EXECUTION_ARN,
        job_name(execution(), "a", 1),
    ]
    assert (taken["p"], taken["e"]) == (7, "x")
    assert taken["MyCurrentDateTime"] == written(TIME + timedelta(seconds=2))  # the clock was asked twice


@pytest.mark.parametrize(("kind", "member"), [("Processing", "x"), ("Training", "TrainingJobName")])
def test_a_job_name_is_that_of_its_own_type(kind: str, member: str) -> None:
    """A step does not know the name of a job of another type, nor can a name be made of itself."""
    after = run(definition(step("a", kind, **{member: {"Get": "Execution.TrainingJobName"}})))

    assert after.steps[0].members["FailureReason"] == "Execution.TrainingJobName is undefined."


@pytest.mark.parametrize(
    ("config", "known"),
    [
        ({}, {}),
        (
            {"ExperimentName": {"Get": "Execution.PipelineName"}, "TrialName": "My-Trial"},
            {"ExperimentName": "churn", "TrialName": "my-trial"},
        ),
        ({"ExperimentName": {"Get": "Parameters.p"}, "TrialName": None}, {"ExperimentName": "7"}),
    ],
)
def test_the_experiment_is_known_when_the_execution_starts(config: dict[str, Any], known: dict[str, str]) -> None:
    """Its names are texts in lower case, made of what is known then."""
    assert experiment_of(execution(parameters={"p": 7}), definition(PipelineExperimentConfig=config)) == known


def test_an_experiment_cannot_name_what_comes_later() -> None:
    """What a step leaves is not known when the execution starts."""
    late = definition(step("a"), PipelineExperimentConfig={"TrialName": {"Get": "Steps.a.TrainingJobName"}})

    with pytest.raises(DefinitionUnreadable) as caught:
        experiment_of(execution(), late)
    assert str(caught.value) == "Unable to parse pipeline definition. Steps.a.TrainingJobName is undefined."


@pytest.mark.parametrize(
    ("properties", "laid_over", "result"),
    [
        ({"a": 1}, {}, {"a": 1}),
        ({"a": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 3}),
        ({"a": {"b": 1, "c": {"d": 2}}}, {"a": {"c": {"e": 3}}}, {"a": {"b": 1, "c": {"d": 2, "e": 3}}}),
        ({"a": {"b": 1}}, {"a": 5}, {"a": 5}),
        ({"a": 5}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    ],
)
def test_what_is_told_is_laid_over_structure_by_structure(properties: Any, laid_over: Any, result: Any) -> None:
    """Structures are merged; all else is replaced, and what was there stays as it was."""
    before = repr(properties)

    assert merged(properties, laid_over) == result
    assert repr(properties) == before


def test_told_properties_of_a_condition_are_its_outcome_alone() -> None:
    """A condition leaves nothing else to others."""
    world = World(results={"c": told(properties={"Outcome": "True", "Other": 1})})

    assert run(definition(condition("c", [FAILS])), world).steps[0].properties == {"Outcome": True}
