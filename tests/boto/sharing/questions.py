"""Who asks what of whose group in these tests: accounts, ARNs, policies, and every operation that takes an ARN."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from support.errors import refused
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

#: Two accounts beside the owner's, 123456789012.
PARTNER, STRANGER = "222222222222", "333333333333"
ROLE = f"arn:aws:iam::{PARTNER}:role/deployer"
#: The partner, as denials name it and as packages tell it.
DEPLOYER = f"arn:aws:sts::{PARTNER}:assumed-role/deployer/ci"
EXECUTION = f"arn:aws:iam::{PARTNER}:role/sagemaker"

GROUP, EMPTY = f"{HERE}:model-package-group/churn", f"{HERE}:model-package-group/empty"
VERSION, VERSIONS = f"{HERE}:model-package/churn/1", f"{HERE}:model-package/churn/*"


def statement(*actions: str, **elements: Any) -> dict[str, Any]:
    """Return a statement: the partner's account may do this on everything, but for the elements given.

    An element that is None is left out.
    """
    usual = {"Effect": "Allow", "Principal": {"AWS": PARTNER}, "Action": [f"sagemaker:{one}" for one in actions]}
    merged = {**usual, "Resource": "*", **elements}
    return {name: value for name, value in merged.items() if value is not None}


def may(*actions: str, effect: str = "Allow", resource: Any = "*", **more: Any) -> dict[str, Any]:
    """Return a statement of an identity-based policy."""
    return {"Effect": effect, "Action": [f"sagemaker:{one}" for one in actions], "Resource": resource, **more}


def policy_of(*statements: dict[str, Any]) -> str:
    """Return the text of a policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


@contextmanager
def denied(operation: str, arn: str, ending: str = "", *, caller: str = DEPLOYER) -> Iterator[None]:
    """Expect the sentence of a denial: by default because no policy on the resource allows it."""
    action = f"sagemaker:{operation}"
    reason = ending or f"because no resource-based policy allows the {action} action"
    with refused(
        "AccessDeniedException", f"User: {caller} is not authorized to perform: {action} on resource: {arn} {reason}"
    ):
        yield


@dataclass(frozen=True)
class Question:
    """An operation, the ARN in its request, the resource that a policy has to name for it, and how to ask."""

    operation: str
    arn: str
    resource: str
    ask: Callable[[SageMakerClient, str], Any]

    def of(self, client: SageMakerClient) -> Any:
        """Ask it."""
        return self.ask(client, self.arn)


def _model(client: SageMakerClient, arn: str) -> Any:
    return client.create_model(
        ModelName="model", ExecutionRoleArn=EXECUTION, PrimaryContainer={"ModelPackageName": arn}
    )


#: Every operation that takes the ARN of a group or a version and answers with success or one error.
QUESTIONS = [
    Question(
        "DescribeModelPackageGroup",
        GROUP,
        GROUP,
        lambda c, arn: c.describe_model_package_group(ModelPackageGroupName=arn),
    ),
    Question(
        "DeleteModelPackageGroup", EMPTY, EMPTY, lambda c, arn: c.delete_model_package_group(ModelPackageGroupName=arn)
    ),
    Question("ListModelPackages", GROUP, VERSIONS, lambda c, arn: c.list_model_packages(ModelPackageGroupName=arn)),
    Question("CreateModelPackage", GROUP, VERSIONS, lambda c, arn: c.create_model_package(ModelPackageGroupName=arn)),
    Question("DescribeModelPackage", VERSION, VERSIONS, lambda c, arn: c.describe_model_package(ModelPackageName=arn)),
    Question("UpdateModelPackage", VERSION, VERSIONS, lambda c, arn: c.update_model_package(ModelPackageArn=arn)),
    Question("DeleteModelPackage", VERSION, VERSIONS, lambda c, arn: c.delete_model_package(ModelPackageName=arn)),
    Question("CreateModel", VERSION, VERSIONS, _model),
    Question("AddTags", GROUP, GROUP, lambda c, arn: c.add_tags(ResourceArn=arn, Tags=tags(team="a"))),
    Question("ListTags", GROUP, GROUP, lambda c, arn: c.list_tags(ResourceArn=arn)),
    Question("DeleteTags", GROUP, GROUP, lambda c, arn: c.delete_tags(ResourceArn=arn, TagKeys=["team"])),
]
#: The same, as a test's parameters.
EACH_QUESTION = pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.operation)


def open_to(client: SageMakerClient) -> list[str]:
    """Ask every question, and return the operations that are not denied."""
    return [one.operation for one in QUESTIONS if not _is_denied(one, client)]


def _is_denied(question: Question, client: SageMakerClient) -> bool:
    """Tell whether a question is denied because no policy on the resource allows it."""
    try:
        question.of(client)
    except ClientError as error:
        told = error.response["Error"]
        return told["Code"] == "AccessDeniedException" and "because no resource-based policy" in told["Message"]
    return False
