"""Targets that change the registry themselves: the order of the events, and loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boto.events.wiring import ELSEWHERE, HERE, approvals, arn

from sagemaker_registry_mock.events import outbox
from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from types_boto3_sagemaker import SageMakerClient

    PutRule = Callable[..., str]
    Received = Callable[..., list[Any]]

FUNCTION, SECOND = arn("lambda", "function:deploy"), arn("lambda", "function:second")


def stamp(client: SageMakerClient, name: str, value: str) -> Callable[[Any], None]:
    """Return a handler that stamps the metadata of the package that an event is about."""

    def handle(event: Any) -> None:
        client.update_model_package(ModelPackageArn=event["resources"][0], CustomerMetadataProperties={name: value})

    return handle


def told(events: list[Any]) -> list[Any]:
    """Return of each event the fields that were updated."""
    return [one["detail"].get("UpdatedModelPackageFields") for one in events]


def test_a_handlers_event_follows_the_one_that_it_handles(
    client: SageMakerClient, version: str, put_rule: PutRule, queue: str, received: Received
) -> None:
    """Every target has the approval before the stamp, also those that come behind the handler."""
    stand_in(FUNCTION, stamp(client, "deployed", "yes"))
    put_rule(FUNCTION, name="a-first", pattern={"detail": {"UpdatedModelPackageFields": ["ModelApprovalStatus"]}})
    put_rule(queue, name="b-second")

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    assert told(received(queue)) == [["ModelApprovalStatus"], ["CustomerMetadataProperties"]]
    metadata = client.describe_model_package(ModelPackageName=version)["CustomerMetadataProperties"]
    assert metadata == {"deployed": "yes"}


def test_a_handler_sees_the_registry_as_it_is_after_the_change(
    client: SageMakerClient, group: str, put_rule: PutRule
) -> None:
    """When an event arrives its operation has succeeded: the version can be described, listed and deleted."""
    seen: list[Any] = []

    def handle(event: Any) -> None:
        arn = event["resources"][0]
        seen.append(client.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"])
        seen.append(len(client.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"]))
        client.delete_model_package(ModelPackageName=arn)

    stand_in(FUNCTION, handle)
    put_rule(FUNCTION)

    client.create_model_package(ModelPackageGroupName=group, ModelApprovalStatus="Approved")

    assert seen == ["Approved", 1]
    assert undelivered_events() == []


def test_answers_of_several_handlers_come_in_the_order_of_their_calls(
    client: SageMakerClient, version: str, put_rule: PutRule
) -> None:
    """Events wait for those announced before them, whichever handler has announced them."""
    stand_in(FUNCTION, stamp(client, "first", "1"))
    stand_in(SECOND, stamp(client, "second", "2"))
    put_rule(FUNCTION, SECOND, pattern=approvals("Approved", UpdatedModelPackageFields=["ModelApprovalStatus"]))

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    metadata = [one.detail.get("CustomerMetadataProperties") for one in sent_events()]
    assert metadata == [None, None, {"first": "1"}, {"first": "1", "second": "2"}]


def test_a_cause_stands_before_its_effect_in_another_region(
    client: SageMakerClient, version: str, sagemaker: Callable[[str], SageMakerClient], put_rule: PutRule
) -> None:
    """A handler that copies a version to another region: the approval comes first among the events of all regions."""
    there = sagemaker(ELSEWHERE)

    def copy(_event: Any) -> None:
        there.create_model_package(ModelPackageName="copy")

    stand_in(FUNCTION, copy)
    put_rule(FUNCTION, pattern=approvals("Approved"))

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    assert [one.envelope["region"] for one in sent_events()] == [HERE, HERE, ELSEWHERE]


def test_an_endless_loop_is_cut(
    client: SageMakerClient, version: str, put_rule: PutRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handler that stamps whatever changes answers itself for ever: the call returns, and the end is told."""
    monkeypatch.setattr(outbox, "LONGEST_CHAIN", 10)
    stand_in(FUNCTION, stamp(client, "seen", "yes"))
    put_rule(FUNCTION, pattern=approvals("Approved"))

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

    (cut,) = undelivered_events()
    assert cut == sent_events()[-1]
    assert [one.failure for one in cut.undelivered] == [
        "It is the end of a chain of 10 events, each of them sent by a target of the one before."
    ]
    assert 10 <= len(sent_events()) <= 13


def test_after_a_loop_was_cut_the_registry_works(
    client: SageMakerClient,
    version: str,
    put_rule: PutRule,
    service: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The next event is delivered, and the next loop is cut as the first was."""
    monkeypatch.setattr(outbox, "LONGEST_CHAIN", 5)
    stand_in(FUNCTION, stamp(client, "seen", "yes"))
    put_rule(FUNCTION, pattern=approvals("Approved"))
    for _ in range(2):
        client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    assert len(undelivered_events()) == 2
    service("events").disable_rule(Name="rule")

    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")

    assert sent_events()[-1].detail["ModelApprovalStatus"] == "Rejected"
    assert len(undelivered_events()) == 2


def test_a_loop_through_two_regions_is_cut(
    client: SageMakerClient,
    sagemaker: Callable[[str], SageMakerClient],
    put_rule: PutRule,
    service: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two handlers that answer each other across regions end as well."""
    monkeypatch.setattr(outbox, "LONGEST_CHAIN", 5)
    there = sagemaker(ELSEWHERE)
    back = arn("lambda", "function:back", region=ELSEWHERE)
    packages = [one.create_model_package(ModelPackageName="market")["ModelPackageArn"] for one in (client, there)]

    def touch(other: SageMakerClient, package: str) -> Callable[[Any], None]:
        return lambda _event: stamp(other, "a", "b")({"resources": [package]})

    stand_in(FUNCTION, touch(there, packages[1]))
    stand_in(back, touch(client, packages[0]))
    put_rule(FUNCTION)
    put_rule(back, events=service("events", ELSEWHERE))

    client.update_model_package(ModelPackageArn=packages[0], CustomerMetadataProperties={"a": "b"})

    assert len(undelivered_events()) == 1
    assert len(sent_events()) < 20
