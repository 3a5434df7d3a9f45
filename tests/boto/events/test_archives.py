"""Archives: what they keep, and that moto can replay it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import approvals, arn

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.events.wiring import Inbox
    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.events.outbox import SentEvent

BUS = arn("events", "event-bus/default")


@pytest.fixture
def archive(client: SageMakerClient, service: Callable[..., Any]) -> Callable[..., Callable[[], int]]:
    """Create an archive, and return what tells how many events it has."""
    assert client.meta.region_name == "us-east-1"
    events = service("events")

    def archive(name: str = "all", bus: str = BUS, **pattern: Any) -> Callable[[], int]:
        chosen = {"EventPattern": json.dumps(pattern)} if pattern else {}
        events.create_archive(ArchiveName=name, EventSourceArn=bus, **chosen)
        return lambda: int(events.describe_archive(ArchiveName=name)["EventCount"])

    return archive


@pytest.fixture
def replay(service: Callable[..., Any]) -> Callable[[str], str]:
    """Replay an archive to the default bus, and return the state in which the replay is then."""

    def replay(name: str) -> str:
        now = datetime.now(timezone.utc)
        service("events").start_replay(
            ReplayName="again",
            EventSourceArn=arn("events", f"archive/{name}"),
            EventStartTime=now - timedelta(days=1),
            EventEndTime=now + timedelta(days=1),
            Destination={"Arn": BUS},
        )
        return str(service("events").describe_replay(ReplayName="again")["State"])

    return replay


def test_an_archive_keeps_the_events_of_its_bus(
    archive: Callable[..., Callable[[], int]], approve: Callable[[], SentEvent]
) -> None:
    """Every event from its creation on is filed, without failure."""
    filed = archive()
    events = [approve() for _ in range(3)]

    assert filed() == 3
    assert [one.undelivered for one in events] == [()] * 3


def test_an_archive_keeps_what_its_pattern_matches(
    archive: Callable[..., Callable[[], int]], approve: Callable[[], SentEvent]
) -> None:
    """An archive of other events stays empty."""
    approved, rejected = archive("yes", **approvals("Approved")), archive("no", **approvals("Rejected"))

    approve()

    assert (approved(), rejected()) == (1, 0)


def test_an_archive_of_another_bus_has_what_reaches_that_bus(
    archive: Callable[..., Callable[[], int]],
    approve: Callable[[], SentEvent],
    put_rule: Callable[..., str],
    service: Callable[..., Any],
) -> None:
    """Archives are reached on the way from bus to bus too."""
    bus = service("events").create_event_bus(Name="ml")["EventBusArn"]
    filed = archive("ml", bus)
    approve()
    assert filed() == 0
    put_rule(bus)

    approve()

    assert filed() == 1


def test_a_replay_brings_the_event_again(
    archive: Callable[..., Callable[[], int]],
    replay: Callable[[str], str],
    approve: Callable[[], SentEvent],
    put_rule: Callable[..., str],
    inbox: Inbox,
) -> None:
    """What was filed is replayed by moto: the same event at its own time, under a new id and the replay's name."""
    archive()
    envelope = approve().envelope
    put_rule(inbox.arn)

    assert replay("all") == "COMPLETED"

    (again,) = inbox.events()
    assert again.pop("replay-name") == "again"
    assert again.pop("id") != envelope.pop("id")
    assert again == envelope


def test_what_is_replayed_is_not_filed_again(
    archive: Callable[..., Callable[[], int]], replay: Callable[[str], str], approve: Callable[[], SentEvent]
) -> None:
    """The archive has as many events after a replay as before it, and so has the registry."""
    filed = archive()
    approve()

    replay("all")

    assert filed() == 1
