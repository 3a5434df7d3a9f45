"""CreateModel takes packages that are completed and, where they are versions, approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import make, models, no_model, of, unusable
from support.examples import HERE, SPECIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

IMAGE: dict[str, Any] = {"Image": "image:1"}
VERSION, MARKET = f"{HERE}:model-package/churn/1", f"{HERE}:model-package/market"


def placed(package: str, place: str) -> dict[str, Any]:
    """Return a request with a package in one of the places that a model has for it."""
    places: dict[str, dict[str, Any]] = {
        "primary": {"PrimaryContainer": of(package)},
        "only": {"Containers": [of(package)]},
        "last": {"Containers": [IMAGE, of(package)]},
        "both": {"PrimaryContainer": IMAGE, "Containers": [of(package), IMAGE]},
    }
    return {"ModelName": "model", **places[place]}


each_place = pytest.mark.parametrize("place", ["primary", "only", "last", "both"])


@each_place
def test_an_approved_version_makes_a_model(client: SageMakerClient, register: Callable[..., str], place: str) -> None:
    """Wherever the version stands in the request, the model names it there."""
    version = register(InferenceSpecification=SPECIFICATION, ModelApprovalStatus="Approved")

    reply = client.create_model(**placed(version, place))

    assert reply["ModelArn"] == f"{HERE}:model/model"
    described: Any = client.describe_model(ModelName="model")
    containers = [described.get("PrimaryContainer", {}), *described.get("Containers", ())]
    assert [one["ModelPackageName"] for one in containers if "ModelPackageName" in one] == [version]


@each_place
@pytest.mark.parametrize("status", ["PendingManualApproval", "Rejected"])
def test_a_version_that_is_not_approved_makes_none(
    client: SageMakerClient, register: Callable[..., str], status: str, place: str
) -> None:
    """The refusal names the version and its approval status."""
    version = register(ModelApprovalStatus=status)

    with no_model(client, unusable(version, "ModelApprovalStatus", status)):
        client.create_model(**placed(version, place))


def test_a_version_registered_without_a_status_waits_for_approval(
    client: SageMakerClient, register: Callable[..., str]
) -> None:
    """What was registered without an approval status is pending, and makes no model before it is approved."""
    version = register()

    with no_model(client, unusable(version, "ModelApprovalStatus", "PendingManualApproval")):
        make(client, of(version))
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    assert make(client, of(version)) == f"{HERE}:model/model"


def test_an_approval_taken_back_bars_the_next_model(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A version rejected after its approval makes no further model; the model made before stays."""
    version = register(ModelApprovalStatus="Approved")
    make(client, of(version))
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")

    with pytest.raises(client.exceptions.ClientError, match="its ModelApprovalStatus is Rejected"):
        make(client, of(version), ModelName="another")

    assert models(client) == ["model"]


@each_place
def test_an_unversioned_package_needs_no_approval(client: SageMakerClient, place: str) -> None:
    """An unversioned package has no approval status; that it is completed is enough."""
    client.create_model_package(ModelPackageName="market", InferenceSpecification=SPECIFICATION)

    assert client.create_model(**placed("market", place))["ModelArn"] == f"{HERE}:model/model"


def test_a_package_is_not_usable_before_it_is_completed(
    client: SageMakerClient, register: Callable[..., str], transition: Callable[..., None]
) -> None:
    """While its creation takes its time a package makes no model, approved or not, and CreateModel moves nothing."""
    transition(progression="manual", times=1)
    register(ModelApprovalStatus="Approved")
    client.create_model_package(ModelPackageName="market")

    for name, arn in (("churn/1", VERSION), ("market", MARKET)):
        for status in ("Pending", "InProgress"):
            for _ in range(2):
                with no_model(client, unusable(arn, "ModelPackageStatus", status)):
                    make(client, of(name))
            client.describe_model_package(ModelPackageName=name)
        make(client, of(name))
        client.delete_model(ModelName="model")


def test_progress_comes_before_approval(
    client: SageMakerClient, register: Callable[..., str], transition: Callable[..., None]
) -> None:
    """Of a version that is neither completed nor approved the refusal tells the progress."""
    transition(progression="manual", times=1)
    version = register(ModelApprovalStatus="Rejected")

    with no_model(client, unusable(version, "ModelPackageStatus", "Pending")):
        make(client, of(version))


def test_a_package_that_is_being_deleted_makes_no_model(
    client: SageMakerClient, register: Callable[..., str], transition: Callable[..., None]
) -> None:
    """While its deletion takes its time a package is there, and of no use to a model."""
    version = register(ModelApprovalStatus="Approved")
    transition(progression="manual", times=1)
    client.delete_model_package(ModelPackageName=version)

    with no_model(client, unusable(version, "ModelPackageStatus", "Deleting")):
        make(client, of(version))
    for ask in (lambda: client.describe_model_package(ModelPackageName=version), lambda: make(client, of(version))):
        with no_model(client, f"ModelPackage {version} does not exist."):
            ask()


def test_the_first_package_that_is_not_usable_is_told(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Of several packages each must be usable; they are looked at from the primary container on, in order."""
    good, pending, rejected = (
        register(ModelApprovalStatus=status) for status in ("Approved", "PendingManualApproval", "Rejected")
    )

    with no_model(client, unusable(pending, "ModelApprovalStatus", "PendingManualApproval")):
        make(client, of(good), of(pending), of(rejected))
    with no_model(client, unusable(rejected, "ModelApprovalStatus", "Rejected")):
        make(client, of(good), of(rejected), of(pending))
    with no_model(client, unusable(rejected, "ModelApprovalStatus", "Rejected")):
        make(client, of(good), of(pending), PrimaryContainer=of(rejected))
    make(client, of(good), of(good))
