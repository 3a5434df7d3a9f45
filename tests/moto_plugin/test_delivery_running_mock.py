"""Delivery while the ground moves: resets and plugging out and in, in a running mock and out of a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto import mock_aws
from moto.core.models import MockAWS
from moto_plugin.delivering import (
    FUNCTION,
    QUEUE,
    arn,
    decide,
    failures,
    put_rule,
    queue,
    received,
    register,
    service,
)

from sagemaker_registry_mock import install, is_installed, uninstall
from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events, stand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

#: Where moto has its own API inside a mock.
RESET = "http://motoapi.amazonaws.com/moto-api/reset"
FIRST = arn("sagemaker", "model-package/churn/1")


@pytest.fixture
def mock() -> Iterator[MockAWS]:
    """A mock that is running."""
    with mock_aws() as mock:
        assert isinstance(mock, MockAWS)
        yield mock


@pytest.fixture(params=["MockAWS.reset", "the API of moto"])
def reset(request: pytest.FixtureRequest, mock: MockAWS) -> Callable[[], object]:
    """Begin anew within the mock, in each of the ways that moto has."""
    return mock.reset if request.param == "MockAWS.reset" else lambda: requests.post(RESET, timeout=10)


def test_a_reset_takes_away_events_rules_and_functions(reset: Callable[[], object]) -> None:
    """What is registered after it is told to nobody, and is the first that was sent."""
    calls: list[Any] = []
    stand_in(FUNCTION, calls.append)
    put_rule(FUNCTION)
    register()
    assert (len(calls), len(sent_events())) == (1, 1)

    reset()
    assert sent_events() == []
    register()

    assert len(calls) == 1
    assert failures() == []


def test_a_target_may_reset_the_mock_that_it_is_called_in(reset: Callable[[], object]) -> None:
    """The call whose event it was succeeds; nothing of it is left, and what is wired anew works."""
    calls: list[Any] = []

    def begin_anew(event: Any) -> None:
        calls.append(event)
        reset()

    stand_in(FUNCTION, begin_anew)
    put_rule(FUNCTION)
    assert register() == FIRST
    assert sent_events() == []
    assert service("sagemaker").list_model_packages()["ModelPackageSummaryList"] == []

    queue()
    put_rule(QUEUE)
    assert register() == FIRST

    assert (len(calls), len(received()), len(sent_events())) == (1, 1, 1)


def test_what_waits_while_the_mock_is_reset_harms_nobody(reset: Callable[[], object]) -> None:
    """A target that changes the registry and resets it leaves an event that is not told of in the new registry."""
    calls: list[Any] = []

    def change_and_begin_anew(event: Any) -> None:
        calls.append(event)
        decide(event["resources"][0])
        reset()
        assert sent_events() == []

    stand_in(FUNCTION, change_and_begin_anew)
    put_rule(FUNCTION)
    register()

    assert len(calls) == 1
    assert sent_events() == []


@pytest.mark.usefixtures("mock")
def test_what_is_taken_out_is_silent_and_what_is_put_in_begins_anew() -> None:
    """Without the registry moto sends nothing; with it again the rule is still there, function and events are not."""
    calls: list[Any] = []
    stand_in(FUNCTION, calls.append)
    put_rule(FUNCTION)
    register()

    uninstall()
    service("sagemaker").create_model_package_group(
        ModelPackageGroupName="churn", ModelPackageGroupDescription="moto's own"
    )
    service("sagemaker").create_model_package(ModelPackageGroupName="churn", ModelPackageDescription="moto's own")
    install()

    assert sent_events() == []
    register()
    assert len(calls) == 1
    assert failures() == [f"Function not found: {FUNCTION}"]

    stand_in(FUNCTION, calls.append)
    register()
    assert len(calls) == 2


@pytest.mark.usefixtures("mock")
def test_a_deployment_ends_with_the_plugin_and_can_be_attached_anew() -> None:
    """The pipeline that its rule starts is nobody's any more; detaching it late takes nothing from the next one."""
    first = deploy_on_approval("churn")
    uninstall()
    install()
    decide(register())
    assert first.history == ()
    assert all(failures())

    second = deploy_on_approval("churn")
    decide(register())
    assert [one.version for one in second.history] == [2]
    assert first.history == ()


@pytest.mark.usefixtures("mock")
def test_a_target_may_take_the_registry_out() -> None:
    """The call whose event it was succeeds, and the next one is stock moto's."""
    stand_in(FUNCTION, lambda _event: uninstall())
    put_rule(FUNCTION)

    assert register() == FIRST

    assert not is_installed()
    assert service("sagemaker").list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.usefixtures("stock_moto")
def test_rules_and_queues_of_before_receive_events_after_plugging_in() -> None:
    """A rule that was put while moto was stock is as good as one that is put later."""
    with mock_aws():
        queue()
        put_rule(QUEUE)
        service("sagemaker").list_models()
        install()

        version = register()

        assert [event["resources"] for event in received()] == [[version]]


@pytest.mark.usefixtures("mock")
def test_a_rule_may_go_while_its_event_is_delivered() -> None:
    """A target that takes its own rule away receives the event, and none after it."""
    calls: list[Any] = []
    events = service("events")

    def once(event: Any) -> None:
        calls.append(event)
        events.remove_targets(Rule="changes", Ids=["1"])
        events.delete_rule(Name="changes")

    stand_in(FUNCTION, once)
    put_rule(FUNCTION)
    decide(register())

    assert len(calls) == 1
    assert [len(event.deliveries) for event in sent_events()] == [1, 0]


def test_a_version_may_go_while_its_event_is_delivered(client: SageMakerClient) -> None:
    """A target that deletes what it is told of: the event tells of it as it was."""

    def delete(event: Any) -> None:
        client.delete_model_package(ModelPackageName=event["resources"][0])

    stand_in(FUNCTION, delete)
    put_rule(FUNCTION)
    version = register()

    (event,) = sent_events()
    assert event.detail["ModelPackageArn"] == version
    assert failures() == [None]
    assert client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"] == []


@pytest.mark.usefixtures("mock")
def test_without_the_registry_nobody_can_be_told() -> None:
    """While the registry is not plugged into moto, what needs it says so."""
    register()
    uninstall()

    ask: Callable[[], object]
    for ask in (sent_events, lambda: stand_in(FUNCTION, print), lambda: deploy_on_approval("churn")):
        with pytest.raises(RuntimeError, match=r"^The registry is not plugged into moto: call .*install\(\)\.$"):
            ask()
