"""Steps whose work is not done here: jobs and checks. They are taken as succeeded.

A row of the table tells what a type of job is called; `outputs` what a job would have left behind, as far as it follows
from its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sagemaker_registry_mock.pipelines.naming import digest
from sagemaker_registry_mock.pipelines.paths import found

Members = Mapping[str, Any]

#: More training jobs than one tuning job may have.
_MOST_TRAININGS = 750


@dataclass(frozen=True, slots=True)
class Job:
    """What a type of job is called.

    Attributes:
        metadata: the member of a step's Metadata that tells of it.
        resource: the type in its ARN.
        name: the member with its name; that with its ARN is called alike.
        operation: which makes such a job.
        is_short: whether its name may have no more than 32 letters.
        outputs: returns what the job adds to its own arguments, from these and its name.

    """

    metadata: str
    resource: str
    name: str
    operation: str
    is_short: bool = False
    outputs: Callable[[Members, str], Members] = lambda _arguments, _name: {}

    def properties(self, arguments: Members, name: str, arn: str) -> dict[str, Any]:
        """Return what other steps can take from the job: its arguments, its names and its outputs."""
        named = {self.name: name, f"{self.name.removesuffix('Name')}Arn": arn}
        return {**arguments, **named, **self.outputs(arguments, name)}


def _folder(arguments: Members, path: str) -> str | None:
    """Return the folder of S3 that lies at `path` in the arguments of a job; None where none does."""
    folder = found(arguments, path)
    return folder.rstrip("/") if isinstance(folder, str) else None


def _trained(arguments: Members, name: str) -> Members:
    folder = _folder(arguments, "OutputDataConfig.S3OutputPath")
    model = {"ModelArtifacts": {"S3ModelArtifacts": f"{folder}/{name}/output/model.tar.gz"}}
    return {"TrainingJobStatus": "Completed", **(model if folder else {})}


def _tuned(arguments: Members, name: str) -> Members:
    """Tell as many training jobs as the tuning job may have, the best first."""
    limit = found(arguments, "HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs")
    count = max(1, min(limit, _MOST_TRAININGS)) if isinstance(limit, int) else 1
    names = [f"{name}-{number:03}-{digest(8, name, str(number))}" for number in range(1, count + 1)]
    jobs = [{"TrainingJobName": one, "TrainingJobStatus": "Completed"} for one in names]
    return {"BestTrainingJob": jobs[0], "TrainingJobSummaries": jobs}


def _checked(arguments: Members, _name: str) -> Members:
    """Tell the baselines that a check calculates, in its first output; they are also those it is held against."""
    folder = _folder(arguments, "ProcessingOutputConfig.Outputs[0].S3Output.S3Uri")
    files = {"Statistics": "statistics.json", "Constraints": "constraints.json"} if folder else {}
    return {
        f"{baseline}{kind}": f"{folder}/{file}"
        for baseline in ("CalculatedBaseline", "BaselineUsedForDriftCheck")
        for kind, file in files.items()
    }


JOBS: dict[str, Job] = {
    "Training": Job("TrainingJob", "training-job", "TrainingJobName", "CreateTrainingJob", outputs=_trained),
    "Processing": Job("ProcessingJob", "processing-job", "ProcessingJobName", "CreateProcessingJob"),
    "Transform": Job("TransformJob", "transform-job", "TransformJobName", "CreateTransformJob"),
    "Tuning": Job(
        "TuningJob",
        "hyper-parameter-tuning-job",
        "HyperParameterTuningJobName",
        "CreateHyperParameterTuningJob",
        is_short=True,
        outputs=_tuned,
    ),
    "AutoML": Job("AutoMLJob", "automl-job", "AutoMLJobName", "CreateAutoMLJobV2", is_short=True),
    "QualityCheck": Job("QualityCheck", "processing-job", "ProcessingJobName", "CreateProcessingJob", outputs=_checked),
    "ClarifyCheck": Job("ClarifyCheck", "processing-job", "ProcessingJobName", "CreateProcessingJob", outputs=_checked),
}
