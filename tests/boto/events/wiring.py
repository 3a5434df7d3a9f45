"""ARNs, patterns and containers that the tests of events share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent

ACCOUNT, PARTNER, STRANGER = "123456789012", "222222222222", "333333333333"
HERE, ELSEWHERE, FAR = "us-east-1", "eu-west-1", "ap-southeast-2"

PACKAGES, CARDS = "SageMaker Model Package State Change", "SageMaker Model Card State Change"
#: The pattern of a rule for all that the registry announces.
ALL: dict[str, Any] = {"source": ["aws.sagemaker"]}


def arn(service: str, resource: str, *, region: str = HERE, account: str = ACCOUNT) -> str:
    """Return the ARN of a resource."""
    return f"arn:aws:{service}:{region}:{account}:{resource}"


def approvals(*statuses: str, **more: Any) -> dict[str, Any]:
    """Return the pattern of a rule as SageMaker's project templates have it."""
    detail = {"ModelPackageGroupName": ["churn"], "ModelApprovalStatus": [*statuses], **more}
    return {**ALL, "detail-type": [PACKAGES], "detail": detail}


def role_policy(service: str) -> str:
    """Return the policy by which a service may take a role."""
    principal = {"Service": f"{service}.amazonaws.com"}
    return json.dumps({"Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]})


def sent_during(act: Callable[[], object]) -> list[SentEvent]:
    """Return the events that were sent while something was done."""
    before = len(sent_events())
    act()
    return sent_events()[before:]


class Inbox:
    """A queue and what is in it."""

    def __init__(self, arn: str, messages: Callable[[str], list[dict[str, Any]]]) -> None:
        self.arn = arn
        self._messages = messages

    def bodies(self) -> list[str]:
        """Take out all messages, and return their texts."""
        return [one["Body"] for one in self._messages(self.arn)]

    def events(self) -> list[Any]:
        """Take out all messages, and return what they say."""
        return [json.loads(one) for one in self.bodies()]
