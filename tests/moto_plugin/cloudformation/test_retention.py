"""DeletionPolicy says what outlives its stack, also where the stack itself does not come to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.stacks import BAD_NAME, card, group, parameter, template

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from support.stacks import Stack
    from types_boto3_sagemaker import SageMakerClient

RETAINED: dict[str, Any] = {"DeletionPolicy": "Retain"}


def groups(client: SageMakerClient) -> list[str]:
    """Return the names of all groups."""
    rows = client.list_model_package_groups(SortBy="Name")["ModelPackageGroupSummaryList"]
    return [row["ModelPackageGroupName"] for row in rows]


def test_a_rollback_retains_what_is_new(
    client: SageMakerClient, stack: Stack, parameters: Callable[[], dict[str, str]]
) -> None:
    """Retain leaves even what a failed creation has made, of moto's own too."""
    stack.create({"Group": group(RETAINED), "It": parameter("/it", **RETAINED), "Bad": group(name=BAD_NAME)})

    assert (stack.status, stack.resources) == ("ROLLBACK_COMPLETE", {})
    assert ("Group", "DELETE_SKIPPED") in stack.steps()
    assert (groups(client), parameters()) == (["churn"], {"it": "1"})


@pytest.mark.parametrize(
    ("entry", "request_"),
    [(RETAINED, {"RetainExceptOnCreate": True}), ({"DeletionPolicy": "RetainExceptOnCreate"}, {})],
)
def test_a_rollback_may_be_told_not_to(
    client: SageMakerClient, stack: Stack, entry: dict[str, Any], request_: dict[str, Any]
) -> None:
    """RetainExceptOnCreate, of the request or of the resource, has what is new deleted."""
    stack.create({"Group": group(entry), "Bad": group(name=BAD_NAME)}, **request_)

    assert (stack.status, groups(client)) == ("ROLLBACK_COMPLETE", [])


def test_what_is_retained_except_on_create_outlives_its_stack(client: SageMakerClient, stack: Stack) -> None:
    """Once it is there it stays, whether it leaves the stack or the stack goes."""
    entry: dict[str, Any] = {"DeletionPolicy": "RetainExceptOnCreate"}
    stack.create({"Group": group(entry), "Card": card(entry)})

    stack.update({"Group": group(entry)})
    stack.delete()

    assert (stack.status, groups(client)) == ("DELETE_COMPLETE", ["churn"])
    assert client.describe_model_card(ModelCardName="card")["ModelCardStatus"] == "Draft"


def test_a_stack_within_a_stack_may_be_retained(
    client: SageMakerClient, stack: Stack, aws_session: boto3.Session
) -> None:
    """It stays with all that is in it when the outer one goes."""
    s3 = aws_session.client("s3")
    s3.create_bucket(Bucket="templates")
    s3.put_object(Bucket="templates", Key="inner.json", Body=template({"Inner": group(name="inner")}).encode())
    url = "https://s3.amazonaws.com/templates/inner.json"
    inner = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}, **RETAINED}

    stack.create({"Group": group(), "Inner": inner}).delete()

    assert groups(client) == ["inner"]
    assert [one["StackStatus"] for one in stack.client.describe_stacks()["Stacks"]] == ["CREATE_COMPLETE"]
