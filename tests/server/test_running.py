"""A server in this process: what it serves, with which settings, and what is left of it afterwards."""

from __future__ import annotations

import logging
import os
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests
from moto import mock_aws
from moto.core.config import default_user_config
from support.errors import refused
from support.examples import HERE, THERE

from sagemaker_registry_mock import install, is_installed, uninstall
from sagemaker_registry_mock.registry.settings import SettingsError
from sagemaker_registry_mock.server import RegistryServer, ServerError

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    Asking = Callable[..., SageMakerClient]


def listens(url: str) -> bool:
    """Tell whether anybody listens at a URL."""
    address = urlsplit(url)
    with socket.socket() as one:
        return one.connect_ex((address.hostname, address.port)) == 0


def groups(client: SageMakerClient) -> list[str]:
    """Return the names of the groups that a client sees."""
    return [one["ModelPackageGroupName"] for one in client.list_model_package_groups()["ModelPackageGroupSummaryList"]]


def test_it_serves_the_registry_and_all_of_moto(
    running: RegistryServer, asking: Asking, aws_session: boto3.Session
) -> None:
    """Registry, another service, moto's own SageMaker operations and its dashboard are at one URL."""
    client = asking(running)
    client.create_model_package_group(ModelPackageGroupName="churn")
    version = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    bucket = aws_session.client("s3", endpoint_url=running.url)
    bucket.create_bucket(Bucket="models")

    assert client.describe_model_package(ModelPackageName=version)["ModelPackageVersion"] == 1
    assert [one["Name"] for one in bucket.list_buckets()["Buckets"]] == ["models"]
    assert client.list_endpoints()["Endpoints"] == []
    assert requests.get(f"{running.url}/moto-api/", timeout=10).status_code == 200
    with refused(
        "ConflictException",
        f"Model Package Group {HERE}:model-package-group/churn cannot be deleted because "
        "it still contains Model Packages.",
    ):
        client.delete_model_package_group(ModelPackageGroupName="churn")


def test_each_server_begins_with_nothing(asking: Asking) -> None:
    """What a server held is not what the next one holds, and nobody listens when it is over."""
    for _ in range(2):
        with RegistryServer() as server:
            client = asking(server)
            assert groups(client) == []
            client.create_model_package_group(ModelPackageGroupName="churn")
            url = server.url
            assert listens(url)
        assert not listens(url)


def test_servers_at_the_same_time_show_the_same(running: RegistryServer, asking: Asking) -> None:
    """A second server of the process does not empty the first one, and leaves it up."""
    asking(running).create_model_package_group(ModelPackageGroupName="churn")

    with RegistryServer() as second:
        assert groups(asking(second)) == ["churn"]
    assert groups(asking(running)) == ["churn"]


def test_inside_a_mock_it_shows_what_the_mock_holds(client: SageMakerClient, asking: Asking) -> None:
    """Code in this process and a program elsewhere see the same registry."""
    client.create_model_package_group(ModelPackageGroupName="churn")

    with RegistryServer() as server:
        assert groups(asking(server)) == ["churn"]
        asking(server).create_model_package_group(ModelPackageGroupName="fraud")

    assert sorted(groups(client)) == ["churn", "fraud"]


def test_settings_hold_as_long_as_it_listens(asking: Asking) -> None:
    """The settings of a server are those of `mock_aws(config=...)`; afterwards there are none."""
    with RegistryServer(settings={"quotas": {"ModelPackageGroups": 1}}) as server:
        client = asking(server)
        client.create_model_package_group(ModelPackageGroupName="churn")
        with pytest.raises(client.exceptions.ResourceLimitExceeded):
            client.create_model_package_group(ModelPackageGroupName="fraud")
    assert "sagemaker_registry" not in default_user_config


def test_without_settings_those_of_the_mock_hold(asking: Asking) -> None:
    """A server inside a mock leaves the mock's settings as they are."""
    config: Any = {"sagemaker_registry": {"page_size": 1}}
    with mock_aws(config=config), RegistryServer() as server:
        for name in ("churn", "fraud"):
            asking(server).create_model_package_group(ModelPackageGroupName=name)
        assert len(groups(asking(server))) == 1


def test_a_setting_that_does_not_exist_is_refused() -> None:
    """Settings are checked before anything listens."""
    with pytest.raises(SettingsError, match="page_size must be a number from 1 to 100, not 0"):
        RegistryServer(settings={"page_size": 0})
    with pytest.raises(ValueError, match="account_id must be a text of twelve digits, not '12'"):
        RegistryServer(account_id="12")


