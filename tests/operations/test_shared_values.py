"""What many versions have alike is in memory once: it is what makes very many of them affordable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws

from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.protocol.service import default_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.registry.records import ModelPackage

REQUEST = {
    "ModelPackageGroupName": "churn",
    "InferenceSpecification": {"Containers": [{"Image": "image:1", "ModelDataUrl": "s3://bucket/model"}]},
    "CustomerMetadataProperties": {"team of the model": "a"},
}


@pytest.fixture
def place() -> Iterator[SageMaker]:
    """A registry with one group."""
    with mock_aws():
        place = SageMaker("us-east-1", "123456789012")
        place.ask("CreateModelPackageGroup", {"ModelPackageGroupName": "churn"})
        yield place


def two_versions(place: SageMaker) -> list[ModelPackage]:
    """Register two versions and return their records."""
    for _ in range(2):
        place.ask("CreateModelPackage", json.loads(json.dumps(REQUEST)))
    return list(place.backend.registry.packages)


def test_records_share_what_is_the_same_for_all(place: SageMaker) -> None:
    """Two versions of one caller and one image have one creator, one digest, one name of their group, and no tags."""
    one, other = two_versions(place)

    assert one.created_by is other.created_by
    assert one.tags is other.tags
    assert one.name is other.name
    digests = [it.members["InferenceSpecification"]["Containers"][0]["ImageDigest"] for it in (one, other)]
    assert digests[0] is digests[1]


def test_nothing_of_a_reply_is_a_record_s_own(place: SageMaker) -> None:
    """What a caller does to the creator of one version, as an event tells it, does nothing to another version."""
    two_versions(place)
    event = place.backend.outbox.sent[0].envelope
    event["detail"]["CreatedBy"].clear()

    assert place.backend.outbox.sent[1].envelope["detail"]["CreatedBy"]["IamIdentity"]["Arn"].endswith(":root")


def names_in(value: Any) -> Iterator[str]:
    """Yield all names of members and keys of maps, at any depth."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from names_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from names_in(one)


def test_names_are_not_kept_once_for_every_request() -> None:
    """The names of members, and the keys of a map, in two requests are the same strings, not equal ones."""
    accept = default_service().operation("CreateModelPackage").accept
    one, other = (list(names_in(accept(json.loads(json.dumps(REQUEST))))) for _ in range(2))

    assert "team of the model" in one
    assert all(here is there for here, there in zip(one, other, strict=True))
