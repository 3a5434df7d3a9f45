"""What the registries have announced: delivered in the order of the operations, and kept for the test to look at."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sagemaker_registry_mock.events.details import Announcement, Event

    #: Takes an event to its targets, and tells where it went.
    Deliver = Callable[[Event], "Sequence[Delivery]"]

#: How long a call waits for another thread that is delivering, in seconds. That thread delivers this call's events
#: too; but it may itself be waiting, for a Lambda function that makes this very call.
PATIENCE = 1.0

#: Longer chains of events, each sent by a target of the one before, are cut: on AWS they never end.
LONGEST_CHAIN = 100
#: So are chains that branch until so many events have followed from the first.
MOST_FOLLOWERS = 1000


@dataclass(frozen=True, slots=True)
class Delivery:
    """One target of one rule, and why the event did not reach it.

    Attributes:
        rule: the ARN of the rule that the event matched.
        target: the ARN of the target.
        failure: why it was not delivered, or None where it was.

    """

    rule: str
    target: str
    failure: str | None = None


class SentEvent:
    """An event that was sent, and where it went."""

    __slots__ = ("_event", "deliveries")

    def __init__(self, event: Event, deliveries: Iterable[Delivery]) -> None:
        self._event = event
        self.deliveries = tuple(deliveries)

    @property
    def number(self) -> int:
        """Its place in the order in which the events of all registries were announced."""
        return self._event.number

    @property
    def envelope(self) -> dict[str, Any]:
        """The event as EventBridge has it, a fresh one on every look: version, id, detail-type, detail and the rest."""
        return self._event.envelope

    @property
    def detail_type(self) -> str:
        """The kind of event, such as `SageMaker Model Package State Change`."""
        return self._event.announcement.detail_type

    @property
    def resource(self) -> str:
        """The ARN of what has changed."""
        return self._event.announcement.resource

    @property
    def detail(self) -> dict[str, Any]:
        """What the event says: mostly a Describe reply, with its times as texts."""
        detail: dict[str, Any] = self.envelope["detail"]
        return detail

    @property
    def undelivered(self) -> tuple[Delivery, ...]:
        """The targets that it did not reach."""
        return tuple(one for one in self.deliveries if one.failure is not None)

    def __repr__(self) -> str:
        """Return what a failing assertion shows."""
        return f"<{self.detail_type} of {self.resource}, deliveries: {list(self.deliveries)}>"


class Postman:
    """Delivers the events of all registries, one after the other.

    One for all: a target may change another registry than the one whose event it has received, and that one's target
    the first, in two threads at a time.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Outbox, Event]] = deque()
        self._delivering = RLock()
        self._now: Event | None = None
        self._deliverer = 0
        self._numbers = itertools.count()

    def take(self, outbox: Outbox, event: Event) -> None:
        """Put an event behind those that wait."""
        event.number = next(self._numbers)
        if self._now is not None and self._deliverer == get_ident():
            event.follow(self._now)
        self._waiting.append((outbox, event))

    def go(self, deliver: Deliver, mine: Iterable[Event]) -> None:
        """Deliver what waits, and return when the events that are `mine` are delivered or another thread takes long.

        An event that is announced while another is delivered, by one of its targets say, follows after it.
        """
        if not self._delivering.acquire(timeout=PATIENCE):
            self._follow(mine)
            return
        try:
            if self._now is None:
                self._deliver_all(deliver)
        finally:
            self._delivering.release()

    def _follow(self, events: Iterable[Event]) -> None:
        """Take events whose delivery takes long for some that a target sends, in another thread, and waits for."""
        before = self._now
        for event in events:
            if before is not None and event is not before and event.root is event:
                event.follow(before)

    def _deliver_all(self, deliver: Deliver) -> None:
        self._deliverer = get_ident()
        try:
            while self._waiting:
                outbox, self._now = self._waiting.popleft()
                outbox.file(self._now, deliver)
        finally:
            self._now, self._deliverer = None, 0


_POSTMAN = Postman()


class Outbox:
    """The events of one registry that were sent. `post` is called with the registry's lock held, `empty` without it."""

    def __init__(self, postman: Postman = _POSTMAN) -> None:
        self.sent: list[SentEvent] = []
        #: What was last announced of each resource, by its ARN.
        self.last: dict[str, Announcement] = {}
        self._postman = postman
        self._closed = False

    def post(self, event: Event) -> None:
        """Have an event delivered after those that wait."""
        self._postman.take(self, event)

    def empty(self, deliver: Deliver, mine: Iterable[Event] = ()) -> None:
        """Have what waits delivered, the events that are `mine` among it."""
        self._postman.go(deliver, mine)

    def become(self, sent: Iterable[SentEvent], last: Mapping[str, Announcement]) -> None:
        """Show other events as those that were sent, and other announcements as the last ones of resources."""
        self.sent, self.last = list(sent), dict(last)

    def close(self) -> None:
        """Have nothing delivered any more: the mock is over."""
        self._closed = True

    def file(self, event: Event, deliver: Deliver) -> None:
        """Deliver an event, whatever comes of it, and keep it."""
        if self._closed:
            return
        # Where a target goes back to a snapshot, the event was not sent by then.
        sent, last = self.sent, self.last
        deliveries: Sequence[Delivery] = _BROKEN_OFF
        try:
            deliveries = _cut(event) or deliver(event)
        except Exception as fault:  # noqa: BLE001 - the operation has succeeded, and its caller is to hear of nothing else
            deliveries = [Delivery("", "", f"It could not be delivered: {type(fault).__name__}")]
        finally:
            sent.append(SentEvent(event, deliveries))
            last[event.announcement.resource] = event.announcement


_BROKEN_OFF = (Delivery("", "", "The delivery was broken off."),)


def _cut(event: Event) -> list[Delivery]:
    """Return why an event is not delivered at all; nothing of most events."""
    if event.root.followers > MOST_FOLLOWERS:
        reason = f"More than {MOST_FOLLOWERS} events have followed from one, sent by targets of each other."
    elif event.generation >= LONGEST_CHAIN:
        reason = f"It is the end of a chain of {LONGEST_CHAIN} events, each of them sent by a target of the one before."
    else:
        return []
    return [Delivery(rule="", target="", failure=reason)]
