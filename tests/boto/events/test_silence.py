"""What announces nothing: refusals, repetitions, deletions, and all that is not a package or a card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import sent_during
from botocore.exceptions import ClientError
from support.errors import refused
from support.examples import HERE, tags

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Act = Callable[[SageMakerClient], object]

GROUP, VERSION, CARD = f"{HERE}:model-package-group/churn", f"{HERE}:model-package/churn/1", f"{HERE}:model-card/card"
POLICY = json.dumps({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}})

#: Calls that succeed.
SILENT: dict[str, Act] = {
    "create-group": lambda c: c.create_model_package_group(ModelPackageGroupName="fraud"),
    "describe-group": lambda c: c.describe_model_package_group(ModelPackageGroupName="churn"),
    "delete-group": lambda c: c.delete_model_package_group(ModelPackageGroupName="empty"),
    "put-policy": lambda c: c.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=POLICY),
    "tag-group": lambda c: c.add_tags(ResourceArn=GROUP, Tags=tags(team="b")),
    "untag-group": lambda c: c.delete_tags(ResourceArn=GROUP, TagKeys=["team"]),
    "tag-card": lambda c: c.add_tags(ResourceArn=CARD, Tags=tags(team="b")),
    "describe-version": lambda c: c.describe_model_package(ModelPackageName=VERSION),
    "describe-versions": lambda c: c.batch_describe_model_package(ModelPackageArnList=[VERSION]),
    "list-versions": lambda c: c.list_model_packages(ModelPackageGroupName="churn"),
    "search": lambda c: c.search(Resource="ModelPackage"),
    "update-of-nothing": lambda c: c.update_model_package(ModelPackageArn=VERSION),
    "update-of-nothing-with-a-token": lambda c: c.update_model_package(ModelPackageArn=VERSION, ClientToken="t"),
    "delete-version": lambda c: c.delete_model_package(ModelPackageName=VERSION),
    "describe-card": lambda c: c.describe_model_card(ModelCardName="card"),
    "delete-card": lambda c: c.delete_model_card(ModelCardName="card"),
    "export-card": lambda c: c.create_model_card_export_job(
        ModelCardName="card", ModelCardExportJobName="job", OutputConfig={"S3OutputPath": "s3://nowhere/cards"}
    ),
}

#: Calls that are refused, by the service model, by a rule or by what is there.
REFUSED: dict[str, Act] = {
    "create-in-no-group": lambda c: c.create_model_package(ModelPackageGroupName="none"),
    "create-with-bad-card": lambda c: c.create_model_package(
        ModelPackageGroupName="churn", ModelCard={"ModelCardContent": "no JSON", "ModelCardStatus": "Draft"}
    ),
    "update-of-none": lambda c: c.update_model_package(ModelPackageArn=f"{VERSION}9", ModelApprovalStatus="Approved"),
    "update-with-bad-status": lambda c: c.update_model_package(
        ModelPackageArn=VERSION,
        ModelApprovalStatus="Perhaps",  # type: ignore[arg-type]
    ),
    "update-with-too-much": lambda c: c.update_model_package(
        ModelPackageArn=VERSION, CustomerMetadataProperties={str(number): "v" for number in range(51)}
    ),
    "card-that-exists": lambda c: c.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft"),
    "card-with-bad-content": lambda c: c.update_model_card(ModelCardName="card", Content="no JSON"),
    "update-of-no-card": lambda c: c.update_model_card(ModelCardName="none", Content="{}"),
}


@pytest.fixture
def filled(client: SageMakerClient, version: str) -> SageMakerClient:
    """A client whose registry has a version, a card and an empty group."""
    assert version == VERSION
    client.create_model_package_group(ModelPackageGroupName="empty")
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    return client


@pytest.mark.parametrize("act", SILENT.values(), ids=SILENT.keys())
def test_what_changes_no_member_of_a_package_or_card_is_silent(filled: SageMakerClient, act: Act) -> None:
    """Groups, policies, tags, looks, deletions and exports announce nothing; so does an update that sets nothing."""
    assert sent_during(lambda: act(filled)) == []


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_call_is_silent(filled: SageMakerClient, act: Act) -> None:
    """What does not happen is not announced, neither then nor with the next event."""

    def attempt() -> None:
        with pytest.raises(ClientError):
            act(filled)

    assert sent_during(attempt) == []
    assert len(sent_during(lambda: filled.create_model_package(ModelPackageGroupName="churn"))) == 1


def test_repeating_a_call_under_its_token_is_silent(client: SageMakerClient, group: str) -> None:
    """What was done before is not announced again: neither a creation nor an update."""
    create: Any = {"ModelPackageGroupName": group, "ClientToken": "once"}
    update: Any = {"ModelPackageArn": VERSION, "ModelApprovalStatus": "Approved", "ClientToken": "once"}
    first = sent_during(lambda: (client.create_model_package(**create), client.update_model_package(**update)))

    again = sent_during(lambda: (client.create_model_package(**create), client.update_model_package(**update)))

    assert (len(first), again) == (2, [])


def test_a_token_with_another_request_is_silent(client: SageMakerClient, group: str) -> None:
    """A token that is used for something else is refused, and announces nothing."""
    client.create_model_package(ModelPackageGroupName=group, ClientToken="once")

    def again() -> None:
        with pytest.raises(ClientError):
            client.create_model_package(ModelPackageGroupName=group, ClientToken="once", ModelPackageDescription="new")

    assert sent_during(again) == []


def test_events_go_with_the_mock(client: SageMakerClient, version: str) -> None:
    """A version that is gone keeps its events; those of another mock are none of this one's."""
    client.delete_model_package(ModelPackageName=version)

    assert [one.resource for one in sent_events()] == [version]
    with refused("ValidationException", f"ModelPackage {version} does not exist."):
        client.describe_model_package(ModelPackageName=version)
