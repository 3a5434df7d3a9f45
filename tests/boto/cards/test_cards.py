"""Stand-alone model cards: how they are created, named and told."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import BROKEN, CARD, CARD_DOCUMENT
from freezegun import freeze_time
from support.errors import refused
from support.examples import tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[..., dict[str, Any]]

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
KEY = "arn:aws:kms:us-east-1:123456789012:key/1"


def test_a_new_card(create_card: Callable[..., str], describe_card: Describe) -> None:
    """A card is version 1 of itself; it was modified when it was made, by nobody who has a profile."""
    with freeze_time(NOON):
        arn = create_card(Content="{}", ModelCardStatus="Draft")

    assert arn == CARD
    assert describe_card() == {
        "ModelCardArn": CARD,
        "ModelCardName": "churn",
        "ModelCardVersion": 1,
        "Content": "{}",
        "ModelCardStatus": "Draft",
        "CreationTime": NOON,
        "CreatedBy": {},
        "LastModifiedTime": NOON,
        "LastModifiedBy": {},
    }


@pytest.mark.parametrize("status", ["Draft", "PendingReview", "Approved", "Archived"])
def test_a_card_begins_in_any_status(create_card: Callable[..., str], describe_card: Describe, status: str) -> None:
    """All four statuses may be the first."""
    create_card(ModelCardStatus=status)

    assert describe_card()["ModelCardStatus"] == status


def test_a_full_content_is_told_as_it_was_sent(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """A stand-alone card takes all of a package's sections and its own, and keeps the text letter by letter."""
    content = json.dumps(CARD_DOCUMENT, ensure_ascii=False)

    create_card(Content=content)
    assert describe_card()["Content"] == content

    client.update_model_card(ModelCardName="churn", Content=json.dumps(CARD_DOCUMENT, indent=None))
    assert json.loads(describe_card()["Content"]) == CARD_DOCUMENT


def test_the_security_configuration_is_told(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """The key of a card is told by every version and by no card that has none."""
    create_card(SecurityConfig={"KmsKeyId": KEY})
    create_card("open")
    client.update_model_card(ModelCardName="churn", Content='{"business_details": {}}')

    assert describe_card(ModelCardVersion=1)["SecurityConfig"] == {"KmsKeyId": KEY}
    assert describe_card(ModelCardVersion=2)["SecurityConfig"] == {"KmsKeyId": KEY}
    assert "SecurityConfig" not in describe_card("open")


@pytest.mark.parametrize("name", ["churn", "CHURN", CARD, CARD.replace("churn", "CHURN")])
def test_a_card_is_found_by_name_or_arn_in_any_letter_case(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe, name: str
) -> None:
    """Where the letter case leaves no doubt it does not matter; the card is told as it was created."""
    create_card()

    described = describe_card(name)
    updated = client.update_model_card(ModelCardName=name, ModelCardStatus="Approved")
    versions = client.list_model_card_versions(ModelCardName=name)["ModelCardVersionSummaryList"]

    assert (described["ModelCardName"], described["ModelCardArn"]) == ("churn", CARD)
    assert updated["ModelCardArn"] == CARD
    assert [one["ModelCardName"] for one in versions] == ["churn"]


def test_names_that_differ_in_letter_case_are_two_cards(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """Each is found by its own spelling; a third spelling names neither."""
    create_card("churn")
    create_card("Churn", ModelCardStatus="Approved")
    client.update_model_card(ModelCardName="Churn", Content='{"business_details": {}}')

    assert (describe_card("churn")["ModelCardStatus"], describe_card("Churn")["ModelCardStatus"]) == (
        "Draft",
        "Approved",
    )
    assert (describe_card("churn")["ModelCardVersion"], describe_card("Churn")["ModelCardVersion"]) == (1, 2)
    with refused("ResourceNotFound", f"ModelCard {CARD.replace('churn', 'CHURN')} does not exist."):
        describe_card("CHURN")


def test_a_version_is_never_taken_from_a_card_of_similar_name(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """The second version of `Churn` is no version of `churn`, which has only one."""
    create_card("churn")
    create_card("Churn")
    client.update_model_card(ModelCardName="Churn", Content='{"business_details": {}}')

    with refused("ResourceNotFound", f"ModelCard {CARD} version 2 does not exist."):
        describe_card("churn", ModelCardVersion=2)


def test_a_name_is_taken_once(create_card: Callable[..., str], describe_card: Describe) -> None:
    """The first card stays as it is, whatever the second would have been."""
    create_card(ModelCardStatus="Approved")
    before = describe_card()

    with refused("ConflictException", f"ModelCard {CARD} already exists."):
        create_card(Content='{"business_details": {}}')
    with refused("ConflictException", f"ModelCard {CARD} already exists."):
        create_card(Content="no JSON")

    assert describe_card() == before


@pytest.mark.parametrize("name", ["churn", CARD, f"{CARD}/export-job/first"])
def test_a_card_that_does_not_exist(client: SageMakerClient, name: str) -> None:
    """Every operation on one card says so with its ARN, also where a name was given."""
    arn = name if name.startswith("arn:") else CARD
    asks: list[Callable[[], Any]] = [
        lambda: client.describe_model_card(ModelCardName=name),
        lambda: client.describe_model_card(ModelCardName=name, ModelCardVersion=1, IncludedData="MetadataOnly"),
        lambda: client.update_model_card(ModelCardName=name, Content="no JSON"),
        lambda: client.update_model_card(ModelCardName=name, ModelCardStatus="Approved"),
        lambda: client.list_model_card_versions(ModelCardName=name),
        lambda: client.create_model_card_export_job(
            ModelCardName=name, ModelCardExportJobName="first", OutputConfig={"S3OutputPath": "s3://reports"}
        ),
    ]

    for ask in asks:
        with refused("ResourceNotFound", f"ModelCard {arn} does not exist."):
            ask()


def test_the_error_is_one_of_the_clients_exceptions(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """Both errors are modelled: boto3 raises its own classes."""
    with pytest.raises(client.exceptions.ResourceNotFound):
        client.describe_model_card(ModelCardName="churn")
    create_card()
    with pytest.raises(client.exceptions.ConflictException):
        create_card()


@pytest.mark.parametrize(("content", "refusal"), BROKEN)
def test_a_card_whose_content_is_refused_is_not_created(
    client: SageMakerClient, create_card: Callable[..., str], content: str, refusal: tuple[str, str]
) -> None:
    """The refusal names the place and the reason, and leaves the name free."""
    with refused(*refusal):
        create_card(Content=content)

    assert client.list_model_cards()["ModelCardSummaries"] == []
    assert create_card() == CARD


def test_a_card_whose_tags_are_refused_is_not_created(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """The rules of tags hold at the creation too."""
    with refused("ValidationException", "Duplicate tag key: team"):
        create_card(Tags=[*tags(team="a"), *tags(team="b")])

    assert client.list_model_cards()["ModelCardSummaries"] == []


def test_a_wrong_name_is_refused(create_card: Callable[..., str]) -> None:
    """A name of letters, digits and inner hyphens; a new card has no ARN yet."""
    for name in ("two words", "-churn", "churn_1", CARD):
        with refused(
            "ValidationException",
            f"1 validation error detected: Value '{name}' at 'modelCardName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
        ):
            create_card(name)
