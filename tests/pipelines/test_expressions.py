"""What the functions of a definition come to: Get, Std:Join and Std:JsonGet."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import TIME

from sagemaker_registry_mock.pipelines.expressions import Surroundings, resolved
from sagemaker_registry_mock.pipelines.failures import StepFailure

OUTPUTS = {
    "ProcessingOutputConfig": {
        "Outputs": [
            {"OutputName": "o", "S3Output": {"S3Uri": "s3://b/e"}},
            {"OutputName": "f", "S3Output": {"S3Uri": "s3://b/e/"}},
        ]
    }
}
VALUES: dict[str, Any] = {
    "Parameters": {"name": "churn", "count": 3, "rate": 0.5, "flag": False, "none": None},
    "Execution": {"PipelineName": "pipe"},
    "PipelineExperimentConfig": {"Time": TIME},
    "Steps": {"evaluate": OUTPUTS, "lambda": {"OutputParameters": {"a.b": "dotted"}}, "check": {"Outcome": True}},
}
DECLARED = {
    "evaluate": {
        "report": {"OutputName": "o", "FilePath": "r.json"},
        "astray": {"OutputName": "x", "FilePath": "r.json"},
        "folder": {"OutputName": "f", "FilePath": "r.json"},
    }
}
FILES = {
    "s3://b/e/r.json": '{"metrics": {"mse": {"value": 4.5}}, "list": [1, {"k": null}]}',
    "s3://b/text": "no json",
    "s3://b/deep": "[" * 5000 + "]" * 5000,
    "s3://churn/3": "[true]",
}


def result(value: Any, files: dict[str, dict[str, Any]] | None = None) -> Any:
    """Resolve a value."""
    return resolved(value, Surroundings(VALUES, files or {}, DECLARED, FILES.get))


def failure(value: Any, files: dict[str, dict[str, Any]] | None = None) -> str:
    """Return why a value cannot be resolved."""
    with pytest.raises(StepFailure) as caught:
        result(value, files)
    assert caught.value.metadata == {}
    return str(caught.value)


def file(path: str, name: str = "report", step: str = "evaluate") -> dict[str, Any]:
    """Write the reading of a property file."""
    return {"Std:JsonGet": {"PropertyFile": {"Get": f"Steps.{step}.PropertyFiles.{name}"}, "Path": path}}


def join(*values: Any, **on: Any) -> dict[str, Any]:
    """Write a join."""
    return {"Std:Join": {**on, "Values": [*values]}}


@pytest.mark.parametrize("value", ["Get", 1, 1.5, True, None, [], {}, {"Get": 1, "Got": 2}, [{"a": {"b": ["c"]}}]])
def test_what_calls_nothing_stays_as_it_is(value: Any) -> None:
    """Values without a call are themselves."""
    assert result(value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Parameters.name", "churn"),
        ("Parameters.count", 3),
        ("Parameters.flag", False),
        ("Parameters.none", None),
        ("Execution.PipelineName", "pipe"),
        ("Steps.check.Outcome", True),
        ("Steps.lambda.OutputParameters['a.b']", "dotted"),
        ("Steps.evaluate.ProcessingOutputConfig.Outputs['o'].S3Output.S3Uri", "s3://b/e"),
        ("Steps.evaluate.ProcessingOutputConfig.Outputs[0].OutputName", "o"),
        ("Steps.evaluate", OUTPUTS),
    ],
)
def test_a_get_keeps_the_type_of_what_it_names(name: str, value: Any) -> None:
    """A Get is the value that it names, whatever that is."""
    assert result({"Get": name}) is value


@pytest.mark.parametrize(
    "name",
    ["Parameters.ghost", "Steps.evaluate.Outputs[1]", "Steps.later.Arn", "ForEach.CurrentItem", "Execution.x['", "x"],
)
def test_a_get_of_nothing_fails(name: str) -> None:
    """What is not there cannot be taken."""
    assert failure({"Get": name}) == f"{name} is undefined."


def test_calls_are_found_in_whatever_holds_them() -> None:
    """Calls in objects and arrays are replaced; all around them stays."""
    value = {"a": [{"b": {"Get": "Parameters.count"}}, "c"], "d": {"Get": "Parameters.name", "e": 1}}

    assert result(value) == {"a": [{"b": 3}, "c"], "d": {"Get": "Parameters.name", "e": 1}}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (join(), ""),
        (join("a", "b"), "ab"),
        (join("a", "b", On=None), "ab"),
        (join("a", "b", On=", "), "a, b"),
        (join("is", {"Get": "Parameters.count"}, On=" "), "is 3"),
        (join({"Get": "Parameters.flag"}, {"Get": "Steps.check.Outcome"}, On="/"), "false/true"),
        (join(join("x", "y", On="-"), 1.5, file("list[0]"), On="/"), "x-y/1.5/1"),
        (join({"Get": "Parameters.none"}, {"Get": "Parameters.rate"}, 1e30, On=" "), "null 0.5 1e+30"),
        (join({"Get": "PipelineExperimentConfig.Time"}, "x", On=" "), "2026-03-01T12:00:00.000Z x"),
        (join({"Get": "PipelineExperimentConfig"}), '{"Time": "2026-03-01T12:00:00.000Z"}'),
        (join(["a", 1], {"k": True}, On=" "), '["a", 1] {"k": true}'),
    ],
)
def test_a_join_is_the_text_of_its_values(value: Any, text: str) -> None:
    """Values are joined as the service prints them: Booleans in lower case, times in UTC, the rest as JSON."""
    assert result(value) == text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("metrics.mse.value", 4.5),
        ("$.metrics['mse'].value", 4.5),
        ("list[1]['k']", None),
        ("list[0]", 1),
    ],
)
def test_a_property_file_is_read_where_its_output_lies(path: str, value: Any) -> None:
    """A declared property file lies in S3, in the folder that its output names, with or without a slash at its end."""
    assert result(file(path)) == result(file(path, "folder")) == value


def test_the_content_that_a_test_tells_comes_first() -> None:
    """What the test tells of a property file is taken, whether or not the step declares it or it lies in S3."""
    told: dict[str, Any] = {"evaluate": {"report": {"mse": 1}, "other": [2]}, "undeclared": {"r": 3}}

    assert result(file("mse"), told) == 1
    assert result(file("[0]", "other"), told) == 2
    assert result(file("$", "r", "undeclared"), told) == 3


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (file("mse", "ghost"), "Steps.evaluate.PropertyFiles.ghost is undefined."),
        (file("mse", "report", "ghost"), "Steps.ghost.PropertyFiles.report is undefined."),
        (
            file("mse", "astray"),
            "Steps.evaluate.ProcessingOutputConfig.Outputs['x'].S3Output.S3Uri is undefined.",
        ),
        (file("ghost"), "Std:JsonGet found nothing at 'ghost' in s3://b/e/r.json."),
        (file("list["), "Std:JsonGet found nothing at 'list[' in s3://b/e/r.json."),
        (
            {"Std:JsonGet": {"S3Uri": "s3://b/none", "Path": "a"}},
            "Std:JsonGet could not read s3://b/none: put the file there, or tell its content beforehand.",
        ),
        (
            {"Std:JsonGet": {"S3Uri": "s3://b/text", "Path": "a"}},
            "Std:JsonGet could not read s3://b/text: it is no JSON.",
        ),
        (
            {"Std:JsonGet": {"S3Uri": "s3://b/deep", "Path": "a"}},
            "Std:JsonGet could not read s3://b/deep: it is no JSON.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_fails_the_step(value: Any, why: str) -> None:
    """A file that is not there, is no JSON, or has nothing at the path, is told."""
    assert failure(value) == why


def test_nothing_at_a_path_of_told_content_names_the_property_file() -> None:
    """Content that the test has told lies nowhere but under its own name."""
    why = failure(file("mae"), {"evaluate": {"report": {"mse": 1}}})

    assert why == "Std:JsonGet found nothing at 'mae' in Steps.evaluate.PropertyFiles.report."


def test_the_place_of_a_file_may_be_an_expression() -> None:
    """The S3Uri of a Std:JsonGet may be joined of other values."""
    place = join("s3:/", {"Get": "Parameters.name"}, {"Get": "Parameters.count"}, On="/")

    assert result({"Std:JsonGet": {"S3Uri": place, "Path": "$[0]"}}) is True


def test_without_surroundings_nothing_lies_in_s3() -> None:
    """Where nothing is said of S3, no file is there."""
    with pytest.raises(StepFailure, match="could not read s3://b/k"):
        resolved({"Std:JsonGet": {"S3Uri": "s3://b/k", "Path": "$"}}, Surroundings({}))
