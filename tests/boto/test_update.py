"""UpdateModelPackage: what replaces, what merges, what is appended, and what stays."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.examples import CONTAINER, SPECIFICATION, additional, told

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[[str], dict[str, Any]]

LATER = datetime(2030, 1, 31, 12, tzinfo=timezone.utc)
STATUSES = ["Approved", "Rejected", "PendingManualApproval"]


@pytest.fixture
def update(client: SageMakerClient, describe: Describe) -> Callable[..., dict[str, Any]]:
    """Update a package by its ARN, and describe it."""

    def update(arn: str, **members: Any) -> dict[str, Any]:
        assert told(client.update_model_package(ModelPackageArn=arn, **members)) == {"ModelPackageArn": arn}
        return describe(arn)

    return update


def test_an_update_changes_what_it_names(
    version: str, update: Callable[..., dict[str, Any]], describe: Describe, aws_session: boto3.Session
) -> None:
    """Beside the member that is given, only the time and the author of the change are new."""
    caller = aws_session.client("sts").get_caller_identity()
    before = describe(version)
    with freeze_time(LATER):
        after = update(version, ApprovalDescription="AUC 0.91")

    assert "LastModifiedTime" not in before
    assert after == {
        **before,
        "ApprovalDescription": "AUC 0.91",
        "LastModifiedTime": LATER,
        "LastModifiedBy": {"IamIdentity": {"Arn": caller["Arn"], "PrincipalId": caller["UserId"]}},
    }


def test_members_left_out_keep_their_value(register: Callable[..., str], update: Callable[..., dict[str, Any]]) -> None:
    """An update without a member keeps it, the description of the approval included."""
    kept = {
        "CustomerMetadataProperties": {"team": "a"},
        "ModelLifeCycle": {"Stage": "Development", "StageStatus": "Approved"},
        "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        "ModelPackageRegistrationType": "Logged",
    }
    arn = register(**kept)
    update(arn, ModelApprovalStatus="Approved", ApprovalDescription="AUC 0.91")

    after = update(arn, ModelApprovalStatus="Rejected")

    assert after["ApprovalDescription"] == "AUC 0.91"
    assert {name: after[name] for name in kept} == kept


def test_an_update_of_nothing_moves_the_time(version: str, update: Callable[..., dict[str, Any]]) -> None:
    """The ARN alone is an update: only the time of the last change is new."""
    with freeze_time("2029-01-31 12:00:00"):
        before = update(version)
    with freeze_time(LATER):
        after = update(version)

    assert after == {**before, "LastModifiedTime": LATER}
    assert before["LastModifiedTime"] < LATER


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_every_approval_follows_every_other(
    register: Callable[..., str], update: Callable[..., dict[str, Any]], before: str, after: str
) -> None:
    """The three values of ModelApprovalStatus follow each other, and themselves, in any order."""
    arn = register(ModelApprovalStatus=before)

    assert update(arn, ModelApprovalStatus=after)["ModelApprovalStatus"] == after


@pytest.mark.parametrize(
    ("change", "after"),
    [
        pytest.param(
            {"CustomerMetadataProperties": {"run": "2", "owner": "x"}},
            {"team": "a", "run": "2", "owner": "x"},
            id="merged",
        ),
        pytest.param({"CustomerMetadataPropertiesToRemove": ["team", "unknown"]}, {"run": "1"}, id="removed"),
        pytest.param(
            {"CustomerMetadataProperties": {"owner": "x"}, "CustomerMetadataPropertiesToRemove": ["owner", "run"]},
            {"team": "a"},
            id="merged-then-removed",
        ),
        pytest.param({"CustomerMetadataPropertiesToRemove": ["team", "run"]}, None, id="all-removed"),
    ],
)
def test_metadata_is_merged_before_it_is_removed(
    register: Callable[..., str], update: Callable[..., dict[str, Any]], change: dict[str, Any], after: Any
) -> None:
    """New properties are laid over the old ones, removal comes last; with none left the member is absent."""
    arn = register(CustomerMetadataProperties={"team": "a", "run": "1"})

    assert update(arn, **change).get("CustomerMetadataProperties") == after


def test_metadata_may_begin_and_begin_again(version: str, update: Callable[..., dict[str, Any]]) -> None:
    """A version without metadata takes some, also after all of it was removed."""
    assert "CustomerMetadataProperties" not in update(version, CustomerMetadataPropertiesToRemove=["team"])
    assert update(version, CustomerMetadataProperties={"a": "1"})["CustomerMetadataProperties"] == {"a": "1"}
    update(version, CustomerMetadataPropertiesToRemove=["a"])
    assert update(version, CustomerMetadataProperties={"b": "2"})["CustomerMetadataProperties"] == {"b": "2"}


def test_fifty_metadata_properties_count_after_the_removal(
    register: Callable[..., str], update: Callable[..., dict[str, Any]]
) -> None:
    """A full version takes a new property in the call that removes an old one."""
    arn = register(CustomerMetadataProperties={f"key{number}": "v" for number in range(50)})

    after = update(arn, CustomerMetadataProperties={"new": "v"}, CustomerMetadataPropertiesToRemove=["key0"])

    assert len(after["CustomerMetadataProperties"]) == 50
    assert after["CustomerMetadataProperties"]["new"] == "v"


def test_additional_specifications_are_appended(
    register: Callable[..., str], update: Callable[..., dict[str, Any]]
) -> None:
    """Those to add come behind those that are there, up to fifteen, and get their digests."""
    arn = register(AdditionalInferenceSpecifications=additional("a"))
    names = [f"b{number}" for number in range(14)]

    after = update(arn, AdditionalInferenceSpecificationsToAdd=additional(*names))["AdditionalInferenceSpecifications"]

    assert [one["Name"] for one in after] == ["a", *names]
    assert after[14]["Containers"] == after[0]["Containers"]


def test_the_first_additional_specification(version: str, update: Callable[..., dict[str, Any]]) -> None:
    """A version without additional specifications takes one."""
    after = update(version, AdditionalInferenceSpecificationsToAdd=additional("Inference"))

    assert [one["Name"] for one in after["AdditionalInferenceSpecifications"]] == ["Inference"]


def test_a_specification_comes_later(
    register: Callable[..., str], update: Callable[..., dict[str, Any]], describe: Describe
) -> None:
    """A version that was registered by its source alone gets its InferenceSpecification with an update."""
    arn = register(SourceUri="dummy source uri")

    after = update(arn, InferenceSpecification=SPECIFICATION)

    registered = describe(register(InferenceSpecification=SPECIFICATION))
    assert after["InferenceSpecification"] == registered["InferenceSpecification"]
    assert after["SourceUri"] == "dummy source uri"


def test_a_specification_is_replaced(version: str, update: Callable[..., dict[str, Any]]) -> None:
    """A new InferenceSpecification takes the place of the whole old one."""
    digest = f"sha256:{'a' * 64}"
    specification = {"Containers": [{"Image": "image:2", "ImageDigest": digest}], "SupportedContentTypes": ["text/csv"]}

    assert update(version, InferenceSpecification=specification)["InferenceSpecification"] == specification


def test_a_source_is_replaced(version: str, update: Callable[..., dict[str, Any]], describe: Describe) -> None:
    """A new SourceUri takes the place of the old one and leaves the InferenceSpecification alone."""
    before = describe(version)
    update(version, SourceUri="first source")

    after = update(version, SourceUri="second source")

    assert after["SourceUri"] == "second source"
    assert after["InferenceSpecification"] == before["InferenceSpecification"]


def test_a_life_cycle_is_replaced_as_a_whole(
    register: Callable[..., str], update: Callable[..., dict[str, Any]]
) -> None:
    """The description of the stage before does not stay behind."""
    arn = register(ModelLifeCycle={"Stage": "Dev", "StageStatus": "Approved", "StageDescription": "old"})
    life_cycle = {"Stage": "Production", "StageStatus": "In-Progress"}

    assert update(arn, ModelLifeCycle=life_cycle)["ModelLifeCycle"] == life_cycle


def test_an_unversioned_package_takes_every_member_but_the_approval(
    client: SageMakerClient, update: Callable[..., dict[str, Any]]
) -> None:
    """Updates are for both kinds of package."""
    arn = client.create_model_package(ModelPackageName="scorer")["ModelPackageArn"]
    members = {
        "ApprovalDescription": "d",
        "CustomerMetadataProperties": {"team": "a"},
        "InferenceSpecification": {"Containers": [{**CONTAINER, "ImageDigest": f"sha256:{'a' * 64}"}]},
        "ModelLifeCycle": {"Stage": "Dev", "StageStatus": "Approved"},
    }

    after = update(arn, **members)

    assert {name: after[name] for name in members} == members
    assert "ModelApprovalStatus" not in after
