"""Why a step fails: what its FailureReason tells. One class per cause, and the only file with such text."""

from __future__ import annotations

from typing import Any


class StepFailure(Exception):
    """A step has failed; its text is the FailureReason.

    Attributes:
        metadata: what the failed step tells in its Metadata.

    """

    def __init__(self, reason: str, metadata: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.metadata = metadata or {}


class FailStep(StepFailure):
    """A Fail step was reached."""

    def __init__(self, message: str) -> None:
        super().__init__(message, {"Fail": {"ErrorMessage": message}})


class Refused(StepFailure):
    """An operation that the step calls has refused.

    Source: failure reasons in public logs of RegisterModel and Training steps.
    """

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(f"ClientError: Failed to invoke sagemaker:{operation}. Error Details: {reason}")


class Undefined(StepFailure):
    """An expression names something that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is undefined.")


class FileUnreadable(StepFailure):
    """The file of a Std:JsonGet is not there."""

    def __init__(self, place: str) -> None:
        super().__init__(f"Std:JsonGet could not read {place}: put the file there, or tell its content beforehand.")


class FileNotJson(StepFailure):
    """The file of a Std:JsonGet is no JSON."""

    def __init__(self, place: str) -> None:
        super().__init__(f"Std:JsonGet could not read {place}: it is no JSON.")


class NothingAtPath(StepFailure):
    """A Std:JsonGet finds nothing at its Path."""

    def __init__(self, path: object, place: str) -> None:
        super().__init__(f"Std:JsonGet found nothing at {path!r} in {place}.")


class NotComparable(StepFailure):
    """A condition compares what cannot be compared."""

    def __init__(self, kind: str, left: object, right: object) -> None:
        super().__init__(f"{kind} cannot compare {left!r} with {right!r}.")


class StepNotRun(StepFailure):
    """The step is of a Type that nothing is known of, and the test has not told its result."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"sagemaker-registry-mock does not run steps of the Type {kind}: tell its result.")


class QueueUnreachable(StepFailure):
    """A Callback step could not send its message."""

    def __init__(self, queue: str, reason: str) -> None:
        super().__init__(f"The message could not be sent to {queue}: {reason}")
