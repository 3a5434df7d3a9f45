"""The model card of a package over time: content and status apart, Archived, cards that come later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import PACKAGE_DOCUMENT, not_valid, rated
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[[str], dict[str, Any]]


@pytest.fixture
def archived(register: Callable[..., str]) -> str:
    """The ARN of a version whose card was archived when it was registered."""
    return register(ModelCard={"ModelCardContent": rated("Low"), "ModelCardStatus": "Archived"})


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({"ModelCardContent": "{}", "ModelCardStatus": "Draft"}, id="both"),
        pytest.param({"ModelCardContent": json.dumps(PACKAGE_DOCUMENT)}, id="content-alone"),
        pytest.param({"ModelCardStatus": "PendingReview"}, id="status-alone"),
    ],
)
def test_a_card_may_come_later(client: SageMakerClient, version: str, describe: Describe, later: Any) -> None:
    """A version without a card tells none; it then has what an update gives, also one half of a card."""
    assert "ModelCard" not in describe(version)

    client.update_model_package(ModelPackageArn=version, ModelCard=later)

    assert describe(version)["ModelCard"] == later


def test_the_halves_of_a_card_may_come_one_after_the_other(
    client: SageMakerClient, version: str, describe: Describe
) -> None:
    """Clients that send content and status in two calls end with both, in either order."""
    client.update_model_package(ModelPackageArn=version, ModelCard={"ModelCardStatus": "Draft"})
    client.update_model_package(ModelPackageArn=version, ModelCard={"ModelCardContent": rated("High")})
    client.update_model_package(ModelPackageArn=version, ModelCard={"ModelCardStatus": "Approved"})

    assert describe(version)["ModelCard"] == {"ModelCardContent": rated("High"), "ModelCardStatus": "Approved"}


def test_a_content_replaces_the_whole_content(
    client: SageMakerClient, register: Callable[..., str], describe: Describe
) -> None:
    """Sections that the new content does not have are gone: nothing is merged."""
    arn = register(ModelCard={"ModelCardContent": json.dumps(PACKAGE_DOCUMENT), "ModelCardStatus": "Draft"})

    client.update_model_package(ModelPackageArn=arn, ModelCard={"ModelCardContent": rated("High")})

    assert describe(arn)["ModelCard"]["ModelCardContent"] == rated("High")


def test_other_updates_leave_the_card_alone(
    client: SageMakerClient, register: Callable[..., str], describe: Describe
) -> None:
    """Approving a version says nothing of its card, and a new version has none of the last one's."""
    card = {"ModelCardContent": rated("Low"), "ModelCardStatus": "Draft"}
    arn = register(ModelCard=card)

    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", SourceUri="s3://source")

    assert describe(arn)["ModelCard"] == card
    assert "ModelCard" not in describe(register())


@pytest.mark.parametrize("status", ["Draft", "PendingReview", "Approved", "Archived"])
def test_every_status_follows_archived(client: SageMakerClient, archived: str, describe: Describe, status: Any) -> None:
    """The status of an archived card may still change; its content stays."""
    client.update_model_package(ModelPackageArn=archived, ModelCard={"ModelCardStatus": status})

    assert describe(archived)["ModelCard"] == {"ModelCardContent": rated("Low"), "ModelCardStatus": status}


@pytest.mark.parametrize(
    "card",
    [
        pytest.param({"ModelCardContent": rated("High")}, id="content"),
        pytest.param({"ModelCardContent": rated("Low")}, id="the-same-content"),
        pytest.param({"ModelCardContent": rated("High"), "ModelCardStatus": "Draft"}, id="with-a-status"),
        pytest.param({"ModelCardContent": "no JSON"}, id="no-content-at-all"),
    ],
)
def test_an_archived_card_takes_no_content(
    client: SageMakerClient, archived: str, describe: Describe, card: Any
) -> None:
    """That the card is archived is told before anything that is wrong with the content."""
    before = describe(archived)

    with refused("ValidationException", "Model Card is in Archived state"):
        client.update_model_package(ModelPackageArn=archived, ModelCard=card, ApprovalDescription="late")

    assert describe(archived) == before


def test_a_token_of_a_refused_card_is_free(client: SageMakerClient, version: str, describe: Describe) -> None:
    """A request that was refused for its card was never done: its ClientToken serves the corrected one."""
    wrong: Any = {"ModelCardContent": rated("Huge")}
    right: Any = {"ModelCardContent": rated("High")}

    with refused(*not_valid("$.intended_uses.risk_rating", '"Huge" is not one of "High", "Medium", "Low", "Unknown"')):
        client.update_model_package(ModelPackageArn=version, ModelCard=wrong, ClientToken="once")
    client.update_model_package(ModelPackageArn=version, ModelCard=right, ClientToken="once")

    assert describe(version)["ModelCard"] == right
