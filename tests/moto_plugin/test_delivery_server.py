"""Events and deployments in moto's server: over the wire, and in the process in which the server runs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto_plugin.delivering import (
    ELSEWHERE,
    FUNCTION,
    HERE,
    QUEUE,
    arn,
    decide,
    failures,
    put_rule,
    queue,
    received,
    register,
    statuses,
)
from support.examples import THREADS

from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.events import outbox
from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3

    Connect = Callable[..., Any]

PENDING, APPROVED, REJECTED = "PendingManualApproval", "Approved", "Rejected"


@pytest.fixture
def connect(server: str, aws_session: boto3.Session) -> Iterator[Connect]:
    """Make clients of the server, which is empty before and after."""
    requests.post(f"{server}/moto-api/reset", timeout=10)
    yield lambda name, region=HERE: aws_session.client(name, region_name=region, endpoint_url=server)
    requests.post(f"{server}/moto-api/reset", timeout=10)


@pytest.fixture
def wired(connect: Connect) -> Any:
    """A SageMaker client of the server, in which a rule sends all events to a queue."""
    queue(connect("sqs"))
    put_rule(QUEUE, events=connect("events"))
    return connect("sagemaker")


def test_a_rule_sends_events_to_a_queue_of_the_same_server(connect: Connect, wired: Any) -> None:
    """When a call over the wire has returned, its event is in the queue; and they are in the order of the calls."""
    sqs = connect("sqs")
    version = register(wired)
    assert statuses(received(sqs)) == [PENDING]

    decide(version, APPROVED, wired)
    decide(version, REJECTED, wired)

    told = received(sqs)
    assert statuses(told) == [APPROVED, REJECTED]
    assert [event["resources"] for event in told] == [[version]] * 2
    assert told[0]["detail"]["UpdatedModelPackageFields"] == ["ModelApprovalStatus"]


def test_the_signature_tells_whose_bus_it_is(connect: Connect, wired: Any) -> None:
    """One server holds the buses of all regions; an event goes to the bus of its own."""
    abroad = connect("sagemaker", ELSEWHERE)

    register(abroad)
    here = register(wired)

    assert [event["resources"] for event in received(connect("sqs"))] == [[here]]
    assert [event.envelope["region"] for event in sent_events()] == [ELSEWHERE, HERE]


def test_a_target_that_is_missing_does_not_break_the_call(connect: Connect) -> None:
    """The server answers as without a rule; the test sees in its own process what was not delivered, and why."""
    put_rule(QUEUE, events=connect("events"))
    sagemaker = connect("sagemaker")

    version = register(sagemaker)

    assert sagemaker.describe_model_package(ModelPackageName=version)["ModelApprovalStatus"] == PENDING
    (event,) = undelivered_events()
    (delivery,) = event.undelivered
    assert (event.resource, delivery.target) == (version, QUEUE)
    assert "does not exist" in str(delivery.failure)


def test_a_deployment_in_the_process_of_the_server(connect: Connect) -> None:
    """What was attached in the test deploys what is decided over the wire, and rolls it back."""
    deployment, sagemaker = deploy_on_approval("churn", region_name=HERE), connect("sagemaker")
    first, second = register(sagemaker), register(sagemaker)

    decide(first, APPROVED, sagemaker)
    decide(second, APPROVED, sagemaker)
    decide(second, REJECTED, sagemaker)

    assert [(one.version, one.outcome.value) for one in deployment.history] == [
        (1, "Deployed"),
        (2, "Deployed"),
        (1, "Deployed"),
    ]
    endpoint = sagemaker.describe_endpoint(EndpointName="churn-prod")
    assert (endpoint["EndpointConfigName"], endpoint["EndpointStatus"]) == ("churn-v1-prod-3", "InService")


def test_a_function_may_ask_the_server_that_calls_it(
    connect: Connect, wired: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handler that approves over the wire does so while its own call is waiting: no deadlock, and in order."""
    monkeypatch.setattr(outbox, "PATIENCE", 0.05)
    sqs = connect("sqs")

    def approve(event: Any) -> None:
        if event["detail"]["ModelApprovalStatus"] == PENDING:
            decide(event["resources"][0], APPROVED, connect("sagemaker"))

    stand_in(FUNCTION, approve)
    put_rule(FUNCTION, events=connect("events"), name="gate")

    version = register(wired)

    assert wired.describe_model_package(ModelPackageName=version)["ModelApprovalStatus"] == APPROVED
    assert statuses(received(sqs)) == [PENDING, APPROVED]
    assert failures() == [None] * 4


def test_many_callers_at_once(connect: Connect, wired: Any) -> None:
    """The server answers each caller in a thread; every event is delivered once, in the order of the versions."""
    register(wired)

    with ThreadPoolExecutor(THREADS) as pool:
        versions = list(pool.map(lambda _: register(wired), range(3 * THREADS)))

    told = received(connect("sqs"))
    numbers = [event["detail"]["ModelPackageVersion"] for event in told]
    assert numbers == list(range(1, 3 * THREADS + 2))
    assert {event["resources"][0] for event in told[1:]} == {*versions}
    assert failures() == [None] * len(told)


def test_a_reset_over_the_wire_forgets_events_rules_and_functions(server: str, connect: Connect) -> None:
    """POST /moto-api/reset begins anew: nothing was sent, and nobody is called."""
    calls: list[Any] = []
    stand_in(FUNCTION, calls.append)
    put_rule(FUNCTION, events=connect("events"))
    sagemaker = connect("sagemaker")
    register(sagemaker)
    assert (len(calls), len(sent_events())) == (1, 1)

    requests.post(f"{server}/moto-api/reset", timeout=10)
    assert sent_events() == []
    put_rule(FUNCTION, events=connect("events"))
    version = register(sagemaker)

    assert len(calls) == 1
    assert version == arn("sagemaker", "model-package/churn/1")
    (event,) = undelivered_events()
    assert event.resource == version
