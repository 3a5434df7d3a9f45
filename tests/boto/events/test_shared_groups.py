"""Events of what another account does with a shared group: they are sent where the group lives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ACCOUNT, PARTNER, arn, sent_during

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

GROUP, VERSION = arn("sagemaker", "model-package-group/churn"), arn("sagemaker", "model-package/churn/1")


@pytest.fixture
def partner(client: SageMakerClient, version: str, abroad: Callable[..., Any]) -> SageMakerClient:
    """A client of another account, with which the group and its version are shared."""
    assert version == VERSION
    statement = {"Effect": "Allow", "Principal": {"AWS": PARTNER}, "Action": "sagemaker:*", "Resource": "*"}
    client.put_model_package_group_policy(
        ModelPackageGroupName="churn", ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": statement})
    )
    partner: SageMakerClient = abroad("sagemaker", PARTNER)
    return partner


def test_a_version_that_another_account_registers_is_announced_in_the_groups_account(
    partner: SageMakerClient,
) -> None:
    """Account, resource and registry of the event are the owner's; who has done it stands in the detail."""
    (event,) = sent_during(lambda: partner.create_model_package(ModelPackageGroupName=GROUP))

    assert event.envelope["account"] == ACCOUNT
    assert event.resource == arn("sagemaker", "model-package/churn/2")
    assert PARTNER in event.detail["CreatedBy"]["IamIdentity"]["Arn"]
    assert sent_events(account_id=PARTNER) == []


def test_an_update_by_another_account_is_announced_in_the_groups_account(
    partner: SageMakerClient, version: str
) -> None:
    """So is an approval that comes from abroad."""
    (event,) = sent_during(
        lambda: partner.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    )

    assert (event.envelope["account"], event.resource) == (ACCOUNT, version)
    assert event.detail["UpdatedModelPackageFields"] == ["ModelApprovalStatus"]
    assert sent_events(account_id=PARTNER) == []


def test_the_rules_of_the_groups_account_receive_it(
    partner: SageMakerClient,
    put_rule: Callable[..., str],
    abroad: Callable[..., Any],
    make_queue: Callable[..., str],
    received: Callable[..., list[Any]],
) -> None:
    """A rule in the owner's account has the event, the same rule in the account of the caller has not."""
    sqs = abroad("sqs", PARTNER)
    here, there = make_queue("here"), make_queue("there", sqs)
    put_rule(here)
    put_rule(there, events=abroad("events", PARTNER))

    partner.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Approved")

    assert [one["resources"] for one in received(here)] == [[VERSION]]
    assert received(there, sqs) == []


def test_what_the_partner_does_at_home_is_announced_there(
    partner: SageMakerClient, version: str, received: Callable[..., list[Any]], put_rule: Callable[..., str], queue: str
) -> None:
    """A version in a group of the partner's own is none of the owner's events."""
    put_rule(queue)
    partner.create_model_package_group(ModelPackageGroupName="churn")
    (event,) = sent_during(lambda: partner.create_model_package(ModelPackageGroupName="churn"))

    assert event.envelope["account"] == PARTNER
    assert event.resource == version.replace(ACCOUNT, PARTNER)
    assert received(queue) == []


def test_what_is_not_shared_is_silent(partner: SageMakerClient, client: SageMakerClient, version: str) -> None:
    """A denied call announces nothing in either account."""
    client.delete_model_package_group_policy(ModelPackageGroupName="churn")

    def attempt() -> None:
        with pytest.raises(partner.exceptions.ClientError, match="is not authorized"):
            partner.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    assert sent_during(attempt) == []
