"""Search over model cards: their records, and finding them by what stands in their content."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD, CARD_DOCUMENT, VERSION, rated
from freezegun import freeze_time
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Create = Callable[..., str]

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)


def records(client: SageMakerClient, *filters: Any, **request: Any) -> list[dict[str, Any]]:
    """Return the records of the cards that satisfy all filters."""
    expression: Any = {"SearchExpression": {"Filters": list(filters)}} if filters else {}
    reply: Any = client.search(Resource="ModelCard", **expression, **request)
    return [one["ModelCard"] for one in reply["Results"]]


def names(client: SageMakerClient, *filters: Any, **request: Any) -> list[str]:
    """Return the names of the cards that satisfy all filters, in the order of their last change."""
    return [one["ModelCardName"] for one in records(client, *filters, **{"SortOrder": "Ascending", **request})]


def about(model: str, **sections: Any) -> str:
    """Return a content about a model."""
    return json.dumps({"model_overview": {"model_id": model}, **sections})


def test_the_record_of_a_card(client: SageMakerClient, create_card: Create) -> None:
    """A record is what Describe tells, the tags, and what is read out of the content."""
    content = json.dumps(CARD_DOCUMENT)
    security: Any = {"KmsKeyId": "alias/cards"}
    with freeze_time(NOON) as clock:
        create_card(Content="{}", Tags=tags(team="a"), SecurityConfig=security)
        clock.tick(timedelta(hours=1))
        client.update_model_card(ModelCardName="churn", Content=content)
        clock.tick(timedelta(hours=1))
        client.update_model_card(ModelCardName="churn", ModelCardStatus="PendingReview")

    assert records(client) == [
        {
            "ModelCardArn": CARD,
            "ModelCardName": "churn",
            "ModelCardVersion": 2,
            "Content": content,
            "ModelCardStatus": "PendingReview",
            "SecurityConfig": security,
            "CreationTime": NOON,
            "CreatedBy": {},
            "LastModifiedTime": NOON + timedelta(hours=2),
            "LastModifiedBy": {},
            "Tags": tags(team="a"),
            "ModelId": VERSION,
            "RiskRating": "Medium",
            "ModelPackageGroupName": "churn",
        }
    ]


def test_what_the_content_does_not_tell_is_absent(client: SageMakerClient, create_card: Create) -> None:
    """An empty card's record has neither ModelId nor RiskRating nor the name of a group, and no tags."""
    create_card()

    (record,) = records(client)

    assert not {"ModelId", "RiskRating", "ModelPackageGroupName", "Tags", "SecurityConfig"} & set(record)


@pytest.mark.parametrize(
    ("content", "group"),
    [
        pytest.param(about(VERSION), "churn", id="model-id-is-a-version"),
        pytest.param(about(VERSION, model_package_details={"model_package_group_name": "own"}), "own", id="details"),
        pytest.param('{"model_package_details": {"model_package_group_name": "own"}}', "own", id="details-alone"),
        pytest.param(about("arn:aws:sagemaker:eu-west-1:222222222222:model-package/Far/12"), "Far", id="elsewhere"),
        pytest.param(about(f"{HERE}:model-package/scorer"), None, id="unversioned"),
        pytest.param(about(f"{HERE}:model/churn"), None, id="a-model"),
        pytest.param(about("churn/1"), None, id="no-arn"),
    ],
)
def test_the_group_of_a_card(client: SageMakerClient, create_card: Create, content: str, group: str | None) -> None:
    """The group that the content names, else that of the version that the model's ID is the ARN of."""
    create_card(Content=content)

    (record,) = records(client)

    assert record.get("ModelPackageGroupName") == group


def test_a_card_made_for_a_version_is_found_by_its_arn(client: SageMakerClient, create_card: Create) -> None:
    """A card that names its version among the details of the package only is about that version as well."""
    create_card(Content=json.dumps({"model_package_details": {"model_package_arn": VERSION}}))

    (record,) = records(client, {"Name": "ModelId", "Operator": "Equals", "Value": VERSION})

    assert (record["ModelId"], record["ModelPackageGroupName"]) == (VERSION, "churn")


