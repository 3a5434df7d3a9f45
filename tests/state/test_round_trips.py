"""What was dumped and loaded is what it was, and goes on as it would have."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest
from moto import mock_aws
from moto.moto_api import state_manager
from support.errors import refused
from support.examples import HERE
from support.pipeline_requests import BUSY, TOKEN, give_pipelines
from support.worlds import ACCOUNT, REGION, answers, fill

from sagemaker_registry_mock.errors import ClientTokenReused
from sagemaker_registry_mock.moto_plugin.within import SageMaker
from sagemaker_registry_mock.testing import sent_events
from sagemaker_registry_mock.testing.state import StateError, dump, load

VERSION = f"{HERE}:model-package/churn/1"


def through_text(document: dict[str, Any]) -> Any:
    """Return a document as somebody else reads it."""
    return json.loads(json.dumps(document, allow_nan=False))


def test_what_was_dumped_and_loaded_answers_as_before() -> None:
    """Dump, load and dump again: the same document; and every question has the same answer, in every registry."""
    with mock_aws():
        fill()
        document = dump()
        before = answers()
    with mock_aws():
        give_pipelines(SageMaker(REGION).backend)  # the pipelines themselves are moto's, and not in the document
        load(through_text(document))

        assert json.dumps(dump()) == json.dumps(document)
        after = answers()

    assert len(before) == 3
    assert before == after


@pytest.mark.usefixtures("world")
def test_a_dump_shares_nothing_and_changes_nothing() -> None:
    """Two dumps are equal texts; what is done to a document, dumped or loaded, is nothing to a registry."""
    before = json.dumps(dump())
    document = dump()
    assert json.dumps(document) == before
    load(document)
    document["registries"][0]["groups"][0]["members"].clear()
    document.clear()

    assert json.dumps(dump()) == before


@pytest.mark.usefixtures("mock")
def test_what_holds_nothing_is_left_out() -> None:
    """A mock of which nobody has asked anything is an empty document; so is one in which all has gone again."""
    empty = {"format": "sagemaker-registry-mock", "version": 2, "registries": []}
    assert dump() == empty
    sagemaker = SageMaker(REGION)
    sagemaker.ask("CreateModelCard", {"ModelCardName": "c", "Content": "{}", "ModelCardStatus": "Draft"})
    assert dump() != empty
    sagemaker.ask("DeleteModelCard", {"ModelCardName": "c"})

    assert dump() == empty


def test_a_client_token_is_still_known(rich: Any) -> None:
    """After loading, a retry with its ClientToken gets the version of then, and another request is refused."""
    request = {
        "ModelPackageGroupName": "churn",
        "ModelLifeCycle": {"Stage": "QA", "StageStatus": "Approved"},
        "ClientToken": "once",
    }
    with mock_aws():
        load(rich)
        sagemaker, before = SageMaker(REGION), dump()

        assert sagemaker.ask("CreateModelPackage", request) == {"ModelPackageArn": f"{HERE}:model-package/churn/3"}
        assert dump() == before
        with pytest.raises(ClientTokenReused):
            sagemaker.ask("CreateModelPackage", {**request, "ModelPackageDescription": "other"})


def test_numbers_go_on(rich: Any) -> None:
    """The number of a deleted version is not issued again after loading, nor is an order."""
    with mock_aws():
        load(rich)
        made = SageMaker(REGION).ask("CreateModelPackage", {"ModelPackageGroupName": "churn"})

        assert made["ModelPackageArn"].endswith("churn/4")
        (here,) = (one for one in dump()["registries"] if one["region"] == REGION and one["account"] == ACCOUNT)
        assert here["packages"][-1]["order"] == here["orders"] == rich["registries"][-1]["orders"] + 1


def test_a_page_goes_on_after_loading(client: Any, group: str) -> None:
    """A NextToken of before leads to the next page."""
    for _ in range(3):
        client.create_model_package(ModelPackageGroupName=group)
    first = client.list_model_packages(ModelPackageGroupName=group, MaxResults=2)
    load(through_text(dump()))
    second = client.list_model_packages(ModelPackageGroupName=group, MaxResults=2, NextToken=first["NextToken"])

    assert [one["ModelPackageVersion"] for one in second["ModelPackageSummaryList"]] == [1]


def test_what_is_under_way_goes_on(client: Any) -> None:
    """A status that needs three reads and has had two needs one more after loading; so does a deletion."""
    state_manager.set_transition("sagemaker::model_package_group", {"progression": "manual", "times": 3})
    try:
        client.create_model_package_group(ModelPackageGroupName="slow")
        for _ in range(2):
            client.describe_model_package_group(ModelPackageGroupName="slow")
        load(through_text(dump()))
        described = client.describe_model_package_group(ModelPackageGroupName="slow")
        assert described["ModelPackageGroupStatus"] == "InProgress"

        client.delete_model_package_group(ModelPackageGroupName="slow")
        load(through_text(dump()))
        for _ in range(2):
            client.describe_model_package_group(ModelPackageGroupName="slow")
        with refused("ValidationException", f"ModelPackageGroup {HERE}:model-package-group/slow does not exist."):
            client.describe_model_package_group(ModelPackageGroupName="slow")
    finally:
        state_manager.unset_transition("sagemaker::model_package_group")


def test_an_execution_goes_on(rich: Any) -> None:
    """A pipeline's step that waits is called back after loading; what it then registers is told with its times."""
    with mock_aws():
        load(rich)
        sagemaker = SageMaker(REGION)
        give = {"CallbackToken": TOKEN, "OutputParameters": [{"Name": "share", "Value": "0.5"}]}
        sagemaker.ask("SendPipelineExecutionStepSuccess", give)
        document = dump()
        waited = document["registries"][-1]["executions"][-1]
        registered = waited["steps"][1]["properties"]
        assert (waited["arn"].partition("/execution/")[0], waited["status"]) == (BUSY, "Succeeded")
        assert registered["CreationTime"].keys() == {"$time"}

        before = answers()
        load(through_text(document))

        assert dump() == document
        assert answers() == before


