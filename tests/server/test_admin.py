"""The server's own routes: what they answer, what they refuse, and what they leave to moto."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import boto3
import botocore
import moto
import pytest
from support.examples import HERE, told
from werkzeug.test import Client

from sagemaker_registry_mock import __version__
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.server import admin
from sagemaker_registry_mock.server.admin import Admin
from sagemaker_registry_mock.testing.state import dump

if TYPE_CHECKING:
    from collections.abc import Iterable

    from types_boto3_sagemaker import SageMakerClient

PREFIX = "/sagemaker-registry"
SEED = {"groups": {"churn": {"versions": [{}, {"status": "Approved"}]}}}


def leave(_environ: Any, start_response: Any) -> Iterable[bytes]:
    """Stand for moto."""
    start_response("418 I'm a teapot", [])
    return [b"moto"]


@pytest.fixture
def routes(client: SageMakerClient) -> Client:  # noqa: ARG001 - inside its mock
    """The routes, over what a mock holds."""
    return Client(Admin(leave, "127.0.0.1"))


def names(client: SageMakerClient) -> list[str]:
    """Return the names of all groups."""
    return [one["ModelPackageGroupName"] for one in client.list_model_package_groups()["ModelPackageGroupSummaryList"]]


@pytest.mark.parametrize("path", ["", "/", "/health", "/health/"])
def test_it_tells_what_it_is(routes: Client, path: str) -> None:
    """A script that waits for the server, and a report of a bug, get the versions of all that takes part."""
    answer = routes.get(PREFIX + path)

    assert (answer.status_code, answer.content_type) == (200, "application/json")
    about = answer.get_json()
    assert about["name"] == "sagemaker-registry-mock"
    assert (about["version"], about["state_version"]) == (__version__, 2)
    assert (about["moto"], about["boto3"], about["botocore"]) == (
        moto.__version__,
        boto3.__version__,
        botocore.__version__,
    )
    assert about["operations"] == len(OPERATIONS)
    assert routes.head(PREFIX + path).status_code == 200


def test_the_state_is_told_and_taken(routes: Client, client: SageMakerClient, version: str) -> None:
    """What GET tells is what `dump` returns; PUT brings back what was there, and nothing else."""
    before = routes.get(f"{PREFIX}/state").get_json()
    described = told(client.describe_model_package(ModelPackageName=version))
    assert before == dump()
    client.create_model_package_group(ModelPackageGroupName="fraud")

    answer = routes.put(f"{PREFIX}/state", json=before)

    assert (answer.status_code, answer.get_json()) == (200, {"groups": 1, "packages": 1, "cards": 0})
    assert names(client) == ["churn"]
    assert told(client.describe_model_package(ModelPackageName=version)) == described


def test_a_bad_document_changes_nothing(routes: Client, client: SageMakerClient, group: str) -> None:
    """What is wrong with it is told by its place, with the status 422."""
    document = {**dump(), "version": 3000}

    answer = routes.put(f"{PREFIX}/state", json=document)

    assert answer.status_code == 422
    assert answer.get_json()["message"].startswith("version: 3000 is of a newer version of this package")
    assert names(client) == [group]


def test_a_seed_adds(routes: Client, client: SageMakerClient) -> None:
    """A seed is JSON or YAML; the answer has the ARNs of what was made."""
    answer = routes.post(f"{PREFIX}/seed", json=SEED)
    assert answer.status_code == 200
    assert answer.get_json()["made"][0] == f"{HERE}:model-package-group/churn"

    yaml = "groups: {fraud: {versions: [{metadata: {auc: 0.10}}]}}"
    assert routes.post(f"{PREFIX}/seed", data=yaml, content_type="application/yaml").status_code == 200

    assert sorted(names(client)) == ["churn", "fraud"]
    described = client.describe_model_package(ModelPackageName=f"{HERE}:model-package/fraud/1")
    assert described["CustomerMetadataProperties"] == {"auc": "0.10"}


def test_a_seed_goes_where_the_request_says(routes: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed without a region is for that of the query, else that of the server's environment, else us-east-1."""
    for variable in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(variable, raising=False)
    assert "us-east-1" in routes.post(f"{PREFIX}/seed", json=SEED).get_json()["made"][0]
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert "eu-west-1" in routes.post(f"{PREFIX}/seed", json=SEED).get_json()["made"][0]
    answer = routes.post(f"{PREFIX}/seed?region=eu-central-1", json=SEED)
    assert "eu-central-1" in answer.get_json()["made"][0]

    lost = routes.post(f"{PREFIX}/seed?region=atlantis", json=SEED)
    assert (lost.status_code, "atlantis" in lost.get_json()["message"]) == (422, True)


def test_a_bad_seed_changes_nothing(routes: Client, client: SageMakerClient) -> None:
    """A seed that says what does not exist is refused, with its place."""
    answer = routes.post(f"{PREFIX}/seed", json={"groups": {"churn": {"versions": [{"status": "Great"}]}}})

    assert answer.status_code == 422
    assert "groups.churn.versions[0].status" in answer.get_json()["message"]
    assert names(client) == []


