"""The stages that SageMaker pre-defines for a model's life cycle. Any other text that the shape allows is one, too.

Source: Developer Guide, "Staging construct for your model lifecycle". Members are texts, ready for `ModelLifeCycle`.
"""

from __future__ import annotations

from enum import Enum


class _Text(str, Enum):
    """A text with a name."""

    __str__ = str.__str__

    def __format__(self, spec: str) -> str:
        """Format the text, not the name."""
        return format(self.value, spec)


class Stage(_Text):
    """`ModelLifeCycle.Stage`: where a model is on its way."""

    PROPOSAL = "Proposal"
    DEVELOPMENT = "Development"
    QA = "QA"
    PRE_PRODUCTION = "PreProduction"
    PRODUCTION = "Production"
    ARCHIVED = "Archived"


class StageStatus(_Text):
    """`ModelLifeCycle.StageStatus`: how it stands there."""

    PENDING_APPROVAL = "PendingApproval"
    IN_PROGRESS = "InProgress"
    ON_HOLD = "OnHold"
    APPROVED = "Approved"
    REJECTED = "Rejected"
    RETIRED = "Retired"
