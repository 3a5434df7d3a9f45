"""What SageMaker was asked, in order, with what became of it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.moto_plugin.interception import IncomingCall, observe, stop_observing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typing_extensions import Self

    from sagemaker_registry_mock.moto_plugin.interception import CallError, Fault, Outcome

#: The longest text and the longest line that a failing assertion is to show.
_TEXT, _LINE = 60, 240


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordedCall(IncomingCall):
    """A request to SageMaker and what became of it.

    Attributes:
        reply: the JSON of the answer, with times in seconds; None where it was an error, or there was none.
        error: what it was refused with: its code, its message and its HTTP status.
        fault: what a test has let befall it.
        lost: whether the caller got no answer. A reply is told all the same, where it was lost on its way.

    """

    reply: dict[str, Any] | None
    error: CallError | None
    fault: Fault | None
    lost: bool

    @property
    def failed(self) -> bool:
        """Whether the caller saw it fail."""
        return self.lost or self.error is not None

    def __repr__(self) -> str:
        """Return one line, as a failing assertion shows it."""
        attempt = f" attempt {self.attempt}" if self.attempt > 1 else ""
        line = f"<{self.operation}{_shown(self.parameters)} in {self.region}{attempt}: {self._ending()}>"
        return line if len(line) <= _LINE else f"{line[: _LINE - 4]}...>"

    def _ending(self) -> str:
        fault = f" ({self.fault})" if self.fault else ""
        if self.error:
            code, message = self.error.code, self.error.message
            injected = " (injected)" if str(self.fault) == code else fault
            return f"{code}{injected}{': ' if message else ''}{_cut(message)}"
        if self.lost:
            return str(self.fault)
        return f"answered{_shown(self.reply or {})}{fault}"


def _shown(members: dict[str, Any]) -> str:
    return f"({', '.join(f'{name}={_value(value)}' for name, value in members.items())})"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{...}" if value else "{}"
    if isinstance(value, list):
        return f"[{len(value)} items]" if len(value) != 1 else "[1 item]"
    return repr(_cut(value)) if isinstance(value, str) else repr(value)


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT else f"{text[: _TEXT - 3]}..."


class Recorder:
    """Records what SageMaker is asked between `start` and `stop`, in all accounts, regions and threads.

    What `aside` puts aside is left out. Several recorders see the same calls.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: In the order of arrival; None as long as a call has no outcome.
        self._calls: dict[int, RecordedCall | None] = {}
        self._arrived = 0

    def start(self) -> Self:
        """Record from now on, behind what is recorded already, and return this.

        Raises:
            RuntimeError: the registry is not plugged into moto.

        """
        observe(self)
        return self

    def stop(self) -> None:
        """Record no more; calls that are under way are still recorded when they have their outcome."""
        stop_observing(self)

    def clear(self) -> None:
        """Forget all calls, those that are under way too."""
        with self._lock:
            self._calls.clear()

    @property
    def calls(self) -> tuple[RecordedCall, ...]:
        """The calls that have had their outcome, in the order in which they arrived."""
        with self._lock:
            return tuple(call for call in self._calls.values() if call is not None)

    def arrived(self, call: IncomingCall) -> Callable[[Outcome], None]:
        """Take a call's place in the order, and return what puts it there with its outcome."""
        with self._lock:
            number = self._arrived = self._arrived + 1
            self._calls[number] = None

        def ended(outcome: Outcome) -> None:
            facts = {one.name: getattr(call, one.name) for one in fields(IncomingCall)}
            recorded = RecordedCall(
                **facts, reply=outcome.reply, error=outcome.error, fault=outcome.fault, lost=outcome.lost
            )
            with self._lock:
                if number in self._calls:
                    self._calls[number] = recorded

        return ended

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.calls)) or "<no calls>"


@contextmanager
def recorded_calls() -> Iterator[Recorder]:
    """Record what SageMaker is asked as long as this context lasts."""
    recorder = Recorder().start()
    try:
        yield recorder
    finally:
        recorder.stop()
