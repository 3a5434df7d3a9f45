"""UpdateEndpoint puts an endpoint onto another configuration, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import make
from freezegun import freeze_time
from support.errors import refused
from support.examples import CONTAINER, HERE, tags, told

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:endpoint/churn"
VARIANT: Any = {"VariantName": "AllTraffic", "InstanceType": "ml.m5.large", "InitialVariantWeight": 1.0}


def configure(client: SageMakerClient, name: str, model: str = "model", count: int = 1) -> None:
    """Create an endpoint configuration of one variant."""
    variant: Any = {**VARIANT, "ModelName": model, "InitialInstanceCount": count}
    client.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])


def update(client: SageMakerClient, config: str, endpoint: str = "churn") -> Any:
    """Put an endpoint onto a configuration."""
    return told(client.update_endpoint(EndpointName=endpoint, EndpointConfigName=config))


@pytest.fixture
def endpoint(client: SageMakerClient) -> str:
    """The endpoint churn of one instance with the configuration blue; green, of two, waits."""
    make(client, CONTAINER)
    configure(client, "blue", count=1)
    configure(client, "green", count=2)
    client.create_endpoint(EndpointName="churn", EndpointConfigName="blue", Tags=tags(team="a"))
    return "churn"


@pytest.mark.usefixtures("endpoint")
def test_the_reply_is_the_endpoints_arn(client: SageMakerClient) -> None:
    """Nothing but EndpointArn is told."""
    assert update(client, "green") == {"EndpointArn": ARN}


@pytest.mark.usefixtures("endpoint")
def test_the_endpoint_has_the_new_configuration(client: SageMakerClient) -> None:
    """Describe tells the configuration's name and variants, and that the endpoint is in service already."""
    update(client, "green")

    reply = client.describe_endpoint(EndpointName="churn")
    assert (reply["EndpointConfigName"], reply["EndpointStatus"]) == ("green", "InService")
    assert reply["ProductionVariants"] == [
        {
            "VariantName": "AllTraffic",
            "CurrentInstanceCount": 2,
            "DesiredInstanceCount": 2,
            "CurrentWeight": 1.0,
            "DesiredWeight": 1.0,
        }
    ]


def test_the_endpoint_keeps_what_it_is(client: SageMakerClient) -> None:
    """Its ARN, tags and time of creation stay; the time of its last modification is that of the update."""
    with freeze_time("2026-01-01 12:00:00") as clock:
        make(client, CONTAINER)
        configure(client, "blue")
        configure(client, "green")
        client.create_endpoint(EndpointName="churn", EndpointConfigName="blue", Tags=tags(team="a"))
        before = client.describe_endpoint(EndpointName="churn")
        clock.tick(60)
        update(client, "green")

        after = client.describe_endpoint(EndpointName="churn")
        assert (after["EndpointArn"], after["CreationTime"]) == (ARN, before["CreationTime"])
        assert (after["LastModifiedTime"] - before["LastModifiedTime"]).total_seconds() == 60
        assert client.list_tags(ResourceArn=ARN)["Tags"] == tags(team="a")
        assert len(client.list_endpoints()["Endpoints"]) == 1


def test_tags_can_be_changed_after_an_update(client: SageMakerClient, endpoint: str) -> None:
    """The endpoint is moto's as before: it is tagged, untagged, updated again and deleted."""
    update(client, "green")
    client.add_tags(ResourceArn=ARN, Tags=tags(cost="1"))
    update(client, "blue")
    client.delete_tags(ResourceArn=ARN, TagKeys=["team"])

    assert client.list_tags(ResourceArn=ARN)["Tags"] == tags(cost="1")
    assert client.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"] == "blue"
    client.delete_endpoint(EndpointName=endpoint)
    assert client.list_endpoints()["Endpoints"] == []


