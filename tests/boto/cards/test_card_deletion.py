"""DeleteModelCard: at once, or step by step where a state transition says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD, rated
from freezegun import freeze_time
from support.errors import refused
from support.examples import tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Create = Callable[..., str]
    Describe = Callable[..., dict[str, Any]]
    Transition = Callable[..., None]

MACHINE = "sagemaker::model_card"
STEPS = ["DeletePending", "DeleteInProgress", "ContentDeleted", "ExportJobsDeleted", "DeleteCompleted"]
GONE = "gone"
NOON = "2026-01-31 12:00:00"


@pytest.fixture
def card(client: SageMakerClient, create_card: Create) -> str:
    """The ARN of a card with two versions."""
    arn = create_card(Content=rated("Low"), Tags=tags(team="a"))
    client.update_model_card(ModelCardName="churn", Content=rated("High"))
    return arn


@pytest.fixture
def status(client: SageMakerClient, describe_card: Describe) -> Callable[[], str]:
    """Describe the card and tell how far its deletion has come; `GONE` where there is no card."""

    def status() -> str:
        try:
            return str(describe_card().get("ModelCardProcessingStatus"))
        except client.exceptions.ResourceNotFound:
            return GONE

    return status


def listed(client: SageMakerClient) -> list[str]:
    """Return the names of all cards."""
    return [one["ModelCardName"] for one in client.list_model_cards()["ModelCardSummaries"]]


def test_a_card_goes_at_once(client: SageMakerClient, card: str) -> None:
    """No operation finds a deleted card any more, in no version and with no tags."""
    reply = client.delete_model_card(ModelCardName="churn")

    assert set(reply) == {"ResponseMetadata"}
    assert listed(client) == []
    asks: list[Callable[[], Any]] = [
        lambda: client.describe_model_card(ModelCardName="churn"),
        lambda: client.describe_model_card(ModelCardName="churn", ModelCardVersion=1),
        lambda: client.list_model_card_versions(ModelCardName="churn"),
        lambda: client.update_model_card(ModelCardName="churn", ModelCardStatus="Draft"),
        lambda: client.list_tags(ResourceArn=card),
        lambda: client.delete_model_card(ModelCardName="churn"),
    ]
    for ask in asks:
        with refused("ResourceNotFound", f"ModelCard {CARD} does not exist."):
            ask()


def test_only_the_card_that_is_named_goes(client: SageMakerClient, create_card: Create) -> None:
    """Cards beside it stay; the name is a name, not an ARN, and its letter case may differ."""
    create_card("churn")
    create_card("churn-2")

    with refused(
        "ValidationException",
        f"1 validation error detected: Value '{CARD}' at 'modelCardName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    ):
        client.delete_model_card(ModelCardName=CARD)
    client.delete_model_card(ModelCardName="CHURN")

    assert listed(client) == ["churn-2"]


@pytest.mark.parametrize("status", ["Draft", "PendingReview", "Approved", "Archived"])
def test_a_card_of_any_status_can_be_deleted(client: SageMakerClient, create_card: Create, status: str) -> None:
    """Neither approval nor the archive protects a card."""
    create_card(ModelCardStatus=status)

    client.delete_model_card(ModelCardName="churn")

    assert listed(client) == []


@pytest.mark.usefixtures("card")
def test_a_new_card_of_the_name_is_new(client: SageMakerClient, create_card: Create, describe_card: Describe) -> None:
    """It begins with version 1 and has neither the versions nor the tags of the card before."""
    client.delete_model_card(ModelCardName="churn")

    arn = create_card(Content=rated("Unknown"))

    assert (describe_card()["ModelCardVersion"], describe_card()["Content"]) == (1, rated("Unknown"))
    assert len(client.list_model_card_versions(ModelCardName="churn")["ModelCardVersionSummaryList"]) == 1
    assert client.list_tags(ResourceArn=arn)["Tags"] == []
    with refused("ResourceNotFound", f"ModelCard {CARD} version 2 does not exist."):
        describe_card(ModelCardVersion=2)


@pytest.mark.usefixtures("card")
def test_a_manual_deletion_moves_with_every_describe(
    client: SageMakerClient, status: Callable[[], str], transition: Transition
) -> None:
    """With `times: 1` each Describe moves one step; what is not being deleted has no such status."""
    transition(MACHINE, progression="manual", times=1)
    assert status() == "None"

    client.delete_model_card(ModelCardName="churn")

    assert listed(client) == ["churn"]
    assert [status() for _ in range(6)] == [*STEPS[1:], GONE, GONE]
    assert listed(client) == []


@pytest.mark.usefixtures("card")
def test_a_manual_deletion_may_take_more_reads(
    client: SageMakerClient, status: Callable[[], str], transition: Transition
) -> None:
    """With `times: 2` every second Describe moves one step; lists move nothing."""
    transition(MACHINE, progression="manual", times=2)
    client.delete_model_card(ModelCardName="churn")
    for _ in range(3):
        client.list_model_card_versions(ModelCardName="churn")

    assert [status() for _ in range(10)] == [*[step for step in STEPS for _ in (1, 2)][1:], GONE]


@pytest.mark.usefixtures("card")
def test_a_deletion_moves_with_time(client: SageMakerClient, status: Callable[[], str], transition: Transition) -> None:
    """Each step takes so many seconds, whether or not somebody looks."""
    transition(MACHINE, progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        seen = [status()]
        for seconds in (9, 1, 10, 20, 9, 1):
            clock.tick(seconds)
            seen.append(status())

    assert seen == [STEPS[0], STEPS[0], STEPS[1], STEPS[2], STEPS[4], STEPS[4], GONE]


@pytest.mark.usefixtures("card")
def test_the_content_goes_on_the_way(client: SageMakerClient, describe_card: Describe, transition: Transition) -> None:
    """From ContentDeleted on the content of every version is empty; the card itself is still told."""
    transition(MACHINE, progression="time", seconds=10)
    contents = []
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        for _ in STEPS:
            told = describe_card()
            assert (told["ModelCardVersion"], told["ModelCardStatus"]) == (2, "Draft")
            contents.append(
                (told["Content"], describe_card(ModelCardVersion=1, IncludedData="MetadataOnly")["Content"])
            )
            clock.tick(10)

    assert contents == [(rated("High"), rated("Low"))] * 2 + [("{}", "{}")] * 3


@pytest.mark.usefixtures("card")
def test_a_card_that_is_being_deleted_does_not_change(
    client: SageMakerClient, create_card: Create, describe_card: Describe, transition: Transition
) -> None:
    """Updates and exports are refused, the name is still taken, and a second deletion has nothing to add."""
    transition(MACHINE, progression="time", seconds=10)
    output: Any = {"S3OutputPath": "s3://reports"}
    asks: list[Callable[[], Any]] = [
        lambda: client.update_model_card(ModelCardName="churn", Content="{}"),
        lambda: client.update_model_card(ModelCardName=CARD, ModelCardStatus="Approved"),
        lambda: client.create_model_card_export_job(
            ModelCardName="churn", ModelCardExportJobName="late", OutputConfig=output
        ),
    ]
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        before = describe_card()
        for ask in asks:
            with refused("ValidationException", "Model card is being deleted"):
                ask()
        with refused("ConflictException", f"ModelCard {CARD} already exists."):
            create_card()
        clock.tick(9)
        client.delete_model_card(ModelCardName="churn")
        assert describe_card() == before
        clock.tick(1)
        assert describe_card()["ModelCardProcessingStatus"] == "DeleteInProgress"


@pytest.mark.usefixtures("card", "bucket")
def test_a_name_is_free_when_the_deletion_has_ended(
    client: SageMakerClient, create_card: Create, start_export: Create, describe_card: Describe, transition: Transition
) -> None:
    """A card that is created then begins anew, though nobody has looked at the old one on its way."""
    start_export("old")
    transition(MACHINE, progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        clock.tick(50)
        create_card(Content=rated("Unknown"))

    assert (describe_card()["ModelCardVersion"], describe_card()["Content"]) == (1, rated("Unknown"))
    assert "ModelCardProcessingStatus" not in describe_card()
    versions = client.list_model_card_versions(ModelCardName="churn")["ModelCardVersionSummaryList"]
    assert [one["ModelCardVersion"] for one in versions] == [1]
    assert client.list_model_card_export_jobs(ModelCardName="churn")["ModelCardExportJobSummaries"] == []
    assert start_export("old") == f"{CARD}/export-job/old"


@pytest.mark.usefixtures("card")
def test_a_deletion_that_is_under_way_goes_on_at_once(
    client: SageMakerClient, status: Callable[[], str], transition: Transition
) -> None:
    """A transition that becomes immediate ends it."""
    transition(MACHINE, progression="manual", times=9)
    client.delete_model_card(ModelCardName="churn")
    assert status() == "DeletePending"

    transition(MACHINE, progression="immediate")

    assert (listed(client), status()) == ([], GONE)
