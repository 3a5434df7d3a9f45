"""The registry in a test's hands: groups, versions, decisions, and what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from support.errors import refused

from sagemaker_registry_mock import Stage, StageStatus
from sagemaker_registry_mock.testing import ModelRegistry

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def registry() -> Iterator[ModelRegistry]:
    """A registry that is entered."""
    with ModelRegistry(region_name="eu-west-1", account_id="111122223333") as registry:
        yield registry


def plain(answer: Any) -> dict[str, Any]:
    """Return an answer without what tells of its way."""
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def test_a_group_takes_every_member(registry: ModelRegistry) -> None:
    """It answers as Describe does, through a client of the test's own too."""
    group = registry.group("churn", ModelPackageGroupDescription="who leaves", Tags=[{"Key": "team", "Value": "a"}])
    described = registry.client.describe_model_package_group(ModelPackageGroupName="churn")
    assert group == plain(described)
    assert group["ModelPackageGroupArn"] == "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn"
    assert registry.client.list_tags(ResourceArn=group["ModelPackageGroupArn"])["Tags"][0]["Key"] == "team"
    with refused("ValidationException", f"Model Package Group already exists: {group['ModelPackageGroupArn']}"):
        registry.group("churn")


def test_a_version_has_defaults_that_can_be_deployed(registry: ModelRegistry) -> None:
    """One container with an image and an artifact, waiting for approval; its group is made where it is missing."""
    version = registry.register("Churn")
    [container] = version["InferenceSpecification"]["Containers"]
    assert container["Image"] == "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:latest"
    assert container["ModelDataUrl"] == "s3://models/Churn/model.tar.gz"
    assert (version["ModelPackageVersion"], version["ModelApprovalStatus"]) == (1, "PendingManualApproval")
    assert registry.register(version)["ModelPackageVersion"] == 2
    assert (
        registry.register(registry.group("other"), ModelPackageDescription="mine")["ModelPackageDescription"] == "mine"
    )


def test_every_default_can_be_overridden(registry: ModelRegistry) -> None:
    """Members are CreateModelPackage's; None leaves a default out."""
    specification = {"Containers": [{"Image": "mine:1", "ModelDataUrl": "s3://mine"}]}
    mine = registry.register("churn", InferenceSpecification=specification, ModelApprovalStatus="Approved")
    assert mine["InferenceSpecification"]["Containers"][0]["Image"] == "mine:1"
    assert registry.latest_approved("churn") == registry.describe("churn/1")
    assert "InferenceSpecification" not in registry.register("churn", InferenceSpecification=None)
    assert registry.register("churn", SourceUri="s3://source")["SourceUri"] == "s3://source"
    with pytest.raises(ClientError, match="does not exist"):
        registry.register("arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/none")


def test_decisions_are_told_with_their_comments(registry: ModelRegistry) -> None:
    """A version is named by its answer, its ARN or its name; other members go with the decision."""
    first, second = registry.register("churn"), registry.register("churn")
    assert registry.latest_approved("churn") is None
    approved = registry.approve(first, "AUC 0.91", CustomerMetadataProperties={"by": "ada"})
    assert (approved["ApprovalDescription"], approved["CustomerMetadataProperties"]) == ("AUC 0.91", {"by": "ada"})
    registry.approve(second["ModelPackageArn"])
    assert registry.latest_approved("churn") == registry.describe(second)
    assert registry.reject("churn/2", "too slow")["ModelApprovalStatus"] == "Rejected"
    assert registry.latest_approved(first)["ModelPackageVersion"] == 1  # type: ignore[index]  # there is one


def test_stages_are_set_by_name_or_by_any_text(registry: ModelRegistry) -> None:
    """A description may go with them."""
    version = registry.register("churn")
    staged = registry.stage(version, Stage.QA, StageStatus.PENDING_APPROVAL, "please look")
    assert staged["ModelLifeCycle"] == {
        "Stage": "QA",
        "StageStatus": "PendingApproval",
        "StageDescription": "please look",
    }
    assert registry.stage(version, "Canary", "Green")["ModelLifeCycle"] == {"Stage": "Canary", "StageStatus": "Green"}


@pytest.mark.parametrize("call", ["describe", "approve", "register", "latest_approved"])
@pytest.mark.parametrize("wrong", [7, None, {"Name": "churn"}, ["churn"]])
def test_what_names_nothing_is_refused(registry: ModelRegistry, call: str, wrong: Any) -> None:
    """A sentence tells what is taken."""
    with pytest.raises(TypeError, match=r"(model package|group) is its .* or an answer with its ModelPackage"):
        getattr(registry, call)(wrong)


def test_calls_are_those_of_the_code_under_test(registry: ModelRegistry) -> None:
    """What the handle itself does is no call, whatever client the code under test has."""
    registry.approve(registry.register("churn"))
    boto3.client("sagemaker", region_name="us-east-1").list_model_packages()
    with pytest.raises(ClientError):
        registry.client.describe_model_package(ModelPackageName="churn/9")
    listed, described = registry.calls
    assert (listed.operation, listed.region, listed.failed) == ("ListModelPackages", "us-east-1", False)
    assert (described.parameters, described.failed) == ({"ModelPackageName": "churn/9"}, True)


def test_faults_are_for_the_code_under_test(registry: ModelRegistry) -> None:
    """The handle's own calls pass, and the next one of the code under test fails."""
    rule = registry.fail_next("CreateModelPackage", "ConflictException")
    always = registry.fail("describe_model_package", "AccessDeniedException")
    version = registry.register("churn")
    assert registry.faults.pending == (rule, always)
    with pytest.raises(registry.client.exceptions.ConflictException):
        registry.client.create_model_package(ModelPackageGroupName="churn")
    with pytest.raises(ClientError, match="AccessDeniedException"):
        registry.client.describe_model_package(ModelPackageName=version["ModelPackageArn"])
    assert not registry.faults.pending


def test_what_it_does_is_not_held_against_iam() -> None:
    """A test with IAM enforced prepares as it likes, and its user may do nothing."""
    with ModelRegistry(iam=True) as registry:
        iam = registry.session.client("iam")
        iam.create_user(UserName="ada")
        key = iam.create_access_key(UserName="ada")["AccessKey"]
        registry.register("churn")
        ada = boto3.client(
            "sagemaker", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
        )
        with pytest.raises(ClientError, match="AccessDenied"):
            ada.list_model_packages()


def test_events_and_deployments_are_at_hand(registry: ModelRegistry) -> None:
    """An approval deploys, as a project's pipeline does."""
    deployment = registry.deploy_on_approval("churn")
    registry.approve(registry.register("churn"))
    assert registry.deployments == {"churn": deployment}
    assert deployment.deployed("prod").version == 1  # type: ignore[union-attr]  # it is deployed
    assert [event.detail["ModelApprovalStatus"] for event in registry.events] == ["PendingManualApproval", "Approved"]
    endpoints = registry.client.list_endpoints()["Endpoints"]
    assert [one["EndpointName"] for one in endpoints] == ["churn-prod"]


def test_a_snapshot_brings_back(registry: ModelRegistry) -> None:
    """Versions, statuses and events are those of then, as often as wanted."""
    before = registry.register("churn")
    then = registry.snapshot()
    for _ in range(2):
        registry.approve(before)
        assert registry.register("churn")["ModelPackageVersion"] == 2
        registry.restore(then)
        assert registry.describe(before) == before
        assert len(registry.events) == 1
    with pytest.raises(ClientError):
        registry.describe("churn/2")
