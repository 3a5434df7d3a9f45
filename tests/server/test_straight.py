"""Which requests to a server go straight to the registry, and that the answers of both ways are the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto.moto_api import recorder
from support.examples import HERE
from werkzeug.exceptions import Gone
from werkzeug.test import Client, EnvironBuilder

from sagemaker_registry_mock.moto_plugin import served
from sagemaker_registry_mock.moto_plugin.served import goes_straight
from sagemaker_registry_mock.moto_plugin.serving import Application

if TYPE_CHECKING:
    from collections.abc import Callable

    from sagemaker_registry_mock.server import RegistryServer

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
SIGNED = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/{}/aws4_request, SignedHeaders=host"


def environ_of(target: str = "SageMaker.ListModelPackages", **given: Any) -> Any:
    """Return what a server makes of a request."""
    headers = {"X-Amz-Target": target, **given.pop("headers", {})}
    return EnvironBuilder(**{"path": "/", "method": "POST", "headers": headers, **given}).get_environ()


@pytest.mark.parametrize("headers", [{}, {"Authorization": SIGNED.format("sagemaker")}])
def test_an_operation_of_the_registry_does(headers: dict[str, str]) -> None:
    """It is known by its target, with a signature and without."""
    assert goes_straight(environ_of(headers=headers))


@pytest.mark.parametrize(
    "given",
    [
        {"target": "SageMaker.ListEndpoints"},
        {"target": "DynamoDB_20120810.ListTables"},
        {"target": "SageMaker"},
        {"target": ""},
        {"method": "PUT"},
        {"path": "/models"},
        {"headers": {"Authorization": SIGNED.format("s3")}},
        {"headers": {"Authorization": "Basic dTpw"}},
        {"headers": {"Origin": "https://console.example"}},
    ],
)
def test_what_is_unusual_does_not(given: dict[str, Any]) -> None:
    """Other operations and services, other methods and paths, other signatures, and pages of other sites."""
    assert not goes_straight(environ_of(**given))


def test_what_moto_is_to_record_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does anything where moto does not tell whether it records."""
    with monkeypatch.context() as patch:
        patch.setattr(recorder, "_user_enabled", True)
        assert not goes_straight(environ_of())
    monkeypatch.delattr(recorder, "_user_enabled")
    assert not goes_straight(environ_of())


@pytest.fixture(params=["straight", "moto's", "an older moto's"])
def post(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Ask the application: it answers by itself, has moto answer, or makes a request as for older versions of moto."""
    if request.param == "moto's":
        monkeypatch.setattr("sagemaker_registry_mock.moto_plugin.serving.goes_straight", lambda _environ: False)
    if request.param == "an older moto's":
        monkeypatch.setattr(served, "_REQUEST", served.ServedRequest)
    client = Client(Application())

    def post(operation: str, body: Any, **headers: str) -> Any:
        told = {"X-Amz-Target": f"SageMaker.{operation}", "Content-Type": "application/x-amz-json-1.1", **headers}
        answer = client.post("/", data=json.dumps(body), headers=told)
        return answer.status_code, answer.get_json(force=True), answer.headers

    return post


@pytest.mark.usefixtures("running")
def test_each_way_leads_to_the_same_answer(post: Callable[..., Any]) -> None:
    """Status, content and headers; refusals; the region of the signature."""
    status, made, headers = post("CreateModelPackageGroup", {"ModelPackageGroupName": "churn"})
    assert (status, made) == (200, {"ModelPackageGroupArn": f"{HERE}:model-package-group/churn"})
    assert headers["Content-Type"] == "application/x-amz-json-1.1"
    assert int(headers["Content-Length"]) == len(json.dumps(made, separators=(",", ":")))
    assert {name.lower() for name, _ in headers} == {
        "access-control-allow-origin",
        "content-length",
        "content-type",
        "x-amzn-requestid",
    }

    there = {"Authorization": SIGNED.format("sagemaker")}
    status, refused, _ = post("DescribeModelPackageGroup", {"ModelPackageGroupName": "churn"}, **there)
    assert (status, refused["__type"]) == (400, "ValidationException")


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("post", ["straight", "moto's"], indirect=True)
def test_what_is_left_to_moto_is_answered_by_it(post: Callable[..., Any]) -> None:
    """An operation that the registry has only looked at, or that is about something of moto's, is done there."""
    model = post("CreateModel", {"ModelName": "churn", "ExecutionRoleArn": ROLE})[1]
    assert model == {"ModelArn": f"{HERE}:model/churn"}
    tags = [{"Key": "team", "Value": "fraud"}]
    assert post("AddTags", {"ResourceArn": model["ModelArn"], "Tags": tags})[1] == {"Tags": tags}
    assert post("ListTags", {"ResourceArn": model["ModelArn"]})[1]["Tags"] == tags


def test_a_refusal_of_motos_own_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What moto raises as an answer of HTTP is one."""

    def refuse(*_request: Any) -> None:
        raise Gone

    monkeypatch.setattr(served, "answer_or_moto", refuse)
    client = Client(Application())

    assert client.post("/", json={}, headers={"X-Amz-Target": "SageMaker.ListModelPackages"}).status_code == 410


def test_pages_of_other_sites_get_motos_headers(running: RegistryServer) -> None:
    """A browser that asks for a page is told by moto that it may."""
    headers = {"X-Amz-Target": "SageMaker.ListModelPackages", "Origin": "https://console.example"}
    reply = requests.post(running.url, json={}, headers=headers, timeout=10)

    assert (reply.status_code, reply.headers["Access-Control-Allow-Origin"]) == (200, "https://console.example")
