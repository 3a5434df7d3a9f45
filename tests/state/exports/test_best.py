"""Several answers about one thing: which of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.examples import told
from support.exported_answers import CARD, DAY, GROUP, card, group, loaded, version
from support.exporting import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

    Refusal = Callable[[dict[str, Any]], str]

SUMMARY = {name: value for name, value in version().items() if name != "ModelPackageStatusDetails"}


def described(client: SageMakerClient, number: int = 1) -> Any:
    """Return what Describe tells of a version."""
    return told(client.describe_model_package(ModelPackageName=f"churn/{number}"))


def test_summaries_are_used_as_far_as_they_go(client: SageMakerClient, tmp_path: Path) -> None:
    """Lists alone make groups, versions and cards, of which they tell little."""
    lists = {
        "groups.json": {
            "ModelPackageGroupSummaryList": [
                {name: value for name, value in group(name).items() if name != "CreatedBy"}
                for name in ("churn", "fraud")
            ]
        },
        "versions.json": {
            "ModelPackageSummaryList": [SUMMARY, {**SUMMARY, **version(4), "ModelApprovalStatus": "Rejected"}]
        },
        "cards.json": {"ModelCardSummaries": [{name: card()[name] for name in card() if name[:9] == "ModelCard"}]},
    }
    lists["cards.json"]["ModelCardSummaries"][0]["CreationTime"] = DAY
    registry = loaded(write(tmp_path, lists))

    assert [one["issued"] for one in registry["groups"]] == [4, 0]
    assert told(client.describe_model_package_group(ModelPackageGroupName="churn"))["CreatedBy"] == {}
    answer = described(client, 4)
    assert (answer["ModelApprovalStatus"], answer["ModelPackageStatus"]) == ("Rejected", "Completed")
    assert "CreatedBy" not in answer
    assert answer["ModelPackageStatusDetails"] == {"ValidationStatuses": [], "ImageScanStatuses": []}
    only = client.describe_model_card(ModelCardName="card")
    assert (only["Content"], only["ModelCardVersion"], only["ModelCardStatus"]) == ("{}", 1, "Draft")


def test_a_describe_wins(client: SageMakerClient, tmp_path: Path) -> None:
    """A Describe wins over a batch, that over a list, whichever file is read first, and whatever their times."""
    batch = {**SUMMARY, "ModelPackageDescription": "batch"}
    other = {**batch, "ModelPackageArn": version(2)["ModelPackageArn"], "ModelPackageVersion": 2}
    files = {
        "1.json": {
            "ModelPackageSummaryList": [
                {**SUMMARY, "CreationTime": DAY + 99},
                {**other, "ModelPackageDescription": "list"},
            ]
        },
        "2.json": version(ModelPackageDescription="described"),
        "3.json": {"ModelPackageSummaries": {"a": batch, "b": other}, "BatchDescribeModelPackageErrorMap": {}},
    }
    loaded(write(tmp_path, files))

    assert described(client)["ModelPackageDescription"] == "described"
    assert described(client, 2)["ModelPackageDescription"] == "batch"


def test_the_newest_of_two_wins(client: SageMakerClient, tmp_path: Path) -> None:
    """Of two Describes of different times that was asked later which tells the later change."""
    later = version(ModelApprovalStatus="Rejected", LastModifiedTime=DAY + 5, LastModifiedBy={})
    loaded(write(tmp_path, {"a.json": version(), "b.json": later, "c.json": version(LastModifiedTime=DAY + 3)}))

    assert described(client)["ModelApprovalStatus"] == "Rejected"


def test_the_same_twice(client: SageMakerClient, tmp_path: Path) -> None:
    """What two files tell alike, in different forms of times, is told once."""
    again = version(CreationTime="2024-03-01T00:00:01+00:00")
    registry = loaded(write(tmp_path, {"a.json": version(), "b.json": [again, again]}))

    assert len(registry["packages"]) == 1
    assert described(client)["ModelPackageVersion"] == 1


def test_contradictions(refusal: Refusal) -> None:
    """Two Describes that were changed at the same time and are not the same are refused, with what they differ in."""
    other = version(ModelApprovalStatus="Rejected", ApprovalDescription="no")
    arn = version()["ModelPackageArn"]
    said = f"contradict each other: ApprovalDescription, ModelApprovalStatus of {arn}, changed at the same time."

    assert refusal({"a.json": version(), "b.json": other}) == f"a.json and b.json {said}"
    assert refusal({"a.json": [version(), other], "b.json": version()}) == f"a.json {said}"


def test_a_group_told_twice(refusal: Refusal) -> None:
    """Groups do not tell when they were changed: what differs is refused."""
    told = refusal({"a.json": group(), "b.json": group(ModelPackageGroupDescription="b")})

    assert told.startswith("a.json and b.json contradict each other: ModelPackageGroupDescription of")


def test_versions_of_cards(client: SageMakerClient, tmp_path: Path) -> None:
    """Each version of a card is as its Describe tells, a list tells when it was made; the latest is the card's."""
    summaries = [
        {name: value for name, value in card(number, CreationTime=DAY + 10 * number).items() if name in LISTED}
        for number in (1, 2, 3)
    ]
    files = {
        "list.json": {"ModelCardVersionSummaryList": summaries},
        "1.json": card(1),
        "2.json": card(2, ModelCardStatus="Approved"),
    }
    registry = loaded(write(tmp_path, files))

    assert [(one["version"], one["created"][8:19]) for one in registry["card_versions"]] == [
        (1, "01T00:00:10"),
        (2, "01T00:00:20"),
        (3, "01T00:00:30"),
    ]
    (only,) = registry["cards"]
    assert (only["version"], only["created"][8:19]) == (3, "01T00:00:00")
    answers = [client.describe_model_card(ModelCardName="card", ModelCardVersion=number) for number in (1, 2)]
    assert [(one["ModelCardStatus"], one["CreationTime"].timestamp()) for one in answers] == [
        ("Draft", DAY),
        ("Approved", DAY),
    ]


LISTED = {"ModelCardName", "ModelCardArn", "ModelCardStatus", "ModelCardVersion", "CreationTime", "LastModifiedTime"}


def test_only_later_versions_of_a_card(client: SageMakerClient, tmp_path: Path) -> None:
    """A version of which no list tells was made when it was changed last, as far as anybody knows."""
    registry = loaded(write(tmp_path, {"3.json": card(3)}))

    (version_3,) = registry["card_versions"]
    assert version_3["created"][8:19] == "01T00:00:03"
    assert client.describe_model_card(ModelCardName="card")["ModelCardVersion"] == 3
    assert client.describe_model_card(ModelCardName="card")["CreationTime"].timestamp() == DAY


def test_groups_that_only_versions_tell_of(client: SageMakerClient, tmp_path: Path) -> None:
    """Such a group came into being with the first version that is known, and has issued the highest number."""
    loaded(write(tmp_path, {"7.json": version(7), "3.json": version(3)}))

    answer = told(client.describe_model_package_group(ModelPackageGroupName="churn"))
    assert answer["CreationTime"].timestamp() == DAY + 3
    assert (answer["ModelPackageGroupArn"], answer["CreatedBy"]) == (f"{GROUP}/churn", {})
    assert client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"].endswith("/churn/8")
    assert f"{CARD}/card" not in str(answer)
