"""Creating and updating a stand-alone model card: one event, without the content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import CARDS, PACKAGES, sent_during
from botocore.exceptions import ClientError
from freezegun import freeze_time
from support.examples import HERE

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

CARD = f"{HERE}:model-card/card"
ABOUT_A_MODEL = json.dumps({"model_overview": {"model_id": "example-model", "model_name": "churn"}})
PACKAGE = f"{HERE}:model-package/churn/1"
ABOUT_A_PACKAGE = json.dumps({"model_package_details": {"model_package_arn": PACKAGE}})


def create(client: SageMakerClient, content: str = "{}", **members: Any) -> None:
    """Create the card."""
    client.create_model_card(ModelCardName="card", Content=content, ModelCardStatus="Draft", **members)


def test_a_new_card_is_announced_once(client: SageMakerClient) -> None:
    """The event of a new card tells its name, version, status and times, and whose it is."""
    with freeze_time("2026-01-31 12:30:15.987"):
        (event,) = sent_during(lambda: create(client))

    envelope = event.envelope
    assert len(envelope.pop("id")) == 36
    assert envelope == {
        "version": "0",
        "detail-type": CARDS,
        "source": "aws.sagemaker",
        "account": "123456789012",
        "time": "2026-01-31T12:30:15Z",
        "region": "us-east-1",
        "resources": [CARD],
        "detail": {
            "ModelCardName": "card",
            "ModelCardVersion": 1,
            "ModelCardStatus": "Draft",
            "CreationTime": "2026-01-31T12:30:15Z",
            "CreatedBy": {},
            "LastModifiedTime": "2026-01-31T12:30:15Z",
            "LastModifiedBy": {},
            "AccountId": "123456789012",
            "SecurityConfig": {},
        },
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Content": ABOUT_A_MODEL}, {"ModelCardVersion": 2, "ModelCardStatus": "Draft", "ModelId": "example-model"}),
        ({"ModelCardStatus": "Approved"}, {"ModelCardVersion": 1, "ModelCardStatus": "Approved"}),
    ],
    ids=["content", "status"],
)
def test_an_update_is_announced_once(client: SageMakerClient, change: dict[str, Any], told: dict[str, Any]) -> None:
    """A new content is a new version and a new status is not; each is one event, with its own time."""
    with freeze_time("2026-01-31 12:30:15"):
        create(client)
    with freeze_time("2026-02-28 08:00:00"):
        (event,) = sent_during(lambda: client.update_model_card(ModelCardName="card", **change))

    assert event.envelope["time"] == "2026-02-28T08:00:00Z"
    assert event.detail == {
        "ModelCardName": "card",
        "CreationTime": "2026-01-31T12:30:15Z",
        "CreatedBy": {},
        "LastModifiedTime": "2026-02-28T08:00:00Z",
        "LastModifiedBy": {},
        "AccountId": "123456789012",
        "SecurityConfig": {},
        **told,
    }


def test_an_update_of_nothing_is_silent(client: SageMakerClient) -> None:
    """A card's name alone changes nothing that could be announced."""
    create(client)

    assert sent_during(lambda: client.update_model_card(ModelCardName="card")) == []


def test_the_key_of_a_card_is_told(client: SageMakerClient) -> None:
    """The detail has the card's SecurityConfig."""
    (event,) = sent_during(lambda: create(client, SecurityConfig={"KmsKeyId": "key"}))

    assert event.detail["SecurityConfig"] == {"KmsKeyId": "key"}


@pytest.mark.parametrize(
    ("content", "model"), [(ABOUT_A_MODEL, "example-model"), (ABOUT_A_PACKAGE, PACKAGE)], ids=["model", "package"]
)
def test_the_model_is_told_and_the_content_is_not(client: SageMakerClient, content: str, model: str) -> None:
    """Of the content the detail has the ID of the model or, without one, the package's ARN."""
    (event,) = sent_during(lambda: create(client, content))

    assert event.detail["ModelId"] == model
    assert {"Content", "ModelCardArn", "Tags"}.isdisjoint(event.detail)


def test_tags_are_not_told(client: SageMakerClient) -> None:
    """A card that is born with tags is announced without them."""
    (event,) = sent_during(lambda: create(client, Tags=[{"Key": "team", "Value": "a"}]))

    assert "Tags" not in event.detail


def test_the_card_of_a_package_is_the_packages_business(client: SageMakerClient, version: str) -> None:
    """A package's own card announces a package: it is no model card resource."""
    card: Any = {"ModelCardContent": "{}", "ModelCardStatus": "Draft"}
    events = sent_during(lambda: client.update_model_package(ModelPackageArn=version, ModelCard=card))

    assert [one.detail_type for one in events] == [PACKAGES]
    assert events[0].detail["ModelCard"] == card


def test_a_content_that_is_refused_is_silent(client: SageMakerClient) -> None:
    """An archived card keeps its content, and says nothing when another is refused."""
    create(client)
    client.update_model_card(ModelCardName="card", ModelCardStatus="Archived")

    def change() -> None:
        with pytest.raises(ClientError, match="Archived"):
            client.update_model_card(ModelCardName="card", Content=ABOUT_A_MODEL)

    assert sent_during(change) == []
