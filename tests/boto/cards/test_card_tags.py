"""The tags of cards: they belong to the card, whatever version it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boto.cards.documents import CARD
from support.errors import refused
from support.examples import tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[..., dict[str, Any]]


def test_tags_survive_new_versions(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """Neither a content nor a status touches them."""
    create_card(Tags=tags(team="a"))
    client.add_tags(ResourceArn=CARD, Tags=tags(cost="1"))

    client.update_model_card(ModelCardName="churn", Content='{"business_details": {}}')
    client.update_model_card(ModelCardName="churn", ModelCardStatus="Archived")

    assert client.list_tags(ResourceArn=CARD)["Tags"] == tags(team="a", cost="1")


def test_tagging_is_no_update(
    client: SageMakerClient, create_card: Callable[..., str], describe_card: Describe
) -> None:
    """A card whose tags change has no new version and was not modified; an archived one takes tags too."""
    create_card(ModelCardStatus="Archived", Tags=tags(team="a"))
    before = describe_card()

    assert client.add_tags(ResourceArn=CARD, Tags=tags(team="b", cost="1"))["Tags"] == tags(team="b", cost="1")
    assert told(client.delete_tags(ResourceArn=CARD, TagKeys=["cost"])) == {}

    assert describe_card() == before
    assert "Tags" not in before
    assert client.list_tags(ResourceArn=CARD)["Tags"] == tags(team="b")


def test_a_card_is_tagged_in_any_letter_case_of_its_arn(
    client: SageMakerClient, create_card: Callable[..., str]
) -> None:
    """The ARN is looked up as the name is."""
    create_card("Churn")

    client.add_tags(ResourceArn=CARD, Tags=tags(team="a"))

    assert client.list_tags(ResourceArn=CARD.replace("churn", "Churn"))["Tags"] == tags(team="a")


def test_refused_tags_change_nothing(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """One tag that is refused keeps all tags of its request out."""
    create_card(Tags=tags(team="a"))

    with refused("ValidationException", "Tag keys beginning with aws: are reserved for system use: aws:team"):
        client.add_tags(ResourceArn=CARD, Tags=[*tags(cost="1"), {"Key": "aws:team", "Value": "b"}])

    assert client.list_tags(ResourceArn=CARD)["Tags"] == tags(team="a")


def test_a_version_of_a_card_has_no_arn(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """What follows the card's name in an ARN names no card."""
    create_card()

    with refused("ResourceNotFound", f"ModelCard {CARD}/1 does not exist."):
        client.list_tags(ResourceArn=f"{CARD}/1")


def test_export_jobs_have_no_tags(client: SageMakerClient, create_card: Callable[..., str]) -> None:
    """An export job is no taggable resource."""
    create_card()
    job = client.create_model_card_export_job(
        ModelCardName="churn", ModelCardExportJobName="first", OutputConfig={"S3OutputPath": "s3://nowhere"}
    )["ModelCardExportJobArn"]

    with refused("ResourceNotFound", f"ModelCard {job} does not exist."):
        client.add_tags(ResourceArn=job, Tags=tags(team="a"))
    assert client.list_tags(ResourceArn=CARD)["Tags"] == []
