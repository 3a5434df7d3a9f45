"""What one registry has announced: delivered in the order of its operations, and kept for the test to look at."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sagemaker_registry_mock.events.details import Event

#: How long a call waits for another thread that is delivering, in seconds. That thread delivers this call's events
#: too; but it may itself be waiting, for a Lambda function that makes this very call.
PATIENCE = 1.0

#: Longer chains of events, each sent by a target of the one before, are cut: on AWS they never end.
LONGEST_CHAIN = 100

#: The order in which events were announced, over all registries.
_NUMBERS = itertools.count()


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

    def __init__(self, event: Event, deliveries: Sequence[Delivery]) -> None:
        self._event = event
        self.number = next(_NUMBERS)
        self.deliveries = tuple(deliveries)

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
    def told(self) -> Mapping[str, Any]:
        """What a Describe would have told of it then, in wire names."""
        return self._event.announcement.told()

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


class Outbox:
    """Events of one registry, waiting or sent. `post` is called with the registry's lock held, `empty` without it."""

    def __init__(self) -> None:
        self.sent: list[SentEvent] = []
        #: The last event of each resource, by its ARN.
        self.last: dict[str, SentEvent] = {}
        self._waiting: deque[Event] = deque()
        self._delivering = RLock()
        self._now: Event | None = None
        self._deliverer = 0

    def post(self, event: Event) -> None:
        """Put an event behind those that wait."""
        before = self._now
        if before is not None and self._deliverer == get_ident():
            event.generation = before.generation + 1
        self._waiting.append(event)

    def empty(self, deliver: Callable[[Event], Sequence[Delivery]]) -> None:
        """Deliver what waits, one event after the other.

        An event that is announced while another is delivered, by one of its targets say, follows after it.
        """
        if not self._waiting or not self._delivering.acquire(timeout=PATIENCE):
            return
        try:
            if self._now is None:
                self._deliver_all(deliver)
        finally:
            self._delivering.release()

    def _deliver_all(self, deliver: Callable[[Event], Sequence[Delivery]]) -> None:
        self._deliverer = get_ident()
        try:
            while self._waiting:
                self._now = event = self._waiting.popleft()
                sent = SentEvent(event, _cut() if event.generation > LONGEST_CHAIN else deliver(event))
                self.sent.append(sent)
                self.last[sent.resource] = sent
        finally:
            self._now = None


def _cut() -> list[Delivery]:
    reason = f"It is the end of a chain of {LONGEST_CHAIN} events, each of them sent by a target of the one before."
    return [Delivery(rule="", target="", failure=reason)]
