"""The kinds of faults: an error in place of the answer, a connection that fails before or after the work, a delay."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sagemaker_registry_mock.errors import (
    ChangedMeanwhile,
    ExpiredTokenException,
    FailureOfService,
    NoPolicyAllows,
    RegistryError,
    ResourceLimitExceeded,
    ServiceUnavailable,
    ThrottlingException,
    UnrecognizedClientException,
)
from sagemaker_registry_mock.moto_plugin.interception import Breakage, Broken
from sagemaker_registry_mock.pipeline import Answer
from sagemaker_registry_mock.protocol.serialize import body_of_error
from sagemaker_registry_mock.registry.settings import QUOTAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.moto_plugin.interception import IncomingCall, Response

#: Statuses of HTTP that tell an error.
_ERRORS = range(400, 600)


def _quota_used_up(call: IncomingCall) -> RegistryError:
    """Return the refusal by the quota of what an operation makes; of its calls where nothing is known to have one."""
    unit = f"{call.operation.removeprefix('Create').removeprefix('Add')}s"
    if unit in QUOTAS:
        return ResourceLimitExceeded(QUOTAS[unit], unit, limit=0, used=0)
    return ResourceLimitExceeded(f"{call.operation} requests", "Requests", limit=0, used=0)


#: The errors that may befall any call, by their codes: how SageMaker words them for a call.
USUAL: dict[str, Callable[[IncomingCall], RegistryError]] = {
    "AccessDeniedException": lambda call: NoPolicyAllows(call.caller, call.operation),
    "ConflictException": lambda _call: ChangedMeanwhile(),
    "ExpiredTokenException": lambda _call: ExpiredTokenException(),
    "InternalFailure": lambda _call: FailureOfService(),
    "ResourceLimitExceeded": _quota_used_up,
    "ServiceUnavailable": lambda _call: ServiceUnavailable(),
    "ThrottlingException": lambda _call: ThrottlingException(),
    "UnrecognizedClientException": lambda _call: UnrecognizedClientException(),
}


@dataclass(frozen=True, slots=True)
class ErrorReply:
    """An error in place of the answer: the operation is not done. See `error_reply`."""

    code: str
    message: str | None = None
    status: int | None = None

    def befall(self, call: IncomingCall, _go_on: Callable[[], Response]) -> Answer:
        """Return the error."""
        usual = USUAL[self.code](call) if self.code in USUAL else None
        status = self.status or (usual.status if usual else _ERRORS.start)
        message = str(usual) if self.message is None else self.message
        return Answer(status, body_of_error(self.code, message))

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class FailedConnection:
    """A connection that fails before the operation is done, or after it."""

    how: Breakage
    done: bool = False

    def befall(self, _call: IncomingCall, go_on: Callable[[], Response]) -> Response:
        """Fail the connection.

        Raises:
            Broken: always.

        """
        raise Broken(self.how, go_on() if self.done else None)

    def __str__(self) -> str:
        words = self.how.value.replace("_", " ")
        return f"reply lost by {words}" if self.done else words


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay before the operation, which is then done. See `delay`."""

    seconds: float
    sleep: Callable[[float], object] | None = field(default=None, compare=False, repr=False)

    def befall(self, _call: IncomingCall, go_on: Callable[[], Response]) -> Response:
        """Pass the seconds, and go on."""
        if self.sleep is not None:
            self.sleep(self.seconds)
        return go_on()

    def __str__(self) -> str:
        return f"delay of {self.seconds:g} s"


AnyFault = ErrorReply | FailedConnection | Delay


def error_reply(code: str, message: str | None = None, status: int | None = None) -> AnyFault:
    """Return the fault of an error reply; the operation is not done.

    Args:
        code: AWS's name of the error, such as `ThrottlingException`, or any other word.
        message: what it says; where left out, what SageMaker says, for the codes of which that is known.
        status: of HTTP; where left out, the code's own, and 400 for a code that is not known.

    Raises:
        TypeError, ValueError: a code is one word, a message a text, a status a number from 400 to 599; or the code is
            not known and there is no message.

    """
    _check_error(code, message, status)
    return ErrorReply(code, message, status)


