"""A handle that is asked, entered or left out of its time."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from sagemaker_registry_mock.testing import LeftTheMachine, ModelRegistry

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.register("churn"),
        lambda one: one.deploy_on_approval("churn"),
        lambda one: one.client,
        lambda one: one.session,
        lambda one: one.events,
        lambda one: one.snapshot(),
        lambda one: one.restore(None),
        lambda one: one.report(),
    ],
)
def test_only_between_its_beginning_and_its_end(ask: Callable[[ModelRegistry], object]) -> None:
    """Outside a handle refuses in words: there nothing would be between it and the real SageMaker."""
    registry = ModelRegistry()
    told = "<ModelRegistry of 123456789012 in us-east-1> is not active: it has not been entered, or it has ended."
    with pytest.raises(RuntimeError, match=told):
        ask(registry)
    with registry:
        registry.client.list_models()
    with pytest.raises(RuntimeError, match=told):
        ask(registry)
    assert len(registry.calls) == 1


def test_a_handle_begins_anew() -> None:
    """It may be entered again, though not twice at a time; nothing of before is left but its faults."""
    registry = ModelRegistry()
    with pytest.raises(LeftTheMachine), registry:
        socket.create_connection(("example.com", 443))
    assert registry.refused_hosts == ["example.com:443"]
    with registry:
        deployment = registry.deploy_on_approval("churn")
        registry.client.list_models()
    assert registry.deployments == {"churn": deployment}
    with registry:
        assert (registry.calls, registry.deployments, registry.refused_hosts) == ((), {}, [])
        with pytest.raises(RuntimeError, match="has been entered already, and has not ended"), registry:
            pytest.fail("It was entered.")
        assert registry.client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_a_handle_ends_with_the_one_around_it() -> None:
    """Whatever the order in which they are told to end, the process is as before."""
    before = dict(os.environ), socket.socket.connect, socket.getaddrinfo
    outer, inner = ModelRegistry(), ModelRegistry(region_name="eu-west-1")
    with ExitStack() as last:
        with outer:
            last.enter_context(inner).register("churn")
        with pytest.raises(RuntimeError, match="is not active"):
            inner.describe("churn/1")
        assert (dict(os.environ), socket.socket.connect, socket.getaddrinfo) == before
    assert (dict(os.environ), socket.socket.connect, socket.getaddrinfo) == before