def test_its_account_is_that_of_unknown_keys(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server has an account of its own: the one it is given, else that of the environment, else moto's."""
    with RegistryServer(account_id="111122223333") as server:
        arn = asking(server).create_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]
        assert (arn, server.account) == (f"{THERE}:model-package-group/churn", "111122223333")
    assert "MOTO_ACCOUNT_ID" not in os.environ
    assert RegistryServer().account == "123456789012"
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "444455556666")
    assert RegistryServer().account == "444455556666"


def test_its_environment_leads_programs_to_it(running: RegistryServer) -> None:
    """A program that is started with these variables has fake credentials, a region and this endpoint."""
    told = running.environment

    assert told["AWS_ENDPOINT_URL"] == running.url
    assert told["AWS_ACCESS_KEY_ID"]
    assert told["AWS_REGION"] == told["AWS_DEFAULT_REGION"] == "us-east-1"
    assert all(isinstance(value, str) for value in told.values())


def test_motos_own_requests_go_to_its_port(running: RegistryServer) -> None:
    """While it listens moto knows its port, for what moto sends to its own server; afterwards it does not."""
    assert os.environ["MOTO_PORT"] == str(urlsplit(running.url).port)

    running.stop()

    assert "MOTO_PORT" not in os.environ


def test_it_can_be_started_again(running: RegistryServer) -> None:
    """Stopping twice is no mistake; a server that is stopped can be started, one that listens can not."""
    with pytest.raises(ValueError, match=f"The server listens already, at {running.url}"):
        running.start()
    assert [running.stop(), running.stop()] == [0, 0]

    running.start()

    assert listens(running.url)


def test_before_the_start_there_is_no_url() -> None:
    """A server has a URL from the time it listens."""
    with pytest.raises(ValueError, match="The server has no URL yet: start it, or use it in a `with` statement"):
        _ = RegistryServer().url


def test_what_goes_wrong_in_preparing_is_raised() -> None:
    """Nothing listens where the preparation fails, and nothing is left behind."""
    server = RegistryServer(settings={"page_size": 1})
    data: dict[str, str] = {}

    with pytest.raises(KeyError, match="no data"):
        server.start(lambda: data["no data"])

    assert not listens(server.url)
    assert "sagemaker_registry" not in default_user_config
    server.start()
    assert listens(server.url)
    server.stop()


def test_where_it_cannot_listen_nothing_is_changed(running: RegistryServer) -> None:
    """A port that is taken is told, and the one that has it goes on."""
    port = urlsplit(running.url).port or 0

    with pytest.raises(ServerError, match=f"Port {port} of 127.0.0.1 is in use by another program"):
        RegistryServer(port=port).start()

    assert os.environ["MOTO_PORT"] == str(port)
    assert listens(running.url)


@pytest.mark.parametrize("before", [True, False])
def test_the_registry_is_in_it(asking: Asking, *, before: bool) -> None:
    """A server has the registry also where it is taken out of moto, and leaves moto as it was."""
    try:
        (install if before else uninstall)()
        with RegistryServer() as server:
            arn = asking(server).create_model_package_group(ModelPackageGroupName="Churn")["ModelPackageGroupArn"]
            assert arn == f"{HERE}:model-package-group/Churn"
        assert is_installed() is before
    finally:
        install()


@pytest.mark.parametrize("log", [True, False])
def test_requests_are_logged_where_wanted(caplog: pytest.LogCaptureFixture, *, log: bool) -> None:
    """A line for each request, without the colours of a terminal and with nothing that would write elsewhere in it."""
    with caplog.at_level(logging.INFO, logger="werkzeug"), RegistryServer(log=log) as server:
        requests.get(f"{server.url}/sagemaker-registry/", params={"é": "\x1b[2J"}, timeout=10)
        with socket.create_connection((urlsplit(server.url).hostname or "", urlsplit(server.url).port or 0)) as raw:
            raw.sendall(b"BREW /\x1b[2J HTTP/1.1\r\nConnection: close\r\n\r\n")
            while raw.recv(1024):
                pass

    lines = [record.getMessage().strip() for record in caplog.records]
    assert any(line.endswith('"GET /sagemaker-registry/?%C3%A9=%1B%5B2J HTTP/1.1" 200 -') for line in lines) is log
    assert "\x1b" not in "".join(lines)
