"""boto3 tries again because of a fault: it makes no real pause, and finds its work done where a reply was lost."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from botocore import endpoint
from botocore.awsrequest import AWSResponse
from botocore.endpoint import Endpoint
from botocore.retries.bucket import Clock, TokenBucket
from botocore.stub import Stubber
from freezegun import freeze_time
from support.examples import THREADS
from testing.faults.asking import CREATE, error_of, versions

from sagemaker_registry_mock.testing import Faults, Recorder, injected_faults, reply_lost

if TYPE_CHECKING:
    from testing.faults.asking import Clients
    from types_boto3_sagemaker import SageMakerClient

MODES = pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])


@MODES
@pytest.mark.parametrize("by", ["connection_dropped", "read_timeout"])
def test_a_lost_reply_registers_one_version(
    mode: str, by: str, group: str, clients: Clients, recorder: Recorder
) -> None:
    """boto3 fills in a ClientToken, and its own retry with it finds the version that was registered."""
    with injected_faults() as faults:
        faults.fail_next(CREATE, reply_lost(by))
        client = clients(mode)
        arn = client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"]

    lost, answered = recorder.calls[-2:]
    assert arn == "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
    assert versions(client) == [1]
    assert lost.parameters == answered.parameters
    assert lost.parameters["ClientToken"]
    assert lost.reply == answered.reply == {"ModelPackageArn": arn}


@pytest.mark.usefixtures("client")
@MODES
@pytest.mark.parametrize("fault", ["ThrottlingException", "ServiceUnavailable", "connection_dropped", "read_timeout"])
def test_no_second_is_lost(mode: str, fault: str, clients: Clients, slept: list[float]) -> None:
    """The pauses between attempts are told and not made, in every mode of retries."""
    asking = clients(mode, attempts=3)
    with injected_faults() as faults:
        faults.fail("ListModels", fault, times=2)
        asking.list_models()

    assert len(faults.waits) >= 2
    assert all(wait >= 0 for wait in faults.waits)
    assert slept == []


@pytest.mark.usefixtures("client")
def test_an_adaptive_client_does_not_wait_for_its_tokens(clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that was throttled slows down; its waits for later calls are told and not made either."""

    def wait(_condition: Any, _seconds: float) -> None:
        pytest.fail("It waits.")

    with freeze_time("2026-01-31 12:00:00"), injected_faults() as faults:
        asking = clients("adaptive", attempts=1)
        faults.fail_next("ListModels", "ThrottlingException")
        assert error_of(asking.list_models)[0] == "ThrottlingException"
        monkeypatch.setattr(threading.Condition, "wait", wait)
        for _ in range(3):
            asking.list_models()

    assert faults.waits == (2, 2, 2)  # botocore's lowest rate: half a token a second


@pytest.mark.usefixtures("client")
def test_pauses_can_be_made(clients: Clients, slept: list[float]) -> None:
    """With `sleep=time.sleep` the pauses are real, so a test can time its own code."""
    with injected_faults(sleep=time.sleep) as faults:
        faults.fail("ListModels", "ThrottlingException", times=2)
        clients("legacy").list_models()

    assert tuple(slept) == faults.waits
    assert len(slept) == 2


@pytest.mark.usefixtures("client")
def test_pauses_can_move_a_frozen_clock(clients: Clients, recorder: Recorder) -> None:
    """What moves the clock may pass the time: the attempts are apart by what boto3 would have waited."""
    with freeze_time("2026-01-31 12:00:00") as clock, injected_faults(sleep=clock.tick) as faults:
        faults.fail("ListModels", "ThrottlingException", times=1)
        clients("legacy").list_models()

    first, second = recorder.calls
    assert (second.time - first.time).total_seconds() == pytest.approx(faults.waits[0], abs=0.002)
    assert second.pause == faults.waits[0]


