"""What an execution calls what it makes, and how it writes times."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pipelines.building import EXECUTION_ARN, TIME, World, definition, execution, retried, run, run_of, step, told

from sagemaker_registry_mock.pipelines.naming import LONGEST, SHORT, digest, job_name, written

NAMES = st.text("ab-_", min_size=1, max_size=64)
LENGTHS = st.sampled_from([LONGEST, SHORT])


def tail(name: str, attempt: int = 1) -> str:
    """Return the letters and digits that the name of a job of the step `name` has."""
    return digest(10, EXECUTION_ARN, name, str(attempt))


@settings(deadline=None, max_examples=50)
@given(NAMES, st.integers(1, 20), st.none() | st.text("aB-_", max_size=80), LENGTHS)
def test_names_are_short_and_their_own(name: str, attempt: int, base: str | None, longest: int) -> None:
    """A name is as long as may be at most, has the execution in it, and is another for each step and attempt."""

    def named(step: str = name, attempt: int = attempt, **of: Any) -> str:
        return job_name(execution(**of), step, attempt, base, longest)

    assert len(named()) <= longest
    assert "abcdef123456-" in named()
    assert named()[0] != "-"
    assert re.search(rf"-[a-z0-9]{{10}}{'' if base is None else f'-{attempt - 1}'}$", named())
    assert named() == named()
    others = [named(attempt=attempt + 1), named(f"{name}a"), named(arn="arn:other")]
    assert len({named(), *others}) == 4


@pytest.mark.parametrize(
    ("name", "longest", "start"),
    [
        ("train", LONGEST, "pipelines-abcdef123456-train"),
        ("train_it", LONGEST, "pipelines-abcdef123456-train-it"),
        ("x" * 64, LONGEST, "pipelines-abcdef123456-" + "x" * 29),
        ("tune", SHORT, "abcdef123456-tune"),
        ("tune-models", SHORT, "abcdef123456-tune-mod"),
        ("tunemod-els", SHORT, "abcdef123456-tunemod"),
    ],
)
def test_a_name_tells_the_execution_and_the_step(name: str, longest: int, start: str) -> None:
    """The name of a step stands in what it makes, as much of it as there is room for, with hyphens for underscores."""
    assert job_name(execution(), name, 1, longest=longest) == f"{start}-{tail(name)}"


@pytest.mark.parametrize(
    ("base", "longest", "start"),
    [
        ("churn-model", LONGEST, "churn-model-"),
        ("x" * 63, LONGEST, "x" * 37 + "-"),
        ("x" * 36 + "--y", LONGEST, "x" * 36 + "-"),
        ("", LONGEST, ""),
        ("--", LONGEST, ""),
        ("my-tuning", SHORT, "my-tun-"),
    ],
)
def test_a_name_in_the_definition_is_the_beginning(base: str, longest: int, start: str) -> None:
    """A name that the definition gives is cut where there is no room, and the end tells the failures before."""
    first, third = (job_name(execution(), "train", attempt, base, longest) for attempt in (1, 3))

    assert first == f"{start}abcdef123456-{tail('train')}-0"
    assert third == f"{start}abcdef123456-{tail('train', 3)}-2"


@pytest.mark.parametrize(
    ("kind", "member", "longest"),
    [
        ("Training", "TrainingJobName", LONGEST),
        ("Processing", "ProcessingJobName", LONGEST),
        ("Transform", "TransformJobName", LONGEST),
        ("QualityCheck", "ProcessingJobName", LONGEST),
        ("Tuning", "HyperParameterTuningJobName", SHORT),
        ("AutoML", "AutoMLJobName", SHORT),
        ("Model", "ModelName", LONGEST),
        ("EndpointConfig", "EndpointConfigName", LONGEST),
    ],
)
def test_steps_are_named_by_the_member_of_their_type(kind: str, member: str, longest: int) -> None:
    """The name in the definition may be an expression; what the step leaves to others has the whole name."""
    value = {"Std:Join": {"On": "-", "Values": ["my", {"Get": "Execution.PipelineName"}]}}
    one = run_of(step("s", kind, **{member: value}))

    assert one.properties[member] == job_name(execution(), "s", 1, "my-churn", longest)


@pytest.mark.parametrize(("given", "name"), [("mine", "mine"), ({"Get": "Execution.PipelineName"}, "churn"), (7, "7")])
def test_an_endpoint_has_the_name_that_it_is_told(given: Any, name: str) -> None:
    """Endpoints are updated under their names, so nothing is added to one."""
    assert run_of(step("s", "Endpoint", EndpointName=given)).properties["EndpointName"] == name


def test_a_name_that_is_null_is_none() -> None:
    """Where the definition has null for the name, the thing is named as without one."""
    assert run_of(step("s", TrainingJobName=None)).properties["TrainingJobName"] == job_name(execution(), "s", 1)


def test_what_is_made_again_has_another_name() -> None:
    """A retried step tells in its name how often it has failed."""
    read = definition(step("fit", TrainingJobName="mine"))
    before = run(read, World(results={"fit": told(failure_reason="worn out")}))
    after = retried(before, read, World())

    assert after.steps[0].properties["TrainingJobName"] == f"mine-abcdef123456-{tail('fit', 2)}-1"


@pytest.mark.parametrize("kind", ["Callback", "EMR", "Lambda"])
def test_arguments_name_nothing_else(kind: str) -> None:
    """A step that makes nothing has no name in its arguments, whatever these are called."""
    world = World()
    plain, odd = (run_of(step("s", kind, **arguments), world) for arguments in ({}, {"": "x", "TrainingJobName": "y"}))

    assert plain.token == odd.token
    assert plain.members == odd.members


def test_parts_of_a_digest_do_not_run_together() -> None:
    """What is one part and what is another makes a difference."""
    assert digest(12, "ab", "c") != digest(12, "a", "bc")
    assert len(digest(17, "role")) == 17


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (TIME, "2026-03-01T12:00:00.000Z"),
        (TIME + timedelta(microseconds=45_678), "2026-03-01T12:00:00.045Z"),
        (datetime(2026, 1, 2, 5, 4, 5, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T03:04:05.000Z"),
    ],
)
def test_times_are_written_in_utc_to_the_millisecond(time: datetime, text: str) -> None:
    """A time is written as ISO 8601 has it, with a Z."""
    assert written(time) == text
