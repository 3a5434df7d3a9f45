"""Every operation of the registry has its action and its resource: exactly that permission is needed, and enough."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, ALICE, allow, ask, denied, document, sentence, spelled
from moto import mock_aws
from moto.sagemaker.models import sagemaker_backends
from support.examples import HERE, tags
from support.pipeline_requests import BROKEN, DONE, IDLE, ROLE, TOKEN, WAITING, give_pipelines

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.registry.lineage import artifact_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

GROUP, EMPTY = f"{HERE}:model-package-group/churn", f"{HERE}:model-package-group/empty"
VERSION, NEXT_VERSION = f"{HERE}:model-package/churn/1", f"{HERE}:model-package/churn/2"
MARKET, CARD = f"{HERE}:model-package/market", f"{HERE}:model-card/card"
EXPORT, ENDPOINT = f"{CARD}/export-job/export", f"{HERE}:endpoint/churn"
POLICY = json.dumps(
    {"Statement": {"Effect": "Deny", "Principal": {"AWS": "111122223333"}, "Action": "*", "Resource": "*"}}
)
SOURCE, MADE_SOURCE = {"SourceUri": "s3://bucket/data"}, {"SourceUri": "s3://bucket/made"}
DATA, MADE = (f"{HERE}:artifact/{artifact_id(source)}" for source in (SOURCE, MADE_SOURCE))
OLD, TIED = f"{HERE}:context/old", f"{HERE}:context/tied"
LINEAGE_GROUP = f"{HERE}:lineage-group/sagemaker-default-lineage-group"
#: No bucket: the job fails at once, which is all the same here.
OUTPUT = {"S3OutputPath": "https://example.com/nowhere"}
ANYTHING = "*"

OTHER_ACCOUNT = "111122223333"
SHARED = f"arn:aws:sagemaker:us-east-1:{OTHER_ACCOUNT}:model-package/churn/1"


@dataclass(frozen=True)
class Row:
    """A request, and the resource that it is on; `also` where the permission on another resource is enough, too."""

    operation: str
    resource: str
    request: dict[str, Any] = field(default_factory=dict)
    also: str = ""

    def __str__(self) -> str:
        """Name the row."""
        return f"{self.operation} on {self.resource.rpartition(':')[2]}{' by ARN' if HERE in str(self.request) else ''}"

    def ask(self, client: SageMakerClient) -> Any:
        """Send the request."""
        return ask(client, self.operation, self.request)


def named(member: str, name: str, **members: Any) -> dict[str, Any]:
    """Return a request that names its resource in `member`."""
    return {member: name, **members}


ROWS = [
    Row("CreateModelPackageGroup", f"{HERE}:model-package-group/fraud", named("ModelPackageGroupName", "fraud")),
    Row("DescribeModelPackageGroup", GROUP, named("ModelPackageGroupName", "churn")),
    Row("DescribeModelPackageGroup", GROUP, named("ModelPackageGroupName", GROUP)),
    Row("ListModelPackageGroups", ANYTHING),
    Row("DeleteModelPackageGroup", EMPTY, named("ModelPackageGroupName", "empty")),
    Row("PutModelPackageGroupPolicy", EMPTY, named("ModelPackageGroupName", "empty", ResourcePolicy=POLICY)),
    Row("GetModelPackageGroupPolicy", GROUP, named("ModelPackageGroupName", "churn")),
    Row("DeleteModelPackageGroupPolicy", GROUP, named("ModelPackageGroupName", "churn")),
    Row("CreateModelPackage", NEXT_VERSION, named("ModelPackageGroupName", "churn"), also=GROUP),
    Row("CreateModelPackage", NEXT_VERSION, named("ModelPackageGroupName", GROUP), also=GROUP),
    Row("CreateModelPackage", f"{HERE}:model-package/store", named("ModelPackageName", "store")),
    Row("DescribeModelPackage", VERSION, named("ModelPackageName", VERSION)),
    Row("DescribeModelPackage", MARKET, named("ModelPackageName", "market")),
    Row("ListModelPackages", f"{HERE}:model-package/churn/*", named("ModelPackageGroupName", "churn")),
    Row("ListModelPackages", ANYTHING),
    Row("UpdateModelPackage", VERSION, named("ModelPackageArn", VERSION, ModelApprovalStatus="Approved")),
    Row("DeleteModelPackage", VERSION, named("ModelPackageName", VERSION)),
    Row("DeleteModelPackage", MARKET, named("ModelPackageName", "market")),
    *[Row("AddTags", arn, named("ResourceArn", arn, Tags=tags(cost="1"))) for arn in (GROUP, MARKET, CARD)],
    *[Row("ListTags", arn, named("ResourceArn", arn)) for arn in (GROUP, VERSION, MARKET, CARD)],
    *[Row("DeleteTags", arn, named("ResourceArn", arn, TagKeys=["team"])) for arn in (GROUP, MARKET, CARD)],
    Row("Search", ANYTHING, named("Resource", "ModelPackage")),
    Row("GetSearchSuggestions", ANYTHING, named("Resource", "ModelPackageGroup")),
    Row(
        "CreateModelCard",
        f"{HERE}:model-card/draft",
        named("ModelCardName", "draft", Content="{}", ModelCardStatus="Draft"),
    ),
    Row("UpdateModelCard", CARD, named("ModelCardName", "card", ModelCardStatus="Approved")),
    Row("UpdateModelCard", CARD, named("ModelCardName", CARD, Content="{}")),
    Row("DescribeModelCard", CARD, named("ModelCardName", "card")),
    Row("ListModelCards", ANYTHING),
    Row("ListModelCardVersions", CARD, named("ModelCardName", CARD)),
    Row("DeleteModelCard", CARD, named("ModelCardName", "card")),
    Row(
        "CreateModelCardExportJob",
        CARD,
        named("ModelCardName", "card", ModelCardExportJobName="another", OutputConfig=OUTPUT),
    ),
    Row("DescribeModelCardExportJob", EXPORT, named("ModelCardExportJobArn", EXPORT)),
    Row("ListModelCardExportJobs", CARD, named("ModelCardName", "card")),
    Row("UpdateEndpoint", ENDPOINT, named("EndpointName", "churn", EndpointConfigName="green")),
    Row("CreateArtifact", DATA, named("ArtifactType", "DataSet", Source=SOURCE)),
    Row("DescribeArtifact", MADE, named("ArtifactArn", MADE)),
    Row("ListArtifacts", ANYTHING),
    Row("UpdateArtifact", MADE, named("ArtifactArn", MADE, ArtifactName="data")),
    Row("DeleteArtifact", MADE, named("ArtifactArn", MADE)),
    Row("DeleteArtifact", MADE, {"Source": MADE_SOURCE}),
    *[
        Row(
            f"Create{word}",
            f"{HERE}:{word.lower()}/new",
            named(f"{word}Name", "new", Source=SOURCE, **{f"{word}Type": "Release"}),
        )
        for word in ("Context", "Action")
    ],
    *[
        Row(f"{verb}{word}", f"{HERE}:{word.lower()}/old", named(f"{word}Name", "old"))
        for word in ("Context", "Action")
        for verb in ("Describe", "Update", "Delete")
    ],
    *[Row(operation, ANYTHING) for operation in ("ListContexts", "ListActions", "ListAssociations")],
    # Of an association from an entity to itself there is one resource alone.
    Row("AddAssociation", OLD, named("SourceArn", OLD, DestinationArn=OLD)),
    Row("DeleteAssociation", TIED, named("SourceArn", TIED, DestinationArn=TIED)),
    Row("QueryLineage", OLD, {"StartArns": [OLD]}),
    Row("QueryLineage", ANYTHING),
    Row("ListLineageGroups", ANYTHING),
    Row("DescribeLineageGroup", LINEAGE_GROUP, named("LineageGroupName", "sagemaker-default-lineage-group")),
    Row("CreatePipeline", f"{HERE}:pipeline/new", named("PipelineName", "new", PipelineDefinition="{}", RoleArn=ROLE)),
    *[
        Row(operation, IDLE, named("PipelineName", "idle"))
        for operation in (
            "DescribePipeline",
            "UpdatePipeline",
            "DeletePipeline",
            "StartPipelineExecution",
            "ListPipelineExecutions",
        )
    ],
    *[
        Row(operation, IDLE, named("PipelineName", IDLE))
        for operation in ("StartPipelineExecution", "ListPipelineExecutions")
    ],
    *[
        Row(operation, execution, named("PipelineExecutionArn", execution))
        for operation, execution in (
            ("DescribePipelineExecution", DONE),
            ("DescribePipelineDefinitionForExecution", DONE),
            ("ListPipelineExecutionSteps", DONE),
            ("ListPipelineParametersForExecution", DONE),
            ("UpdatePipelineExecution", DONE),
            ("RetryPipelineExecution", BROKEN),
            ("StopPipelineExecution", WAITING),
        )
    ],
    Row("SendPipelineExecutionStepSuccess", WAITING, named("CallbackToken", TOKEN)),
    Row("SendPipelineExecutionStepFailure", WAITING, named("CallbackToken", TOKEN)),
]
#: The operations that name several resources have tests of their own below.
SEVERAL = {"BatchDescribeModelPackage", "CreateModel"}
#: No request for the policy of a lineage group succeeds: see test_lineage_permissions.
REFUSED = {"GetLineageGroupPolicy"}


@pytest.fixture(autouse=True)
def _world(client: SageMakerClient) -> None:
    """One of everything."""
    team = tags(team="a")
    client.create_model_package_group(ModelPackageGroupName="churn", Tags=team)
    client.create_model_package_group(ModelPackageGroupName="empty")
    client.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=POLICY)
    client.create_model_package(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageName="market", Tags=team)
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft", Tags=team)
    client.create_model_card_export_job(ModelCardName="card", ModelCardExportJobName="export", OutputConfig=OUTPUT)  # type: ignore[arg-type]
    client.create_model(ModelName="served", PrimaryContainer={"Image": "image:1"})
    variant: Any = {"VariantName": "v", "ModelName": "served", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
    for config in ("blue", "green"):
        client.create_endpoint_config(EndpointConfigName=config, ProductionVariants=[variant])
    client.create_endpoint(EndpointName="churn", EndpointConfigName="blue")
    client.create_artifact(Source=MADE_SOURCE, ArtifactType="DataSet")  # type: ignore[arg-type]
    for name in ("old", "tied"):
        client.create_context(ContextName=name, Source=SOURCE, ContextType="Release")  # type: ignore[arg-type]
    client.create_action(ActionName="old", Source=SOURCE, ActionType="Release")  # type: ignore[arg-type]
    client.add_association(SourceArn=TIED, DestinationArn=TIED)
    give_pipelines(sagemaker_backends[ACCOUNT]["us-east-1"])


def everything(account: str = ACCOUNT) -> list[tuple[object, ...]]:
    """Return all that an account's registry holds, the configuration of each of its endpoints, and its pipelines."""
    backend: Any = sagemaker_backends[account]["us-east-1"]
    held = backend.registry
    endpoints = [(name, endpoint.endpoint_config_name) for name, endpoint in backend.endpoints.items()]
    pipelines = [(name, *vars(pipeline).values()) for name, pipeline in backend.pipelines.items()]
    lineage = settled(held)
    shelves = (
        *(held.groups, held.packages, held.cards, held.card_versions, held.card_exports),
        *(*lineage.entities.values(), lineage.associations, held.executions),
    )
    return [*(tuple(one) for one in shelves), *endpoints, *pipelines]


