"""What a change of the approval status deploys: every pair of statuses."""

from __future__ import annotations

from itertools import product

import pytest
from deployment.building import APPROVED, PENDING, REJECTED

from sagemaker_registry_mock.deployment.effects import Effect, effect_of

STATUSES = (None, PENDING, APPROVED, REJECTED)
#: The pairs that deploy. The developer guide has three of them; a version registered as approved is new to nobody.
DEPLOYING = {
    (PENDING, APPROVED): Effect.THIS_VERSION,
    (REJECTED, APPROVED): Effect.THIS_VERSION,
    (APPROVED, REJECTED): Effect.LATEST_APPROVED,
    (None, APPROVED): Effect.THIS_VERSION,
}


@pytest.mark.parametrize(("before", "after"), [*product(STATUSES, STATUSES)])
def test_every_pair_of_statuses(before: str | None, after: str | None) -> None:
    """A pair has the effect that the table gives it; all other pairs have none."""
    assert effect_of(before, after) is DEPLOYING.get((before, after or ""), Effect.NOTHING)


@pytest.mark.parametrize(
    ("before", "after"), [("Draft", APPROVED), ("approved", REJECTED), (APPROVED, "rejected"), ("", APPROVED)]
)
def test_other_words_have_no_effect(before: str, after: str) -> None:
    """A status that does not exist, or is spelt otherwise, is in no row of the table."""
    assert effect_of(before, after) is Effect.NOTHING
