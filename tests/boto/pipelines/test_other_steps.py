"""Steps that make models and endpoints in moto, jobs that are taken as done, and EMR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import ROLE, evaluate, get, joined, register, step, train
from support.examples import CONTAINER, HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Steps = Callable[[str], dict[str, Any]]

VARIANT = {
    "VariantName": "AllTraffic",
    "ModelName": get("Steps.Model.ModelName"),
    "InstanceType": "ml.m5.large",
    "InitialInstanceCount": 1,
}


def model(**arguments: Any) -> Any:
    """Return a step that makes a model of the step Register."""
    container = {"ModelPackageName": get("Steps.Register.ModelPackageArn")}
    return step("Model", "Model", {"ExecutionRoleArn": ROLE, "PrimaryContainer": container, **arguments})


def test_a_pipeline_deploys_what_it_registers(client: Client, run: Run, steps: Steps) -> None:
    """Model, endpoint configuration and endpoint: each is moto's, and known to the step behind it."""
    config = step("Config", "EndpointConfig", {"EndpointConfigName": "blue", "ProductionVariants": [VARIANT]})
    serve = {"EndpointName": "churn", "EndpointConfigName": get("Steps.Config.EndpointConfigName")}
    execution = run(
        step("Endpoint", "Endpoint", serve),
        config,
        model(Tags=tags(team="a"), EnableNetworkIsolation=True),
        register(ModelApprovalStatus="Approved"),
    )

    told = steps(execution)
    assert list(told) == ["Register", "Model", "Config", "Endpoint"]
    made = client.list_models()["Models"][0]
    assert made["ModelName"].startswith(f"pipelines-{execution.rpartition('/')[2]}-Model-")
    assert [one["Metadata"] for one in told.values()][1:] == [
        {"Model": {"Arn": made["ModelArn"]}},
        {"EndpointConfig": {"Arn": f"{HERE}:endpoint-config/blue"}},
        {"Endpoint": {"Arn": f"{HERE}:endpoint/churn"}},
    ]
    assert client.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "blue"
    described = client.describe_model(ModelName=made["ModelName"])
    assert described["PrimaryContainer"]["ModelPackageName"] == f"{HERE}:model-package/churn/1"
    assert described["EnableNetworkIsolation"]
    assert client.list_tags(ResourceArn=made["ModelArn"])["Tags"] == tags(team="a")


def test_a_model_may_have_its_own_name(client: Client, run: Run, steps: Steps) -> None:
    """The name of the definition holds, and steps behind it know its ARN."""
    execution = run(
        step("Model", "Model", {"ModelName": "mine", "PrimaryContainer": CONTAINER}),
        register(CustomerMetadataProperties={"arn": get("Steps.Model.ModelArn")}),
    )

    assert steps(execution)["Model"]["Metadata"] == {"Model": {"Arn": f"{HERE}:model/mine"}}
    described = client.describe_model_package(ModelPackageName="churn/1")
    assert described["CustomerMetadataProperties"] == {"arn": f"{HERE}:model/mine"}


@pytest.mark.parametrize(
    ("making", "operation", "reason"),
    [
        (
            model(),
            "CreateModel",
            f"Model Package {HERE}:model-package/churn/1 cannot be used to create a model: its ModelApprovalStatus ",
        ),
        (
            step("Model", "Endpoint", {"EndpointName": "churn", "EndpointConfigName": "missing"}),
            "CreateEndpoint",
            "Could not find endpoint configuration",
        ),
        (
            step("Model", "EndpointConfig", {"EndpointConfigName": "blue", "ProductionVariants": []}),
            "CreateEndpointConfig",
            "1 validation error detected: Value '[]' at 'productionVariants' failed to satisfy constraint: Member ",
        ),
    ],
)
def test_what_moto_or_the_registry_refuses_fails_the_step(
    run: Run, steps: Steps, making: Any, operation: str, reason: str
) -> None:
    """A version that is not approved, a configuration that does not exist, a request that is none."""
    failed = steps(run(register(), making))["Model"]
    assert (failed["StepStatus"], failed["Metadata"]) == ("Failed", {})
    start = f"ClientError: Failed to invoke sagemaker:{operation}. Error Details: "
    assert failed["FailureReason"].startswith(start + reason)


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

    kinds = {
        "Train": ("TrainingJob", "training-job"),
        "Evaluate": ("ProcessingJob", "processing-job"),
        "Score": ("TransformJob", "transform-job"),
        "Tune": ("TuningJob", "hyper-parameter-tuning-job"),
        "Auto": ("AutoMLJob", "automl-job"),
    }
    for name, (member, kind) in kinds.items():
        assert told[name]["Metadata"][member]["Arn"].startswith(f"{HERE}:{kind}/pipelines-")
    check = told["Check"]["Metadata"]["QualityCheck"]
    assert (check["CheckType"], check["SkipCheck"]) == ("MODEL_QUALITY", True)
    assert check["CalculatedBaselineConstraints"] == "s3://bucket/check/constraints.json"
    assert told["Explain"]["Metadata"]["ClarifyCheck"]["CheckJobArn"].startswith(f"{HERE}:processing-job/")
    assert told["Spark"]["Metadata"]["EMR"]["ClusterId"] == "j-1"


def test_a_job_knows_its_own_name(run: Run, steps: Steps, versions: Callable[..., list[Any]]) -> None:
    """Execution variables tell the execution, its pipeline, and of a job step its job."""
    folder = joined("s3://bucket", get("Execution.TrainingJobName"), on="/")
    variables = {
        name: get(f"Execution.{name}")
        for name in ("PipelineName", "PipelineArn", "PipelineExecutionArn", "StartDateTime", "CurrentDateTime")
    }
    taken = {**variables, "folder": get("Steps.Train.OutputDataConfig.S3OutputPath")}
    execution = run(train(folder=folder), register(CustomerMetadataProperties=taken))

    job = steps(execution)["Train"]["Metadata"]["TrainingJob"]["Arn"].rpartition("/")[2]
    told = versions()[0]["CustomerMetadataProperties"]
    assert told.pop("StartDateTime") == told.pop("CurrentDateTime")
    assert told == {
        "PipelineName": "train",
        "PipelineArn": f"{HERE}:pipeline/train",
        "PipelineExecutionArn": execution,
        "folder": f"s3://bucket/{job}",
    }
