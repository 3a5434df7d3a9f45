"""Change sets make and change stacks as CreateStack and UpdateStack do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, tags
from support.stacks import BAD_NAME, get, group, parameter, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

STATUS = {"Status": get("Group", "ModelPackageGroupStatus")}


def test_a_change_set_makes_a_whole_stack(stack: Stack, tags_of: Callable[[str], dict[str, str]]) -> None:
    """A stack that a change set has made has resources, events, outputs, tags and parameters as any other."""
    stack.change({"Version": version(), "Group": group()}, outputs=STATUS, Tags=tags(cost="1"))

    assert (stack.status, stack.outputs) == ("CREATE_COMPLETE", {"Status": "Completed"})
    assert stack.resources["Version"] == f"{HERE}:model-package/churn/1"
    assert stack.steps()[:2] == [("stack", "REVIEW_IN_PROGRESS"), ("stack", "CREATE_IN_PROGRESS")]
    assert [step for step in stack.steps() if step[0] == "Version"][-1] == ("Version", "CREATE_COMPLETE")
    assert tags_of(stack.resources["Group"])["cost"] == "1"


def test_a_change_set_changes_a_stack(stack: Stack, tags_of: Callable[[str], dict[str, str]]) -> None:
    """Tags that it gives become the stack's and its resources', and it cleans up what it has replaced."""
    stack.create({"Group": group()}, Tags=tags(cost="1"))

    stack.change({"Group": group(name="new")}, "UPDATE", outputs=STATUS, Tags=tags(cost="2"))

    assert (stack.status, stack.outputs) == ("UPDATE_COMPLETE", {"Status": "Completed"})
    assert stack.steps()[-3:] == [
        ("Group", "DELETE_IN_PROGRESS"),
        ("Group", "DELETE_COMPLETE"),
        ("stack", "UPDATE_COMPLETE"),
    ]
    assert tags_of(f"{HERE}:model-package-group/new")["cost"] == "2"


def test_the_changes_are_told_as_moto_tells_them(stack: Stack) -> None:
    """What a change set would add, modify and remove is listed before it is executed."""
    stack.create({"Group": group(), "Gone": group(name="gone")})
    request: Any = stack.request({"Group": group(Tags=tags(a="1")), "New": group(name="new")})

    made = stack.client.create_change_set(ChangeSetName="changes", ChangeSetType="UPDATE", **request)

    told = stack.client.describe_change_set(ChangeSetName=made["Id"])["Changes"]
    rows = [(one["ResourceChange"]["Action"], one["ResourceChange"]["LogicalResourceId"]) for one in told]
    assert sorted(rows) == [("Add", "New"), ("Modify", "Group"), ("Remove", "Gone")]


@pytest.mark.parametrize(
    ("request_", "status", "there"),
    [({}, "ROLLBACK_COMPLETE", []), ({"OnStackFailure": "DO_NOTHING"}, "CREATE_FAILED", ["churn"])],
)
def test_a_creation_that_fails(
    client: SageMakerClient, stack: Stack, request_: dict[str, Any], status: str, there: list[str]
) -> None:
    """A change set that makes a stack in vain is rolled back, or not, as it says; its template is the stack's."""
    stack.change({"Group": group(), "Bad": group(name=BAD_NAME)}, **request_)

    rows = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert (stack.status, [row["ModelPackageGroupName"] for row in rows]) == (status, there)
    assert list(stack.client.get_template(StackName=stack.name)["TemplateBody"]["Resources"]) == ["Group", "Bad"]


def test_the_execution_may_say_that_nothing_is_rolled_back(client: SageMakerClient, stack: Stack) -> None:
    """DisableRollback of ExecuteChangeSet holds, whatever the change set says."""
    stack.create({"Group": group()})
    request: Any = stack.request({"Group": group(), "New": group(name="new"), "Bad": group(name=BAD_NAME)})
    made = stack.client.create_change_set(ChangeSetName="changes", ChangeSetType="UPDATE", **request)

    stack.client.execute_change_set(ChangeSetName=made["Id"], DisableRollback=True)

    assert stack.status == "UPDATE_FAILED"
    assert len(client.list_model_package_groups()["ModelPackageGroupSummaryList"]) == 2


def test_an_update_that_fails(stack: Stack, parameters: Callable[[], dict[str, str]]) -> None:
    """A change set that fails is marked so, and the stack is as before."""
    stack.create({"Group": group(), "It": parameter("/it")}, STATUS)
    request: Any = stack.request({"Group": group(name="new"), "It": parameter("/it", "2"), "Bad": group(name=BAD_NAME)})
    made = stack.client.create_change_set(ChangeSetName="changes", ChangeSetType="UPDATE", **request)

    stack.client.execute_change_set(ChangeSetName=made["Id"])

    told = stack.client.describe_change_set(ChangeSetName=made["Id"])
    assert told["ExecutionStatus"] == "EXECUTE_FAILED"
    assert (stack.status, stack.outputs) == ("UPDATE_ROLLBACK_COMPLETE", {"Status": "Completed"})
    assert stack.resources["Group"] == f"{HERE}:model-package-group/churn"
    assert parameters() == {"it": "1"}
