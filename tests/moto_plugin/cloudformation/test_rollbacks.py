"""What happens when a resource of the registry fails: the stack is put back, and its events tell why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import WaiterError
from support.examples import HERE, tags
from support.stacks import BAD_NAME, card, group, model, parameter, resource, version

from sagemaker_registry_mock.moto_plugin.cloudformation.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def groups(client: SageMakerClient) -> list[str]:
    """Return the names of all groups."""
    rows = client.list_model_package_groups(SortBy="Name")["ModelPackageGroupSummaryList"]
    return [row["ModelPackageGroupName"] for row in rows]


def refused(text: str, code: str) -> re.Pattern[str]:
    """Return the pattern of the reason of a refusal of SageMaker's."""
    request = f"\\(Service: SageMaker, Status Code: 400, Request ID: {ID}\\)"
    return re.compile(
        f'Resource handler returned message: "{re.escape(text)} {request}" '
        f"\\(RequestToken: {ID}, HandlerErrorCode: {code}\\)"
    )


FAILING: list[tuple[dict[str, Any], re.Pattern[str]]] = [
    (
        card(ModelCardStatus="Final"),
        refused(
            "1 validation error detected: Value 'Final' at 'modelCardStatus' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Draft, PendingReview, Approved, Archived]",
            "InvalidRequest",
        ),
    ),
    (
        group(name="there"),
        re.compile(
            "Resource handler returned message: \"Resource of type 'AWS::SageMaker::ModelPackageGroup' with identifier "
            f"'there' already exists.\" \\(RequestToken: {ID}, HandlerErrorCode: AlreadyExists\\)"
        ),
    ),
    (
        version(Tags=tags(a="1")),
        refused(
            "Tags are not supported in Model Package versions. Please add them to the Model Package Group.",
            "InvalidRequest",
        ),
    ),
    (
        resource("ModelPackageGroup", {"Properties": None}),
        re.compile("Properties validation failed for resource Bad with message:\n\\[#: required key .* not found\\]"),
    ),
]


@pytest.mark.parametrize(("bad", "reason"), FAILING, ids=["constraint", "exists", "refused", "schema"])
def test_a_creation_is_rolled_back(
    client: SageMakerClient,
    stack: Stack,
    parameters: Callable[[], dict[str, str]],
    bad: dict[str, Any],
    reason: re.Pattern[str],
) -> None:
    """CreateStack answers; the failed resource tells the reason, and all that was made before is deleted again."""
    client.create_model_package_group(ModelPackageGroupName="there")

    stack.create({"Group": group(), "Last": parameter("/last"), "Bad": bad}, {"Group": {"Ref": "Group"}})

    assert stack.told()[-6:] == [
        ("Bad", "CREATE_IN_PROGRESS", ""),
        ("Bad", "CREATE_FAILED", stack.reason("Bad", "CREATE_FAILED")),
        (
            "stack",
            "ROLLBACK_IN_PROGRESS",
            "The following resource(s) failed to create: [Bad]. Rollback requested by user.",
        ),
        ("Group", "DELETE_IN_PROGRESS", ""),
        ("Group", "DELETE_COMPLETE", ""),
        ("stack", "ROLLBACK_COMPLETE", ""),
    ]
    assert reason.fullmatch(stack.reason("Bad", "CREATE_FAILED"))
    assert (stack.status, stack.outputs, stack.resources) == ("ROLLBACK_COMPLETE", {}, {})
    assert (groups(client), parameters()) == (["there"], {})


