"""What stands between a request to SageMaker and its answer: observers, who see calls, and faults, which befall them.

Every request passes here as long as somebody listens: the registry's operations and those that are moto's, of every
account and region, from boto3, plain HTTP and moto's server. What SageMaker does within itself does not.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from sagemaker_registry_mock.moto_plugin.install import is_installed
from sagemaker_registry_mock.pipeline import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

#: An HTTP answer as moto's handlers give it: status, headers, body.
Response = tuple[int, dict[str, str], Any]

#: The statuses of HTTP from which on an answer is an error.
_ERRORS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingCall:
    """A request to SageMaker, as it arrived.

    Attributes:
        operation: its name in the API, such as `CreateModelPackage`; empty where the request names none.
        method: boto3's name of it, such as `create_model_package`.
        parameters: the JSON of the request, with times as they were sent; empty where it is no JSON object.
        region: where it is asked.
        account: the caller's.
        caller: the caller's ARN, as STS GetCallerIdentity tells it; empty where moto has no such region.
        attempt: 1, or more where an SDK of AWS tries again.
        invocation: what all attempts of one call of an SDK share; None where no SDK asks.
        pause: the seconds that boto3 would have waited before this attempt, had a fault not been injected.
        time: by moto's clock, which freezegun and time-machine turn.

    """

    operation: str
    method: str
    parameters: dict[str, Any]
    region: str
    account: str
    caller: str
    attempt: int
    invocation: str | None
    pause: float
    time: datetime


@dataclass(frozen=True, slots=True)
class CallError:
    """An error that a call was answered with: its code, its message and its HTTP status."""

    code: str
    message: str
    status: int


class Breakage(Enum):
    """How a connection fails."""

    CONNECTION_DROPPED = "connection_dropped"
    READ_TIMEOUT = "read_timeout"
    CONNECT_TIMEOUT = "connect_timeout"
    CANNOT_CONNECT = "cannot_connect"


class Broken(Exception):
    """The connection fails, and the caller gets no answer.

    Attributes:
        how: it fails.
        lost: the answer that the caller does not get; None where the operation was not done.

    """

    def __init__(self, how: Breakage, lost: Response | None = None) -> None:
        super().__init__(how.value)
        self.how = how
        self.lost = lost


class Fault(Protocol):
    """What befalls a call on its way."""

    def befall(self, call: IncomingCall, go_on: Callable[[], Response]) -> Answer | Response:
        """Return what the call is answered with: an error, or what `go_on`, which does the operation, returns.

        Raises:
            Broken: the caller gets no answer.

        """


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call: the answer, also where it was lost on its way, and the fault that befell it."""

    reply: dict[str, Any] | None = None
    error: CallError | None = None
    fault: Fault | None = None
    lost: bool = False


class Observer(Protocol):
    """Somebody who looks at calls."""

    def arrived(self, call: IncomingCall) -> Callable[[Outcome], object]:
        """Take note of a call, and return what is to be told its outcome. Calls come one at a time."""


class FaultSource(Protocol):
    """Somebody who lets faults befall calls."""

    def fault_of(self, call: IncomingCall) -> Fault | None:
        """Return what is to befall a call, or None."""


@dataclass(frozen=True, slots=True)
class Way:
    """The ways that a request can end."""

    #: Does the operation.
    go_on: Callable[[], Response]
    #: Makes a whole response of an answer.
    respond: Callable[[Answer], Response]
    #: Fails the connection; one that the caller is to give up is held as long as what is given here says so.
    break_off: Callable[[Breakage, Callable[[], bool]], Response]


class _Listening:
    """Who listens: replaced as a whole, so that a call in another thread sees all or nothing of a change."""

    def __init__(self) -> None:
        self.changing = threading.Lock()
        self.arriving = threading.Lock()
        self.observers: tuple[Observer, ...] = ()
        self.sources: tuple[FaultSource, ...] = ()


_LISTENING = _Listening()
_ASIDE: ContextVar[bool] = ContextVar("aside", default=False)


def is_listening() -> bool:
    """Tell whether somebody listens to the calls of this thread. Every request asks this, so it is cheap."""
    return bool(_LISTENING.observers or _LISTENING.sources) and not _ASIDE.get()


