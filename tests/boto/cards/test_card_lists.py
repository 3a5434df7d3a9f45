"""ListModelCards and ListModelCardVersions: what they tell, filter and sort."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD, rated
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@pytest.fixture
def cards(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """Four cards, made an hour apart from noon on; the first is approved and the third has a new content at six."""
    with freeze_time(NOON) as clock:
        for name, status in (
            ("beta", "Draft"),
            ("alpha", "Draft"),
            ("Alpha-2", "PendingReview"),
            ("gamma-alpha", "Archived"),
        ):
            create_card(name, ModelCardStatus=status)
            clock.tick(HOUR)
        clock.move_to(NOON + 6 * HOUR)
        client.update_model_card(ModelCardName="beta", ModelCardStatus="Approved")
        client.update_model_card(ModelCardName="Alpha-2", Content=rated("Low"))


@pytest.fixture
def versions(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """A card with five versions, made an hour apart from noon on; the first and the last are drafts, all others not."""
    create_card("other")
    with freeze_time(NOON) as clock:
        create_card()
        for number in range(2, 6):
            clock.tick(HOUR)
            client.update_model_card(ModelCardName="churn", Content="{}")
            if number == 2:
                client.update_model_card(ModelCardName="churn", ModelCardStatus="Approved")
        clock.tick(HOUR)
        client.update_model_card(ModelCardName="churn", ModelCardStatus="Draft")


def names(client: SageMakerClient, **request: Any) -> list[str]:
    """Return the names of the cards that a list tells."""
    return [one["ModelCardName"] for one in client.list_model_cards(**request)["ModelCardSummaries"]]


def numbers(client: SageMakerClient, **request: Any) -> list[int]:
    """Return the versions of `churn` that a list tells."""
    reply = client.list_model_card_versions(ModelCardName="churn", **request)
    return [one["ModelCardVersion"] for one in reply["ModelCardVersionSummaryList"]]


def test_no_cards(client: SageMakerClient) -> None:
    """The list is there even if nothing is in it."""
    assert told(client.list_model_cards()) == {"ModelCardSummaries": []}


@pytest.mark.usefixtures("cards")
def test_the_summary_of_a_card(client: SageMakerClient) -> None:
    """A summary has the status and the last change of the latest version, and neither its number nor its content."""
    reply = client.list_model_cards(NameContains="Alpha")

    assert told(reply) == {
        "ModelCardSummaries": [
            {
                "ModelCardName": "Alpha-2",
                "ModelCardArn": f"{HERE}:model-card/Alpha-2",
                "ModelCardStatus": "PendingReview",
                "CreationTime": NOON + 2 * HOUR,
                "LastModifiedTime": NOON + 6 * HOUR,
            }
        ]
    }


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param({}, ["beta", "alpha", "Alpha-2", "gamma-alpha"], id="oldest-first"),
        pytest.param({"SortOrder": "Descending"}, ["gamma-alpha", "Alpha-2", "alpha", "beta"], id="newest-first"),
        pytest.param({"SortBy": "CreationTime"}, ["beta", "alpha", "Alpha-2", "gamma-alpha"], id="creation-time"),
        pytest.param({"SortBy": "Name"}, ["Alpha-2", "alpha", "beta", "gamma-alpha"], id="name"),
        pytest.param(
            {"SortBy": "Name", "SortOrder": "Descending"}, ["gamma-alpha", "beta", "alpha", "Alpha-2"], id="name-down"
        ),
        pytest.param({"NameContains": "alpha"}, ["alpha", "gamma-alpha"], id="part-of-the-name-in-its-letter-case"),
        pytest.param({"NameContains": "delta"}, [], id="no-such-name"),
        pytest.param({"ModelCardStatus": "Approved"}, ["beta"], id="status-of-now"),
        pytest.param({"ModelCardStatus": "Draft"}, ["alpha"], id="not-the-status-of-then"),
        pytest.param({"ModelCardStatus": "Archived"}, ["gamma-alpha"], id="archived-ones-are-listed"),
        pytest.param({"CreationTimeAfter": NOON + HOUR}, ["Alpha-2", "gamma-alpha"], id="after-is-exclusive"),
        pytest.param({"CreationTimeBefore": NOON + HOUR}, ["beta"], id="before-is-exclusive"),
        pytest.param(
            {"CreationTimeAfter": NOON, "CreationTimeBefore": NOON + 3 * HOUR}, ["alpha", "Alpha-2"], id="between"
        ),
        pytest.param({"CreationTimeAfter": NOON + 5 * HOUR}, [], id="changes-are-no-creations"),
        pytest.param({"NameContains": "a", "ModelCardStatus": "Draft", "SortBy": "Name"}, ["alpha"], id="together"),
        pytest.param({"MaxResults": 2}, ["beta", "alpha"], id="size"),
    ],
)
def test_cards_are_filtered_and_sorted(client: SageMakerClient, request_: dict[str, Any], expected: list[str]) -> None:
    """Oldest first unless the request says otherwise; every filter that is given holds."""
    assert names(client, **request_) == expected


@pytest.mark.usefixtures("versions")
def test_the_summary_of_a_version(client: SageMakerClient) -> None:
    """A version's creation is its own, and so are its status and its last change."""
    reply = client.list_model_card_versions(ModelCardName="churn", SortOrder="Descending", MaxResults=1)

    assert reply["ModelCardVersionSummaryList"] == [
        {
            "ModelCardName": "churn",
            "ModelCardArn": CARD,
            "ModelCardStatus": "Draft",
            "ModelCardVersion": 5,
            "CreationTime": NOON + 4 * HOUR,
            "LastModifiedTime": NOON + 5 * HOUR,
        }
    ]


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param({}, [1, 2, 3, 4, 5], id="first-first"),
        pytest.param({"SortBy": "Version"}, [1, 2, 3, 4, 5], id="by-version"),
        pytest.param({"SortBy": "Version", "SortOrder": "Descending"}, [5, 4, 3, 2, 1], id="last-first"),
        pytest.param({"ModelCardStatus": "Approved"}, [2, 3, 4], id="status"),
        pytest.param({"ModelCardStatus": "Draft", "SortOrder": "Descending"}, [5, 1], id="status-down"),
        pytest.param({"ModelCardStatus": "Archived"}, [], id="no-such-status"),
        pytest.param({"CreationTimeAfter": NOON + HOUR}, [3, 4, 5], id="after-is-exclusive"),
        pytest.param({"CreationTimeBefore": NOON + HOUR}, [1], id="before-is-exclusive"),
        pytest.param(
            {"CreationTimeAfter": NOON, "CreationTimeBefore": NOON + 3 * HOUR, "ModelCardStatus": "Approved"},
            [2, 3],
            id="together",
        ),
        pytest.param({"MaxResults": 2, "SortOrder": "Descending"}, [5, 4], id="size"),
    ],
)
def test_versions_are_filtered_and_sorted(
    client: SageMakerClient, request_: dict[str, Any], expected: list[int]
) -> None:
    """The first version first unless the request says otherwise; versions of other cards are not among them."""
    assert numbers(client, **request_) == expected


