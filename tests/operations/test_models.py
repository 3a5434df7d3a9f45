"""Which CreateModel requests the registry looks at, and its rules over records that no request can make."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from registry.building import START, package

from sagemaker_registry_mock.errors import (
    EnvironmentTwice,
    ModelPackageDoesNotExist,
    NoSuchSpecification,
    PackageNotUsable,
)
from sagemaker_registry_mock.operations import OPERATIONS, Call
from sagemaker_registry_mock.operations.models import create_model, uses_packages
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.settings import Settings
from sagemaker_registry_mock.registry.store import Registry
from sagemaker_registry_mock.registry.transitions import Progress

if TYPE_CHECKING:
    from datetime import datetime

HERE = Scope("aws", "us-east-1", "123456789012")
ARN = HERE.arn("model-package", "churn/1")
PACKAGE = {"ModelPackageName": "churn/1"}


@dataclass
class World:
    """What a call looks at: a registry in which everything comes to its end at once."""

    registry: Registry = field(default_factory=lambda: Registry(HERE))
    settings: Settings = field(default_factory=Settings)
    now: datetime = START

    def transition(self, _machine: str) -> dict[str, str]:
        """Return that nothing waits."""
        return {"progression": "immediate"}


def world_of(status: str = "Completed", **members: Any) -> Call:
    """Return a CreateModel call where the group churn has one version of this status and with these members."""
    context: Any = World()
    version = replace(package("churn", version=1), arn=ARN, members=members, progress=Progress(status, START))
    context.registry.packages.put(version)
    return Call("CreateModel", context, str, lambda _operation, _reply: {})


@pytest.mark.parametrize(
    "members",
    [
        {"PrimaryContainer": PACKAGE},
        {"Containers": [PACKAGE]},
        {"Containers": [{"Image": "image:1"}, PACKAGE]},
        {"Containers": [None, "x", PACKAGE]},
        {"PrimaryContainer": {"ModelPackageName": 7}},
        {"PrimaryContainer": {"ModelPackageName": ""}},
        {"PrimaryContainer": PACKAGE, "Containers": "x"},
        {"PrimaryContainer": "x", "Containers": [PACKAGE]},
    ],
    ids=str,
)
def test_a_request_with_a_package_is_looked_at(members: dict[str, Any]) -> None:
    """One container with a package is enough, whatever else is wrong: the request is refused where it is read."""
    assert uses_packages(members, frozenset)
    assert OPERATIONS["CreateModel"].takes(members, frozenset)


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"PrimaryContainer": None, "Containers": None},
        {"PrimaryContainer": {}, "Containers": []},
        {"PrimaryContainer": {"Image": "image:1"}, "Containers": [{"Image": "image:1"}]},
        {"PrimaryContainer": {"ModelPackageName": None}},
        {"PrimaryContainer": "ModelPackageName", "Containers": "ModelPackageName"},
        {"PrimaryContainer": ["ModelPackageName"], "Containers": PACKAGE},
        {"Containers": [None, 7, "ModelPackageName", [PACKAGE]]},
        {"ModelPackageName": "churn/1"},
    ],
    ids=str,
)
def test_any_other_request_is_left_to_moto(members: dict[str, Any]) -> None:
    """Where no container names a package there is nothing for the registry to say, however odd the request."""
    assert not uses_packages(members, frozenset)


def test_nothing_is_replied_where_nothing_is_wrong() -> None:
    """The answer is moto's to give, and nothing is announced; a request without packages has nothing to look at."""
    assert (
        OPERATIONS["CreateModel"].run(world_of(ModelApprovalStatus="Approved"), {"PrimaryContainer": PACKAGE}) is None
    )
    assert OPERATIONS["CreateModel"].run(world_of(), {"ModelName": "model"}) is None


@pytest.mark.parametrize("status", ["Failed", "Unheard"])
def test_a_package_that_did_not_complete_is_not_usable(status: str) -> None:
    """Approved or not: any status but Completed keeps a package from being used."""
    call = world_of(status, ModelApprovalStatus="Approved")

    with pytest.raises(PackageNotUsable) as refusal:
        create_model(call, {"Containers": [PACKAGE]})

    sentence = f"Model Package {ARN} cannot be used to create a model: its ModelPackageStatus is {status}."
    assert str(refusal.value) == sentence


def test_what_comes_to_its_end_meanwhile_is_seen_so() -> None:
    """A version whose creation is over by now is usable, and one whose deletion is over does not exist."""
    create_model(world_of("Pending", ModelApprovalStatus="Approved"), {"PrimaryContainer": PACKAGE})

    with pytest.raises(ModelPackageDoesNotExist, match=f"ModelPackage {ARN} does not exist."):
        create_model(world_of("Deleting", ModelApprovalStatus="Approved"), {"PrimaryContainer": PACKAGE})


def test_the_environment_is_compared_where_both_have_one() -> None:
    """Several containers of a package are looked at, and those without variables say nothing."""
    containers = [{"Image": "image:1"}, {"Environment": {}}, {"Environment": {"A": "1", "B": "2"}}]
    call = world_of(ModelApprovalStatus="Approved", InferenceSpecification={"Containers": containers})

    create_model(call, {"PrimaryContainer": PACKAGE})
    create_model(call, {"PrimaryContainer": {**PACKAGE, "Environment": {}}})
    with pytest.raises(EnvironmentTwice, match=r"at Model Package \{A=1, B=2\} and Model \{C=3\}\.$"):
        create_model(call, {"PrimaryContainer": {**PACKAGE, "Environment": {"C": "3"}}})


def test_a_specification_of_nothing_is_refused_by_name() -> None:
    """A version without any additional specification has none of that name."""
    call = world_of(ModelApprovalStatus="Approved")

    with pytest.raises(NoSuchSpecification, match=f"^Model Package {ARN} has no inference specification named gpu.$"):
        create_model(call, {"PrimaryContainer": {**PACKAGE, "InferenceSpecificationName": "gpu"}})
