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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing_extensions import Self

    from sagemaker_registry_mock.access.keys import Pair
    from sagemaker_registry_mock.registry.records import ModelPackageGroup
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
            _ask(gate, operation, request, action)
        return gate
    reached = gate.at(owner)
    if reached is None:
        arn = request[action.member]
        denial = Decision(allowed=False, kind=RESOURCE, statement=None)
        raise refusal(gate.principal(), f"sagemaker:{operation}", arn, denial)
    _ask(reached, operation, request, action)
    return reached


def _account_in(text: str) -> str | None:
    """Return the account of an ARN; None where the text is none."""
    arn = arns.parse(text) if text.startswith("arn:") else None
    return arn.scope.account if arn else None


def describes_to(gate: Gate, group: ModelPackageGroup) -> bool:
    """Tell whether a group's resource policy lets the caller, who is of another account, describe it."""
    target = Target(arns=(group.arn,), group=group)
    try:
        _decide(gate, replace(gate.principal(), policies=None), "DescribeModelPackageGroup", target, [])
    except NotPermitted:
        return False
    return True


def _ask(gate: Gate, operation: str, request: Mapping[str, Any], action: Action) -> None:
    principal, target = gate.principal(), action.target(gate.registry, request)
    pairs = [pair for family in action.keys for pair in family(request, target)]
    _decide(gate, principal, operation, target, pairs)
    if operation.startswith("Create") and request.get("Tags"):
        # Tags given at creation need the permission to tag, too.
        tagging = [*request_tags(request, target), *resource_tags(request, target)]
        _decide(gate, principal, "AddTags", target, [*tagging, ("sagemaker:TaggingAction", (operation,))])


def _decide(gate: Gate, principal: Principal, operation: str, target: Target, pairs: list[Pair]) -> None:
    scope = gate.registry.scope
    keys = keys_of([*principal.keys, ("aws:ResourceAccount", (scope.account,)), *pairs])
    policies = policies_on(principal, target, foreign=scope.account != principal.account)
    action = f"sagemaker:{operation}"
    questions = [Question(action, arn, keys, principal.arn, principal.account) for arn in target.arns]
    decisions = [decided(question, policies) for question in questions]
    denied = next((one for one in decisions if not one.allowed and one.statement), None)
    if denied or not any(one.allowed for one in decisions):
        raise refusal(principal, action, target.arns[0], denied or decisions[0])


def policies_on(principal: Principal, target: Target, *, foreign: bool) -> Policies:
    """Return all policies that bear on what `principal` does to `target`."""
    own = principal.policies or Policies(identity=None)
    return replace(own, resource=_policy_of(target), foreign=foreign)


def _policy_of(target: Target) -> Policy | None:
    if target.group is None or target.group.policy is None:
        return None
    return compiled_policy(f"the resource policy of {target.group.name}", target.group.policy)


def refusal(principal: Principal, action: str, resource: str, decision: Decision) -> NotPermitted:
    """Return the error of a decision that does not allow, with what led to it."""
    if decision.statement:
        why = [f"{decision.statement.where} denies it."]
    else:
        why = [*decision.misses] or [f"There is {decision.kind[1]} that allows {action} at all."]
    return NotPermitted(principal.arn, action, resource, decision.reason(action), why)
