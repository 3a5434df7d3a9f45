"""A request of botocore, and what moto's own handlers get of it."""

from __future__ import annotations

import pytest
from botocore.awsrequest import AWSPreparedRequest, HeadersDict

from sagemaker_registry_mock.moto_plugin import sdk_request
from sagemaker_registry_mock.moto_plugin.sdk_request import SdkRequest, headers_of

URL = "https://api.sagemaker.us-east-1.amazonaws.com/"


def request() -> SdkRequest:
    """Return one whose headers are texts and bytes, as botocore makes them."""
    headers = HeadersDict({"X-Amz-Target": b"SageMaker.ListTags", "User-Agent": "Boto3"})
    prepared = AWSPreparedRequest("POST", URL, headers, b"{}", stream_output=False)
    return SdkRequest(prepared, headers_of(prepared), "ListTags", "us-east-1")


@pytest.mark.parametrize("known", [True, False])
def test_headers_are_texts_by_names_in_any_letter_case(known: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever botocore has made of them, and however it keeps them."""
    monkeypatch.setattr(sdk_request, "_IS_KNOWN", known)
    headers = request().headers
    assert headers["x-amz-target"] == headers.get("X-AMZ-TARGET") == "SageMaker.ListTags"
    assert "user-agent" in headers
    assert headers.get("Origin", "none") == "none"


def test_moto_gets_a_request_of_its_own_kind() -> None:
    """With all headers and the body."""
    whole = request().for_moto()
    assert (whole.method, whole.headers["X-Amz-Target"], whole.headers["User-Agent"]) == (
        "POST",
        "SageMaker.ListTags",
        "Boto3",
    )


def test_a_moto_that_makes_nothing_of_it_gets_botocores_with_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As moto up to 5.1 had it."""
    monkeypatch.setattr(sdk_request, "_NORMALIZE", None)
    whole = request().for_moto()
    assert isinstance(whole, AWSPreparedRequest)
    assert whole.headers["X-Amz-Target"] == "SageMaker.ListTags"


@pytest.mark.parametrize("kept", [None, [], {"Name": "value"}])
def test_headers_that_are_kept_in_another_way_are_asked_for(kept: object) -> None:
    """Where botocore is built otherwise, its own way of looking is good enough."""
    assert not sdk_request._is_known(kept)  # noqa: SLF001 - the guard itself is under test
