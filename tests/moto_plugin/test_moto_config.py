"""Moto's own switches keep their meaning: whitelist, passthrough, time, state transitions."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from freezegun import freeze_time
from moto import mock_aws
from moto.core.exceptions import ServiceNotWhitelisted
from moto.moto_api import state_manager
from support.errors import refused
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import boto3
    from types_boto3_sagemaker import SageMakerClient

OWN_FILES = """
import sys
written = []
def watch(event, arguments):
    if event == "open" and arguments[1] and set(arguments[1]) & set("wax+"):
        written.append(arguments[0])
sys.addaudithook(watch)
from sagemaker_registry_mock.cli import main
main(["demo"])
assert written == [], written
"""


@pytest.fixture
def slow_deletion() -> Iterator[None]:
    """Have deletions take one Describe, until the test ends."""
    machine = "sagemaker::model_package"
    state_manager.set_transition(machine, {"progression": "manual", "times": 1})
    yield
    state_manager.unset_transition(machine)


class Elsewhere:
    """Stands for the network behind moto: it answers whatever gets through."""

    def __call__(self, request: Any, **_: Any) -> AWSResponse:
        """Answer one request with an empty list."""
        return AWSResponse(request.url, 200, {}, self)

    def stream(self) -> Iterator[bytes]:
        """Yield the body."""
        yield b'{"ModelPackageGroupSummaryList": [], "NextToken": "from elsewhere"}'


def test_a_service_that_is_not_whitelisted_is_refused_by_moto(aws_session: boto3.Session) -> None:
    """A whitelist without SageMaker keeps requests from the registry."""
    with mock_aws(config={"core": {"service_whitelist": ["s3"]}}), pytest.raises(ServiceNotWhitelisted):
        aws_session.client("sagemaker").list_model_package_groups()


def test_a_whitelisted_service_is_answered(aws_session: boto3.Session) -> None:
    """A whitelist with SageMaker lets requests through to the registry."""
    with mock_aws(config={"core": {"service_whitelist": ["sagemaker"]}}):
        client = aws_session.client("sagemaker")
        assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.parametrize(
    "passthrough", [{"services": ["sagemaker"]}, {"urls": [r"https://api\.sagemaker\.us-east-1\.amazonaws\.com"]}]
)
def test_a_passthrough_goes_past_the_registry(aws_session: boto3.Session, passthrough: Any) -> None:
    """What moto is told to let through does not reach the registry."""
    with mock_aws(config={"core": {"passthrough": passthrough, "service_whitelist": None}}):
        client = aws_session.client("sagemaker")
        client.meta.events.register("before-send", Elsewhere())
        assert client.list_model_package_groups()["NextToken"] == "from elsewhere"

    with mock_aws():
        assert "NextToken" not in client.list_model_package_groups()


def test_time_can_be_frozen(client: SageMakerClient) -> None:
    """CreationTime and LastModifiedTime are moto's time, to the millisecond."""
    with freeze_time("2026-01-31 12:00:00.123456") as clock:
        client.create_model_package_group(ModelPackageGroupName="churn")
        arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
        clock.tick(60)
        client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
        told = client.describe_model_package(ModelPackageName=arn)

    assert told["CreationTime"] == datetime(2026, 1, 31, 12, 0, 0, 123000, tzinfo=timezone.utc)
    assert told["LastModifiedTime"] == datetime(2026, 1, 31, 12, 1, 0, 123000, tzinfo=timezone.utc)


def test_a_list_can_be_cut_by_frozen_time(client: SageMakerClient) -> None:
    """CreationTimeAfter and CreationTimeBefore see the times at which a test made its groups."""
    for day in (1, 2, 3):
        with freeze_time(f"2026-01-0{day} 12:00:00"):
            client.create_model_package_group(ModelPackageGroupName=f"day-{day}")

    found = client.list_model_package_groups(
        CreationTimeAfter=datetime(2026, 1, 1, 12, tzinfo=timezone.utc),
        CreationTimeBefore=datetime(2026, 1, 3, 12, tzinfo=timezone.utc),
    )["ModelPackageGroupSummaryList"]

    assert [group["ModelPackageGroupName"] for group in found] == ["day-2"]


@pytest.mark.usefixtures("slow_deletion")
def test_motos_state_transitions_are_obeyed(client: SageMakerClient, version: str) -> None:
    """A transition that a test sets in moto's state manager decides when a deleted package has gone."""
    client.delete_model_package(ModelPackageName=version)

    with refused("ValidationException", f"ModelPackage {HERE}:model-package/churn/1 does not exist."):
        client.describe_model_package(ModelPackageName=version)


def test_the_transitions_are_known_to_moto() -> None:
    """Moto lists the registry's four machines, immediate unless a test says otherwise."""
    for kind in ("model_package", "model_package_group", "model_card", "model_card_export_job"):
        machine = f"sagemaker::{kind}"
        assert state_manager.get_transition(machine) == {"progression": "immediate"}
        assert machine in state_manager.get_registered_models()


def test_nothing_is_written_to_disk(run_python: Callable[[str], str], tmp_path: Path) -> None:
    """Parallel test processes cannot disturb each other: the registry opens no file for writing."""
    assert run_python(OWN_FILES).startswith("The life of a model in the SageMaker Model Registry")
    assert list(tmp_path.iterdir()) == []