def _check_error(code: object, message: object, status: object) -> None:
    if not isinstance(code, str) or not code.isidentifier():
        reason = f"The code of an error is one word, not {code!r}."
        raise ValueError(reason)
    if message is None and code not in USUAL:
        reason = f"Give the message of {code}: only those of {', '.join(USUAL)} are known."
        raise ValueError(reason)
    if message is not None and not isinstance(message, str):
        reason = f"The message of an error is a text, not {message!r}."
        raise TypeError(reason)
    if status is not None and (not isinstance(status, int) or status not in _ERRORS):
        reason = f"The status of an error is a number from {_ERRORS.start} to {_ERRORS.stop - 1}, not {status!r}."
        raise ValueError(reason)


def connection_dropped() -> AnyFault:
    """Return the fault of a connection that closes before the operation is done: boto3's ConnectionClosedError."""
    return FailedConnection(Breakage.CONNECTION_DROPPED)


def read_timeout() -> AnyFault:
    """Return the fault of an answer that never comes; the operation is not done: boto3's ReadTimeoutError."""
    return FailedConnection(Breakage.READ_TIMEOUT)


def connect_timeout() -> AnyFault:
    """Return the fault of a connection that takes too long to make: boto3's ConnectTimeoutError."""
    return FailedConnection(Breakage.CONNECT_TIMEOUT)


def cannot_connect() -> AnyFault:
    """Return the fault of a connection that cannot be made: boto3's EndpointConnectionError."""
    return FailedConnection(Breakage.CANNOT_CONNECT)


_LOSING = (Breakage.CONNECTION_DROPPED, Breakage.READ_TIMEOUT)


def reply_lost(by: str = "connection_dropped") -> AnyFault:
    """Return the fault of an answer that is lost on its way: the operation is done, its events are sent.

    Args:
        by: what the caller sees: `connection_dropped` or `read_timeout`.

    Raises:
        ValueError: it is neither.

    """
    words = [how.value for how in _LOSING]
    if by not in words:
        reason = f"A reply is lost by {' or '.join(words)}, not by {by!r}."
        raise ValueError(reason)
    return FailedConnection(Breakage(by), done=True)


def delay(seconds: float, sleep: Callable[[float], object] | None = None) -> AnyFault:
    """Return the fault of a call that takes long, and is then answered.

    Args:
        seconds: how long.
        sleep: is called with the seconds: `time.sleep`, or what moves a frozen clock. Where left out, that of the
            `Faults`, which mostly passes no time.

    Raises:
        TypeError, ValueError: seconds are a number above 0, and `sleep` is a function.

    """
    _check_seconds(seconds)
    check_function("sleep", sleep)
    return Delay(seconds, sleep)


def _check_seconds(seconds: object) -> None:
    is_number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if not is_number or not 0 < seconds < float("inf"):  # type: ignore[operator]  # it is a number
        reason = f"A delay is a number of seconds above 0, not {seconds!r}."
        raise ValueError(reason)


def check_function(name: str, value: object) -> None:
    """Refuse what is neither left out nor a function.

    Raises:
        TypeError: naming the argument.

    """
    if value is not None and not callable(value):
        reason = f"{name} is a function, not {value!r}."
        raise TypeError(reason)


#: The faults that a word names, besides the codes of errors.
_NAMED: dict[str, Callable[[], AnyFault]] = {
    made.__name__: made for made in (connection_dropped, read_timeout, connect_timeout, cannot_connect, reply_lost)
}


def named_fault(value: object) -> AnyFault:
    """Return the fault that a word names, or the fault itself.

    Raises:
        TypeError: it is neither a word nor a fault.
        ValueError: the word names no fault; the error tells which ones are near.

    """
    if isinstance(value, (ErrorReply, FailedConnection, Delay)):
        return value
    if not isinstance(value, str):
        reason = f"A fault is one of those that sagemaker_registry_mock.testing makes, or its name, not {value!r}."
        raise TypeError(reason)
    if value in _NAMED:
        return _NAMED[value]()
    if value in USUAL:
        return ErrorReply(value)
    near = get_close_matches(value, [*_NAMED, *USUAL], cutoff=0.8) or [*_NAMED, *USUAL]
    reason = f"No fault is called {value!r}; there is {', '.join(near)}, and error_reply() for any other error."
    raise ValueError(reason)
