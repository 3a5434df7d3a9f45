"""What is asked of SageMaker to put a version behind an endpoint."""

from __future__ import annotations

from typing import Any

import pytest
from deployment.building import APPROVED, ROLE, HandMadeSageMaker, Refusal, version_arn

from sagemaker_registry_mock.deployment.endpoints import Plan

INSTANCES = {"InitialInstanceCount": 2, "InstanceType": "ml.m5.large"}


def plan(variant: dict[str, Any] | None = None) -> Plan:
    """Return the plan to put the first version behind the endpoint `live`."""
    return Plan(version_arn(1), ROLE, "name", "live", INSTANCES if variant is None else variant)


@pytest.fixture
def sagemaker() -> HandMadeSageMaker:
    """A SageMaker in which the first version is approved."""
    sagemaker = HandMadeSageMaker()
    sagemaker.statuses[1] = APPROVED
    return sagemaker


def test_a_model_a_configuration_and_an_endpoint(sagemaker: HandMadeSageMaker) -> None:
    """The model is the version, the configuration's one variant has the model, the endpoint has the configuration."""
    plan().carry_out(sagemaker)

    model = {"ModelName": "name", "ExecutionRoleArn": ROLE, "PrimaryContainer": {"ModelPackageName": version_arn(1)}}
    variant = {"VariantName": "AllTraffic", "InitialVariantWeight": 1.0, "ModelName": "name", **INSTANCES}
    assert sagemaker.asked == [
        ("CreateModel", model),
        ("CreateEndpointConfig", {"EndpointConfigName": "name", "ProductionVariants": [variant]}),
        ("CreateEndpoint", {"EndpointName": "live", "EndpointConfigName": "name"}),
    ]


def test_an_endpoint_that_is_there_is_updated(sagemaker: HandMadeSageMaker) -> None:
    """Whoever made it, an endpoint of that name is put onto the new configuration."""
    sagemaker.endpoints["live"] = "another"

    plan().carry_out(sagemaker)

    assert sagemaker.asked[-1] == ("UpdateEndpoint", {"EndpointName": "live", "EndpointConfigName": "name"})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"VariantName": "blue"}, {"VariantName": "blue", "InitialVariantWeight": 1.0}),
        ({"InitialVariantWeight": 0.5}, {"VariantName": "AllTraffic", "InitialVariantWeight": 0.5}),
        (
            {"ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5}},
            {
                "VariantName": "AllTraffic",
                "InitialVariantWeight": 1.0,
                "ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5},
            },
        ),
        ({"ModelName": "another"}, {"VariantName": "AllTraffic", "InitialVariantWeight": 1.0}),
    ],
)
def test_a_stage_tells_its_variant(
    sagemaker: HandMadeSageMaker, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Members of the variant are as given; its model is the version's in any case, and instances are not made up."""
    plan(given).carry_out(sagemaker)

    _, config = sagemaker.asked[1]
    assert config["ProductionVariants"] == [{**expected, "ModelName": "name"}]


@pytest.mark.parametrize("broken", ["CreateModel", "CreateEndpointConfig", "CreateEndpoint"])
def test_a_refusal_ends_it(sagemaker: HandMadeSageMaker, broken: str) -> None:
    """What SageMaker refuses is raised, and nothing after it is asked for."""
    sagemaker.faults[broken] = Refusal("no")

    with pytest.raises(Refusal):
        plan().carry_out(sagemaker)

    steps = ["CreateModel", "CreateEndpointConfig", "CreateEndpoint"]
    assert sagemaker.operations() == steps[: steps.index(broken) + 1]
