"""DescribeModelCard with IncludedData: what of a card's content is metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD_DOCUMENT, VERSION, rated
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[..., dict[str, Any]]


def test_metadata_only_leaves_five_members(create_card: Callable[..., str], describe_card: Describe) -> None:
    """Of the content the model, the rating and the package are left; all beside the content is told as ever."""
    create_card(Content=json.dumps(CARD_DOCUMENT), ModelCardStatus="PendingReview")
    everything, metadata = describe_card(IncludedData="AllData"), describe_card(IncludedData="MetadataOnly")

    assert everything == describe_card()
    assert json.loads(metadata.pop("Content")) == {
        "model_overview": {"model_id": VERSION, "model_name": "churn"},
        "intended_uses": {"risk_rating": "Medium"},
        "model_package_details": {"model_package_group_name": "churn", "model_package_arn": VERSION},
    }
    assert everything.pop("Content") == json.dumps(CARD_DOCUMENT)
    assert metadata == everything


@pytest.mark.parametrize(
    ("document", "left"),
    [
        pytest.param({}, {}, id="empty"),
        pytest.param({"intended_uses": {"intended_uses": "all"}}, {}, id="none"),
        pytest.param(
            {"model_overview": {"model_id": "m", "model_owner": "o"}}, {"model_overview": {"model_id": "m"}}, id="one"
        ),
        pytest.param(
            {"model_overview": {"model_name": "größe"}, "intended_uses": {"risk_rating": "Low"}},
            {"model_overview": {"model_name": "größe"}, "intended_uses": {"risk_rating": "Low"}},
            id="two",
        ),
    ],
)
def test_metadata_only_tells_what_is_there(
    create_card: Callable[..., str], describe_card: Describe, document: Any, left: Any
) -> None:
    """A member that the content does not have is not made up."""
    create_card(Content=json.dumps(document))

    assert json.loads(describe_card(IncludedData="MetadataOnly")["Content"]) == left


def test_metadata_of_an_older_version(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """The two may be asked for together."""
    create_card(Content=rated("Low"))
    client.update_model_card(ModelCardName="churn", Content=rated("High"))

    old = describe_card(ModelCardVersion=1, IncludedData="MetadataOnly")

    assert (old["ModelCardVersion"], json.loads(old["Content"])) == (1, json.loads(rated("Low")))


def test_data_that_cannot_be_included(create_card: Callable[..., str], describe_card: Describe) -> None:
    """There is all data and metadata, and nothing between."""
    create_card()

    with refused(
        "ValidationException",
        "1 validation error detected: Value 'SomeData' at 'includedData' failed to satisfy constraint: "
        "Member must satisfy enum value set: [AllData, MetadataOnly]",
    ):
        describe_card(IncludedData="SomeData")
