"""Moto's own API inside a mock: the dashboard's data, the reset, and the recorder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto.core.model_instances import model_data, reset_model_data
from moto.moto_api import recorder
from support.examples import HERE, SPECIFICATION, told

from sagemaker_registry_mock import install, uninstall

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

API = "http://motoapi.amazonaws.com/moto-api"


def dashboard() -> dict[str, Any]:
    """Return what moto's dashboard shows of SageMaker."""
    shown: dict[str, Any] = requests.get(f"{API}/data.json", timeout=10).json()["sagemaker"]
    return shown


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have moto record into a file of this test, and stop afterwards."""
    path = tmp_path / "recording"
    monkeypatch.setattr(recorder, "_location", str(path))
    recorder.start_recording()
    yield path
    recorder.stop_recording()


def test_the_dashboard_shows_groups_and_packages(client: SageMakerClient, version: str) -> None:
    """A row is what Describe tells, its times as text."""
    client.create_model_package(ModelPackageName="market", InferenceSpecification=SPECIFICATION)

    data = dashboard()

    (group,) = data["ModelPackageGroup"]
    assert group["ModelPackageGroupArn"] == f"{HERE}:model-package-group/churn"
    assert group["CreationTime"].startswith("20")
    versioned, unversioned = data["ModelPackage"]
    assert (versioned["ModelPackageArn"], versioned["ModelApprovalStatus"]) == (version, "PendingManualApproval")
    assert unversioned["ModelPackageName"] == "market"
    assert "ModelPackageVersion" not in unversioned


def test_the_dashboard_shows_cards(client: SageMakerClient) -> None:
    """A card is one row, as its latest version has it; moto's name of the model stays."""
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    client.update_model_card(ModelCardName="card", Content='{"intended_uses": {}}')

    (card,) = dashboard()["FakeModelCard"]

    assert (card["ModelCardName"], card["ModelCardVersion"], card["Content"]) == ("card", 2, '{"intended_uses": {}}')
    assert card["CreationTime"].startswith("20")


def test_the_dashboard_shows_what_is_there_now(client: SageMakerClient, group: str) -> None:
    """What is deleted is not shown any more, nor is the group of a reset mock."""
    assert len(dashboard()["ModelPackageGroup"]) == 1
    client.delete_model_package_group(ModelPackageGroupName=group)
    assert dashboard()["ModelPackageGroup"] == []

    client.create_model_package_group(ModelPackageGroupName="other")
    assert requests.post(f"{API}/reset", timeout=10).json() == {"status": "ok"}
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_the_dashboard_shows_the_rest_of_sagemaker(client: SageMakerClient) -> None:
    """Moto's own models stay in the dashboard."""
    role = "arn:aws:iam::123456789012:role/sagemaker"
    client.create_model(ModelName="model", ExecutionRoleArn=role, PrimaryContainer={"Image": "image:1"})

    assert [row["model_name"] for row in dashboard()["Model"]] == ["model"]


@pytest.mark.usefixtures("group")
def test_the_dashboard_is_motos_again_after_uninstall(client: SageMakerClient) -> None:
    """Taking the registry out gives the dashboard back."""
    uninstall()
    client.create_model_package_group(ModelPackageGroupName="stock", ModelPackageGroupDescription="moto's")
    client.create_model_card(ModelCardName="stock", Content="{}", ModelCardStatus="Draft")

    data = dashboard()
    assert [row["model_package_group_name"] for row in data["ModelPackageGroup"]] == ["stock"]
    assert [row["model_card_name"] for row in data["FakeModelCard"]] == ["stock"]


def test_motos_own_do_not_outlive_their_mock(client: SageMakerClient) -> None:
    """What moto itself was asked to create is forgotten with the mock, though the registry was in moto at its end."""
    uninstall()
    client.create_model_package_group(ModelPackageGroupName="stock", ModelPackageGroupDescription="moto's")
    install()
    reset_model_data()
    uninstall()

    assert dashboard().get("ModelPackageGroup", []) == []


@pytest.mark.usefixtures("version")
def test_the_stand_in_forgets_at_motos_word() -> None:
    """Moto's end of a mock empties every model class; the stand-in keeps no instances, so it loses none."""
    stand_in: Any = model_data["sagemaker"]["ModelPackage"]

    reset_model_data()

    assert [row.ModelPackageVersion for row in stand_in.instances] == [1]
    assert [row.ModelPackageVersion for row in stand_in.instances_tracked] == [1]
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = stand_in.no_such_name


def test_a_recording_creates_the_same_again(client: SageMakerClient, recording: Path) -> None:
    """What was recorded and is replayed re-creates groups, versions and their approval."""
    client.create_model_package_group(ModelPackageGroupName="churn", ModelPackageGroupDescription="quarterly")
    arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    recorder.stop_recording()
    recorded = [json.loads(line)["headers"]["X-Amz-Target"] for line in recording.read_text().splitlines()]
    assert recorded == [
        "SageMaker.CreateModelPackageGroup",
        "SageMaker.CreateModelPackage",
        "SageMaker.UpdateModelPackage",
    ]

    requests.post(f"{API}/reset", timeout=10)
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    recorder.replay_recording()
    group = client.describe_model_package_group(ModelPackageGroupName="churn")
    version = client.describe_model_package(ModelPackageName="churn/1")

    assert group["ModelPackageGroupDescription"] == "quarterly"
    assert version["ModelApprovalStatus"] == "Approved"
    assert len(told(client.list_model_packages(ModelPackageGroupName="churn"))["ModelPackageSummaryList"]) == 1
