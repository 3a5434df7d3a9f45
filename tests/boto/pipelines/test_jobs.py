"""Jobs and checks, which are taken as done: what they are called, what steps take from them, what moto has of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import ROLE, evaluate, get, joined, register, step, train
from freezegun import freeze_time
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Steps = Callable[[str], dict[str, Any]]

CLUSTER = {"InstanceType": "ml.m5.large", "InstanceCount": 1}
DATA = {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://bucket/in"}}}
PROCESSING: Any = {
    "RoleArn": ROLE,
    "AppSpecification": {"ImageUri": "image:1"},
    "ProcessingResources": {"ClusterConfig": {**CLUSTER, "VolumeSizeInGB": 1}},
}
TUNING: Any = {
    "Strategy": "Bayesian",
    "ResourceLimits": {"MaxNumberOfTrainingJobs": 2, "MaxParallelTrainingJobs": 1},
}
#: By the type of step: arguments that are enough for such a job, what describes it, and the member with its name.
WHOLE: dict[str, tuple[dict[str, Any], str, str]] = {
    "Training": (
        {
            "RoleArn": ROLE,
            "AlgorithmSpecification": {"TrainingImage": "image:1", "TrainingInputMode": "File"},
            "OutputDataConfig": {"S3OutputPath": "s3://bucket/out"},
            "ResourceConfig": {**CLUSTER, "VolumeSizeInGB": 1},
            "StoppingCondition": {"MaxRuntimeInSeconds": 1},
        },
        "describe_training_job",
        "TrainingJobName",
    ),
    "Processing": (PROCESSING, "describe_processing_job", "ProcessingJobName"),
    "QualityCheck": (PROCESSING, "describe_processing_job", "ProcessingJobName"),
    "ClarifyCheck": (PROCESSING, "describe_processing_job", "ProcessingJobName"),
    "Transform": (
        {
            "ModelName": "model",
            "TransformInput": DATA,
            "TransformOutput": {"S3OutputPath": "s3://bucket/out"},
            "TransformResources": CLUSTER,
        },
        "describe_transform_job",
        "TransformJobName",
    ),
    "Tuning": (
        {"HyperParameterTuningJobConfig": TUNING},
        "describe_hyper_parameter_tuning_job",
        "HyperParameterTuningJobName",
    ),
    "AutoML": (
        {
            "RoleArn": ROLE,
            "AutoMLJobInputDataConfig": [{"ChannelType": "training", **DATA}],
            "OutputDataConfig": {"S3OutputPath": "s3://bucket/out"},
            # Moto makes no job without all three.
            "AutoMLProblemTypeConfig": {
                "TabularJobConfig": {
                    "TargetAttributeName": "left",
                    "ProblemType": "BinaryClassification",
                    "CompletionCriteria": {"MaxCandidates": 1},
                }
            },
        },
        "describe_auto_ml_job_v2",
        "AutoMLJobName",
    ),
}


def arn_of(run: Any) -> str:
    """Return the ARN of the job that a listed step tells."""
    (told,) = run["Metadata"].values()
    return str(told["CheckJobArn"] if "CheckJobArn" in told else told["Arn"])


def test_whole_jobs_are_there(client: Client, pipeline: Run, start: Run, steps: Steps) -> None:
    """What describes jobs finds them under the names that the steps tell, tagged as all is that steps make."""
    arn = pipeline(
        *(step(kind, kind, {**arguments, "Tags": tags(team="a")}) for kind, (arguments, _, _) in WHOLE.items())
    )
    client.add_tags(ResourceArn=arn, Tags=tags(team="b", stage="test"))

    execution = start()

    told, made = steps(execution), tags(**{"sagemaker:pipeline-execution-arn": execution})
    assert list(told) == list(WHOLE)
    for kind, (_, operation, member) in WHOLE.items():
        job = arn_of(told[kind])
        described = getattr(client, operation)(**{member: job.rpartition("/")[2]})
        # That of an AutoML job stays InProgress in moto.
        assert described[f"{member.removesuffix('Name')}Status"] == ("InProgress" if kind == "AutoML" else "Completed")
        assert client.list_tags(ResourceArn=job)["Tags"] == [*tags(team="a", stage="test"), *made]


def test_a_training_job_tells_what_its_step_tells(
    client: Client, run: Run, steps: Steps, versions: Callable[..., list[Any]]
) -> None:
    """The model that the job names is the one that is registered; the name begins as the definition says."""
    arguments = {**WHOLE["Training"][0], "TrainingJobName": "mine"}
    model = {"model": get("Steps.Train.ModelArtifacts.S3ModelArtifacts"), "job": get("Steps.Train.TrainingJobName")}
    execution = run(step("Train", "Training", arguments), register(CustomerMetadataProperties=model))

    name = arn_of(steps(execution)["Train"]).rpartition("/")[2]
    assert re.fullmatch(f"mine-{execution.rpartition('/')[2]}-[a-z0-9]{{10}}-0", name)
    described = client.describe_training_job(TrainingJobName=name)
    told = {"model": described["ModelArtifacts"]["S3ModelArtifacts"], "job": described["TrainingJobName"]}
    assert versions()[0]["CustomerMetadataProperties"] == told
    assert described["OutputDataConfig"]["S3OutputPath"] == "s3://bucket/out"


def test_a_job_that_lacks_something_is_not_there(client: Client, run: Run, status: Any, steps: Steps) -> None:
    """Its step succeeds all the same: a definition in a test need not be that of the service."""
    execution = run(train(), step("Wrong", "Training", {**WHOLE["Training"][0], "Tags": "none"}))

    assert status(execution) == "Succeeded"
    for one in steps(execution).values():
        with pytest.raises(client.exceptions.ClientError, match="Could not find"):
            client.describe_training_job(TrainingJobName=arn_of(one).rpartition("/")[2])
    assert client.list_training_jobs()["TrainingJobSummaries"] == []


@pytest.mark.parametrize("kind", ["Tuning", "AutoML"])
def test_short_names_have_32_letters(client: Client, pipeline: Run, start: Run, steps: Steps, kind: str) -> None:
    """Those of tuning and AutoML jobs: the execution, as much of the step as there is room for, and ten letters."""
    arguments, _, member = WHOLE[kind]
    pipeline(
        step("Do", kind, arguments),
        step("A_Rather_Long_Name", kind, arguments),
        step("Mine", kind, {**arguments, member: "quarterly"}),
    )

    execution = start()

    names = [arn_of(one).rpartition("/")[2] for one in steps(execution).values()]
    key, tail = execution.rpartition("/")[2], "[a-z0-9]{10}"
    assert [len(name) for name in names] == [len(key) + 14, 32, 32]
    for name, expected in zip(
        names, [f"{key}-Do-{tail}", f"{key}-A-Rather-{tail}", f"quarte-{key}-{tail}-0"], strict=True
    ):
        assert re.fullmatch(expected, name)
    assert client.meta.region_name == "us-east-1"


def test_a_tuning_tells_its_trainings(run: Run, versions: Callable[..., list[Any]], steps: Steps) -> None:
    """As many as it may have, named after it and numbered, the first the best."""
    taken = {
        "best": get("Steps.Tune.BestTrainingJob.TrainingJobName"),
        "first": get("Steps.Tune.TrainingJobSummaries[0].TrainingJobName"),
        "second": get("Steps.Tune.TrainingJobSummaries[1].TrainingJobName"),
    }
    execution = run(
        step("Tune", "Tuning", {"HyperParameterTuningJobConfig": TUNING}), register(CustomerMetadataProperties=taken)
    )

    told = versions()[0]["CustomerMetadataProperties"]
    tuning = arn_of(steps(execution)["Tune"]).rpartition("/")[2]
    assert told["best"] == told["first"]
    for number, name in (("001", told["first"]), ("002", told["second"])):
        assert re.fullmatch(f"{tuning}-{number}-[a-z0-9]{{8}}", name)


def test_jobs_are_taken_as_done(run: Run, steps: Steps) -> None:
    """Each tells an ARN of its kind, and checks the baselines that they would have written."""
    output = {"ProcessingOutputConfig": {"Outputs": [{"S3Output": {"S3Uri": "s3://bucket/check"}}]}}
    tuning = {"HyperParameterTuningJobConfig": {"ResourceLimits": {"MaxNumberOfTrainingJobs": 2}}}
    told = steps(
        run(
            train(),
            evaluate(),
            step("Score", "Transform", {}),
            step("Tune", "Tuning", tuning),
            step("Auto", "AutoML", {}),
            step("Check", "QualityCheck", output, CheckType="MODEL_QUALITY", SkipCheck=True),
            step("Explain", "ClarifyCheck", {}, CheckType="MODEL_EXPLAINABILITY"),
            step("Spark", "EMR", {"ClusterId": "j-1"}),
        )
    )
    assert {one["StepStatus"] for one in told.values()} == {"Succeeded"}

    kinds = {
        "Train": ("TrainingJob", "training-job"),
        "Evaluate": ("ProcessingJob", "processing-job"),
        "Score": ("TransformJob", "transform-job"),
        "Tune": ("TuningJob", "hyper-parameter-tuning-job"),
        "Auto": ("AutoMLJob", "automl-job"),
    }
    for name, (member, kind) in kinds.items():
        assert told[name]["Metadata"][member]["Arn"].startswith(f"{HERE}:{kind}/")
    check = told["Check"]["Metadata"]["QualityCheck"]
    assert (check["CheckType"], check["SkipCheck"]) == ("MODEL_QUALITY", True)
    assert check["CalculatedBaselineConstraints"] == "s3://bucket/check/constraints.json"
    assert told["Explain"]["Metadata"]["ClarifyCheck"]["CheckJobArn"].startswith(f"{HERE}:processing-job/")
    assert told["Spark"]["Metadata"]["EMR"]["ClusterId"] == "j-1"


def test_a_job_knows_its_own_name(run: Run, steps: Steps, versions: Callable[..., list[Any]]) -> None:
    """Execution variables tell the execution, its pipeline, the time, and of a job step its job."""
    folder = joined("s3://bucket", get("Execution.TrainingJobName"), on="/")
    variables = {
        name: get(f"Execution.{name}")
        for name in ("PipelineName", "PipelineArn", "PipelineExecutionArn", "StartDateTime", "CurrentDateTime")
    }
    taken = {**variables, "folder": get("Steps.Train.OutputDataConfig.S3OutputPath")}
    with freeze_time("2026-01-02 03:04:05.678"):
        execution = run(train(folder=folder), register(CustomerMetadataProperties=taken))

    job = steps(execution)["Train"]["Metadata"]["TrainingJob"]["Arn"].rpartition("/")[2]
    assert versions()[0]["CustomerMetadataProperties"] == {
        "StartDateTime": "2026-01-02T03:04:05.678Z",
        "CurrentDateTime": "2026-01-02T03:04:05.678Z",
        "PipelineName": "train",
        "PipelineArn": f"{HERE}:pipeline/train",
        "PipelineExecutionArn": execution,
        "folder": f"s3://bucket/{job}",
    }
