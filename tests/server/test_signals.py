"""The signals that stop a server."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock.server.signals import StoppedAtOnce, stop_signals

if TYPE_CHECKING:
    from collections.abc import Iterator

HANDLED = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """Leave the handlers as they are."""
    before = {one: signal.getsignal(one) for one in HANDLED}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.parametrize("number", HANDLED)
def test_the_first_signal_ends_the_wait(number: signal.Signals) -> None:
    """Any of them asks the server to come to its end, and raises nothing."""
    with stop_signals() as wait:
        signal.raise_signal(number)
        wait()


@pytest.mark.parametrize("number", HANDLED)
def test_the_second_signal_stops_at_once(number: signal.Signals) -> None:
    """The second one, of whatever kind, breaks off what is being done."""
    with stop_signals():
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(StoppedAtOnce):
            signal.raise_signal(number)


def test_afterwards_signals_do_what_they_did() -> None:
    """The handlers of before are there again."""
    heard: list[Any] = []
    for one in HANDLED:
        signal.signal(one, lambda number, _frame: heard.append(number))

    with stop_signals():
        signal.raise_signal(signal.SIGINT)
    for one in HANDLED:
        signal.raise_signal(one)

    assert heard == HANDLED


def test_signals_that_are_ignored_stay_ignored() -> None:
    """Under nohup a closed terminal is no reason to stop; Ctrl-C is one even in what a script has put behind itself."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    with stop_signals() as wait:
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGINT)
        wait()
        signal.raise_signal(signal.SIGHUP)
        with pytest.raises(StoppedAtOnce):
            signal.raise_signal(signal.SIGINT)


def test_a_system_without_a_signal_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no SIGHUP: the others are handled."""
    monkeypatch.delattr(signal, "SIGHUP")
    with stop_signals() as wait:
        signal.raise_signal(signal.SIGINT)
        wait()
