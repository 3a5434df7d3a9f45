"""The outbox of many threads: one delivers for all, and the others wait for it, though not for ever."""

from __future__ import annotations

from contextlib import suppress
from threading import Event as Signal
from threading import Thread, get_ident
from typing import TYPE_CHECKING

import pytest
from events.building import event_of

from sagemaker_registry_mock.events import outbox as module
from sagemaker_registry_mock.events.outbox import Delivery, Outbox, Postman

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sagemaker_registry_mock.events.details import Event

#: Longer than any thread of these tests needs.
AGES = 30.0


class Courier:
    """A thread that delivers, and stops in the delivery of the event `at` until it may go on."""

    def __init__(self, outbox: Outbox, at: str) -> None:
        self.outbox, self.at = outbox, at
        self.stopped, self.may_go_on = Signal(), Signal()
        self.threads: dict[str, int] = {}
        self.thread = Thread(target=lambda: outbox.empty(self.deliver))

    def deliver(self, event: Event) -> list[Delivery]:
        """Note which thread delivers which event."""
        name = event.announcement.resource
        self.threads[name] = get_ident()
        if name == self.at:
            self.stopped.set()
            assert self.may_go_on.wait(AGES)
        return []

    def start(self) -> None:
        """Start, and return once it has stopped."""
        self.thread.start()
        assert self.stopped.wait(AGES)

    def finish(self) -> None:
        """Let it go on, and wait for its end."""
        self.may_go_on.set()
        self.thread.join(AGES)
        assert not self.thread.is_alive()


@pytest.fixture
def outbox() -> Outbox:
    """An outbox with one event in it."""
    outbox = Outbox(Postman())
    outbox.post(event_of("a"))
    return outbox


@pytest.fixture
def courier(outbox: Outbox) -> Iterator[Courier]:
    """A thread that has stopped in the delivery of the first event."""
    courier = Courier(outbox, at="a")
    courier.start()
    yield courier
    courier.finish()


def names(outbox: Outbox) -> list[str]:
    """Return the resources whose events were sent."""
    return [one.resource for one in outbox.sent]


def test_a_second_thread_gives_up_waiting_after_a_while(
    outbox: Outbox, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits no longer than its patience lasts, and leaves its event to the thread that delivers."""
    monkeypatch.setattr(module, "PATIENCE", 0.02)
    outbox.post(event_of("b"))
    outbox.empty(courier.deliver)
    assert names(outbox) == []

    courier.finish()

    assert names(outbox) == ["a", "b"]
    assert set(courier.threads.values()) == {courier.thread.ident}


def test_an_event_of_a_second_thread_is_no_answer(outbox: Outbox, courier: Courier) -> None:
    """What another thread announces meanwhile was not sent by a target of the event under way."""
    other = event_of("b")
    outbox.post(other)

    assert other.generation == 0
    assert courier.thread.ident != get_ident()


def test_a_second_thread_waits_for_the_event_that_it_has_posted(
    outbox: Outbox, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its event has been delivered when it goes on, though another thread has delivered it."""
    monkeypatch.setattr(module, "PATIENCE", AGES)
    seen: list[list[str]] = []
    outbox.post(event_of("b"))

    def work() -> None:
        outbox.empty(courier.deliver)
        seen.append(names(outbox))

    second = Thread(target=work)
    second.start()
    courier.finish()
    second.join(AGES)

    assert seen == [["a", "b"]]


def test_a_second_thread_waits_for_its_event_while_it_is_on_its_way(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event that has left the queue and not yet arrived is waited for too."""
    monkeypatch.setattr(module, "PATIENCE", AGES)
    courier = Courier(outbox, at="b")
    outbox.post(event_of("b"))
    courier.start()
    second = Thread(target=lambda: outbox.empty(courier.deliver))
    second.start()
    second.join(0.05)
    waits = second.is_alive()
    courier.finish()
    second.join(AGES)

    assert waits
    assert names(outbox) == ["a", "b"]


def test_a_thread_with_nothing_to_send_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Emptying an empty outbox is done at once, whatever the patience."""
    monkeypatch.setattr(module, "PATIENCE", AGES)
    outbox = Outbox(Postman())

    outbox.empty(lambda _event: pytest.fail("there is nothing to deliver"))

    assert outbox.sent == []


def test_another_thread_takes_over_after_a_failure(outbox: Outbox) -> None:
    """A thread whose delivery has failed leaves the outbox to the next."""
    failed: list[str] = []

    def fail(event: Event) -> list[Delivery]:
        failed.append(event.announcement.resource)
        raise KeyboardInterrupt

    def work() -> None:
        with suppress(KeyboardInterrupt):
            outbox.empty(fail)

    first = Thread(target=work)
    first.start()
    first.join(AGES)
    outbox.post(event_of("b"))
    outbox.empty(lambda _event: [])

    assert (failed, names(outbox)) == (["a"], ["a", "b"])


def test_an_event_that_is_under_way_does_not_follow_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that waits too long for its own event, which another thread is delivering, makes no chain of it."""
    monkeypatch.setattr(module, "PATIENCE", 0.02)
    outbox, slow, quick = Outbox(Postman()), event_of("slow"), event_of("quick")
    outbox.post(slow)
    courier = Courier(outbox, at="slow")
    courier.start()
    outbox.post(quick)

    outbox.empty(courier.deliver, [slow, quick])
    courier.finish()

    assert (slow.generation, quick.generation) == (0, 1)
