"""ListModelCardExportJobs: what it tells, filters and sorts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD
from freezegun import freeze_time
from support.errors import refused
from support.examples import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Create = Callable[..., str]

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@pytest.fixture
def jobs(client: SageMakerClient, bucket: str, create_card: Create, start_export: Create) -> None:
    """Four jobs, an hour apart from noon on: the second and third fail, the third is of the card's second version."""
    create_card()
    create_card("other")
    with freeze_time(NOON) as clock:
        start_export("beta", path=f"s3://{bucket}")
        start_export("beta-of-another-card", ModelCardName="other")
        clock.tick(HOUR)
        start_export("alpha", path="s3://nowhere")
        clock.tick(HOUR)
        client.update_model_card(ModelCardName="churn", Content="{}")
        start_export("Alpha-2", path="s3://nowhere")
        clock.tick(HOUR)
        start_export("gamma-alpha", path=f"s3://{bucket}", ModelCardVersion=1)


def names(client: SageMakerClient, card: str = "churn", **request: Any) -> list[str]:
    """Return the names of the jobs that a list tells."""
    reply = client.list_model_card_export_jobs(ModelCardName=card, **request)
    return [one["ModelCardExportJobName"] for one in reply["ModelCardExportJobSummaries"]]


@pytest.mark.usefixtures("jobs")
def test_the_summary_of_a_job(client: SageMakerClient) -> None:
    """A summary has neither the path nor the artifact nor the reason of a failure."""
    reply = client.list_model_card_export_jobs(ModelCardName="churn", ModelCardVersion=2)

    assert told(reply) == {
        "ModelCardExportJobSummaries": [
            {
                "ModelCardExportJobName": "Alpha-2",
                "ModelCardExportJobArn": f"{CARD}/export-job/Alpha-2",
                "Status": "Failed",
                "ModelCardName": "churn",
                "ModelCardVersion": 2,
                "CreatedAt": NOON + 2 * HOUR,
                "LastModifiedAt": NOON + 2 * HOUR,
            }
        ]
    }


@pytest.mark.usefixtures("jobs")
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
        pytest.param({"SortBy": "Status"}, ["beta", "gamma-alpha", "alpha", "Alpha-2"], id="status"),
        pytest.param(
            {"SortBy": "Status", "SortOrder": "Descending"},
            ["Alpha-2", "alpha", "gamma-alpha", "beta"],
            id="status-down",
        ),
        pytest.param({"StatusEquals": "Completed"}, ["beta", "gamma-alpha"], id="completed"),
        pytest.param({"StatusEquals": "Failed", "SortOrder": "Descending"}, ["Alpha-2", "alpha"], id="failed"),
        pytest.param({"StatusEquals": "InProgress"}, [], id="in-progress"),
        pytest.param({"ModelCardVersion": 1}, ["beta", "alpha", "gamma-alpha"], id="version"),
        pytest.param({"ModelCardVersion": 3}, [], id="no-such-version"),
        pytest.param({"ModelCardExportJobNameContains": "alpha"}, ["alpha", "gamma-alpha"], id="part-of-the-name"),
        pytest.param({"ModelCardExportJobNameContains": "churn"}, [], id="not-the-name-of-the-card"),
        pytest.param({"CreationTimeAfter": NOON + HOUR}, ["Alpha-2", "gamma-alpha"], id="after-is-exclusive"),
        pytest.param({"CreationTimeBefore": NOON + HOUR}, ["beta"], id="before-is-exclusive"),
        pytest.param(
            {"CreationTimeAfter": NOON, "CreationTimeBefore": NOON + 3 * HOUR, "ModelCardVersion": 1},
            ["alpha"],
            id="together",
        ),
        pytest.param({"MaxResults": 1, "SortBy": "Status", "SortOrder": "Descending"}, ["Alpha-2"], id="size"),
    ],
)
def test_jobs_are_filtered_and_sorted(client: SageMakerClient, request_: dict[str, Any], expected: list[str]) -> None:
    """Oldest first unless the request says otherwise; jobs of other cards are not among them."""
    assert names(client, **request_) == expected


@pytest.mark.usefixtures("jobs")
def test_each_card_has_its_own_jobs(client: SageMakerClient) -> None:
    """Another card's jobs are listed under its own name."""
    assert names(client, "other") == ["beta-of-another-card"]


@pytest.mark.usefixtures("jobs")
def test_jobs_are_listed_in_any_letter_case_of_their_card(client: SageMakerClient) -> None:
    """The card is looked up as in every other operation."""
    assert names(client, "CHURN") == ["beta", "alpha", "Alpha-2", "gamma-alpha"]


def test_a_card_without_jobs(client: SageMakerClient, create_card: Create) -> None:
    """The list is empty, also for a card that does not exist: no error is declared for the operation."""
    create_card()

    assert told(client.list_model_card_export_jobs(ModelCardName="churn")) == {"ModelCardExportJobSummaries": []}
    assert told(client.list_model_card_export_jobs(ModelCardName="gone")) == {"ModelCardExportJobSummaries": []}


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        pytest.param(
            {"StatusEquals": "Done"},
            "Value 'Done' at 'statusEquals' failed to satisfy constraint: "
            "Member must satisfy enum value set: [InProgress, Completed, Failed]",
            id="status",
        ),
        pytest.param(
            {"SortBy": "Version"},
            "Value 'Version' at 'sortBy' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Name, CreationTime, Status]",
            id="sort",
        ),
        pytest.param(
            {"ModelCardName": CARD},
            f"Value '{CARD}' at 'modelCardName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
            id="an-arn-is-no-name",
        ),
    ],
)
def test_what_the_service_model_forbids(client: SageMakerClient, request_: Any, text: str) -> None:
    """What is no value of a filter is refused."""
    with refused("ValidationException", f"1 validation error detected: {text}"):
        client.list_model_card_export_jobs(**{"ModelCardName": "churn", **request_})
