"""The lineage that SageMaker records by itself, as a client sees it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, told

from sagemaker_registry_mock.registry.lineage import artifact_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

GROUP = f"{HERE}:model-package-group/churn"
CONTEXT = f"{HERE}:context/churn-1-aws-model-group"
NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
EPOCH = int(NOON.timestamp())


def artifact(uri: str) -> str:
    """Return the ARN of the artifact of a URI."""
    return f"{HERE}:artifact/{artifact_id({'SourceUri': uri})}"


def vertices(client: SageMakerClient, start: str, direction: Any) -> set[str]:
    """Return the ARNs that a query tells beside its start."""
    found = client.query_lineage(StartArns=[start], Direction=direction, IncludeEdges=False)["Vertices"]
    return {one["Arn"] for one in found}


def test_a_version_leads_from_its_contents_to_its_group_and_its_approval(client: SageMakerClient, version: str) -> None:
    """From image and model data through the version to the group; the approval contributed to it, too."""
    with freeze_time(NOON):
        client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    approval = f"{HERE}:action/churn-1-Approved-{EPOCH}-aws-model-group"
    contents = {artifact("image:1"), artifact("s3://bucket/model.tar.gz")}

    assert vertices(client, artifact(version), "Ascendants") == {approval, *contents}
    assert vertices(client, artifact(version), "Descendants") == {CONTEXT}
    for one in (*contents, approval):
        assert vertices(client, one, "Descendants") == {artifact(version), CONTEXT}
    (edge,) = client.list_associations(SourceArn=artifact(version))["AssociationSummaries"]
    assert (edge["AssociationType"], edge["SourceType"], edge["DestinationType"]) == (
        "AssociatedWith",
        "Model",
        "ModelGroup",
    )
    assert client.describe_action(ActionName=approval)["Source"] == {"SourceUri": version, "SourceType": "ARN"}


@pytest.mark.usefixtures("client")
def test_entities_have_the_times_of_what_happened(client: SageMakerClient) -> None:
    """However late somebody looks: order and times are those of creation, update and approval."""
    with freeze_time(NOON) as clock:
        client.create_model_package_group(ModelPackageGroupName="churn")
        clock.tick(60)
        version = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
        clock.tick(60)
        client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")
        client.create_context(ContextName="mine", Source={"SourceUri": "mine"}, ContextType="Mine")
        clock.tick(3600)
        made = client.list_contexts(SortOrder="Ascending")["ContextSummaries"]
        (artifact_,) = client.list_artifacts()["ArtifactSummaries"]
        (action,) = client.list_actions()["ActionSummaries"]
        (group,) = client.list_lineage_groups()["LineageGroupSummaries"]

    minute = timedelta(minutes=1)
    assert [(one["ContextName"], one["CreationTime"]) for one in made] == [
        ("churn-1-aws-model-group", NOON),
        ("mine", NOON + 2 * minute),
    ]
    assert (artifact_["CreationTime"], action["CreationTime"]) == (NOON + minute, NOON + 2 * minute)
    assert group["CreationTime"] == NOON


def test_lineage_outlives_what_it_tells_of(client: SageMakerClient, version: str) -> None:
    """Version and group can be deleted, their lineage stays; the group that comes after has the same context."""
    client.delete_model_package(ModelPackageName=version)
    client.delete_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package_group(ModelPackageGroupName="churn")

    assert [one["ContextArn"] for one in client.list_contexts(SourceUri=GROUP)["ContextSummaries"]] == [CONTEXT]
    assert len(client.list_artifacts(SourceUri=version)["ArtifactSummaries"]) == 1


def test_a_refused_registration_leaves_nothing(client: SageMakerClient, version: str) -> None:
    """What the registry refuses, or answers a second time by its token, has not happened."""
    members: Any = {"ModelPackageGroupName": "churn", "ClientToken": "once"}
    client.create_model_package(**members)
    before = told(client.list_associations(MaxResults=100))
    client.create_model_package(**members)
    with pytest.raises(client.exceptions.ClientError):
        client.create_model_package(ModelPackageGroupName="churn", Tags=[{"Key": "a", "Value": "b"}])
    with pytest.raises(client.exceptions.ClientError):
        client.update_model_package(
            ModelPackageArn=version, ModelApprovalStatus="Approved", ModelCard={"ModelCardContent": "no JSON"}
        )

    assert told(client.list_associations(MaxResults=100)) == before
    assert client.list_actions()["ActionSummaries"] == []


def test_a_user_builds_on_it(client: SageMakerClient, version: str) -> None:
    """A user's data leads through the model data to the group, whose artifact the user may have made before."""
    client.create_artifact(Source={"SourceUri": "s3://bucket/train.csv"}, ArtifactType="DataSet")
    data, model = artifact("s3://bucket/train.csv"), artifact("s3://bucket/model.tar.gz")
    client.add_association(SourceArn=data, DestinationArn=model, AssociationType="ContributedTo")

    assert data in vertices(client, CONTEXT, "Ascendants")
    with refused("ValidationException", f"Artifact {model} already exists."):
        client.create_artifact(Source={"SourceUri": "s3://bucket/model.tar.gz"}, ArtifactType="Mine")
    client.update_artifact(ArtifactArn=artifact(version), Properties={"auc": "0.9"})
    filters: Any = {"Properties": {"auc": "0.9"}}
    found = client.query_lineage(StartArns=[data], IncludeEdges=False, Filters=filters)["Vertices"]
    assert [one["Arn"] for one in found] == [artifact(version)]


