"""Stacks that are updated: what changes in its place, and what is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, additional, tags
from support.stacks import POLICY, SPECIFICATION, card, get, group, parameter, resource, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

GROUP = f"{HERE}:model-package-group/churn"
FIRST, SECOND = (f"{HERE}:model-package/churn/{number}" for number in (1, 2))
CLEANED = ("stack", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")


def test_a_group_changes_in_its_place(
    client: SageMakerClient, stack: Stack, tags_of: Callable[[str], dict[str, str]]
) -> None:
    """Its policy is put or, without the property, deleted; its tags become those of the template."""
    stack.create({"Group": group(ModelPackageGroupPolicy=POLICY, Tags=tags(a="1", b="2", c="3"))})
    client.add_tags(ResourceArn=GROUP, Tags=tags(elsewhere="x"))

    stack.update({"Group": group(Tags=tags(b="2", c="4"))})

    assert [step for step in stack.steps() if step[0] == "Group"] == [
        ("Group", "UPDATE_IN_PROGRESS"),
        ("Group", "UPDATE_COMPLETE"),
    ]
    found = {key: value for key, value in tags_of(GROUP).items() if not key.startswith("aws:")}
    assert found == {"b": "2", "c": "4"}
    with pytest.raises(client.exceptions.ClientError, match="Cannot find resource policy"):
        client.get_model_package_group_policy(ModelPackageGroupName="churn")
    stack.update({"Group": group(ModelPackageGroupPolicy='{"Statement": []}')})
    assert stack.status == "UPDATE_ROLLBACK_COMPLETE"
    stack.update({"Group": group()})
    stack.update({"Group": group(Tags=tags(b="3"))})
    assert stack.status == "UPDATE_COMPLETE"


def test_a_version_changes_in_its_place(client: SageMakerClient, stack: Stack) -> None:
    """Approval, metadata, additional specifications, model card and source go through UpdateModelPackage."""
    metadata, draft = {"a": "1", "b": "2"}, {"ModelCardContent": "{}", "ModelCardStatus": "Draft"}
    stack.create({"Group": group(), "Version": version(CustomerMetadataProperties=metadata, ModelCard=draft)})

    changed: dict[str, Any] = {
        "ModelApprovalStatus": "Approved",
        "ApprovalDescription": "good",
        "CustomerMetadataProperties": {"b": "3"},
        "AdditionalInferenceSpecificationsToAdd": [{**SPECIFICATION, **additional("gpu")[0]}],
        "ModelCard": {**draft, "ModelCardStatus": "Approved"},
        "SourceUri": "anything",
    }
    stack.update({"Group": group(), "Version": version(**changed)})
    stack.update({"Group": group(), "Version": version(**changed, SkipModelValidation="All")})

    told = client.describe_model_package(ModelPackageName=FIRST)
    assert stack.resources["Version"] == FIRST
    assert (told["ModelApprovalStatus"], told["ApprovalDescription"]) == ("Approved", "good")
    assert told["CustomerMetadataProperties"] == {"b": "3"}
    assert [one["Name"] for one in told["AdditionalInferenceSpecifications"]] == ["gpu"]
    assert (told["ModelCard"]["ModelCardStatus"], told["SourceUri"]) == ("Approved", "anything")


def test_an_update_states_the_approval_again(client: SageMakerClient, stack: Stack) -> None:
    """What a template says of the approval holds after every update of the version, whoever has decided meanwhile."""
    pending: dict[str, Any] = {"ModelApprovalStatus": "PendingManualApproval"}
    stack.create({"Group": group(), "Version": version(**pending)})
    client.update_model_package(ModelPackageArn=FIRST, ModelApprovalStatus="Approved")

    stack.update({"Group": group(Tags=tags(a="1")), "Version": version(**pending)})
    assert client.describe_model_package(ModelPackageName=FIRST)["ModelApprovalStatus"] == "Approved"
    stack.update({"Group": group(), "Version": version(**pending, CustomerMetadataProperties={"a": "1"})})

    assert client.describe_model_package(ModelPackageName=FIRST)["ModelApprovalStatus"] == "PendingManualApproval"


@pytest.mark.parametrize(
    ("before", "after"),
    [({}, {"ModelPackageDescription": "new"}), ({"SourceUri": "anything"}, {})],
    ids=["create-only", "source taken away"],
)
def test_a_version_is_replaced_by_the_next(
    client: SageMakerClient, stack: Stack, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """What no operation can change makes a new version first, and deletes the old one when all is done."""
    stack.create({"Group": group(), "Version": version(**before)}, {"Version": {"Ref": "Version"}})

    stack.update({"Group": group(), "Version": version(**after)}, {"Version": {"Ref": "Version"}})

    assert stack.told() == [
        ("stack", "UPDATE_IN_PROGRESS", "User Initiated"),
        (
            "Version",
            "UPDATE_IN_PROGRESS",
            "Requested update requires the creation of a new physical resource; hence creating one.",
        ),
        ("Version", "UPDATE_IN_PROGRESS", "Resource creation Initiated"),
        ("Version", "UPDATE_COMPLETE", ""),
        (*CLEANED, ""),
        ("Version", "DELETE_IN_PROGRESS", ""),
        ("Version", "DELETE_COMPLETE", ""),
        ("stack", "UPDATE_COMPLETE", ""),
    ]
    assert stack.outputs == {"Version": SECOND}
    rows = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    assert [row["ModelPackageArn"] for row in rows] == [SECOND]


def test_what_refers_to_a_replaced_resource_follows(stack: Stack, parameters: Callable[[], dict[str, str]]) -> None:
    """A group gets a new name by a parameter in a text; its version and a parameter of moto's go with it."""
    resources = {
        "Pointer": parameter("/group", {"Ref": "Group"}),
        "Version": version(),
        "Group": group(name={"Fn::Sub": "models-${Stage}"}),
        "Other": parameter("/other"),
    }
    stack.create(resources, Parameters={"Stage": {"Type": "String", "Default": "dev"}})
    assert parameters()["group"] == f"{HERE}:model-package-group/models-dev"

    stack.client.update_stack(
        StackName=stack.name,
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": "Stage", "ParameterValue": "prod"}],
    )

    assert parameters() == {"group": f"{HERE}:model-package-group/models-prod", "other": "1"}
    assert stack.resources["Version"] == f"{HERE}:model-package/models-prod/1"
    assert stack.steps()[-6:] == [
        CLEANED,
        ("Version", "DELETE_IN_PROGRESS"),
        ("Version", "DELETE_COMPLETE"),
        ("Group", "DELETE_IN_PROGRESS"),
        ("Group", "DELETE_COMPLETE"),
        ("stack", "UPDATE_COMPLETE"),
    ]


