"""Policies and questions with nothing in them but what a test names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.access.policy import Policy, Question, compiled_policy
from sagemaker_registry_mock.registry.arns import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT, STRANGER = "123456789012", "210987654321"
ROOT, ALICE, BOB = (f"arn:aws:iam::{ACCOUNT}:{name}" for name in ("root", "user/alice", "user/bob"))
ROLE, SESSION = f"arn:aws:iam::{ACCOUNT}:role/engineer", f"arn:aws:sts::{ACCOUNT}:assumed-role/engineer/monday"

HERE = Scope("aws", "us-east-1", ACCOUNT)
GROUP, VERSION = HERE.arn("model-package-group", "churn"), HERE.arn("model-package", "churn/1")
MARKET = HERE.arn("model-package", "market")
CARD, EXPORT = HERE.arn("model-card", "card"), HERE.arn("model-card", "card/export-job/job")

DESCRIBE = "sagemaker:DescribeModelPackage"


def allow(**elements: Any) -> dict[str, Any]:
    """Return a statement that allows; an Action or Resource that is not given is all."""
    return _statement("Allow", elements)


def deny(**elements: Any) -> dict[str, Any]:
    """Return a statement that denies; an Action or Resource that is not given is all."""
    return _statement("Deny", elements)


def _statement(effect: str, elements: Mapping[str, Any]) -> dict[str, Any]:
    whole = {name: "*" for name in ("Action", "Resource") if f"Not{name}" not in elements}
    return {"Effect": effect, **whole, **elements}


def document(*statements: dict[str, Any], version: str = "2012-10-17") -> str:
    """Return the text of a policy of these statements."""
    return json.dumps({"Version": version, "Statement": statements})


def policy(*statements: dict[str, Any], name: str = "mine", version: str = "2012-10-17") -> Policy:
    """Return a compiled policy of these statements."""
    return compiled_policy(name, document(*statements, version=version))


def asked(
    action: str = DESCRIBE,
    resource: str = VERSION,
    *,
    keys: Mapping[str, tuple[str, ...]] | None = None,
    principal: str = ALICE,
    account: str = ACCOUNT,
) -> Question:
    """Return a question: may Alice describe the version, unless the test says otherwise."""
    lowered = {name.lower(): values for name, values in (keys or {}).items()}
    return Question(action, resource, lowered, principal, account)


def says(one: Policy, question: Question) -> str:
    """Return the effects of the statements of a policy that speak of a question."""
    effects = (("Allow", one.says(question, allows=True)), ("Deny", one.says(question, allows=False)))
    return " and ".join(effect for effect, statement in effects if statement)