def test_a_stack_that_was_rolled_back_waits_for_its_deletion(client: SageMakerClient, stack: Stack) -> None:
    """The waiter fails, no update is taken, an export of it is gone; the stack can be deleted and made again."""
    stack.client.create_stack(
        StackName="stack",
        TemplateBody="""{"Resources": {"Group": {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties":
            {"ModelPackageGroupName": "not_a_name"}}},
            "Outputs": {"Arn": {"Value": {"Ref": "Group"}, "Export": {"Name": "arn"}}}}""",
    )

    assert stack.steps()[0] == ("stack", "CREATE_IN_PROGRESS")  # though it is the export that asked for the group
    assert (stack.status, stack.client.list_exports()["Exports"]) == ("ROLLBACK_COMPLETE", [])
    waiter = stack.client.get_waiter("stack_create_complete")
    with pytest.raises(WaiterError):
        waiter.wait(StackName="stack", WaiterConfig={"Delay": 0, "MaxAttempts": 1})
    with pytest.raises(stack.client.exceptions.ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        stack.update({"Group": group()})
    assert stack.delete().create({"Group": group()}).status == "CREATE_COMPLETE"
    assert groups(client) == ["churn"]


def test_an_export_of_a_failed_stack_is_withdrawn(stack: Stack) -> None:
    """What was exported before another resource failed is exported no more."""
    stack.client.create_stack(
        StackName="stack",
        TemplateBody="""
            Resources:
              Group: {Type: AWS::SageMaker::ModelPackageGroup, Properties: {ModelPackageGroupName: churn}}
              Bad: {Type: AWS::SageMaker::ModelPackageGroup}
            Outputs: {Arn: {Value: !Ref Group, Export: {Name: arn}}}
        """,
    )

    assert (stack.status, stack.client.list_exports()["Exports"]) == ("ROLLBACK_COMPLETE", [])


def test_a_group_whose_policy_is_refused_does_not_stay(client: SageMakerClient, stack: Stack) -> None:
    """A resource that fails half way is taken back too."""
    stack.create({"Group": group(ModelPackageGroupPolicy={"Version": "2012-10-17"})})

    assert "it has no Statement" in stack.reason("Group", "CREATE_FAILED")
    assert groups(client) == []


def test_nothing_is_rolled_back_where_the_request_says_so(client: SageMakerClient, stack: Stack) -> None:
    """The stack stays as far as it has come, and goes on from there."""
    stack.create({"Group": group(), "Bad": group(name=BAD_NAME)}, OnFailure="DO_NOTHING")

    assert (stack.status, list(stack.resources), groups(client)) == ("CREATE_FAILED", ["Group"], ["churn"])
    assert stack.reason("stack", "CREATE_FAILED") == "The following resource(s) failed to create: [Bad]. "
    assert stack.update({"Group": group(), "Good": group(name="good")}).status == "UPDATE_COMPLETE"
    assert groups(client) == ["churn", "good"]


def test_a_failed_stack_is_deleted_where_the_request_says_so(client: SageMakerClient, stack: Stack) -> None:
    """With OnFailure DELETE there is no stack afterwards."""
    stack.create({"Group": group(), "Bad": group(name=BAD_NAME)}, OnFailure="DELETE")

    assert (stack.status, groups(client)) == ("DELETE_COMPLETE", [])
    assert stack.client.describe_stacks()["Stacks"] == []


def test_a_rollback_that_fails_is_told(client: SageMakerClient, stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what was made cannot be deleted, of moto's own types neither, the stack says which resources."""
    stuck = f"{HERE}:model-package-group/stuck"
    create = Groups.create

    def create_and_fill(self: Groups, desired: Any, system_tags: Any) -> str:
        made = create(self, desired, system_tags)
        client.create_model_package(ModelPackageGroupName=made)
        for name in [row["ModelName"] for row in client.list_models()["Models"]]:
            client.delete_model(ModelName=name)
        return made

    monkeypatch.setattr(Groups, "create", create_and_fill)

    stack.create({"Model": model(), "Group": group(name="stuck"), "Bad": group(name=BAD_NAME)})

    assert (stack.status, stack.resources) == ("ROLLBACK_FAILED", {"Model": stack.resources["Model"], "Group": stuck})
    assert stack.reason("stack", "ROLLBACK_FAILED") == "The following resource(s) failed to delete: [Group, Model]. "
    assert "still contains Model Packages" in stack.reason("Group", "DELETE_FAILED")


def test_a_failure_of_motos_own_is_motos(client: SageMakerClient, stack: Stack) -> None:
    """A resource of another type that moto refuses raises to the caller, as it does without the registry."""
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "x"}}
    with pytest.raises(Exception, match=r"(?i)bucket|unknown"):
        stack.create({"Group": group(), "Bucket": bucket})
    assert groups(client) == ["churn"]
    assert stack.delete().client.describe_stacks()["Stacks"] == []

    stack.create({"Group": group()})
    with pytest.raises(Exception, match=r"(?i)bucket|unknown"):
        stack.update({"Group": group(Tags=tags(a="1")), "Bucket": bucket})
    assert stack.status == "CREATE_COMPLETE"