@pytest.mark.parametrize(
    ("route", "body", "kind", "status", "message"),
    [
        ("state", b"{", "application/json", 400, "The body is not JSON: Expecting property name"),
        ("state", b'{"a": NaN}', "application/json", 400, "The body is not JSON: NaN is no value of JSON."),
        ("state", b"\xff", "application/json", 400, "The body is not JSON: it is no text."),
        ("seed", b"\xff", "application/yaml", 400, "The body is not UTF-8."),
        ("state", b"[" * 200_000, "application/json", 400, "The body is not JSON: "),
        ("state", b"[]", "application/json", 422, "The document must be an object, not an array."),
        (
            "state",
            b"{}",
            "application/x-www-form-urlencoded",
            415,
            "The header Content-Type must say application/json,",
        ),
        ("state", b"{}", "", 415, "The header Content-Type must say application/json, and says nothing."),
        ("seed", b"{}", "text/plain", 415, "The header Content-Type must say application/json or application/yaml or"),
        ("seed", b"a: [", "text/yaml", 400, "line "),
        ("seed", b"a: [", "application/json", 400, "line 1 is not JSON"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(  # noqa: PLR0913, PLR0917 - a row of a table
    routes: Client, route: str, body: bytes, kind: str, status: int, message: str
) -> None:
    """Each way of being unreadable has its status, and a sentence in JSON."""
    method = {"state": "PUT", "seed": "POST"}[route]

    answer = routes.open(f"{PREFIX}/{route}", method=method, data=body, content_type=kind)

    assert answer.status_code == status
    assert answer.get_json()["message"].startswith(message)


def test_a_body_that_is_too_long_is_refused(routes: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server does not read without end."""
    monkeypatch.setattr(admin, "LONGEST", 10)

    answer = routes.put(f"{PREFIX}/state", data=b'{"1234567": 8}', content_type="application/json")

    assert (answer.status_code, answer.get_json()) == (413, {"message": "The body is longer than 10 bytes."})


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"groups: {}  # and more", 413, "The body is longer than 10 bytes."),
        (b"groups: {}", 200, None),
    ],
)
def test_a_body_in_chunks_is_taken_whole_or_not_at_all(
    routes: Client, monkeypatch: pytest.MonkeyPatch, body: bytes, status: int, message: str | None
) -> None:
    """A body that does not say how long it is could be cut off where it is still YAML."""
    monkeypatch.setattr(admin, "LONGEST", 10)
    chunked = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}

    answer = routes.post(f"{PREFIX}/seed", content_type="application/yaml", environ_overrides=chunked)

    assert (answer.status_code, answer.get_json().get("message")) == (status, message)


def test_a_body_that_breaks_off_is_told(routes: Client) -> None:
    """A client that goes away, or sends chunks that are none, has not sent too much."""
    broken = {"wsgi.input": io.BytesIO(b"{}"), "CONTENT_LENGTH": "3"}

    answer = routes.put(f"{PREFIX}/state", content_type="application/json", environ_overrides=broken)

    assert (answer.status_code, answer.get_json()) == (400, {"message": "The body has not come whole."})


@pytest.mark.parametrize(
    ("route", "method", "allowed"),
    [
        ("", "POST", "GET"),
        ("/state", "DELETE", "GET, PUT"),
        ("/seed", "GET", "POST"),
        ("/state", "OPTIONS", "GET, PUT"),
    ],
)
def test_a_method_that_a_route_does_not_take_is_told(routes: Client, route: str, method: str, allowed: str) -> None:
    """The answer names those that it takes; a browser that asks whether a foreign page may gets no permission."""
    answer = routes.open(PREFIX + route, method=method)

    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
    assert answer.get_json() == {"message": f"{PREFIX}{route} takes {allowed}, not {method}."}
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
@pytest.mark.parametrize("route", ["", "/state", "/seed"])
def test_a_page_of_another_site_is_refused(routes: Client, route: str, header: dict[str, str]) -> None:
    """No site reads or changes the registry through a browser of this machine."""
    answer = routes.get(PREFIX + route, headers=header)

    assert answer.status_code == 403
    assert "evil.example" in answer.get_json()["message"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/moto-api/", {}),
        (f"{PREFIX}/other", {}),
        (f"{PREFIX}-other", {}),
        (f"{PREFIX}/state", {"Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request"}),
        (f"{PREFIX}/state?X-Amz-Signature=abc", {}),
        (f"{PREFIX}/state?AWSAccessKeyId=a&Signature=abc&Expires=1", {}),
    ],
)
def test_all_else_is_motos(routes: Client, path: str, headers: dict[str, str]) -> None:
    """Also what is signed: S3 may have a bucket with the name of the routes."""
    answer = routes.get(path, headers={**headers, "Origin": "https://evil.example"})

    assert (answer.status_code, answer.data) == (418, b"moto")


def test_the_answers_are_plain_json(routes: Client) -> None:
    """The document that GET tells is the text that a file of it has: a line for each record."""
    lines = routes.get(f"{PREFIX}/state").get_data(as_text=True).splitlines()

    assert (lines[0], lines[-1]) == ("{", "}")
    assert json.loads("".join(lines))["registries"] == []
