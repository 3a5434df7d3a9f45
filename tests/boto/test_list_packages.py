"""ListModelPackages: what a summary tells, types, filters and order. Paging is in test_paging.py."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, SPECIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
CHURN = {"ModelPackageGroupName": "churn"}
#: Packages in the order of their creation, a minute apart; the approval of each version is given.
CREATED: list[Any] = [
    {**CHURN, "ModelApprovalStatus": "Approved"},
    {"ModelPackageName": "scorer"},
    {"ModelPackageGroupName": "basket", "ModelApprovalStatus": "Approved"},
    {**CHURN, "ModelApprovalStatus": "Rejected"},
    {"ModelPackageName": "Embedder"},
    {**CHURN, "ModelApprovalStatus": "Approved"},
]
VERSIONS = ["churn/3", "churn/2", "basket/1", "churn/1"]


@pytest.fixture
def packages(client: SageMakerClient) -> None:
    """Create the packages `CREATED`, the first at noon and each a minute after the one before."""
    for name in ("churn", "basket", "empty"):
        client.create_model_package_group(ModelPackageGroupName=name)
    with freeze_time(NOON) as clock:
        for request in CREATED:
            client.create_model_package(**request)
            clock.tick(timedelta(minutes=1))


def keys(client: SageMakerClient, **request: Any) -> list[str]:
    """Return what follows `model-package/` in the ARNs that a list with this request shows."""
    reply = client.list_model_packages(**request)
    return [one["ModelPackageArn"].partition(":model-package/")[2] for one in reply["ModelPackageSummaryList"]]


def test_the_summary_of_a_version(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A version is summed up without name, specification, metadata and time of change; life cycle and type are told."""
    life_cycle = {"Stage": "Development", "StageStatus": "Approved", "StageDescription": "d"}
    with freeze_time(NOON):
        register(InferenceSpecification=SPECIFICATION, CustomerMetadataProperties={"team": "a"})
        register(ModelPackageDescription="TestMe", ModelLifeCycle=life_cycle, ModelPackageRegistrationType="Registered")
    plain = {
        "ModelPackageGroupName": "churn",
        "ModelPackageVersion": 1,
        "ModelPackageArn": f"{HERE}:model-package/churn/1",
        "CreationTime": NOON,
        "ModelPackageStatus": "Completed",
        "ModelApprovalStatus": "PendingManualApproval",
    }

    assert client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"] == [
        {
            **plain,
            "ModelPackageVersion": 2,
            "ModelPackageArn": f"{HERE}:model-package/churn/2",
            "ModelPackageDescription": "TestMe",
            "ModelLifeCycle": life_cycle,
            "ModelPackageRegistrationType": "Registered",
        },
        plain,
    ]


