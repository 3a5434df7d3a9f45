"""UpdateModelPackage on the model card of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[[str], dict[str, Any]]

OLD = '{"intended_uses": {"risk_rating": "Low"}}'
NEW = '{"intended_uses": {"risk_rating": "High"}}'


@pytest.fixture
def carded(register: Callable[..., str]) -> str:
    """The ARN of a version whose card is a draft with the content `OLD`."""
    return register(ModelCard={"ModelCardContent": OLD, "ModelCardStatus": "Draft"})


@pytest.mark.parametrize(
    ("change", "after"),
    [
        pytest.param({"ModelCardContent": NEW}, {"ModelCardContent": NEW, "ModelCardStatus": "Draft"}, id="content"),
        pytest.param(
            {"ModelCardStatus": "Approved"}, {"ModelCardContent": OLD, "ModelCardStatus": "Approved"}, id="status"
        ),
        pytest.param(
            {"ModelCardContent": NEW, "ModelCardStatus": "PendingReview"},
            {"ModelCardContent": NEW, "ModelCardStatus": "PendingReview"},
            id="both",
        ),
        pytest.param(
            {"ModelCardContent": NEW, "ModelCardStatus": "Archived"},
            {"ModelCardContent": NEW, "ModelCardStatus": "Archived"},
            id="last-content-while-archiving",
        ),
    ],
)
def test_content_and_status_replace_only_themselves(
    client: SageMakerClient, carded: str, describe: Describe, change: Any, after: dict[str, str]
) -> None:
    """What is given of the card is new, the other part stays."""
    client.update_model_package(ModelPackageArn=carded, ModelCard=change)

    assert describe(carded)["ModelCard"] == after


def test_a_card_comes_later(client: SageMakerClient, version: str, describe: Describe) -> None:
    """A version that was registered without a card gets one with an update."""
    card: Any = {"ModelCardContent": NEW, "ModelCardStatus": "Draft"}

    client.update_model_package(ModelPackageArn=version, ModelCard=card)

    assert describe(version)["ModelCard"] == card


@pytest.mark.parametrize("change", [{"ModelCardContent": NEW}, {"ModelCardContent": NEW, "ModelCardStatus": "Draft"}])
def test_the_content_of_an_archived_card_stays(
    client: SageMakerClient, carded: str, describe: Describe, change: Any
) -> None:
    """New content is refused while the card is archived, also together with a new status."""
    client.update_model_package(ModelPackageArn=carded, ModelCard={"ModelCardStatus": "Archived"})
    before = describe(carded)

    with refused("ValidationException", "Model Card is in Archived state"):
        client.update_model_package(ModelPackageArn=carded, ModelCard=change, ModelApprovalStatus="Approved")

    assert describe(carded) == before


def test_an_archived_card_comes_back(client: SageMakerClient, carded: str, describe: Describe) -> None:
    """Only content is barred: the status leaves Archived, and then content is taken again."""
    client.update_model_package(ModelPackageArn=carded, ModelCard={"ModelCardStatus": "Archived"})
    client.update_model_package(ModelPackageArn=carded, ModelCard={"ModelCardStatus": "Draft"})
    client.update_model_package(ModelPackageArn=carded, ModelCard={"ModelCardContent": NEW})

    assert describe(carded)["ModelCard"] == {"ModelCardContent": NEW, "ModelCardStatus": "Draft"}
