"""What the variants of an endpoint keep through UpdateEndpoint, and what the new configuration decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import make
from support.examples import CONTAINER

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient


def variant(name: str, count: int, weight: float) -> dict[str, Any]:
    """Return a variant of a configuration."""
    return {
        "VariantName": name,
        "ModelName": "model",
        "InstanceType": "ml.m5.large",
        "InitialInstanceCount": count,
        "InitialVariantWeight": weight,
    }


def capture(config: str) -> dict[str, Any]:
    """Return what a configuration says of data capture: into a folder of its own."""
    return {
        "EnableCapture": True,
        "InitialSamplingPercentage": 10,
        "DestinationS3Uri": f"s3://bucket/{config}",
        "CaptureOptions": [{"CaptureMode": "Input"}],
    }


@pytest.fixture(autouse=True)
def _endpoint(client: SageMakerClient) -> None:
    """An endpoint of two variants with the configuration blue; green has one of the two, and a new one."""
    make(client, CONTAINER)
    configs: dict[str, Any] = {
        "blue": [variant("main", 1, 1.0), variant("old", 3, 3.0)],
        "green": [variant("main", 2, 2.0), variant("new", 4, 4.0)],
    }
    for name, variants in configs.items():
        captured: Any = capture(name)
        client.create_endpoint_config(EndpointConfigName=name, ProductionVariants=variants, DataCaptureConfig=captured)
    client.create_endpoint(EndpointName="churn", EndpointConfigName="blue")


def update(client: SageMakerClient, *, retain: bool | None = None, exclude: tuple[str, ...] = ()) -> None:
    """Put the endpoint onto green."""
    members: dict[str, Any] = {} if retain is None else {"RetainAllVariantProperties": retain}
    if exclude:
        members["ExcludeRetainedVariantProperties"] = [{"VariantPropertyType": one} for one in exclude]
    client.update_endpoint(EndpointName="churn", EndpointConfigName="green", **members)


def variants(client: SageMakerClient) -> dict[str, tuple[int, float]]:
    """Return the count and the weight of each variant, which are the current and the desired ones alike."""
    reply = client.describe_endpoint(EndpointName="churn")
    for one in reply["ProductionVariants"]:
        assert one["CurrentInstanceCount"] == one["DesiredInstanceCount"]
        assert one["CurrentWeight"] == one["DesiredWeight"]
    return {
        one["VariantName"]: (one["DesiredInstanceCount"], one["DesiredWeight"]) for one in reply["ProductionVariants"]
    }


def captured_to(client: SageMakerClient) -> str:
    """Return the folder into which the endpoint captures data."""
    return client.describe_endpoint(EndpointName="churn")["DataCaptureConfig"]["DestinationS3Uri"]


def test_the_endpoint_begins_with_its_configuration(client: SageMakerClient) -> None:
    """Before any update the variants and the capture are those of the first configuration."""
    assert variants(client) == {"main": (1, 1.0), "old": (3, 3.0)}
    assert captured_to(client) == "s3://bucket/blue"


@pytest.mark.parametrize("retain", [None, False])
@pytest.mark.parametrize("exclude", [(), ("DesiredWeight",)])
def test_by_default_the_new_configuration_decides(
    client: SageMakerClient, exclude: tuple[str, ...], *, retain: bool | None
) -> None:
    """Nothing is kept unless RetainAllVariantProperties says so; exclusions alone say nothing."""
    update(client, retain=retain, exclude=exclude)

    assert variants(client) == {"main": (2, 2.0), "new": (4, 4.0)}
    assert captured_to(client) == "s3://bucket/green"


def test_variants_of_the_same_name_keep_their_properties(client: SageMakerClient) -> None:
    """Count, weight and capture are kept; a variant that is new is as its configuration has it, an old one is gone."""
    update(client, retain=True)

    assert variants(client) == {"main": (1, 1.0), "new": (4, 4.0)}
    assert captured_to(client) == "s3://bucket/blue"


@pytest.mark.parametrize(
    ("exclude", "main", "folder"),
    [
        (("DesiredInstanceCount",), (2, 1.0), "blue"),
        (("DesiredWeight",), (1, 2.0), "blue"),
        (("DataCaptureConfig",), (1, 1.0), "green"),
        (("DesiredInstanceCount", "DesiredWeight"), (2, 2.0), "blue"),
        (("DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"), (2, 2.0), "green"),
    ],
)
def test_what_is_excluded_is_not_kept(
    client: SageMakerClient, exclude: tuple[str, ...], main: tuple[int, float], folder: str
) -> None:
    """Each of the three properties can be left to the new configuration."""
    update(client, retain=True, exclude=exclude)

    assert variants(client) == {"main": main, "new": (4, 4.0)}
    assert captured_to(client) == f"s3://bucket/{folder}"


def test_the_configurations_stay_as_they_are(client: SageMakerClient) -> None:
    """What an endpoint keeps is the endpoint's: another one of the same configuration begins with that."""
    update(client, retain=True)
    client.delete_endpoint(EndpointName="churn")

    client.create_endpoint(EndpointName="churn", EndpointConfigName="green")

    assert variants(client) == {"main": (2, 2.0), "new": (4, 4.0)}
    assert captured_to(client) == "s3://bucket/green"


def test_a_serverless_variant_has_nothing_to_keep(client: SageMakerClient) -> None:
    """A variant that had no count before gets the new configuration's."""
    serverless: Any = {
        "VariantName": "main",
        "ModelName": "model",
        "ServerlessConfig": {"MemorySizeInMB": 1024, "MaxConcurrency": 1},
    }
    client.create_endpoint_config(EndpointConfigName="serverless", ProductionVariants=[serverless])
    client.update_endpoint(EndpointName="churn", EndpointConfigName="serverless")

    update(client, retain=True)

    assert variants(client) == {"main": (2, 2.0), "new": (4, 4.0)}
