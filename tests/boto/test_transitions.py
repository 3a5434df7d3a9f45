"""Slow statuses: moto's `state_manager` makes creation and deletion of groups and packages take reads or time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from botocore.exceptions import ClientError
from freezegun import freeze_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Transition = Callable[..., None]

GONE = "gone"


class Resource(Protocol):
    """One resource of a kind, as the tests here look at it."""

    def create(self) -> None:
        """Create it."""

    def delete(self) -> None:
        """Delete it."""

    def status(self) -> str:
        """Describe it and return its status; `GONE` where it does not exist."""

    def listed(self) -> list[str]:
        """Return the statuses that the list of its kind shows."""


class Group:
    """A group."""

    def __init__(self, client: SageMakerClient) -> None:
        self.client = client

    def create(self) -> None:
        """Create the group."""
        self.client.create_model_package_group(ModelPackageGroupName="slow")

    def delete(self) -> None:
        """Delete the group."""
        self.client.delete_model_package_group(ModelPackageGroupName="slow")

    def status(self) -> str:
        """Describe the group."""
        return _told(
            lambda: self.client.describe_model_package_group(ModelPackageGroupName="slow")["ModelPackageGroupStatus"]
        )

    def listed(self) -> list[str]:
        """List all groups."""
        reply = self.client.list_model_package_groups(NameContains="slow")
        return [one["ModelPackageGroupStatus"] for one in reply["ModelPackageGroupSummaryList"]]


class Package:
    """A package of either kind."""

    def __init__(self, client: SageMakerClient, request: dict[str, str], name: str) -> None:
        self.client = client
        self.request: Any = request
        self.name = name

    def create(self) -> None:
        """Create the package."""
        self.client.create_model_package(**self.request)

    def delete(self) -> None:
        """Delete the package."""
        self.client.delete_model_package(ModelPackageName=self.name)

    def status(self) -> str:
        """Describe the package."""
        return _told(lambda: self.client.describe_model_package(ModelPackageName=self.name)["ModelPackageStatus"])

    def listed(self) -> list[str]:
        """List all packages."""
        reply = self.client.list_model_packages(ModelPackageType="Both")
        return [one["ModelPackageStatus"] for one in reply["ModelPackageSummaryList"]]


def _told(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except ClientError as error:
        if error.response["Error"]["Message"].endswith(" does not exist."):
            return GONE
        raise


@pytest.fixture(params=["group", "version", "unversioned"])
def resource(request: pytest.FixtureRequest, client: SageMakerClient, group: str) -> Resource:
    """A resource of each kind that can be slow; its group, if it has one, is there already."""
    if request.param == "group":
        return Group(client)
    if request.param == "version":
        return Package(client, {"ModelPackageGroupName": group}, f"{group}/1")
    return Package(client, {"ModelPackageName": "slow"}, "slow")


def test_a_manual_creation_moves_with_every_describe(resource: Resource, transition: Transition) -> None:
    """With `times: 1` each Describe moves one step; lists look on and move nothing."""
    transition(progression="manual", times=1)
    resource.create()

    assert [resource.listed(), resource.listed()] == [["Pending"], ["Pending"]]
    assert [resource.status() for _ in range(3)] == ["InProgress", "Completed", "Completed"]
    assert resource.listed() == ["Completed"]


def test_a_manual_creation_may_take_more_reads(resource: Resource, transition: Transition) -> None:
    """With `times: 2` every second Describe moves one step."""
    transition(progression="manual", times=2)
    resource.create()

    assert [resource.status() for _ in range(5)] == ["Pending", "InProgress", "InProgress", "Completed", "Completed"]


def test_a_manual_deletion_ends_with_a_describe(resource: Resource, transition: Transition) -> None:
    """A deleted resource is `Deleting` until it was described so often, and then it does not exist."""
    resource.create()
    transition(progression="manual", times=2)
    resource.delete()

    assert resource.listed() == ["Deleting"]
    assert [resource.status(), resource.status()] == ["Deleting", GONE]
    assert resource.listed() == []


def test_a_creation_moves_with_time(resource: Resource, transition: Transition) -> None:
    """Each step takes so many seconds, whether or not somebody looks."""
    transition(progression="time", seconds=10)
    with freeze_time("2026-01-31 12:00:00") as clock:
        resource.create()
        seen = [resource.status()]
        for seconds in (9, 1, 9, 1):
            clock.tick(seconds)
            seen.append(resource.status())

    assert seen == ["Pending", "Pending", "InProgress", "InProgress", "Completed"]


def test_time_may_pass_unseen(resource: Resource, transition: Transition) -> None:
    """A list tells the status by now, also if nobody has described the resource on the way."""
    transition(progression="time", seconds=10)
    with freeze_time("2026-01-31 12:00:00") as clock:
        resource.create()
        clock.tick(15)
        assert resource.listed() == ["InProgress"]
        clock.tick(5)
        assert resource.listed() == ["Completed"]


def test_a_deletion_moves_with_time(resource: Resource, transition: Transition) -> None:
    """A deleted resource goes when its time has come, and its name is free then."""
    resource.create()
    transition(progression="time", seconds=10)
    with freeze_time("2026-01-31 12:00:00") as clock:
        resource.delete()
        clock.tick(9)
        assert (resource.status(), resource.listed()) == ("Deleting", ["Deleting"])
        clock.tick(1)
        assert (resource.listed(), resource.status()) == ([], GONE)
        transition(progression="immediate")
        resource.create()
        assert len(resource.listed()) == 1


def test_deleting_again_changes_nothing(resource: Resource, transition: Transition) -> None:
    """A deletion that is under way takes no longer if it is asked for again."""
    resource.create()
    transition(progression="time", seconds=10)
    with freeze_time("2026-01-31 12:00:00") as clock:
        resource.delete()
        clock.tick(9)
        resource.delete()
        clock.tick(1)
        assert resource.status() == GONE


def test_what_is_under_way_may_be_deleted(resource: Resource, transition: Transition) -> None:
    """A resource that is not completed yet is deleted as any other."""
    transition(progression="manual", times=1)
    resource.create()
    resource.delete()

    assert (resource.listed(), resource.status()) == (["Deleting"], GONE)


def test_an_immediate_transition_may_be_said(resource: Resource, transition: Transition) -> None:
    """The default can be set as well."""
    transition(progression="immediate")
    resource.create()
    assert resource.status() == "Completed"
    resource.delete()
    assert resource.status() == GONE


def test_what_is_under_way_goes_on_at_once(resource: Resource, transition: Transition) -> None:
    """A transition that becomes immediate ends what is still under way."""
    transition(progression="manual", times=5)
    resource.create()
    assert resource.status() == "Pending"

    transition(progression="immediate")

    assert resource.listed() == ["Completed"]
    assert resource.status() == "Completed"
