"""Export jobs: a card becomes a PDF in a bucket."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import CARD, CARD_DOCUMENT
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Create = Callable[..., str]
    Describe = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.usefixtures("bucket")

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)

#: Every form of S3OutputPath, and the key of the artifact in the bucket `reports`.
PATHS = [
    ("s3://reports", "churn/first.pdf"),
    ("s3://reports/", "churn/first.pdf"),
    ("s3://reports/cards/2026", "cards/2026/churn/first.pdf"),
    ("s3://reports/cards/2026/", "cards/2026/churn/first.pdf"),
    ("s3://reports/größe & co", "größe & co/churn/first.pdf"),
    ("https://s3.us-east-1.amazonaws.com/reports/cards", "cards/churn/first.pdf"),
    ("https://s3-eu-west-1.amazonaws.com/reports/", "churn/first.pdf"),
    ("https://s3.amazonaws.com/reports", "churn/first.pdf"),
    ("https://reports.s3.us-east-1.amazonaws.com/cards/", "cards/churn/first.pdf"),
    ("https://reports.s3.amazonaws.com", "churn/first.pdf"),
]


@pytest.fixture
def card(create_card: Create) -> str:
    """The ARN of a draft with a full content."""
    return create_card(Content=json.dumps(CARD_DOCUMENT))


@pytest.mark.usefixtures("card")
def test_a_job_is_told(start_export: Create, describe_export: Describe) -> None:
    """A job is completed as soon as it was created, unless a state transition says otherwise."""
    with freeze_time(NOON):
        arn = start_export()

    assert arn == f"{CARD}/export-job/first"
    assert describe_export(arn) == {
        "ModelCardExportJobName": "first",
        "ModelCardExportJobArn": arn,
        "Status": "Completed",
        "ModelCardName": "churn",
        "ModelCardVersion": 1,
        "OutputConfig": {"S3OutputPath": "s3://reports/cards"},
        "CreatedAt": NOON,
        "LastModifiedAt": NOON,
        "ExportArtifacts": {"S3ExportArtifacts": "s3://reports/cards/churn/first.pdf"},
    }


@pytest.mark.usefixtures("card")
def test_the_artifact_is_a_readable_pdf(start_export: Create, text_of: Callable[[str], str]) -> None:
    """It tells the card's name, status and version, and values of every section of the content."""
    start_export()

    text = text_of("cards/churn/first.pdf")

    for told in ("churn", "Draft", "Model card, version 1", CARD):
        assert told in text
    for value in (
        "Ada Lovelace",
        "Binary classification",
        "Tells who will leave within thirty days.",
        "Medium",
        "Too many customers leave unseen.",
        "validation:auc",
        "0.913",
        "max_depth",
        "Bias and quality, January",
        "Grace Hopper",
        "precision",
        "0.87",
        "confusion_matrix",
        "Age is not used for prices.",
        "4711",
        "Better than the one of December.",
    ):
        assert value in text


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize(("path", "key"), PATHS)
def test_where_the_artifact_lies(
    s3_client: Any, start_export: Create, describe_export: Describe, path: str, key: str
) -> None:
    """Under the path, in a folder of the card's name; the job tells it in the form of the path."""
    arn = start_export(path=path)

    told = describe_export(arn)
    (found,) = s3_client.list_objects_v2(Bucket="reports")["Contents"]
    assert found["Key"] == key
    assert s3_client.get_object(Bucket="reports", Key=key)["Body"].read(5) == b"%PDF-"
    assert told["OutputConfig"] == {"S3OutputPath": path}
    assert told["ExportArtifacts"] == {"S3ExportArtifacts": f"{path.rstrip('/')}/churn/first.pdf"}


def test_a_bucket_of_another_region(
    s3_client: Any, create_card: Create, start_export: Create, describe_export: Describe
) -> None:
    """Where the bucket lies does not matter; its name may have dots."""
    create_card()
    there: Any = {"LocationConstraint": "eu-west-1"}
    s3_client.create_bucket(Bucket="my.reports.eu", CreateBucketConfiguration=there)

    for name, path in (("a", "s3://my.reports.eu"), ("b", "https://my.reports.eu.s3.eu-west-1.amazonaws.com/x")):
        assert describe_export(start_export(name, path=path))["Status"] == "Completed"

    keys = [one["Key"] for one in s3_client.list_objects_v2(Bucket="my.reports.eu")["Contents"]]
    assert keys == ["churn/a.pdf", "x/churn/b.pdf"]


