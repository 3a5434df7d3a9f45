"""The settings that `mock_aws(config=...)` takes, as a client sees them. Letter case is in test_letter_case.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from support.errors import refused

from sagemaker_registry_mock.registry.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient


def limit_exceeded(name: str, unit: str, limit: int) -> str:
    """Return the sentence of a quota that is used up."""
    return (
        f"The account-level service limit 'Maximum number of SageMaker {name} allowed per account' is {limit} {unit}, "
        f"with current utilization of {limit} {unit} and a request delta of 1 {unit}. "
        "Please use AWS Service Quotas to request an increase for this quota. "
        "If AWS Service Quotas is not available, contact AWS support to request an increase for this quota."
    )


def test_a_quota_of_groups(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """One group more than the quota is refused, until another one is deleted."""
    with client_with(quotas={"ModelPackageGroups": 1}) as client:
        client.create_model_package_group(ModelPackageGroupName="churn")

        message = limit_exceeded("Model Package Groups", "ModelPackageGroups", 1)
        with refused("ResourceLimitExceeded", message):
            client.create_model_package_group(ModelPackageGroupName="basket")

        client.delete_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package_group(ModelPackageGroupName="basket")


def test_a_quota_of_packages(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """Versions and unversioned packages count together; a refused version takes no number."""
    with client_with(quotas={"ModelPackages": 2}) as client:
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageName="scorer")

        message = limit_exceeded("Model Package", "ModelPackages", 2)
        with refused("ResourceLimitExceeded", message):
            client.create_model_package(ModelPackageGroupName="churn")
        with refused("ResourceLimitExceeded", message):
            client.create_model_package(ModelPackageName="another")

        client.delete_model_package(ModelPackageName="scorer")
        assert client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"].endswith("/2")


def test_a_quota_of_nothing(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """With a quota of 0 the first group is refused; the other quota stays unlimited."""
    with client_with(quotas={"ModelPackageGroups": 0}) as client:
        with refused("ResourceLimitExceeded", limit_exceeded("Model Package Groups", "ModelPackageGroups", 0)):
            client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageName="scorer")


def test_a_resource_that_has_gone_with_time_uses_no_quota(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]], transition: Callable[..., None]
) -> None:
    """A deletion that takes time frees its place when it has come to its end, whether or not somebody looks."""
    transition(progression="time", seconds=10)
    quotas = {"ModelPackageGroups": 1, "ModelPackages": 1}
    with freeze_time("2026-01-31 12:00:00") as clock, client_with(quotas=quotas) as client:
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageName="scorer")
        client.delete_model_package_group(ModelPackageGroupName="churn")
        client.delete_model_package(ModelPackageName="scorer")
        clock.tick(11)

        client.create_model_package_group(ModelPackageGroupName="basket")
        client.create_model_package(ModelPackageName="another")


def test_a_page_has_the_size_that_is_set(client_with: Callable[..., AbstractContextManager[SageMakerClient]]) -> None:
    """Lists and searches without MaxResults show so many items."""
    with client_with(page_size=2) as client:
        for name in ("a", "b", "c"):
            client.create_model_package_group(ModelPackageGroupName=name)
            client.create_model_package(ModelPackageName=name)

        assert len(client.list_model_package_groups()["ModelPackageGroupSummaryList"]) == 2
        assert len(client.list_model_packages()["ModelPackageSummaryList"]) == 2
        assert len(client.search(Resource="ModelPackageGroup")["Results"]) == 2
        assert len(client.list_model_packages(MaxResults=3)["ModelPackageSummaryList"]) == 3


def test_packages_are_listed_oldest_first_if_that_is_set(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """The setting is the order of ListModelPackages where a request names none."""
    with client_with(model_packages_order="Ascending") as client:
        for name in ("a", "b"):
            client.create_model_package(ModelPackageName=name)

        def names(**request: Any) -> list[str]:
            reply = client.list_model_packages(**request)
            return [one["ModelPackageName"] for one in reply["ModelPackageSummaryList"]]

        assert names() == ["a", "b"]
        assert names(SortOrder="Descending") == ["b", "a"]


def test_a_setting_that_does_not_exist_is_told(
    client_with: Callable[..., AbstractContextManager[SageMakerClient]],
) -> None:
    """A misspelt setting comes out of the first call as an error of the test itself, not as one of AWS."""
    with client_with(arn_cases="lower") as client, pytest.raises(SettingsError, match="no setting 'arn_cases'"):
        client.list_model_packages()