@pytest.mark.usefixtures("endpoint")
def test_other_endpoints_stay_as_they_are(client: SageMakerClient) -> None:
    """Two endpoints of one configuration are updated one by one; the configurations stay for others to use."""
    client.create_endpoint(EndpointName="other", EndpointConfigName="blue")

    update(client, "green")

    assert client.describe_endpoint(EndpointName="other")["EndpointConfigName"] == "blue"
    assert client.describe_endpoint_config(EndpointConfigName="blue")["ProductionVariants"][0]["ModelName"] == "model"


@pytest.mark.usefixtures("endpoint")
def test_what_is_missing_is_told(client: SageMakerClient) -> None:
    """An endpoint or a configuration that does not exist is told by its ARN; the endpoint is looked for first."""
    with refused("ValidationException", f'Could not find endpoint "{HERE}:endpoint/missing".'):
        update(client, "green", "missing")
    with refused("ValidationException", f'Could not find endpoint "{HERE}:endpoint/missing".'):
        update(client, "missing", "missing")
    with refused("ValidationException", f'Could not find endpoint configuration "{HERE}:endpoint-config/missing".'):
        update(client, "missing")

    assert client.describe_endpoint(EndpointName="churn")["EndpointConfigName"] == "blue"
    assert len(client.list_endpoints()["Endpoints"]) == 1


@pytest.mark.usefixtures("endpoint")
def test_the_configuration_in_use_is_refused(client: SageMakerClient) -> None:
    """An update has to bring another configuration than the endpoint has; a former one will do."""
    sentence = 'Cannot update endpoint with the currently in use endpoint configuration "{}".'
    with refused("ValidationException", sentence.format("blue")):
        update(client, "blue")
    update(client, "green")
    with refused("ValidationException", sentence.format("green")):
        update(client, "green")

    assert update(client, "blue") == {"EndpointArn": ARN}


@pytest.mark.usefixtures("endpoint")
def test_a_deleted_configuration_is_missing(client: SageMakerClient) -> None:
    """A configuration that is gone is told as missing, even where it is the one in use; the endpoint can leave it."""
    client.delete_endpoint_config(EndpointConfigName="blue")

    with refused("ValidationException", f'Could not find endpoint configuration "{HERE}:endpoint-config/blue".'):
        update(client, "blue")
    assert update(client, "green") == {"EndpointArn": ARN}


@pytest.mark.usefixtures("endpoint")
def test_names_follow_the_service_model(client: SageMakerClient) -> None:
    """The constraints of the service model hold, as for every operation of the registry."""
    with pytest.raises(client.exceptions.ClientError, match="Value 'a b' at 'endpointName' failed to satisfy"):
        update(client, "green", "a b")
    with pytest.raises(client.exceptions.ClientError, match="1 validation error detected: Value 'a b'"):
        update(client, "a b")
    excluded: Any = [{"VariantPropertyType": "Colour"}]
    with pytest.raises(client.exceptions.ClientError, match=r"Value 'Colour' at 'excludeRetainedVariantProperties\.1"):
        client.update_endpoint(
            EndpointName="churn", EndpointConfigName="green", ExcludeRetainedVariantProperties=excluded
        )


def test_an_endpoint_moves_from_version_to_version(client: SageMakerClient, group: str) -> None:
    """What a deployment does: a model of the next approved version, a configuration with it, and the update."""
    for number in (1, 2):
        client.create_model_package(ModelPackageGroupName=group, ModelApprovalStatus="Approved")
        make(client, {"ModelPackageName": f"{group}/{number}"}, ModelName=f"model-{number}")
        configure(client, f"config-{number}", f"model-{number}")
    client.create_endpoint(EndpointName="churn", EndpointConfigName="config-1")

    update(client, "config-2")

    config = client.describe_endpoint(EndpointName="churn")["EndpointConfigName"]
    (variant,) = client.describe_endpoint_config(EndpointConfigName=config)["ProductionVariants"]
    served = client.describe_model(ModelName=variant["ModelName"])["PrimaryContainer"]["ModelPackageName"]
    assert served == "churn/2"
