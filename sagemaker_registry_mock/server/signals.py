"""The signals that stop a server: the first one asks it to come to its end, the second one ends it at once."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Ctrl-C, what `kill` and container engines send, a terminal that is closed, and Windows' Ctrl-Break: not every
#: system has each of them.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
#: On Windows a wait is not ended by a signal: it is short, and repeated.
_LOOK = 0.2


class StoppedAtOnce(BaseException):
    """A second signal came."""


@contextmanager
def stop_signals() -> Iterator[Callable[[], None]]:
    """Take the signals over, in the main thread, and yield a function that waits for the first one.

    Raises:
        StoppedAtOnce: in the midst of whatever is done after the first signal, when there is a second one.

    """
    stopped = Event()

    def heard(_number: int, _frame: Any) -> None:
        if stopped.is_set():
            raise StoppedAtOnce
        stopped.set()

    def wait() -> None:
        while not stopped.is_set():
            stopped.wait(_LOOK)

    # Whoever has a signal ignored, as nohup has SIGHUP, means it; but a script's shell has SIGINT ignored in what it
    # starts with `&`, where a signal is still the way to stop a server.
    known = [found for name in _NAMES if (found := getattr(signal, name, None)) is not None]
    taken = [one for one in known if one == signal.SIGINT or signal.getsignal(one) != signal.SIG_IGN]
    before = {one: signal.signal(one, heard) for one in taken}
    try:
        yield wait
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
