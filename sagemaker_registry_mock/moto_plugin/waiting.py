"""The pauses that botocore makes between its attempts, where a fault that was injected is what it tries again for.

botocore really sleeps: in `Endpoint._needs_retry`, and in adaptive mode in the token bucket of a client that was
throttled. As long as faults are injected both are asked to whom a pause belongs. One that belongs to a fault is told to
whoever has injected it; every other pause is made. Where botocore is built otherwise, all pauses are made.
"""

from __future__ import annotations

import threading
import time
from contextvars import ContextVar
from inspect import signature
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from botocore import endpoint as endpoint_module
from botocore.endpoint import Endpoint
from botocore.retries.bucket import TokenBucket

from sagemaker_registry_mock.moto_plugin.swapping import swapped

if TYPE_CHECKING:
    from collections.abc import Callable

#: What this module knows of botocore's signature.
_NEEDS_RETRY = ("self", "attempts", "operation_model", "request_dict")


class _Pauses:
    """Whose the pauses are that botocore is about to make."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.users = 0
        self.undo: list[Callable[[], None]] = []
        #: By the invocation that a fault has befallen.
        self.expected: dict[str, Callable[[float], object]] = {}
        #: How long a pause before the next attempt of an invocation would have been.
        self.passed: dict[str, float] = {}
        #: By the bucket of a client that a fault has throttled.
        self.throttled: WeakKeyDictionary[Any, Callable[[float], object]] = WeakKeyDictionary()


_PAUSES = _Pauses()
#: Whose a pause is that botocore makes in this thread now.
_MAKING: ContextVar[Callable[[float], object] | None] = ContextVar("pause", default=None)


def expect_pause(invocation: str | None, wait: Callable[[float], object]) -> None:
    """Have the pause after the attempt of an invocation that is under way told to `wait` and not made."""
    if invocation is not None:
        _PAUSES.expected[invocation] = wait


def pause_before(invocation: str | None) -> float:
    """Return the seconds that an attempt of an invocation, which comes now, would have come later."""
    return _PAUSES.passed.pop(invocation or "", 0.0)


def watch_pauses() -> None:
    """Look at the pauses that botocore makes."""
    with _PAUSES.lock:
        _PAUSES.users += 1
        if _PAUSES.users == 1:
            _PAUSES.undo = [*_watch_attempts(), *_watch_buckets()]


def leave_pauses() -> None:
    """Undo `watch_pauses`, once for each time that it was called."""
    with _PAUSES.lock:
        _PAUSES.users -= 1
        if _PAUSES.users == 0:
            for undo in _PAUSES.undo:
                undo()
            _PAUSES.expected.clear()
            _PAUSES.passed.clear()


class _Time:
    """Stands for the module `time` in botocore's endpoint."""

    def sleep(self, seconds: float) -> None:
        """Pass the seconds as the pause's owner wants it, or really."""
        (_MAKING.get() or time.sleep)(seconds)

    def __getattr__(self, name: str) -> Any:
        """Return all else of the module."""
        return getattr(time, name)


def _watch_attempts() -> list[Callable[[], None]]:
    original: Any = getattr(Endpoint, "_needs_retry", None)
    known = original is not None and tuple(signature(original).parameters)[:4] == _NEEDS_RETRY
    present = getattr(endpoint_module, "time", None)
    # One of ours may have been put back by a test that had swapped it.
    if not known or not (present is time or isinstance(present, _Time)):
        return []

    def _needs_retry(
        self: Any, attempts: int, operation_model: Any, request_dict: Any, *rest: Any, **named: Any
    ) -> Any:
        token = _MAKING.set(_owner(request_dict))
        try:
            return original(self, attempts, operation_model, request_dict, *rest, **named)
        finally:
            _MAKING.reset(token)

    return [swapped(Endpoint, "_needs_retry", _needs_retry), swapped(endpoint_module, "time", _Time())]


def _owner(request_dict: Any) -> Callable[[float], object] | None:
    """Return whose the pause is after an attempt; it is noted for the next one."""
    invocation = request_dict.get("context", {}).get("retries", {}).get("invocation-id", "")
    wait = _PAUSES.expected.pop(invocation, None)
    if wait is None:
        return None

    def pause(seconds: float) -> None:
        _PAUSES.passed[invocation] = seconds
        wait(seconds)

    return pause


def _watch_buckets() -> list[Callable[[], None]]:
    if not all(hasattr(TokenBucket, name) for name in ("_refill", "_sleep_amount")):
        return []
    refill, sleep_amount = TokenBucket._refill, TokenBucket._sleep_amount  # noqa: SLF001 - there is no public way

    def _refill(bucket: Any) -> None:
        """Note a bucket whose rate changes because of a fault."""
        wait = _MAKING.get()
        if wait is not None:
            _PAUSES.throttled[bucket] = wait
        refill(bucket)

    def _sleep_amount(bucket: Any, amount: int) -> Any:
        """Return how long a bucket makes its client wait: not at all where that is a fault's, as if it had waited."""
        missing = sleep_amount(bucket, amount)
        wait = _PAUSES.throttled.get(bucket)
        if missing <= 0 or wait is None:
            return missing
        wait(missing)
        bucket._current_capacity = amount  # noqa: SLF001 - what it would hold then
        return 0

    return [swapped(TokenBucket, "_refill", _refill), swapped(TokenBucket, "_sleep_amount", _sleep_amount)]
