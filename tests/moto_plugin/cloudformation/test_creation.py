"""Stacks that are created: what is registered, what the template's functions give, what the events tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, tags
from support.stacks import POLICY, SPECIFICATION, card, get, group, parameter, resource, version

from sagemaker_registry_mock.errors import TooManyTags
from sagemaker_registry_mock.operations._tagging import merged_tags
from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

GROUP = f"{HERE}:model-package-group/churn"


def test_a_stack_makes_what_its_template_declares(client: SageMakerClient, stack: Stack) -> None:
    """A group with its policy, a version, and a card: the registry holds them as if the API had been asked."""
    stack.create(
        {
            "Version": version(ModelApprovalStatus="Approved", InferenceSpecification=SPECIFICATION),
            "Group": group(ModelPackageGroupDescription="monthly", ModelPackageGroupPolicy=POLICY),
            "Card": card(),
        }
    )

    assert stack.status == "CREATE_COMPLETE"
    assert stack.resources == {"Group": GROUP, "Version": f"{HERE}:model-package/churn/1", "Card": "card"}
    assert (
        client.describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupDescription"] == "monthly"
    )
    policy = client.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"]
    assert policy == json.dumps(POLICY, separators=(",", ":"))
    told = client.describe_model_package(ModelPackageName=stack.resources["Version"])
    assert told["ModelApprovalStatus"] == "Approved"
    assert client.describe_model_card(ModelCardName="card")["Content"] == '{"model_overview": {"model_name": "churn"}}'


def test_each_resource_has_its_events(stack: Stack) -> None:
    """The stack's own event comes first, then those of the resources in the order in which they are made."""
    stack.create({"Version": version(), "Group": group()})

    assert stack.told() == [
        ("stack", "CREATE_IN_PROGRESS", "User Initiated"),
        ("Group", "CREATE_IN_PROGRESS", ""),
        ("Group", "CREATE_IN_PROGRESS", "Resource creation Initiated"),
        ("Group", "CREATE_COMPLETE", ""),
        ("Version", "CREATE_IN_PROGRESS", ""),
        ("Version", "CREATE_IN_PROGRESS", "Resource creation Initiated"),
        ("Version", "CREATE_COMPLETE", ""),
        ("stack", "CREATE_COMPLETE", ""),
    ]


def test_ref_and_getatt_give_what_the_schema_says(client: SageMakerClient, stack: Stack) -> None:
    """Ref of a card is its name, of the others the ARN; every attribute is there, as a text."""
    outputs = {
        "Group": {"Ref": "Group"},
        "GroupStatus": get("Group", "ModelPackageGroupStatus"),
        "Sub": {"Fn::Sub": "${Group.ModelPackageGroupArn} of ${AWS::StackName}"},
        "Created": get("Version", "CreationTime"),
        "Status": get("Version", "ModelPackageStatus"),
        "Changed": get("Version", "LastModifiedTime"),
        "Card": {"Ref": "Card"},
        "CardVersion": get("Card", "ModelCardVersion"),
        "CardArn": get("Card", "ModelCardArn"),
        "Domain": get("Card", "CreatedBy.DomainId"),
        "Leaving": get("Card", "ModelCardProcessingStatus"),
    }
    stack.create({"Group": group(), "Version": version(), "Card": card()}, outputs)

    told = stack.outputs
    created = client.describe_model_package(ModelPackageName=stack.resources["Version"])["CreationTime"]
    assert told.pop("Created").endswith(f"{created:%S}.{created.microsecond // 1000:03}Z")
    assert told == {
        "Group": GROUP,
        "GroupStatus": "Completed",
        "Sub": f"{GROUP} of stack",
        "Status": "Completed",
        "Card": "card",
        "CardVersion": "1",
        "CardArn": f"{HERE}:model-card/card",
        "Domain": "UnsetValue",
        "Leaving": "UnsetValue",
    }  # a version that has never been changed has no LastModifiedTime


def test_yaml_names_an_attribute_in_one_word(stack: Stack) -> None:
    """!GetAtt reaches attributes, those in two parts too; and a policy may state its version as YAML states a date."""
    text = """
        Resources:
          Group:
            Type: AWS::SageMaker::ModelPackageGroup
            Properties:
              ModelPackageGroupName: !Sub "${AWS::StackName}-models"
              ModelPackageGroupPolicy:
                Version: 2012-10-17
                Statement: [{Effect: Allow, Principal: "*", Action: "*", Resource: "*"}]
          Card:
            Type: AWS::SageMaker::ModelCard
            Properties: {ModelCardName: card, ModelCardStatus: Draft, Content: {}}
        Outputs:
          Arn: {Value: !GetAtt Group.ModelPackageGroupArn, Export: {Name: models}}
          Domain: {Value: !GetAtt Card.CreatedBy.DomainId}
    """
    stack.client.create_stack(StackName="stack", TemplateBody=text)

    arn = f"{HERE}:model-package-group/stack-models"
    assert stack.outputs == {"Arn": arn, "Domain": "UnsetValue"}
    assert [(one["Name"], one["Value"]) for one in stack.client.list_exports()["Exports"]] == [("models", arn)]
    assert stack.steps()[0] == ("stack", "CREATE_IN_PROGRESS")  # though an export asks for the group before


def test_an_attribute_that_does_not_exist_is_refused_at_once(client: SageMakerClient, stack: Stack) -> None:
    """A template whose output asks for another attribute makes nothing."""
    with pytest.raises(stack.client.exceptions.ClientError, match="does not support attribute type Colour"):
        stack.create({"Group": group()}, {"Colour": get("Group", "Colour")})

    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    stack.title = "other"
    with pytest.raises(stack.client.exceptions.ClientError, match="does not support attribute type Colour"):
        stack.create({"Group": group(), "Last": parameter("/it", get("Group", "Colour"))})


