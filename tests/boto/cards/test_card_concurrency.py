"""Many threads at one card, with the interpreter changing between them as often as it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError
from support.examples import THREADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

EACH = 10


def content_of(number: int) -> str:
    """Return a content that tells its number."""
    return f'{{"business_details": {{"business_problem": "{number}"}}}}'


def test_no_version_is_lost(
    client: SageMakerClient, create_card: Callable[..., str], in_threads: Callable[..., list[None]]
) -> None:
    """Contents that come in eight threads are as many versions: each number once, each content in one of them."""
    create_card(Content=content_of(-1))

    def write(number: int) -> None:
        for turn in range(EACH):
            client.update_model_card(ModelCardName="churn", Content=content_of(number * EACH + turn))

    in_threads(write)

    pages = client.get_paginator("list_model_card_versions").paginate(ModelCardName="churn")
    summaries = [one for page in pages for one in page["ModelCardVersionSummaryList"]]
    numbers = [one["ModelCardVersion"] for one in summaries]
    told = [client.describe_model_card(ModelCardName="churn", ModelCardVersion=number) for number in numbers]
    assert numbers == list(range(1, THREADS * EACH + 2))
    assert {one["Content"] for one in told} == {content_of(number) for number in range(-1, THREADS * EACH)}
    times = [one["CreationTime"] for one in summaries]
    assert times == sorted(times)
    assert client.describe_model_card(ModelCardName="churn")["ModelCardVersion"] == THREADS * EACH + 1


def test_contents_and_statuses_do_not_undo_each_other(
    client: SageMakerClient, create_card: Callable[..., str], in_threads: Callable[..., list[None]]
) -> None:
    """A status that is set while others write contents is still the card's in the end."""
    create_card()

    def work(number: int) -> None:
        if number:
            client.update_model_card(ModelCardName="churn", Content=content_of(number))
        else:
            client.update_model_card(ModelCardName="churn", ModelCardStatus="PendingReview")

    in_threads(work)

    card = client.describe_model_card(ModelCardName="churn")
    assert (card["ModelCardVersion"], card["ModelCardStatus"]) == (THREADS, "PendingReview")


def test_a_name_is_given_once(client: SageMakerClient, in_threads: Callable[..., list[str]]) -> None:
    """Of all that create a card of one name at once one does, and all others are told that it exists."""

    def create(number: int) -> str:
        try:
            client.create_model_card(ModelCardName="churn", Content=content_of(number), ModelCardStatus="Draft")
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return "created"

    assert sorted(in_threads(create)) == [*["ConflictException"] * (THREADS - 1), "created"]


def test_tags_of_all_threads_are_kept(
    client: SageMakerClient, create_card: Callable[..., str], in_threads: Callable[..., list[None]]
) -> None:
    """Tags and versions are of the same record, and none of them is lost."""
    arn = create_card()

    def work(number: int) -> None:
        client.add_tags(ResourceArn=arn, Tags=[{"Key": f"key-{number}", "Value": "v"}])
        client.update_model_card(ModelCardName=arn, Content=content_of(number))

    in_threads(work)

    keys = {one["Key"] for one in client.list_tags(ResourceArn=arn)["Tags"]}
    assert keys == {f"key-{number}" for number in range(THREADS)}
    assert client.describe_model_card(ModelCardName=arn)["ModelCardVersion"] == THREADS + 1