def test_ten_versions_are_sorted_as_numbers(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """The tenth version comes behind the ninth."""
    create_card()
    for _ in range(11):
        client.update_model_card(ModelCardName="churn", Content="{}")

    assert numbers(client, MaxResults=100) == list(range(1, 13))


def test_versions_keep_to_their_own_card(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """Cards whose names differ in letter case only have each their own versions."""
    create_card("Churn")
    create_card("churn")
    client.update_model_card(ModelCardName="Churn", Content="{}")

    assert numbers(client) == [1]


@pytest.mark.parametrize(
    ("operation", "request_", "text"),
    [
        pytest.param(
            "list_model_cards",
            {"ModelCardStatus": "Final"},
            "Value 'Final' at 'modelCardStatus' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Draft, PendingReview, Approved, Archived]",
            id="status",
        ),
        pytest.param(
            "list_model_cards",
            {"SortBy": "Version"},
            "Value 'Version' at 'sortBy' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Name, CreationTime]",
            id="sort-cards",
        ),
        pytest.param(
            "list_model_card_versions",
            {"ModelCardName": "churn", "SortBy": "Name"},
            "Value 'Name' at 'sortBy' failed to satisfy constraint: Member must satisfy enum value set: [Version]",
            id="sort-versions",
        ),
        pytest.param(
            "list_model_cards",
            {"MaxResults": 101},
            "Value '101' at 'maxResults' failed to satisfy constraint: "
            "Member must have value less than or equal to 100",
            id="size",
        ),
        pytest.param(
            "list_model_cards",
            {"NameContains": "a b"},
            "Value 'a b' at 'nameContains' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
            id="name",
        ),
    ],
)
def test_what_the_service_model_forbids(client: SageMakerClient, operation: str, request_: Any, text: str) -> None:
    """Lists refuse what is no value of their filters, whether or not there is anything to list."""
    with refused("ValidationException", f"1 validation error detected: {text}"):
        getattr(client, operation)(**request_)