def observe(observer: Observer) -> None:
    """Show calls to an observer from now on; once, however often it is asked for.

    Raises:
        RuntimeError: the registry is not plugged into moto.

    """
    _check_plugged_in()
    with _LISTENING.changing:
        if observer not in _LISTENING.observers:
            _LISTENING.observers += (observer,)


def stop_observing(observer: Observer) -> None:
    """Show an observer no more calls; those that have arrived are still told their outcome."""
    with _LISTENING.changing:
        _LISTENING.observers = tuple(one for one in _LISTENING.observers if one is not observer)


def disturb(source: FaultSource) -> None:
    """Have a source of faults asked about calls from now on: before those that are there.

    Raises:
        RuntimeError: the registry is not plugged into moto.

    """
    _check_plugged_in()
    with _LISTENING.changing:
        _LISTENING.sources = (source, *_LISTENING.sources)


def stop_disturbing(source: FaultSource) -> None:
    """Ask a source of faults no more."""
    with _LISTENING.changing:
        _LISTENING.sources = tuple(one for one in _LISTENING.sources if one is not source)


def _check_plugged_in() -> None:
    if not is_installed():
        reason = "The registry is not plugged into moto: call sagemaker_registry_mock.install()."
        raise RuntimeError(reason)


@contextmanager
def aside() -> Iterator[None]:
    """Put requests of this thread aside, such as those that set a test up.

    They are not shown to observers, no fault befalls them, and IAM is not held against them. What their events set off
    is not aside.
    """
    token = _ASIDE.set(True)
    try:
        yield
    finally:
        _ASIDE.reset(token)


@contextmanager
def not_aside() -> Iterator[None]:
    """Undo `aside`, for what a request that is aside sets off."""
    token = _ASIDE.set(False)
    try:
        yield
    finally:
        _ASIDE.reset(token)


def is_aside() -> bool:
    """Tell whether the requests of this thread are aside."""
    return _ASIDE.get()


def intercepted(call: IncomingCall, way: Way) -> Response:
    """Let a call go its way, past those who listen.

    Raises:
        Exception: the client's own, for a connection that fails; or what moto raises.

    """
    with _LISTENING.arriving:
        tell = [observer.arrived(call) for observer in _LISTENING.observers]
    source, fault, outcome = None, None, Outcome()
    try:
        source, fault = _struck(call)
        response = _answered(call, fault, way)
        outcome = _outcome(response, fault)
    except Broken as broken:
        how, outcome = broken.how, _outcome(broken.lost, fault, lost=True)
    except Exception as failure:
        outcome = Outcome(error=CallError(type(failure).__name__, str(failure), 500), fault=fault)
        raise
    else:
        return response
    finally:
        for one in tell:
            one(outcome)
    return way.break_off(how, lambda: source in _LISTENING.sources)


def _answered(call: IncomingCall, fault: Fault | None, way: Way) -> Response:
    answered = fault.befall(call, way.go_on) if fault else way.go_on()
    return way.respond(answered) if isinstance(answered, Answer) else answered


def _struck(call: IncomingCall) -> tuple[FaultSource | None, Fault | None]:
    for source in _LISTENING.sources:
        fault = source.fault_of(call)
        if fault is not None:
            return source, fault
    return None, None


def _outcome(response: Response | None, fault: Fault | None, *, lost: bool = False) -> Outcome:
    if response is None:
        return Outcome(fault=fault, lost=lost)
    status, _, body = response
    document = json_object(body)
    if status < _ERRORS:
        return Outcome(reply=document, fault=fault, lost=lost)
    return Outcome(error=_error(status, document), fault=fault, lost=lost)


def _error(status: int, document: dict[str, Any]) -> CallError:
    """Read an error as botocore does: the code may follow a namespace, the message may have either case."""
    code = str(document.get("__type", status)).rpartition("#")[2]
    return CallError(code, str(document.get("message", document.get("Message", ""))), status)


def json_object(body: str | bytes) -> dict[str, Any]:
    """Return the JSON object of a body; an empty one where it is none."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
