"""The paginators of cards, their versions and their export jobs, also while others write."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

SIZE: Any = {"PageSize": 2}


def card_pages(client: SageMakerClient, **options: Any) -> list[list[str]]:
    """Return the names on each page of a list of cards."""
    pages = client.get_paginator("list_model_cards").paginate(**options)
    return [[one["ModelCardName"] for one in page["ModelCardSummaries"]] for page in pages]


def version_pages(client: SageMakerClient, **options: Any) -> list[list[int]]:
    """Return the numbers on each page of a list of the versions of `churn`."""
    pages = client.get_paginator("list_model_card_versions").paginate(ModelCardName="churn", **options)
    return [[one["ModelCardVersion"] for one in page["ModelCardVersionSummaryList"]] for page in pages]


def export_pages(client: SageMakerClient, **options: Any) -> list[list[str]]:
    """Return the names on each page of a list of the export jobs of `churn`."""
    pages = client.get_paginator("list_model_card_export_jobs").paginate(ModelCardName="churn", **options)
    return [[one["ModelCardExportJobName"] for one in page["ModelCardExportJobSummaries"]] for page in pages]


def test_a_paginator_goes_through_all_cards(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """Ten to a page by default; filters and order hold on every page; the last page has no token."""
    names = [f"card-{number:02}" for number in range(25)]
    for name in names:
        create_card(name, ModelCardStatus="Approved" if name.endswith(("1", "3")) else "Draft")

    by_default = card_pages(client)
    approved = card_pages(
        client, ModelCardStatus="Approved", SortBy="Name", SortOrder="Descending", PaginationConfig=SIZE
    )

    assert [len(page) for page in by_default] == [10, 10, 5]
    assert list(chain(*by_default)) == names
    assert approved == [["card-23", "card-21"], ["card-13", "card-11"], ["card-03", "card-01"]]
    assert "NextToken" not in client.list_model_cards(MaxResults=25)


def test_a_paginator_goes_through_all_versions(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """Versions are paged in the order of their numbers, up or down."""
    create_card()
    for _ in range(11):
        client.update_model_card(ModelCardName="churn", Content="{}")

    assert [len(page) for page in version_pages(client)] == [10, 2]
    assert list(chain(*version_pages(client))) == list(range(1, 13))
    down = version_pages(client, SortBy="Version", SortOrder="Descending", PaginationConfig={"PageSize": 5})
    assert down == [[12, 11, 10, 9, 8], [7, 6, 5, 4, 3], [2, 1]]


@pytest.mark.usefixtures("bucket")
def test_a_paginator_goes_through_all_export_jobs(
    client: SageMakerClient, create_card: Callable[..., str], start_export: Callable[..., str]
) -> None:
    """Export jobs are paged by any of their orders."""
    create_card()
    for name in ("c", "a", "e", "b", "d"):
        start_export(name, path="s3://nowhere" if name in "ab" else "s3://reports")

    assert export_pages(client, PaginationConfig=SIZE) == [["c", "a"], ["e", "b"], ["d"]]
    assert export_pages(client, SortBy="Name", PaginationConfig=SIZE) == [["a", "b"], ["c", "d"], ["e"]]
    assert export_pages(client, SortBy="Status", SortOrder="Descending", PaginationConfig=SIZE) == [
        ["b", "a"],
        ["d", "e"],
        ["c"],
    ]


@pytest.mark.parametrize("order", ["Ascending", "Descending"])
@pytest.mark.parametrize("sort_by", ["CreationTime", "Name"])
def test_pages_of_cards_are_stable_while_others_write(
    client: SageMakerClient, create_card: Callable[..., str], sort_by: Any, order: Any
) -> None:
    """A page goes on behind the last card shown, even if that one is gone: none is repeated, none is hidden."""
    names = [f"card-{number}" for number in range(6)]
    for name in names:
        create_card(name)
    expected = names if order == "Ascending" else names[::-1]
    options: Any = {"SortBy": sort_by, "SortOrder": order, "MaxResults": 2}

    first = client.list_model_cards(**options)
    for name in expected[:3]:
        client.delete_model_card(ModelCardName=name)
    create_card("newcomer")
    client.update_model_card(ModelCardName=expected[3], Content="{}")
    second = client.list_model_cards(**options, NextToken=first["NextToken"])
    rest = [client.list_model_cards(**options, NextToken=second["NextToken"])] if "NextToken" in second else []

    seen = [one["ModelCardName"] for page in (first, second, *rest) for one in page["ModelCardSummaries"]]
    assert seen == [*expected[:2], *expected[3:], *(["newcomer"] if order == "Ascending" else [])]


def test_pages_of_versions_are_stable_while_others_write(
    client: SageMakerClient, create_card: Callable[..., str]
) -> None:
    """A version that comes between two pages comes last when the numbers go up, and not at all when they go down."""
    create_card()
    for _ in range(3):
        client.update_model_card(ModelCardName="churn", Content="{}")
    up = client.list_model_card_versions(ModelCardName="churn", MaxResults=3)
    down = client.list_model_card_versions(ModelCardName="churn", SortOrder="Descending", MaxResults=3)

    client.update_model_card(ModelCardName="churn", Content="{}")
    up = client.list_model_card_versions(ModelCardName="churn", NextToken=up["NextToken"])
    down = client.list_model_card_versions(ModelCardName="churn", SortOrder="Descending", NextToken=down["NextToken"])

    assert [one["ModelCardVersion"] for one in up["ModelCardVersionSummaryList"]] == [4, 5]
    assert [one["ModelCardVersion"] for one in down["ModelCardVersionSummaryList"]] == [1]


@pytest.mark.usefixtures("bucket")
def test_pages_of_export_jobs_are_stable_while_others_write(
    client: SageMakerClient, create_card: Callable[..., str], start_export: Callable[..., str]
) -> None:
    """A job that is created between two pages has its own place and repeats none."""
    create_card()
    for name in ("b", "d", "f"):
        start_export(name)
    first = client.list_model_card_export_jobs(ModelCardName="churn", SortBy="Name", MaxResults=2)

    start_export("a")
    start_export("e")
    second = client.list_model_card_export_jobs(ModelCardName="churn", SortBy="Name", NextToken=first["NextToken"])

    assert [one["ModelCardExportJobName"] for one in second["ModelCardExportJobSummaries"]] == ["e", "f"]


def test_pages_end_with_the_card(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """A token does not outlive its card: there are no versions to go on with."""
    create_card()
    client.update_model_card(ModelCardName="churn", Content="{}")
    token = client.list_model_card_versions(ModelCardName="churn", MaxResults=1)["NextToken"]

    client.delete_model_card(ModelCardName="churn")

    with refused("ResourceNotFound", f"ModelCard {CARD} does not exist."):
        client.list_model_card_versions(ModelCardName="churn", NextToken=token)


def test_a_token_is_bound_to_its_list(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """A token of one list or of one card is no token of another; nor is a text that nobody has issued."""
    for name in ("churn", "other"):
        create_card(name)
        client.update_model_card(ModelCardName=name, Content="{}")
    cards = client.list_model_cards(MaxResults=1)["NextToken"]
    versions = client.list_model_card_versions(ModelCardName="churn", MaxResults=1)["NextToken"]
    asks: list[Callable[[], Any]] = [
        lambda: client.list_model_cards(NextToken=versions),
        lambda: client.list_model_cards(NextToken=cards, ModelCardStatus="Draft"),
        lambda: client.list_model_cards(NextToken=cards, SortBy="Name"),
        lambda: client.list_model_cards(NextToken="no token"),
        lambda: client.list_model_card_versions(ModelCardName="churn", NextToken=cards),
        lambda: client.list_model_card_versions(ModelCardName="other", NextToken=versions),
        lambda: client.list_model_card_export_jobs(ModelCardName="churn", NextToken=versions),
    ]

    for ask in asks:
        with refused("ValidationException", "Invalid NextToken."):
            ask()


def test_the_page_size_is_a_setting(client_with: Callable[..., Any]) -> None:
    """The setting `page_size` holds for all three lists where the request gives no size."""
    with client_with(page_size=1) as client:
        client.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft")
        client.create_model_card(ModelCardName="other", Content="{}", ModelCardStatus="Draft")
        client.update_model_card(ModelCardName="churn", Content="{}")
        for name in ("a", "b"):
            client.create_model_card_export_job(
                ModelCardName="churn", ModelCardExportJobName=name, OutputConfig={"S3OutputPath": "s3://nowhere"}
            )

        assert card_pages(client) == [["churn"], ["other"]]
        assert version_pages(client) == [[1], [2]]
        assert export_pages(client) == [["a"], ["b"]]
