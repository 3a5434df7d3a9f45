"""Snapshots: the state of all registries to go back to, as often as one likes."""

from __future__ import annotations

from typing import Any

import pytest
from moto import mock_aws
from support.worlds import REGION, answers, fill

from sagemaker_registry_mock.moto_plugin import registries
from sagemaker_registry_mock.moto_plugin.registries import all_locked
from sagemaker_registry_mock.moto_plugin.within import SageMaker, backends
from sagemaker_registry_mock.testing import sent_events
from sagemaker_registry_mock.testing.state import StateError, dump, restore, snapshot


def spoil() -> None:
    """Change something of every kind, here and in a registry that has not been there."""
    here = SageMaker(REGION)
    for name in list(here.backend.registry.packages):
        here.ask("DeleteModelPackage", {"ModelPackageName": name.arn})
    here.ask("DeleteModelCard", {"ModelCardName": "card"})
    here.ask("CreateModelPackageGroup", {"ModelPackageGroupName": "CHURN"})
    here.ask("CreateModelPackage", {"ModelPackageGroupName": "CHURN", "ClientToken": "once-more"})
    here.ask("CreateContext", {"ContextName": "c", "Source": {"SourceUri": "release:1"}, "ContextType": "Release"})
    here.ask("DeleteContext", {"ContextName": "unused"})
    here.backend.registry.step_results.clear()
    SageMaker("ap-south-1").ask("CreateModelPackageGroup", {"ModelPackageGroupName": "late"})


@pytest.mark.usefixtures("world")
def test_a_snapshot_is_restored_as_often_as_one_likes() -> None:
    """After whatever was done, everything answers as it did: twice, and in whatever order snapshots are restored."""
    first, told, held = snapshot(), answers(), dump()
    assert dump() == held
    spoil()
    second, after = snapshot(), dump()
    for _ in range(2):
        restore(first)
        assert answers() == told
        spoil()
        restore(second)
        assert dump()["registries"][1:] == after["registries"][1:]
    restore(first)

    assert answers() == told


@pytest.mark.usefixtures("mock")
def test_a_snapshot_of_nothing_empties() -> None:
    """A snapshot of a mock in which nothing has been done yet takes everything back, in registries that came later."""
    then = snapshot()
    fill()
    restore(then)

    assert dump()["registries"] == []
    assert sent_events() == []


def test_the_events_are_those_of_then(client: Any, version: str) -> None:
    """Events that were sent since a snapshot are not told after it is restored, and nothing remembers them."""
    then, sent = snapshot(), [event.envelope for event in sent_events()]
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    assert len(sent_events()) == len(sent) + 1
    restore(then)

    assert [event.envelope for event in sent_events()] == sent
    assert SageMaker(REGION).told_before(version)["ModelApprovalStatus"] == "PendingManualApproval"
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")
    assert [event.detail["ModelApprovalStatus"] for event in sent_events()] == ["PendingManualApproval", "Rejected"]


@pytest.mark.usefixtures("version")
def test_the_pages_of_a_query_are_those_of_then(client: Any) -> None:
    """A query whose pages are being read while a snapshot is restored goes on with what there is then."""
    first = client.query_lineage(MaxResults=1)
    then = snapshot()
    client.create_context(ContextName="c", Source={"SourceUri": "release:1"}, ContextType="Release")
    restore(then)
    rest = client.query_lineage(MaxResults=50, NextToken=first["NextToken"])

    arns = [one["Arn"] for one in (*first["Vertices"], *rest["Vertices"])]
    assert sorted(arns) == sorted(one["Arn"] for one in client.query_lineage()["Vertices"])
    assert not any(arn.endswith("context/c") for arn in arns)


def test_a_snapshot_of_another_mock_is_refused() -> None:
    """A snapshot cannot be restored in a mock that has begun since, and then changes nothing there."""
    with mock_aws():
        then = snapshot()
    with mock_aws():
        fill()
        held = dump()
        with pytest.raises(StateError, match=r"^The snapshot is of another mock, which is over\.$"):
            restore(then)
        assert dump() == held


def test_what_is_no_snapshot_is_refused() -> None:
    """A document is loaded, not restored."""
    with pytest.raises(TypeError, match=r"^restore takes what snapshot\(\) has returned, not a dict\.$"):
        restore({"format": "sagemaker-registry-mock"})  # type: ignore[arg-type]


@pytest.mark.usefixtures("mock")
def test_a_registry_that_comes_while_the_others_are_locked_is_locked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks at all registries looks at those, too, that come into being while it waits for their locks."""
    SageMaker(REGION)
    looks = []

    def found() -> list[Any]:
        looks.append(len(backends()))
        if len(looks) == 2:
            SageMaker("eu-west-1")
        return backends()

    monkeypatch.setattr(registries, "backends", found)
    with all_locked() as locked:
        assert {"us-east-1", "eu-west-1"} <= {one.region_name for one in locked}
    assert len(looks) == 4
