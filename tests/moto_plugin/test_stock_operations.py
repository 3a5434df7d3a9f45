"""What is not the registry's stays moto's, to the last byte; what is the family's and nobody's is refused clearly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from freezegun import freeze_time
from moto import mock_aws
from moto.core.utils import camelcase_to_underscores
from moto.moto_api._internal import mock_random
from moto.sagemaker.responses import SageMakerResponse
from support.errors import refused
from support.examples import HERE, tags, told

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.operations._table import FAMILY
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    import boto3
    from types_boto3_sagemaker import SageMakerClient

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
JOB: Any = {
    "TrainingJobName": "job",
    "RoleArn": ROLE,
    "AlgorithmSpecification": {"TrainingImage": "image:1", "TrainingInputMode": "File"},
    "OutputDataConfig": {"S3OutputPath": "s3://bucket/out"},
    "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1},
    "StoppingCondition": {"MaxRuntimeInSeconds": 1},
}
VARIANT: Any = {"VariantName": "v", "ModelName": "model", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
FILTER: Any = {"Filters": [{"Name": "TrainingJobName", "Operator": "Equals", "Value": "job"}]}

CHAIN: Any = {
    "Containers": [{"Image": "image:1"}, {"Image": "image:2", "Mode": "MultiModel"}],
    "InferenceExecutionConfig": {"Mode": "Direct"},
    "VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
}

#: Calls one after the other, each an operation of boto3's client with its arguments.
STORY: list[tuple[str, dict[str, Any]]] = [
    ("create_model", {"ModelName": "model", "ExecutionRoleArn": ROLE, "PrimaryContainer": {"Image": "image:1"}}),
    ("describe_model", {"ModelName": "model"}),
    ("add_tags", {"ResourceArn": f"{HERE}:model/model", "Tags": tags(team="a", cost="1")}),
    ("delete_tags", {"ResourceArn": f"{HERE}:model/model", "TagKeys": ["cost"]}),
    ("list_tags", {"ResourceArn": f"{HERE}:model/model"}),
    ("create_endpoint_config", {"EndpointConfigName": "config", "ProductionVariants": [VARIANT]}),
    ("describe_endpoint_config", {"EndpointConfigName": "config"}),
    ("create_endpoint", {"EndpointName": "endpoint", "EndpointConfigName": "config"}),
    ("describe_endpoint", {"EndpointName": "endpoint"}),
    ("create_training_job", {**JOB, "Tags": tags(team="a")}),
    ("describe_training_job", {"TrainingJobName": "job"}),
    ("list_tags", {"ResourceArn": f"{HERE}:training-job/job"}),
    ("search", {"Resource": "TrainingJob", "SearchExpression": FILTER}),
    ("create_experiment", {"ExperimentName": "experiment"}),
    ("search", {"Resource": "Experiment"}),
    (
        "create_pipeline",
        {"PipelineName": "pipeline", "PipelineDefinition": "{}", "RoleArn": ROLE, "ClientRequestToken": "t" * 32},
    ),
    ("search", {"Resource": "Pipeline"}),
    ("describe_pipeline", {"PipelineName": "pipeline"}),
    ("delete_model", {"ModelName": "model"}),
    ("describe_model", {"ModelName": "model"}),
    ("create_model", {"ModelName": "bare", "EnableNetworkIsolation": True}),
    ("describe_model", {"ModelName": "bare"}),
    ("create_model", {"ModelName": "chain", "ExecutionRoleArn": ROLE, **CHAIN}),
    ("describe_model", {"ModelName": "chain"}),
    ("list_models", {}),
]

#: What the plugin makes of stock moto's replies to DescribeModel: the members that it leaves out because the model has
#: none, which stock moto tells all the same, and those that it tells as the service does.
MODELS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "model": (
        {"VpcConfig": {}, "Containers": []},
        {"PrimaryContainer": {"Mode": "SingleModel", "Image": "image:1"}},
    ),
    "bare": (
        {"VpcConfig": {}, "Containers": [], "PrimaryContainer": {}, "ExecutionRoleArn": "arn:test"},
        {"EnableNetworkIsolation": True},
    ),
    "chain": (
        {"PrimaryContainer": {}},
        {
            "Containers": [{"Mode": "SingleModel", "Image": "image:1"}, {"Mode": "MultiModel", "Image": "image:2"}],
            "InferenceExecutionConfig": {"Mode": "Direct"},
            "DeploymentRecommendation": {"RecommendationStatus": "NOT_APPLICABLE"},
        },
    ),
}


def is_motos(operation: str) -> bool:
    """Tell whether moto has the operation."""
    return hasattr(SageMakerResponse, camelcase_to_underscores(operation))


UNBUILT = sorted(
    name
    for name in default_service().names - set(OPERATIONS)
    if any(part in name for part in FAMILY) and not is_motos(name)
)


def replies(session: boto3.Session) -> list[Any]:
    """Tell the story in a new mock at a fixed time, and return every reply or error."""
    mock_random.seed(0)
    with freeze_time("2026-01-31 12:00:00"), mock_aws():
        client = session.client("sagemaker")
        return [reply_to(client, operation, request) for operation, request in STORY]


def reply_to(client: SageMakerClient, operation: str, request: dict[str, Any]) -> Any:
    """Call one operation, and return its reply or its error."""
    try:
        return told(getattr(client, operation)(**request))
    except ClientError as error:
        return error.response["Error"]


def test_stock_operations_answer_as_stock_moto(aws_session: boto3.Session) -> None:
    """Models, endpoints, jobs, their tags and searches: the plugin changes no reply but of models and endpoints."""
    uninstall()
    stock = replies(aws_session)
    install()

    amended = []
    for (operation, request), before, after in zip(STORY, stock, replies(aws_session), strict=True):
        if operation == "describe_model" and "Code" not in before:
            left_out, told_instead = MODELS[request["ModelName"]]
            assert left_out.items() <= before.items()
            kept = {name: value for name, value in before.items() if name not in left_out}
            assert after == {**kept, **told_instead} != before
            amended.append(request["ModelName"])
        elif operation in {"describe_endpoint", "describe_endpoint_config"}:
            assert after == {name: value for name, value in before.items() if value != {}}
        else:
            assert after == before, operation
    assert amended == list(MODELS)
    assert sum("Code" in reply for reply in stock) == 1


def test_model_cards_are_the_registrys(client: SageMakerClient) -> None:
    """Stock moto makes a version of every update, and of a new status one without content; the registry does not."""
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")

    client.update_model_card(ModelCardName="card", ModelCardStatus="Approved")

    told_card = client.describe_model_card(ModelCardName="card")
    assert (told_card["ModelCardVersion"], told_card["ModelCardStatus"], told_card["Content"]) == (1, "Approved", "{}")
    with refused("ConflictException", f"ModelCard {HERE}:model-card/card already exists."):
        client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")


def test_the_tags_of_a_model_card_are_the_registrys(client: SageMakerClient) -> None:
    """Stock moto cannot tag a card that exists; the registry can, and the tags stay through its versions."""
    arn = client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")["ModelCardArn"]

    assert client.add_tags(ResourceArn=arn, Tags=tags(team="a", cost="1"))["Tags"] == tags(team="a", cost="1")
    client.delete_tags(ResourceArn=arn, TagKeys=["cost"])
    client.update_model_card(ModelCardName="card", Content='{"intended_uses": {}}')

    assert client.list_tags(ResourceArn=arn)["Tags"] == tags(team="a")
    assert client.describe_model_card(ModelCardName="card")["ModelCardVersion"] == 2


def test_a_deleted_card_can_be_made_again(client: SageMakerClient) -> None:
    """Looking for a card that is not there does not make one."""
    with refused("ResourceNotFound", f"ModelCard {HERE}:model-card/card does not exist."):
        client.list_tags(ResourceArn=f"{HERE}:model-card/card")
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    client.delete_model_card(ModelCardName="card")

    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    assert client.list_tags(ResourceArn=f"{HERE}:model-card/card")["Tags"] == []


def test_a_package_brings_the_containers_of_a_model(client: SageMakerClient) -> None:
    """SourceUri with the ARN of one of moto's models copies its containers."""
    arn = client.create_model(ModelName="model", ExecutionRoleArn=ROLE, PrimaryContainer={"Image": "image:1"})[
        "ModelArn"
    ]
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn", SourceUri=arn)

    copied = client.describe_model_package(ModelPackageName="churn/1")["InferenceSpecification"]["Containers"]
    assert [container["Image"] for container in copied] == ["image:1"]
    with refused("ValidationException", f'Could not find model "{HERE}:model/missing".'):
        client.create_model_package(ModelPackageGroupName="churn", SourceUri=f"{HERE}:model/missing")


