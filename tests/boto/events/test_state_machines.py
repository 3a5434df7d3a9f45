"""State machines of Step Functions as targets: each event starts an execution."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import arn
from moto import mock_aws

from sagemaker_registry_mock.testing import sent_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from types_boto3_sagemaker import SageMakerClient

ROLE = "arn:aws:iam::123456789012:role/states"
DEFINITION = json.dumps({"StartAt": "Deploy", "States": {"Deploy": {"Type": "Pass", "End": True}}})
#: moto notes that state machines were started or, with this config, runs them.
RUN: Any = {"stepfunctions": {"execute_state_machine": True}}
noted_or_run = pytest.mark.parametrize("client", [{}, RUN], ids=["noted", "run"], indirect=True)


@pytest.fixture
def client(sagemaker: Callable[[str], SageMakerClient], request: pytest.FixtureRequest) -> Iterator[SageMakerClient]:
    """A SageMaker client inside a mock with the config that is asked for."""
    config: Any = getattr(request, "param", {})
    with mock_aws(config=config):
        yield sagemaker("us-east-1")


@pytest.fixture
def executions(client: SageMakerClient, service: Callable[..., Any]) -> Callable[[], list[dict[str, Any]]]:
    """Create the state machine `deploy`, and return what describes its executions."""
    states = service("stepfunctions")
    machine = states.create_state_machine(name="deploy", definition=DEFINITION, roleArn=ROLE)["stateMachineArn"]
    assert client.meta.region_name == "us-east-1"

    def executions() -> list[dict[str, Any]]:
        arns = [one["executionArn"] for one in states.list_executions(stateMachineArn=machine)["executions"]]
        return [states.describe_execution(executionArn=one) for one in arns]

    return executions


def approve(client: SageMakerClient) -> None:
    """Register a version that needs no approval."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")


@noted_or_run
def test_an_event_starts_an_execution(
    client: SageMakerClient, put_rule: Callable[..., str], executions: Callable[[], list[dict[str, Any]]]
) -> None:
    """The event is the input of the execution, and its id begins the execution's name."""
    put_rule(arn("states", "stateMachine:deploy"))

    approve(client)

    (event,) = sent_events()
    (execution,) = executions()
    assert event.undelivered == ()
    assert json.loads(execution["input"]) == event.envelope
    assert execution["name"].startswith(event.envelope["id"])


def test_two_targets_start_two_executions(
    client: SageMakerClient, put_rule: Callable[..., str], executions: Callable[[], list[dict[str, Any]]]
) -> None:
    """Executions of one event do not get into each other's way."""
    machine = arn("states", "stateMachine:deploy")
    put_rule({"Arn": machine, "Input": '{"stage": "staging"}'}, {"Arn": machine, "Input": '{"stage": "prod"}'})

    approve(client)

    stages = sorted(json.loads(one["input"])["stage"] for one in executions())
    assert stages == ["prod", "staging"]
    assert sent_events()[0].undelivered == ()


@noted_or_run
def test_a_state_machine_that_does_not_exist_is_not_reached(
    client: SageMakerClient, put_rule: Callable[..., str], executions: Callable[[], list[dict[str, Any]]]
) -> None:
    """The reason is that of Step Functions."""
    put_rule(arn("states", "stateMachine:missing"))

    approve(client)

    (failed,) = sent_events()[0].undelivered
    assert failed.failure is not None
    assert "stateMachine:missing" in failed.failure
    assert executions() == []
