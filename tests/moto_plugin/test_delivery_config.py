"""Moto's own switches and delivery; and what delivery costs those who have no rule."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from freezegun import freeze_time
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from moto.events.models import events_backends
from moto_plugin.delivering import (
    FUNCTION,
    QUEUE,
    decide,
    failures,
    put_rule,
    queue,
    received,
    register,
    service,
    statuses,
)

from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import boto3

POLICY = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sagemaker:Update*", "Resource": "*"}}'
#: The requests of `alice`, of a queue, of a rule with its target, and of a group and a version: so many moto lets pass.
PREPARATION = 9
WITHOUT_A_RULE = """
import sys
import boto3
from moto import mock_aws
import sagemaker_registry_mock
def loaded():
    return {name for name in sys.modules if name.startswith("moto.")}
with mock_aws():
    client = boto3.client("sagemaker", "us-east-1")
    client.create_model_package_group(ModelPackageGroupName="churn")
    before = loaded()
    arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    print(sorted(loaded() - before))
"""
WITH_A_RULE = """
import json, sys
written = []
def watch(event, arguments):
    if event == "open" and arguments[1] and set(arguments[1]) & set("wax+"):
        written.append(arguments[0])
sys.addaudithook(watch)
import boto3
from moto import mock_aws
from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events
with mock_aws():
    client, events = (boto3.client(name, "us-east-1") for name in ("sagemaker", "events"))
    boto3.client("sqs", "us-east-1").create_queue(QueueName="changes")
    events.put_rule(Name="changes", EventPattern=json.dumps({"source": ["aws.sagemaker"]}))
    target = {"Id": "1", "Arn": "arn:aws:sqs:us-east-1:123456789012:changes"}
    events.put_targets(Rule="changes", Targets=[target])
    deployment = deploy_on_approval("churn", region_name="us-east-1")
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    print(len(sent_events()[0].deliveries), len(deployment.history), written)
"""


class Elsewhere:
    """Stands for the network behind moto: it notes and answers whatever gets through."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def __call__(self, request: Any, **_: Any) -> AWSResponse:
        """Answer one request with nothing."""
        self.urls.append(request.url)
        return AWSResponse(request.url, 200, {}, self)

    def stream(self) -> Iterator[bytes]:
        """Yield the body."""
        yield b"{}"


def passing(**passthrough: list[str]) -> Any:
    """Return a config of moto by which these services go past it."""
    return {"core": {"passthrough": passthrough, "service_whitelist": None}}


@pytest.fixture
def alice(client_as: Callable[..., Any]) -> Callable[[], Any]:
    """Make the client of a user who may update packages, and nothing else: three requests to IAM."""

    def alice() -> Any:
        iam = service("iam")
        iam.create_user(UserName="alice")
        iam.put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=POLICY)
        return client_as(iam.create_access_key(UserName="alice")["AccessKey"])

    return alice


def test_a_change_that_goes_past_moto_is_not_announced(aws_session: boto3.Session) -> None:
    """What moto is told to let through is not the registry's to tell of."""
    sagemaker, network = aws_session.client("sagemaker"), Elsewhere()
    sagemaker.meta.events.register("before-send", network)
    with mock_aws(config=passing(services=["sagemaker"])):
        queue()
        put_rule(QUEUE)
        sagemaker.update_model_package(ModelPackageArn="arn:aws:sagemaker:us-east-1:123456789012:model-package/a/1")

        assert len(network.urls) == 1
        assert (sent_events(), received()) == ([], [])


def test_a_target_whose_service_goes_past_moto_is_not_reached() -> None:
    """A queue that is not moto's is none that events are delivered to: it is told so, and the call succeeds."""
    with mock_aws(config=passing(services=["sqs"])):
        put_rule(QUEUE)
        version = register()

        (event,) = undelivered_events()
        assert event.resource == version
        assert "does not exist" in str(event.undelivered[0].failure)


