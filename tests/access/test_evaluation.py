"""What all policies together decide within one account, which of them decided, and how a denial's sentence ends."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import ACCOUNT, ALICE, BOB, DESCRIBE, GROUP, ROLE, ROOT, SESSION, allow, asked, deny, policy

from sagemaker_registry_mock.access.evaluation import BOUNDARY, IDENTITY, RESOURCE, Policies, decided
from sagemaker_registry_mock.access.evaluation import SESSION as GIVEN

ALL = policy(allow(), name="everything")
OTHERS = policy(allow(Action="s3:*"), name="another service")
FORBIDDEN = policy(allow(), deny(Sid="Never", Action="sagemaker:Describe*"), name="forbidden")


def shared(*statements: dict[str, Any]) -> Any:
    """Return a resource policy of these statements."""
    return policy(*statements, name="the group's")


def told(policies: Policies, **question: Any) -> tuple[bool, str]:
    """Return whether a question is allowed, and which kind of policy decided or how the denial's sentence ends."""
    decision = decided(asked(**question), policies)
    return decision.allowed, decision.kind[0] if decision.allowed else decision.reason(DESCRIBE)


@pytest.mark.parametrize(
    ("policies", "kind"),
    [
        (Policies(identity=(ALL, FORBIDDEN)), "an identity-based policy"),
        (Policies(identity=(ALL,), boundary=FORBIDDEN), "a permissions boundary"),
        (Policies(identity=(ALL,), session=FORBIDDEN), "a session policy"),
        (Policies(identity=(ALL,), resource=FORBIDDEN), "a resource-based policy"),
        (Policies(identity=(FORBIDDEN,), boundary=FORBIDDEN, resource=FORBIDDEN), "an identity-based policy"),
        (Policies(identity=(), resource=FORBIDDEN), "a resource-based policy"),
        (Policies(identity=None, resource=FORBIDDEN), "a resource-based policy"),
        (Policies(identity=(ALL,), resource=FORBIDDEN, foreign=True), "a resource-based policy"),
        (Policies(identity=(FORBIDDEN,), resource=ALL, foreign=True), "an identity-based policy"),
    ],
)
def test_an_explicit_denial_wins(policies: Policies, kind: str) -> None:
    """A statement that denies wins over all that allow, wherever it stands, and is named."""
    decision = decided(asked(), policies)

    assert not decision.allowed
    assert decision.reason(DESCRIBE) == f"with an explicit deny in {kind}"
    assert decision.statement is not None
    assert decision.statement.where == "forbidden, statement Never"
    assert decision.misses == ()


@pytest.mark.parametrize(
    ("policies", "kind"),
    [
        (Policies(), "identity-based policy"),
        (Policies(identity=(OTHERS, OTHERS)), "identity-based policy"),
        (Policies(identity=None), "identity-based policy"),
        (Policies(boundary=ALL, session=ALL), "identity-based policy"),
        (Policies(identity=(ALL,), boundary=OTHERS), "permissions boundary"),
        (Policies(identity=(ALL,), session=OTHERS), "session policy"),
        (Policies(identity=(ALL,), boundary=OTHERS, session=OTHERS), "permissions boundary"),
        (Policies(identity=(OTHERS,), boundary=OTHERS), "identity-based policy"),
        (Policies(identity=(ALL,), boundary=policy()), "permissions boundary"),
        (Policies(resource=OTHERS), "identity-based policy"),
    ],
)
def test_without_permission_there_is_an_implicit_denial(policies: Policies, kind: str) -> None:
    """Where nothing allows, the first kind of policy that would have had to is named."""
    decision = decided(asked(), policies)

    assert not decision.allowed
    assert decision.reason(DESCRIBE) == f"because no {kind} allows the {DESCRIBE} action"
    assert decision.statement is None


@pytest.mark.parametrize(
    "policies",
    [
        Policies(identity=(ALL,)),
        Policies(identity=(OTHERS, ALL)),
        Policies(identity=(ALL,), boundary=ALL, session=ALL),
        Policies(identity=(ALL,), resource=OTHERS),
        Policies(identity=(ALL,), resource=shared(allow(Principal={"AWS": BOB}))),
    ],
)
def test_the_callers_own_policy_allows(policies: Policies) -> None:
    """Within the account one identity-based policy is enough, if every limit allows the same."""
    decision = decided(asked(), policies)

    assert decision.allowed
    assert decision.kind == IDENTITY
    assert decision.statement is not None
    assert decision.statement.where == "everything, statement 1"


