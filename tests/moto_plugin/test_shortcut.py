"""The short way past moto's search: taken by ordinary requests only, and answered as on the long way."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.exceptions import ClientError
from moto import backend_index, mock_aws
from moto.core import set_initial_no_auth_action_count
from moto.core.botocore_stubber import BotocoreStubber
from moto.moto_api import recorder
from werkzeug.exceptions import NotFound

import sagemaker_registry_mock
from sagemaker_registry_mock.moto_plugin import responses, shortcut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDPOINT = "https://api.sagemaker.us-east-1.amazonaws.com/"
SIGNED = b"AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0"


@pytest.fixture
def closed() -> Iterator[None]:
    """A shortcut that is closed as long as the test lasts."""
    shortcut.close_shortcut()
    yield
    shortcut.close_shortcut()
    shortcut.open_shortcut()


@pytest.fixture
def long_way(closed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The URLs of the requests that go moto's own way from now on."""
    assert closed is None
    gone: list[str] = []
    stock = BotocoreStubber.process_request

    def process_request(self: Any, request: Any) -> Any:
        gone.append(request.url)
        return stock(self, request)

    with monkeypatch.context() as patched:
        patched.setattr(BotocoreStubber, "process_request", process_request)
        shortcut.open_shortcut()
        yield gone
        shortcut.close_shortcut()


def new_client(**options: Any) -> Any:
    """Make a client as the code under test does."""
    return boto3.client("sagemaker", **{"region_name": "us-east-1", **options})


def asked(operation: str, body: bytes | str = b"{}", url: str = ENDPOINT) -> Any:
    """Ask moto's hook as botocore does, and return its answer."""
    headers = {"X-Amz-Target": f"SageMaker.{operation}".encode(), "Authorization": SIGNED}
    return BotocoreStubber().process_request(AWSPreparedRequest("POST", url, headers, body, stream_output=False))


@mock_aws
def test_an_operation_of_the_registry_takes_the_short_way(long_way: list[str]) -> None:
    """What every client of boto3 asks of a regular endpoint does not go through moto's search."""
    client = new_client()
    client.create_model_package_group(ModelPackageGroupName="churn")
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert long_way == []


@mock_aws
def test_every_other_operation_goes_motos_way(long_way: list[str]) -> None:
    """What is not the registry's is moto's."""
    client = new_client()
    assert client.list_endpoints()["Endpoints"] == []
    assert long_way == [ENDPOINT]


@pytest.mark.parametrize(
    "url",
    [
        "https://api.sagemaker.us-east-1.amazonaws.com/?version=1",
        "http://api.sagemaker.us-east-1.amazonaws.com/",
        "https://api.sagemaker.us-east-1.amazonaws.com:443/",
        "https://api.sagemaker.cn-north-1.amazonaws.com.cn/",
        "https://api-fips.sagemaker.us-east-1.amazonaws.com/",
    ],
)
@mock_aws
def test_an_unusual_endpoint_goes_motos_way(long_way: list[str], url: str) -> None:
    """Whatever moto makes of a URL that is not a regular endpoint's, it makes of it still."""
    asked("ListModelPackageGroups", url=url)
    assert long_way == [url]


@mock_aws
def test_a_body_that_is_no_bytes_goes_motos_way(long_way: list[str]) -> None:
    """A text, as another HTTP client may send it, is moto's to read."""
    status, _, body = asked("ListModelPackageGroups", "{}")
    assert (status, json.loads(body)) == (200, {"ModelPackageGroupSummaryList": []})
    assert long_way == [ENDPOINT]


@pytest.mark.parametrize(
    "core",
    [
        {"service_whitelist": ["sagemaker"]},
        {"service_whitelist": None, "passthrough": {"services": ["s3"]}},
        {"service_whitelist": None, "passthrough": {"urls": ["https://example.com"]}},
    ],
)
def test_where_motos_config_says_something_moto_is_asked(long_way: list[str], core: Any) -> None:
    """A list of services, or a way past moto, is moto's to look at."""
    with mock_aws(config={"core": core}):
        new_client().create_model_package_group(ModelPackageGroupName="churn")
    assert long_way == [ENDPOINT]


