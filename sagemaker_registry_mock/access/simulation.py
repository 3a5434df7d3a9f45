"""IAM's policy simulator over the same evaluation: what SimulatePrincipalPolicy and SimulateCustomPolicy reply.

Source: IAM API Reference, "SimulatePrincipalPolicy" and "SimulateCustomPolicy", and replies that users have pasted. The
positions of the matched statements, which the service also tells, are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.access.evaluation import BOUNDARY, RESOURCE, SESSION, Decision, Policies, decided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sagemaker_registry_mock.access.policy import Question

_TYPES = {BOUNDARY: "Permissions Boundary Policy", RESOURCE: "Resource Policy", SESSION: "Session Policy"}


def simulated(question: Question, policies: Policies, resources: Sequence[str]) -> dict[str, Any]:
    """Return the EvaluationResult of one action: over `*` where no resource is given, else over each of them."""
    over = {resource: decided(replace(question, resource=resource), policies) for resource in resources or ("*",)}
    told = {resource: _told(decision) for resource, decision in over.items()}
    whole = next((resource for resource, decision in over.items() if not decision.allowed), next(iter(over)))
    result: dict[str, Any] = {
        "EvalActionName": question.action,
        "EvalResourceName": whole,
        "EvalDecision": told[whole][0],
        "MatchedStatements": told[whole][1],
        "MissingContextValues": [] if resources else _missing(question, policies),
    }
    if resources:
        result["ResourceSpecificResults"] = [
            {
                "EvalResourceName": resource,
                "EvalResourceDecision": decision,
                "MatchedStatements": statements,
                "MissingContextValues": _missing(question, policies),
            }
            for resource, (decision, statements) in told.items()
        ]
    if policies.boundary:
        inside = Policies(identity=(policies.boundary,))
        allowed = decided(replace(question, resource=whole), inside).allowed
        result["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": allowed}
    return result


def _told(decision: Decision) -> tuple[str, list[dict[str, str]]]:
    """Return a decision's name, and the statement that made it."""
    if decision.statement is None:
        return "implicitDeny", []
    kind = _TYPES.get(decision.kind, "IAM Policy")
    matched = [{"SourcePolicyId": decision.statement.policy, "SourcePolicyType": kind}]
    return "allowed" if decision.allowed else "explicitDeny", matched


def _missing(question: Question, policies: Policies) -> list[str]:
    """Return the keys that conditions about the action look at and the request does not have."""
    statements = [one for _, policy in policies.every() for one in policy.statements if one.is_about(question)]
    wanted = dict.fromkeys(key for statement in statements for key in statement.condition_keys)
    return [key for key in wanted if key.lower() not in question.keys]