def test_the_summary_of_an_unversioned_package(client: SageMakerClient) -> None:
    """An unversioned package is summed up by its name, without group, version and approval."""
    with freeze_time(NOON):
        client.create_model_package(ModelPackageName="scorer", InferenceSpecification=SPECIFICATION)

    assert client.list_model_packages()["ModelPackageSummaryList"] == [
        {
            "ModelPackageName": "scorer",
            "ModelPackageArn": f"{HERE}:model-package/scorer",
            "CreationTime": NOON,
            "ModelPackageStatus": "Completed",
        }
    ]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param({}, ["Embedder", "scorer"], id="default"),
        pytest.param({"ModelPackageType": "Unversioned"}, ["Embedder", "scorer"], id="unversioned"),
        pytest.param({"ModelPackageType": "Versioned"}, VERSIONS, id="versioned"),
        pytest.param(
            {"ModelPackageType": "Both"},
            ["churn/3", "Embedder", "churn/2", "basket/1", "scorer", "churn/1"],
            id="both",
        ),
        pytest.param(CHURN, ["churn/3", "churn/2", "churn/1"], id="group"),
        pytest.param(
            {"ModelPackageGroupName": f"{HERE}:model-package-group/churn", "MaxResults": 1},
            ["churn/3"],
            id="group-by-arn",
        ),
        pytest.param(
            {**CHURN, "ModelPackageType": "Versioned"}, ["churn/3", "churn/2", "churn/1"], id="group-versioned"
        ),
        pytest.param({**CHURN, "ModelPackageType": "Both"}, ["churn/3", "churn/2", "churn/1"], id="group-both"),
        pytest.param({**CHURN, "ModelPackageType": "Unversioned"}, [], id="group-unversioned"),
        pytest.param({"ModelPackageGroupName": "empty"}, [], id="empty-group"),
        pytest.param({**CHURN, "ModelApprovalStatus": "Approved"}, ["churn/3", "churn/1"], id="approved-in-group"),
        pytest.param({**CHURN, "ModelApprovalStatus": "PendingManualApproval"}, [], id="none-pending"),
        pytest.param(
            {"ModelPackageType": "Versioned", "ModelApprovalStatus": "Approved"},
            ["churn/3", "basket/1", "churn/1"],
            id="approved-of-all-groups",
        ),
        pytest.param(
            {"ModelPackageType": "Both", "ModelApprovalStatus": "Rejected"}, ["churn/2"], id="rejected-of-both"
        ),
        pytest.param({"ModelApprovalStatus": "Approved"}, [], id="unversioned-have-no-approval"),
        pytest.param(
            {**CHURN, "ModelPackageType": "Unversioned", "ModelApprovalStatus": "Approved"}, [], id="nothing-approved"
        ),
        pytest.param({**CHURN, "SortOrder": "Ascending"}, ["churn/1", "churn/2", "churn/3"], id="oldest-first"),
        pytest.param({"SortBy": "CreationTime", "SortOrder": "Descending"}, ["Embedder", "scorer"], id="newest-first"),
        pytest.param({"SortBy": "Name", "SortOrder": "Ascending"}, ["Embedder", "scorer"], id="name"),
        pytest.param({"SortBy": "Name"}, ["scorer", "Embedder"], id="name-descending"),
        pytest.param(
            {"ModelPackageType": "Both", "NameContains": "e"}, ["Embedder", "basket/1", "scorer"], id="substring"
        ),
        pytest.param(
            {"ModelPackageType": "Both", "NameContains": "E"}, ["Embedder"], id="substring-in-its-letter-case"
        ),
        pytest.param(
            {"ModelPackageType": "Versioned", "NameContains": "hur"}, ["churn/3", "churn/2", "churn/1"], id="group-name"
        ),
        pytest.param({**CHURN, "CreationTimeAfter": NOON + timedelta(minutes=4)}, ["churn/3"], id="after"),
        pytest.param({**CHURN, "CreationTimeBefore": NOON + timedelta(minutes=2)}, ["churn/1"], id="before"),
        pytest.param(
            {
                "ModelPackageType": "Both",
                "CreationTimeAfter": NOON + timedelta(seconds=30),
                "CreationTimeBefore": NOON + timedelta(seconds=150),
            },
            ["basket/1", "scorer"],
            id="between",
        ),
    ],
)
@pytest.mark.usefixtures("packages")
def test_types_filters_and_order(client: SageMakerClient, request_: dict[str, Any], expected: list[str]) -> None:
    """Newest first unless the request says otherwise; a type, or a group, chooses; all filters hold."""
    assert keys(client, **request_) == expected


@pytest.mark.usefixtures("packages")
def test_the_latest_approved_version_is_the_first_item(client: SageMakerClient) -> None:
    """Deployment scripts take item 0; a version that is approved later moves into the list at its own place."""
    client.update_model_package(ModelPackageArn=f"{HERE}:model-package/churn/3", ModelApprovalStatus="Rejected")
    client.update_model_package(ModelPackageArn=f"{HERE}:model-package/churn/2", ModelApprovalStatus="Approved")

    assert keys(client, **CHURN, ModelApprovalStatus="Approved", SortBy="CreationTime") == ["churn/2", "churn/1"]
    assert keys(client, **CHURN, ModelApprovalStatus="Rejected") == ["churn/3"]


def test_versions_of_the_same_moment_keep_the_order_of_creation(
    client: SageMakerClient, register: Callable[..., str]
) -> None:
    """Equal times, and the equal name of the group, are told apart by the order of creation."""
    with freeze_time(NOON):
        for _ in range(3):
            register()

    assert keys(client, **CHURN) == ["churn/3", "churn/2", "churn/1"]
    assert keys(client, **CHURN, SortBy="Name", SortOrder="Ascending") == ["churn/1", "churn/2", "churn/3"]


@pytest.mark.parametrize("name", ["basket", f"{HERE}:model-package-group/basket"])
@pytest.mark.usefixtures("version")
def test_the_versions_of_a_missing_group(client: SageMakerClient, name: str) -> None:
    """The list of a group that does not exist is refused as Describe refuses it."""
    message = f"ModelPackageGroup {HERE}:model-package-group/basket does not exist."
    with refused("ValidationException", message):
        client.list_model_packages(ModelPackageGroupName=name)


def test_an_unknown_type_is_refused(client: SageMakerClient) -> None:
    """The type is one of three words."""
    kind: Any = "All"
    with refused(
        "ValidationException",
        "1 validation error detected: Value 'All' at 'modelPackageType' failed to satisfy constraint: "
        "Member must satisfy enum value set: [Versioned, Unversioned, Both]",
    ):
        client.list_model_packages(ModelPackageType=kind)
