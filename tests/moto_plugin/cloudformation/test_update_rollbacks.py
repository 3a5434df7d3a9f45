"""Updates in which a resource of the registry fails: what was is again, and the events tell why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, tags
from support.stacks import BAD_NAME, POLICY, card, get, group, parameter, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient


def groups(client: SageMakerClient) -> list[str]:
    """Return the names of all groups."""
    rows = client.list_model_package_groups(SortBy="Name")["ModelPackageGroupSummaryList"]
    return [row["ModelPackageGroupName"] for row in rows]


def test_an_update_is_rolled_back(
    client: SageMakerClient, stack: Stack, parameters: Callable[[], dict[str, str]]
) -> None:
    """The template of before holds again: changed resources are changed back, new ones deleted, removed ones there."""
    before = {
        "Group": group(ModelPackageGroupPolicy=POLICY),
        "Version": version(ModelApprovalStatus="Approved"),
        "Removed": card(name="removed"),
        "Card": card(),
        "Changed": parameter("/changed"),
        "Gone": parameter("/gone"),
    }
    outputs = {"Version": {"Ref": "Version"}, "Status": get("Group", "ModelPackageGroupStatus")}
    stack.create(before, outputs)

    stack.update(
        {
            "Group": group(Tags=tags(a="1")),
            "Version": version(ModelPackageDescription="replaced"),
            "New": card(name="new"),
            "Changed": parameter("/changed", "2"),
            "Fresh": parameter("/fresh"),
            "Card": card(Content={"Unknown": {}}),
        },
        outputs,
    )

    assert stack.status == "UPDATE_ROLLBACK_COMPLETE"
    assert (
        stack.reason("stack", "UPDATE_ROLLBACK_IN_PROGRESS") == "The following resource(s) failed to update: [Card]. "
    )
    assert "not allowed here" in stack.reason("Card", "UPDATE_FAILED")
    assert stack.outputs == {"Version": f"{HERE}:model-package/churn/1", "Status": "Completed"}
    assert sorted(stack.resources) == sorted(before)
    assert client.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"]
    rows = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    assert [row["ModelPackageArn"] for row in rows] == [f"{HERE}:model-package/churn/1"]
    cards = client.list_model_cards(SortBy="Name")["ModelCardSummaries"]
    assert [row["ModelCardName"] for row in cards] == ["card", "removed"]
    assert parameters() == {"changed": "1", "gone": "1"}
    assert stack.update({**before, "Card": card(ModelCardStatus="Approved")}).status == "UPDATE_COMPLETE"


def test_an_update_that_creates_in_vain_is_rolled_back(client: SageMakerClient, stack: Stack) -> None:
    """A new resource that cannot be made fails the update as one that cannot be changed."""
    stack.create({"Group": group()})

    stack.update({"Group": group(Tags=tags(a="1")), "Bad": group(name=BAD_NAME)})

    assert stack.reason("stack", "UPDATE_ROLLBACK_IN_PROGRESS") == "The following resource(s) failed to create: [Bad]. "
    assert (stack.status, groups(client)) == ("UPDATE_ROLLBACK_COMPLETE", ["churn"])


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (group(), group(ModelPackageGroupDescription="new"), "churn"),
        (card(), card(SecurityConfig={"KmsKeyId": "key"}), "card"),
    ],
    ids=["group", "card"],
)
def test_what_has_a_name_is_not_replaced_under_it(
    stack: Stack, before: dict[str, Any], after: dict[str, Any], name: str
) -> None:
    """A change that needs another resource needs another name."""
    stack.create({"It": before})

    stack.update({"It": after})

    assert stack.status == "UPDATE_ROLLBACK_COMPLETE"
    assert stack.reason("It", "UPDATE_FAILED") == (
        "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
        f"Rename {name} and update the stack again."
    )


@pytest.mark.parametrize(
    ("before", "after"), [(group(), card()), (parameter("/it"), card()), (group(), parameter("/it"))]
)
def test_a_resource_stays_of_its_type(stack: Stack, before: dict[str, Any], after: dict[str, Any]) -> None:
    """A logical ID does not come to stand for something else, of moto's own types neither."""
    stack.create({"It": before, "Group": group(name="other")})

    stack.update({"It": after, "Group": group(name="other")})

    assert stack.status == "UPDATE_ROLLBACK_COMPLETE"
    assert stack.reason("It", "UPDATE_FAILED").startswith("Update of resource type is not permitted.")


def test_a_failed_update_may_stay_as_it_is(client: SageMakerClient, stack: Stack) -> None:
    """With DisableRollback what has succeeded holds."""
    stack.create({"Group": group(), "Card": card()})

    stack.update({"Next": group(name="next"), "Card": card(Content={"Unknown": {}})}, DisableRollback=True)

    assert (stack.status, groups(client)) == ("UPDATE_FAILED", ["next"])
    assert sorted(stack.resources) == ["Card", "Next"]


def test_an_update_that_cannot_be_taken_back_is_told(client: SageMakerClient, stack: Stack) -> None:
    """The content of a version's card that was archived in the update does not change back."""
    draft = {"ModelCardContent": "{}", "ModelCardStatus": "Draft"}
    archived = {"ModelCardContent": '{"intended_uses": {}}', "ModelCardStatus": "Archived"}
    stack.create({"Group": group(), "Version": version(ModelCard=draft)})

    stack.update({"Group": group(), "Version": version(ModelCard=archived), "Bad": group(name=BAD_NAME)})

    assert stack.status == "UPDATE_ROLLBACK_FAILED"
    assert stack.reason("stack", stack.status) == "The following resource(s) failed to update: [Version]. "
    assert "Model Card is in Archived state" in stack.reason("Version", "UPDATE_FAILED")
    assert groups(client) == ["churn"]
