"""Jobs are taken as done: what they are called, and what they would have left behind."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sagemaker_registry_mock.pipelines.jobs import JOBS

NAME = "pipelines-abcdef123456-step-0123456789"
ODD: list[Any] = [None, 1, True, "text", [], ["x"], {}, [{}], {"Outputs": {}}, {"Outputs": [1]}, {"S3OutputPath": 5}]


def properties(kind: str, **arguments: Any) -> dict[str, Any]:
    """Return what a job leaves behind."""
    return JOBS[kind].properties(arguments, NAME, "arn:job")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Training", "TrainingJob"),
        ("Processing", "ProcessingJob"),
        ("Transform", "TransformJob"),
        ("Tuning", "HyperParameterTuningJob"),
        ("AutoML", "AutoMLJob"),
        ("QualityCheck", "ProcessingJob"),
        ("ClarifyCheck", "ProcessingJob"),
    ],
)
def test_a_job_has_its_arguments_and_its_names(kind: str, name: str) -> None:
    """Other steps take from a job what it was given, its name and its ARN; a name that was given is not used."""
    told = properties(kind, RoleArn="role", **{f"{name}Name": "given"})

    assert {"RoleArn": "role", f"{name}Name": NAME, f"{name}Arn": "arn:job"}.items() <= told.items()


@pytest.mark.parametrize("folder", ["s3://b/models", "s3://b/models/"])
def test_a_training_job_leaves_its_model(folder: str) -> None:
    """The model of a training job lies under its output path, in a folder of its name."""
    told = properties("Training", OutputDataConfig={"S3OutputPath": folder})

    assert told["ModelArtifacts"] == {"S3ModelArtifacts": f"s3://b/models/{NAME}/output/model.tar.gz"}
    assert told["TrainingJobStatus"] == "Completed"


@pytest.mark.parametrize("config", [*ODD, {"S3OutputPath": ""}])
def test_a_training_job_without_an_output_path_leaves_no_model(config: Any) -> None:
    """Where no output path is told, there is no model."""
    told = properties("Training", OutputDataConfig=config)

    assert "ModelArtifacts" not in told
    assert told["TrainingJobStatus"] == "Completed"


@pytest.mark.parametrize(
    ("limit", "count"), [(3, 3), (1, 1), (0, 1), (-5, 1), (10**9, 750), (None, 1), ("4", 1), (2.5, 1), ([], 1)]
)
def test_a_tuning_job_has_as_many_trainings_as_it_may(limit: Any, count: int) -> None:
    """The trainings of a tuning job bear names of their own, and the first is the best; at least one there is."""
    told = properties("Tuning", HyperParameterTuningJobConfig={"ResourceLimits": {"MaxNumberOfTrainingJobs": limit}})
    names = [one["TrainingJobName"] for one in told["TrainingJobSummaries"]]

    assert len(set(names)) == len(names) == count
    assert all(re.fullmatch(rf"{NAME}-{at:03}-[a-z0-9]{{8}}", name) for at, name in enumerate(names, start=1))
    assert told["BestTrainingJob"] == {"TrainingJobName": names[0], "TrainingJobStatus": "Completed"}
    assert told["TrainingJobSummaries"][0] == told["BestTrainingJob"]


@pytest.mark.parametrize("config", ODD)
def test_limits_of_any_form_leave_one_training(config: Any) -> None:
    """Where no limit can be read, there is one training."""
    assert len(properties("Tuning", HyperParameterTuningJobConfig=config)["TrainingJobSummaries"]) == 1


@pytest.mark.parametrize("kind", ["QualityCheck", "ClarifyCheck"])
def test_a_check_leaves_baselines_in_its_first_output(kind: str) -> None:
    """A check calculates statistics and constraints, and holds the data against the same."""
    outputs = [{"S3Output": {"S3Uri": "s3://b/first/"}}, {"S3Output": {"S3Uri": "s3://b/second"}}]
    told = properties(kind, ProcessingOutputConfig={"Outputs": outputs})

    assert {name: value for name, value in told.items() if "Baseline" in name} == {
        "CalculatedBaselineStatistics": "s3://b/first/statistics.json",
        "CalculatedBaselineConstraints": "s3://b/first/constraints.json",
        "BaselineUsedForDriftCheckStatistics": "s3://b/first/statistics.json",
        "BaselineUsedForDriftCheckConstraints": "s3://b/first/constraints.json",
    }


@pytest.mark.parametrize("config", ODD)
def test_a_check_without_an_output_leaves_no_baselines(config: Any) -> None:
    """Where no output is told, no baselines are."""
    assert not [name for name in properties("QualityCheck", ProcessingOutputConfig=config) if "Baseline" in name]
