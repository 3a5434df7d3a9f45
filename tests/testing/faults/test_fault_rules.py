"""Which calls a fault befalls: by operation, in turn, so many times, where a predicate says so."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import THREADS
from testing.faults.asking import CREATE, error_of, versions

from sagemaker_registry_mock.testing import Faults, IncomingCall, Recorder, aside, connection_dropped, injected_faults

if TYPE_CHECKING:
    import boto3
    from testing.faults.asking import Clients
    from types_boto3_sagemaker import SageMakerClient


def codes(client: SageMakerClient, number: int) -> list[str]:
    """Return what so many calls of ListModels answer: the codes of errors, and `ok`."""
    return [code_of(client) for _ in range(number)]


def code_of(client: SageMakerClient) -> str:
    """Return what one call answers."""
    try:
        client.list_models()
    except client.exceptions.ClientError as error:
        return str(error.response["Error"]["Code"])
    return "ok"


@pytest.mark.parametrize("operation", ["ListModels", "list_models", "*", None])
def test_an_operation_is_named_as_aws_or_boto3_does(operation: Any, once: SageMakerClient, faults: Faults) -> None:
    """Either name will do, and a star or None is any operation, moto's included."""
    rule = faults.fail_next(operation, "ConflictException")

    assert codes(once, 2) == ["ConflictException", "ok"]
    assert (rule.hits, rule.operation) == (1, "ListModels" if operation in {"ListModels", "list_models"} else "*")


def test_other_operations_go_on(once: SageMakerClient, faults: Faults) -> None:
    """A fault is for its operation alone."""
    rule = faults.fail("ListModelPackages", "ConflictException")

    assert codes(once, 1) == ["ok"]
    assert rule.hits == 0


@pytest.mark.parametrize(
    ("name", "error", "text"),
    [
        (
            "CreateModelPakage",
            ValueError,
            "SageMaker has no operation 'CreateModelPakage'; did you mean CreateModelPackage or",
        ),
        ("create_model_packag", ValueError, "did you mean create_model_package or create_model_package_group or"),
        ("Fire", ValueError, "SageMaker has no operation 'Fire'."),
        (7, TypeError, "An operation is named by a text, not by 7."),
    ],
)
def test_an_unknown_operation_is_refused(name: Any, error: type[Exception], text: str) -> None:
    """The error names what is near."""
    with pytest.raises(error) as caught:
        Faults().fail_next(name, "ThrottlingException")

    assert text in str(caught.value)


@pytest.mark.parametrize("times", [0, -1, True, 1.0, "1"])
def test_a_number_of_times_is_a_whole_number(times: Any) -> None:
    """Anything else is refused at once."""
    with pytest.raises(ValueError, match="times is a whole number from 1 on, or None for always"):
        Faults().fail("*", "ThrottlingException", times=times)


def test_a_predicate_is_a_function() -> None:
    """Anything else is refused at once."""
    when: Any = {"ModelPackageGroupName": "churn"}
    with pytest.raises(TypeError, match=r"when is a function, not \{'ModelPackageGroupName': 'churn'\}\."):
        Faults().fail("*", "ThrottlingException", when=when)


def test_faults_queue(once: SageMakerClient, faults: Faults) -> None:
    """The faults of an operation befall its calls in the order in which they were given."""
    faults.fail_next("ListModels", "ConflictException")
    faults.fail("ListModels", "ThrottlingException", times=2)
    faults.fail_next("*", "InternalFailure")

    expected = ["ConflictException", "ThrottlingException", "ThrottlingException", "InternalFailure", "ok"]
    assert codes(once, 5) == expected


def test_a_number_of_faults_comes_before_a_standing_one(once: SageMakerClient, faults: Faults) -> None:
    """What is for the next calls is met, though another fault is for all of them."""
    standing = faults.fail("ListModels", "ConflictException")
    faults.fail_next("ListModels", "ThrottlingException")

    assert codes(once, 3) == ["ThrottlingException", "ConflictException", "ConflictException"]
    assert (standing.hits, standing.pending) == (2, False)


@pytest.mark.usefixtures("client")
def test_a_predicate_sees_the_call(aws_session: boto3.Session, faults: Faults) -> None:
    """Parameters, region, account, caller and attempt are there to choose by; only hits are counted."""
    seen = []

    def in_europe(call: IncomingCall) -> bool:
        seen.append((call.operation, call.region, call.account, call.parameters, call.attempt))
        return call.region == "eu-west-1"

    rule = faults.fail("ListModels", "ConflictException", times=1, when=in_europe)
    for region, answers in (("us-east-1", ["ok"]), ("eu-west-1", ["ConflictException", "ok"])):
        client: SageMakerClient = aws_session.client("sagemaker", region_name=region)
        assert codes(client, len(answers)) == answers

    regions = ("us-east-1", "eu-west-1")
    assert seen == [("ListModels", region, "123456789012", {}, 1) for region in regions]
    assert rule.hits == 1


