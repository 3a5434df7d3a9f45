"""sent_events() and undelivered_events(): which events they return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import CARDS, ELSEWHERE, HERE, PACKAGES, PARTNER, arn
from moto import mock_aws

from sagemaker_registry_mock.testing import sent_events, undelivered_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient


@pytest.fixture
def resources(
    client: SageMakerClient, sagemaker: Callable[[str], SageMakerClient], abroad: Callable[..., Any]
) -> dict[str, str]:
    """Announce one package after the other in three places; the ARNs of what was announced, in order."""
    places = {
        "here": client,
        "there": sagemaker(ELSEWHERE),
        "partner": abroad("sagemaker", PARTNER),
        "again": client,
    }
    made = {name: one.create_model_package(ModelPackageName=name)["ModelPackageArn"] for name, one in places.items()}
    card = client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")["ModelCardArn"]
    return {**made, "card": card}


def test_all_events_are_in_the_order_of_the_operations(resources: dict[str, str]) -> None:
    """Over all accounts, regions and kinds."""
    assert [one.resource for one in sent_events()] == list(resources.values())
    assert [one.detail_type for one in sent_events()] == [PACKAGES] * 4 + [CARDS]


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"region_name": HERE}, ["here", "partner", "again", "card"]),
        ({"region_name": ELSEWHERE}, ["there"]),
        ({"account_id": PARTNER}, ["partner"]),
        ({"account_id": "123456789012"}, ["here", "there", "again", "card"]),
        ({"region_name": HERE, "account_id": "123456789012"}, ["here", "again", "card"]),
        ({"region_name": ELSEWHERE, "account_id": PARTNER}, []),
        ({"region_name": "mars-north-1"}, []),
        ({"account_id": "999999999999"}, []),
    ],
    ids=str,
)
def test_events_are_chosen_by_region_and_account(
    resources: dict[str, str], chosen: dict[str, str], names: list[str]
) -> None:
    """Those of one region, one account or one account in one region; a place that nobody knows has none."""
    assert [one.resource for one in sent_events(**chosen)] == [resources[name] for name in names]


def test_undelivered_events_are_chosen_likewise(
    sagemaker: Callable[[str], SageMakerClient],
    client: SageMakerClient,
    put_rule: Callable[..., str],
    service: Callable[..., Any],
    queue: str,
) -> None:
    """Of the events chosen, those that did not reach one of their targets."""
    put_rule(queue, arn("ecs", "cluster/models"))
    put_rule(arn("ecs", "cluster/models", region=ELSEWHERE), events=service("events", ELSEWHERE))
    client.create_model_package(ModelPackageName="here")
    sagemaker(ELSEWHERE).create_model_package(ModelPackageName="there")
    service("events").remove_targets(Rule="rule", Ids=["1"])
    client.create_model_package(ModelPackageName="reached")

    def names(events: list[Any]) -> list[str]:
        return [one.resource.rpartition("/")[2] for one in events]

    assert names(undelivered_events()) == ["here", "there"]
    assert names(undelivered_events(region_name=HERE)) == ["here"]
    assert names(undelivered_events(region_name=ELSEWHERE, account_id="123456789012")) == ["there"]
    assert names(undelivered_events(account_id=PARTNER)) == []
    assert names(sent_events()) == ["here", "there", "reached"]


def test_looking_does_not_take_away(resources: dict[str, str]) -> None:
    """Two looks see the same; what is done to the list is not seen by the next."""
    first = sent_events()
    first.clear()

    assert len(sent_events()) == len(sent_events()) == len(resources)


def test_events_are_those_of_the_running_mock(sagemaker: Callable[[str], SageMakerClient]) -> None:
    """A new mock begins without events."""
    with mock_aws():
        sagemaker(HERE).create_model_package(ModelPackageName="market")
        assert len(sent_events()) == 1
    with mock_aws():
        assert sent_events() == []


def test_an_event_is_worth_a_look_in_a_failing_test(resources: dict[str, str], put_rule: Callable[..., str]) -> None:
    """What pytest prints of it names kind and resource."""
    assert put_rule().endswith(":rule/rule")
    assert repr(sent_events()[0]) == f"<{PACKAGES} of {resources['here']}, deliveries: []>"