@mock_aws
def test_motos_recorder_sees_every_request(
    long_way: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it records, requests go its way."""
    monkeypatch.setattr(recorder, "_location", str(tmp_path / "recording"))
    recorder.start_recording()
    try:
        new_client().create_model_package_group(ModelPackageGroupName="churn")
    finally:
        recorder.stop_recording()
    assert len(long_way) == 1
    assert "SageMaker.CreateModelPackageGroup" in (tmp_path / "recording").read_text(encoding="utf-8")


@mock_aws
def test_a_refusal_is_the_same_on_both_ways(long_way: list[str]) -> None:
    """Code, text and status do not depend on the way."""
    short = asked("DescribeModelPackage", b'{"ModelPackageName": "none"}')
    long = asked("DescribeModelPackage", b'{"ModelPackageName": "none"}', f"{ENDPOINT}?x=1")
    assert (short[0], short[2]) == (long[0], long[2]) == (400, short[2])
    assert b"does not exist" in short[2]
    assert short[1].keys() == long[1].keys()
    assert long_way == [f"{ENDPOINT}?x=1"]


@mock_aws
@set_initial_no_auth_action_count(0)
def test_where_iam_is_enforced_by_now_the_caller_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that has taken the short way may find that another thread's was the last to go unasked."""
    monkeypatch.setattr(shortcut, "enforced_by_moto", lambda: False)
    with pytest.raises(ClientError, match="UnrecognizedClientException"):
        new_client().create_model_package_group(ModelPackageGroupName="churn")


@mock_aws
def test_what_the_registry_leaves_to_moto_is_answered_by_moto() -> None:
    """Tags of an endpoint, a search of endpoints: the operation is the registry's, the request is not."""
    client = new_client()
    client.create_model(ModelName="churn", ExecutionRoleArn="arn:aws:iam::123456789012:role/r")
    variant = {"VariantName": "all", "ModelName": "churn", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    client.create_endpoint_config(EndpointConfigName="blue", ProductionVariants=[variant])
    arn = client.describe_endpoint_config(EndpointConfigName="blue")["EndpointConfigArn"]
    client.add_tags(ResourceArn=arn, Tags=[{"Key": "team", "Value": "a"}])
    assert client.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "team", "Value": "a"}]


@mock_aws
def test_what_moto_raises_on_the_short_way_is_its_answer(long_way: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of HTTP becomes an answer, as on moto's own way."""

    def dispatch(*_given: Any) -> None:
        raise NotFound

    monkeypatch.setattr(responses, "SageMakerResponse", SimpleNamespace(dispatch=dispatch))
    body = b'{"ResourceArn": "arn:aws:sagemaker:us-east-1:123456789012:endpoint/none"}'
    short, long = asked("ListTags", body), asked("ListTags", body, f"{ENDPOINT}?x=1")
    assert short == long
    assert (short[0], long_way) == (404, [f"{ENDPOINT}?x=1"])


@pytest.mark.parametrize("stock", [None, lambda self, _request, _more: self])
@pytest.mark.usefixtures("closed")
def test_a_moto_that_goes_another_way_goes_all_of_it(monkeypatch: pytest.MonkeyPatch, stock: Any) -> None:
    """Where moto's hook is not what this package knows, it is left alone."""
    with monkeypatch.context() as patched:
        patched.setattr(BotocoreStubber, "process_request", stock)
        shortcut.open_shortcut()
        assert BotocoreStubber.process_request is stock
    with mock_aws():
        new_client().create_model_package_group(ModelPackageGroupName="churn")


@pytest.mark.usefixtures("closed")
def test_where_moto_would_ask_another_service_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shortcut ends where moto would end; where that is not SageMaker, there is none."""
    stock = BotocoreStubber.process_request
    with monkeypatch.context() as patched:
        patched.setattr(backend_index, "backend_url_patterns", [])
        shortcut.open_shortcut()
        assert BotocoreStubber.process_request is stock


def test_without_the_registry_moto_is_as_it_was() -> None:
    """`uninstall` closes the shortcut."""
    ours = BotocoreStubber.process_request
    sagemaker_registry_mock.uninstall()
    try:
        assert BotocoreStubber.process_request is not ours
        with mock_aws():
            new_client().create_model_package_group(ModelPackageGroupName="churn")
    finally:
        sagemaker_registry_mock.install()


@pytest.mark.usefixtures("closed")
def test_a_hook_that_another_has_put_there_since_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing takes away nothing but the shortcut, which lets all pass where it is put back afterwards."""
    stock = BotocoreStubber.process_request
    shortcut.open_shortcut()
    with monkeypatch.context() as patched:
        patched.setattr(BotocoreStubber, "process_request", theirs := lambda _self, _request: None)
        shortcut.close_shortcut()
        assert BotocoreStubber.process_request is theirs
    with mock_aws():
        assert asked("ListModelPackageGroups")[0] == 200
    BotocoreStubber.process_request = stock  # type: ignore[method-assign]