def test_a_version_of_a_stack_is_announced(client: SageMakerClient, stack: Stack) -> None:
    """What a stack registers and updates sends the events that the API's callers send."""
    stack.create({"Group": group(), "Version": version()})
    stack.update({"Group": group(), "Version": version(ModelApprovalStatus="Approved")})

    told = [
        (event.detail["ModelApprovalStatus"], event.detail.get("UpdatedModelPackageFields")) for event in sent_events()
    ]
    assert told == [("PendingManualApproval", None), ("Approved", ["ModelApprovalStatus"])]
    assert (
        client.describe_model_package(ModelPackageName=stack.resources["Version"])["ModelApprovalStatus"] == "Approved"
    )


def test_conditions_and_no_value_hold(client: SageMakerClient, stack: Stack) -> None:
    """A resource whose condition does not hold is not made, and a property without value is none."""
    stack.create(
        {
            "Group": group(ModelPackageGroupDescription={"Ref": "AWS::NoValue"}),
            "Version": version({"Condition": "Never", "DependsOn": "Group"}),
            "Card": card(Tags=[{"Fn::If": ["Never", tags(a="1")[0], {"Ref": "AWS::NoValue"}]}, *tags(b="2")]),
        },
        Conditions={"Never": {"Fn::Equals": ["a", "b"]}},
    )

    assert stack.status == "CREATE_COMPLETE"
    assert "ModelPackageGroupDescription" not in client.describe_model_package_group(ModelPackageGroupName="churn")
    assert client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"] == []


def test_tags_of_the_resource_the_stack_and_aws(stack: Stack, tags_of: Callable[[str], dict[str, str]]) -> None:
    """A group, a card and an unversioned package have their own tags, the stack's and AWS's; a version has none."""
    stack.create(
        {
            "Group": group(Tags=tags(team="a", stage="own")),
            "Card": card(),
            "Market": resource("ModelPackage", ModelPackageName="market"),
            "Version": version(),
        },
        Tags=tags(stage="stack", cost="1"),
    )

    for name, own in {"Group": {"team": "a", "stage": "own"}, "Card": {}, "Market": {}}.items():
        arn = f"{HERE}:model-card/card" if name == "Card" else stack.resources[name]
        marks = {"aws:cloudformation:stack-name": "stack", "aws:cloudformation:logical-id": name}
        assert tags_of(arn) == {"stage": "stack", "cost": "1", **own, **marks}
    assert tags_of(stack.resources["Version"]) == {}


def test_tags_of_aws_own_are_not_a_users_to_set(client: SageMakerClient, stack: Stack) -> None:
    """CloudFormation marks what it makes; nobody else may use such keys."""
    stack.create({"Group": group()})

    with pytest.raises(client.exceptions.ClientError, match="reserved for system use"):
        client.add_tags(ResourceArn=GROUP, Tags=tags(**{"aws:cloudformation:stack-name": "mine"}))


def test_tags_of_aws_own_count_for_no_limit() -> None:
    """A resource may have 50 tags beside them, and no more."""
    marks, most = {"aws:cloudformation:stack-name": "stack"}, tags(**{f"t{number}": "" for number in range(50)})

    assert len(merged_tags(marks, most)) == 51
    with pytest.raises(TooManyTags):
        merged_tags({**marks, "one": "more"}, most)


def test_resources_of_motos_own_may_refer_to_ours(stack: Stack, parameters: Callable[[], dict[str, str]]) -> None:
    """A parameter holds an attribute of a group; its stack behaves as ever."""
    stack.create({"Last": parameter("/status", get("Group", "ModelPackageGroupStatus")), "Group": group()})

    assert (stack.status, parameters()) == ("CREATE_COMPLETE", {"status": "Completed"})


def test_what_was_deleted_elsewhere_is_still_told(client: SageMakerClient, stack: Stack) -> None:
    """Outputs outlive a group that somebody else has deleted, and so does the stack."""
    stack.create({"Group": group()}, {"Status": get("Group", "ModelPackageGroupStatus")})
    client.delete_model_package_group(ModelPackageGroupName="churn")

    assert stack.outputs == {"Status": "Completed"}
    assert stack.delete().status == "DELETE_COMPLETE"


def test_templates_of_others_are_motos(stack: Stack, parameters: Callable[[], dict[str, str]]) -> None:
    """A stack without resources of the registry has no events of resources, and goes as moto has it."""
    stack.create({"It": parameter("/it")})
    stack.update({"It": parameter("/it", "2")})
    assert parameters() == {"it": "2"}
    stack.delete()

    assert parameters() == {}
    assert {name for name, _ in stack.steps()} == {"stack"}


def test_events_reach_a_topic(stack: Stack, client: Any, aws_session: Any) -> None:
    """What happens to a resource is published to the topics of the stack."""
    assert client
    sns, sqs = aws_session.client("sns"), aws_session.client("sqs")
    topic = sns.create_topic(Name="stacks")["TopicArn"]
    url = sqs.create_queue(QueueName="told")["QueueUrl"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint="arn:aws:sqs:us-east-1:123456789012:told")

    stack.create({"Group": group()}, NotificationARNs=[topic])

    told = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert any("LogicalResourceId='Group'" in one["Body"] and "CREATE_COMPLETE" in one["Body"] for one in told)
