"""The order of events is that of the operations, also where many threads do them."""

from __future__ import annotations

from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import ELSEWHERE, HERE, arn
from support.examples import THREADS

from sagemaker_registry_mock.events import outbox
from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.events.wiring import Inbox
    from types_boto3_sagemaker import SageMakerClient

    InThreads = Callable[[Callable[[int], Any]], list[Any]]

EACH = 10
FUNCTION = arn("lambda", "function:deploy")


def versions(envelopes: list[Any]) -> list[int]:
    """Return the numbers of the versions that events are about."""
    return [one["detail"]["ModelPackageVersion"] for one in envelopes]


def test_versions_of_many_threads_are_announced_in_their_order(
    client: SageMakerClient,
    group: str,
    put_rule: Callable[..., str],
    inbox: Inbox,
    in_threads: InThreads,
) -> None:
    """Eighty versions out of eight threads: the queue has each once, by its number."""
    put_rule(inbox.arn)

    in_threads(lambda _number: [client.create_model_package(ModelPackageGroupName=group) for _ in range(EACH)])

    expected = list(range(1, THREADS * EACH + 1))
    assert versions(inbox.events()) == expected
    assert versions([one.envelope for one in sent_events()]) == expected


def test_updates_of_many_threads_are_announced_in_their_order(
    client: SageMakerClient, version: str, put_rule: Callable[..., str], in_threads: InThreads
) -> None:
    """Each event has all that the events before it had: none overtakes another."""
    calls: list[Any] = []
    stand_in(FUNCTION, calls.append)
    put_rule(FUNCTION)

    def work(number: int) -> None:
        for position in range(5):
            client.update_model_package(
                ModelPackageArn=version, CustomerMetadataProperties={f"{number}-{position}": "v"}
            )

    in_threads(work)

    sizes = [len(one["detail"]["CustomerMetadataProperties"]) for one in calls]
    assert sizes == list(range(1, THREADS * 5 + 1))


def test_one_target_is_called_at_a_time(
    client: SageMakerClient, group: str, put_rule: Callable[..., str], in_threads: InThreads
) -> None:
    """A handler need not be prepared for two threads: no event is delivered before the last has been."""
    busy, clashes = Lock(), list[Any]()

    def handle(event: Any) -> None:
        if not busy.acquire(blocking=False):
            clashes.append(event)
            return
        client.describe_model_package(ModelPackageName=event["resources"][0])
        busy.release()

    stand_in(FUNCTION, handle)
    put_rule(FUNCTION)

    in_threads(lambda _number: [client.create_model_package(ModelPackageGroupName=group) for _ in range(5)])

    assert clashes == []
    assert len(sent_events()) == THREADS * 5
    assert undelivered_events() == []


def test_a_thread_finds_its_own_event_delivered(
    client: SageMakerClient,
    group: str,
    put_rule: Callable[..., str],
    in_threads: InThreads,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When a call returns, its event has arrived, whichever thread has delivered it."""
    monkeypatch.setattr(outbox, "PATIENCE", 30.0)
    arrived: set[str] = set()

    def handle(event: Any) -> None:
        client.describe_model_package(ModelPackageName=event["resources"][0])
        arrived.add(event["resources"][0])

    put_rule(FUNCTION)
    stand_in(FUNCTION, handle)

    def work(_number: int) -> list[str]:
        missed = []
        for _ in range(EACH):
            arn = client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"]
            missed += [arn] * (arn not in arrived)
        return missed

    assert in_threads(work) == [[]] * THREADS


@pytest.fixture
def regions(
    client: SageMakerClient,
    sagemaker: Callable[[str], SageMakerClient],
    put_rule: Callable[..., str],
    service: Callable[..., Any],
) -> tuple[dict[str, SageMakerClient], list[str]]:
    """The clients of two regions, each with a handler that looks at the other region; and where these were called."""
    clients, calls = {HERE: client, ELSEWHERE: sagemaker(ELSEWHERE)}, list[str]()
    for region, other in ((HERE, ELSEWHERE), (ELSEWHERE, HERE)):
        clients[region].create_model_package_group(ModelPackageGroupName="churn")
        function = arn("lambda", "function:deploy", region=region)

        def handle(event: Any, other: SageMakerClient = clients[other]) -> None:
            calls.append(event["region"])
            other.list_model_packages(ModelPackageGroupName="churn")

        stand_in(function, handle)
        put_rule(function, events=service("events", region))
    return clients, calls


def test_regions_do_not_wait_for_each_other(
    regions: tuple[dict[str, SageMakerClient], list[str]], in_threads: InThreads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads that change two regions, whose handlers look at each other's, all come to an end."""
    monkeypatch.setattr(outbox, "PATIENCE", 0.02)
    clients, calls = regions

    def work(number: int) -> None:
        for _ in range(5):
            clients[HERE if number % 2 else ELSEWHERE].create_model_package(ModelPackageGroupName="churn")

    in_threads(work)

    half = THREADS * 5 // 2
    assert sorted(calls) == [ELSEWHERE] * half + [HERE] * half
    for region in clients:
        assert versions([one.envelope for one in sent_events(region_name=region)]) == list(range(1, half + 1))


def test_a_call_that_announces_nothing_waits_for_nobody(
    client: SageMakerClient, group: str, put_rule: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at the registry is answered while another thread's handler takes its time and events wait for it."""
    monkeypatch.setattr(outbox, "PATIENCE", 30.0)
    busy, done = Event(), Event()

    def handle(event: Any) -> None:
        if event["detail"]["ModelPackageVersion"] == 1:
            client.create_model_package(ModelPackageGroupName=group)
            busy.set()
            assert done.wait(30)

    stand_in(FUNCTION, handle)
    put_rule(FUNCTION)
    writer = Thread(target=lambda: client.create_model_package(ModelPackageGroupName=group))
    reader = Thread(target=lambda: client.describe_model_package(ModelPackageName=f"{group}/2"))
    writer.start()
    assert busy.wait(30)
    reader.start()
    reader.join(5)
    answered = not reader.is_alive()
    done.set()
    for one in (writer, reader):
        one.join(30)

    assert answered
    assert undelivered_events() == []
