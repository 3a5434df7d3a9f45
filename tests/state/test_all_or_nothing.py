"""Whatever breaks off a load or a restore, an interrupt by the user say, nothing of it was done."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from support.worlds import REGION, fill

from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.registry.store import Shelf
from sagemaker_registry_mock.testing import sent_events, stand_in
from sagemaker_registry_mock.testing.state import dump, load, restore, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.testing.state import Snapshot

EMPTY: dict[str, Any] = {"format": "sagemaker-registry-mock", "version": 2, "registries": []}
CHURN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn"


def was_broken_off(number: int, doing: Callable[[], object]) -> bool:
    """Do something, and break it off when it has a shelf hold something else for the `number`th time."""
    become, numbers = Shelf.become, count(1)

    def broken(self: Shelf[Any], other: Shelf[Any]) -> None:
        if next(numbers) == number:
            raise KeyboardInterrupt
        become(self, other)

    with mock.patch.object(Shelf, "become", broken):
        try:
            doing()
        except KeyboardInterrupt:
            return True
    return False


def told() -> tuple[Any, ...]:
    """Return what can be told of the registries, of their events, and of a version before its next change."""
    envelopes = [event.envelope for event in sent_events()]
    return json.dumps(dump()), envelopes, SageMaker(REGION).told_before(f"{CHURN}/2")


@pytest.mark.usefixtures("mock")
@pytest.mark.parametrize("doing", [lambda _then: load(EMPTY), restore], ids=["load", "restore"])
def test_what_is_broken_off_was_not_done(doing: Callable[[Snapshot], None]) -> None:
    """However far it has come when it is broken off, the state and the events are what they were."""
    then = snapshot()
    fill()
    before = told()
    assert before[1]
    assert before[2]
    number = 1
    while was_broken_off(number, lambda: doing(then)):
        assert told() == before
        number += 7

    assert number > 50
    assert dump() == EMPTY


@pytest.mark.parametrize("back", [lambda then, _document: restore(then), lambda _then, document: load(document)])
def test_a_target_may_go_back(client: Any, version: str, back: Callable[[Snapshot, Any], None]) -> None:
    """What an event reaches may bring back the state of before: that change is then as if it never was."""
    events = SageMaker(REGION).events
    then, document = snapshot(), dump()
    stand_in("arn:aws:lambda:us-east-1:123456789012:function:undo", lambda _event: back(then, document))
    events.put_rule("all", event_pattern='{"source": ["aws.sagemaker"]}')
    events.put_targets("all", "default", [{"Id": "1", "Arn": "arn:aws:lambda:us-east-1:123456789012:function:undo"}])
    for _ in range(2):
        client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")

        assert dump() == document
        assert SageMaker(REGION).told_before(version)["ModelApprovalStatus"] == "PendingManualApproval"
