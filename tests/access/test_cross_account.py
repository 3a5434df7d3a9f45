"""What policies decide over a resource of another account: its policy and the caller's own account must both allow."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import DESCRIBE, GROUP, STRANGER, allow, asked, policy

from sagemaker_registry_mock.access.evaluation import Policies, decided

VISITOR = f"arn:aws:iam::{STRANGER}:user/visitor"
ROOT, ROLE = f"arn:aws:iam::{STRANGER}:root", f"arn:aws:iam::{STRANGER}:role/deployer"
SESSION = f"arn:aws:sts::{STRANGER}:assumed-role/deployer/monday"

ALL, OTHERS = policy(allow(), name="everything"), policy(allow(Action="s3:*"), name="another service")
NO_RESOURCE_POLICY = (False, f"because no resource-based policy allows the {DESCRIBE} action")
NO_IDENTITY_POLICY = (False, f"because no identity-based policy allows the {DESCRIBE} action")
each_form = pytest.mark.parametrize("principal", ["*", {"AWS": STRANGER}, {"AWS": ROOT}, {"AWS": VISITOR}])


def told(caller: str = VISITOR, principal: Any = None, **policies: Any) -> tuple[bool, str]:
    """Return whether a caller may describe the version, whose policy names `principal`, and who decided."""
    resource = None if principal is None else policy(allow(Principal=principal), name="the group's")
    question = asked(principal=caller, account=STRANGER)
    decision = decided(question, Policies(resource=resource, foreign=True, **policies))
    return decision.allowed, decision.kind[0] if decision.allowed else decision.reason(DESCRIBE)


@each_form
def test_the_resources_policy_is_enough_where_the_callers_is_not_enforced(principal: Any) -> None:
    """Where nobody enforces the caller's own policies the resource's policy decides alone."""
    assert told(principal=principal, identity=None) == (True, "a resource-based policy")


@each_form
def test_both_sides_must_allow(principal: Any) -> None:
    """However the resource's policy names the caller, its own policies must allow, too."""
    assert told(principal=principal, identity=(ALL,)) == (True, "an identity-based policy")
    assert told(principal=principal, identity=(OTHERS,)) == NO_IDENTITY_POLICY
    assert told(principal=principal) == NO_IDENTITY_POLICY


@pytest.mark.parametrize("identity", [None, (), (ALL,), (OTHERS,)])
@pytest.mark.parametrize("principal", [None, {"AWS": "111122223333"}, {"AWS": VISITOR + "s"}, {"Service": "*"}])
def test_without_the_resources_policy_nobody_comes_in(principal: Any, identity: Any) -> None:
    """A resource without a policy, or with one that names others, is closed, whatever the caller's policies say."""
    assert told(principal=principal, identity=identity) == NO_RESOURCE_POLICY


@pytest.mark.parametrize("principal", ["*", {"AWS": ROOT}, {"AWS": ROLE}, {"AWS": SESSION}])
def test_a_sessions_limits_hold_across_accounts(principal: Any) -> None:
    """Over another account's resource boundary and session policy limit every session, however it is named."""
    assert told(SESSION, principal, identity=(ALL,), boundary=ALL, session=ALL) == (True, "an identity-based policy")
    assert told(SESSION, principal, identity=(ALL,), boundary=OTHERS) == (
        False,
        f"because no permissions boundary allows the {DESCRIBE} action",
    )
    assert told(SESSION, principal, identity=(ALL,), session=OTHERS) == (
        False,
        f"because no session policy allows the {DESCRIBE} action",
    )


def test_the_misses_are_those_of_the_resources_policy() -> None:
    """A caller whom the resource's policy does not let in is told what kept that policy from it."""
    near = policy(allow(Sid="Near", Principal={"AWS": ROLE}), name="the group's")
    own = policy(allow(Resource=GROUP), name="own")
    question = asked(principal=VISITOR, account=STRANGER)

    assert decided(question, Policies(identity=(own,), resource=near, foreign=True)).misses == (
        "the group's, statement Near: its Principal does not match",
    )
