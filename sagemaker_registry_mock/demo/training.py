"""The pipeline of the demo: it trains, evaluates, and registers what is good enough."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sagemaker_registry_mock.demo.world import ACCOUNT, GROUP, REGION
from sagemaker_registry_mock.testing import StepResult

PIPELINE = "churn-train"
LEAST = 0.85
BUCKET = "s3://churn-ml"
IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/churn-xgboost:1.7"
DATA = f"{BUCKET}/customers"
HOLDOUT = f"{BUCKET}/holdout"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/churn-pipeline"


@dataclass(frozen=True)
class Run:
    """One run of the pipeline: what its evaluation finds."""

    auc: float
    f1: float

    @property
    def report(self) -> dict[str, float]:
        """The report of the evaluation."""
        return asdict(self)

    def trained(self, number: int) -> StepResult:
        """Return what the training step of the run with this number leaves behind."""
        return StepResult(properties={"ModelArtifacts": {"S3ModelArtifacts": f"{BUCKET}/run-{number}/model.tar.gz"}})

    def evaluated(self) -> StepResult:
        """Return what the evaluation step finds."""
        return StepResult(property_files={"Report": self.report})


RUNS = (Run(0.91, 0.78), Run(0.72, 0.55), Run(0.88, 0.74), Run(0.94, 0.81))


def definition() -> str:
    """Return the pipeline's definition, as the SageMaker SDK's `Pipeline.definition()` writes it."""
    return json.dumps(
        {
            "Version": "2020-12-01",
            "Parameters": [{"Name": "Least", "Type": "Float", "DefaultValue": LEAST}],
            "Steps": [_train(), _evaluate(), _decide()],
        }
    )


def _metric(name: str) -> dict[str, Any]:
    return {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Evaluate.PropertyFiles.Report"}, "Path": name}}


def _text(*values: Any) -> dict[str, Any]:
    return {"Std:Join": {"On": "", "Values": list(values)}}


def _from_s3(uri: str) -> dict[str, Any]:
    return {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri}}


def _train() -> dict[str, Any]:
    arguments = {
        "RoleArn": ROLE,
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "HyperParameters": {"max_depth": "5", "eta": "0.2", "num_round": "100"},
        "InputDataConfig": [{"ChannelName": "train", "DataSource": _from_s3(DATA)}],
        "OutputDataConfig": {"S3OutputPath": f"{BUCKET}/models"},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 30},
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }
    return {"Name": "Train", "Type": "Training", "Arguments": arguments}


def _evaluate() -> dict[str, Any]:
    cluster = {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 30}
    data = {"S3Uri": HOLDOUT, "LocalPath": "/opt/ml/processing/test", "S3DataType": "S3Prefix", "S3InputMode": "File"}
    arguments = {
        "RoleArn": ROLE,
        "AppSpecification": {"ImageUri": IMAGE},
        "ProcessingInputs": [{"InputName": "holdout", "S3Input": data}],
        "ProcessingResources": {"ClusterConfig": cluster},
    }
    report = {"PropertyFileName": "Report", "OutputName": "evaluation", "FilePath": "evaluation.json"}
    return {
        "Name": "Evaluate",
        "Type": "Processing",
        "DependsOn": ["Train"],
        "Arguments": arguments,
        "PropertyFiles": [report],
    }


def _decide() -> dict[str, Any]:
    least = {"Get": "Parameters.Least"}
    good = {"Type": "GreaterThanOrEqualTo", "LeftValue": _metric("auc"), "RightValue": least}
    message = _text("AUC ", _metric("auc"), " is below ", least, ".")
    stop = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": message}}
    arguments = {"Conditions": [good], "IfSteps": [_register()], "ElseSteps": [stop]}
    return {"Name": "IsGood", "Type": "Condition", "Arguments": arguments}


def _register() -> dict[str, Any]:
    model = {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}
    specification = {
        "Containers": [{"Image": IMAGE, "ModelDataUrl": model}],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
        "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
    }
    arguments = {
        "ModelPackageGroupName": GROUP,
        "InferenceSpecification": specification,
        "CustomerMetadataProperties": {"auc": _text(_metric("auc")), "f1": _text(_metric("f1"))},
        "ModelLifeCycle": {"Stage": "Development", "StageStatus": "Approved"},
    }
    return {"Name": "Register", "Type": "RegisterModel", "Arguments": arguments}
