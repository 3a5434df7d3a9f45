"""UpdateModelCard: a content makes a version, a status changes the latest one; never both, never after Archived."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import BROKEN, CARD, CARD_DOCUMENT, not_valid, rated
from freezegun import freeze_time
from support.errors import refused
from support.examples import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[..., dict[str, Any]]

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
STATUSES = ["Draft", "PendingReview", "Approved", "Archived"]


@pytest.fixture
def history(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """A card that is made at noon, gets a content each hour until three, and is approved at four."""
    with freeze_time(NOON) as clock:
        create_card(Content=rated("Unknown"))
        for rating in ("Low", "Medium", "High"):
            clock.tick(timedelta(hours=1))
            client.update_model_card(ModelCardName="churn", Content=rated(rating))
        clock.tick(timedelta(hours=1))
        client.update_model_card(ModelCardName="churn", ModelCardStatus="Approved")


@pytest.mark.usefixtures("history")
def test_each_content_is_a_version(describe_card: Describe) -> None:
    """Older versions keep their content and status; the latest is told unless another is asked for."""
    versions = [describe_card(ModelCardVersion=number) for number in (1, 2, 3, 4)]

    assert [one["ModelCardVersion"] for one in versions] == [1, 2, 3, 4]
    assert [one["Content"] for one in versions] == [rated(each) for each in ("Unknown", "Low", "Medium", "High")]
    assert [one["ModelCardStatus"] for one in versions] == ["Draft", "Draft", "Draft", "Approved"]
    assert describe_card() == versions[-1]


@pytest.mark.usefixtures("history")
def test_the_times_of_versions(describe_card: Describe) -> None:
    """The creation is the card's; a version was modified when it was made or its status was changed."""
    versions = [describe_card(ModelCardVersion=number) for number in (1, 2, 3, 4)]

    assert {one["CreationTime"] for one in versions} == {NOON}
    assert [(one["LastModifiedTime"] - NOON).seconds // 3600 for one in versions] == [0, 1, 2, 4]


def test_an_update_tells_the_arn(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """The reply is the card's ARN and nothing else."""
    create_card()

    assert told(client.update_model_card(ModelCardName="churn", Content="{}")) == {"ModelCardArn": CARD}
    assert told(client.update_model_card(ModelCardName=CARD, ModelCardStatus="Draft")) == {"ModelCardArn": CARD}


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("number", [0, -1, 5, 2**31 - 1])
def test_a_version_that_does_not_exist(describe_card: Describe, number: int) -> None:
    """A number that no content has had names no version; the card itself exists."""
    with refused("ResourceNotFound", f"ModelCard {CARD} version {number} does not exist."):
        describe_card(ModelCardVersion=number)


@pytest.mark.parametrize("after", STATUSES)
@pytest.mark.parametrize("before", STATUSES)
def test_every_status_may_follow_every_other(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe, before: str, after: Any
) -> None:
    """A status alone makes no version, and archives a card or takes it out of the archive."""
    create_card(ModelCardStatus=before, Content=rated("Low"))

    client.update_model_card(ModelCardName="churn", ModelCardStatus=after)

    card = describe_card()
    assert (card["ModelCardVersion"], card["ModelCardStatus"], card["Content"]) == (1, after, rated("Low"))
    assert len(client.list_model_card_versions(ModelCardName="churn")["ModelCardVersionSummaryList"]) == 1


def test_the_same_content_again_is_a_version(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """Whether the content differs is not looked at; the status goes on."""
    create_card(Content=rated("Low"), ModelCardStatus="PendingReview")

    client.update_model_card(ModelCardName="churn", Content=rated("Low"))

    assert (describe_card()["ModelCardVersion"], describe_card()["ModelCardStatus"]) == (2, "PendingReview")


def test_content_and_status_are_two_calls(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """Both in one call are refused, whatever they are, and neither is set."""
    create_card()
    before = describe_card()

    for content in (rated("High"), "no JSON"):
        with refused(
            "ValidationException",
            "You cannot update both model card content and model card status in a single call.",
        ):
            client.update_model_card(ModelCardName="churn", Content=content, ModelCardStatus="Approved")

    assert describe_card() == before


def test_an_update_of_nothing(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """A name alone is accepted; it makes no version, and only the time of the last change moves."""
    with freeze_time(NOON) as clock:
        create_card(Content=rated("Low"))
        before = describe_card()
        clock.tick(timedelta(hours=1))
        client.update_model_card(ModelCardName="churn")

    assert describe_card() == {**before, "LastModifiedTime": NOON + timedelta(hours=1)}


def test_an_archived_card_takes_no_content(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """New content is refused, good or bad, until the card has another status."""
    create_card(ModelCardStatus="Archived")
    before = describe_card()

    for content in (rated("High"), "no JSON"):
        with refused("ValidationException", "Model Card is in Archived state"):
            client.update_model_card(ModelCardName="churn", Content=content)
    assert describe_card() == before

    client.update_model_card(ModelCardName="churn", ModelCardStatus="Draft")
    client.update_model_card(ModelCardName="churn", Content=rated("High"))
    assert (describe_card()["ModelCardVersion"], describe_card()["Content"]) == (2, rated("High"))


@pytest.mark.parametrize(("content", "refusal"), BROKEN)
def test_a_refused_content_makes_no_version(
    client: SageMakerClient,
    create_card: Callable[..., str],
    describe_card: Describe,
    content: str,
    refusal: tuple[str, str],
) -> None:
    """The card is as before, its time of the last change included, and the next version has the next number."""
    create_card()
    before = describe_card()

    with refused(*refusal):
        client.update_model_card(ModelCardName="churn", Content=content)

    assert describe_card() == before
    client.update_model_card(ModelCardName="churn", Content=rated("Low"))
    assert describe_card()["ModelCardVersion"] == 2


@pytest.mark.parametrize(
    ("overview", "place", "reason"),
    [
        pytest.param({"model_version": "1"}, "model_version", '"1" is not a number', id="version-as-text"),
        pytest.param({"model_version": 0}, "model_version", "0 is less than 1", id="version-too-low"),
        pytest.param({"model_id": 7}, "model_id", "7 is not a string", id="id-as-number"),
        pytest.param(
            {"model_owner": "x" * 1025},
            "model_owner",
            "its length is 1025, the maximum is 1024",
            id="owner-too-long",
        ),
        pytest.param(
            {"inference_environment": {"container_image": "image:1"}},
            "inference_environment.container_image",
            '"image:1" is not an array',
            id="one-image",
        ),
    ],
)
def test_what_only_such_a_card_has_is_checked_too(
    create_card: Callable[..., str], overview: Any, place: str, reason: str
) -> None:
    """The members that a package's card does not have keep to a schema as well."""
    content = json.dumps({**CARD_DOCUMENT, "model_overview": overview})

    with refused(*not_valid(f"$.model_overview.{place}", reason)):
        create_card(Content=content)
