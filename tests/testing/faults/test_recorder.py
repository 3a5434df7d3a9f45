"""The recorder: what SageMaker was asked, in order, with parameters and outcome."""

from __future__ import annotations

import threading
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from freezegun import freeze_time
from support.examples import HERE, THREADS

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.testing import CallError, Faults, Recorder, aside, recorded_calls, stand_in

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from testing.faults.asking import Clients
    from types_boto3_sagemaker import SageMakerClient


def test_a_call_tells_what_was_asked_and_what_became_of_it(client: SageMakerClient, recorder: Recorder) -> None:
    """Operation, method, parameters as sent, place, caller, time and reply."""
    with freeze_time("2026-01-31 12:00:00"):
        client.create_model_package_group(ModelPackageGroupName="churn", Tags=[{"Key": "a", "Value": "b"}])

    (call,) = recorder.calls
    assert (call.operation, call.method) == ("CreateModelPackageGroup", "create_model_package_group")
    assert call.parameters == {"ModelPackageGroupName": "churn", "Tags": [{"Key": "a", "Value": "b"}]}
    assert (call.region, call.account) == ("us-east-1", "123456789012")
    assert call.caller == "arn:aws:sts::123456789012:user/moto"
    assert call.time == datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
    assert call.reply == {"ModelPackageGroupArn": f"{HERE}:model-package-group/churn"}
    assert (call.error, call.fault, call.lost, call.failed) == (None, None, False, False)
    assert (call.attempt, call.pause) == (1, 0.0)


def test_times_are_recorded_as_they_were_sent(client: SageMakerClient, recorder: Recorder) -> None:
    """A time is the number of seconds that boto3 puts on the wire, in requests and in replies."""
    with freeze_time("2026-01-31 12:00:00"):
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.list_model_package_groups(CreationTimeAfter=datetime(2026, 1, 1, tzinfo=timezone.utc))

    call = recorder.calls[-1]
    assert call.parameters == {"CreationTimeAfter": 1767225600}
    assert call.reply is not None
    assert call.reply["ModelPackageGroupSummaryList"][0]["CreationTime"] == 1769860800.0


def test_a_refused_call_tells_its_error(client: SageMakerClient, recorder: Recorder) -> None:
    """The error is told as AWS words it, and the call has failed."""
    with pytest.raises(ClientError):
        client.describe_model_package(ModelPackageName="missing")

    (call,) = recorder.calls
    text = f"ModelPackage {HERE}:model-package/missing does not exist."
    assert call.error == CallError("ValidationException", text, 400)
    assert (call.failed, call.reply) == (True, None)


@pytest.mark.usefixtures("client")
def test_what_stays_motos_is_recorded_too(aws_session: boto3.Session, recorder: Recorder) -> None:
    """Operations that moto answers are calls like the others, with moto's replies and moto's errors."""
    client = aws_session.client("sagemaker", region_name="eu-west-1")
    client.create_model(ModelName="model", ExecutionRoleArn="arn:aws:iam::123456789012:role/r", Containers=[])
    with pytest.raises(ClientError) as caught:
        client.describe_endpoint(EndpointName="missing")

    created, described = recorder.calls
    assert (created.operation, created.region) == ("CreateModel", "eu-west-1")
    assert created.reply == {"ModelArn": "arn:aws:sagemaker:eu-west-1:123456789012:model/model"}
    error = caught.value.response["Error"]
    assert described.error == CallError(error["Code"], error["Message"], 400)


def test_an_operation_that_moto_does_not_have_is_recorded(client: SageMakerClient, recorder: Recorder) -> None:
    """What moto raises for it reaches the caller as without the recorder, and is recorded as the failure."""
    with pytest.raises(Exception, match="action has not been implemented"):
        client.list_hubs()

    (call,) = recorder.calls
    assert (call.operation, call.failed) == ("ListHubs", True)


def test_the_attempts_of_a_call_share_its_invocation(client: SageMakerClient, recorder: Recorder) -> None:
    """Each call of boto3 has an invocation of its own: the calls that were made are as many as there are."""
    for _ in range(2):
        client.list_model_packages()

    assert len({call.invocation for call in recorder.calls}) == 2


def test_a_recorded_call_cannot_change_the_registry(client: SageMakerClient, recorder: Recorder) -> None:
    """Parameters and reply are copies."""
    client.create_model_package_group(ModelPackageGroupName="churn", Tags=[{"Key": "a", "Value": "b"}])
    recorder.calls[0].parameters["Tags"][0]["Value"] = "changed"

    assert client.list_tags(ResourceArn=f"{HERE}:model-package-group/churn")["Tags"] == [{"Key": "a", "Value": "b"}]


