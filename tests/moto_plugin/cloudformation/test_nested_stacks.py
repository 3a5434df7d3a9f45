"""Stacks within stacks: a failure inside fails the whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.stacks import BAD_NAME, group, template, version

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def embedded(stack: Stack, aws_session: boto3.Session) -> Callable[..., dict[str, Any]]:
    """Make the entry of a stack in a stack, of the resources given."""
    s3 = aws_session.client("s3")
    s3.create_bucket(Bucket="templates")
    assert stack.client

    def embedded(**resources: Any) -> dict[str, Any]:
        key = f"{'-'.join(resources)}.json"
        s3.put_object(Bucket="templates", Key=key, Body=template(resources).encode())
        url = f"https://s3.amazonaws.com/templates/{key}"
        return {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}

    return embedded


def statuses(stack: Stack) -> list[str]:
    """Return the statuses of all stacks that there are."""
    return sorted(one["StackStatus"] for one in stack.client.describe_stacks()["Stacks"])


def groups(client: SageMakerClient) -> list[str]:
    """Return the names of all groups."""
    rows = client.list_model_package_groups(SortBy="Name")["ModelPackageGroupSummaryList"]
    return [row["ModelPackageGroupName"] for row in rows]


def test_an_embedded_stack_that_fails_fails_the_whole(
    client: SageMakerClient, stack: Stack, embedded: Callable[..., dict[str, Any]]
) -> None:
    """Both are rolled back, the outer one with the inner one's reason, and the inner one does not stay."""
    inner = embedded(Inner=group(name="inner"), Bad=group(name=BAD_NAME))

    stack.create({"Group": group(), "Embedded": inner})

    assert stack.status == "ROLLBACK_COMPLETE"
    reason = stack.reason("Embedded", "CREATE_FAILED")
    assert reason.startswith("Embedded stack arn:aws:cloudformation:us-east-1:123456789012:stack/stack-Embedded-")
    assert reason.endswith(
        " was not successfully created: The following resource(s) failed to create: [Bad]. Rollback requested by user."
    )
    assert (statuses(stack), groups(client)) == (["ROLLBACK_COMPLETE"], [])


def test_the_events_begin_with_the_stack(stack: Stack, embedded: Callable[..., dict[str, Any]]) -> None:
    """Also where an export asks for an embedded stack, which fails, before moto tells of the outer one."""
    resources = {"Embedded": embedded(Bad=group(name=BAD_NAME))}
    outputs = {"Name": {"Value": {"Ref": "Embedded"}, "Export": {"Name": "name"}}}
    text = json.dumps({"Resources": resources, "Outputs": outputs})
    stack.client.create_stack(StackName="stack", TemplateBody=text)

    assert stack.steps()[:2] == [("stack", "CREATE_IN_PROGRESS"), ("Embedded", "CREATE_FAILED")]


def test_an_update_of_an_embedded_stack_that_fails_is_rolled_back(
    client: SageMakerClient, stack: Stack, embedded: Callable[..., dict[str, Any]]
) -> None:
    """To update an embedded stack, moto makes it anew; when that fails, the one of before is made again."""
    before = {"Group": group(), "Embedded": embedded(Inner=group(name="inner"))}
    stack.create(before)

    stack.update({**before, "Embedded": embedded(Inner=group(name="inner"), Bad=group(name=BAD_NAME))})

    assert stack.status == "UPDATE_ROLLBACK_COMPLETE"
    assert "[Bad]" in stack.reason("Embedded", "UPDATE_FAILED")
    assert groups(client) == ["churn", "inner"]
    assert statuses(stack) == ["CREATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"]


def test_an_embedded_stack_that_cannot_be_deleted_keeps_the_whole(
    client: SageMakerClient, stack: Stack, embedded: Callable[..., dict[str, Any]]
) -> None:
    """The outer stack stays with the inner one, and both go once its group is empty."""
    stack.create({"Embedded": embedded(Inner=group(name="inner"))})
    arn = client.create_model_package(ModelPackageGroupName="inner")["ModelPackageArn"]

    stack.delete()

    assert statuses(stack) == ["DELETE_FAILED", "DELETE_FAILED"]
    assert list(stack.resources) == ["Embedded"]
    client.delete_model_package(ModelPackageName=arn)
    stack.delete()
    assert (statuses(stack), groups(client)) == ([], [])


def test_a_stack_set_has_stacks_of_its_own(client: SageMakerClient, stack: Stack) -> None:
    """The instances of a stack set register groups; a failure in one that moto keeps to itself is its answer."""
    text = template({"Group": group(), "Version": version()})
    stack.client.create_stack_set(StackSetName="groups", TemplateBody=text)
    stack.client.create_stack_instances(StackSetName="groups", Accounts=["123456789012"], Regions=["us-east-1"])
    assert groups(client) == ["churn"]

    text = template({"Next": group(name="next"), "Bad": group(name=BAD_NAME)})
    stack.client.create_stack_set(StackSetName="managed", TemplateBody=text, PermissionModel="SERVICE_MANAGED")
    with pytest.raises(stack.client.exceptions.ClientError, match="HandlerErrorCode: InvalidRequest"):
        stack.client.create_stack_instances(
            StackSetName="managed",
            Accounts=["123456789012"],
            DeploymentTargets={"OrganizationalUnitIds": ["ou-abcd-12345678"]},
            Regions=["us-east-1"],
        )
