"""NextToken: bound to its operation and its filters, and refused where it is anything else."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.building import at

from sagemaker_registry_mock.errors import InvalidNextToken
from sagemaker_registry_mock.registry.listing import opened, sealed

REQUEST: dict[str, Any] = {"NameContains": "churn", "CreationTimeAfter": at(0), "SortBy": "Name", "MaxResults": 5}
KEY = (1767225600.123, 42)
TOKEN = sealed("ListThings", REQUEST, KEY)


def _opened(operation: str = "ListThings", token: str = TOKEN, **changes: Any) -> Any:
    return opened(operation, {**REQUEST, **changes, "NextToken": token})


def test_a_token_tells_the_key_it_was_made_of() -> None:
    """A token opens to the key behind which the list goes on."""
    assert _opened() == KEY


@pytest.mark.parametrize("request_", [REQUEST, {**REQUEST, "NextToken": ""}])
def test_no_token_means_the_beginning(request_: dict[str, Any]) -> None:
    """Without a token, or with an empty one, a list begins at its beginning."""
    assert opened("ListThings", request_) is None


@pytest.mark.parametrize("size", [1, 100])
def test_the_page_size_may_change_between_pages(size: int) -> None:
    """A token stays good when MaxResults changes."""
    assert _opened(MaxResults=size) == KEY


def test_a_token_knows_no_earlier_token() -> None:
    """The token of the page before is no part of the next one."""
    assert sealed("ListThings", {**REQUEST, "NextToken": TOKEN}, KEY) == TOKEN


def test_members_may_come_in_another_order() -> None:
    """The order of the request's members means nothing."""
    assert sealed("ListThings", dict(reversed(REQUEST.items())), KEY) == TOKEN


@pytest.mark.parametrize(
    "changes",
    [{"NameContains": "fraud"}, {"CreationTimeAfter": at(1)}, {"SortBy": "CreationTime"}, {"SortOrder": "Descending"}],
)
def test_a_token_of_other_filters_is_refused(changes: dict[str, Any]) -> None:
    """A token serves only the filters and the sort that it was made for."""
    with pytest.raises(InvalidNextToken, match=r"^Invalid NextToken\.$"):
        _opened(**changes)


def test_a_token_of_another_operation_is_refused() -> None:
    """A token serves only the operation that it was made for."""
    with pytest.raises(InvalidNextToken, match=r"^Invalid NextToken\.$"):
        _opened("ListOthers")


def test_a_token_of_a_request_without_filters_is_refused() -> None:
    """A filter that is left out is another filter."""
    with pytest.raises(InvalidNextToken):
        opened("ListThings", {"NextToken": TOKEN})


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "not base64!",
        "abc",
        "ü",
        "\x00",
        TOKEN[:-4],
        TOKEN[4:],
        f"{TOKEN} ",
        f"A{TOKEN[1:]}",
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[1, 2]").decode(),
        base64.urlsafe_b64encode(b"0" * 16 + b"[1, 2]").decode(),
        base64.urlsafe_b64encode(b"").decode() + "====",
    ],
)
def test_a_corrupt_token_is_refused(token: str) -> None:
    """Whatever is no token of this list is refused, with one sentence."""
    with pytest.raises(InvalidNextToken, match=r"^Invalid NextToken\.$"):
        _opened(token=token)


@settings(deadline=None)
@given(token=st.text(min_size=1))
def test_any_other_text_is_refused(token: str) -> None:
    """No text but a token opens."""
    with pytest.raises(InvalidNextToken):
        _opened(token=token)


@settings(deadline=None)
@given(
    key=st.tuples(st.floats(allow_nan=False, allow_infinity=False) | st.text(), st.integers(1)),
    filters=st.dictionaries(st.sampled_from(["NameContains", "ModelApprovalStatus", "SortOrder"]), st.text()),
)
def test_every_key_comes_back_as_it_was(key: tuple[Any, ...], filters: dict[str, str]) -> None:
    """A token carries any time or name exactly, for any filters."""
    assert opened("ListThings", {**filters, "NextToken": sealed("ListThings", filters, key)}) == key


def test_a_token_fits_the_service_models_limit() -> None:
    """A token of the longest name is shorter than the 8192 characters that a request may carry, in one line."""
    token = sealed("ListThings", REQUEST, ("n" * 63, 10**9))

    assert len(token) < 8192
    assert "\n" not in token
