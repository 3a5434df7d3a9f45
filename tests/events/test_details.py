"""The detail of an event: what is told of the resource, with a little added or left out."""

from __future__ import annotations

from typing import Any

import pytest
from events.building import card_changed, package_changed
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_registry_mock.events.details import Announcement, CardChanged, PackageChanged

TOLD: dict[str, Any] = {"ModelPackageArn": "arn:one", "ModelApprovalStatus": "Approved"}
MEMBERS = [
    "ModelApprovalStatus",
    "ApprovalDescription",
    "CustomerMetadataProperties",
    "CustomerMetadataPropertiesToRemove",
    "AdditionalInferenceSpecificationsToAdd",
    "InferenceSpecification",
    "SourceUri",
    "ModelCard",
    "ModelLifeCycle",
    "ModelPackageRegistrationType",
]


def fields(*updated: str) -> Any:
    """Return the fields that the event of an update of these members names."""
    return package_changed("arn:one", *updated).detail(TOLD)["UpdatedModelPackageFields"]


def test_the_detail_types_are_those_of_the_service() -> None:
    """Each kind of announcement has the detail-type of EventBridge's reference and the Describe that it tells by."""
    kinds = {kind.detail_type: kind.operation for kind in (PackageChanged, CardChanged)}

    assert kinds == {
        "SageMaker Model Package State Change": "DescribeModelPackage",
        "SageMaker Model Card State Change": "DescribeModelCard",
    }


def test_an_announcement_of_no_kind_has_no_detail() -> None:
    """Only the kinds of announcements know their detail."""
    with pytest.raises(NotImplementedError):
        Announcement(resource="arn:one", told=dict).detail({})


def test_a_creation_tells_what_is_told() -> None:
    """The detail of a new package is its Describe reply, and names no updated fields."""
    assert package_changed().detail(TOLD) == TOLD


def test_an_update_names_its_fields_beside_what_is_told() -> None:
    """The detail of an update is the Describe reply and the names of the members that were set."""
    detail = package_changed("arn:one", "ModelApprovalStatus").detail(TOLD)

    assert detail == {**TOLD, "UpdatedModelPackageFields": ["ModelApprovalStatus"]}
    assert "UpdatedModelPackageFields" not in TOLD


@pytest.mark.parametrize(
    ("member", "field"),
    [
        ("ModelApprovalStatus", "ModelApprovalStatus"),
        ("ApprovalDescription", "ApprovalDescription"),
        ("SourceUri", "sourceUri"),
        ("CustomerMetadataProperties", "CustomerMetadataProperties"),
        ("CustomerMetadataPropertiesToRemove", "CustomerMetadataProperties"),
        ("AdditionalInferenceSpecificationsToAdd", "AdditionalInferenceSpecifications"),
        ("InferenceSpecification", "InferenceSpecification"),
        ("ModelLifeCycle", "ModelLifeCycle"),
    ],
)
def test_fields_are_named_as_events_name_them(member: str, field: str) -> None:
    """Fields have the names of the package's members, but for sourceUri, whose s is small."""
    assert fields(member) == [field]


def test_fields_come_in_the_order_of_the_request() -> None:
    """The request's order is the order of the fields, neither the alphabet's nor the service model's."""
    updated = ("SourceUri", "ModelApprovalStatus", "ApprovalDescription")

    assert fields(*updated) == ["sourceUri", "ModelApprovalStatus", "ApprovalDescription"]
    assert fields(*reversed(updated)) == ["ApprovalDescription", "ModelApprovalStatus", "sourceUri"]


def test_a_field_that_two_members_change_is_named_once() -> None:
    """Adding to the metadata and removing from it is one field, where the first of the two stands."""
    updated = ("CustomerMetadataPropertiesToRemove", "ModelCard", "CustomerMetadataProperties")

    assert fields(*updated) == ["CustomerMetadataProperties", "ModelCard"]


@given(st.lists(st.sampled_from(MEMBERS), min_size=1, unique=True))
def test_every_update_has_its_fields_once_and_in_order(updated: list[str]) -> None:
    """Whatever is updated: no field comes twice, none is made up, and none is missing."""
    named = fields(*updated)

    positions = [min(updated.index(member) for member in updated if fields(member) == [name]) for name in named]
    assert positions == sorted(positions)
    assert len(set(named)) == len(named)
    assert {name for member in updated for name in fields(member)} == set(named)


def test_a_card_tells_whose_it_is_and_not_its_content() -> None:
    """The detail of a card leaves out its content and its ARN, and adds the account and the model."""
    told = {"ModelCardName": "card", "ModelCardVersion": 2, "Content": "{}", "ModelCardArn": "arn:card"}

    assert card_changed("example-model").detail(told) == {
        "ModelCardName": "card",
        "ModelCardVersion": 2,
        "ModelId": "example-model",
        "AccountId": "111122223333",
        "SecurityConfig": {},
    }
    assert told["Content"] == "{}"


def test_a_card_of_no_model_has_no_model() -> None:
    """A card whose content names no model has no ModelId in its detail."""
    assert card_changed().detail({}) == {"AccountId": "111122223333", "SecurityConfig": {}}


def test_a_card_keeps_its_security_config() -> None:
    """The key of an encrypted card is told."""
    assert card_changed().detail({"SecurityConfig": {"KmsKeyId": "key"}})["SecurityConfig"] == {"KmsKeyId": "key"}