def test_a_card_changes_its_content_and_its_status(client: SageMakerClient, stack: Stack) -> None:
    """A new content makes a version, a new status none; a card leaves the archive first, and enters it last."""

    def told() -> tuple[int, str, str]:
        found = client.describe_model_card(ModelCardName="card")
        return found["ModelCardVersion"], found["ModelCardStatus"], found["Content"]

    other = {"IntendedUses": {"RiskRating": "Low"}}
    stack.create({"Card": card()})
    stack.update({"Card": card(ModelCardStatus="Approved", Tags=tags(a="1"))})
    assert told()[:2] == (1, "Approved")
    stack.update({"Card": card(ModelCardStatus="Archived", Content=other)})
    assert told() == (2, "Archived", '{"intended_uses": {"risk_rating": "Low"}}')
    stack.update({"Card": card(ModelCardStatus="Draft")}, {"Version": get("Card", "ModelCardVersion")})

    assert told() == (3, "Draft", '{"model_overview": {"model_name": "churn"}}')
    assert stack.outputs == {"Version": "3"}


def test_tags_of_the_stack_are_updated(
    client: SageMakerClient, stack: Stack, tags_of: Callable[[str], dict[str, str]]
) -> None:
    """New tags of the stack reach its group and its unversioned package, and leave a version alone."""
    resources = {"Group": group(), "Version": version(), "Market": resource("ModelPackage", ModelPackageName="market")}
    stack.create(resources, Tags=tags(cost="1"))

    stack.update(resources, Tags=tags(cost="2"))

    assert [tags_of(arn).get("cost") for arn in stack.resources.values()] == ["2", None, "2"]
    assert "LastModifiedTime" not in client.describe_model_package(ModelPackageName=FIRST)