def test_every_operation_is_here() -> None:
    """No operation of the registry is left out of this file."""
    assert {row.operation for row in ROWS} | SEVERAL | REFUSED == set(OPERATIONS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_action_on_its_resource_is_needed_and_enough(
    row: Row, user: Callable[..., SageMakerClient], iam: Any
) -> None:
    """All other actions, and the action on all other resources, do not let it through, nor change anything; it does."""
    every_other = {"Effect": "Allow", "NotAction": spelled(row.operation), "Resource": ANYTHING}
    elsewhere = {
        "Effect": "Allow",
        "Action": spelled(row.operation),
        "NotResource": [one for one in (row.resource, row.also) if one],
    }
    caller = user(every_other, elsewhere)
    before = everything()

    with denied(ALICE, row.operation, "" if row.resource == ANYTHING else row.resource):
        row.ask(caller)
    assert everything() == before

    enough = document(allow(row.operation, resource=row.resource))
    iam.put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=enough)
    assert row.ask(caller)["ResponseMetadata"]["HTTPStatusCode"] == 200


@pytest.mark.parametrize("row", [row for row in ROWS if row.also], ids=str)
def test_a_version_is_registered_by_a_permission_on_its_group(row: Row, user: Callable[..., SageMakerClient]) -> None:
    """CreateModelPackage is on the version to come and on the group: one of the two is enough."""
    assert row.ask(user(allow(row.operation, resource=row.also)))["ModelPackageArn"] == NEXT_VERSION


