"""From end to end: a stack declares the group, a pipeline registers, lineage tells whence, the stack goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock.testing import StepResult, set_step_result

if TYPE_CHECKING:
    from boto3.session import Session
    from types_boto3_sagemaker import SageMakerClient

REGION, PARTNER = "us-east-1", "111122223333"
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1"
ACCURACY = {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Evaluate.PropertyFiles.Report"}, "Path": "accuracy"}}


def template(description: str, *principals: str) -> str:
    """Return a template with a group and the policy that lets accounts describe it."""
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": [f"arn:aws:iam::{one}:root" for one in principals]},
                "Action": "sagemaker:DescribeModelPackageGroup",
                "Resource": {"Fn::Sub": "arn:aws:sagemaker:${AWS::Region}:${AWS::AccountId}:model-package-group/churn"},
            }
        ],
    }
    group = {
        "ModelPackageGroupName": "churn",
        "ModelPackageGroupDescription": "Who leaves",
        "Tags": [{"Key": "team", "Value": description}],
    }
    resource = {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": {**group, "ModelPackageGroupPolicy": policy}}
    return json.dumps({"Resources": {"Group": resource}, "Outputs": {"Arn": {"Value": {"Ref": "Group"}}}})


def definition() -> str:
    """Return a pipeline that registers what it has trained if it is accurate."""
    container = {"Image": IMAGE, "ModelDataUrl": {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}}
    register = {"ModelPackageGroupName": "churn", "InferenceSpecification": {"Containers": [container]}}
    steps: list[Any] = [
        {"Name": "Train", "Type": "Training", "Arguments": {"OutputDataConfig": {"S3OutputPath": "s3://models"}}},
        {
            "Name": "Evaluate",
            "Type": "Processing",
            "DependsOn": ["Train"],
            "PropertyFiles": [{"PropertyFileName": "Report", "OutputName": "report", "FilePath": "report.json"}],
        },
        {
            "Name": "IsAccurate",
            "Type": "Condition",
            "Arguments": {
                "Conditions": [
                    {"Type": "GreaterThan", "LeftValue": ACCURACY, "RightValue": {"Get": "Parameters.Least"}}
                ],
                "IfSteps": [{"Name": "Register", "Type": "RegisterModel", "Arguments": register}],
                "ElseSteps": [{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "Not accurate."}}],
            },
        },
    ]
    parameters = [{"Name": "Least", "Type": "Float", "DefaultValue": 0.9}]
    return json.dumps({"Version": "2020-12-01", "Parameters": parameters, "Steps": steps})


@pytest.fixture
def stacks(aws_session: Session) -> Any:
    """The client of CloudFormation."""
    return aws_session.client("cloudformation")


def executed(client: SageMakerClient, accuracy: float) -> dict[str, Any]:
    """Execute the pipeline with an accuracy, and return its steps by their names."""
    set_step_result(
        "train", "Evaluate", StepResult(property_files={"Report": {"accuracy": accuracy}}), region_name=REGION
    )
    token = f"{accuracy}".ljust(32, "0")
    arn = client.start_pipeline_execution(PipelineName="train", ClientRequestToken=token)["PipelineExecutionArn"]
    steps = client.list_pipeline_execution_steps(PipelineExecutionArn=arn)["PipelineExecutionSteps"]
    return {step["StepName"]: step for step in steps}


def leads_to(client: SageMakerClient, start: str, direction: Any = "Ascendants") -> set[str]:
    """Return the sources and the names of what the lineage of an entity leads to."""
    found = client.query_lineage(StartArns=[start], Direction=direction, IncludeEdges=False)["Vertices"]
    return {told_of(client, vertex["Arn"], vertex["LineageType"]) for vertex in found}


def told_of(client: SageMakerClient, arn: str, kind: str) -> str:
    """Return what an artifact stands for; of an action or a context, its name."""
    if kind == "Artifact":
        return client.describe_artifact(ArtifactArn=arn)["Source"]["SourceUri"]
    return arn.rpartition("/")[2]


def test_a_version_from_its_stack_to_its_lineage(client: SageMakerClient, stacks: Any) -> None:
    """A stack's group gets the version that passes, whose lineage leads to all that made it; then the stack goes."""
    stacks.create_stack(StackName="registry", TemplateBody=template("ml", PARTNER))
    (stack,) = stacks.describe_stacks(StackName="registry")["Stacks"]
    group = stack["Outputs"][0]["OutputValue"]
    assert PARTNER in client.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"]

    role = "arn:aws:iam::123456789012:role/pipelines"
    token = "t" * 32
    client.create_pipeline(
        PipelineName="train", PipelineDefinition=definition(), RoleArn=role, ClientRequestToken=token
    )
    assert executed(client, 0.4)["Stop"]["FailureReason"] == "Not accurate."
    version = executed(client, 0.95)["Register"]["Metadata"]["RegisterModel"]["Arn"]
    assert version == f"{group.replace('model-package-group', 'model-package')}/1"
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    described = client.describe_model_package(ModelPackageName=version)
    data = described["InferenceSpecification"]["Containers"][0]["ModelDataUrl"]
    (artifact,) = client.list_artifacts(SourceUri=version)["ArtifactSummaries"]
    (approval,) = client.list_actions(ActionType="Approval")["ActionSummaries"]
    (context,) = client.list_contexts(SourceUri=group)["ContextSummaries"]
    assert leads_to(client, artifact["ArtifactArn"]) == {IMAGE, data, approval["ActionName"]}
    assert leads_to(client, artifact["ArtifactArn"], "Descendants") == {context["ContextName"]}
    made_by = client.describe_context(ContextName=context["ContextName"])["Properties"]
    assert made_by == {"PipelineExecutionArn": described["MetadataProperties"]["GeneratedBy"]}

    stacks.update_stack(StackName="registry", TemplateBody=template("mlops", PARTNER, "444455556666"))
    assert "444455556666" in client.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"]
    tags = {tag["Key"]: tag["Value"] for tag in client.list_tags(ResourceArn=group)["Tags"]}
    assert (tags["team"], tags["aws:cloudformation:stack-name"]) == ("mlops", "registry")

    stacks.delete_stack(StackName="registry")
    assert stacks.describe_stacks(StackName="registry")["Stacks"][0]["StackStatus"] == "DELETE_FAILED"
    client.delete_model_package(ModelPackageName=version)
    stacks.delete_stack(StackName="registry")
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert leads_to(client, artifact["ArtifactArn"]) == {IMAGE, data, approval["ActionName"]}
