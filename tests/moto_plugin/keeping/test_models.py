"""botocore's model files are read once per process; sessions, clients and handlers are as new as moto wants them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import loaders
from botocore.session import Session
from moto import mock_aws

import sagemaker_registry_mock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that botocore parses from now on."""
    parsed: list[str] = []
    load_file = loaders.JSONFileLoader.load_file

    def load(loader: Any, path: str) -> Any:
        found = load_file(loader, path)
        if found is not None:
            parsed.append(path)
        return found

    monkeypatch.setattr(loaders.JSONFileLoader, "load_file", load)
    return parsed


def new_client() -> Any:
    """Make a client as the code under test does."""
    return boto3.client("sagemaker", region_name="us-east-1")


def test_a_second_mock_parses_no_file_again(read: list[str]) -> None:
    """The client of a new default session finds its model parsed."""
    with mock_aws():
        new_client().list_model_package_groups()
    read.clear()
    with mock_aws():
        assert new_client().list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert read == []


def test_the_default_session_is_new_in_every_mock() -> None:
    """What moto resets stays reset."""
    sessions = []
    for _ in range(2):
        with mock_aws():
            new_client()
            sessions.append(boto3.DEFAULT_SESSION)
    assert sessions[0] is not sessions[1]


def test_motos_own_setting_keeps_the_session() -> None:
    """`reset_boto3_session` is moto's, and does what it did."""
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        new_client()
        kept = boto3.DEFAULT_SESSION
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        new_client()
        assert boto3.DEFAULT_SESSION is kept
    boto3.DEFAULT_SESSION = None


def test_a_handler_of_one_client_is_not_the_next_ones() -> None:
    """Handlers of events are of a session and its clients."""
    heard: list[str] = []
    with mock_aws():
        client = new_client()
        client.meta.events.register("before-call.sagemaker", lambda **_: heard.append("client"))
        boto3.DEFAULT_SESSION.events.register("before-call.sagemaker", lambda **_: heard.append("session"))
        client.list_model_package_groups()
    with mock_aws():
        new_client().list_model_package_groups()
    assert heard == ["client"]


def test_a_user_s_own_models_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loader that also looks into AWS_DATA_PATH reads for itself, and what it merges is its own."""
    extras = tmp_path / "sagemaker" / "2017-07-24" / "service-2.sdk-extras.json"
    extras.parent.mkdir(parents=True)
    extras.write_text(json.dumps({"version": 1.0, "merge": {"metadata": {"serviceId": "Mine"}}}))
    with monkeypatch.context() as environment, mock_aws():
        environment.setenv("AWS_DATA_PATH", str(tmp_path))
        assert new_client().meta.service_model.metadata["serviceId"] == "Mine"
    with mock_aws():
        assert new_client().meta.service_model.metadata["serviceId"] == "SageMaker"


class Reader(loaders.JSONFileLoader):  # type: ignore[misc]
    """A reader of the user's own."""

    def load_file(self, file_path: str) -> Any:
        """Give a service another name."""
        found = super().load_file(file_path)
        return found and {**found, "metadata": {**found.get("metadata", {}), "serviceId": "Mine"}}


class Own(loaders.Loader):  # type: ignore[misc]
    """A loader of the user's own."""

    FILE_LOADER_CLASS = Reader


@pytest.mark.parametrize("new_loader", [Own, lambda: loaders.Loader(file_loader=Reader())])
def test_a_loader_of_the_user_s_own_reads_for_itself(new_loader: Any) -> None:
    """It may read anything, and no other loader gets that: not even where it is the default session's."""
    session = Session()
    session.register_component("data_loader", new_loader())
    with mock_aws():
        boto3.setup_default_session(botocore_session=session)
        assert loaders.Loader().load_data("sqs/2012-11-05/service-2")["metadata"]["serviceId"] == "SQS"
        assert new_loader().load_data("sqs/2012-11-05/service-2")["metadata"]["serviceId"] == "Mine"


def test_what_a_caller_does_to_a_list_of_services_is_its_own() -> None:
    """A list is given out as a copy."""
    services = boto3.Session().get_available_services()
    services.clear()
    assert "sagemaker" in boto3.Session().get_available_services()


def test_taking_the_registry_out_has_botocore_read_anew(read: list[str]) -> None:
    """`uninstall` leaves botocore as it was."""
    method = loaders.Loader.load_data_with_path
    sagemaker_registry_mock.uninstall()
    try:
        assert loaders.Loader.load_data_with_path is not method
        with mock_aws():
            new_client()
        assert any(path.endswith("service-2") for path in read)
    finally:
        sagemaker_registry_mock.install()