def test_recorders_nest(client: SageMakerClient) -> None:
    """Each recorder has what was asked while it recorded; where two recorded, both have it."""
    with recorded_calls() as outer:
        client.list_models()
        with recorded_calls() as inner:
            client.list_endpoints()
        client.list_model_packages()

    assert [call.method for call in outer.calls] == ["list_models", "list_endpoints", "list_model_packages"]
    assert inner.calls == (outer.calls[1],)


def test_a_recorder_goes_on_where_it_stopped(client: SageMakerClient) -> None:
    """Start may be called again, and even twice; clear forgets."""
    recorder = Recorder().start().start()
    client.list_models()
    recorder.stop()
    client.list_endpoints()
    recorder.start()
    client.list_model_packages()

    assert [call.method for call in recorder.calls] == ["list_models", "list_model_packages"]
    recorder.clear()
    assert recorder.calls == ()
    recorder.stop()


def test_without_the_registry_there_is_nothing_to_record() -> None:
    """A recorder or faults that nobody would ask are refused."""
    uninstall()
    try:
        for start in (Recorder().start, Faults().start):
            with pytest.raises(RuntimeError, match=r"call sagemaker_registry_mock\.install\(\)"):
                start()
    finally:
        install()
    Faults().stop()


def test_calls_of_threads_are_in_the_order_of_their_arrival(client: SageMakerClient, faults: Faults) -> None:
    """A call that takes longer than others which came later keeps its place, and clear forgets it on its way."""
    on_its_way, go_on = threading.Event(), threading.Event()

    def held(_call: Any) -> bool:
        on_its_way.set()
        return not go_on.wait(5)

    faults.fail_next("ListModels", "InternalFailure", when=held)
    with recorded_calls() as recorder, recorded_calls() as cleared:
        slow = threading.Thread(target=client.list_models)
        slow.start()
        assert on_its_way.wait(5)
        others = [threading.Thread(target=client.list_endpoints) for _ in range(THREADS)]
        for one in others:
            one.start()
        for one in others:
            one.join()
        assert len(recorder.calls) == THREADS
        cleared.clear()
        go_on.set()
        slow.join()

    assert [call.method for call in recorder.calls] == ["list_models", *["list_endpoints"] * THREADS]
    assert cleared.calls == ()


def test_what_is_aside_is_not_recorded(
    client: SageMakerClient, aws_session: boto3.Session, recorder: Recorder, group: str
) -> None:
    """A test's own set-up is left out, and what its events set off is not."""
    arn = "arn:aws:lambda:us-east-1:123456789012:function:react"
    stand_in(arn, lambda _event: client.list_model_packages())
    events = aws_session.client("events")
    events.put_rule(Name="all", EventPattern='{"source": ["aws.sagemaker"]}')
    events.put_targets(Rule="all", Targets=[{"Id": "react", "Arn": arn}])
    recorder.clear()
    with aside():
        client.create_model_package(ModelPackageGroupName=group)

    assert [call.method for call in recorder.calls] == ["list_model_packages"]


def test_calls_compare_and_cannot_be_assigned_to(client: SageMakerClient, recorder: Recorder) -> None:
    """A call is a frozen value."""
    client.list_models()

    call: Any = recorder.calls[0]
    assert call == recorder.calls[0]
    with pytest.raises(AttributeError):
        call.operation = "other"


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_a_retry_tells_its_attempt(mode: str, clients: Clients, faults: Faults, recorder: Recorder) -> None:
    """Each attempt of boto3 is a call: the invocation is the same, the attempt counts, the pause is told."""
    faults.fail("ListModels", "ServiceUnavailable", times=2)
    clients(mode).list_models()

    assert [call.attempt for call in recorder.calls] == [1, 2, 3]
    assert [call.failed for call in recorder.calls] == [True, True, False]
    assert len({call.invocation for call in recorder.calls}) == 1
    assert tuple(call.pause for call in recorder.calls) == (0.0, *faults.waits)


@pytest.mark.usefixtures("client")
def test_calls_of_other_accounts_are_seen(
    client_as: Callable[..., Any], recorder: Recorder, aws_session: boto3.Session
) -> None:
    """Account and caller are those of the credentials, as STS tells them."""
    sts = aws_session.client("sts")
    role = "arn:aws:iam::111122223333:role/visitor"
    session = sts.assume_role(RoleArn=role, RoleSessionName="visit")["Credentials"]
    client_as(session).list_model_packages()

    (call,) = recorder.calls
    assert (call.account, call.caller) == ("111122223333", "arn:aws:sts::111122223333:assumed-role/visitor/visit")
