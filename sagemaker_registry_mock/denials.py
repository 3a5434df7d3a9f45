"""Why a call was refused: every AccessDeniedException of the registry tells it, in a header that AWS does not send."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from botocore.exceptions import ClientError

DENIAL_HEADER = "x-sagemaker-registry-mock-denial"
_LONGEST = 4000


def told_why(why: Sequence[str]) -> str:
    """Return what led to a denial as the value of the header: JSON in ASCII, as much of it as a header may hold."""
    while len(text := json.dumps(why)) > _LONGEST:
        why = [*why[:-2], "…"] if len(why) > 1 else [why[0][: len(why[0]) // 2]]
    return text


def explain_denial(error: ClientError) -> str:
    """Tell why the registry refused a call: which statement denies it, or what kept each statement from allowing it.

    Returns:
        One line for the refusal and one for each reason; of an error that is no denial, its message alone.

    """
    headers = error.response["ResponseMetadata"].get("HTTPHeaders", {})
    reasons = json.loads(headers.get(DENIAL_HEADER, "[]"))
    return "\n- ".join([error.response["Error"]["Message"], *reasons])
