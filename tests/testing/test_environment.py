"""The environment of a test."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import boto3
import pytest

from sagemaker_registry_mock.testing.environment import environment, fake_environment

if TYPE_CHECKING:
    from pathlib import Path


def test_the_machine_s_own_credentials_are_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its variables nor its files tell a key."""
    own = tmp_path / "credentials"
    own.write_text("[default]\naws_access_key_id = REAL\naws_secret_access_key = REAL\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(own))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "REAL")
    monkeypatch.setenv("AWS_PROFILE", "default")
    monkeypatch.setenv("AWS_ENDPOINT_URL_SAGEMAKER", "https://sagemaker.example")
    monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")
    with environment(fake_environment("eu-west-1", "111122223333")):
        session = boto3.Session()
        assert session.get_credentials().access_key == "testing"
        assert session.region_name == "eu-west-1"
        assert session.client("sagemaker").meta.endpoint_url == "https://api.sagemaker.eu-west-1.amazonaws.com"
        assert os.environ["MOTO_ACCOUNT_ID"] == "111122223333"


def change_and_fail() -> None:
    """Change variables, as the code under test may."""
    assert "AWS_PROFILE" not in os.environ
    os.environ["AWS_SESSION_TOKEN"] = "changed"
    os.environ["AWS_MAX_ATTEMPTS"] = "2"
    raise KeyError


def test_everything_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was set is set again, what was not is not, and a variable of the test's own stays."""
    monkeypatch.setenv("AWS_PROFILE", "work")
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(KeyError), environment(fake_environment("eu-west-1", "111122223333")):
        change_and_fail()
    assert os.environ["AWS_PROFILE"] == "work"
    assert "AWS_SESSION_TOKEN" not in os.environ
    assert os.environ["AWS_MAX_ATTEMPTS"] == "2"


def test_moto_tells_accounts_apart_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """MOTO_ACCOUNT_ID makes every call one of that account: it is hidden where the account is moto's own default."""
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "444455556666")
    with environment(fake_environment("eu-west-1", "123456789012")):
        assert "MOTO_ACCOUNT_ID" not in os.environ
    assert os.environ["MOTO_ACCOUNT_ID"] == "444455556666"