@pytest.mark.parametrize(
    "limits", [{}, {"boundary": OTHERS}, {"session": OTHERS}, {"boundary": OTHERS, "session": OTHERS}]
)
@pytest.mark.parametrize(
    ("principal", "caller"),
    [
        ({"AWS": ALICE}, ALICE),
        ("*", ALICE),
        ({"AWS": SESSION}, SESSION),
        ({"AWS": "*"}, SESSION),
        ({"AWS": [ROLE, SESSION]}, SESSION),
        ({"AWS": [ROOT, ALICE]}, ALICE),
    ],
)
def test_a_grant_to_the_caller_itself_needs_nothing_else(principal: Any, caller: str, limits: dict[str, Any]) -> None:
    """What the resource grants to the user, to the session or to everybody is limited by explicit denials only."""
    policies = Policies(resource=shared(allow(Principal=principal)), **limits)

    assert told(policies, principal=caller) == (True, "a resource-based policy")
    assert told(Policies(resource=policies.resource, identity=(FORBIDDEN,), **limits), principal=caller)[0] is False


@pytest.mark.parametrize(
    ("limits", "outcome"),
    [
        ({}, (True, "a resource-based policy")),
        ({"boundary": ALL, "session": ALL}, (True, "a resource-based policy")),
        ({"boundary": OTHERS}, (False, f"because no permissions boundary allows the {DESCRIBE} action")),
        ({"session": OTHERS}, (False, f"because no session policy allows the {DESCRIBE} action")),
        ({"boundary": ALL, "session": OTHERS}, (False, f"because no session policy allows the {DESCRIBE} action")),
    ],
)
def test_a_grant_to_a_role_is_limited(limits: dict[str, Any], outcome: tuple[bool, str]) -> None:
    """What the resource grants to a role its sessions have as far as their boundary and session policy allow."""
    policies = Policies(resource=shared(allow(Principal={"AWS": ROLE})), **limits)

    assert told(policies, principal=SESSION) == outcome


@pytest.mark.parametrize("principal", [ROOT, ACCOUNT])
@pytest.mark.parametrize("caller", [ALICE, SESSION])
def test_a_grant_to_the_account_leaves_it_to_the_account(principal: str, caller: str) -> None:
    """What the resource grants to the whole account the callers' own policies must allow."""
    resource = shared(allow(Principal={"AWS": principal}))

    assert told(Policies(resource=resource), principal=caller) == (
        False,
        f"because no identity-based policy allows the {DESCRIBE} action",
    )
    assert told(Policies(resource=resource, identity=(ALL,)), principal=caller) == (True, "an identity-based policy")
    assert not told(Policies(resource=resource, identity=(ALL,), boundary=OTHERS), principal=caller)[0]


@pytest.mark.parametrize(
    ("excepted", "allowed"),
    [(BOB, True), (ALICE, False), (ROOT, False), (ACCOUNT, False), ("*", False)],
)
def test_a_grant_to_everybody_else(excepted: str, allowed: bool) -> None:  # noqa: FBT001 - the expected answer
    """What the resource grants to all but some it does not grant to them, nor to the callers of an account of them."""
    resource = shared(allow(NotPrincipal={"AWS": excepted}))

    assert told(Policies(resource=resource))[0] is allowed


def test_a_grant_needs_the_conditions_and_the_resource() -> None:
    """A resource policy grants what its statement is about."""
    condition = {"StringEquals": {"aws:PrincipalTag/team": "a"}}
    policies = Policies(resource=shared(allow(Principal="*", NotResource=GROUP, Condition=condition)))

    assert told(policies, keys={"aws:PrincipalTag/team": ("a",)})[0]
    assert not told(policies, keys={"aws:PrincipalTag/team": ("b",)})[0]
    assert not told(policies, keys={"aws:PrincipalTag/team": ("a",)}, resource=GROUP)[0]


def test_a_denial_tells_the_near_misses_of_the_kind_that_decided() -> None:
    """The misses are those of the policies that would have had to allow, in their order, and of no others."""
    near = policy(allow(Sid="Near", Resource=GROUP), name="near")
    nearer = policy(allow(NotResource="*"), name="nearer")

    unallowed = decided(asked(), Policies(identity=(near, OTHERS, nearer), boundary=near, resource=near))
    limited = decided(asked(), Policies(identity=(ALL, near), boundary=nearer, session=near))

    assert unallowed.misses == (
        "near, statement Near: its Resource does not match",
        "nearer, statement 1: its NotResource does not match",
    )
    assert limited.misses == ("nearer, statement 1: its NotResource does not match",)
    assert limited.kind == BOUNDARY


def test_every_policy_is_told_with_its_kind() -> None:
    """All policies that bear on a question are listed, identity-based ones first; those that are not there are not."""
    one, other, boundary, session, resource = (policy(name=name) for name in "abcde")
    policies = Policies(identity=(one, other), boundary=boundary, session=session, resource=resource)

    assert policies.every() == [
        (IDENTITY, one),
        (IDENTITY, other),
        (BOUNDARY, boundary),
        (GIVEN, session),
        (RESOURCE, resource),
    ]
    assert Policies(identity=None).every() == []
