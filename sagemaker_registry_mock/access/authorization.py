"""May this caller do this? Asked of every operation, before it sees the registry.

Within the caller's own account nobody is asked unless IAM is enforced. Over another account's resource that resource's
policy is always asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sagemaker_registry_mock.access.actions import SEVERAL, TABLE, Action, resources_named
from sagemaker_registry_mock.access.evaluation import RESOURCE, Decision, Policies, decided
from sagemaker_registry_mock.access.keys import Target, keys_of, request_tags, resource_tags
from sagemaker_registry_mock.access.policy import Policy, Question, compiled_policy
from sagemaker_registry_mock.errors import NotPermitted
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.transitions import COMPLETED, GONE, moved

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from typing_extensions import Self

    from sagemaker_registry_mock.access.keys import Pair
    from sagemaker_registry_mock.registry.settings import Settings
    from sagemaker_registry_mock.registry.store import Registry

G = TypeVar("G", bound="Gate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who calls.

    Attributes:
        arn: of a user, of a role's session, or of an account's root.
        account: the caller's.
        keys: what is known of the caller and its request: the global condition keys.
        policies: its own policies, and those that limit it; None where IAM is not enforced for it.

    """

    arn: str
    account: str
    keys: tuple[Pair, ...] = ()
    policies: Policies | None = None


class Gate(Protocol):
    """What guards a registry: it knows who calls, and leads to the registries of other accounts."""

    registry: Registry
    settings: Settings

    @property
    def now(self) -> datetime:
        """The time of the call."""

    def transition(self, machine: str) -> Mapping[str, Any]:
        """Return the state transition that is configured for `machine`."""

    @property
    def enforced(self) -> bool:
        """Whether IAM is enforced for this call."""

    @property
    def account(self) -> str:
        """The caller's account."""

    def principal(self) -> Principal:
        """Return who calls, with the policies that are enforced for it."""

    def at(self, account: str) -> Self | None:
        """Return the same call over another account's registry; None where there is no such account."""


def accounts_named(operation: str, request: Mapping[str, Any]) -> list[str]:
    """Return the accounts in the ARNs by which a request names resources."""
    return [account for text in resources_named(operation, request) if (account := _account_in(text))]


def admitted(gate: G, operation: str, request: Mapping[str, Any]) -> G:
    """Let a request in, and return the gate of the registry that it is about: that of the account its ARN names.

    Raises:
        NotPermitted: naming caller, action, resource and the kind of policy that refuses.

    """
    action = TABLE[operation]
    if operation in SEVERAL and action.member not in request:
        return gate  # the operation has each of them admitted
    owner = _account_in(request.get(action.member, "")) or gate.account
    if owner == gate.account:
        if gate.enforced:
            _ask(gate, gate.principal(), operation, request)
        return gate
    reached = gate.at(owner)
    arn = request[action.member]  # a denial tells no more of another account than what was asked
    if reached is None:
        denial = Decision(allowed=False, kind=RESOURCE, statement=None)
        raise refusal(gate.principal(), f"sagemaker:{operation}", arn, denial)
    _ask(reached, reached.principal(), operation, request, shown=arn)
    return reached


def _account_in(text: str) -> str | None:
    """Return the account of an ARN; None where the text is none."""
    arn = arns.parse(text) if text.startswith("arn:") else None
    return arn.scope.account if arn else None


def is_shared(gate: Gate, operation: str, arn: str) -> bool:
    """Tell whether a resource policy lets the caller, who is of another account, do `operation` on what `arn` names."""
    try:
        _ask(gate, replace(gate.principal(), policies=None), operation, {TABLE[operation].member: arn})
    except NotPermitted:
        return False
    return True


def _ask(gate: Gate, principal: Principal, operation: str, request: Mapping[str, Any], shown: str = "") -> None:
    action = TABLE[operation]
    target = _target(gate, action, request)
    pairs = [pair for family in action.keys for pair in family(request, target)]
    _decide(gate, principal, operation, replace(target, shown=shown), pairs)
    if operation.startswith("Create") and request.get("Tags"):
        # Tags given at creation need the permission to tag, too.
        tagging = [*request_tags(request, target), *resource_tags(request, target)]
        _decide(gate, principal, "AddTags", target, [*tagging, ("sagemaker:TaggingAction", (operation,))])


def _target(gate: Gate, action: Action, request: Mapping[str, Any]) -> Target:
    """Find what a request is on; the ARNs of packages are in the letter case in which they are told."""
    target = action.target(gate.registry, request)
    if gate.settings.arn_case == "lower":
        return replace(target, arns=tuple(_in_lower_case(one) for one in target.arns))
    return target


def _in_lower_case(text: str) -> str:
    arn = arns.parse(text)
    return arn.scope.arn(arn.kind, arn.name.lower()) if arn and arn.kind == arns.PACKAGE else text


def _decide(gate: Gate, principal: Principal, operation: str, target: Target, pairs: list[Pair]) -> None:
    scope = gate.registry.scope
    keys = keys_of([*principal.keys, ("aws:ResourceAccount", (scope.account,)), *pairs])
    own = principal.policies or Policies(identity=None)
    policies = replace(own, resource=_policy_of(gate, target), foreign=scope.account != principal.account)
    action = f"sagemaker:{operation}"
    questions = [Question(action, arn, keys, principal.arn, principal.account) for arn in target.arns]
    decisions = [decided(question, policies) for question in questions]
    denials = [one for one, decision in enumerate(decisions) if not decision.allowed and decision.statement]
    if denials or not any(one.allowed for one in decisions):
        told = (denials or [0])[0]
        raise refusal(principal, action, target.shown or target.arns[told], decisions[told])


def _policy_of(gate: Gate, target: Target) -> Policy | None:
    """Return the resource policy of the target's group; None where it has none, or has gone by now."""
    group = target.group
    if group is None or group.policy is None:
        return None
    if group.progress.status != COMPLETED:
        progress = moved(group.progress, gate.transition(group.machine), gate.now)
        if progress.status == GONE:
            return None
    return compiled_policy(f"the resource policy of {group.name}", group.policy)


def refusal(principal: Principal, action: str, resource: str, decision: Decision) -> NotPermitted:
    """Return the error of a decision that does not allow, with what led to it."""
    if decision.statement:
        why = [f"{decision.statement.where} denies it."]
    else:
        why = [*decision.misses] or [f"There is {decision.kind[1]} that allows {action} at all."]
    return NotPermitted(principal.arn, action, resource, decision.reason(action), why)