def test_an_update_that_changes_nothing_of_a_resource_leaves_it_alone(client: SageMakerClient, stack: Stack) -> None:
    """Another way to write the same properties is no update of the resource."""
    stack.create({"Group": group(), "Version": version()})

    stack.update(
        {
            "Group": group(),
            "Version": resource("ModelPackage", ModelPackageGroupName=get("Group", "ModelPackageGroupArn")),
        }
    )

    assert stack.steps() == [("stack", "UPDATE_IN_PROGRESS"), ("stack", "UPDATE_COMPLETE")]
    assert "LastModifiedTime" not in client.describe_model_package(ModelPackageName=FIRST)


def test_resources_come_and_go(client: SageMakerClient, stack: Stack) -> None:
    """What a template no longer has is deleted, but for what is to be retained; what is new is made; and back again."""
    kept = card({"DeletionPolicy": "Retain"}, name="kept")
    stack.create({"Group": group(), "Version": version(), "Kept": kept})

    stack.update({"Other": group(name="other")})

    assert stack.steps()[-7:] == [
        CLEANED,
        ("Kept", "DELETE_SKIPPED"),
        ("Version", "DELETE_IN_PROGRESS"),
        ("Version", "DELETE_COMPLETE"),
        ("Group", "DELETE_IN_PROGRESS"),
        ("Group", "DELETE_COMPLETE"),
        ("stack", "UPDATE_COMPLETE"),
    ]
    assert stack.resources == {"Other": f"{HERE}:model-package-group/other"}
    assert client.describe_model_card(ModelCardName="kept")["ModelCardName"] == "kept"
    stack.update({"Group": group()})
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"][0]["ModelPackageGroupArn"] == GROUP


def test_conditions_may_turn(client: SageMakerClient, stack: Stack, parameters: Callable[[], dict[str, str]]) -> None:
    """A parameter that turns a condition makes the resources that it now wants, and deletes those that it wanted."""
    resources = {
        "Group": group({"Condition": "On"}),
        "Card": card({"Condition": "Off"}),
        "Kept": parameter("/on", Condition="On"),
        "Made": parameter("/off", Condition="Off"),
    }
    sections: Any = {
        "Parameters": {"Switch": {"Type": "String", "Default": "on"}},
        "Conditions": {"On": {"Fn::Equals": [{"Ref": "Switch"}, "on"]}, "Off": {"Fn::Not": [{"Condition": "On"}]}},
    }
    stack.create(resources, **sections)
    sections["Parameters"]["Switch"]["Default"] = "off"

    stack.update(resources, **sections)

    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert client.describe_model_card(ModelCardName="card")["ModelCardStatus"] == "Draft"
    assert parameters() == {"on": "1", "off": "1"}  # moto deletes none of its own for a condition


def test_a_replaced_resource_may_stay(client: SageMakerClient, stack: Stack) -> None:
    """UpdateReplacePolicy keeps what was replaced; what cannot be deleted after an update stays too, and is told."""
    stack.create({"Group": group({"UpdateReplacePolicy": "Retain"}), "Next": group(name="next")})
    client.create_model_package(ModelPackageGroupName="next")

    stack.update({"Group": group({"UpdateReplacePolicy": "Retain"}, name="new"), "Next": group(name="last")})

    assert stack.status == "UPDATE_COMPLETE"
    assert ("Group", "DELETE_SKIPPED") in stack.steps()
    assert "still contains Model Packages" in stack.reason("Next", "DELETE_FAILED")
    rows = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert sorted(row["ModelPackageGroupName"] for row in rows) == ["churn", "last", "new", "next"]
