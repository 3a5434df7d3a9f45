"""Processes of their own for what is measured: this package in one, moto alone in another, which never imports it.

They are forked from a process that has loaded boto3, moto and pytest and nothing else, so that each is there at once.
"""

from __future__ import annotations

import multiprocessing
import traceback
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from types import TracebackType

    from typing_extensions import Self

P = ParamSpec("P")
T = TypeVar("T")

_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT: Any = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
if _FORKS:
    #: What every mock or every call loads.
    _MOTOS = ("core.models", "iam.models", "sagemaker.models", "sagemaker.responses", "sts.models")
    _CONTEXT.set_forkserver_preload(["boto3", "pytest", *(f"moto.{name}" for name in _MOTOS)])


class Worker:
    """A process that does what it is told, with something that it keeps: what `make` returns there."""

    def __init__(self, make: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        self._pipe, there = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(there, make, args, kwargs), daemon=True)
        self._process.start()
        there.close()

    def do(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function with what the process keeps, and return what it returns.

        Raises:
            RuntimeError: it raises something, which is told.

        """
        self._pipe.send((function, args, kwargs))
        done, value = self._pipe.recv()
        if not done:
            raise RuntimeError(value)
        answer: T = value
        return answer

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._pipe.close()
        self._process.join()


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a process of its own, and return what it returns."""
    with Worker(function, *args, **kwargs) as worker:
        made: T = worker.do(_itself)
        return made


def _itself(kept: T) -> T:
    return kept


def _serve(pipe: Connection, make: Callable[..., object], args: Any, kwargs: Any) -> None:
    try:
        kept: Any = make(*args, **kwargs)
        failure = ""
    except BaseException:  # noqa: BLE001 - the other process raises it
        failure = traceback.format_exc()
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((False, failure) if failure else (True, function(kept, *args, **kwargs)))
        except Exception:  # noqa: BLE001 - the other process raises it
            pipe.send((False, traceback.format_exc()))
