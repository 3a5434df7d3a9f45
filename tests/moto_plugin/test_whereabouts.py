"""Region, account and key of a request are what moto itself makes of it."""

from __future__ import annotations

from types import SimpleNamespace

import boto3
import pytest
from moto import mock_aws
from moto.iam import models as moto_iam
from moto.iam.models import iam_backends
from moto.sagemaker.models import sagemaker_backends
from moto.sagemaker.responses import SageMakerResponse

from sagemaker_registry_mock.moto_plugin.sdk_request import SdkRequest, headers_of
from sagemaker_registry_mock.moto_plugin.whereabouts import backend_at, record_visit, whereabouts

URL = "https://api.sagemaker.eu-west-1.amazonaws.com/"
LONG = "AKIA" + 16 * "X"


def signed(key: str) -> str:
    """Return the Authorization header of a request that is signed with a key."""
    credential = f"Credential={key}/20260101/eu-west-1/sagemaker/aws4_request"
    return f"AWS4-HMAC-SHA256 {credential}, SignedHeaders=content-type;host, Signature=0a1b"


def motos(headers: dict[str, str], url: str) -> tuple[str, str, str]:
    """Return what moto makes of a request."""
    moto = SageMakerResponse()
    moto.headers, moto.querystring = headers, {}
    return (
        moto.get_region_from_url(SimpleNamespace(headers=headers), url),
        moto.get_current_account(),
        moto.get_access_key(),
    )


@pytest.mark.parametrize("key", ["testing", LONG, "FOOBARKEY"])
@pytest.mark.parametrize("more", [{}, {"x-moto-account-id": "222222222222"}])
@pytest.mark.parametrize("url", [URL, "http://localhost:5000/"])
@mock_aws
def test_a_signed_request_is_whose_moto_says(key: str, more: dict[str, str], url: str) -> None:
    """By the key, or by the header of moto's own; the region by the host or by the signature."""
    headers = {"Authorization": signed(key), **more}
    assert whereabouts(SimpleNamespace(headers=headers), url) == motos(headers, url)


@mock_aws
def test_the_parts_of_a_signature_may_stand_in_another_order() -> None:
    """The key is found wherever it stands."""
    scheme, credential, signed_headers, signature = signed(LONG).replace(",", "").split()
    headers = {"Authorization": f"{scheme} {signed_headers}, {credential}, {signature}"}
    assert whereabouts(SimpleNamespace(headers=headers), URL)[2] == motos(headers, URL)[2] == LONG


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic eDp5"}, {"Authorization": f"AWS {LONG}:c2lnbmVk"}])
@mock_aws
def test_a_request_without_a_signature_is_whose_moto_says(headers: dict[str, str]) -> None:
    """Nobody's is the default account's."""
    assert whereabouts(SimpleNamespace(headers=headers), URL) == motos(headers, URL)


@mock_aws
def test_a_key_of_another_account_leads_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user of any account is found by the key."""
    with monkeypatch.context() as patched:
        patched.setenv("MOTO_ACCOUNT_ID", "333333333333")
        iam = boto3.client("iam", region_name="us-east-1")
        iam.create_user(UserName="ann")
        key = iam.create_access_key(UserName="ann")["AccessKey"]["AccessKeyId"]
        assert whereabouts(SimpleNamespace(headers={"Authorization": signed("testing")}), URL)[1] == "333333333333"
    headers = {"Authorization": signed(key)}
    found = whereabouts(SimpleNamespace(headers=headers), URL)
    assert found == motos(headers, URL) == ("eu-west-1", "333333333333", key)


@mock_aws
def test_a_moto_without_a_default_account_is_asked_for_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moto is built otherwise, its own look decides."""
    monkeypatch.delattr(moto_iam, "DEFAULT_ACCOUNT_ID")
    monkeypatch.setattr(moto_iam, "get_account_id_from", lambda _key: "444444444444")
    assert whereabouts(SimpleNamespace(headers={}), URL)[1] == "444444444444"


@mock_aws
def test_the_owner_of_a_request_is_looked_up_once() -> None:
    """What has been found out when a request arrives is not asked again when it is answered."""
    prepared = SimpleNamespace(headers={"Authorization": signed(LONG).encode()}, body=b"", url=URL)
    request = SdkRequest(prepared, headers_of(prepared), "ListModelPackages", "eu-west-1")
    first = whereabouts(request, URL)
    request.headers.clear()
    assert whereabouts(request, URL) == first == ("eu-west-1", "123456789012", LONG)


@mock_aws
def test_a_visit_is_noted_of_a_key_that_moto_knows() -> None:
    """IAM tells when a key was last used, and for what."""
    iam = boto3.client("iam", region_name="us-east-1")
    iam.create_user(UserName="ann")
    key = iam.create_access_key(UserName="ann")["AccessKey"]["AccessKeyId"]
    record_visit("eu-west-1", "123456789012", key)
    used = iam.get_access_key_last_used(AccessKeyId=key)["AccessKeyLastUsed"]
    assert (used["ServiceName"], used["Region"]) == ("sagemaker", "eu-west-1")


@mock_aws
def test_a_visit_of_an_unknown_key_makes_no_backend() -> None:
    """An account that nobody has asked IAM for stays unknown to it."""
    record_visit("eu-west-1", "555555555555", LONG)
    assert "555555555555" not in dict(iam_backends)


@mock_aws
def test_a_backend_is_made_once_and_then_found() -> None:
    """Of a region that moto has; of another, nothing."""
    made = backend_at(sagemaker_backends, "123456789012", "eu-west-1")
    assert backend_at(sagemaker_backends, "123456789012", "eu-west-1") is made
    with pytest.raises(KeyError):
        backend_at(sagemaker_backends, "123456789012", "mars-north-1")
