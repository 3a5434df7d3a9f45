"""Random walks through groups and packages, beside a small obvious model of them: the two never disagree.

Model cards have walks of their own: test_card_walks.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from moto import mock_aws
from support.errors import refused
from support.examples import HERE, tags
from support.walks import as_dict, resolved, shared_client

NAMES = st.sampled_from(["churn", "churn", "fraud", "Fraud"])
UNVERSIONED = st.sampled_from(["market", "Market"])
#: A package that exists, by its place in the model; or any that may exist or not.
PACKAGES = st.integers(0, 9) | st.builds("{}/{}".format, NAMES, st.integers(1, 3)) | UNVERSIONED
STATUSES = st.sampled_from(["Approved", "Rejected", "PendingManualApproval"])
KEYS = st.sampled_from(["team", "run", "cost"])
VALUES = st.dictionaries(KEYS, st.sampled_from(["1", "2"]))
SIZES = st.integers(1, 2)
ORDERS = st.sampled_from(["Ascending", "Descending"])


@dataclass
class Group:
    """What the model remembers of a group."""

    tags: dict[str, str]
    issued: int = 0


@dataclass
class Package:
    """What the model remembers of a package; an unversioned one has no status."""

    group: str | None
    status: str | None
    metadata: dict[str, str]
    tags: dict[str, str] = field(default_factory=dict)


class RegistryMachine(RuleBasedStateMachine):
    """Every rule does one thing to the registry through boto3, and the same to the model."""

    def __init__(self) -> None:
        super().__init__()
        self.mock = mock_aws()
        self.mock.start()
        self.client = shared_client()
        self.groups: dict[str, Group] = {}
        self.packages: dict[str, Package] = {}

    def teardown(self) -> None:
        """End the mock, and the registry with it."""
        self.mock.stop()

    @initialize(numbers=st.integers(2, 5))
    def begin(self, numbers: int) -> None:
        """A walk begins with two groups, one of which has some versions."""
        self.create_group(name="Fraud", values={})
        self.create_group(name="churn", values={})
        for _ in range(numbers):
            self.create_version(name="churn", metadata={})

    def key(self, package: int | str) -> str:
        """Return the key that a rule's choice of a package stands for."""
        if isinstance(package, str):
            return package
        return [*self.packages, "churn/1"][package % (len(self.packages) + 1)]

    @rule(name=NAMES, values=VALUES)
    def create_group(self, name: str, values: dict[str, str]) -> None:
        """A name is taken once; another letter case is another name."""
        request: Any = {"ModelPackageGroupName": name, "Tags": tags(**values)}
        arn = f"{HERE}:model-package-group/{name}"
        if name in self.groups:
            with refused("ValidationException", f"Model Package Group already exists: {arn}"):
                self.client.create_model_package_group(**request)
        else:
            assert self.client.create_model_package_group(**request)["ModelPackageGroupArn"] == arn
            self.groups[name] = Group(values)

    @rule(name=NAMES)
    def delete_group(self, name: str) -> None:
        """A group can be deleted when it is empty."""
        found = resolved(name, self.groups)
        if found is None:
            with refused("ValidationException", f"ModelPackageGroup {HERE}:model-package-group/{name} does not exist."):
                self.client.delete_model_package_group(ModelPackageGroupName=name)
        elif any(package.group == found for package in self.packages.values()):
            arn = f"{HERE}:model-package-group/{found}"
            message = f"Model Package Group {arn} cannot be deleted because it still contains Model Packages."
            with refused("ConflictException", message):
                self.client.delete_model_package_group(ModelPackageGroupName=name)
        else:
            self.client.delete_model_package_group(ModelPackageGroupName=name)
            del self.groups[found]

    @rule(name=NAMES, metadata=VALUES, stays=st.booleans())
    def create_version(self, name: str, metadata: dict[str, str], *, stays: bool = True) -> None:
        """A version gets the next number of its group; none is issued twice, though the version goes at once."""
        given: Any = {"CustomerMetadataProperties": metadata} if metadata else {}
        found = resolved(name, self.groups)
        if found is None:
            with refused("ValidationException", "Model Package Group does not exist."):
                self.client.create_model_package(ModelPackageGroupName=name, **given)
            return
        self.groups[found].issued += 1
        key = f"{found}/{self.groups[found].issued}"
        reply = self.client.create_model_package(ModelPackageGroupName=name, **given)
        assert reply["ModelPackageArn"] == f"{HERE}:model-package/{key}"
        if stays:
            self.packages[key] = Package(found, "PendingManualApproval", metadata)
        else:
            self.client.delete_model_package(ModelPackageName=key)

    @rule(name=UNVERSIONED, values=VALUES)
    def create_unversioned_package(self, name: str, values: dict[str, str]) -> None:
        """A name is taken once; it is not approved."""
        request: Any = {"ModelPackageName": name, "Tags": tags(**values)}
        arn = f"{HERE}:model-package/{name}"
        if name in self.packages:
            with refused("ValidationException", f"ModelPackage already exists: {arn}"):
                self.client.create_model_package(**request)
        else:
            assert self.client.create_model_package(**request)["ModelPackageArn"] == arn
            self.packages[name] = Package(None, None, {}, values)

    @rule(package=PACKAGES, by_arn=st.booleans())
    def delete_package(self, package: int | str, *, by_arn: bool) -> None:
        """A package goes at once; its number does not come back."""
        key = self.key(package)
        found = resolved(key, self.packages)
        name = f"{HERE}:model-package/{key}" if by_arn else key
        if found is None:
            with refused("ValidationException", f"ModelPackage {HERE}:model-package/{key} does not exist."):
                self.client.delete_model_package(ModelPackageName=name)
        else:
            self.client.delete_model_package(ModelPackageName=name)
            del self.packages[found]

    @rule(package=PACKAGES, status=STATUSES)
    def approve(self, package: int | str, status: str) -> None:
        """A version takes every status; an unversioned package none."""
        key = self.key(package)
        found = resolved(key, self.packages)
        request: Any = {"ModelPackageArn": f"{HERE}:model-package/{key}", "ModelApprovalStatus": status}
        if found is None:
            with refused("ValidationException", f"ModelPackage {HERE}:model-package/{key} does not exist."):
                self.client.update_model_package(**request)
        elif self.packages[found].group is None:
            message = "ModelApprovalStatus does not apply to unversioned model packages."
            with refused("ValidationException", message):
                self.client.update_model_package(**request)
        else:
            self.client.update_model_package(**request)
            self.packages[found].status = status

    @rule(package=PACKAGES, metadata=VALUES, removed=st.lists(KEYS, unique=True))
    def change_metadata(self, package: int | str, metadata: dict[str, str], removed: list[str]) -> None:
        """New properties are laid over the old ones; then those to remove go."""
        key = self.key(package)
        found = resolved(key, self.packages)
        if found is None:
            return
        request: dict[str, Any] = {"CustomerMetadataPropertiesToRemove": removed}
        if metadata:
            request["CustomerMetadataProperties"] = metadata
        self.client.update_model_package(ModelPackageArn=f"{HERE}:model-package/{key}", **request)
        merged = {**self.packages[found].metadata, **metadata}
        self.packages[found].metadata = {name: merged[name] for name in merged if name not in removed}

    @rule(place=NAMES | PACKAGES, values=VALUES, removed=st.lists(KEYS, unique=True, min_size=1))
    def change_tags(self, place: int | str, values: dict[str, str], removed: list[str]) -> None:
        """Groups and unversioned packages take tags; versions none."""
        key = self.key(place)
        shelf: dict[str, Any] = self.groups if key.lower() in ("churn", "fraud") else self.packages
        found = resolved(key, shelf)
        if found is None:
            return
        arn = f"{HERE}:model-package{'-group' if shelf is self.groups else ''}/{key}"
        if "/" in key:
            with refused("ValidationException", "Versioned model packages do not support tags."):
                self.client.add_tags(ResourceArn=arn, Tags=tags(**values))
            return
        merged = {**shelf[found].tags, **values}
        assert as_dict(self.client.add_tags(ResourceArn=arn, Tags=tags(**values))["Tags"]) == merged
        self.client.delete_tags(ResourceArn=arn, TagKeys=removed)
        shelf[found].tags = {name: merged[name] for name in merged if name not in removed}

    @rule(name=NAMES, status=STATUSES | st.none(), order=ORDERS, size=SIZES)
    def list_versions(self, name: str, status: str | None, order: Any, size: int) -> None:
        """The pages of a list, put together, are the list."""
        found = resolved(name, self.groups)
        if found is None:
            return
        expected = [
            key for key, one in self.packages.items() if one.group == found and (status is None or one.status == status)
        ]
        filters: Any = {} if status is None else {"ModelApprovalStatus": status}
        pages = self.client.get_paginator("list_model_packages").paginate(
            ModelPackageGroupName=name, SortOrder=order, PaginationConfig={"PageSize": size}, **filters
        )
        told = [one["ModelPackageArn"] for page in pages for one in page["ModelPackageSummaryList"]]
        listed = [arn.removeprefix(f"{HERE}:model-package/") for arn in told]
        assert listed == (expected if order == "Ascending" else expected[::-1])

    @rule(part=st.sampled_from(["c", "f", "F"]), order=ORDERS, size=SIZES)
    def list_groups(self, part: str, order: Any, size: int) -> None:
        """NameContains looks for exactly that part; names are sorted as they are spelt."""
        pages = self.client.get_paginator("list_model_package_groups").paginate(
            NameContains=part, SortBy="Name", SortOrder=order, PaginationConfig={"PageSize": size}
        )
        listed = [one["ModelPackageGroupName"] for page in pages for one in page["ModelPackageGroupSummaryList"]]
        expected = sorted(name for name in self.groups if part in name)
        assert listed == (expected if order == "Ascending" else expected[::-1])

    @rule(package=PACKAGES)
    def describe(self, package: int | str) -> None:
        """Describe tells what the model knows, and neither more nor less of it."""
        key = self.key(package)
        found = resolved(key, self.packages)
        if found is None:
            with refused("ValidationException", f"ModelPackage {HERE}:model-package/{key} does not exist."):
                self.client.describe_model_package(ModelPackageName=key)
            return
        told: Any = self.client.describe_model_package(ModelPackageName=key)
        assert told["ModelPackageArn"] == f"{HERE}:model-package/{found}"
        assert told.get("ModelPackageGroupName") == self.packages[found].group
        assert told.get("ModelApprovalStatus") == self.packages[found].status
        assert told.get("CustomerMetadataProperties", {}) == self.packages[found].metadata

    @invariant()
    def the_registry_is_as_the_model(self) -> None:
        """All groups and all packages, in the order of their creation, with all that the model knows of them."""
        groups, packages = [
            [
                one[resource]
                for one in self.client.search(
                    Resource=resource, SortBy="CreationTime", SortOrder="Ascending", MaxResults=100
                )["Results"]
            ]
            for resource in ("ModelPackageGroup", "ModelPackage")
        ]
        assert [(one["ModelPackageGroupName"], as_dict(one.get("Tags", ()))) for one in groups] == [
            (name, group.tags) for name, group in self.groups.items()
        ]
        assert {self.told(one)[0]: self.told(one)[1] for one in packages} == self.packages
        assert [self.told(one)[0] for one in packages] == list(self.packages)

    @staticmethod
    def told(one: Any) -> tuple[str, Package]:
        """Return a search record as the model would remember it."""
        return one["ModelPackageArn"].removeprefix(f"{HERE}:model-package/"), Package(
            one.get("ModelPackageGroupName"),
            one.get("ModelApprovalStatus"),
            one.get("CustomerMetadataProperties", {}),
            as_dict(one.get("Tags", ())),
        )


TestRegistry = RegistryMachine.TestCase
TestRegistry.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
