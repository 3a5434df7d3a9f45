"""Export jobs that take their time, and what becomes of them when their card is deleted."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD
from freezegun import freeze_time
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Create = Callable[..., str]
    Describe = Callable[..., dict[str, Any]]
    Transition = Callable[..., None]

pytestmark = pytest.mark.usefixtures("bucket")

JOBS = "sagemaker::model_card_export_job"
CARDS = "sagemaker::model_card"
NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def card(create_card: Create) -> str:
    """The ARN of a card without content."""
    return create_card()


def listed(client: SageMakerClient, **request: Any) -> list[str]:
    """Return the statuses of the jobs of `churn`."""
    reply = client.list_model_card_export_jobs(ModelCardName="churn", **request)
    return [one["Status"] for one in reply["ModelCardExportJobSummaries"]]


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        pytest.param("s3://reports", ("Completed", "ExportArtifacts"), id="completed"),
        pytest.param("s3://nowhere", ("Failed", "FailureReason"), id="failed"),
    ],
)
def test_a_manual_job_moves_with_every_other_describe(
    start_export: Create, describe_export: Describe, transition: Transition, path: str, ends: tuple[str, str]
) -> None:
    """A job tells its artifact or the reason of its failure when it has ended, and not before."""
    transition(JOBS, progression="manual", times=2)
    arn = start_export(path=path)

    told = [describe_export(arn) for _ in range(3)]

    end, member = ends
    assert [one["Status"] for one in told] == ["InProgress", end, end]
    assert [{"ExportArtifacts", "FailureReason"} & set(one) for one in told] == [set(), {member}, {member}]


def test_lists_look_on(
    client: SageMakerClient, start_export: Create, describe_export: Describe, transition: Transition
) -> None:
    """With `times: 1` each Describe moves one step; lists move nothing and tell how far it has come."""
    transition(JOBS, progression="manual", times=1)
    arn = start_export()

    assert [listed(client), listed(client)] == [["InProgress"]] * 2
    assert describe_export(arn)["Status"] == "Completed"
    assert listed(client) == ["Completed"]


def test_a_job_moves_with_time(
    client: SageMakerClient, start_export: Create, describe_export: Describe, transition: Transition
) -> None:
    """It was last modified when it ended, whoever looked when."""
    transition(JOBS, progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        arn = start_export()
        clock.tick(9)
        early = describe_export(arn)
        clock.tick(3)
        late = describe_export(arn)

    assert (early["Status"], early["CreatedAt"], early["LastModifiedAt"]) == ("InProgress", NOON, NOON)
    assert (late["Status"], late["CreatedAt"], late["LastModifiedAt"]) == (
        "Completed",
        NOON,
        NOON + timedelta(seconds=10),
    )
    assert listed(client) == ["Completed"]


def test_jobs_are_filtered_by_the_status_of_now(
    client: SageMakerClient, start_export: Create, transition: Transition
) -> None:
    """A job in progress is neither completed nor failed, though it is known how it will end."""
    transition(JOBS, progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        start_export("a", path="s3://nowhere")
        clock.tick(5)
        start_export("b")

        def counted() -> list[int]:
            return [len(listed(client, StatusEquals=one)) for one in ("InProgress", "Completed", "Failed")]

        assert counted() == [2, 0, 0]
        clock.tick(5)
        assert counted() == [1, 0, 1]
        clock.tick(5)
        assert counted() == [0, 1, 1]


def test_a_job_exports_the_card_as_it_was(
    client: SageMakerClient,
    start_export: Create,
    describe_export: Describe,
    transition: Transition,
    text_of: Callable[[str], str],
) -> None:
    """What happens to the card while a job is in progress is not in its document."""
    transition(JOBS, progression="manual", times=1)
    arn = start_export(path="s3://reports")

    client.update_model_card(ModelCardName="churn", ModelCardStatus="Archived")

    assert describe_export(arn)["Status"] == "Completed"
    text = text_of("churn/first.pdf")
    assert "Draft" in text
    assert "Archived" not in text


def test_the_card_is_not_slowed_down_by_its_jobs(
    client: SageMakerClient, start_export: Create, transition: Transition
) -> None:
    """The two have a state machine each."""
    transition(JOBS, progression="manual", times=9)
    start_export()

    client.delete_model_card(ModelCardName="churn")

    assert client.list_model_cards()["ModelCardSummaries"] == []


def test_a_deleted_card_takes_its_jobs_along(
    client: SageMakerClient, s3_client: Any, start_export: Create, describe_export: Describe, create_card: Create
) -> None:
    """Jobs of other cards stay, and so do the artifacts; a new card of the name may have jobs of the same names."""
    create_card("other")
    arn, other = start_export(), start_export(ModelCardName="other")

    client.delete_model_card(ModelCardName="churn")

    assert listed(client) == []
    with refused("ResourceNotFound", f"ModelCardExportJob {arn} does not exist."):
        describe_export(arn)
    assert describe_export(other)["Status"] == "Completed"
    keys = [one["Key"] for one in s3_client.list_objects_v2(Bucket="reports")["Contents"]]
    assert keys == ["cards/churn/first.pdf", "cards/other/first.pdf"]
    create_card()
    assert start_export() == arn


def test_jobs_are_there_while_the_card_is_being_deleted(
    client: SageMakerClient, start_export: Create, describe_export: Describe, transition: Transition
) -> None:
    """They can be described until the status of the card says that they are deleted."""
    arn = start_export()
    transition(CARDS, progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        for status in ("DeletePending", "DeleteInProgress", "ContentDeleted"):
            assert client.describe_model_card(ModelCardName="churn")["ModelCardProcessingStatus"] == status
            assert describe_export(arn)["Status"] == "Completed"
            assert listed(client) == ["Completed"]
            clock.tick(10)

        assert client.describe_model_card(ModelCardName="churn")["ModelCardProcessingStatus"] == "ExportJobsDeleted"
        assert listed(client) == []
        with refused("ResourceNotFound", f"ModelCardExportJob {CARD}/export-job/first does not exist."):
            describe_export(arn)


@pytest.mark.parametrize("first", ["list", "describe"])
def test_jobs_end_with_the_card_though_nobody_looks_at_it(
    client: SageMakerClient, start_export: Create, describe_export: Describe, transition: Transition, first: str
) -> None:
    """When the time of the deletion is over, the jobs are gone before anybody has asked for the card."""
    arn = start_export()
    transition(CARDS, progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        clock.tick(50)
        if first == "list":
            assert listed(client) == []
        else:
            with refused("ResourceNotFound", f"ModelCardExportJob {CARD}/export-job/first does not exist."):
                describe_export(arn)
