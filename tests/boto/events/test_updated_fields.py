"""Every kind of update, and the fields that its event names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import sent_during
from support.examples import SPECIFICATION, additional

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

STAGE: Any = {"Stage": "QA", "StageStatus": "Approved", "StageDescription": "ok"}


@pytest.fixture
def rich(register: Callable[..., str]) -> str:
    """The ARN of a version that has something of all that can be changed."""
    return register(
        InferenceSpecification=SPECIFICATION,
        AdditionalInferenceSpecifications=additional("cpu"),
        CustomerMetadataProperties={"team": "a", "run": "1"},
        ModelCard={"ModelCardContent": "{}", "ModelCardStatus": "Draft"},
        ModelLifeCycle={"Stage": "Development", "StageStatus": "InProgress"},
    )


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"ModelApprovalStatus": "Approved"}, ["ModelApprovalStatus"]),
        ({"ApprovalDescription": "AUC 0.91"}, ["ApprovalDescription"]),
        ({"CustomerMetadataProperties": {"team": "b"}}, ["CustomerMetadataProperties"]),
        ({"CustomerMetadataPropertiesToRemove": ["team"]}, ["CustomerMetadataProperties"]),
        ({"CustomerMetadataPropertiesToRemove": ["no-such-key"]}, ["CustomerMetadataProperties"]),
        ({"AdditionalInferenceSpecificationsToAdd": additional("gpu")}, ["AdditionalInferenceSpecifications"]),
        ({"InferenceSpecification": SPECIFICATION}, ["InferenceSpecification"]),
        ({"SourceUri": "s3://bucket/model"}, ["sourceUri"]),
        ({"ModelCard": {"ModelCardStatus": "PendingReview"}}, ["ModelCard"]),
        ({"ModelLifeCycle": STAGE}, ["ModelLifeCycle"]),
        ({"ModelPackageRegistrationType": "Logged"}, ["ModelPackageRegistrationType"]),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_each_member_is_one_event_with_its_name(
    client: SageMakerClient, rich: str, change: dict[str, Any], fields: list[str]
) -> None:
    """An update that sets one member sends one event, which names it as events do."""
    (event,) = sent_during(lambda: client.update_model_package(ModelPackageArn=rich, **change))

    assert event.resource == rich
    assert event.detail["UpdatedModelPackageFields"] == fields


def test_an_update_of_many_members_is_one_event(client: SageMakerClient, rich: str) -> None:
    """All of an update stands in one event, in the order in which the call names it."""

    def update() -> None:
        client.update_model_package(
            ModelLifeCycle=STAGE,
            CustomerMetadataPropertiesToRemove=["run"],
            ModelPackageArn=rich,
            ModelApprovalStatus="Approved",
            CustomerMetadataProperties={"owner": "c"},
            SourceUri="s3://bucket/model",
            ClientToken="once",
        )

    (event,) = sent_during(update)

    assert event.detail["UpdatedModelPackageFields"] == [
        "ModelLifeCycle",
        "CustomerMetadataProperties",
        "ModelApprovalStatus",
        "sourceUri",
    ]


def test_what_was_merged_is_told_as_a_whole(client: SageMakerClient, rich: str) -> None:
    """The detail has the members as they are after the merge, and not the request that led to them."""
    (event,) = sent_during(
        lambda: client.update_model_package(
            ModelPackageArn=rich,
            CustomerMetadataProperties={"owner": "c"},
            CustomerMetadataPropertiesToRemove=["run"],
            AdditionalInferenceSpecificationsToAdd=additional("gpu"),
        )
    )

    assert event.detail["CustomerMetadataProperties"] == {"team": "a", "owner": "c"}
    assert [one["Name"] for one in event.detail["AdditionalInferenceSpecifications"]] == ["cpu", "gpu"]
    assert {"CustomerMetadataPropertiesToRemove", "AdditionalInferenceSpecificationsToAdd"}.isdisjoint(event.detail)


def test_metadata_that_is_all_gone_is_not_told(client: SageMakerClient, rich: str) -> None:
    """The last removal names the field, of which nothing is left to tell."""
    (event,) = sent_during(
        lambda: client.update_model_package(ModelPackageArn=rich, CustomerMetadataPropertiesToRemove=["team", "run"])
    )

    assert event.detail["UpdatedModelPackageFields"] == ["CustomerMetadataProperties"]
    assert "CustomerMetadataProperties" not in event.detail
