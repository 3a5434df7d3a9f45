"""What is worked out once of names and signatures is what botocore would have worked out."""

from __future__ import annotations

from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import hooks, useragent
from botocore.config import Config
from botocore.utils import EVENT_ALIASES
from moto import mock_aws

from sagemaker_registry_mock.moto_plugin import keeping

if TYPE_CHECKING:
    from collections.abc import Callable

EVENTS = [
    f"{event}.{service}.Operation" for event in ("before-call", "docs.*", "getattr") for service in EVENT_ALIASES
] + ["before-call.sagemaker", "creating-client-class.s3", "choose-service-name", "before-call.api.sagemaker.X"]


class Handler:
    """Handlers of every form."""

    def takes_all(self, **_event: Any) -> None:
        """Take whatever comes."""

    def takes_some(self, event_name: str) -> None:
        """Take less."""

    @classmethod
    def of_the_class(cls, **_event: Any) -> None:
        """Take whatever comes, too."""

    def __call__(self, **_event: Any) -> None:
        """Be a handler itself."""


class Silent:
    """A handler itself that takes less."""

    def __call__(self) -> None:
        """Take nothing."""


def declared(**_event: Any) -> None:
    """Say of itself that it takes less than it does."""


declared.__signature__ = signature(Silent().__call__)  # type: ignore[attr-defined]

TAKING = [Handler().takes_all, Handler.of_the_class, Handler(), lambda **_event: None, partial(Handler().takes_all)]
NOT_TAKING = [Handler().takes_some, Silent(), lambda _one: None, declared]


def told(names: list[str]) -> list[str]:
    """Return what botocore makes of names of events."""
    aliaser: Any = hooks.EventAliaser(hooks.HierarchicalEmitter())
    return [aliaser._alias_event_name(name) for name in names]  # noqa: SLF001 - what is tested stands in for it


@pytest.mark.usefixtures("stock")
def test_names_of_events_are_translated_as_ever() -> None:
    """Old names and new ones of all services, first asked and asked again, in a copy too."""
    ordinary = told(EVENTS)
    assert ordinary != EVENTS
    keeping.keep()
    assert [told(EVENTS), told(EVENTS)] == [ordinary, ordinary]


def test_a_table_of_the_user_s_own_has_names_of_its_own() -> None:
    """What one table makes of a name is not what another does."""
    heard: list[str] = []
    emitter = hooks.HierarchicalEmitter()
    emitter.register("before-call.mine", lambda event_name, **_: heard.append(event_name))
    hooks.EventAliaser(emitter).emit("before-call.theirs")
    own = hooks.EventAliaser(emitter, {"theirs": "mine"})
    own.emit("before-call.theirs")
    hooks.EventAliaser(emitter).emit("before-call.theirs")
    assert heard == ["before-call.mine"]


@pytest.mark.parametrize("handler", TAKING)
def test_a_handler_that_takes_whatever_comes_is_registered(handler: Callable[..., Any]) -> None:
    """Functions, methods, partials and objects."""
    events = boto3.Session().events
    events.register("of-this-test.sagemaker", handler)
    assert events.emit("of-this-test.sagemaker") == [(handler, None)]


@pytest.mark.parametrize("handler", NOT_TAKING)
def test_a_handler_that_does_not_is_refused(handler: Callable[..., Any]) -> None:
    """Botocore says so, also of one that only says of itself that it takes less."""
    with pytest.raises(ValueError, match=r"must accept keyword"):
        boto3.Session().events.register("before-call.sagemaker", handler)


def user_agents() -> list[str]:
    """Return the user agents of a few clients' requests."""
    found: list[str] = []
    for extra in ("one/1", "two two/2#x", "é/3"):
        session = boto3.Session(region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        client = session.client("sagemaker", config=Config(user_agent_extra=extra, user_agent_appid=extra[:3]))
        client.meta.events.register("before-send", lambda request, **_: found.append(request.headers["User-Agent"]))
        client.list_model_package_groups()
    return found


@pytest.mark.usefixtures("stock")
def test_user_agents_are_cleaned_as_ever() -> None:
    """What a client says of itself depends on that client's settings, and has no letter that must not be in it."""
    with mock_aws():
        ordinary = user_agents()
        keeping.keep()
        assert user_agents() == ordinary
    assert len(set(ordinary)) == 3
    clean = useragent.sanitize_user_agent_string_component
    assert (clean("a#b", allow_hash=True), clean("a#b", allow_hash=False)) == ("a#b", "a-b")
