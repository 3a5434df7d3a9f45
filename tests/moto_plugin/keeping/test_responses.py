"""`requests` is answered in every mock, by callbacks that are made when somebody looks for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unittest import TestCase, TextTestRunner, defaultTestLoader

import pytest
import requests
import responses
from moto import backend_index, mock_aws
from moto.core import custom_responses_mock, models
from moto.core.models import responses_mock
from moto.core.responses_custom_registry import CustomRegistry

from sagemaker_registry_mock.moto_plugin import keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

BUCKETS = "https://s3.amazonaws.com/"
ELSEWHERE = "https://models.example/latest"

#: The method of moto's hook that answers `requests`; it has had another name up to moto 5.1.
ANSWERING = [
    next(one for one in ("process_prepared_request", "process_request") if hasattr(models.botocore_stubber, one))
]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The callbacks that are made from now on; the first mock has been."""
    with mock_aws():
        pass
    made: list[Any] = []
    init = custom_responses_mock.CallbackResponse.__init__

    def __init__(response: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it is one
        made.append(response)
        init(response, *given, **named)

    with monkeypatch.context() as counted:
        counted.setattr(custom_responses_mock.CallbackResponse, "__init__", __init__)
        yield made


def listened_to() -> list[tuple[Any, ...]]:
    """Return what `responses` listens to, in order."""
    registered: list[Any] = responses_mock.registered()
    return [(type(one), one.method, one.url, one.callback) for one in registered]


def test_a_mock_that_nobody_asks_by_http_makes_no_callback(made: list[Any]) -> None:
    """Starting and ending it does not look into moto's register."""
    with mock_aws():
        pass
    assert made == []


@pytest.mark.usefixtures("stock")
def test_whoever_looks_finds_what_moto_puts_there() -> None:
    """The same callbacks for the same URLs in the same order, in the first mock and in every other."""
    with mock_aws():
        ordinary = listened_to()
    keeping.keep()
    for _ in range(3):
        with mock_aws():
            assert listened_to() == ordinary
            assert isinstance(responses_mock.get_registry(), CustomRegistry)
        assert listened_to() == []


def test_requests_are_answered_in_every_mock(made: list[Any]) -> None:
    """Each mock counts its own, and begins with nothing."""
    for _ in range(2):
        made.clear()
        with mock_aws():
            assert requests.put(f"{BUCKETS}models", timeout=5).ok
            assert b"<Name>models</Name>" in requests.get(BUCKETS, timeout=5).content
            assert sum(one.call_count for one in made) == 2
            assert len(responses_mock.calls) == 2
        assert len(responses_mock.calls) == 0


def test_responses_of_the_user_s_own_are_behind_motos() -> None:
    """They are answered, can be taken out, and are gone with the mock."""
    for _ in range(2):
        with mock_aws():
            own = responses_mock.add(responses.GET, ELSEWHERE, body="mine")
            responses_mock.add(responses.GET, BUCKETS, body="mine")
            assert requests.get(ELSEWHERE, timeout=5).text == "mine"
            assert requests.get(BUCKETS, timeout=5).text != "mine"
            if "remove" in vars(CustomRegistry):  # moto of before that never comes back from removing one
                assert responses_mock.remove(own) == [own]
                assert own not in responses_mock.registered()
        assert responses_mock.registered() == []


def test_an_inner_mock_adds_nothing(made: list[Any]) -> None:
    """Nested mocks are one."""
    with mock_aws():
        before = len(responses_mock.registered())
        with mock_aws():
            assert len(responses_mock.registered()) == before
    assert len(made) == before


def test_a_mock_that_resets_nothing_adds_to_what_is_there(made: list[Any]) -> None:
    """A class whose `setUp` begins the data finds it in its tests, and so do the responses that it has added."""
    seen: list[str] = []

    @mock_aws
    class Buckets(TestCase):
        def setUp(self) -> None:
            requests.put(f"{BUCKETS}models", timeout=5)
            responses_mock.add(responses.GET, ELSEWHERE, body="mine")

        def test_one(self) -> None:
            seen.append(requests.get(BUCKETS, timeout=5).text)
            seen.append(requests.get(ELSEWHERE, timeout=5).text)

    for _ in range(2):
        outcome = TextTestRunner(stream=None, verbosity=0).run(defaultTestLoader.loadTestsFromTestCase(Buckets))
        assert outcome.wasSuccessful()
    assert all("<Name>models</Name>" in text for text in seen[::2])
    assert seen[1::2] == ["mine", "mine"]
    assert made


def test_a_backend_that_is_added_to_moto_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patterns are read anew for every mock."""
    mine = re.compile("https?://mine\\.example")
    with mock_aws():
        before = len(responses_mock.registered())
    monkeypatch.setattr(backend_index, "backend_url_patterns", [*backend_index.backend_url_patterns, ("s3", mine)])
    for _ in range(2):
        with mock_aws():
            assert len(responses_mock.registered()) == before + len(models.RESPONSES_METHODS)
            assert mine in [one.url for one in responses_mock.registered()]
    monkeypatch.undo()
    with mock_aws():
        assert len(responses_mock.registered()) == before


class Swapped(custom_responses_mock.CallbackResponse):
    """A response of the user's own."""


@pytest.mark.parametrize(
    ("owner", "name", "swapped"),
    [
        (models, "CallbackResponse", Swapped),
        (models, "not_implemented_callback", lambda _request: (418, {}, "")),
        *((type(models.botocore_stubber), name, lambda _hook, _request: (418, {}, "")) for name in ANSWERING),
        *((models.botocore_stubber, name, lambda _request: (418, {}, "")) for name in ANSWERING),
    ],
)
def test_what_a_test_swaps_of_moto_is_used_and_does_not_outlive_it(
    owner: Any, name: str, swapped: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Callbacks are made of what stands in moto when a mock starts."""
    with mock_aws():
        ordinary = listened_to()
    with monkeypatch.context() as changed:
        changed.setattr(owner, name, swapped, raising=True)
        for _ in range(2):
            with mock_aws():
                found = listened_to()
                assert len(found) == len(ordinary)
                assert found != ordinary
    with mock_aws():
        assert listened_to() == ordinary


@pytest.mark.usefixtures("stock")
def test_responses_of_another_kind_are_made_for_every_mock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moto puts something else there, each mock does it itself."""

    class Other(custom_responses_mock.CallbackResponse):
        pass

    monkeypatch.setattr(models, "CallbackResponse", Other)
    keeping.keep()
    for _ in range(2):
        with mock_aws():
            assert {type(one) for one in responses_mock.registered()} == {Other}


def test_a_mock_that_cannot_start_leaves_moto_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put aside while a mock starts is put back."""
    with mock_aws():
        methods = list(models.RESPONSES_METHODS)
    with monkeypatch.context() as broken:
        broken.setattr(responses_mock, "start", lambda: 1 / 0)
        mock = mock_aws()
        with pytest.raises(ZeroDivisionError):
            mock.start()
    assert methods == models.RESPONSES_METHODS
    mock.stop()
    with mock_aws():
        assert requests.put(f"{BUCKETS}models", timeout=5).ok
