"""The detail of a package's event is the reply of DescribeModelPackage, with its times as texts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from boto.events.wiring import sent_during
from boto.test_every_member import NAMES, input_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws
from support.walks import shared_client

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

#: Members of a request that exclude others, or that only accounts with a permit of AWS may send.
EXCLUDED = {"SourceUri", "AdditionalS3DataSource"}


def in_json(value: Any) -> Any:
    """Return what boto3 has told as an event tells it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dict):
        return {name: in_json(member) for name, member in value.items() if name != "ResponseMetadata"}
    return [in_json(one) for one in value] if isinstance(value, list) else value


def described(client: SageMakerClient, name: str) -> Any:
    """Describe a package as an event would tell it."""
    return in_json(client.describe_model_package(ModelPackageName=name))


def test_every_member_of_a_new_version_is_told(client: SageMakerClient, group: str) -> None:
    """A version with all members that the service model has, at any depth."""
    request = input_of(client, "CreateModelPackage", *NAMES, *EXCLUDED)

    (event,) = sent_during(lambda: client.create_model_package(ModelPackageGroupName=group, **request))

    assert event.detail == described(client, f"{group}/1")
    assert request.keys() <= event.detail.keys()


def test_every_member_of_an_unversioned_package_is_told(client: SageMakerClient) -> None:
    """A package of its own name, with all members that it may have."""
    excluded = {*EXCLUDED, "Environment", "ModelApprovalStatus", "ModelPackageGroupName", "ClientToken"}
    request = input_of(client, "CreateModelPackage", *excluded)

    (event,) = sent_during(lambda: client.create_model_package(**request))

    assert event.detail == described(client, request["ModelPackageName"])
    assert "Tags" not in event.detail


def test_every_member_of_an_update_is_told(client: SageMakerClient, version: str) -> None:
    """An update with all members that it may have, none of which is under the name of a direction."""
    excluded = {*EXCLUDED, "ModelPackageArn", "ClientToken", "CustomerMetadataPropertiesToRemove"}
    request = input_of(client, "UpdateModelPackage", *excluded)

    (event,) = sent_during(lambda: client.update_model_package(ModelPackageArn=version, **request))

    detail = event.detail
    fields = detail.pop("UpdatedModelPackageFields")
    assert detail == described(client, version)
    assert len(fields) == len(request)
    assert set(fields) == {name.removesuffix("ToAdd") for name in request}


MEMBERS: dict[str, Any] = {
    "ModelApprovalStatus": "Approved",
    "ApprovalDescription": "größer 漢字 \U0001f600",
    "CustomerMetadataProperties": {"team": "a"},
    "CustomerMetadataPropertiesToRemove": ["run"],
    "AdditionalInferenceSpecificationsToAdd": [{"Name": "gpu", "Containers": [{"Image": "image:2"}]}],
    "InferenceSpecification": {"Containers": [{"Image": "image:3", "ModelDataUrl": "s3://bucket/3.tar.gz"}]},
    "ModelCard": {"ModelCardContent": "{}", "ModelCardStatus": "Approved"},
    "ModelLifeCycle": {"Stage": "QA", "StageStatus": "Approved"},
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sets(st.sampled_from(sorted(MEMBERS)), min_size=1), min_size=1, max_size=3))
def test_after_any_updates_the_detail_is_what_is_described(updates: list[set[str]]) -> None:
    """Whatever is set, and whatever was set before it: the event tells what Describe tells."""
    client = shared_client()
    with mock_aws():
        client.create_model_package_group(ModelPackageGroupName="churn")
        arn = client.create_model_package(
            ModelPackageGroupName="churn", CustomerMetadataProperties={"run": "1", "kept": "yes"}
        )["ModelPackageArn"]
        for named in updates[:1] + [one - {"AdditionalInferenceSpecificationsToAdd"} for one in updates[1:]]:
            change = {name: MEMBERS[name] for name in sorted(named)}

            events = sent_during(lambda: client.update_model_package(ModelPackageArn=arn, **change))  # noqa: B023 - called at once

            told = [{**one.detail, "UpdatedModelPackageFields": None} for one in events]
            assert told == [{**described(client, arn), "UpdatedModelPackageFields": None}] * bool(change)


def test_the_status_told_is_that_of_the_moment(
    register: Callable[..., str], transition: Callable[..., None], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A version whose validation is slowed down is announced as pending; that it completes is no other event."""
    transition(progression="manual", times=1)
    seen: list[str] = []

    def register_and_wait() -> None:
        arn = register()
        seen.extend(describe(arn)["ModelPackageStatus"] for _ in range(4))

    (event,) = sent_during(register_and_wait)

    assert event.detail["ModelPackageStatus"] == "Pending"
    assert seen[-1] == "Completed"
