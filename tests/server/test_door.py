"""The end of a server: those who are inside are answered, those who hang are not waited for long."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from sagemaker_registry_mock import pipeline
from sagemaker_registry_mock.moto_plugin import responses
from sagemaker_registry_mock.server.door import Door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from types_boto3_sagemaker import SageMakerClient

    from sagemaker_registry_mock.server import RegistryServer


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Have requests wait inside the registry: one event tells that one is there, the other lets them go on."""
    there, go_on = Event(), Event()

    def slow(*given: Any) -> Any:
        there.set()
        assert go_on.wait(20)
        return pipeline.answer(*given)

    monkeypatch.setattr(responses, "answer", slow)
    return there, go_on


def test_a_request_that_is_inside_is_answered(
    running: RegistryServer, asking: Callable[..., SageMakerClient], slowly: tuple[Event, Event]
) -> None:
    """The server's end waits for the answer, and the client gets it."""
    there, go_on = slowly
    client = asking(running)
    with ThreadPoolExecutor(2) as threads:
        called = threads.submit(client.create_model_package_group, ModelPackageGroupName="churn")
        assert there.wait(20)
        stopped = threads.submit(running.stop, 20)
        assert not stopped.done()
        go_on.set()

        assert stopped.result(20) == 0
        assert called.result(20)["ModelPackageGroupArn"].endswith("/churn")


def test_a_request_that_takes_too_long_is_not_waited_for(
    running: RegistryServer, asking: Callable[..., SageMakerClient], slowly: tuple[Event, Event]
) -> None:
    """After the server's patience it tells how many it has left inside."""
    there, go_on = slowly
    client = asking(running)
    with ThreadPoolExecutor(1) as threads:
        called = threads.submit(client.list_model_package_groups)
        assert there.wait(20)

        assert running.stop(patience=0) == 1

        go_on.set()
        called.result(20)


def test_who_is_connected_and_says_nothing_is_not_waited_for(running: RegistryServer) -> None:
    """An idle connection, as browsers keep them, does not hold the server up."""
    address = urlsplit(running.url)
    with socket.create_connection((address.hostname or "", address.port or 0)):
        assert running.stop(patience=20) == 0


def test_a_closed_door_says_so() -> None:
    """Whoever comes after the end is told, so that nothing is done that the state on the disk does not have."""

    def application(_environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"served"]

    door = Door(application)
    with Client(door).get("/") as early:
        assert early.data == b"served"

    assert door.close(patience=20) == 0

    late = Client(door).get("/")
    assert (late.status_code, late.get_json()) == (503, {"message": "The server is shutting down."})


def test_a_request_that_breaks_the_application_is_out() -> None:
    """An exception inside leaves nobody inside."""

    def application(_environ: Any, _start_response: Any) -> Iterable[bytes]:
        raise LookupError("broken")

    door = Door(application)
    with pytest.raises(LookupError, match="broken"):
        Client(door).get("/")

    assert door.close(patience=20) == 0
