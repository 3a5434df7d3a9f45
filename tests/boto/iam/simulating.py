"""Asking IAM's policy simulator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boto.iam.policies import document, spelled

if TYPE_CHECKING:
    from botocore.client import BaseClient


def simulate(iam: BaseClient, source: str, *actions: str, **members: Any) -> dict[str, dict[str, Any]]:
    """Simulate a principal, and return the results by SageMaker's actions."""
    reply = iam.simulate_principal_policy(PolicySourceArn=source, ActionNames=spelled(*actions), **members)
    assert reply["IsTruncated"] is False
    return {one["EvalActionName"].removeprefix("sagemaker:"): one for one in reply["EvaluationResults"]}


def simulate_custom(iam: BaseClient, *statements: dict[str, Any], **members: Any) -> dict[str, Any]:
    """Simulate a policy of these statements with the action UpdateModelPackage, and return the result."""
    request = {"PolicyInputList": [document(*statements)], "ActionNames": spelled("UpdateModelPackage"), **members}
    (result,) = iam.simulate_custom_policy(**request)["EvaluationResults"]
    return dict(result)


def entry(key: str, *values: str, kind: str = "string") -> dict[str, Any]:
    """Return one entry of ContextEntries."""
    return {"ContextKeyName": key, "ContextKeyValues": list(values), "ContextKeyType": kind}


def matched(policy: str, kind: str = "IAM Policy") -> list[dict[str, str]]:
    """Return MatchedStatements with one statement."""
    return [{"SourcePolicyId": policy, "SourcePolicyType": kind}]