def test_a_stage_tells_what_it_is(client: SageMakerClient, version: str) -> None:
    """A change of stage is an action whose properties tell the stage."""
    stage: Any = {"Stage": "QA", "StageStatus": "PendingApproval"}
    client.update_model_package(ModelPackageArn=version, ModelLifeCycle=stage)

    (action,) = client.list_actions(ActionType="ModelLifeCycle")["ActionSummaries"]
    described = client.describe_action(ActionName=action["ActionArn"])
    assert described["Properties"] == stage
    assert "Status" not in described


def test_a_pipeline_stands_in_the_context_of_its_group(client: SageMakerClient, group: str) -> None:
    """The group's context tells the execution that registered last; the version's artifact, all that its maker told."""
    execution = f"{HERE}:pipeline/train/execution/abc"
    made_by: Any = {"GeneratedBy": execution, "CommitId": "c0ffee"}
    arn = client.create_model_package(ModelPackageGroupName=group, MetadataProperties=made_by)["ModelPackageArn"]

    assert client.describe_context(ContextName=CONTEXT)["Properties"] == {"PipelineExecutionArn": execution}
    (version,) = client.list_artifacts(SourceUri=arn)["ArtifactSummaries"]
    assert client.describe_artifact(ArtifactArn=version["ArtifactArn"])["MetadataProperties"] == made_by


def test_versions_that_threads_register_are_all_there(
    client: SageMakerClient, in_threads: Callable[..., Any], group: str
) -> None:
    """While threads register, approve and look, every version gets exactly one artifact, and what they share one."""
    container: Any = {"Image": "image:1", "ModelDataUrl": "s3://bucket/model"}

    def work(_number: int) -> list[str]:
        made = []
        for _ in range(3):
            arn = client.create_model_package(
                ModelPackageGroupName=group, InferenceSpecification={"Containers": [container]}
            )["ModelPackageArn"]
            assert len(client.list_artifacts(SourceUri=arn)["ArtifactSummaries"]) == 1
            client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
            made.append(arn)
        return made

    versions = [arn for made in in_threads(work) for arn in made]

    uris = [one["Source"]["SourceUri"] for one in client.list_artifacts(MaxResults=100)["ArtifactSummaries"]]
    assert sorted(uris) == sorted([*versions, "image:1", "s3://bucket/model"])
    assert len(client.list_actions(MaxResults=100)["ActionSummaries"]) == len(versions)
    edges = client.list_associations(MaxResults=100, DestinationArn=CONTEXT)["AssociationSummaries"]
    assert len(edges) == len(versions)
