"""Where a handle begins and ends: alone, inside other mocks, and with arguments that mean nothing."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto import settings as moto_settings
from moto.iam import models as moto_iam

import sagemaker_registry_mock
from sagemaker_registry_mock.registry.settings import SettingsError
from sagemaker_registry_mock.testing import LeftTheMachine, ModelRegistry
from sagemaker_registry_mock.testing.preparing import _own_client

DEV, PROD = "111122223333", "444455556666"


def groups(client: Any) -> list[str]:
    """Return the names of all groups."""
    return [one["ModelPackageGroupName"] for one in client.list_model_package_groups()["ModelPackageGroupSummaryList"]]


def test_two_handles_share_nothing() -> None:
    """Each begins with an empty registry, new clients, no calls, and its own settings."""
    with ModelRegistry(page_size=1) as one:
        one.group("churn")
        one.group("fraud")
        client = one.client
        assert groups(client) == ["churn"]
    with ModelRegistry() as other:
        assert other.client is not client
        assert (groups(other.client), len(other.calls), other.events) == ([], 1, [])
        other.group("churn")
        other.group("fraud")
        assert groups(boto3.client("sagemaker")) == ["churn", "fraud"]


def test_handlers_of_a_session_are_its_own() -> None:
    """A session shares nothing with the next one, though it is made of kept parts."""
    heard: list[str] = []
    with ModelRegistry() as one:
        one.session.events.register("before-call.sagemaker", lambda **_: heard.append("one"))
        groups(one.client)
    with ModelRegistry() as other:
        groups(other.client)
        assert other.session.get_credentials().access_key == "testing"
        assert sorted(other.session.client("sts").get_caller_identity()) == [
            "Account",
            "Arn",
            "ResponseMetadata",
            "UserId",
        ]
    assert heard == ["one"]


def test_inside_a_mock_of_the_user_s_own() -> None:
    """Its state is found, its settings come back, and what becomes of the registry is undone at the end."""
    config: Any = {"sagemaker_registry": {"page_size": 1}}
    with mock_aws(config=config):
        theirs = boto3.client("sagemaker", region_name="us-east-1")
        theirs.create_model_package_group(ModelPackageGroupName="churn")
        with ModelRegistry() as registry:
            registry.group("fraud")
            assert groups(theirs) == ["churn", "fraud"]
        assert groups(theirs) == ["churn"]
        theirs.create_model_package_group(ModelPackageGroupName="fraud")
        assert groups(theirs) == ["churn"]  # a page of one again


def test_handles_within_handles() -> None:
    """Each level undoes what was done in it, and detaches the deployments that it has attached."""
    with ModelRegistry() as outer:
        outer.register("churn")
        for _ in range(2):
            with ModelRegistry() as inner:
                inner.deploy_on_approval("arn:aws:sagemaker:us-east-1:123456789012:model-package-group/churn")
                inner.approve("churn/1")
                assert inner.latest_approved("churn") == outer.latest_approved("churn")
        assert outer.describe("churn/1")["ModelApprovalStatus"] == "PendingManualApproval"


def test_the_process_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor the sockets nor the plugin tells that there was one."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    sagemaker_registry_mock.uninstall()
    before = dict(os.environ), socket.socket.connect, boto3.DEFAULT_SESSION
    try:
        with ModelRegistry() as registry:
            registry.register("churn")
            assert os.environ["AWS_DEFAULT_REGION"] == "us-east-1"
        assert (dict(os.environ), socket.socket.connect, boto3.DEFAULT_SESSION) == before
        assert not sagemaker_registry_mock.is_installed()
    finally:
        sagemaker_registry_mock.install()


def test_accounts_side_by_side() -> None:
    """Each handle, its session and its deployments are of its own account; other clients are of the innermost one's."""
    with ModelRegistry(account_id=DEV) as dev, ModelRegistry(account_id=PROD) as prod:
        version = dev.register("churn")
        assert account_of(version["ModelPackageArn"]) == DEV
        assert account_of(prod.register("churn")["ModelPackageArn"]) == PROD
        assert dev.deploy_on_approval("CHURN").group == "churn"
        dev.approve(version)
        assert dev.deployments["churn"].deployed("prod").version == 1  # type: ignore[union-attr]  # it is deployed
        assert dev.latest_approved("churn") == dev.describe(version)
        assert prod.latest_approved("churn") is None
        assert groups(dev.client) == groups(prod.client) == ["churn"]
        assert [call.account for call in dev.calls] == [DEV, PROD]
        assert account_of(boto3.client("sts").get_caller_identity()["Arn"]) == PROD


