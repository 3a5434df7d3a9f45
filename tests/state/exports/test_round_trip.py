"""What was exported is what is told after it was loaded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from support.examples import HERE, told
from support.exporting import TIMES, answers_of, pages, write
from support.valid_requests import VALID

from sagemaker_registry_mock.state.exports import document_from_exports
from sagemaker_registry_mock.testing.seeding import seed
from sagemaker_registry_mock.testing.state import dump, load

if TYPE_CHECKING:
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

MEMBERS = {
    name: value
    for name, value in VALID["CreateModelPackage"].items()
    if name not in {"ModelPackageGroupName", "ClientToken", "ModelApprovalStatus"}
}
RICH: dict[str, Any] = {
    "groups": {
        "Churn": {
            "description": "monthly",
            "tags": {"team": "growth"},
            "created": "40 days ago",
            "versions": [
                {
                    "created": "30 days ago",
                    "updates": [
                        {"at": "29 days ago", "status": "Approved", "comment": "AUC 0.91"},
                        {"at": "1 day ago", "status": "Rejected", "comment": "drift", "stage": "Archived/Retired"},
                    ],
                },
                {"created": "20 days ago", **MEMBERS},
                {"SourceUri": "s3://models", "metadata": {"auc": 0.94}},
                {"count": 3},
            ],
        },
        "empty": {},
    },
    "packages": {"market": {"tags": {"team": "sales"}, "created": "9 days ago"}},
    "cards": {
        "card": {
            "tags": {"team": "audit"},
            "created": "9 days ago",
            "updates": [
                {"at": "8 days ago", "status": "PendingReview"},
                {"at": "7 days ago", "content": {"intended_uses": {"risk_rating": "High"}}},
                {"at": "6 days ago", "status": "Approved"},
            ],
        }
    },
}
DELETED = (f"{HERE}:model-package/Churn/4", f"{HERE}:model-package/Churn/6")


@pytest.fixture
def full(client: SageMakerClient) -> SageMakerClient:
    """A client of a registry with something of everything, and with gaps."""
    seed(RICH)
    for arn in DELETED:
        client.delete_model_package(ModelPackageName=arn)
    return client


@pytest.mark.parametrize("program", TIMES)
def test_every_answer_is_what_it_was(full: SageMakerClient, tmp_path: Path, program: str) -> None:
    """Whoever prints the times: after loading what was exported, Describe and ListTags answer what they answered."""
    before = answers_of(full)
    document = document_from_exports(write(tmp_path, before, program))

    load({"format": "sagemaker-registry-mock", "version": 2, "registries": []})
    load(json.loads(json.dumps(document)))

    assert answers_of(full) == before
    assert len(before) == 2 * (2 + 4 + 1 + 1) + 1
    assert dump() == document


def test_lists_tell_the_order_in_which_things_came_to_be(full: SageMakerClient, tmp_path: Path) -> None:
    """Summaries, their order and the versions of cards are what they were, too."""

    def lists() -> list[Any]:
        return [
            pages(full, "list_model_package_groups", SortBy="CreationTime"),
            pages(full, "list_model_packages", ModelPackageGroupName="Churn", SortBy="CreationTime"),
            pages(full, "list_model_packages", ModelApprovalStatus="Rejected", ModelPackageType="Both"),
            pages(full, "search", Resource="ModelPackage", SortBy="CreationTime"),
        ]

    before, answers = lists(), answers_of(full)
    versions = told(full.list_model_card_versions(ModelCardName="card"))
    load(document_from_exports(write(tmp_path, {**answers, "versions.json": versions})))

    assert lists() == before
    assert told(full.list_model_card_versions(ModelCardName="card")) == versions


def test_the_numbers_go_on(full: SageMakerClient, tmp_path: Path) -> None:
    """The next version has the number after the highest that is known, and the group is what it was."""
    load(document_from_exports(write(tmp_path, answers_of(full))))

    made = full.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    assert made == f"{HERE}:model-package/Churn/6"
    made = full.create_model_package(ModelPackageGroupName="empty")["ModelPackageArn"]
    assert made == f"{HERE}:model-package/empty/1"


def test_life_goes_on(full: SageMakerClient, tmp_path: Path) -> None:
    """What was loaded can be changed, and then tells of whoever has changed it in the double."""
    answers = answers_of(full)
    somebody = {"UserProfileName": "ada", "DomainId": "d-1"}
    answers["cards/card-2.json"]["LastModifiedBy"] = answers["cards/card-2.json"]["CreatedBy"] = somebody
    load(document_from_exports(write(tmp_path, answers)))
    assert answers_of(full) == answers

    full.update_model_card(ModelCardName="card", ModelCardStatus="Archived")
    full.update_model_package(ModelPackageArn=f"{HERE}:model-package/Churn/1", ModelApprovalStatus="Approved")
    card = full.describe_model_card(ModelCardName="card")
    assert (card["ModelCardStatus"], card["CreatedBy"], card["LastModifiedBy"]) == ("Archived", somebody, {})
    full.delete_model_card(ModelCardName="card")
    full.delete_model_package(ModelPackageName="market")


def test_lineage_is_made_of_what_the_versions_tell(full: SageMakerClient, tmp_path: Path) -> None:
    """A version was registered when it was created, and decided on, and staged, when it was changed last."""
    answers = answers_of(full)
    load(document_from_exports(write(tmp_path, answers)))

    first = answers["packages/Churn-1.json"]
    actions = {one["ActionName"]: one for one in pages(full, "list_actions", SourceUri=first["ModelPackageArn"])}
    assert sorted(one["ActionType"] for one in actions.values()) == ["Approval", "ModelLifeCycle"]
    assert {one["CreationTime"] for one in actions.values()} == {first["LastModifiedTime"]}
    (artifact,) = pages(full, "list_artifacts", SourceUri=first["ModelPackageArn"])
    assert artifact["CreationTime"] == first["CreationTime"]
    assert len(pages(full, "list_contexts")) == 2


def test_accounts_and_regions(tmp_path: Path) -> None:
    """Each ARN tells its account and its region: one folder may hold the exports of many."""
    places = [
        (account, region) for account in ("111122223333", "123456789012") for region in ("eu-west-1", "us-east-1")
    ]
    files = {
        f"{account}-{region}.json": {
            "ModelPackageArn": f"arn:aws:sagemaker:{region}:{account}:model-package/churn/1",
            "ModelPackageGroupName": "churn",
            "ModelPackageStatus": "Completed",
            "CreationTime": 1709283600.5,
            "ModelPackageStatusDetails": {"ValidationStatuses": []},
        }
        for account, region in places
    }
    with mock_aws():
        load(document := document_from_exports(write(tmp_path, files)))
        assert dump() == document

    assert [(one["account"], one["region"]) for one in document["registries"]] == places
    assert {one["arn"] for place in document["registries"] for one in place["packages"]} == {
        file["ModelPackageArn"] for file in files.values()
    }
