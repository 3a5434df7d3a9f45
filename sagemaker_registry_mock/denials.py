"""Why a call was refused: every AccessDeniedException of the registry tells it, in a header that AWS does not send."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from botocore.exceptions import ClientError

DENIAL_HEADER = "x-sagemaker-registry-mock-denial"
_LONGEST = 4000
_MORE = "…"


def told_why(why: Sequence[str]) -> str:
    """Return what led to a denial as the value of the header: JSON in ASCII, as much of it as a header may hold."""
    fitting = list(why)
    while len(json.dumps([*fitting, _MORE])) > _LONGEST and len(fitting) > 1:
        del fitting[-1]
    told = fitting if len(fitting) == len(why) else [*fitting, _MORE]
    while len(text := json.dumps(told)) > _LONGEST:
        told = [told[0][: len(told[0]) // 2], *told[1:]]
    return text


def explain_denial(error: ClientError) -> str:
    """Tell why the registry refused a call: which statement denies it, or what kept each statement from allowing it.

    Returns:
        One line for the refusal and one for each reason; of an error that is no denial, its message alone.

    """
    headers = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    reasons = json.loads(headers.get(DENIAL_HEADER, "[]"))
    return "\n- ".join([error.response["Error"]["Message"], *reasons])
