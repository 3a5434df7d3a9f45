"""SageMaker's own condition keys: what a request sets, and what the package has now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ALICE, allow, ask, denied, sentence
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

VERSION, OTHER_VERSION = f"{HERE}:model-package/churn/1", f"{HERE}:model-package/churn/2"
MARKET, STORE = f"{HERE}:model-package/market", f"{HERE}:model-package/store"

#: Where the packages named first stand now, and those named second.
HERE_NOW: Any = {
    "ModelLifeCycle": {"Stage": "Development", "StageStatus": "Approved"},
    "CustomerMetadataProperties": {"team": "a"},
}
THERE_NOW: Any = {
    "ModelLifeCycle": {"Stage": "QA", "StageStatus": "InProgress"},
    "CustomerMetadataProperties": {"team": "b"},
}
#: Conditions that hold for the former only.
IS_HERE = [
    {"sagemaker:CurrentModelLifeCycleStage": "Development"},
    {"sagemaker:CurrentModelLifeCycleStageStatus": "Approved"},
    {"sagemaker:CurrentCustomerMetadataProperties/team": "a"},
    {"sagemaker:currentmodellifecyclestage": "Development", "SageMaker:CurrentCustomerMetadataProperties/TEAM": "a"},
]


def life_cycle(stage: str, status: str) -> Any:
    """Return the members that set a stage."""
    return {"ModelLifeCycle": {"Stage": stage, "StageStatus": status}}


def metadata(**properties: str) -> Any:
    """Return the members that set customer metadata."""
    return {"CustomerMetadataProperties": properties}


def removal(*properties: str) -> Any:
    """Return the members that remove customer metadata."""
    return {"CustomerMetadataPropertiesToRemove": list(properties)}


def approval(status: str) -> Any:
    """Return the members that set an approval status."""
    return {"ModelApprovalStatus": status}


def visible(**tags: str) -> Any:
    """Return visibility conditions on tags."""
    return [{"Key": f"Tags.{key}", "Value": value} for key, value in tags.items()]


#: A row is an operator, a key and its wanted value, members that satisfy it, and members that do not.
SETS: list[tuple[str, str, str, Any, Any]] = [
    ("StringEquals", "sagemaker:ModelApprovalStatus", "Rejected", approval("Rejected"), approval("Approved")),
    ("StringEquals", "sagemaker:ModelApprovalStatus", "Rejected", approval("Rejected"), {}),
    ("StringNotEquals", "sagemaker:ModelApprovalStatus", "Approved", approval("Rejected"), approval("Approved")),
    ("StringNotEquals", "sagemaker:ModelApprovalStatus", "Approved", {}, approval("Approved")),
    ("StringEqualsIfExists", "sagemaker:ModelApprovalStatus", "Rejected", {}, approval("Approved")),
    ("Null", "sagemaker:ModelApprovalStatus", "true", metadata(team="a"), approval("PendingManualApproval")),
    ("StringLike", "sagemaker:ModelLifeCycle:stage", "Pre*", life_cycle("Preview", "OK"), life_cycle("QA", "OK")),
    ("StringEquals", "sagemaker:ModelLifeCycle/stageStatus", "OK", life_cycle("QA", "OK"), life_cycle("QA", "Retired")),
    ("StringEquals", "sagemaker:CustomerMetadataProperties/team", "a", metadata(team="a", run="1"), metadata(team="b")),
    ("StringEquals", "sagemaker:customermetadataproperties/TEAM", "a", metadata(team="a"), metadata(run="a")),
    ("Null", "sagemaker:CustomerMetadataProperties/owner", "true", metadata(team="a"), metadata(owner="me")),
]  # fmt: skip
REMOVED = "sagemaker:CustomerMetadataPropertiesToRemove"
REMOVES: list[tuple[str, str, str, Any, Any]] = [
    ("ForAllValues:StringEquals", REMOVED, "run", removal("run"), removal("run", "team")),
    ("ForAllValues:StringEquals", REMOVED, "run", {}, removal("team")),
    ("ForAnyValue:StringEquals", REMOVED, "run", removal("run", "team"), removal("team")),
    ("Null", REMOVED, "true", metadata(run="2"), removal("run")),
]
OPERATIONS: dict[str, dict[str, str]] = {
    "CreateModelPackage": {"ModelPackageGroupName": "churn"},
    "UpdateModelPackage": {"ModelPackageArn": VERSION},
}
#: The operations on packages as they stand now, and what each asks of a package.
ON_PACKAGES: dict[str, Callable[[str], dict[str, Any]]] = {
    "DescribeModelPackage": lambda arn: {"ModelPackageName": arn},
    "UpdateModelPackage": lambda arn: {"ModelPackageArn": arn},
    "ListTags": lambda arn: {"ResourceArn": arn},
    "AddTags": lambda arn: {"ResourceArn": arn, "Tags": [{"Key": "cost", "Value": "1"}]},
    "DeleteTags": lambda arn: {"ResourceArn": arn, "TagKeys": ["cost"]},
    "DeleteModelPackage": lambda arn: {"ModelPackageName": arn},
}
UNVERSIONED = ("AddTags", "DeleteTags")


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_a_request_sets_decides(operation: str, set_policy: Callable[..., SageMakerClient]) -> None:
    """A condition on a key of the request holds or not by what the request sets, at the creation and at an update."""
    resource = {"CreateModelPackage": f"{HERE}:model-package/churn/{{}}", "UpdateModelPackage": VERSION}[operation]
    issued = 1
    for operator, key, wanted, good, bad in [*SETS, *(REMOVES if operation == "UpdateModelPackage" else [])]:
        caller = set_policy(allow(operation, Condition={operator: {key: wanted}}))

        ask(caller, operation, {**OPERATIONS[operation], **good})

        issued += 1
        with denied(ALICE, operation, resource.format(issued + 1)):
            ask(caller, operation, {**OPERATIONS[operation], **bad})


@pytest.fixture
def _packages(client: SageMakerClient, group: str) -> None:
    """Two versions and two unversioned packages: the first of each stands here, the other there."""
    client.create_model_package(ModelPackageGroupName=group, **HERE_NOW)
    client.create_model_package(ModelPackageGroupName=group, **THERE_NOW)
    client.create_model_package(ModelPackageName="market", **HERE_NOW)
    client.create_model_package(ModelPackageName="store", **THERE_NOW)


@pytest.mark.usefixtures("_packages")
@pytest.mark.parametrize("operation", ON_PACKAGES)
@pytest.mark.parametrize("condition", IS_HERE, ids=lambda one: next(iter(one)))
def test_where_a_package_stands_decides(
    operation: str, condition: dict[str, str], set_policy: Callable[..., SageMakerClient]
) -> None:
    """A condition on the current stage, status or metadata holds for the packages that have it now."""
    here, there = (MARKET, STORE) if operation in UNVERSIONED else (VERSION, OTHER_VERSION)
    caller = set_policy(allow(operation, Condition={"StringEquals": condition}))

    with denied(ALICE, operation, there):
        ask(caller, operation, ON_PACKAGES[operation](there))
    ask(caller, operation, ON_PACKAGES[operation](here))


@pytest.mark.usefixtures("_packages")
@pytest.mark.parametrize("condition", IS_HERE, ids=lambda one: next(iter(one)))
def test_where_each_package_of_a_batch_stands_decides(
    condition: dict[str, str], set_policy: Callable[..., SageMakerClient]
) -> None:
    """In a batch the condition holds or not for each version by itself."""
    caller = set_policy(allow("BatchDescribeModelPackage", Condition={"StringEquals": condition}))

    reply = caller.batch_describe_model_package(ModelPackageArnList=[OTHER_VERSION, VERSION])

    assert list(reply["ModelPackageSummaries"]) == [VERSION]
    refused = {arn: one["ErrorResponse"] for arn, one in reply["BatchDescribeModelPackageErrorMap"].items()}
    assert refused == {OTHER_VERSION: sentence(ALICE, "BatchDescribeModelPackage", OTHER_VERSION)}


@pytest.mark.usefixtures("_packages")
def test_a_move_is_judged_by_where_it_starts_and_where_it_goes(set_policy: Callable[..., SageMakerClient]) -> None:
    """An update knows both the stage that it sets and the one that the version has until then."""
    keys = {"sagemaker:CurrentModelLifeCycleStage": "Development", "sagemaker:ModelLifeCycle:stage": "QA"}
    caller = set_policy(allow("UpdateModelPackage", Condition={"StringEquals": keys}))
    move: Any = {"ModelPackageArn": VERSION, **life_cycle("QA", "PendingApproval")}

    with denied(ALICE, "UpdateModelPackage", VERSION):
        caller.update_model_package(ModelPackageArn=VERSION, **life_cycle("Production", "Approved"))
    caller.update_model_package(**move)
    with denied(ALICE, "UpdateModelPackage", VERSION):
        caller.update_model_package(**move)


@pytest.mark.usefixtures("group")
def test_a_package_to_come_stands_nowhere(set_policy: Callable[..., SageMakerClient]) -> None:
    """CreateModelPackage has no current stage, whatever stage it sets; nor has a version without one."""
    absent = allow(Condition={"Null": {"sagemaker:CurrentModelLifeCycleStage": "true"}})
    present = allow(Condition={"StringLike": {"sagemaker:CurrentModelLifeCycleStage": "*"}})

    with denied(ALICE, "CreateModelPackage", VERSION):
        set_policy(present).create_model_package(ModelPackageGroupName="churn", **HERE_NOW)
    set_policy(absent).create_model_package(ModelPackageGroupName="churn", **HERE_NOW)
    with denied(ALICE, "DescribeModelPackage", VERSION):
        set_policy(absent).describe_model_package(ModelPackageName=VERSION)
    set_policy(absent).create_model_package(ModelPackageGroupName="churn")
    with denied(ALICE, "DescribeModelPackage", OTHER_VERSION):
        set_policy(present).describe_model_package(ModelPackageName=OTHER_VERSION)


@pytest.mark.parametrize(
    "key",
    [
        "sagemaker:SearchVisibilityCondition/Tags.team",
        "sagemaker:searchvisibilitycondition/tags.TEAM",
        # As the Developer Guide writes it ("Domain resource isolation").
        "sagemaker:SearchVisibilityCondition/Tags.team/EqualsIfExists",
    ],
)
def test_a_search_must_limit_what_it_sees(key: str, set_policy: Callable[..., SageMakerClient]) -> None:
    """Without the visibility condition that the policy wants, or with another value, a search is refused."""
    caller = set_policy(allow("Search", Condition={"StringEquals": {key: "a"}}))

    with denied(ALICE, "Search"):
        caller.search(Resource="ModelPackageGroup")
    with denied(ALICE, "Search"):
        caller.search(Resource="ModelPackageGroup", VisibilityConditions=visible(team="b"))
    caller.search(Resource="ModelPackageGroup", VisibilityConditions=visible(team="a"))


def test_all_visibility_conditions_count(set_policy: Callable[..., SageMakerClient]) -> None:
    """Two conditions on one tag are two values of one key; a tag that no policy looks at does not matter."""
    condition = {"ForAllValues:StringEquals": {"sagemaker:SearchVisibilityCondition/Tags.team": "a"}}
    caller = set_policy(allow("Search", Condition=condition))
    good, bad, unknown = visible(team="a"), visible(team="b"), visible(cost="b")

    caller.search(Resource="ModelPackage", VisibilityConditions=[*good, *unknown])
    for order in ([*good, *bad], [*bad, *good]):
        with denied(ALICE, "Search"):
            caller.search(Resource="ModelPackage", VisibilityConditions=order)
