"""API destinations: calls over HTTP, which moto makes only where the test lets it."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from boto.events.wiring import arn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_registry_mock.events.outbox import SentEvent

    Approve = Callable[[], SentEvent]
    PutRule = Callable[..., str]

KEY: Any = {"ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": "secret"}}


class Api:
    """An HTTP server on this machine that keeps what it is asked, and answers with a status."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.status = 200
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked = {"method": self.command, "path": self.path, "headers": self.headers, "body": body}
                api.requests.append(asked)
                self.send_response(api.status)
                self.end_headers()

            do_PUT = do_POST  # noqa: N815 - as above

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def api() -> Iterator[Api]:
    """A server that is running."""
    api = Api()
    thread = Thread(target=lambda: api.server.serve_forever(poll_interval=0.01))
    thread.start()
    yield api
    api.server.shutdown()
    thread.join()
    api.server.server_close()


@pytest.fixture
def destination(approve: Approve, service: Callable[..., Any], api: Api) -> Callable[..., str]:
    """Create an API destination at a path of the server, and return its ARN."""
    assert approve().deliveries == ()
    events = service("events")

    def destination(path: str = "/models", method: str = "POST", keys: Any = KEY) -> str:
        kind = "API_KEY" if keys is KEY else "BASIC"
        connection = events.create_connection(Name="ci", AuthorizationType=kind, AuthParameters=keys)
        return str(
            events.create_api_destination(
                Name="ci",
                ConnectionArn=connection["ConnectionArn"],
                InvocationEndpoint=api.url + path,
                HttpMethod=method,
            )["ApiDestinationArn"]
        )

    return destination


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let moto make HTTP calls."""
    monkeypatch.setenv("MOTO_EVENTS_INVOKE_HTTP", "true")


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_an_api_is_called_with_the_event(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule, method: str
) -> None:
    """By the method and at the address of the destination, with the event in JSON."""
    put_rule(destination(method=method))

    event = approve()

    (asked,) = api.requests
    assert event.undelivered == ()
    assert (asked["method"], asked["path"]) == (method, "/models")
    assert json.loads(asked["body"]) == event.envelope
    assert asked["headers"]["Content-Type"].startswith("application/json")


@pytest.mark.usefixtures("allowed")
def test_an_api_is_called_with_what_the_target_adds(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule
) -> None:
    """Headers and a query string may stand in the target, beside an input of its own."""
    http = {"HeaderParameters": {"X-Team": "ml"}, "QueryStringParameters": {"stage": "prod & more"}}
    put_rule({"Arn": destination(), "HttpParameters": http, "InputPath": "$.detail.ModelApprovalStatus"})

    approve()

    (asked,) = api.requests
    assert asked["path"] == "/models?stage=prod+%26+more"
    assert asked["headers"]["X-Team"] == "ml"
    assert asked["body"] == b'"Approved"'


@pytest.mark.usefixtures("allowed")
def test_wildcards_of_the_address_are_filled_in(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule
) -> None:
    """Each asterisk in the address is one of the target's path parameters, in their order."""
    http = {"PathParameterValues": ["churn", "prod"]}
    put_rule({"Arn": destination("/models/*/stages/*"), "HttpParameters": http})

    approve()

    assert [one["path"] for one in api.requests] == ["/models/churn/stages/prod"]


@pytest.mark.usefixtures("allowed")
def test_the_key_of_the_connection_goes_along(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule
) -> None:
    """The API can tell who calls: the header that the connection authorizes by is there."""
    put_rule(destination())

    approve()

    assert [one["headers"]["X-Api-Key"] for one in api.requests] == ["secret"]


@pytest.mark.usefixtures("allowed")
def test_other_authorizations_are_not_done(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule
) -> None:
    """A connection with a name and a password does not authorize the call, which is made all the same."""
    basic = {"BasicAuthParameters": {"Username": "ci", "Password": "secret"}}
    put_rule(destination(keys=basic))

    assert approve().undelivered == ()
    assert ["Authorization" in one["headers"] for one in api.requests] == [False]


@pytest.mark.usefixtures("allowed")
def test_an_api_that_refuses_is_not_reached(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule
) -> None:
    """The event is undelivered, and tells the status."""
    api.status = 503
    put_rule(destination())

    (failed,) = approve().undelivered

    assert failed.failure is not None
    assert "503" in failed.failure


def test_an_api_is_not_called_unless_the_test_lets_moto(
    api: Api, destination: Callable[..., str], approve: Approve, put_rule: PutRule
) -> None:
    """No test calls the world by accident; the reason tells how to allow it."""
    put_rule(destination())

    reasons = [one.failure for one in approve().undelivered]

    assert reasons == ["moto calls API destinations only with MOTO_EVENTS_INVOKE_HTTP=true."]
    assert api.requests == []


@pytest.mark.usefixtures("allowed")
def test_a_destination_that_does_not_exist_is_not_reached(approve: Approve, put_rule: PutRule) -> None:
    """The reason is a sentence, not the name of a Python error."""
    put_rule(arn("events", "api-destination/missing/844e2571-85d4-695f-b930-0153b71dcb42"))

    (failed,) = approve().undelivered

    assert failed.failure is not None
    assert "KeyError" not in failed.failure
