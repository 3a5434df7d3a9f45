"""DescribeModel tells what a model has, and leaves out what it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import ROLE, make, of
from support.examples import CONTAINER, HERE, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

VPC: Any = {"Subnets": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]}
MODE = {"Mode": "SingleModel"}


def described(client: SageMakerClient, name: str = "model") -> dict[str, Any]:
    """Describe a model, but for the time of its creation, which every model has."""
    reply = told(client.describe_model(ModelName=name))
    del reply["CreationTime"]
    return reply


def test_a_model_of_a_version(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A model of one container has no VpcConfig, no Containers and no InferenceExecutionConfig, not even empty ones."""
    version = register(ModelApprovalStatus="Approved")
    make(client, of(version, Environment={"A": "b"}))

    assert described(client) == {
        "ModelName": "model",
        "ModelArn": f"{HERE}:model/model",
        "ExecutionRoleArn": ROLE,
        "PrimaryContainer": {"ModelPackageName": version, "Environment": {"A": "b"}, **MODE},
        "EnableNetworkIsolation": False,
    }


def test_a_model_of_several_containers(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A chain of containers has no PrimaryContainer; it runs one after the other unless it says otherwise."""
    version = register(ModelApprovalStatus="Approved")
    make(client, of(version), CONTAINER)

    assert described(client) == {
        "ModelName": "model",
        "ModelArn": f"{HERE}:model/model",
        "ExecutionRoleArn": ROLE,
        "Containers": [{"ModelPackageName": version, **MODE}, {**CONTAINER, **MODE}],
        "InferenceExecutionConfig": {"Mode": "Serial"},
        "DeploymentRecommendation": {"RecommendationStatus": "NOT_APPLICABLE"},
        "EnableNetworkIsolation": False,
    }


def test_a_model_without_a_role_tells_none(client: SageMakerClient) -> None:
    """ExecutionRoleArn is absent where none was given."""
    client.create_model(ModelName="model", PrimaryContainer=CONTAINER)

    assert described(client) == {
        "ModelName": "model",
        "ModelArn": f"{HERE}:model/model",
        "PrimaryContainer": {**CONTAINER, **MODE},
        "EnableNetworkIsolation": False,
    }


def test_a_model_of_nothing(client: SageMakerClient) -> None:
    """A model that was given a name only tells that, and no empty container."""
    client.create_model(ModelName="model")

    assert described(client) == {
        "ModelName": "model",
        "ModelArn": f"{HERE}:model/model",
        "EnableNetworkIsolation": False,
    }


def test_a_network_is_told(client: SageMakerClient, register: Callable[..., str]) -> None:
    """VpcConfig comes back as it was given."""
    make(client, of(register(ModelApprovalStatus="Approved")), VpcConfig=VPC)

    assert described(client)["VpcConfig"] == VPC


@pytest.mark.parametrize("isolated", [True, False])
@pytest.mark.parametrize("container", [CONTAINER, of("market")], ids=["image", "package"])
def test_network_isolation_is_told(client: SageMakerClient, container: Any, *, isolated: bool) -> None:
    """EnableNetworkIsolation comes back as it was given, of whatever the model is made."""
    client.create_model_package(ModelPackageName="market")
    make(client, container, EnableNetworkIsolation=isolated)

    assert described(client)["EnableNetworkIsolation"] is isolated


@pytest.mark.parametrize("mode", ["Serial", "Direct"])
def test_how_containers_are_run_is_told(client: SageMakerClient, mode: str) -> None:
    """InferenceExecutionConfig comes back as it was given."""
    make(client, CONTAINER, CONTAINER, InferenceExecutionConfig={"Mode": mode})

    assert described(client)["InferenceExecutionConfig"] == {"Mode": mode}


def test_the_mode_of_a_container_is_told(client: SageMakerClient) -> None:
    """A container's own mode stands; that of a container without one is SingleModel."""
    multi = {**CONTAINER, "Mode": "MultiModel"}
    make(client, multi, ModelName="one")
    make(client, multi, CONTAINER, ModelName="two")

    assert described(client, "one")["PrimaryContainer"] == multi
    assert described(client, "two")["Containers"] == [multi, {**CONTAINER, **MODE}]


def test_each_model_tells_its_own(client: SageMakerClient) -> None:
    """What one model was given is not told of another, nor of one that takes its name later."""
    make(client, CONTAINER, ModelName="open")
    make(client, CONTAINER, ModelName="closed", EnableNetworkIsolation=True, VpcConfig=VPC)
    assert described(client, "open")["EnableNetworkIsolation"] is False
    assert described(client, "closed")["EnableNetworkIsolation"] is True

    client.delete_model(ModelName="closed")
    make(client, CONTAINER, ModelName="closed")

    reply = described(client, "closed")
    assert reply["EnableNetworkIsolation"] is False
    assert "VpcConfig" not in reply


def test_a_missing_model_is_motos_refusal(client: SageMakerClient) -> None:
    """There is nothing to amend in an error."""
    with pytest.raises(client.exceptions.ClientError, match=f"Could not find model '{HERE}:model/missing'"):
        client.describe_model(ModelName="missing")