def test_a_rule_that_went_past_moto_is_no_rule(aws_session: boto3.Session) -> None:
    """Where EventBridge is not moto's, nothing is delivered; the test still sees what was sent."""
    events, network = aws_session.client("events"), Elsewhere()
    events.meta.events.register("before-send", network)
    with mock_aws(config=passing(services=["events"])):
        events.put_rule(Name="changes", EventPattern='{"source": ["aws.sagemaker"]}')
        register()

        assert len(network.urls) == 1
        assert [event.deliveries for event in sent_events()] == [()]


def test_a_whitelist_is_for_requests() -> None:
    """Where SageMaker alone is whitelisted its calls are answered; functions stand in as ever."""
    calls: list[Any] = []
    with mock_aws():
        stand_in(FUNCTION, calls.append)
        put_rule(FUNCTION)
        with mock_aws(config={"core": {"service_whitelist": ["sagemaker"]}}):
            register()

    assert statuses(calls) == ["PendingManualApproval"]


@mock_aws
@set_initial_no_auth_action_count(PREPARATION)
def test_delivery_asks_nobody_where_moto_enforces_iam(alice: Callable[[], Any]) -> None:
    """Who may update a package and nothing else has the event delivered: EventBridge acts by itself."""
    caller = alice()
    queue()
    put_rule(QUEUE)
    version = register()

    decide(version, sagemaker=caller)

    assert failures() == [None, None]
    with pytest.raises(ClientError, match="AccessDenied"):
        caller.describe_model_package(ModelPackageName=version)
    past_the_gate = set_initial_no_auth_action_count(sys.maxsize)(received)
    assert statuses(past_the_gate()) == ["PendingManualApproval", "Approved"]


@mock_aws
def test_who_is_denied_announces_nothing(alice: Callable[[], Any]) -> None:
    """A creation that IAM refuses sends no event."""
    config: Any = {"sagemaker_registry": {"iam": True}}
    caller = alice()
    with mock_aws(config=config), pytest.raises(ClientError, match="AccessDenied"):
        caller.create_model_package_group(ModelPackageGroupName="churn")
    assert sent_events() == []


@mock_aws
def test_the_time_of_an_event_is_motos() -> None:
    """Frozen and moved on: UTC, cut to the second, in envelope and detail."""
    queue()
    put_rule(QUEUE)
    with freeze_time("2026-01-31 23:59:59.999") as clock:
        version = register()
        clock.tick(60)
        decide(version)
        created, updated = received()

    assert (created["time"], updated["time"]) == ("2026-01-31T23:59:59Z", "2026-02-01T00:00:59Z")
    assert created["detail"]["CreationTime"] == updated["detail"]["CreationTime"] == "2026-01-31T23:59:59Z"
    assert updated["detail"]["LastModifiedTime"] == "2026-02-01T00:00:59Z"


@mock_aws
def test_an_event_that_is_looked_at_later_tells_its_own_time() -> None:
    """Without a rule the text of an event is made when the test looks, and says when it was sent."""
    with freeze_time("2026-01-31 12:00:00"):
        register()
    with freeze_time("2027-01-01"):
        assert [event.envelope["time"] for event in sent_events()] == ["2026-01-31T12:00:00Z"]


@mock_aws
def test_without_a_rule_moto_has_no_event_bus() -> None:
    """Calls leave no trace in moto's EventBridge."""
    decide(register())

    assert len(sent_events()) == 2
    assert dict(events_backends) == {}


def test_without_a_rule_nothing_is_imported(run_python: Callable[[str], str]) -> None:
    """The services of moto to which events are delivered are loaded when they are needed."""
    assert run_python(WITHOUT_A_RULE) == "[]\n"


def test_delivery_writes_nothing_to_disk(run_python: Callable[[str], str], tmp_path: Path) -> None:
    """Parallel test processes cannot disturb each other: neither events nor deployments open a file for writing."""
    assert run_python(WITH_A_RULE) == "2 1 []\n"
    assert list(tmp_path.iterdir()) == []
