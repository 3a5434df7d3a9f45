"""Why a statement that could have allowed an action does not: what a refusal tells whoever wrote the policies."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import ALICE, BOB, GROUP, SESSION, allow, asked, deny, policy

STAGE = "sagemaker:ModelLifeCycle:Stage"
WANTS_QA = {"StringEquals": {STAGE: ["QA", "Production"]}}


@pytest.mark.parametrize(
    ("statement", "obstacle"),
    [
        (allow(Resource=GROUP), "its Resource does not match"),
        (allow(NotResource="*"), "its NotResource does not match"),
        (allow(Principal={"AWS": BOB}), "its Principal does not match"),
        (allow(NotPrincipal={"AWS": ALICE}), "its NotPrincipal does not match"),
        (
            allow(Condition=WANTS_QA),
            f"Condition StringEquals wants {STAGE} to be 'QA' or 'Production'; it is 'Development'",
        ),
        (
            allow(Condition={"ForAllValues:StringLike": {"AWS:tagkeys": "team*"}}),
            "Condition ForAllValues:StringLike wants AWS:tagkeys to be 'team*'; it is 'a', 'b'",
        ),
        (
            allow(Condition={"Bool": {"aws:MultiFactorAuthPresent": True}}),
            "Condition Bool wants aws:MultiFactorAuthPresent to be 'true'; it is not in the request",
        ),
        (
            allow(Condition={"StringEqual": {STAGE: "Development"}}),
            f"Condition StringEqual wants {STAGE} to be 'Development'; it is 'Development'",
        ),
        (
            allow(Condition={"StringEquals": {STAGE: "${aws:username}"}}),
            f"Condition StringEquals wants {STAGE} to be '${{aws:username}}'; it is 'Development'",
        ),
        (
            allow(Principal={"AWS": SESSION}, Resource=GROUP, NotResource="*"),
            "its Principal does not match; its Resource does not match; its NotResource does not match",
        ),
    ],
)
def test_a_near_miss_tells_all_that_is_in_the_way(statement: dict[str, Any], obstacle: str) -> None:
    """Each element that does not match is told, and of the conditions the first that does not hold."""
    asking = asked(keys={STAGE: ("Development",), "aws:TagKeys": ("a", "b")})

    assert policy(statement).near_misses(asking) == [f"mine, statement 1: {obstacle}"]


@pytest.mark.parametrize(
    "statement",
    [
        allow(),
        allow(Action="s3:*", Resource=GROUP),
        allow(NotAction="sagemaker:*", Resource=GROUP),
        deny(Resource=GROUP),
    ],
)
def test_other_statements_are_no_near_misses(statement: dict[str, Any]) -> None:
    """A statement that allows, is about other actions, or would deny has missed nothing."""
    assert policy(statement).near_misses(asked()) == []


def test_of_several_conditions_the_first_that_does_not_hold_is_told() -> None:
    """Conditions that hold are not in the way, and one that does not is enough."""
    condition = {"Null": {"aws:TagKeys": "true"}, **WANTS_QA, "StringLike": {"aws:ResourceTag/team": "a"}}

    assert policy(allow(Condition=condition)).near_misses(asked()) == [
        f"mine, statement 1: Condition StringEquals wants {STAGE} to be 'QA' or 'Production'; it is not in the request"
    ]


def test_every_statement_that_nearly_allows_is_told_in_order() -> None:
    """The near misses stand in the order of the statements, each with its Sid or number."""
    missed = policy(allow(Sid="Groups", Resource=GROUP), deny(), allow(Action="s3:*"), allow(NotResource="*"))

    assert missed.near_misses(asked()) == [
        "mine, statement Groups: its Resource does not match",
        "mine, statement 4: its NotResource does not match",
    ]
