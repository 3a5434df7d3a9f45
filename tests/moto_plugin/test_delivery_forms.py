"""Delivery in every form in which moto is switched on: each mock has its own rules, functions and events."""

from __future__ import annotations

import unittest
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from moto.core.models import MockAWS
from moto_plugin.delivering import FUNCTION, QUEUE, decide, failures, put_rule, queue, received, register, statuses

from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events, stand_in

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

PENDING, APPROVED = "PendingManualApproval", "Approved"


def wire() -> None:
    """Send all events to a queue."""
    queue()
    put_rule(QUEUE)


def is_told() -> bool:
    """Tell whether one version that is registered now is the one event of the mock, and is in the queue."""
    version = register()
    return [event["resources"] for event in received()] == [[version]] and len(sent_events()) == 1


@mock_aws
def test_a_function_is_decorated() -> None:
    """The decorator without parentheses."""
    wire()
    assert is_told()


@pytest.mark.parametrize("_time", [1, 2])
@mock_aws()
def test_a_decorated_test_begins_without_events_each_time(_time: int) -> None:
    """Neither events nor rules nor functions are left of another test."""
    assert sent_events() == []
    calls: list[Any] = []
    put_rule(FUNCTION)
    register()
    assert failures() == [f"Function not found: {FUNCTION}"]

    stand_in(FUNCTION, calls.append)
    register()

    assert len(calls) == 1


@mock_aws
class TestDecoratedClass:
    """Each test of a decorated class has a mock of its own."""

    def test_first(self) -> None:
        """One of two tests that would see each other's event."""
        wire()
        assert is_told()

    def test_second(self) -> None:
        """The other of the two."""
        wire()
        assert is_told()


class TestDecoratedMethods:
    """A class, some of whose methods are decorated."""

    @mock_aws
    def test_a_method_is_decorated(self) -> None:
        """The mock is that of the method."""
        wire()
        assert is_told()

    def test_what_another_method_sent_is_gone(self) -> None:
        """Outside of every mock, or after one, nothing was sent."""
        with mock_aws():
            register()
        with mock_aws():
            assert sent_events() == []


def test_a_unittest_wires_in_set_up() -> None:
    """What setUp has wired, of a decorated class or of a mock that it starts, holds for one test."""

    @mock_aws
    class Decorated(unittest.TestCase):
        def setUp(self) -> None:
            wire()

        def test_first(self) -> None:
            assert is_told()

        def test_second(self) -> None:
            assert is_told()

    class Started(unittest.TestCase):
        def setUp(self) -> None:
            mock = mock_aws()
            mock.start()
            self.addCleanup(mock.stop)
            wire()

        test_first = test_second = Decorated.test_first

    for case in (Decorated, Started):
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
        assert (result.testsRun, result.errors + result.failures) == (2, [])


def test_nested_mocks_share_rules_functions_and_events() -> None:
    """What the outer mock has wired receives what the inner one sends; the end of the inner one takes nothing away."""
    calls: list[Any] = []
    with mock_aws():
        wire()
        stand_in(FUNCTION, calls.append)
        version = register()
        with mock_aws():
            put_rule(FUNCTION, name="inner")
            decide(version)
            assert len(sent_events()) == 2
        decide(version, "Rejected")

        assert statuses(received()) == [PENDING, APPROVED, "Rejected"]
        assert statuses(calls) == [APPROVED, "Rejected"]
        assert len(sent_events()) == 3
    with mock_aws():
        assert sent_events() == []


def test_nested_mocks_share_a_deployment() -> None:
    """One that was attached in the inner mock goes on deploying in the outer one."""
    with mock_aws():
        version = register()
        with mock_aws():
            deployment = deploy_on_approval("churn")
        decide(version)
        assert [one.outcome.value for one in deployment.history] == ["Deployed"]


@mock_aws
def test_a_fixture_and_a_decorator_go_together(client: SageMakerClient) -> None:
    """A fixture's mock and a decorator are nested mocks: the one delivers the events of the other."""
    wire()
    version = register(client)
    decide(version)
    assert [event["resources"] for event in received()] == [[version]] * 2


def test_an_explicit_reset_forgets_what_was_sent() -> None:
    """MockAWS.reset is moto's way to begin anew within one mock; what is wired anew works as the first time."""
    with mock_aws() as mock:
        assert isinstance(mock, MockAWS)
        for _ in range(2):
            wire()
            assert is_told()
            mock.reset()
            assert sent_events() == []
        register()
        assert failures() == []
