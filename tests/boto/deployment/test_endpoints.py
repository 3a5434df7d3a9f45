"""The endpoints that a deployment makes, as SageMaker describes them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import endpoints, in_utc, model_behind, package_behind, version_behind
from freezegun import freeze_time
from support.examples import HERE

from sagemaker_registry_mock.deployment import DeploymentStage, deploy_on_approval

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

START = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def test_endpoint_configuration_and_model(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str]
) -> None:
    """The three are described under the names that the record tells, and lead to the version's ARN."""
    arn = approve()

    (record,) = deployment.history
    described = client.describe_endpoint(EndpointName="churn-prod")
    assert described["EndpointArn"] == f"{HERE}:endpoint/churn-prod"
    assert (described["EndpointStatus"], described["EndpointConfigName"]) == ("InService", record.endpoint_config)
    (variant,) = client.describe_endpoint_config(EndpointConfigName=described["EndpointConfigName"])[
        "ProductionVariants"
    ]
    expected: Any = {"VariantName": "AllTraffic", "ModelName": record.model, "InitialVariantWeight": 1.0}
    assert variant == {**expected, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
    model = client.describe_model(ModelName=variant["ModelName"])
    assert model["PrimaryContainer"]["ModelPackageName"] == arn
    assert package_behind(client, "churn-prod") == record.version_arn == arn


@pytest.mark.usefixtures("group")
def test_created_once_and_updated_afterwards(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """The endpoint keeps its age and its ARN; its configuration and the time of its last change are new."""
    with freeze_time(START) as time:
        deploy_on_approval("churn")
        approve()
        first = client.describe_endpoint(EndpointName="churn-prod")
        time.tick(timedelta(days=1))
        approve()
        second = client.describe_endpoint(EndpointName="churn-prod")

    times = [in_utc(one[name]) for one in (first, second) for name in ("CreationTime", "LastModifiedTime")]
    assert times == [START, START, START, START + timedelta(days=1)]
    assert second["EndpointArn"] == first["EndpointArn"]
    assert second["EndpointConfigName"] != first["EndpointConfigName"]
    assert len(client.list_endpoint_configs()["EndpointConfigs"]) == 2
    assert endpoints(client) == ["churn-prod"]


@pytest.mark.usefixtures("deployment")
def test_what_was_made_before_stays(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """Models and configurations of earlier runs are not deleted, as the project's CI/CD leaves them, too."""
    approve()
    approve()

    models = sorted(one["ModelName"] for one in client.list_models()["Models"])
    configs = sorted(one["EndpointConfigName"] for one in client.list_endpoint_configs()["EndpointConfigs"])
    assert models == configs == ["churn-v1-prod-1", "churn-v2-prod-2"]


@pytest.mark.usefixtures("deployment")
def test_an_endpoint_that_was_deleted_is_created_anew(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """Whoever deletes the endpoint gets it back with the next approval."""
    approve()
    client.delete_endpoint(EndpointName="churn-prod")

    approve()

    assert version_behind(client) == 2


@pytest.mark.usefixtures("deployment")
def test_an_endpoint_that_was_there_is_updated(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """An endpoint that the test made itself is put onto the version, and keeps its tags."""
    client.create_model(ModelName="old", PrimaryContainer={"Image": "image:0"})
    variants: Any = [{"VariantName": "v", "ModelName": "old", "InstanceType": "ml.m5.large", "InitialInstanceCount": 3}]
    client.create_endpoint_config(EndpointConfigName="old", ProductionVariants=variants)
    made = client.create_endpoint(
        EndpointName="churn-prod", EndpointConfigName="old", Tags=[{"Key": "team", "Value": "a"}]
    )

    approve()

    assert version_behind(client) == 1
    assert client.list_tags(ResourceArn=made["EndpointArn"])["Tags"] == [{"Key": "team", "Value": "a"}]
    (variant,) = client.describe_endpoint(EndpointName="churn-prod")["ProductionVariants"]
    assert (variant["VariantName"], variant["CurrentInstanceCount"]) == ("AllTraffic", 1)


@pytest.mark.usefixtures("group")
def test_a_serverless_variant(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """A stage whose variant is serverless has no instances."""
    serverless = {"MemorySizeInMB": 2048, "MaxConcurrency": 5}
    deploy_on_approval("churn", stages=[DeploymentStage("prod", variant={"ServerlessConfig": serverless})])

    approve()
    approve()

    (variant,) = client.describe_endpoint(EndpointName="churn-prod")["ProductionVariants"]
    assert variant["CurrentServerlessConfig"] == serverless
    assert "CurrentInstanceCount" not in variant
    config = client.describe_endpoint_config(EndpointConfigName="churn-v2-prod-2")
    assert config["ProductionVariants"][0]["ServerlessConfig"] == serverless
    assert "InstanceType" not in config["ProductionVariants"][0]


@pytest.mark.usefixtures("group")
def test_a_variant_of_ones_own(client: SageMakerClient, approve: Callable[[], str]) -> None:
    """Instances, their number and the variant's name are as the stage has them."""
    variant = {"VariantName": "blue", "InstanceType": "ml.c5.xlarge", "InitialInstanceCount": 3}
    deploy_on_approval("churn", stages=[DeploymentStage("prod", endpoint="live-churn", variant=variant)])

    approve()

    assert endpoints(client) == ["live-churn"]
    (described,) = client.describe_endpoint(EndpointName="live-churn")["ProductionVariants"]
    assert (described["VariantName"], described["CurrentInstanceCount"]) == ("blue", 3)
    config = client.describe_endpoint_config(EndpointConfigName="churn-v1-prod-1")
    assert config["ProductionVariants"][0]["InstanceType"] == "ml.c5.xlarge"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"execution_role_arn": "arn:aws:iam::123456789012:role/mine"}, "arn:aws:iam::123456789012:role/mine"),
        (
            {},
            "arn:aws:iam::123456789012:role/service-role/AmazonSageMakerServiceCatalogProductsUseRole",
        ),
    ],
)
@pytest.mark.usefixtures("group")
def test_the_role_of_the_models(
    client: SageMakerClient, approve: Callable[[], str], given: dict[str, Any], expected: str
) -> None:
    """Models run as the role given, or as the one of the project's template."""
    deploy_on_approval("churn", **given)

    approve()

    assert model_behind(client, "churn-prod")["ExecutionRoleArn"] == expected


def test_a_group_with_the_longest_name(client: SageMakerClient) -> None:
    """The names that are made of it are those that SageMaker accepts."""
    name = "g" * 63
    client.create_model_package_group(ModelPackageGroupName=name)
    deployment = deploy_on_approval(name)

    client.create_model_package(ModelPackageGroupName=name, ModelApprovalStatus="Approved")

    (record,) = deployment.history
    assert record.outcome.value == "Deployed"
    assert {len(record.endpoint or ""), len(record.model or "")} <= {*range(1, 64)}
    assert endpoints(client) == [record.endpoint]
