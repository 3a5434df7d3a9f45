"""Steps that make models and endpoints in moto: what they are called and tagged with, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import ROLE, get, register, step
from support.examples import CONTAINER, HERE, tags

from sagemaker_registry_mock.testing import StepResult, set_step_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]
    Steps = Callable[[str], dict[str, Any]]

TAIL = "[a-z0-9]{10}"
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
        model(EnableNetworkIsolation=True),
        register(ModelApprovalStatus="Approved"),
    )

    told = steps(execution)
    assert list(told) == ["Register", "Model", "Config", "Endpoint"]
    made, serving = client.list_models()["Models"][0], client.describe_endpoint(EndpointName="churn")
    assert [one["Metadata"] for one in told.values()][1:] == [
        {"Model": {"Arn": made["ModelArn"]}},
        {"EndpointConfig": {"Arn": f"{HERE}:endpoint-config/{serving['EndpointConfigName']}"}},
        {"Endpoint": {"Arn": f"{HERE}:endpoint/churn"}},
    ]
    (variant,) = client.describe_endpoint_config(EndpointConfigName=serving["EndpointConfigName"])["ProductionVariants"]
    assert variant["ModelName"] == made["ModelName"]
    described = client.describe_model(ModelName=made["ModelName"])
    assert described["PrimaryContainer"]["ModelPackageName"] == f"{HERE}:model-package/churn/1"
    assert described["EnableNetworkIsolation"]


def test_names_have_a_part_of_their_own(client: Client, run: Run, steps: Steps) -> None:
    """One that the definition gives is how it begins; that of an endpoint is its name. Steps behind know the whole."""
    taken = {"arn": get("Steps.First_Model.ModelArn"), "name": get("Steps.Second.ModelName")}
    config = {"ProductionVariants": [{**VARIANT, "ModelName": get("Steps.Second.ModelName")}]}
    execution = run(
        step("First_Model", "Model", {"PrimaryContainer": CONTAINER}),
        step("Second", "Model", {"ModelName": "mine", "PrimaryContainer": CONTAINER}),
        step("Config", "EndpointConfig", {"EndpointConfigName": "blue", **config}),
        step("Plain", "EndpointConfig", config),
        step("Endpoint", "Endpoint", {"EndpointConfigName": get("Steps.Plain.EndpointConfigName")}),
        register(CustomerMetadataProperties=taken),
    )

    key, told = execution.rpartition("/")[2], steps(execution)
    arns = [next(iter(one["Metadata"].values()))["Arn"] for one in told.values()]
    for arn, expected in zip(
        arns[:-1],
        [
            f"model/pipelines-{key}-First-Model-{TAIL}",
            f"model/mine-{key}-{TAIL}-0",
            f"endpoint-config/blue-{key}-{TAIL}-0",
            f"endpoint-config/pipelines-{key}-Plain-{TAIL}",
            f"endpoint/pipelines-{key}-Endpoint-{TAIL}",
        ],
        strict=True,
    ):
        assert re.fullmatch(f"{HERE}:{expected}", arn)
    assert {one["ModelArn"] for one in client.list_models()["Models"]} == set(arns[:2])
    described = client.describe_model_package(ModelPackageName="churn/1")
    assert described["CustomerMetadataProperties"] == {"arn": arns[0], "name": arns[1].rpartition("/")[2]}


def test_a_name_tells_the_failures_before(client: Client, run: Run, steps: Steps) -> None:
    """A step that is retried makes something of another name."""
    set_step_result("train", "Model", StepResult(failure_reason="out of luck"))
    execution = run(step("Model", "Model", {"ModelName": "mine", "PrimaryContainer": CONTAINER}))
    set_step_result("train", "Model", StepResult())

    client.retry_pipeline_execution(PipelineExecutionArn=execution)

    name = steps(execution)["Model"]["Metadata"]["Model"]["Arn"].rpartition("/")[2]
    assert re.fullmatch(f"mine-{execution.rpartition('/')[2]}-{TAIL}-1", name)


def test_what_steps_make_has_tags(client: Client, pipeline: Run, start: Run, steps: Steps) -> None:
    """Its own, those of the pipeline, and one that names the execution; of two of one key its own holds."""
    serve = {"EndpointName": "churn", "EndpointConfigName": get("Steps.Config.EndpointConfigName")}
    arn = pipeline(
        step("Model", "Model", {"PrimaryContainer": CONTAINER, "Tags": tags(team="a", cost="7")}),
        step("Config", "EndpointConfig", {"ProductionVariants": [VARIANT]}),
        step("Endpoint", "Endpoint", serve),
    )
    client.add_tags(ResourceArn=arn, Tags=tags(team="b", stage="test"))

    execution = start()

    told, made = steps(execution), tags(**{"sagemaker:pipeline-execution-arn": execution})
    found = [
        client.list_tags(ResourceArn=one["Metadata"][name]["Arn"])["Tags"]
        for name, one in zip(("Model", "EndpointConfig", "Endpoint"), told.values(), strict=True)
    ]
    assert found == [
        [*tags(team="a", cost="7", stage="test"), *made],
        *[[*tags(team="b", stage="test"), *made]] * 2,
    ]


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