def test_a_batch_is_asked_for_one_by_one(user: Callable[..., SageMakerClient]) -> None:
    """BatchDescribeModelPackage tells the versions that a policy allows, and the denial of each other."""
    second = user(allow("CreateModelPackage"), name="bob").create_model_package(ModelPackageGroupName="churn")
    assert second["ModelPackageArn"] == NEXT_VERSION

    caller = user(allow("BatchDescribeModelPackage", resource=VERSION), allow("DescribeModelPackage"))
    reply = caller.batch_describe_model_package(ModelPackageArnList=[VERSION, NEXT_VERSION])

    assert list(reply["ModelPackageSummaries"]) == [VERSION]
    assert reply["BatchDescribeModelPackageErrorMap"] == {
        NEXT_VERSION: {
            "ErrorCode": "AccessDeniedException",
            "ErrorResponse": sentence(ALICE, "BatchDescribeModelPackage", NEXT_VERSION),
        }
    }


@pytest.fixture
def shared(client: SageMakerClient, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ARN of an approved version in another account, which shares it for everything."""
    with monkeypatch.context() as there:
        there.setenv("MOTO_ACCOUNT_ID", OTHER_ACCOUNT)
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
        statement = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": spelled("*"), "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
        client.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy)
    return SHARED


def made_of(package: str) -> Any:
    """Return a CreateModel request whose first container names no package, and whose second names this one."""
    containers = [{"Image": "image:1"}, {"ModelPackageName": package}]
    return {"ModelName": "model", "ExecutionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/r", "Containers": containers}


def test_a_model_of_a_shared_version_needs_the_permission_on_it(
    shared: str, user: Callable[..., SageMakerClient]
) -> None:
    """CreateModel with another account's version is on that version, for the caller's own policies too."""
    user(allow("CreateModel", resource=shared)).create_model(**made_of(shared))

    caller = user(allow("CreateModel", resource=f"{HERE}:model/*"), name="bob")
    with denied(f"arn:aws:iam::{ACCOUNT}:user/bob", "CreateModel", shared):
        caller.create_model(**{**made_of(shared), "ModelName": "another"})

    assert [model["ModelName"] for model in user(name="carol").list_models()["Models"]] == ["served", "model"]


def test_a_resource_has_the_letter_case_of_what_is_found(user: Callable[..., SageMakerClient]) -> None:
    """A name in another letter case that finds a group is the group's; one that finds nothing is as it was given."""
    caller = user(allow(resource=[GROUP, f"{HERE}:model-package/churn/*"]))

    assert caller.describe_model_package_group(ModelPackageGroupName="CHURN")["ModelPackageGroupArn"] == GROUP
    assert caller.describe_model_package(ModelPackageName=VERSION.replace("churn", "Churn"))["ModelPackageVersion"] == 1
    missing = f"{HERE}:model-package-group/CHURN-2"
    with denied(ALICE, "DescribeModelPackageGroup", missing):
        caller.describe_model_package_group(ModelPackageGroupName="CHURN-2")


def test_lower_case_arns_are_asked_for_in_lower_case(
    user: Callable[..., SageMakerClient], client: SageMakerClient
) -> None:
    """With `arn_case="lower"` one pattern takes in a version that is registered, listed and described."""
    client.create_model_package_group(ModelPackageGroupName="Fraud")
    caller = user(allow(resource=f"{HERE}:model-package/fraud/*"))
    config: Any = {"sagemaker_registry": {"iam": True, "arn_case": "lower"}}

    with mock_aws(config=config):
        arn = caller.create_model_package(ModelPackageGroupName="Fraud")["ModelPackageArn"]
        described = caller.describe_model_package(ModelPackageName=arn)
        listed = caller.list_model_packages(ModelPackageGroupName="Fraud")["ModelPackageSummaryList"]

    assert arn == f"{HERE}:model-package/fraud/1"
    assert [described["ModelPackageArn"]] == [one["ModelPackageArn"] for one in listed] == [arn]


def test_what_does_not_exist_is_denied_as_what_does(user: Callable[..., SageMakerClient]) -> None:
    """Nobody learns from a denial whether something exists: the permission is looked at first."""
    caller = user(allow(resource=[GROUP, VERSION]))
    package, group = f"{HERE}:model-package", f"{HERE}:model-package-group"

    with denied(ALICE, "DescribeModelPackage", f"{package}/missing/7"):
        caller.describe_model_package(ModelPackageName=f"{package}/missing/7")
    with denied(ALICE, "ListModelPackages", f"{package}/missing/*"):
        caller.list_model_packages(ModelPackageGroupName="missing")
    with denied(ALICE, "CreateModelPackage", f"{package}/missing/1"):
        caller.create_model_package(ModelPackageGroupName="missing")
    with denied(ALICE, "DeleteModelPackageGroup", f"{group}/missing"):
        caller.delete_model_package_group(ModelPackageGroupName=f"{group}/missing")
    with denied(ALICE, "DeleteModelPackageGroup", f"{group}/churn".replace("us-east-1", "eu-west-1")):
        caller.delete_model_package_group(ModelPackageGroupName=GROUP.replace("us-east-1", "eu-west-1"))
