"""The decisions on versions and what they deploy: the table of the developer guide, seen at the endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.deployment.looking import endpoints, told, version_behind

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.deployment import Deployment

PENDING, APPROVED, REJECTED = "PendingManualApproval", "Approved", "Rejected"

#: The transition of version 3, what it had before that, and what is deployed then. Versions 1 and 2 are approved,
#: in this order, before version 3 is registered.
TRANSITIONS = [
    pytest.param(([PENDING], APPROVED, 3), id="pending-approved-deploys-this-version"),
    pytest.param(([PENDING], REJECTED, None), id="pending-rejected-deploys-nothing"),
    pytest.param(([PENDING, REJECTED], APPROVED, 3), id="rejected-approved-deploys-this-version"),
    pytest.param(([PENDING, APPROVED], REJECTED, 2), id="approved-rejected-deploys-the-latest-approved"),
]


@pytest.fixture
def three_versions(approve: Callable[[], str], register: Callable[..., str]) -> None:
    """Register three versions, of which the first two are approved, one after the other."""
    approve()
    approve()
    register()


@pytest.mark.parametrize("transition", TRANSITIONS)
@pytest.mark.usefixtures("deployment", "three_versions")
def test_the_four_transitions(
    client: SageMakerClient,
    deployment: Deployment,
    decide: Callable[[int, str], None],
    transition: tuple[list[str], str, int | None],
) -> None:
    """A transition is recorded with the version it deploys, and the endpoint is described with that version's model."""
    earlier, status, deployed = transition
    for one in earlier[1:]:
        decide(3, one)
    standing, records = version_behind(client), len(deployment.history)

    decide(3, status)

    expected = [] if deployed is None else [(f"{earlier[-1]} → {status}", "prod", deployed, "Deployed")]
    assert told(deployment)[records:] == expected
    assert version_behind(client) == (deployed or standing)
    assert endpoints(client) == ["churn-prod"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (APPROVED, [("registered → Approved", "prod", 1, "Deployed")]),
        (REJECTED, []),
        (PENDING, []),
        (None, []),
    ],
)
def test_a_version_is_registered_with_a_status(
    client: SageMakerClient,
    deployment: Deployment,
    register: Callable[..., str],
    *,
    status: str | None,
    expected: list[Any],
) -> None:
    """A version that comes as approved is deployed at once, and no other one is."""
    register(status)

    assert told(deployment) == expected
    assert version_behind(client) == (1 if expected else None)


def test_an_older_version_may_be_approved_later(
    client: SageMakerClient, deployment: Deployment, register: Callable[..., str], decide: Callable[[int, str], None]
) -> None:
    """What is approved is deployed, though a newer version is approved already; a rollback goes to the newest."""
    for _ in range(3):
        register()

    for version in (3, 1):
        decide(version, APPROVED)
    assert version_behind(client) == 1

    decide(1, REJECTED)
    assert version_behind(client) == 3
    assert told(deployment)[-1] == ("Approved → Rejected", "prod", 3, "Deployed")


def test_nothing_is_left_to_deploy(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """With no version approved the endpoint keeps what it has, and the history tells so."""
    approve()

    decide(1, REJECTED)

    assert told(deployment)[-1] == ("Approved → Rejected", None, None, "NothingApproved")
    assert version_behind(client) == 1


def test_a_deleted_version_is_not_deployed(
    client: SageMakerClient, deployment: Deployment, approve: Callable[[], str], decide: Callable[[int, str], None]
) -> None:
    """A rollback passes over what was approved and is gone."""
    approve()
    deleted = approve()
    approve()
    client.delete_model_package(ModelPackageName=deleted)

    decide(3, REJECTED)

    assert told(deployment)[-1] == ("Approved → Rejected", "prod", 1, "Deployed")


def test_the_status_before_is_that_of_this_version(
    client: SageMakerClient, deployment: Deployment, register: Callable[..., str]
) -> None:
    """A group that is deleted and made anew numbers from one again; what the old version 1 was does not matter."""
    client.delete_model_package(ModelPackageName=register(APPROVED))
    client.delete_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package_group(ModelPackageGroupName="churn")

    register(REJECTED)
    assert len(deployment.history) == 1

    client.delete_model_package(ModelPackageName="churn/1")
    client.delete_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package_group(ModelPackageGroupName="churn")
    register(APPROVED)
    assert told(deployment)[1:] == [("registered → Approved", "prod", 1, "Deployed")]