@pytest.fixture
def cards(client: SageMakerClient, create_card: Create) -> None:
    """Five cards: about two versions of a group, about a model, about another group, and about nothing."""
    high, low = {"risk_rating": "High"}, {"risk_rating": "Low"}
    details = {"model_package_group_name": "fraud"}
    create_card("first", Content=about(VERSION, intended_uses=high), Tags=tags(team="a"))
    create_card("second", Content=about(f"{HERE}:model-package/churn/2", intended_uses=low), ModelCardStatus="Approved")
    create_card("model", Content=about("my-model", intended_uses=high), Tags=tags(team="b"))
    create_card("fraud", Content=json.dumps({"model_package_details": details}))
    create_card("empty")
    client.update_model_card(ModelCardName="first", ModelCardStatus="Archived")


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param([{"Name": "ModelId", "Operator": "Equals", "Value": VERSION}], ["first"], id="as-the-sdk-asks"),
        pytest.param([{"Name": "ModelId", "Value": "my-model"}], ["model"], id="model-id"),
        pytest.param([{"Name": "ModelId", "Operator": "NotExists"}], ["fraud", "empty"], id="no-model-id"),
        pytest.param([{"Name": "RiskRating", "Value": "High"}], ["model", "first"], id="rating"),
        pytest.param([{"Name": "RiskRating", "Operator": "In", "Value": "Low, Medium"}], ["second"], id="ratings"),
        pytest.param([{"Name": "ModelPackageGroupName", "Value": "churn"}], ["second", "first"], id="group-by-id"),
        pytest.param([{"Name": "ModelPackageGroupName", "Value": "fraud"}], ["fraud"], id="group-by-details"),
        pytest.param([{"Name": "ModelCardStatus", "Value": "Archived"}], ["first"], id="status"),
        pytest.param([{"Name": "ModelCardName", "Operator": "Contains", "Value": "m"}], ["model", "empty"], id="name"),
        pytest.param([{"Name": "Tags.team", "Value": "a"}], ["first"], id="tag"),
        pytest.param([{"Name": "Tags.team", "Operator": "Exists"}], ["model", "first"], id="any-team"),
        pytest.param(
            [{"Name": "RiskRating", "Value": "High"}, {"Name": "ModelPackageGroupName", "Value": "churn"}],
            ["first"],
            id="together",
        ),
    ],
)
def test_cards_are_found(client: SageMakerClient, filters: list[Any], expected: list[str]) -> None:
    """Members of the record and tags are properties; the card that was changed last comes last when sorted up."""
    assert names(client, *filters) == expected


@pytest.mark.usefixtures("cards")
def test_cards_are_sorted(client: SageMakerClient) -> None:
    """By the last change and the latest first, or by any plain member; what lacks it comes last."""
    assert [one["ModelCardName"] for one in records(client)] == ["first", "empty", "fraud", "model", "second"]
    assert names(client, SortBy="ModelCardName") == ["empty", "first", "fraud", "model", "second"]
    assert names(client, SortBy="RiskRating", SortOrder="Descending")[:3] == ["second", "model", "first"]
    assert names(client, SortBy="CreationTime", MaxResults=2) == ["first", "second"]


@pytest.mark.usefixtures("cards")
def test_cards_that_others_may_not_see(client: SageMakerClient) -> None:
    """A visibility condition hides cards that have the tag with another value."""
    condition: Any = {"Key": "Tags.team", "Value": "a"}

    assert set(names(client, VisibilityConditions=[condition])) == {"first", "second", "fraud", "empty"}


@pytest.mark.usefixtures("cards")
def test_suggestions_are_of_the_tags_of_cards(client: SageMakerClient) -> None:
    """A tag is suggested as long as a card has it."""
    query: Any = {"PropertyNameQuery": {"PropertyNameHint": "Tags."}}

    def suggested() -> list[str]:
        reply = client.get_search_suggestions(Resource="ModelCard", SuggestionQuery=query)
        return [one["PropertyName"] for one in reply["PropertyNameSuggestions"]]

    assert suggested() == ["Tags.team"]
    client.delete_model_card(ModelCardName="first")
    client.delete_model_card(ModelCardName="model")
    assert suggested() == []


def test_only_the_latest_version_is_found(client: SageMakerClient, create_card: Create) -> None:
    """What an older version told finds nothing any more."""
    create_card(Content=about("old", intended_uses={"risk_rating": "High"}))
    client.update_model_card(ModelCardName="churn", Content=about("new"))

    assert names(client, {"Name": "ModelId", "Value": "old"}) == []
    assert names(client, {"Name": "RiskRating", "Operator": "Exists"}) == []
    assert names(client, {"Name": "ModelId", "Value": "new"}) == ["churn"]
    client.update_model_card(ModelCardName="churn", Content="{}")
    assert names(client, {"Name": "ModelId", "Operator": "Exists"}) == []


def test_deleted_cards_are_not_found(client: SageMakerClient, create_card: Create) -> None:
    """A card is found until it is gone; a new one of its name is found by its own content only."""
    create_card(Content=about("old"))
    client.delete_model_card(ModelCardName="churn")
    assert records(client) == []

    create_card(Content=rated("Low"))

    assert names(client, {"Name": "ModelId", "Value": "old"}) == []
    assert names(client, {"Name": "RiskRating", "Value": "Low"}) == ["churn"]


def test_a_card_is_found_while_it_is_being_deleted(
    client: SageMakerClient, create_card: Create, transition: Callable[..., None]
) -> None:
    """As in ListModelCards: it goes with the end of its deletion."""
    create_card()
    transition("sagemaker::model_card", progression="time", seconds=10)
    with freeze_time(NOON) as clock:
        client.delete_model_card(ModelCardName="churn")
        clock.tick(49)
        assert names(client) == ["churn"]
        clock.tick(1)
        assert names(client) == []


def test_other_accounts_share_no_cards(client: SageMakerClient, create_card: Create) -> None:
    """A search across accounts finds none: cards have no resource policy."""
    create_card()

    assert records(client, CrossAccountFilterOption="CrossAccount") == []
    assert names(client, CrossAccountFilterOption="SameAccount") == ["churn"]
