"""A session's handlers are a copy of those that botocore registers, and whoever changes them changes only their own."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import handlers, hooks
from botocore.session import Session
from hypothesis import given
from hypothesis import strategies as st
from moto.core.models import botocore_stubber, patch_client

import sagemaker_registry_mock
from sagemaker_registry_mock.moto_plugin import keeping
from sagemaker_registry_mock.moto_plugin.kept_handlers import SharingTrie

if TYPE_CHECKING:
    from collections.abc import Callable

Trie: Any = hooks._PrefixTrie  # noqa: SLF001 - what is tested stands in for it
EVENT = "of-this-test.sagemaker"


def heard_by(emitter: Any) -> list[str]:
    """Emit the event, and return what handlers answered that are of this test."""
    return [reply for _, reply in emitter.emit(EVENT) if isinstance(reply, str)]


def saying(text: str) -> Callable[..., str]:
    """Return a handler that answers a text."""

    def say(**_event: Any) -> str:
        return text

    return say


def registered(session: Session) -> dict[str, list[Any]]:
    """Return the handlers of each event for which botocore registers one, in order."""
    trie: Any = session.get_component("event_emitter")._emitter._handlers  # noqa: SLF001 - there is no public way
    return {spec[0]: list(trie.prefix_search(spec[0])) for spec in handlers.BUILTIN_HANDLERS}


@pytest.mark.usefixtures("stock")
def test_a_session_has_the_handlers_of_every_session_in_the_same_order() -> None:
    """The first session that registers, and those that copy, have what botocore would have given them."""
    ordinary = registered(Session())
    keeping.keep()
    assert [registered(Session()) for _ in range(3)] == [ordinary] * 3


def test_what_one_session_or_client_registers_no_other_hears(new_client: Callable[..., Any]) -> None:
    """Sessions, clients of before and clients to come are apart as they always were."""
    one, other = boto3.Session(region_name="us-east-1"), boto3.Session(region_name="us-east-1")
    before = one.client("sagemaker")
    one.events.register(EVENT, saying("session"))
    after = one.client("sagemaker")
    after.meta.events.register(EVENT, saying("client"))

    assert heard_by(one.events) == ["session"]
    assert heard_by(after.meta.events) == ["session", "client"]
    for apart in (other, before.meta, new_client().meta):
        assert heard_by(apart.events) == []


def test_what_one_unregisters_the_others_keep() -> None:
    """A handler is taken out of one copy, not out of that from which it was copied, nor the other way round."""
    one, say = boto3.Session(region_name="us-east-1"), saying("it")
    one.events.register(EVENT, say)
    client = one.client("sagemaker")
    one.events.unregister(EVENT, say)
    assert (heard_by(one.events), heard_by(client.meta.events)) == ([], ["it"])

    one.events.register(EVENT, say)
    other = one.client("sagemaker")
    other.meta.events.unregister(EVENT, say)
    assert (heard_by(one.events), heard_by(other.meta.events)) == (["it"], [])
    one.events.unregister("never-registered.at-all", say)


def test_a_builtin_handler_of_botocore_can_be_taken_out_of_one_session() -> None:
    """Users unregister those too."""
    one = boto3.Session()
    event, handler = next(spec[:2] for spec in handlers.BUILTIN_HANDLERS if "before-parameter-build.s3" in spec[0])
    one.events.unregister(event, handler)
    assert handler not in registered(one._session)[event]  # noqa: SLF001 - boto3 has no other way to it
    assert handler in registered(Session())[event]


def test_handlers_that_a_library_adds_are_in_the_next_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of botocore's handlers is read for every session, as it was when moto added its own."""
    Session()
    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", [*handlers.BUILTIN_HANDLERS, (EVENT, saying("added"))])
    assert [heard_by(Session().get_component("event_emitter")) for _ in range(2)] == [["added"], ["added"]]
    monkeypatch.undo()
    assert heard_by(Session().get_component("event_emitter")) == []


def test_a_session_of_another_kind_registers_for_itself() -> None:
    """A subclass, and an emitter that is not botocore's own or holds something already, see every registration."""
    told = []

    class Telling(Session):  # type: ignore[misc]
        def register(self, event_name: str, handler: Any, *rest: Any, **named: Any) -> None:
            told.append(event_name)
            super().register(event_name, handler, *rest, **named)

    Telling()
    assert len(told) > 100

    holding = hooks.HierarchicalEmitter()
    holding.register(EVENT, saying("held"))
    assert heard_by(Session(event_hooks=holding).get_component("event_emitter")) == ["held"]


def test_sessions_stay_apart_when_the_registry_is_taken_out() -> None:
    """What was shared before `uninstall` is not changed by whoever registers after it."""
    one, other = boto3.Session(), boto3.Session()
    sagemaker_registry_mock.uninstall()
    one.events.register(EVENT, saying("one"))
    copied = copy.copy(one.events)
    copied.register(EVENT, saying("copy"))
    assert [heard_by(events) for events in (one.events, copied, other.events)] == [["one"], ["one", "copy"], []]


def test_moto_finds_its_own_handler_in_a_client_that_it_has_patched() -> None:
    """It looks for it inside the register, and adds no second one."""
    session = Session(include_builtin_handlers=False)
    session.set_credentials("testing", "testing")
    for client in [session.create_client("sqs", region_name="us-east-1") for _ in range(2)]:
        patch_client(client)
        patch_client(client)
        found = client.meta.events._emitter._handlers.prefix_search("before-send.sqs")  # noqa: SLF001 - there is no public way
        assert list(found).count(botocore_stubber) == 1


def test_a_register_of_another_kind_is_copied_in_its_own_way() -> None:
    """A subclass of botocore's register copies as botocore does it, and stays what it is."""

    class Other(Trie):  # type: ignore[misc]
        pass

    one = Other()
    one.append_item(EVENT, "held")
    assert type(copy.copy(one)) is Other
    assert list(copy.copy(one).prefix_search(EVENT)) == ["held"]


KEYS = st.lists(st.sampled_from(["a", "b", "*"]), min_size=1, max_size=3).map(".".join)
STEPS = st.lists(
    st.tuples(st.sampled_from(["append", "remove", "copy"]), KEYS, st.integers(0, 2), st.integers(0, 2)), max_size=20
)


@given(STEPS)
def test_a_shared_register_finds_what_botocores_does(steps: list[tuple[str, str, int, int]]) -> None:
    """After any registering, unregistering and copying, both kinds find the same under every key, in every copy."""
    ours, botocores = [SharingTrie()], [Trie()]
    for step, key, value, section in steps:
        at = section % len(ours)
        outcomes = [_done(tries, at, (step, key, value, section)) for tries in (ours, botocores)]
        assert outcomes[0] == outcomes[1]
    for mine, theirs in zip(ours, botocores, strict=True):
        for key in ("a", "a.b", "b.a", "a.b.a", "b.b.b", "c"):
            assert list(mine.prefix_search(key)) == list(theirs.prefix_search(key))


def _done(tries: list[Any], at: int, step: tuple[str, str, int, int]) -> str:
    kind, key, value, section = step
    if kind == "copy":
        copied = type(tries[at])()
        copied._root = tries[at]._root if type(copied) is SharingTrie else copy.deepcopy(tries[at]._root)  # noqa: SLF001
        tries.append(copied)
    elif kind == "append":
        tries[at].append_item(key, value, section=section)
    else:
        try:
            tries[at].remove_item(key, value)
        except (ValueError, AttributeError) as error:  # a node without values: botocore's own
            return str(error)
    return ""
