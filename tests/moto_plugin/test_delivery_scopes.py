"""Accounts, regions and partitions are apart in what they send, whom they call, and what they deploy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto_plugin.delivering import (
    ACCOUNT,
    ELSEWHERE,
    FUNCTION,
    HERE,
    PARTNER,
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

from sagemaker_registry_mock.deployment import deploy_on_approval
from sagemaker_registry_mock.testing import sent_events, stand_in, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Connect = Callable[[str, str, str], Any]

PLACES = [(ACCOUNT, HERE), (ACCOUNT, ELSEWHERE), (PARTNER, HERE), (PARTNER, ELSEWHERE)]


@pytest.fixture
def connect(client: SageMakerClient) -> Connect:
    """Make the client of a service in an account, for a session of its role deployer, and in a region."""
    assert client.meta.region_name == HERE

    def connect(name: str, account: str, region: str) -> Any:
        if account == ACCOUNT:
            return service(name, region)
        role = f"arn:aws:iam::{account}:role/deployer"
        held = service("sts").assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"]
        session = boto3.Session(held["AccessKeyId"], held["SecretAccessKey"], held["SessionToken"], region)
        return session.client(name)

    return connect


@pytest.fixture
def calls(connect: Connect) -> dict[tuple[str, str], list[str]]:
    """The resources that a function in each place is told of, by a rule on the bus of that place."""
    told: dict[tuple[str, str], list[str]] = {place: [] for place in PLACES}

    def listen(account: str, region: str) -> None:
        function = arn("lambda", "function:on-change", account=account, region=region)
        stand_in(function, lambda event: told[account, region].extend(event["resources"]))
        put_rule(function, events=connect("events", account, region))

    for account, region in PLACES:
        listen(account, region)
    return told


def test_four_places_never_see_each_others_events(connect: Connect, calls: dict[tuple[str, str], list[str]]) -> None:
    """Two accounts in two regions, with rules and functions of the same names: each hears of its own version alone."""
    versions = {place: register(connect("sagemaker", *place)) for place in PLACES}

    assert calls == {place: [version] for place, version in versions.items()}
    for (account, region), version in versions.items():
        (event,) = sent_events(account_id=account, region_name=region)
        assert (event.resource, event.envelope["account"], event.envelope["region"]) == (version, account, region)
    assert [event.resource for event in sent_events()] == [versions[place] for place in PLACES]


def test_four_places_deploy_for_themselves(connect: Connect) -> None:
    """Deployments of groups of one name, each attached by its ARN: one endpoint is made, where the decision was."""
    groups = {
        place: arn("sagemaker", "model-package-group/churn", account=place[0], region=place[1]) for place in PLACES
    }
    deployments = {place: deploy_on_approval(group) for place, group in groups.items()}
    clients = {place: connect("sagemaker", *place) for place in PLACES}
    versions = {place: register(client) for place, client in clients.items()}

    place = PARTNER, ELSEWHERE
    decide(versions[place], sagemaker=clients[place])

    assert {one: len(deployments[one].history) for one in PLACES} == {one: int(one == place) for one in PLACES}
    assert {one: len(clients[one].list_endpoints()["Endpoints"]) for one in PLACES} == {
        one: int(one == place) for one in PLACES
    }


@pytest.mark.parametrize("place", PLACES[1:], ids=str)
@pytest.mark.usefixtures("client")
def test_a_function_stands_in_for_a_target_of_its_own_place(place: tuple[str, str]) -> None:
    """A function of the same name in another account or region is another target."""
    calls: list[Any] = []
    stand_in(arn("lambda", "function:on-change", account=place[0], region=place[1]), calls.append)
    put_rule(FUNCTION)

    register()

    assert calls == []
    assert failures() == [f"Function not found: {FUNCTION}"]


def test_a_target_may_be_of_another_account(connect: Connect) -> None:
    """A queue that the ARN of a target names in another account receives the event; that here does not."""
    place = ("222222222222", "us-east-1")
    queue()
    queue(connect("sqs", *place))
    put_rule(arn("sqs", "changes", account=place[0], region=place[1]))

    version = register()

    assert [event["resources"] for event in received(connect("sqs", *place))] == [[version]]
    assert received() == []


@pytest.mark.parametrize(("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
@pytest.mark.usefixtures("client")
def test_other_partitions(region: str, partition: str) -> None:
    """Rule, queue and event are of the region's partition."""
    sqs, target = service("sqs", region), f"arn:{partition}:sqs:{region}:{ACCOUNT}:changes"
    queue(sqs)
    put_rule(target, events=service("events", region))

    version = register(service("sagemaker", region))

    (told,) = received(sqs)
    assert version.startswith(f"arn:{partition}:sagemaker:{region}:")
    assert (told["region"], told["resources"]) == (region, [version])


@pytest.mark.usefixtures("client")
def test_the_environment_may_name_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """With MOTO_ACCOUNT_ID the events are of that account, and go to its bus; those before it stay where they were."""
    queue()
    put_rule(QUEUE)
    mine = register()
    monkeypatch.setenv("MOTO_ACCOUNT_ID", PARTNER)

    theirs = register()

    assert [(event.envelope["account"], len(event.deliveries)) for event in sent_events()] == [
        (ACCOUNT, 1),
        (PARTNER, 0),
    ]
    monkeypatch.delenv("MOTO_ACCOUNT_ID")
    assert [event["resources"] for event in received()] == [[mine]]
    assert theirs == mine.replace(ACCOUNT, PARTNER)


@pytest.mark.usefixtures("client")
def test_a_header_may_name_the_account() -> None:
    """A request with the header x-moto-account-id sends its event on the bus of that account."""
    queue()
    put_rule(QUEUE)
    sagemaker = boto3.Session("test", "test", region_name=HERE).client("sagemaker")

    def add_header(params: Any, **_: Any) -> None:
        params["headers"]["x-moto-account-id"] = PARTNER

    sagemaker.meta.events.register("before-call.sagemaker", add_header)
    register(sagemaker)

    assert received() == []
    (event,) = sent_events(account_id=PARTNER)
    assert event.envelope["account"] == PARTNER
    assert undelivered_events() == []


@pytest.mark.usefixtures("client")
def test_looking_makes_no_account() -> None:
    """To ask for the events of a place that nobody has used is to get none, and leaves no trace of it."""
    register()

    assert sent_events(account_id="333333333333") == sent_events(region_name=ELSEWHERE) == []
    assert len(sent_events()) == 1
