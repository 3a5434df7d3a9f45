"""What real accounts answer and the double itself never would."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, told
from support.exported_answers import DAY, PACKAGE, card, group, loaded, version
from support.exporting import write

if TYPE_CHECKING:
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

PROFILE = {
    "UserProfileArn": f"{HERE}:user-profile/d-1/ada",
    "UserProfileName": "ada",
    "DomainId": "d-1",
    "IamIdentity": {"Arn": "arn:aws:sts::123456789012:assumed-role/r/ada", "PrincipalId": "AROA:ada"},
}
FAILED = {
    "ValidationStatuses": [{"Name": "ValidationProfile1", "Status": "Failed", "FailureReason": "no memory"}],
    "ImageScanStatuses": [{"Name": "container-1", "Status": "Completed"}],
}


def as_answered(answer: dict[str, Any]) -> Any:
    """Return an answer with its times as seconds."""
    return json.loads(json.dumps(told(answer), default=lambda time: time.timestamp()))


@pytest.mark.parametrize(
    "answer",
    [
        version(CreatedBy=PROFILE, LastModifiedTime=DAY + 9.123, LastModifiedBy=PROFILE),
        version(CreatedBy={}),
        version(),
        version(ModelPackageStatus="Failed", ModelPackageStatusDetails=FAILED),
        version(ModelPackageStatusDetails={"ValidationStatuses": []}),
        version(ModelPackageName="churn"),
        version(CertifyForMarketplace=True, MetadataProperties={"GeneratedBy": "elsewhere", "CommitId": "abc"}),
        {
            **{name: value for name, value in version().items() if "Group" not in name and "Version" not in name},
            "ModelPackageName": "market",
            "ModelPackageArn": f"{PACKAGE}/market",
        },
    ],
)
def test_packages(client: SageMakerClient, tmp_path: Path, answer: dict[str, Any]) -> None:
    """User profiles, their absence, the results of a validation and whatever else was told is told again."""
    loaded(write(tmp_path, {"a.json": answer}))

    arn = answer["ModelPackageArn"]
    assert as_answered(client.describe_model_package(ModelPackageName=arn)) == answer  # type: ignore[arg-type]  # typed


@pytest.mark.parametrize("answer", [group(CreatedBy=PROFILE), group(ModelPackageGroupStatus="Failed")])
def test_groups(client: SageMakerClient, tmp_path: Path, answer: dict[str, Any]) -> None:
    """So it is of groups."""
    loaded(write(tmp_path, {"a.json": answer}))

    described: Any = client.describe_model_package_group(ModelPackageGroupName="churn")
    assert as_answered(described) == answer


@pytest.mark.parametrize(
    "more", [{"CreatedBy": PROFILE, "LastModifiedBy": PROFILE}, {"SecurityConfig": {"KmsKeyId": "key"}}]
)
def test_cards(client: SageMakerClient, tmp_path: Path, more: dict[str, Any]) -> None:
    """And of cards."""
    answer = card(Content='{"intended_uses": {"risk_rating": "Low"}}', **more)
    loaded(write(tmp_path, {"a.json": answer}))

    described: Any = client.describe_model_card(ModelCardName="card")
    assert as_answered(described) == answer


def test_a_card_of_which_nobody_is_told(client: SageMakerClient, tmp_path: Path) -> None:
    """A Describe that does not tell who changed the card last is told without."""
    answer = card()
    del answer["LastModifiedBy"]
    loaded(write(tmp_path, {"a.json": answer}))

    described: Any = client.describe_model_card(ModelCardName="card")
    assert as_answered(described) == answer


def test_statuses_on_their_way(client: SageMakerClient, tmp_path: Path) -> None:
    """What was under way goes on as the test has it: at once, unless a state transition is set."""
    moving = version(ModelPackageStatus="InProgress", ModelPackageStatusDetails=FAILED)
    leaving = card(ModelCardProcessingStatus="DeletePending")
    loaded(write(tmp_path, {"a.json": [moving, version(2, ModelPackageStatus="Deleting")], "b.json": leaving}))

    after = client.describe_model_package(ModelPackageName="churn/1")
    assert after["ModelPackageStatus"] == "Completed"
    assert after["ModelPackageStatusDetails"] == {"ValidationStatuses": [], "ImageScanStatuses": []}
    assert [
        one["ModelPackageVersion"]
        for one in client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    ] == [1]
    assert client.list_model_cards()["ModelCardSummaries"] == []


def test_arns_of_old_times(client: SageMakerClient, tmp_path: Path) -> None:
    """SageMaker once printed the names in ARNs in lower case: they are kept, and the names as they were given."""
    lower = version(name="Churn", ModelPackageArn=f"{PACKAGE}/churn/1")
    loaded(
        write(
            tmp_path,
            {"a.json": lower, "b.json": group("Churn", ModelPackageGroupArn=group("churn")["ModelPackageGroupArn"])},
        )
    )

    described: Any = client.describe_model_package(ModelPackageName=f"{PACKAGE}/churn/1")
    assert as_answered(described) == lower
    found: Any = client.describe_model_package_group(ModelPackageGroupName="Churn")
    assert found["ModelPackageGroupArn"].endswith("/churn")


def test_versions_of_a_shared_group(client: SageMakerClient, tmp_path: Path) -> None:
    """A list across accounts names a group by its ARN: the group has the name in it."""
    arn = group()["ModelPackageGroupArn"]
    registry = loaded(write(tmp_path, {"a.json": version(ModelPackageGroupName=arn)}))

    assert [one["name"] for one in registry["groups"]] == ["churn"]
    assert client.describe_model_package(ModelPackageName="churn/1")["ModelPackageGroupName"] == "churn"


def test_a_version_that_tells_no_group(client: SageMakerClient, tmp_path: Path) -> None:
    """Its ARN tells group and number."""
    bare = {
        name: value
        for name, value in version(5).items()
        if name not in {"ModelPackageGroupName", "ModelPackageVersion"}
    }
    loaded(write(tmp_path, {"a.json": bare}))

    described = client.describe_model_package(ModelPackageName="churn/5")
    assert (described["ModelPackageGroupName"], described["ModelPackageVersion"]) == ("churn", 5)


def test_lineage_of_a_package_that_was_changed(client: SageMakerClient, tmp_path: Path) -> None:
    """An unversioned package has an artifact of its own since its creation, and no decision ever."""
    market = {
        **{name: value for name, value in version().items() if "Group" not in name and "Version" not in name},
        "ModelPackageName": "market",
        "ModelPackageArn": f"{PACKAGE}/market",
        "LastModifiedTime": DAY + 9,
    }
    del market["ModelApprovalStatus"]
    loaded(write(tmp_path, {"a.json": market}))

    (artifact,) = client.list_artifacts(SourceUri=f"{PACKAGE}/market")["ArtifactSummaries"]
    assert artifact["CreationTime"].timestamp() == DAY + 1
    assert client.list_actions()["ActionSummaries"] == []
