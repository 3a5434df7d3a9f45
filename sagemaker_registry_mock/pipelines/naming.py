"""What an execution calls what it makes, and how it writes times. Names follow from what they name.

Source: names in public logs; a pull request of the SageMaker Python SDK tells that a name in a definition is a prefix.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.executions import PipelineExecution

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: How long names may be: those of most things, and those of tuning and AutoML jobs.
LONGEST, SHORT = 63, 32
_LENGTH_OF_TAIL = 10


def job_name(
    execution: PipelineExecution, step: str, attempt: int, base: str | None = None, longest: int = LONGEST
) -> str:
    """Return the name of what a step makes.

    That is `pipelines-<execution>-<step>-<10 letters or digits>`, without `pipelines-` where names are short; or, with
    a name that the definition gives, `<name>-<execution>-<10 letters or digits>-<failures before>`.
    """
    tail = digest(_LENGTH_OF_TAIL, execution.arn, step, str(attempt))
    if base is not None:
        end = f"-{execution.name}-{tail}-{attempt - 1}"
        return f"{base[: longest - len(end)].rstrip('-')}{end}".lstrip("-")
    start = f"{execution.name}-{step}" if longest == SHORT else f"pipelines-{execution.name}-{step}"
    return f"{start[: longest - _LENGTH_OF_TAIL - 1].replace('_', '-').rstrip('-')}-{tail}"


def digest(length: int, *parts: str) -> str:
    """Return letters and digits that look like chance and follow from `parts`."""
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest(), "big")
    return "".join(_DIGITS[number // len(_DIGITS) ** place % len(_DIGITS)] for place in range(length))


def written(time: datetime) -> str:
    """Write a time as executions do: ISO 8601, UTC, to the millisecond."""
    return time.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
