"""The resource policy of a group: which other accounts it is shared with.

The policy's text is kept as given. These operations take a group's name, not its ARN, and word a missing group in their
own way.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.errors import MalformedResourcePolicy, NoGroupForPolicy, NoResourcePolicy
from sagemaker_registry_mock.operations._finding import group_arn, looked_up
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.records import ModelPackageGroup

#: What every statement of a resource policy says, each in the plain or in the negated form.
_STATEMENT = (
    ("Effect",),
    ("Principal", "NotPrincipal"),
    ("Action", "NotAction"),
    ("Resource", "NotResource"),
)


@operation("PutModelPackageGroupPolicy")
def put_model_package_group_policy(call: Call, request: Members) -> Reply:
    """Replace the whole policy of a group.

    Raises:
        NoGroupForPolicy: no such group.
        MalformedResourcePolicy: the text is no policy document.

    """
    group = _group(call, request)
    check_policy(request["ResourcePolicy"])
    call.registry.groups.put(replace(group, policy=request["ResourcePolicy"]))
    return {"ModelPackageGroupArn": group.arn}


@operation("GetModelPackageGroupPolicy")
def get_model_package_group_policy(call: Call, request: Members) -> Reply:
    """Tell the policy of a group as it was put.

    Raises:
        NoGroupForPolicy: no such group.
        NoResourcePolicy: it has no policy.

    """
    return {"ResourcePolicy": _with_policy(call, request).policy}


@operation("DeleteModelPackageGroupPolicy")
def delete_model_package_group_policy(call: Call, request: Members) -> Reply:
    """Take the policy of a group away; not idempotent, as on AWS.

    Raises:
        NoGroupForPolicy: no such group.
        NoResourcePolicy: it has no policy.

    """
    call.registry.groups.put(replace(_with_policy(call, request), policy=None))
    return {}


def _group(call: Call, request: Members) -> ModelPackageGroup:
    name = request["ModelPackageGroupName"]
    group = looked_up(call, call.registry.groups, name)
    if group is None:
        raise NoGroupForPolicy(group_arn(call, name))
    return group


def _with_policy(call: Call, request: Members) -> ModelPackageGroup:
    group = _group(call, request)
    if group.policy is None:
        raise NoResourcePolicy(group.arn)
    return group


def check_policy(text: str) -> None:
    """Refuse what is no policy document.

    Raises:
        MalformedResourcePolicy: saying what is missing.

    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedResourcePolicy("it is not JSON.") from None
    if not isinstance(document, dict):
        raise MalformedResourcePolicy("it is not a JSON object.")
    statements = document.get("Statement")
    if isinstance(statements, dict):
        statements = [statements]
    if not isinstance(statements, list) or not statements:
        raise MalformedResourcePolicy("it has no Statement.")
    for number, statement in enumerate(statements, start=1):
        _check_statement(number, statement)


def _check_statement(number: int, statement: Any) -> None:
    if not isinstance(statement, dict):
        raise MalformedResourcePolicy(f"statement {number} is not a JSON object.")
    for names in _STATEMENT:
        if not any(name in statement for name in names):
            raise MalformedResourcePolicy(f"statement {number} has no {names[0]}.")
    if statement["Effect"] not in ("Allow", "Deny"):
        raise MalformedResourcePolicy(f"the Effect of statement {number} is neither Allow nor Deny.")