def test_each_version_can_be_exported(
    client: SageMakerClient,
    card: str,
    start_export: Create,
    describe_export: Describe,
    text_of: Callable[[str], str],
) -> None:
    """The latest is exported unless the request names another; a later content changes no document."""
    content = '{"business_details": {"business_problem": "Second thoughts"}}'
    client.update_model_card(ModelCardName=card, Content=content)
    client.update_model_card(ModelCardName=card, ModelCardStatus="Approved")

    arns = [start_export("old", ModelCardVersion=1), start_export("new"), start_export("by-arn", ModelCardName=card)]
    client.update_model_card(ModelCardName=card, Content="{}")

    assert [describe_export(arn)["ModelCardVersion"] for arn in arns] == [1, 2, 2]
    old, new = text_of("cards/churn/old.pdf"), text_of("cards/churn/new.pdf")
    assert "Model card, version 1" in old
    assert "Draft" in old
    assert "Second thoughts" not in old
    assert "Model card, version 2" in new
    assert "Approved" in new
    assert "Second thoughts" in new


def test_an_empty_archived_card_can_be_exported(
    create_card: Create, start_export: Create, describe_export: Describe, text_of: Callable[[str], str]
) -> None:
    """The archive bars changes, not exports, and a card without content is a document too."""
    create_card(ModelCardStatus="Archived")

    assert describe_export(start_export())["Status"] == "Completed"
    text = text_of("cards/churn/first.pdf")
    assert "churn" in text
    assert "Archived" in text


def test_a_document_of_another_script(create_card: Create, start_export: Create, text_of: Callable[[str], str]) -> None:
    """Letters beyond Latin-1 can be read in the document."""
    create_card(Content=json.dumps({"model_overview": {"model_name": "Größe, Отток"}}))

    start_export()

    assert "Größe, Отток" in text_of("cards/churn/first.pdf")


def test_the_job_bears_the_name_of_the_card(create_card: Create, start_export: Create) -> None:
    """Whichever way the card was named, the job and its artifact have the name in its own letter case."""
    create_card("Churn")

    assert start_export(ModelCardName="CHURN") == f"{HERE}:model-card/Churn/export-job/first"


@pytest.mark.usefixtures("card")
def test_a_job_name_is_taken_once_per_card(
    client: SageMakerClient, create_card: Create, start_export: Create, describe_export: Describe
) -> None:
    """A second job of the name is refused and changes nothing; another card may have one."""
    arn = start_export()
    before = describe_export(arn)
    create_card("other")

    with refused("ConflictException", f"ModelCardExportJob {CARD}/export-job/first already exists."):
        start_export(path="s3://elsewhere")

    assert describe_export(arn) == before
    assert start_export(ModelCardName="other") == f"{HERE}:model-card/other/export-job/first"
    with pytest.raises(client.exceptions.ConflictException):
        start_export()


@pytest.mark.usefixtures("card")
def test_what_does_not_exist(client: SageMakerClient, start_export: Create, describe_export: Describe) -> None:
    """A version that is not there has nothing to export, and a job that nobody has created is not found."""
    with refused("ResourceNotFound", f"ModelCard {CARD} version 7 does not exist."):
        start_export(ModelCardVersion=7)
    with refused("ResourceNotFound", f"ModelCardExportJob {CARD}/export-job/first does not exist."):
        describe_export(f"{CARD}/export-job/first")

    assert client.list_model_card_export_jobs(ModelCardName="churn")["ModelCardExportJobSummaries"] == []


@pytest.mark.usefixtures("card")
def test_an_export_is_no_change_of_the_card(describe_card: Describe, start_export: Create) -> None:
    """The card tells nothing of its exports."""
    before = describe_card()

    start_export()

    assert describe_card() == before
