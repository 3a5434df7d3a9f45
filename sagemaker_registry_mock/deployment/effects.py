"""What a change of the approval status has for effect: the table of the SageMaker project's CI/CD.

Source: SageMaker Developer Guide, "Update the Approval Status of a Model". These are the only transitions with an
effect; a version that is registered as approved is deployed, since the project's rule matches its first event, too.
"""

from __future__ import annotations

from enum import Enum


class Effect(Enum):
    """What to deploy."""

    THIS_VERSION = "this version"
    LATEST_APPROVED = "the latest version that is still approved"
    NOTHING = "nothing"


_EFFECTS = {
    ("PendingManualApproval", "Approved"): Effect.THIS_VERSION,
    ("PendingManualApproval", "Rejected"): Effect.NOTHING,
    ("Rejected", "Approved"): Effect.THIS_VERSION,
    ("Approved", "Rejected"): Effect.LATEST_APPROVED,
    (None, "Approved"): Effect.THIS_VERSION,
}


def effect_of(before: str | None, after: str | None) -> Effect:
    """Return the effect of a version's approval status going from `before`, None for a new version, to `after`."""
    return _EFFECTS.get((before, after or ""), Effect.NOTHING)
