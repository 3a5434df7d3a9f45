"""The events that the registry has sent since the mock began, and functions that stand in for their targets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.moto_plugin.within import backends, place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.events.outbox import SentEvent


def sent_events(*, region_name: str | None = None, account_id: str | None = None) -> list[SentEvent]:
    """Return the events of all registries, or of one region or account, in the order of the operations.

    They are kept whether there is a rule or not; `deliveries` tells where each went.
    """
    chosen = (
        backend
        for backend in backends()
        if region_name in {None, backend.region_name} and account_id in {None, backend.account_id}
    )
    return sorted((event for one in chosen for event in list(one.outbox.sent)), key=lambda event: event.number)


def undelivered_events(*, region_name: str | None = None, account_id: str | None = None) -> list[SentEvent]:
    """Return those events that did not reach one of their targets; their `undelivered` tells which, and why."""
    return [event for event in sent_events(region_name=region_name, account_id=account_id) if event.undelivered]


def stand_in(target_arn: str, function: Callable[[Any], object]) -> None:
    """Have a function receive what EventBridge delivers to a target, as long as the mock lasts.

    This runs the handler of a Lambda function without Docker, and stands for what moto cannot reach. What the function
    raises does not reach the caller who changed the registry: the event is then undelivered, for that reason.

    Args:
        target_arn: the ARN of a rule's target; there need not be such a resource.
        function: called with the event, or with what the rule's Input, InputPath or InputTransformer makes of it.

    Raises:
        ValueError: it is no ARN with an account and a region, or moto has no such region.

    """
    stand_ins = place_of(target_arn).backend.stand_ins
    stand_ins[target_arn] = lambda text, _envelope: function(_payload(text))


def _payload(text: str) -> Any:
    """Return a payload as a Lambda function gets it; plain words as they are."""
    try:
        return json.loads(text)
    except ValueError:
        return text