@pytest.mark.usefixtures("client")
def test_other_pauses_are_made(clients: Clients, faults: Faults, slept: list[float]) -> None:
    """A pause that no injected fault is the cause of is boto3's own, though faults are injected meanwhile."""
    asking = clients("adaptive", attempts=2)
    statuses = iter([503, 200])
    asking.meta.events.register_first(
        "before-send.sagemaker.ListModels", lambda request, **_event: reply_of(request, next(statuses))
    )
    asking.list_models()

    assert len(slept) == 1
    assert faults.waits == ()


def reply_of(request: Any, status: int) -> AWSResponse:
    """Return a reply that is not the mock's."""
    body = b'{"Models": []}' if status == 200 else b'{"__type": "ServiceUnavailable", "message": ""}'
    raw = SimpleNamespace(stream=lambda **_named: iter([body]))
    return AWSResponse(request.url, status, {}, raw)


@pytest.mark.usefixtures("client")
def test_pauses_of_many_threads_are_kept_apart(clients: Clients, recorder: Recorder, slept: list[float]) -> None:
    """Every retry has the pause that was its own."""
    asking = clients("standard")
    with injected_faults() as faults:
        faults.fail("ListModels", "ThrottlingException", when=lambda call: call.attempt == 1)
        threads = [threading.Thread(target=asking.list_models) for _ in range(THREADS)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    pauses = [call.pause for call in recorder.calls if call.attempt == 2]
    assert sorted(pauses) == sorted(faults.waits)
    assert (len(pauses), slept) == (THREADS, [])


@pytest.mark.usefixtures("client")
def test_botocore_is_left_as_it_was() -> None:
    """What looks at pauses is there as long as some faults are injected, and gone with the last."""

    def parts() -> tuple[object, ...]:
        attempts = vars(Endpoint)["_needs_retry"]
        return attempts, endpoint.time, vars(TokenBucket)["_refill"], vars(TokenBucket)["_sleep_amount"]

    before = parts()
    outer, inner = Faults().start(), Faults().start()
    during = parts()
    outer.stop()
    assert parts() == during
    assert not set(during) & set(before)
    assert endpoint.time.monotonic is time.monotonic
    inner.stop()
    assert parts() == before


@pytest.mark.usefixtures("client")
def test_what_somebody_else_puts_into_botocore_stays(clients: Clients, slept: list[float]) -> None:
    """A swap that came after is not undone; should it put back what was there, that does no harm."""
    other = SimpleNamespace(sleep=lambda _seconds: None)
    try:
        with injected_faults():
            ours: Any = vars(endpoint)["time"]
            vars(endpoint)["time"] = other
        assert vars(endpoint)["time"] is other

        vars(endpoint)["time"] = ours
        with injected_faults() as faults:
            faults.fail_next("ListModels", "ThrottlingException")
            clients("standard").list_models()
        assert len(faults.waits) == 1
        ours.sleep(1)
        assert slept == [1]
    finally:
        vars(endpoint)["time"] = time


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("owner", "name"), [(Endpoint, "_needs_retry"), (endpoint, "time"), (TokenBucket, "_sleep_amount")]
)
def test_pauses_are_real_where_botocore_is_built_otherwise(
    owner: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the parts that are looked at nothing is put in their place, and faults are injected all the same."""
    monkeypatch.delattr(owner, name)
    with injected_faults() as faults:
        assert not hasattr(owner, name)
        assert faults.fail_next("ListModels", "ThrottlingException").pending
    assert not hasattr(owner, name)


@pytest.mark.usefixtures("faults")
def test_a_bucket_that_no_fault_has_throttled_waits_itself() -> None:
    """The tokens of an adaptive client that was throttled otherwise are waited for."""
    bucket = TokenBucket(max_rate=1000, clock=Clock())

    assert [bucket.acquire() for _ in range(2)] == [True, True]
    assert bucket.available_capacity < 1000


def test_a_client_without_retries_is_stubbed_as_ever(client: SageMakerClient, faults: Faults) -> None:
    """The Stubber of botocore answers before moto, so no fault befalls what it answers."""
    rule = faults.fail("ListModels", "ThrottlingException")
    with Stubber(client) as stubber:
        stubber.add_response("list_models", {"Models": []})
        assert client.list_models()["Models"] == []

    assert rule.hits == 0
