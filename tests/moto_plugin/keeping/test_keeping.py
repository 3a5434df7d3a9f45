"""What is kept is switched on and off as one, and a library that is built in another way goes at its own speed."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

import pytest
from botocore import client as client_module
from botocore import hooks, loaders, session, useragent
from botocore.docs.docstring import ClientMethodDocstring
from botocore.model import ServiceModel
from moto import backend_index, mock_aws
from moto.core import models, responses_custom_registry
from moto.core.models import responses_mock

import sagemaker_registry_mock
from sagemaker_registry_mock.moto_plugin import keeping
from sagemaker_registry_mock.moto_plugin.swapping import swapped, takes

if TYPE_CHECKING:
    from collections.abc import Callable

#: By the module that keeps something: what it swaps.
SWAPPED: dict[str, list[tuple[Any, str]]] = {
    "kept_models": [(loaders.Loader, "load_data_with_path"), (loaders.Loader, "list_available_services")],
    "kept_handlers": [(hooks._PrefixTrie, "__copy__"), (session.Session, "_register_builtin_handlers")],  # noqa: SLF001
    "kept_names": [
        (hooks.EventAliaser, "__init__"),
        (hooks, "accepts_kwargs"),
        (useragent, "sanitize_user_agent_string_component"),
    ],
    "kept_methods": [
        (client_module.ClientCreator, "_create_methods"),
        (ServiceModel, "endpoint_discovery_operation"),
    ],
    "late_responses": [(models.MockAWS, "_enable_patching")],
}

#: What each module knows of a library, beside what it swaps.
KNOWN: list[tuple[str, Any, str]] = [
    *((keeper, *place) for keeper, places in SWAPPED.items() for place in places if keeper != "kept_methods"),
    ("kept_handlers", hooks, "_PrefixTrie"),
    ("kept_handlers", hooks, "NodeList"),
    ("kept_handlers", hooks._PrefixTrie, "append_item"),  # noqa: SLF001
    ("kept_handlers", hooks._PrefixTrie, "remove_item"),  # noqa: SLF001
    ("late_responses", models, "RESPONSES_METHODS"),
    ("late_responses", models, "CallbackResponse"),
    ("late_responses", models, "not_implemented_callback"),
    ("late_responses", models, "botocore_stubber"),
    ("late_responses", backend_index, "backend_url_patterns"),
    ("late_responses", responses_custom_registry, "CustomRegistry"),
    ("late_responses", responses_mock, "_registry"),
    ("kept_methods", client_module.ClientCreator, "_create_methods"),
    ("kept_methods", client_module.ClientCreator, "_create_api_method"),
    ("kept_methods", ClientMethodDocstring.__mro__[1], "_create_docstring"),
    ("kept_methods", ServiceModel, "endpoint_discovery_operation"),
]

#: Functions and classes that a module swaps, or uses, only as it knows them.
FORMS: list[tuple[str, Any, str, Any]] = [
    ("kept_handlers", hooks._PrefixTrie, "append_item", lambda _trie, _key: None),  # noqa: SLF001
    ("kept_handlers", hooks._PrefixTrie, "remove_item", lambda _trie, _key: None),  # noqa: SLF001
    ("kept_handlers", hooks._PrefixTrie, "__init__", lambda trie: setattr(trie, "_leaves", [])),  # noqa: SLF001
    ("kept_handlers", session.Session, "_register_builtin_handlers", lambda _session: None),
    ("late_responses", models.MockAWS, "_enable_patching", lambda _mock: None),
    ("late_responses", models, "RESPONSES_METHODS", ("GET",)),
]


def read(keeper: str) -> list[Any]:
    """Return what stands now where a module swaps something."""
    return [getattr(owner, name, None) for owner, name in SWAPPED[keeper]]


def test_all_of_it_goes_with_the_registry() -> None:
    """`uninstall` leaves botocore and moto as they were, `install` keeps again, and either twice does no more."""
    kept = {keeper: read(keeper) for keeper in SWAPPED}
    assert set(kept) == set(keeping.KEEPERS)

    sagemaker_registry_mock.uninstall()
    stock = {keeper: read(keeper) for keeper in SWAPPED}
    for keeper, found in stock.items():
        assert not {*map(id, found)} & {*map(id, kept[keeper])}, keeper

    sagemaker_registry_mock.install()
    again = {keeper: read(keeper) for keeper in SWAPPED}
    keeping.keep()
    assert {keeper: read(keeper) for keeper in SWAPPED} == again
    keeping.let_go()
    keeping.let_go()
    assert {keeper: read(keeper) for keeper in SWAPPED} == stock
    keeping.keep()


def _named(value: Any) -> str:
    """Return the ID of a test's argument, which is the same in every process."""
    return value if isinstance(value, str) else str(getattr(value, "__name__", type(value).__name__))


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize(("keeper", "owner", "name"), KNOWN, ids=_named)
def test_a_name_that_is_missing_has_a_module_keep_nothing(
    keeper: str, owner: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a library does not have a name that a module knows, nothing of that module's is swapped; all else is."""
    before = {keeper: read(keeper) for keeper in SWAPPED}
    with monkeypatch.context() as built_otherwise:
        for one in keeping.KEEPERS:
            built_otherwise.delitem(sys.modules, f"{keeping.__package__}.{one}")
        built_otherwise.delattr(owner, name)
        keeping.keep()
        found = {keeper: read(keeper) for keeper in SWAPPED}
        keeping.let_go()
    kept = {one for one in SWAPPED if any(new is not old for new, old in zip(found[one], before[one], strict=True))}
    assert kept - {keeper} == set(SWAPPED) - {keeper}
    for place, new, old in zip(SWAPPED[keeper], found[keeper], before[keeper], strict=True):
        assert new is old or place == (owner, name)


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize(("keeper", "owner", "name", "other"), FORMS)
def test_a_form_that_is_not_known_has_a_module_keep_nothing(
    keeper: str, owner: Any, name: str, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that stands for something else is left alone."""
    with monkeypatch.context() as built_otherwise:
        built_otherwise.setattr(owner, name, other)
        before = read(keeper)
        keeping.keep()
        assert read(keeper) == before
        keeping.let_go()


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize(
    ("owner", "name", "other"),
    [
        (hooks.EventAliaser, "__init__", lambda _aliaser, _emitter: None),
        (hooks, "accepts_kwargs", lambda _function, _deep: True),
        (useragent, "sanitize_user_agent_string_component", lambda _text: ""),
        (client_module.ClientCreator, "_create_methods", lambda _creator: {}),
        (ServiceModel, "endpoint_discovery_operation", property(lambda _model: None)),
    ],
)
def test_a_function_that_is_not_known_is_not_swapped(
    owner: Any, name: str, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of what stands for itself is looked at for itself."""
    with monkeypatch.context() as built_otherwise:
        built_otherwise.setattr(owner, name, other)
        keeping.keep()
        assert getattr(owner, name) is other
        keeping.let_go()


@pytest.mark.usefixtures("stock")
def test_a_client_works_without_anything_kept(new_client: Callable[..., Any]) -> None:
    """The ordinary way is the same way."""
    with mock_aws():
        assert new_client().list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_what_another_has_put_in_our_place_stays() -> None:
    """Putting back leaves alone what was swapped again by somebody else since."""

    class Owner:
        name = "stock"

    undo = swapped(Owner, "name", "ours")
    Owner.name = "theirs"
    undo()
    assert Owner.name == "theirs"


def test_what_is_no_function_takes_nothing() -> None:
    """Only a function of Python's own names its parameters."""
    assert takes(lambda self, name: None, "self", "name")  # noqa: ARG005
    assert not takes(lambda self, name: None, "self")  # noqa: ARG005
    assert not takes(functools.partial(print), "self")
