"""What a test prepares in a registry, and looks at afterwards: groups, versions, decisions, stages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from sagemaker_registry_mock.moto_plugin.interception import aside
from sagemaker_registry_mock.moto_plugin.mocking import new_session
from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.testing.defaults import default_specification
from sagemaker_registry_mock.testing.naming import group_named, package_named

if TYPE_CHECKING:
    from sagemaker_registry_mock.testing.naming import Group, Version


class Preparations(ABC):
    """The calls of a handle's own: recorded nowhere, hit by no fault, and not held against IAM."""

    def __init__(self, region_name: str, account_id: str) -> None:
        self.region_name = region_name
        self.account_id = account_id

    @abstractmethod
    def _check_active(self) -> None:
        """Refuse where there is no mock to ask.

        Raises:
            RuntimeError: there is none.

        """

    def _ask(self, method: str, **members: Any) -> dict[str, Any]:
        """Do a call of the handle's own: members that are None are left out, and so is ResponseMetadata."""
        self._check_active()
        with aside():
            reply: dict[str, Any] = getattr(_own_client(self.region_name, self.account_id), method)(
                **{name: value for name, value in members.items() if value is not None}
            )
        del reply["ResponseMetadata"]
        return reply

    def group(self, name: str, **members: Any) -> dict[str, Any]:
        """Create a model package group, with any members of CreateModelPackageGroup, and return its Describe answer.

        Raises:
            ClientError: as CreateModelPackageGroup.

        """
        self._ask("create_model_package_group", ModelPackageGroupName=name, **members)
        return self._ask("describe_model_package_group", ModelPackageGroupName=name)

    def register(self, group: Group, **members: Any) -> dict[str, Any]:
        """Register a version, and return its Describe answer.

        Any member of CreateModelPackage can be given; one that is None is left out. Where neither an
        InferenceSpecification nor a SourceUri is given, it gets one container with an image and an artifact. A group
        that does not exist is created first.

        Raises:
            ClientError: as CreateModelPackage.

        """
        name = group_named(group)
        if not {"InferenceSpecification", "SourceUri"} & members.keys():
            members["InferenceSpecification"] = default_specification(name.rpartition("/")[2], self._registry.scope)
        if arns.parse(name) is None and self._registry.groups.find(name) is None:
            self.group(name)
        arn = self._ask("create_model_package", ModelPackageGroupName=name, **members)["ModelPackageArn"]
        return self.describe(arn)

    def describe(self, version: Version) -> dict[str, Any]:
        """Return the Describe answer of a version as it is now.

        Raises:
            ClientError: as DescribeModelPackage.

        """
        return self._ask("describe_model_package", ModelPackageName=package_named(version))

    def approve(self, version: Version, comment: str | None = None, **members: Any) -> dict[str, Any]:
        """Approve a version, with a comment and any members of UpdateModelPackage; return its Describe answer.

        Raises:
            ClientError: as UpdateModelPackage.

        """
        return self._update(version, ModelApprovalStatus="Approved", ApprovalDescription=comment, **members)

    def reject(self, version: Version, comment: str | None = None, **members: Any) -> dict[str, Any]:
        """Reject a version, with a comment and any members of UpdateModelPackage; return its Describe answer.

        Raises:
            ClientError: as UpdateModelPackage.

        """
        return self._update(version, ModelApprovalStatus="Rejected", ApprovalDescription=comment, **members)

    def stage(self, version: Version, stage: str, status: str, description: str | None = None) -> dict[str, Any]:
        """Set the stage of a version and its status there (see `Stage` and `StageStatus`); return its Describe answer.

        Raises:
            ClientError: as UpdateModelPackage.

        """
        told = {"Stage": stage, "StageStatus": status, "StageDescription": description}
        life_cycle = {name: str(value) for name, value in told.items() if value is not None}
        return self._update(version, ModelLifeCycle=life_cycle)

    def latest_approved(self, group: Group) -> dict[str, Any] | None:
        """Return the Describe answer of the newest approved version of a group; None where none is approved.

        Raises:
            ClientError: as ListModelPackages.

        """
        page = self._ask(
            "list_model_packages",
            ModelPackageGroupName=group_named(group),
            ModelApprovalStatus="Approved",
            SortBy="CreationTime",
            SortOrder="Descending",
            MaxResults=1,
        )
        return next((self.describe(one) for one in page["ModelPackageSummaryList"]), None)

    def _update(self, version: Version, **members: Any) -> dict[str, Any]:
        arn = self._registry.scope.arn_of(arns.PACKAGE, package_named(version))
        return self.describe(self._ask("update_model_package", ModelPackageArn=arn, **members))

    @property
    def _registry(self) -> Any:
        self._check_active()
        return SageMaker(self.region_name, self.account_id).backend.registry


@cache
def _own_client(region: str, account: str) -> Any:
    """Return the client of the handles themselves, which no test ever has in its hands.

    It lives longer than the test in which it is made, so it takes no endpoint from that test's environment.
    """
    return new_session(region, account).client("sagemaker", config=Config(ignore_configured_endpoint_urls=True))