def test_a_predicate_may_choose_by_parameters(once: SageMakerClient, group: str, faults: Faults) -> None:
    """One group's registrations fail, another's do not."""
    once.create_model_package_group(ModelPackageGroupName="other")
    faults.fail(CREATE, "ConflictException", when=lambda call: call.parameters["ModelPackageGroupName"] == group)

    assert error_of(lambda: once.create_model_package(ModelPackageGroupName=group))[0] == "ConflictException"
    once.create_model_package(ModelPackageGroupName="other")
    assert (versions(once), versions(once, "other")) == ([], [1])


def test_a_predicate_that_fails_fails_the_test(once: SageMakerClient, faults: Faults, recorder: Recorder) -> None:
    """What a predicate raises reaches the caller, and is recorded."""

    def broken(call: Any) -> bool:
        return bool(call.parameters["Missing"])

    faults.fail("ListModels", "ConflictException", when=broken)
    with pytest.raises(KeyError, match="Missing"):
        once.list_models()

    error = recorder.calls[-1].error
    assert error is not None
    assert (error.code, error.message) == ("KeyError", "'Missing'")


def test_a_predicate_may_ask_sagemaker(once: SageMakerClient, faults: Faults) -> None:
    """Its own calls are calls as well: `aside` keeps the fault away from them."""

    def when(_call: Any) -> bool:
        with aside():
            return once.list_models()["Models"] == []

    faults.fail("ListModels", "ConflictException", when=when)

    assert codes(once, 2) == ["ConflictException", "ConflictException"]


def test_two_predicates_that_run_at_a_time_share_one_hit(once: SageMakerClient, faults: Faults) -> None:
    """A fault for one call befalls one, though another call was looked at meanwhile."""
    both = threading.Barrier(2, timeout=5)
    rule = faults.fail_next("ListModels", "ConflictException", when=lambda _call: both.wait() >= 0)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.extend(codes(once, 1))) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert (sorted(found), rule.hits) == (["ConflictException", "ok"], 1)


def test_a_number_of_hits_holds_for_many_threads(once: SageMakerClient, faults: Faults) -> None:
    """So many calls fail, not one more, whoever makes them."""
    rule = faults.fail("ListModels", "ConflictException", times=3)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.extend(codes(once, 2))) for _ in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert (found.count("ConflictException"), found.count("ok"), rule.hits) == (3, 2 * THREADS - 3, 3)


def test_a_fault_that_was_not_met_is_pending(once: SageMakerClient, faults: Faults) -> None:
    """A test can assert that each of its faults was met."""
    first = faults.fail("ListModels", "ConflictException", times=2)
    standing = faults.fail("ListEndpoints", connection_dropped())
    codes(once, 1)

    assert faults.pending == (first, standing)
    assert repr(faults.pending) == (
        "(<ListModels: ConflictException, 1 of 2>, <ListEndpoints: connection dropped, 0 times so far>)"
    )
    codes(once, 1)
    standing.cancel()
    assert [*faults.pending] == []
    assert faults.rules == (first, standing)
    assert repr(standing) == "<ListEndpoints: connection dropped, 0 times so far, cancelled>"


def test_a_fault_ends_with_its_context(once: SageMakerClient, faults: Faults) -> None:
    """`with faults.fail(...)` holds inside, and clear forgets everything."""
    with faults.fail("ListModels", "ConflictException") as rule:
        assert codes(once, 2) == ["ConflictException", "ConflictException"]
    assert codes(once, 1) == ["ok"]
    assert rule.cancelled

    other = faults.fail("ListModels", "ConflictException")
    faults.clear()
    assert codes(once, 1) == ["ok"]
    assert (faults.rules, other.cancelled) == ((), True)


def test_faults_are_injected_between_start_and_stop(once: SageMakerClient) -> None:
    """Rules may be given before, stay after, and start and stop may be called twice."""
    faults = Faults()
    faults.fail("ListModels", "ConflictException")
    assert codes(once, 1) == ["ok"]
    faults.start().start()
    assert codes(once, 1) == ["ConflictException"]
    faults.stop()
    faults.stop()
    assert codes(once, 1) == ["ok"]


def test_the_innermost_faults_come_first(once: SageMakerClient, faults: Faults) -> None:
    """Where several inject, the one that began last is asked first, and the others where it has nothing."""
    faults.fail("ListModels", "ConflictException")
    with injected_faults() as inner:
        inner.fail_next("ListModels", "ThrottlingException")
        assert codes(once, 2) == ["ThrottlingException", "ConflictException"]


@pytest.mark.usefixtures("client")
def test_every_attempt_of_a_call_can_fail(clients: Clients, faults: Faults, recorder: Recorder) -> None:
    """Then the code under test sees the fault though boto3 tries again, and the call counts as one."""
    client = clients("standard")
    rule = faults.fail_next("ListModels", "ThrottlingException", every_attempt=True)
    assert codes(client, 2) == ["ThrottlingException", "ok"]
    assert [call.attempt for call in recorder.calls] == [1, 2, 3, 4, 1]
    assert (rule.hits, rule.pending) == (1, False)

    with faults.fail_next("ListModels", "ThrottlingException"):
        assert codes(client, 1) == ["ok"]
