"""Frozen time: freezegun and time-machine stop the registry's clock, and the order of creation stays right."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from freezegun import freeze_time
from moto.moto_api import state_manager
from support.examples import SPECIFICATION

from sagemaker_registry_mock.testing import Recorder, sent_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from types_boto3_sagemaker import SageMakerClient

    #: Moves a frozen clock by so many seconds, backwards too.
    Move = Callable[[float], None]
    #: Freezes time at a moment.
    Frozen = Callable[[datetime], AbstractContextManager[Move]]

NOON = datetime(2026, 1, 31, 12, 0, 0, 123000, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
ORDERS: tuple[Any, ...] = ("Ascending", "Descending")


@contextmanager
def with_freezegun(at: datetime) -> Iterator[Move]:
    """Freeze time with freezegun."""
    with freeze_time(at) as frozen:
        yield lambda seconds: frozen.move_to(frozen() + timedelta(seconds=seconds))


@contextmanager
def with_time_machine(at: datetime) -> Iterator[Move]:
    """Freeze time with time-machine."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller.shift


@pytest.fixture(params=[with_freezegun, with_time_machine], ids=["freezegun", "time-machine"])
def frozen(request: pytest.FixtureRequest) -> Frozen:
    """Freeze time with the one and with the other."""
    freeze: Frozen = request.param
    return freeze


def test_times_are_those_of_the_frozen_clock(client: SageMakerClient, recorder: Recorder, frozen: Frozen) -> None:
    """Creation, change, event and recorded call have the frozen time, to the millisecond."""
    with frozen(NOON) as move:
        client.create_model_package_group(ModelPackageGroupName="churn")
        arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
        move(90)
        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
        told = client.describe_model_package(ModelPackageName=arn)
        group = client.describe_model_package_group(ModelPackageGroupName="churn")

    later = NOON + 90 * SECOND
    assert (group["CreationTime"], told["CreationTime"], told["LastModifiedTime"]) == (NOON, NOON, later)
    assert [call.time for call in recorder.calls] == [NOON, NOON, later, later, later]
    events = [event.envelope["time"] for event in sent_events()]
    assert events == ["2026-01-31T12:00:00Z", "2026-01-31T12:01:30Z"]


def walked(ask: Callable[..., Any], items: str, **request: Any) -> list[Any]:
    """Return what a list has, page by page of two."""
    found: list[Any] = []
    token: dict[str, str] = {}
    while True:
        page = ask(MaxResults=2, **request, **token)
        found += page[items]
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}


def in_both_orders(ask: Callable[..., Any], items: str, name: str, **request: Any) -> tuple[list[Any], list[Any]]:
    """Return the names that a list has in either order, the descending one turned round."""
    up, down = (walked(ask, items, SortOrder=order, **request) for order in ORDERS)
    return [one[name] for one in up], [one[name] for one in reversed(down)]


