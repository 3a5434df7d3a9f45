"""Stacks that are deleted: what goes, in which order, and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.examples import HERE
from support.stacks import card, group, model, parameter, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient


def test_all_of_a_stack_goes_last_things_first(
    client: SageMakerClient, stack: Stack, parameters: Callable[[], dict[str, str]]
) -> None:
    """A version goes before its group; moto's own resources go too, and what the stack exported."""
    stack.create(
        {"Group": group(), "Card": card(), "Version": version(), "Pointer": parameter("/it", {"Ref": "Group"})}
    )
    before = len(stack.told())

    stack.delete()

    assert stack.status == "DELETE_COMPLETE"
    assert stack.steps()[before:] == [
        ("stack", "DELETE_IN_PROGRESS"),
        ("Version", "DELETE_IN_PROGRESS"),
        ("Version", "DELETE_COMPLETE"),
        ("Card", "DELETE_IN_PROGRESS"),
        ("Card", "DELETE_COMPLETE"),
        ("Group", "DELETE_IN_PROGRESS"),
        ("Group", "DELETE_COMPLETE"),
        ("stack", "DELETE_COMPLETE"),
    ]
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert parameters() == {}


def test_a_group_with_versions_of_others_keeps_its_stack(client: SageMakerClient, stack: Stack) -> None:
    """The deletion fails with SageMaker's reason; the stack stays with that group, until a second deletion succeeds."""
    text = """
        Resources:
          Group: {Type: AWS::SageMaker::ModelPackageGroup, Properties: {ModelPackageGroupName: churn}}
          Card:
            Type: AWS::SageMaker::ModelCard
            Properties: {ModelCardName: card, ModelCardStatus: Draft, Content: {}}
        Outputs: {Arn: {Value: !Ref Group, Export: {Name: arn}}}
    """
    stack.name = stack.client.create_stack(StackName="stack", TemplateBody=text)["StackId"]
    arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]

    stack.delete()

    assert (stack.status, stack.resources) == ("DELETE_FAILED", {"Group": f"{HERE}:model-package-group/churn"})
    assert stack.reason("stack", "DELETE_FAILED") == "The following resource(s) failed to delete: [Group]. "
    why = stack.reason("Group", "DELETE_FAILED")
    assert f"Model Package Group {HERE}:model-package-group/churn cannot be deleted because it still contains" in why
    assert why.endswith("HandlerErrorCode: GeneralServiceException)")
    assert len(stack.client.list_exports()["Exports"]) == 1
    client.delete_model_package(ModelPackageName=arn)
    assert stack.delete().status == "DELETE_COMPLETE"
    assert stack.client.list_exports()["Exports"] == []


def test_what_is_to_be_retained_stays(
    client: SageMakerClient, stack: Stack, parameters: Callable[[], dict[str, str]]
) -> None:
    """RetainResources and DeletionPolicy leave resources where they are, of moto's own types too."""
    stack.create(
        {
            "Group": group(),
            "Card": card({"DeletionPolicy": "Retain"}),
            "Kept": parameter("/kept"),
            "Gone": parameter("/gone"),
        }
    )

    stack.delete(RetainResources=["Group", "Kept"])

    assert stack.status == "DELETE_COMPLETE"
    assert stack.steps()[-3:] == [
        ("Card", "DELETE_SKIPPED"),
        ("Group", "DELETE_SKIPPED"),
        ("stack", "DELETE_COMPLETE"),
    ]
    assert client.describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupStatus"] == "Completed"
    assert client.describe_model_card(ModelCardName="card")["ModelCardStatus"] == "Draft"
    assert parameters() == {"kept": "1"}


def test_what_moto_cannot_delete_raises_as_ever(client: SageMakerClient, stack: Stack) -> None:
    """A failure of moto's own resources is moto's: it raises, and the stack is gone."""
    stack.create({"Group": group(), "Model": model()})
    client.delete_model(ModelName=client.list_models()["Models"][0]["ModelName"])

    with pytest.raises(Exception, match=r"(?i)model|unknown"):
        stack.delete()

    assert stack.client.describe_stacks()["Stacks"] == []


def test_a_stack_that_does_not_exist_is_deleted_as_ever(stack: Stack) -> None:
    """DeleteStack of an unknown name answers, and does nothing."""
    assert stack.delete().client.describe_stacks()["Stacks"] == []
