"""What all policies together say of a question: explicit denial, permission, or none.

Source: IAM User Guide, "Policy evaluation logic", for one account and across accounts; the endings of a denial's
sentence: "Troubleshoot access denied error messages".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sagemaker_registry_mock.access.policy import ITSELF, ROLE

if TYPE_CHECKING:
    from sagemaker_registry_mock.access.policy import Policy, Question, Statement

IDENTITY = "an identity-based policy", "no identity-based policy"
RESOURCE = "a resource-based policy", "no resource-based policy"
BOUNDARY = "a permissions boundary", "no permissions boundary"
SESSION = "a session policy", "no session policy"
#: A kind of policy, as a denial names it: one that denies, none that allows.
Kind = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The policies that bear on one question.

    Attributes:
        identity: those of the caller: a user's and its groups', or a role's. None where nobody enforces them.
        boundary: the caller's permissions boundary, if there is one.
        session: the policy that a role's session was given, if there is one.
        resource: the policy on the resource, if there is one.
        foreign: whether the resource belongs to another account than the caller.

    """

    identity: tuple[Policy, ...] | None = ()
    boundary: Policy | None = None
    session: Policy | None = None
    resource: Policy | None = None
    foreign: bool = False

    @property
    def limits(self) -> list[tuple[Kind, Policy]]:
        """The policies that only limit what identity-based ones allow."""
        limits = ((BOUNDARY, self.boundary), (SESSION, self.session))
        return [(kind, limit) for kind, limit in limits if limit is not None]

    def every(self) -> list[tuple[Kind, Policy]]:
        """Return every policy with its kind."""
        resource = [(RESOURCE, self.resource)] if self.resource else []
        return [*((IDENTITY, policy) for policy in self.identity or ()), *self.limits, *resource]

    def granted(self, question: Question) -> Statement | None:
        """Return the statement of the resource's policy that allows what is asked."""
        return self.resource.says(question, allows=True) if self.resource else None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and why.

    Attributes:
        allowed: whether the caller may.
        kind: the kind of policy that decided.
        statement: the statement that decided; None where a kind of policy has none that allows.
        misses: what kept statements that allow the action from allowing this.

    """

    allowed: bool
    kind: Kind
    statement: Statement | None
    misses: tuple[str, ...] = ()

    def reason(self, action: str) -> str:
        """Return how the sentence of a denial ends."""
        denying, none = self.kind
        return f"with an explicit deny in {denying}" if self.statement else f"because {none} allows the {action} action"


def decided(question: Question, policies: Policies) -> Decision:
    """Decide a question: an explicit denial anywhere wins, else every side that has to allow must allow."""
    for kind, policy in policies.every():
        denial = policy.says(question, allows=False)
        if denial:
            return Decision(allowed=False, kind=kind, statement=denial)
    return _across(question, policies) if policies.foreign else _within(question, policies)


def _within(question: Question, policies: Policies) -> Decision:
    """Decide in the caller's own account: identity or resource may allow.

    A resource policy that names the account leaves the decision to the account's own policies. One that names the
    caller allows by itself; where it names a role, the session's boundary and session policy still limit it.
    """
    granted = policies.granted(replace(question, nearness=ITSELF))
    if granted:
        return Decision(allowed=True, kind=RESOURCE, statement=granted)
    return _limited(question, policies, policies.granted(replace(question, nearness=ROLE)))


def _across(question: Question, policies: Policies) -> Decision:
    """Decide over another account's resource: its policy and, where they are enforced, the caller's must allow."""
    granted = policies.granted(question)
    if granted is None:
        return _nobody_allows(question, policies, RESOURCE)
    if policies.identity is None:
        return Decision(allowed=True, kind=RESOURCE, statement=granted)
    return _limited(question, policies, None)


def _limited(question: Question, policies: Policies, granted: Statement | None) -> Decision:
    """Ask the caller's own policies, unless the resource has `granted` it, and those that limit them."""
    found = (policy.says(question, allows=True) for policy in policies.identity or ())
    permission = granted or next((one for one in found if one), None)
    if permission is None:
        return _nobody_allows(question, policies, IDENTITY)
    for kind, limit in policies.limits:
        if not limit.says(question, allows=True):
            return _nobody_allows(question, policies, kind)
    return Decision(allowed=True, kind=RESOURCE if granted else IDENTITY, statement=permission)


def _nobody_allows(question: Question, policies: Policies, kind: Kind) -> Decision:
    misses = tuple(miss for of, policy in policies.every() if of == kind for miss in policy.near_misses(question))
    return Decision(allowed=False, kind=kind, statement=None, misses=misses)
