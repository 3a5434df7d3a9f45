"""Policy documents, and the sentences of denials."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import ClientError
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient

ACCOUNT = "123456789012"
ALICE = f"arn:aws:iam::{ACCOUNT}:user/alice"
#: A session named ci of the role trainer.
TRAINER = f"arn:aws:sts::{ACCOUNT}:assumed-role/trainer/ci"


def allow(*actions: str, resource: Any = "*", **elements: Any) -> dict[str, Any]:
    """Return a statement that allows SageMaker's `actions`, all of them where none is given."""
    return {"Effect": "Allow", "Action": spelled(*actions or "*"), "Resource": resource, **elements}


def deny(*actions: str, resource: Any = "*", **elements: Any) -> dict[str, Any]:
    """Return a statement that denies SageMaker's `actions`, all of them where none is given."""
    return {**allow(*actions, resource=resource, **elements), "Effect": "Deny"}


def spelled(*actions: str) -> list[str]:
    """Return SageMaker's actions as policies spell them."""
    return [f"sagemaker:{action}" for action in actions]


def document(*statements: dict[str, Any]) -> str:
    """Return the policy document of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def denied(caller: str, action: str, resource: str = "", ending: str = "") -> AbstractContextManager[None]:
    """Expect the denial of one of SageMaker's actions; where no ending is given, that of a permission missing."""
    return refused("AccessDeniedException", sentence(caller, action, resource, ending))


def sentence(caller: str, action: str, resource: str = "", ending: str = "") -> str:
    """Return the message of a denial."""
    on = f" on resource: {resource}" if resource else ""
    ending = ending or f"because no identity-based policy allows the sagemaker:{action} action"
    return f"User: {caller} is not authorized to perform: sagemaker:{action}{on} {ending}"


def ask(client: SageMakerClient, operation: str, request: dict[str, Any]) -> Any:
    """Send the request of an operation."""
    return getattr(client, xform_name(operation))(**request)


def is_let_through(act: Callable[[], object]) -> bool:
    """Do what may be denied, and tell whether it was let through; fail with every other error."""
    try:
        act()
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDeniedException":
            raise
        return False
    return True
