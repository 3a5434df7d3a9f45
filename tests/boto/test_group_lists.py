"""ListModelPackageGroups: what a summary tells, filters and order. Paging is in test_paging.py."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
#: Groups in the order of their creation, a minute apart.
NAMES = ["churn", "abalone", "Churn-2", "basket"]


@pytest.fixture
def groups(client: SageMakerClient) -> None:
    """Create the groups `NAMES`, the first at noon and each a minute after the one before."""
    with freeze_time(NOON) as clock:
        for name in NAMES:
            client.create_model_package_group(ModelPackageGroupName=name)
            clock.tick(timedelta(minutes=1))


def names(client: SageMakerClient, **request: Any) -> list[str]:
    """Return the names that a list with this request shows."""
    reply = client.list_model_package_groups(**request)
    return [one["ModelPackageGroupName"] for one in reply["ModelPackageGroupSummaryList"]]


def test_a_summary_has_no_creator(client: SageMakerClient) -> None:
    """A summary tells what is set, and never who created the group."""
    configuration: Any = {"ManagedStorageType": "Restricted"}
    with freeze_time(NOON):
        client.create_model_package_group(ModelPackageGroupName="plain")
        client.create_model_package_group(
            ModelPackageGroupName="full", ModelPackageGroupDescription="d", ManagedConfiguration=configuration
        )
    plain = {
        "ModelPackageGroupName": "plain",
        "ModelPackageGroupArn": f"{HERE}:model-package-group/plain",
        "CreationTime": NOON,
        "ModelPackageGroupStatus": "Completed",
    }

    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == [
        plain,
        {
            **plain,
            "ModelPackageGroupName": "full",
            "ModelPackageGroupArn": f"{HERE}:model-package-group/full",
            "ModelPackageGroupDescription": "d",
            "ManagedConfiguration": configuration,
        },
    ]


def test_an_empty_registry_has_an_empty_list(client: SageMakerClient) -> None:
    """The list is there even if nothing is in it, and there is no token."""
    reply = client.list_model_package_groups()

    assert reply["ModelPackageGroupSummaryList"] == []
    assert "NextToken" not in reply


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param({}, NAMES, id="default"),
        pytest.param({"SortOrder": "Descending"}, NAMES[::-1], id="newest-first"),
        pytest.param({"SortBy": "CreationTime", "SortOrder": "Ascending"}, NAMES, id="oldest-first"),
        pytest.param({"SortBy": "Name"}, ["Churn-2", "abalone", "basket", "churn"], id="name"),
        pytest.param(
            {"SortBy": "Name", "SortOrder": "Descending"}, ["churn", "basket", "abalone", "Churn-2"], id="z-a"
        ),
        pytest.param({"NameContains": "hurn"}, ["churn", "Churn-2"], id="substring"),
        pytest.param({"NameContains": "churn"}, ["churn"], id="substring-in-its-letter-case"),
        pytest.param({"CreationTimeAfter": NOON + timedelta(minutes=1)}, NAMES[2:], id="after"),
        pytest.param({"CreationTimeBefore": NOON + timedelta(minutes=2)}, NAMES[:2], id="before"),
        pytest.param(
            {"CreationTimeAfter": NOON + timedelta(seconds=30), "CreationTimeBefore": NOON + timedelta(seconds=90)},
            ["abalone"],
            id="between",
        ),
        pytest.param({"CrossAccountFilterOption": "SameAccount"}, NAMES, id="same-account"),
        pytest.param({"CrossAccountFilterOption": "CrossAccount"}, [], id="other-accounts"),
        pytest.param({"NameContains": "a", "SortBy": "Name", "MaxResults": 1}, ["abalone"], id="all-together"),
    ],
)
@pytest.mark.usefixtures("groups")
def test_filters_and_order(client: SageMakerClient, request_: dict[str, Any], expected: list[str]) -> None:
    """Groups are listed oldest first unless the request says otherwise; all of its filters hold."""
    assert names(client, **request_) == expected


def test_groups_of_the_same_moment_keep_the_order_of_creation(client: SageMakerClient) -> None:
    """Equal times are told apart by the order of creation."""
    with freeze_time(NOON):
        for name in NAMES:
            client.create_model_package_group(ModelPackageGroupName=name)

    assert names(client) == NAMES
    assert names(client, SortOrder="Descending") == NAMES[::-1]


def test_more_than_a_hundred_per_page_are_refused(client: SageMakerClient) -> None:
    """MaxResults ends at 100."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: "
        "Member must have value less than or equal to 100",
    ):
        client.list_model_package_groups(MaxResults=101)