def test_versions_of_one_instant_are_in_the_order_of_their_creation(
    client: SageMakerClient, group: str, frozen: Any
) -> None:
    """Lists and Search have them so, up and down, across pages; a change changes no order of creation."""
    with frozen(NOON):
        arns = [client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"] for _ in range(12)]
        client.update_model_package(ModelPackageArn=arns[0], ModelApprovalStatus="Approved")
        listed = in_both_orders(
            client.list_model_packages, "ModelPackageSummaryList", "ModelPackageArn", ModelPackageGroupName=group
        )
        found = in_both_orders(
            lambda **page: {
                **(reply := client.search(Resource="ModelPackage", SortBy="CreationTime", **page)),
                "Results": [one["ModelPackage"] for one in reply["Results"]],
            },
            "Results",
            "ModelPackageArn",
        )

    assert listed == (arns, arns)
    assert found == (arns, arns)


def test_groups_of_one_instant_are_in_the_order_of_their_creation(client: SageMakerClient, frozen: Frozen) -> None:
    """As versions are; their names have nothing to say in it."""
    names = ["m", "a", "z", "b", "y"]
    with frozen(NOON):
        for name in names:
            client.create_model_package_group(ModelPackageGroupName=name)
        listed = in_both_orders(
            client.list_model_package_groups,
            "ModelPackageGroupSummaryList",
            "ModelPackageGroupName",
            SortBy="CreationTime",
        )
        found = in_both_orders(
            lambda **page: {
                **(reply := client.search(Resource="ModelPackageGroup", SortBy="CreationTime", **page)),
                "Results": [one["ModelPackageGroup"] for one in reply["Results"]],
            },
            "Results",
            "ModelPackageGroupName",
        )

    assert listed == (names, names)
    assert found == (names, names)


def test_cards_of_one_instant_are_in_the_order_of_their_creation(client: SageMakerClient, frozen: Frozen) -> None:
    """Model cards and their versions, which are lists of their own."""
    names = ["m", "a", "z"]
    with frozen(NOON):
        for name in names:
            client.create_model_card(ModelCardName=name, Content="{}", ModelCardStatus="Draft")
        for risk in ("Low", "High"):
            content = f'{{"intended_uses": {{"risk_rating": "{risk}"}}}}'
            client.update_model_card(ModelCardName="m", Content=content)
        cards = in_both_orders(client.list_model_cards, "ModelCardSummaries", "ModelCardName", SortBy="CreationTime")
        versions = in_both_orders(
            client.list_model_card_versions, "ModelCardVersionSummaryList", "ModelCardVersion", ModelCardName="m"
        )

    assert cards == (names, names)
    assert versions == ([1, 2, 3], [1, 2, 3])


def test_lineage_of_one_instant_is_in_the_order_of_its_creation(client: SageMakerClient, frozen: Frozen) -> None:
    """Artifacts, contexts and actions, and the associations of one of them."""
    source: Any = {"SourceUri": "release:1"}
    names = ["m", "a", "z"]
    with frozen(NOON):
        made = [
            client.create_artifact(ArtifactName=one, Source={"SourceUri": one}, ArtifactType="DataSet")["ArtifactArn"]
            for one in names
        ]
        for one in names:
            client.create_context(ContextName=one, Source=source, ContextType="Release")
            client.create_action(ActionName=one, Source=source, ActionType="Release")
        for one in made[1:]:
            client.add_association(SourceArn=made[0], DestinationArn=one)
        lists = [
            in_both_orders(client.list_artifacts, "ArtifactSummaries", "ArtifactName", SortBy="CreationTime"),
            in_both_orders(client.list_contexts, "ContextSummaries", "ContextName", SortBy="CreationTime"),
            in_both_orders(client.list_actions, "ActionSummaries", "ActionName", SortBy="CreationTime"),
        ]
        associations = in_both_orders(
            client.list_associations, "AssociationSummaries", "DestinationArn", SortBy="CreationTime"
        )

    assert lists == [(names, names)] * 3
    assert associations == (made[1:], made[1:])


def test_executions_of_one_instant_are_in_the_order_of_their_start(client: SageMakerClient, frozen: Frozen) -> None:
    """Pipeline executions are listed so in both orders."""
    name, role = "daily", "arn:aws:iam::123456789012:role/pipelines"
    with frozen(NOON):
        client.create_pipeline(
            PipelineName=name, ClientRequestToken="once" * 8, RoleArn=role, PipelineDefinition='{"Steps": []}'
        )
        started = [
            client.start_pipeline_execution(PipelineName=name, ClientRequestToken=f"{number}" * 32)[
                "PipelineExecutionArn"
            ]
            for number in range(3)
        ]
        listed = in_both_orders(
            client.list_pipeline_executions,
            "PipelineExecutionSummaries",
            "PipelineExecutionArn",
            PipelineName=name,
            SortBy="CreationTime",
        )

    assert listed == (started, started)


def test_the_latest_version_of_one_instant_is_the_last_one(client: SageMakerClient, group: str, frozen: Frozen) -> None:
    """What deployment scripts do, the newest approved version first, holds within a frozen instant."""
    with frozen(NOON):
        for _ in range(3):
            client.create_model_package(ModelPackageGroupName=group, ModelApprovalStatus="Approved")
        (latest,) = client.list_model_packages(
            ModelPackageGroupName=group, ModelApprovalStatus="Approved", SortBy="CreationTime", MaxResults=1
        )["ModelPackageSummaryList"]

    assert latest["ModelPackageVersion"] == 3


def test_a_clock_may_go_backwards(client: SageMakerClient, group: str, frozen: Frozen) -> None:
    """Numbers go on and times are the clock's; lists sort by the times, and a change may be older than its version."""
    with frozen(NOON) as move:
        for seconds in (0, -60, 30):
            move(seconds)
            client.create_model_package(ModelPackageGroupName=group)
        move(-600)
        first = "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1"
        client.update_model_package(ModelPackageArn=first, ModelApprovalStatus="Approved")
        told = client.describe_model_package(ModelPackageName=first)
        listed = in_both_orders(
            client.list_model_packages, "ModelPackageSummaryList", "ModelPackageVersion", ModelPackageGroupName=group
        )
        before = client.list_model_packages(ModelPackageGroupName=group, CreationTimeBefore=NOON - 10 * SECOND)

    assert listed == ([2, 3, 1], [2, 3, 1])
    assert {one["ModelPackageVersion"] for one in before["ModelPackageSummaryList"]} == {2, 3}
    assert (told["CreationTime"], told["LastModifiedTime"]) == (NOON, NOON - 630 * SECOND)


@pytest.fixture
def slow() -> Iterator[None]:
    """Let every step of a package's and a group's status take a minute."""
    machines = ("sagemaker::model_package", "sagemaker::model_package_group")
    for machine_name in machines:
        state_manager.set_transition(machine_name, {"progression": "time", "seconds": 60})
    yield
    for machine_name in machines:
        state_manager.unset_transition(machine_name)


@pytest.mark.usefixtures("slow")
def test_a_slow_transition_moves_with_the_frozen_clock(client: SageMakerClient, frozen: Frozen) -> None:
    """A status changes when the clock has moved on, not before; a clock that goes backwards takes nothing back."""

    def status() -> str:
        return client.describe_model_package(ModelPackageName="alone")["ModelPackageStatus"]

    with frozen(NOON) as move:
        client.create_model_package(ModelPackageName="alone", InferenceSpecification=SPECIFICATION)
        seen = [status()]
        for seconds in (59, 1, -30, 59, 31):
            move(seconds)
            seen.append(status())

    assert seen == ["Pending", "Pending", "InProgress", "InProgress", "InProgress", "Completed"]
