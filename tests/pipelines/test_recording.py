"""Jobs are recorded, and what an execution makes is tagged."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import (
    EXECUTION_TAG,
    World,
    condition,
    definition,
    execution,
    retried,
    run,
    run_of,
    step,
    told,
)

from sagemaker_registry_mock.pipelines.jobs import JOBS
from sagemaker_registry_mock.pipelines.naming import job_name

TEAM = {"Key": "team", "Value": "churn"}


def tags_of(kind: str, tags: Any) -> Any:
    """Return the tags of what a step of a tagged pipeline makes, whose arguments have `tags`."""
    world = World()
    run_of(step("make", kind, Tags=tags), world, tags={"team": "churn"})
    ((_, document),) = [*world.recorded, *world.asked]
    return document["Tags"]


@pytest.mark.parametrize(
    ("kind", "operation"),
    [
        ("Training", "CreateTrainingJob"),
        ("Processing", "CreateProcessingJob"),
        ("Transform", "CreateTransformJob"),
        ("Tuning", "CreateHyperParameterTuningJob"),
        ("AutoML", "CreateAutoMLJobV2"),
        ("QualityCheck", "CreateProcessingJob"),
        ("ClarifyCheck", "CreateProcessingJob"),
    ],
)
def test_a_job_is_recorded_under_its_name(kind: str, operation: str) -> None:
    """The operation that makes such a job is given the resolved arguments, the name and the tags; none is asked for."""
    world, member = World(), JOBS[kind].name
    one = run_of(step("fit", kind, x={"Get": "Execution.PipelineName"}), world)

    name = one.properties[member]
    assert world.recorded == [(operation, {"x": "churn", member: name, "Tags": [EXECUTION_TAG]})]
    assert (world.asking, world.asked) == (["fit"], [])


def test_only_jobs_are_recorded() -> None:
    """Steps of other types record nothing, nor does a job that fails or is not reached."""
    world = World(results={"fails": told(failure_reason="why")})
    others = [step(kind, kind) for kind in ("Model", "Lambda", "Callback", "EMR", "RegisterModel")]
    run(definition(*others, condition("no", [], [], [step("never")]), step("fails"), step("late")), world)

    assert world.recorded == []
    assert {name for name, _ in world.asked} == {"CreateModel", "CreateModelPackage", "DescribeModelPackage"}


def test_a_retried_job_is_recorded_again() -> None:
    """A step that is run again makes its job under the name of that attempt; the others make no second one."""
    read, world = definition(step("prepare", "Processing"), step("fit")), World()
    before = run(read, World(results={"fit": told(failure_reason="worn out")}))
    retried(before, read, world)

    ((operation, document),) = world.recorded
    assert (operation, document["TrainingJobName"]) == ("CreateTrainingJob", job_name(execution(), "fit", 2))


@pytest.mark.parametrize("kind", ["Training", "Tuning", "Model", "EndpointConfig", "Endpoint"])
@pytest.mark.parametrize("tags", [None, [], [{"Key": "own", "Value": "x"}]])
def test_what_is_made_has_the_tags_of_the_pipeline(kind: str, tags: Any) -> None:
    """Its own tags come first, then the pipeline's, and last the one that tells the execution."""
    assert tags_of(kind, tags) == [*(tags or []), TEAM, EXECUTION_TAG]


@pytest.mark.parametrize("own", [{"Key": "team", "Value": "other"}, {"Key": EXECUTION_TAG["Key"], "Value": "mine"}])
def test_own_tags_are_not_replaced(own: dict[str, str]) -> None:
    """Where the definition has a tag of that key, it stays, and comes once."""
    rest = [tag for tag in (TEAM, EXECUTION_TAG) if tag["Key"] != own["Key"]]

    assert tags_of("Training", [own]) == [own, *rest]


@pytest.mark.parametrize("tags", ["text", 7, {"Key": "team"}])
def test_tags_that_are_no_list_are_passed_on(tags: Any) -> None:
    """What the operation is going to refuse stays as it is."""
    assert tags_of("Model", tags) == tags


@pytest.mark.parametrize("odd", [None, "team", {}, {"Key": ["team"]}, {"Key": {"team": 1}}, ["team"]])
def test_tags_of_any_form_are_passed_on(odd: Any) -> None:
    """Whatever stands in a list of tags stands in the request."""
    assert tags_of("Training", [odd]) == [odd, TEAM, EXECUTION_TAG]