def test_a_role_of_another_account_stays_there() -> None:
    """The account of a handle is that of callers whom moto does not know, and of nobody else."""
    with ModelRegistry(account_id=DEV) as registry:
        promoter = {"RoleArn": f"arn:aws:iam::{PROD}:role/promoter", "RoleSessionName": "release"}
        key = registry.session.client("sts").assume_role(**promoter)["Credentials"]
        there = registry.session.client(
            "sagemaker",
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
            aws_session_token=key["SessionToken"],
        )
        made = there.create_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]
        assert account_of(made) == PROD
        assert registry.register("churn")["ModelPackageVersion"] == 1


def test_an_account_where_moto_is_built_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then MOTO_ACCOUNT_ID leads every caller there."""
    monkeypatch.delattr(moto_iam, "DEFAULT_ACCOUNT_ID")
    with ModelRegistry(account_id=DEV) as registry:
        assert account_of(registry.register("churn")["ModelPackageArn"]) == DEV
        assert account_of(boto3.client("sts").get_caller_identity()["Arn"]) == DEV
    assert "MOTO_ACCOUNT_ID" not in os.environ


def account_of(arn: str) -> str:
    """Return the account that an ARN names."""
    return arn.split(":")[4]


def test_what_the_handle_asks_goes_to_the_mock_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test may send the code under test to another endpoint: the handle's own client outlives that test."""
    _own_client.cache_clear()
    with ModelRegistry() as registry:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:1")
        assert registry.register("churn")["ModelPackageVersion"] == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"account_id": "12"}, "account_id must be a text of twelve digits, not '12'"),
        ({"account_id": "1234567890123"}, "account_id must be a text of twelve digits, not '1234567890123'"),
        ({"region_name": None}, "region_name must be a text, not None"),
        ({"allowed_hosts": None}, "allowed_hosts is a list of texts, not None"),
        ({"region_name": "mars-1"}, "moto has no SageMaker in the region 'mars-1'."),
        ({"iam": "yes"}, "iam must be True or False, not 'yes'"),
        ({"regoin": "x"}, "sagemaker_registry has no setting 'regoin'; it has arn_case, .*"),
    ],
)
def test_arguments_that_mean_nothing_are_refused(wrong: dict[str, Any], told: str) -> None:
    """Nothing is left active then."""
    before = dict(os.environ), socket.socket.connect
    with pytest.raises((TypeError, ValueError, SettingsError), match=f"^{told}$"), ModelRegistry(**wrong):
        pytest.fail("It was entered.")
    assert (dict(os.environ), socket.socket.connect) == before


def test_moto_that_asks_a_server_has_no_registry_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry would be in another process."""
    monkeypatch.setattr(moto_settings, "TEST_SERVER_MODE", True)
    with pytest.raises(RuntimeError, match="moto is told to ask a server"), ModelRegistry():
        pytest.fail("It was entered.")


def test_leaving_the_machine_is_told_at_the_end() -> None:
    """Also where the code under test swallows the error; another error comes first."""
    with pytest.raises(LeftTheMachine, match=r"example\.com:443"), ModelRegistry():
        reach("example.com")
    with pytest.raises(KeyError), ModelRegistry():
        reach("example.com", fails=KeyError)
    with ModelRegistry() as registry:
        reach("example.com")
        registry.refused_hosts.clear()


def reach(host: str, *, fails: type[Exception] | None = None) -> None:
    """Reach out, and take no notice of what comes of it; then fail, if that is wanted."""
    with suppress(Exception):
        socket.create_connection((host, 443), timeout=0.1).close()
    if fails:
        raise fails
