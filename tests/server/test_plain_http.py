"""Clients that know nothing of AWS but its protocol: a target, a body of JSON, and no signature."""

from __future__ import annotations

import json
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from support.examples import HERE

from sagemaker_registry_mock.server import RegistryServer

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[str, Any], tuple[int, dict[str, str], Any]]


@pytest.fixture
def ask(running: RegistryServer) -> Ask:
    """Send a request as http.client does, and return status, headers and body."""
    return lambda operation, body: sent(running, f"SageMaker.{operation}", body)


def sent(server: RegistryServer, target: str, body: Any) -> tuple[int, dict[str, str], Any]:
    """Ask a server by a connection of its own."""
    address = urlsplit(server.url)
    with closing(HTTPConnection(address.hostname or "", address.port, timeout=20)) as connection:
        headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
        connection.request("POST", "/", json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), json.loads(answer.read())


def test_the_registry_is_asked_without_a_signature(ask: Ask) -> None:
    """Register, approve, describe and list, by bodies alone."""
    ask("CreateModelPackageGroup", {"ModelPackageGroupName": "churn"})
    status, headers, made = ask("CreateModelPackage", {"ModelPackageGroupName": "churn"})
    assert (status, made) == (200, {"ModelPackageArn": f"{HERE}:model-package/churn/1"})
    assert headers["content-type"] == "application/x-amz-json-1.1"

    ask("UpdateModelPackage", {**made, "ModelApprovalStatus": "Approved"})

    listed = ask("ListModelPackages", {"ModelPackageGroupName": "churn"})[2]["ModelPackageSummaryList"]
    assert [one["ModelApprovalStatus"] for one in listed] == ["Approved"]


def test_refusals_are_awss(ask: Ask) -> None:
    """What is refused has AWS's status, code and words."""
    status, _, error = ask("DescribeModelPackage", {"ModelPackageName": "missing"})

    assert (status, error["__type"]) == (400, "ValidationException")
    for none in ("NoSuchOperation", ""):
        assert ask(none, {})[2]["__type"] == "UnknownOperationException"


def test_the_rest_of_sagemaker_is_there_too(ask: Ask) -> None:
    """Operations that are moto's are found without a signature as well."""
    assert ask("ListEndpoints", {})[2]["Endpoints"] == []


def test_without_a_signature_nobody_is_let_through_iam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moto enforces IAM a request without a signature is refused, as AWS does."""
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0)
    with RegistryServer() as server:
        status, _, error = sent(server, "SageMaker.ListModelPackages", {})

    assert (status, error["__type"]) == (400, "MissingAuthenticationTokenException")


def test_other_services_are_told_apart_as_moto_does(running: RegistryServer) -> None:
    """A target of another service that needs no signature goes where moto has it go."""
    pool = {"IdentityPoolName": "visitors", "AllowUnauthenticatedIdentities": True}

    status, _, made = sent(running, "AWSCognitoIdentityService.CreateIdentityPool", pool)

    assert (status, made["IdentityPoolName"]) == (200, "visitors")
