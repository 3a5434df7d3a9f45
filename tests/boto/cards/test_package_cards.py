"""The model card of a package: what CreateModelPackage and UpdateModelPackage accept and refuse of its content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.cards.documents import BROKEN, CARD, PACKAGE_DOCUMENT, not_valid, rated, without
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Describe = Callable[[str], dict[str, Any]]

#: Contents that a stand-alone card takes and a package's does not.
TOO_WIDE = [
    pytest.param(
        {"model_overview": {"model_id": "m"}},
        not_valid("$.model_overview", 'not allowed here: "model_id"'),
        id="model-id",
    ),
    pytest.param(
        {"model_overview": {"model_name": "m", "model_owner": "o"}},
        not_valid("$.model_overview", 'not allowed here: "model_name", "model_owner"'),
        id="model-name-and-owner",
    ),
    pytest.param(
        {"model_package_details": {}},
        not_valid("$", 'not allowed here: "model_package_details"'),
        id="package-details",
    ),
    pytest.param(
        {"training_details": {"training_job_details": {"hyper_parameters": [{"name": "eta"}]}}},
        not_valid("$.training_details.training_job_details.hyper_parameters[0]", 'required but missing: "value"'),
        id="hyperparameter-without-value",
    ),
]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{}", id="empty"),
        pytest.param(" {\t} ", id="blanks"),
        pytest.param(json.dumps(PACKAGE_DOCUMENT), id="every-section"),
        pytest.param(json.dumps(PACKAGE_DOCUMENT, ensure_ascii=False, separators=(",", ":")), id="compact"),
        pytest.param(json.dumps(without(PACKAGE_DOCUMENT, "intended_uses", "risk_rating")), id="no-rating"),
        pytest.param('{"business_details": {"business_problem": "Kündigungen 解約"}}', id="any-script"),
        pytest.param('{"intended_uses": {"intended_uses": "first"}, "intended_uses": {}}', id="a-key-twice"),
    ],
)
def test_a_valid_content_is_kept_as_text(
    client: SageMakerClient, register: Callable[..., str], describe: Describe, content: str
) -> None:
    """What keeps to the schema is told as it was sent, letter by letter, whether created or updated."""
    created = register(ModelCard={"ModelCardContent": content, "ModelCardStatus": "Draft"})
    updated = register()
    client.update_model_package(ModelPackageArn=updated, ModelCard={"ModelCardContent": content})

    assert describe(created)["ModelCard"] == {"ModelCardContent": content, "ModelCardStatus": "Draft"}
    assert describe(updated)["ModelCard"] == {"ModelCardContent": content}


@pytest.mark.parametrize(("content", "refusal"), BROKEN)
def test_a_version_whose_card_is_refused_is_not_registered(
    client: SageMakerClient, register: Callable[..., str], content: str, refusal: tuple[str, str]
) -> None:
    """The refusal names the place in the content and what is wrong there; no version number is used up."""
    with refused(*refusal):
        register(ModelCard={"ModelCardContent": content, "ModelCardStatus": "Draft"})

    assert client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"] == []
    assert register().endswith("/1")


@pytest.mark.parametrize(("content", "refusal"), BROKEN)
def test_an_update_whose_card_is_refused_changes_nothing(
    client: SageMakerClient, register: Callable[..., str], describe: Describe, content: str, refusal: tuple[str, str]
) -> None:
    """The other members of the request are not set either, nor the card's status."""
    arn = register(ModelCard={"ModelCardContent": rated("Low"), "ModelCardStatus": "Draft"})
    before = describe(arn)

    with refused(*refusal):
        client.update_model_package(
            ModelPackageArn=arn,
            ModelApprovalStatus="Approved",
            ModelCard={"ModelCardContent": content, "ModelCardStatus": "Approved"},
        )

    assert describe(arn) == before


@pytest.mark.parametrize(("document", "refusal"), TOO_WIDE)
def test_what_only_a_stand_alone_card_has(
    client: SageMakerClient, version: str, create_card: Callable[..., str], document: Any, refusal: tuple[str, str]
) -> None:
    """A package's card says nothing that its package tells itself; the same content makes a card of its own."""
    content = json.dumps(document)

    with refused(*refusal):
        client.create_model_package(ModelPackageGroupName="churn", ModelCard={"ModelCardContent": content})
    with refused(*refusal):
        client.update_model_package(ModelPackageArn=version, ModelCard={"ModelCardContent": content})

    assert create_card(Content=content) == CARD


def test_an_unversioned_package_has_a_card_too(client: SageMakerClient, describe: Describe) -> None:
    """Both kinds of package take a card, by the same schema."""
    card: Any = {"ModelCardContent": json.dumps(PACKAGE_DOCUMENT), "ModelCardStatus": "PendingReview"}
    client.create_model_package(ModelPackageName="scorer", ModelCard=card)

    with refused(*not_valid("$", 'not allowed here: "model_package_details"')):
        client.create_model_package(
            ModelPackageName="other", ModelCard={"ModelCardContent": '{"model_package_details": {}}'}
        )

    assert describe("scorer")["ModelCard"] == card


def test_a_card_of_the_largest_size(register: Callable[..., str], describe: Describe) -> None:
    """A content of a hundred thousand characters is taken, however many bytes they are; one more is too long."""
    frame = '{"additional_information": {"custom_details": {%s}}}'
    entries = ", ".join(f'"{number:02}": "{"ü" * 1024}"' for number in range(96))
    content = (frame % entries).ljust(100_000)

    arn = register(ModelCard={"ModelCardContent": content, "ModelCardStatus": "Draft"})

    assert describe(arn)["ModelCard"]["ModelCardContent"] == content
    shown = f"{content[:2048]}..."
    with refused(
        "ValidationException",
        f"1 validation error detected: Value '{shown}' at 'modelCard.modelCardContent' failed to satisfy constraint: "
        "Member must have length less than or equal to 100000",
    ):
        register(ModelCard={"ModelCardContent": f"{content} ", "ModelCardStatus": "Draft"})


def test_a_content_is_one_line(register: Callable[..., str]) -> None:
    """The service model's pattern allows no line feed, so indented JSON is refused before it is read."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value '{\n}' at 'modelCard.modelCardContent' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: .*",
    ):
        register(ModelCard={"ModelCardContent": json.dumps({}, indent=1).replace("{}", "{\n}")})


def test_a_status_is_one_of_four(register: Callable[..., str], describe: Describe) -> None:
    """A card may be created in any of the statuses, Archived included, and in no other."""
    for status in ("Draft", "PendingReview", "Approved", "Archived"):
        arn = register(ModelCard={"ModelCardContent": "{}", "ModelCardStatus": status})
        assert describe(arn)["ModelCard"]["ModelCardStatus"] == status

    with refused(
        "ValidationException",
        "1 validation error detected: Value 'Final' at 'modelCard.modelCardStatus' failed to satisfy constraint: "
        "Member must satisfy enum value set: [Draft, PendingReview, Approved, Archived]",
    ):
        register(ModelCard={"ModelCardContent": "{}", "ModelCardStatus": "Final"})
