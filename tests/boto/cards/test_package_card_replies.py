"""Where the model card of a package is told: Describe, Search; and where it is not: lists, batches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import PACKAGE_DOCUMENT, rated
from support.examples import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[[str], dict[str, Any]]

FULL = json.dumps(PACKAGE_DOCUMENT)


@pytest.fixture
def carded(register: Callable[..., str]) -> str:
    """The ARN of a version with a full card that is being reviewed."""
    return register(ModelCard={"ModelCardContent": FULL, "ModelCardStatus": "PendingReview"})


def test_metadata_only_leaves_the_risk_rating(client: SageMakerClient, carded: str) -> None:
    """Of a package's content nothing but the rating is metadata; the status and all else is told as ever."""
    everything = told(client.describe_model_package(ModelPackageName=carded, IncludedData="AllData"))
    metadata = told(client.describe_model_package(ModelPackageName=carded, IncludedData="MetadataOnly"))

    assert everything["ModelCard"] == {"ModelCardContent": FULL, "ModelCardStatus": "PendingReview"}
    assert json.loads(metadata["ModelCard"].pop("ModelCardContent")) == {"intended_uses": {"risk_rating": "Medium"}}
    del everything["ModelCard"]["ModelCardContent"]
    assert metadata == everything


@pytest.mark.parametrize("content", ["{}", '{"intended_uses": {}}', '{"model_overview": {"model_creator": "Ada"}}'])
def test_metadata_only_of_a_content_without_metadata(
    client: SageMakerClient, register: Callable[..., str], content: str
) -> None:
    """What is not there is not made up: an empty content is left."""
    arn = register(ModelCard={"ModelCardContent": content, "ModelCardStatus": "Draft"})

    card = client.describe_model_package(ModelPackageName=arn, IncludedData="MetadataOnly")["ModelCard"]

    assert card == {"ModelCardContent": "{}", "ModelCardStatus": "Draft"}


def test_metadata_only_of_a_package_without_content(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A package without a card tells none, and a card without content only its status."""
    plain: Any = client.describe_model_package(ModelPackageName=register(), IncludedData="MetadataOnly")
    arn = register(ModelCard={"ModelCardStatus": "Draft"})
    bare = client.describe_model_package(ModelPackageName=arn, IncludedData="MetadataOnly")

    assert "ModelCard" not in plain
    assert bare["ModelCard"] == {"ModelCardStatus": "Draft"}


def test_metadata_only_changes_nothing(client: SageMakerClient, carded: str, describe: Describe) -> None:
    """A look at the metadata leaves the content whole."""
    client.describe_model_package(ModelPackageName=carded, IncludedData="MetadataOnly")

    assert describe(carded)["ModelCard"]["ModelCardContent"] == FULL


def test_lists_and_batches_have_no_cards(client: SageMakerClient, carded: str) -> None:
    """Summaries have no member for a card."""
    (summary,) = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    batch = client.batch_describe_model_package(ModelPackageArnList=[carded])["ModelPackageSummaries"][carded]

    assert summary["ModelPackageArn"] == batch["ModelPackageArn"] == carded
    assert "ModelCard" not in summary
    assert "ModelCard" not in batch


def test_search_tells_the_whole_card(client: SageMakerClient, carded: str) -> None:
    """A package's record has its card as Describe has it, and what an update has changed of it."""
    client.update_model_package(ModelPackageArn=carded, ModelCard={"ModelCardStatus": "Approved"})

    (found,) = client.search(Resource="ModelPackage")["Results"]

    assert found["ModelPackage"]["ModelCard"] == {"ModelCardContent": FULL, "ModelCardStatus": "Approved"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param({"Name": "ModelCard.ModelCardStatus", "Value": "Approved"}, [1, 2], id="status"),
        pytest.param({"Name": "ModelCard.ModelCardStatus", "Operator": "NotExists"}, [4], id="no-status"),
        pytest.param({"Name": "ModelCard", "Operator": "Exists"}, [1, 2, 3], id="any-card"),
        pytest.param(
            {"Name": "ModelCard.ModelCardContent", "Operator": "Contains", "Value": "High"}, [2], id="content"
        ),
        pytest.param(
            {"Name": "ModelCard.ModelCardStatus", "Operator": "In", "Value": "Draft, Approved"}, [1, 2, 3], id="in"
        ),
    ],
)
def test_search_finds_packages_by_their_cards(
    client: SageMakerClient, register: Callable[..., str], condition: Any, expected: list[int]
) -> None:
    """The members of a card are properties like any other."""
    register(ModelCard={"ModelCardContent": rated("Low"), "ModelCardStatus": "Approved"})
    register(ModelCard={"ModelCardContent": rated("High"), "ModelCardStatus": "Approved"})
    register(ModelCard={"ModelCardContent": rated("Low"), "ModelCardStatus": "Draft"})
    register()

    found = client.search(Resource="ModelPackage", SearchExpression={"Filters": [condition]}, SortOrder="Ascending")

    assert [one["ModelPackage"]["ModelPackageVersion"] for one in found["Results"]] == expected


def test_a_card_is_copied_with_its_version(
    client: SageMakerClient, carded: str, describe: Describe, register: Callable[..., str]
) -> None:
    """What Describe tells of a card can be given to the next version."""
    copied = register(ModelCard=describe(carded)["ModelCard"])
    client.update_model_package(ModelPackageArn=copied, ModelCard={"ModelCardContent": "{}"})

    assert describe(copied)["ModelCard"] == {"ModelCardContent": "{}", "ModelCardStatus": "PendingReview"}
    assert describe(carded)["ModelCard"]["ModelCardContent"] == FULL