def test_registries_stay_themselves(client: Any, version: str) -> None:
    """Whoever has hold of a registry has hold of it after loading; those that the document does not tell are empty."""
    here, far = SageMaker(REGION), SageMaker("eu-west-1")
    far.ask("CreateModelPackageGroup", {"ModelPackageGroupName": "far"})
    registry, document = here.backend.registry, dump()
    document["registries"] = [one for one in document["registries"] if one["region"] == REGION]
    client.delete_model_package(ModelPackageName=version)
    load(document)

    assert here.backend.registry is registry
    assert registry.packages.find("churn/1").arn == version
    assert far.ask("ListModelPackageGroups", {})["ModelPackageGroupSummaryList"] == []


def test_events_stay_and_the_status_before_a_change_is_the_loaded_one(client: Any, version: str) -> None:
    """What was sent is told after loading, too; what a version was before its next change is what was loaded."""
    document, sent = dump(), len(sent_events())
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Approved")
    load(document)

    assert len(sent_events()) == sent + 1
    told = SageMaker(REGION).told_before(version)
    assert (told["ModelPackageArn"], told["ModelApprovalStatus"]) == (version, "PendingManualApproval")


@pytest.mark.usefixtures("version")
def test_a_region_that_moto_does_not_know_is_refused(rich: Any) -> None:
    """A document of an unknown region, or of a region of another partition, is not loaded, not even in part."""
    before = dump()
    for partition, region in (("aws", "mars-north-1"), ("aws-cn", "us-east-1"), ("aws", "cn-north-1")):
        empty = {"partition": partition, "account": ACCOUNT, "region": region, "orders": 0}
        message = f"registries[0].region: moto has no SageMaker in the region '{region}' of the partition '{partition}'"
        with pytest.raises(StateError) as error:
            load({**rich, "registries": [empty]})
        assert str(error.value) == message
        assert dump() == before


@pytest.mark.usefixtures("mock")
def test_a_region_of_another_partition_is_loaded() -> None:
    """What was dumped in China comes back there."""
    far = SageMaker("cn-north-1")
    arn = far.ask("CreateModelPackageGroup", {"ModelPackageGroupName": "far"})["ModelPackageGroupArn"]
    document = dump()
    far.ask("DeleteModelPackageGroup", {"ModelPackageGroupName": "far"})
    load(document)

    assert far.ask("DescribeModelPackageGroup", {"ModelPackageGroupName": arn})["ModelPackageGroupArn"] == arn
    assert arn.startswith("arn:aws-cn:")


@pytest.mark.usefixtures("world")
def test_the_garbage_collector_stays_as_it_was() -> None:
    """Loading and dumping switch Python's collector on again where it was on, and nowhere else."""
    for collects in (True, False):
        (gc.enable if collects else gc.disable)()
        try:
            load(dump())
            assert gc.isenabled() is collects
        finally:
            gc.enable()
