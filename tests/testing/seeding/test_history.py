"""Times of the past, updates that follow, and versions by the dozen."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE

from sagemaker_registry_mock.testing.seeding import SeedError, performing, seed

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

NOW = datetime(2024, 3, 10, 12, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "clock", lambda: NOW)


def described(client: SageMakerClient, key: str = "churn/1") -> Any:
    """Return what Describe tells of a version."""
    return client.describe_model_package(ModelPackageName=f"{HERE}:model-package/{key}")


def versions_of(*entries: Any, **group: Any) -> dict[str, Any]:
    """Return a seed of one group."""
    return {"groups": {"churn": {"versions": list(entries), **group}}}


def test_ages(client: SageMakerClient) -> None:
    """A version is as old as the seed says, and its group as old as the first of them; all else is made now."""
    seed({**versions_of({"created": "9 days ago"}, {"created": "2024-03-05T08:00Z"}, {}), "cards": {"card": None}})

    times = [described(client, f"churn/{number}")["CreationTime"] for number in (1, 2, 3)]
    assert times == [NOW - timedelta(days=9), datetime(2024, 3, 5, 8, tzinfo=timezone.utc), NOW]
    group = client.describe_model_package_group(ModelPackageGroupName="churn")
    assert group["CreationTime"] == NOW - timedelta(days=9)
    assert client.describe_model_card(ModelCardName="card")["CreationTime"] == NOW


def test_ages_of_groups_packages_and_cards(client: SageMakerClient) -> None:
    """Each kind of entry has its own age."""
    old = {"created": "30 days ago"}
    seed({**versions_of({"created": "1 day ago"}, **old), "packages": {"market": old}, "cards": {"card": old}})

    times = {
        client.describe_model_package_group(ModelPackageGroupName="churn")["CreationTime"],
        client.describe_model_package(ModelPackageName="market")["CreationTime"],
        client.describe_model_card(ModelCardName="card")["CreationTime"],
    }
    assert times == {NOW - timedelta(days=30)}


def test_a_decision_in_the_past(client: SageMakerClient) -> None:
    """An update comes at its own time: the version was registered before, and changed last then."""
    seed(
        versions_of(
            {
                "created": "9 days ago",
                "metadata": {"auc": 0.91},
                "updates": [
                    {"at": "8 days ago", "status": "Approved", "comment": "AUC 0.91", "metadata": {"reviewer": "ada"}},
                    {"stage": "Production/Approved"},
                    {"at": "2 hours later", "status": "Rejected", "comment": "drift", "card": {}},
                ],
            }
        )
    )
    version = described(client)

    assert (version["ModelApprovalStatus"], version["ApprovalDescription"]) == ("Rejected", "drift")
    assert version["LastModifiedTime"] == NOW - timedelta(days=8) + timedelta(hours=2)
    assert version["CustomerMetadataProperties"] == {"auc": "0.91", "reviewer": "ada"}
    assert version["ModelLifeCycle"] == {"Stage": "Production", "StageStatus": "Approved"}
    assert version["ModelCard"] == {"ModelCardContent": "{}"}
    actions = client.list_actions(SortBy="CreationTime", SortOrder="Ascending")["ActionSummaries"]
    assert [(one["ActionType"], NOW - one["CreationTime"]) for one in actions] == [
        ("Approval", timedelta(days=8)),
        ("ModelLifeCycle", timedelta(days=8)),
        ("Approval", timedelta(days=7, hours=22)),
    ]


def test_versions_of_a_card(client: SageMakerClient) -> None:
    """A new content makes a new version of a card, a new status changes the latest."""
    low, high = ({"intended_uses": {"risk_rating": rating}} for rating in ("Low", "High"))
    updates = [{"content": high}, {"at": "1 day ago", "status": "Approved"}]
    seed({"cards": {"card": {"content": low, "created": "3 days ago", "updates": updates}}})

    summaries = client.list_model_card_versions(ModelCardName="card")["ModelCardVersionSummaryList"]
    assert [(one["ModelCardVersion"], one["ModelCardStatus"]) for one in summaries] == [(1, "Draft"), (2, "Approved")]
    assert summaries[1]["LastModifiedTime"] == NOW - timedelta(days=1)


def test_a_dozen_versions(client: SageMakerClient) -> None:
    """`count` repeats a version, `every` sets the versions apart, and {version} is the number of each."""
    entry = {
        "count": 12,
        "created": "30 days ago",
        "every": "1 day",
        "image": "churn:{version}",
        "model": "s3://models/{version}.tar.gz",
        "description": "number {version}",
        "updates": [{"at": "1 hour later", "status": "Approved"}],
    }
    made = seed(versions_of(entry, {"created": "1 day ago", "description": "number {version}"}))

    assert len(made) == 14
    twelfth, last = described(client, "churn/12"), described(client, "churn/13")
    assert twelfth["CreationTime"] == NOW - timedelta(days=19)
    assert twelfth["LastModifiedTime"] - twelfth["CreationTime"] == timedelta(hours=1)
    container = twelfth["InferenceSpecification"]["Containers"][0]
    assert (container["Image"], container["ModelDataUrl"]) == ("churn:12", "s3://models/12.tar.gz")
    assert [one["ModelPackageDescription"] for one in (twelfth, last)] == ["number 12", "number 13"]


def test_what_was_made_first_is_first(client: SageMakerClient) -> None:
    """Lists tell the order of the times and not that of the seed; what was made at one time, in the seed's order."""
    young, old = {"created": "1 day ago"}, {"created": "2 days ago"}
    seed({"groups": {"c": young, "b": old, "a": old}})

    groups = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert [group["ModelPackageGroupName"] for group in groups] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("description", "told"),
    [
        (
            versions_of({"created": "1 day ago"}, {"created": "2 days ago"}),
            "groups.churn.versions[1]: it would be older than groups.churn.versions[0], which comes before it.",
        ),
        (
            versions_of({"created": "2 days ago"}, created="1 day ago"),
            "groups.churn.versions[0]: it would be older than the group churn, which comes before it.",
        ),
        (
            versions_of({"created": "1 day ago", "updates": [{"at": "2 days ago"}]}),
            "groups.churn.versions[0].updates[0].at: it would be older than what it updates, which comes before it.",
        ),
        (
            versions_of({"created": "2024-03-11"}),
            "groups.churn.versions[0].created: 2024-03-11 lies in the future.",
        ),
        (
            versions_of({"count": 3, "created": "1 day ago", "every": "1 day"}),
            "groups.churn.versions[0].every: the last of 3 versions would lie in the future.",
        ),
        (
            versions_of({"count": 3, "every": "1 day"}),
            "groups.churn.versions[0].every: it goes with count and created.",
        ),
        (versions_of({"count": 0}), "groups.churn.versions[0].count: it must be a whole number from 1 on, not 0."),
        (
            versions_of({"count": True}),
            "groups.churn.versions[0].count: it must be a whole number from 1 on, not True.",
        ),
        (
            {"cards": {"card": {"updates": [{"at": "tomorrow"}]}}},
            (
                "cards.card.updates[0].at: it must be a time such as 2024-03-01T09:00Z or an age such as 3 days ago, "
                "or 2 hours later, not 'tomorrow'; the units are seconds, minutes, hours, days, weeks."
            ),
        ),
    ],
)
def test_histories_that_cannot_be(client: SageMakerClient, description: Any, told: str) -> None:
    """What goes backwards or lies in the future is refused, and nothing is made."""
    with pytest.raises(SeedError) as refused:
        seed(description)

    assert str(refused.value) == told
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
