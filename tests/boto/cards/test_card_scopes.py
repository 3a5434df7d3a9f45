"""Cards of other regions and accounts: apart from one's own, and refused by their ARNs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD, rated
from support.errors import refused
from support.examples import tags

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    Ask = Callable[[SageMakerClient, str], Any]

THEIRS = CARD.replace("123456789012", "222222222222")
OUTPUT: Any = {"S3OutputPath": "s3://reports"}

#: Every operation that takes the ARN of a card or of an export job, what the ARN is of, and how to ask it.
ASK: dict[str, tuple[str, Ask]] = {
    "DescribeModelCard": ("", lambda client, arn: client.describe_model_card(ModelCardName=arn)),
    "UpdateModelCard": ("", lambda client, arn: client.update_model_card(ModelCardName=arn, Content="{}")),
    "ListModelCardVersions": ("", lambda client, arn: client.list_model_card_versions(ModelCardName=arn)),
    "CreateModelCardExportJob": (
        "",
        lambda client, arn: client.create_model_card_export_job(
            ModelCardName=arn, ModelCardExportJobName="first", OutputConfig=OUTPUT
        ),
    ),
    "DescribeModelCardExportJob": (
        "/export-job/first",
        lambda client, arn: client.describe_model_card_export_job(ModelCardExportJobArn=arn),
    ),
    "AddTags": ("", lambda client, arn: client.add_tags(ResourceArn=arn, Tags=tags(team="a"))),
    "ListTags": ("", lambda client, arn: client.list_tags(ResourceArn=arn)),
    "DeleteTags": ("", lambda client, arn: client.delete_tags(ResourceArn=arn, TagKeys=["team"])),
}


@pytest.mark.parametrize("operation", ASK)
def test_the_arn_of_another_region(client: SageMakerClient, create_card: Callable[..., str], operation: str) -> None:
    """The client's own region is told, though it has a card of that name."""
    create_card()
    suffix, ask = ASK[operation]

    for elsewhere in (CARD.replace("us-east-1", "us-west-2"), CARD.replace("arn:aws:", "arn:aws-cn:")):
        with refused("ValidationException", "ARN should be scoped to correct region: us-east-1"):
            ask(client, f"{elsewhere}{suffix}")


def denied(aws_session: boto3.Session, operation: str, arn: str) -> tuple[str, str]:
    """Return code and message with which an operation on another account's ARN is refused."""
    caller = aws_session.client("sts").get_caller_identity()["Arn"]
    sentence = (
        f"User: {caller} is not authorized to perform: sagemaker:{operation} on resource: {arn} "
        f"because no resource-based policy allows the sagemaker:{operation} action"
    )
    return "AccessDeniedException", sentence


@pytest.mark.parametrize("operation", ASK)
def test_the_arn_of_another_account(client: SageMakerClient, aws_session: boto3.Session, operation: str) -> None:
    """What another account does not share is denied, as if it were there."""
    suffix, ask = ASK[operation]
    arn = f"{THEIRS}{suffix}"

    with refused(*denied(aws_session, operation, arn)):
        ask(client, arn)


def test_what_another_account_has_is_denied_in_the_same_words(
    client: SageMakerClient, aws_session: boto3.Session, theirs: SageMakerClient
) -> None:
    """Nobody learns from a denial whether the card exists; nothing of it is changed."""
    theirs.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft")
    theirs.create_model_card_export_job(ModelCardName="churn", ModelCardExportJobName="first", OutputConfig=OUTPUT)

    for operation, (suffix, ask) in ASK.items():
        with refused(*denied(aws_session, operation, f"{THEIRS}{suffix}")):
            ask(client, f"{THEIRS}{suffix}")

    assert theirs.describe_model_card(ModelCardName="churn")["ModelCardVersion"] == 1
    assert theirs.list_tags(ResourceArn=THEIRS)["Tags"] == []


def test_accounts_are_apart(client: SageMakerClient, theirs: SageMakerClient) -> None:
    """Each account has its own card of a name; a deletion in one leaves the other's."""
    for one, rating in ((client, "Low"), (theirs, "High")):
        one.create_model_card(ModelCardName="churn", Content=rated(rating), ModelCardStatus="Draft")
    client.update_model_card(ModelCardName="churn", Content=rated("Medium"))

    theirs_told = theirs.describe_model_card(ModelCardName="churn")
    assert theirs_told["ModelCardArn"] == THEIRS
    assert (theirs_told["ModelCardVersion"], theirs_told["Content"]) == (1, rated("High"))

    theirs.delete_model_card(ModelCardName="churn")

    assert theirs.list_model_cards()["ModelCardSummaries"] == []
    assert [one["ModelCardArn"] for one in client.list_model_cards()["ModelCardSummaries"]] == [CARD]


def test_regions_are_apart(client: SageMakerClient, sagemaker: Callable[[str], SageMakerClient]) -> None:
    """Each region has its own cards, also where the partition is another."""
    client.create_model_card(ModelCardName="churn", Content=rated("Low"), ModelCardStatus="Draft")

    for region, partition in (("eu-central-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")):
        there = sagemaker(region)
        assert there.list_model_cards()["ModelCardSummaries"] == []
        arn = there.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft")["ModelCardArn"]
        assert arn == f"arn:{partition}:sagemaker:{region}:123456789012:model-card/churn"
        assert there.describe_model_card(ModelCardName=arn)["Content"] == "{}"
        with refused("ValidationException", f"ARN should be scoped to correct region: {region}"):
            there.describe_model_card(ModelCardName=CARD)

    assert client.describe_model_card(ModelCardName=CARD)["Content"] == rated("Low")


def test_an_export_goes_to_the_accounts_own_job_list(
    client: SageMakerClient, theirs: SageMakerClient, bucket: str
) -> None:
    """Jobs of the same name on cards of the same name are two jobs."""
    output: Any = {"S3OutputPath": f"s3://{bucket}"}
    arns = []
    for one in (client, theirs):
        one.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft")
        job = one.create_model_card_export_job(
            ModelCardName="churn", ModelCardExportJobName="first", OutputConfig=output
        )
        arns.append(job["ModelCardExportJobArn"])

    assert arns == [f"{CARD}/export-job/first", f"{THEIRS}/export-job/first"]
    assert len(client.list_model_card_export_jobs(ModelCardName="churn")["ModelCardExportJobSummaries"]) == 1


def test_a_new_mock_knows_no_card(client_with: Callable[..., Any]) -> None:
    """Cards, versions and jobs end with the mock."""
    for _ in range(2):
        with client_with() as client:
            client.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft")
            client.update_model_card(ModelCardName="churn", Content="{}")
            job = client.create_model_card_export_job(
                ModelCardName="churn", ModelCardExportJobName="first", OutputConfig=OUTPUT
            )
            assert job["ModelCardExportJobArn"] == f"{CARD}/export-job/first"
            assert client.describe_model_card(ModelCardName="churn")["ModelCardVersion"] == 2
