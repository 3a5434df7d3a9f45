"""Faults that a test injects: which operation fails, how, how often and when."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from botocore import xform_name

from sagemaker_registry_mock.moto_plugin.interception import disturb, stop_disturbing
from sagemaker_registry_mock.moto_plugin.waiting import expect_pause, leave_pauses, watch_pauses
from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.testing.fault_kinds import Delay, check_function, named_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from typing_extensions import Self

    from sagemaker_registry_mock.moto_plugin.interception import IncomingCall
    from sagemaker_registry_mock.testing.fault_kinds import AnyFault

    When = Callable[[IncomingCall], bool]

#: Names any operation.
ANY = "*"


class FaultRule:
    """One fault and the calls that it is for. As a context manager it is cancelled at the end.

    Each attempt of boto3 is a call of its own, unless every attempt of a call is befallen with it.

    Attributes:
        operation: AWS's name of the operation; `*` for any.
        fault: what befalls its calls.
        times: how many of them; None for all.
        hits: how many it has befallen.
        cancelled: whether it befalls no more calls.

    """

    def __init__(
        self, operation: str, fault: AnyFault, times: int | None, when: When | None, *, every_attempt: bool
    ) -> None:
        self.operation = operation
        self.fault = fault
        self.times = times
        self.hits = 0
        self.cancelled = False
        self._when = when
        self._every_attempt = every_attempt
        self._befallen: set[str] = set()
        self._lock = threading.Lock()

    @property
    def pending(self) -> bool:
        """Whether it has still to befall a call: fewer than its number, or none at all where it has no number."""
        return not self.cancelled and self.hits < (1 if self.times is None else self.times)

    def cancel(self) -> None:
        """Befall no more calls."""
        with self._lock:
            self.cancelled = True

    def takes(self, call: IncomingCall) -> bool:
        """Tell whether a call is befallen, and count it."""
        if call.invocation in self._befallen and not self.cancelled:
            return True
        if self._over() or self.operation not in (ANY, call.operation):
            return False
        if self._when is not None and not self._when(call):
            return False
        with self._lock:  # after the test's own function, which may make calls itself
            if self._over():
                return False
            self.hits += 1
            if self._every_attempt and call.invocation is not None:
                self._befallen.add(call.invocation)
            return True

    def _over(self) -> bool:
        return self.cancelled or (self.times is not None and self.hits >= self.times)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.cancel()

    def __repr__(self) -> str:
        often = f"{self.hits} times so far" if self.times is None else f"{self.hits} of {self.times}"
        return f"<{self.operation}: {self.fault}, {often}{', cancelled' if self.cancelled else ''}>"


class Faults:
    """Injects faults between `start` and `stop`, into the calls of all accounts, regions and threads.

    Where boto3 tries again because of a fault, it does not wait before; `waits` tells how long it would have waited.

    Args:
        sleep: is called with the seconds that would pass, in a pause between two attempts or a delay: `time.sleep`, or
            what moves a frozen clock. Where left out, no time passes.

    Raises:
        TypeError: `sleep` is no function.

    """

    def __init__(self, *, sleep: Callable[[float], object] | None = None) -> None:
        check_function("sleep", sleep)
        self._sleep = sleep
        self._lock = threading.Lock()
        self._rules: list[FaultRule] = []
        self._waits: list[float] = []
        self._started = False

    def start(self) -> Self:
        """Let the faults befall calls from now on, and return this; nothing changes where they do so already.

        Raises:
            RuntimeError: the registry is not plugged into moto.

        """
        with self._lock:
            if not self._started:
                disturb(self)
                watch_pauses()
                self._started = True
        return self

    def stop(self) -> None:
        """Let no more faults befall calls. The rules stay, for another `start`."""
        with self._lock:
            if self._started:
                stop_disturbing(self)
                leave_pauses()
                self._started = False

    def fail_next(
        self,
        operation: str | None,
        fault: AnyFault | str,
        *,
        when: When | None = None,
        every_attempt: bool = False,
    ) -> FaultRule:
        """Let a fault befall the next call of an operation.

        Faults of the same operation befall its calls in the order in which they were given. boto3 tries again after
        some of them, so that the code under test does not see them, unless `every_attempt` fails.

        Args:
            operation: any of SageMaker's, as AWS names it or as boto3 does; `*` or None for any.
            fault: one that this package makes, such as `delay(5)`, or a name: `ThrottlingException`, `reply_lost`.
            when: tells of a call, by its parameters, its region and so on, whether the fault is for it.
            every_attempt: whether all attempts that an SDK makes of one call are befallen, and count as one.

        Raises:
            TypeError, ValueError: SageMaker has no such operation, or there is no such fault.

        """
        return self.fail(operation, fault, times=1, when=when, every_attempt=every_attempt)

    def fail(
        self,
        operation: str | None,
        fault: AnyFault | str,
        *,
        times: int | None = None,
        when: When | None = None,
        every_attempt: bool = False,
    ) -> FaultRule:
        """Let a fault befall calls of an operation, until it is cancelled or has befallen `times` of them.

        Faults that are for a number of calls come before those that are for all; else the first that was given comes
        first. Arguments are those of `fail_next`.

        Raises:
            TypeError, ValueError: SageMaker has no such operation, there is no such fault, or `times` is no number.

        """
        _check_times(times)
        check_function("when", when)
        rule = FaultRule(_operation(operation), named_fault(fault), times, when, every_attempt=every_attempt)
        with self._lock:
            self._rules.append(rule)
        return rule

    def clear(self) -> None:
        """Cancel and forget all rules, and forget the waits."""
        with self._lock:
            rules, self._rules, self._waits = self._rules, [], []
        for rule in rules:
            rule.cancel()

    @property
    def rules(self) -> tuple[FaultRule, ...]:
        """All rules, in the order in which they were given."""
        return tuple(self._rules)

    @property
    def pending(self) -> tuple[FaultRule, ...]:
        """The rules that have still to befall a call: nothing, where a test has met each of its faults."""
        return tuple(rule for rule in self.rules if rule.pending)

    @property
    def waits(self) -> tuple[float, ...]:
        """The seconds of each pause and each delay that the faults have made, in their order."""
        return tuple(self._waits)

    def fault_of(self, call: IncomingCall) -> AnyFault | None:
        """Return what befalls a call now, and count it; None where nothing does."""
        rules = sorted(self.rules, key=lambda rule: rule.times is None)
        fault = next((rule.fault for rule in rules if rule.takes(call)), None)
        if isinstance(fault, Delay):
            return replace(fault, sleep=lambda seconds: self._pass(seconds, fault.sleep or self._sleep))
        if fault is not None:
            expect_pause(call.invocation, lambda seconds: self._pass(seconds, self._sleep))
        return fault

    def _pass(self, seconds: float, sleep: Callable[[float], object] | None) -> None:
        with self._lock:
            self._waits.append(seconds)
        if sleep is not None:
            sleep(seconds)


@contextmanager
def injected_faults(*, sleep: Callable[[float], object] | None = None) -> Iterator[Faults]:
    """Inject faults as long as this context lasts. See `Faults`."""
    faults = Faults(sleep=sleep).start()
    try:
        yield faults
    finally:
        faults.stop()


def _check_times(times: object) -> None:
    if times is not None and (isinstance(times, bool) or not isinstance(times, int) or times < 1):
        reason = f"times is a whole number from 1 on, or None for always, not {times!r}."
        raise ValueError(reason)


@cache
def _operations() -> dict[str, str]:
    """Return AWS's names of all operations, by themselves and by boto3's names."""
    names = sorted(default_service().names)
    return {**{xform_name(name): name for name in names}, **{name: name for name in names}}


def _operation(name: object) -> str:
    """Return AWS's name of an operation.

    Raises:
        TypeError: it is no text.
        ValueError: SageMaker has no such operation; the error tells which ones are near.

    """
    if name is None or name == ANY:
        return ANY
    if not isinstance(name, str):
        reason = f"An operation is named by a text, not by {name!r}."
        raise TypeError(reason)
    known = _operations()
    if name in known:
        return known[name]
    near = get_close_matches(name, known)
    reason = f"SageMaker has no operation {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else ".")
    raise ValueError(reason)