def test_a_version_can_be_made_a_model(client: SageMakerClient, version: str) -> None:
    """CreateModel with an approved version's ARN is moto's, and keeps the ARN."""
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    client.create_model(ModelName="model", ExecutionRoleArn=ROLE, Containers=[{"ModelPackageName": version}])

    (container,) = client.describe_model(ModelName="model")["Containers"]
    assert container["ModelPackageName"] == version


@pytest.mark.usefixtures("client")
def test_what_nobody_answers_is_refused_clearly(aws_session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """What belongs to the registry and is not there: a clear error in AWS's form, whatever the arguments."""
    client = aws_session.client("sagemaker", config=Config(parameter_validation=False))
    monkeypatch.delitem(OPERATIONS, "QueryLineage")

    for operation in ["QueryLineage", *UNBUILT]:
        message = f"{operation} is not yet answered by sagemaker-registry-mock, nor by moto."
        with refused("UnsupportedOperationException", message):
            getattr(client, xform_name(operation))()


@pytest.mark.usefixtures("client")
def test_what_moto_lacks_elsewhere_stays_motos_business(aws_session: boto3.Session) -> None:
    """An operation outside the registry's family that moto has not built is told by moto itself."""
    client = aws_session.client("sagemaker", config=Config(parameter_validation=False))
    outside = [name for name in default_service().names - set(UNBUILT) if not is_motos(name) and name not in OPERATIONS]

    with pytest.raises(NotImplementedError, match="has not been implemented"):
        getattr(client, xform_name(min(outside)))()
