"""The one lineage group of an account."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, told

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

NAME = "sagemaker-default-lineage-group"
GROUP = f"{HERE}:lineage-group/{NAME}"
NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)


def test_an_account_without_lineage_has_no_group(client: SageMakerClient) -> None:
    """The group comes with the first entity, and stays when that is deleted."""
    assert client.list_lineage_groups()["LineageGroupSummaries"] == []
    with refused("ResourceNotFound", f"LineageGroup {GROUP} does not exist."):
        client.describe_lineage_group(LineageGroupName=NAME)

    client.create_context(ContextName="one", Source={"SourceUri": "one"}, ContextType="Mine")
    client.delete_context(ContextName="one")
    assert [one["LineageGroupArn"] for one in client.list_lineage_groups()["LineageGroupSummaries"]] == [GROUP]


def test_the_group_is_told(client: SageMakerClient) -> None:
    """Name, ARN and the time of the first entity; it can be filtered by that time."""
    with freeze_time(NOON):
        client.create_model_package_group(ModelPackageGroupName="churn")

    summary = {"LineageGroupName": NAME, "LineageGroupArn": GROUP, "CreationTime": NOON, "LastModifiedTime": NOON}
    assert told(client.list_lineage_groups(SortBy="Name", MaxResults=1)) == {"LineageGroupSummaries": [summary]}
    assert told(client.describe_lineage_group(LineageGroupName=NAME)) == {
        **summary,
        "CreatedBy": {},
        "LastModifiedBy": {},
    }
    assert client.list_lineage_groups(CreatedBefore=NOON.replace(hour=11))["LineageGroupSummaries"] == []


def test_the_group_has_no_policy(client: SageMakerClient) -> None:
    """No operation gives it one; it is asked for by name or ARN, and another group does not exist."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    for name in (NAME, GROUP):
        with refused("ResourceNotFound", f"Cannot find resource policy for: {GROUP}"):
            client.get_lineage_group_policy(LineageGroupName=name)

    for name in ("other", GROUP.replace(NAME, "other")):
        with refused("ResourceNotFound", f"LineageGroup {HERE}:lineage-group/other does not exist."):
            client.get_lineage_group_policy(LineageGroupName=name)
