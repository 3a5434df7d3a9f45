"""A client's methods are its own: made of kept code, they are what botocore would have made."""

from __future__ import annotations

import functools
import inspect
import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.client import ClientCreator

from sagemaker_registry_mock.moto_plugin import keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "list_model_package_groups"


def facts(client: Any) -> dict[str, tuple[Any, ...]]:
    """Return what can be told of a client's methods without reading their docstrings."""
    methods = {name: vars(type(client))[name] for name in client.meta.method_to_api_mapping}
    return {
        name: (
            one.__name__,
            one.__qualname__,
            one.__module__,
            str(inspect.signature(one)),
            type(one.__doc__).__mro__[-3],
        )
        for name, one in methods.items()
    }


@pytest.mark.usefixtures("stock")
def test_methods_are_those_that_botocore_makes(new_client: Callable[..., Any]) -> None:
    """Name, place, signature and docstring are botocore's, for the first client and for those after it."""
    ordinary = new_client()
    keeping.keep()
    for made in (new_client(), new_client()):
        assert facts(made) == facts(ordinary)
        assert dir(made) == dir(ordinary)
        for name in (NAME, "create_model_package"):
            assert inspect.getdoc(getattr(made, name)) == inspect.getdoc(getattr(ordinary, name))
            assert str(getattr(made, name).__doc__) == str(getattr(ordinary, name).__doc__)
        with pytest.raises(TypeError, match=r"list_model_package_groups\(\) only accepts keyword arguments"):
            made.list_model_package_groups("groups")


def test_what_is_patched_on_one_client_s_class_is_not_on_another(new_client: Callable[..., Any]) -> None:
    """Classes, functions and what users hang on them are of one client."""
    one, other = new_client(), new_client()
    setattr(type(one), NAME, lambda _client: "patched")
    type(one).create_model_package.note = "mine"
    assert getattr(one, NAME)() == "patched"
    for apart in (other, new_client()):
        assert type(apart) is not type(one)
        assert getattr(apart, NAME).__name__ == NAME
        assert not hasattr(type(apart).create_model_package, "note")


def test_whoever_makes_classes_sees_all_methods(new_client: Callable[..., Any]) -> None:
    """A handler of `creating-client-class` may replace or add some, for the clients of its session."""
    session = boto3.Session(region_name="us-east-1")
    new_client()

    def change(class_attributes: dict[str, Any], **_event: Any) -> None:
        stock = class_attributes["describe_model_package"]
        class_attributes["describe_model_package"] = lambda _client, **given: (stock.__name__, given)
        class_attributes["added"] = lambda _client: "added"

    session.events.register("creating-client-class.sagemaker", change)
    client = session.client("sagemaker")
    assert client.describe_model_package(A=1) == ("describe_model_package", {"A": 1})
    assert client.added() == "added"
    assert not hasattr(new_client(), "added")


def test_docstrings_heed_the_handlers_of_their_own_session(new_client: Callable[..., Any]) -> None:
    """Events of documentation are told to the session whose client it is."""
    session, told = boto3.Session(region_name="us-east-1"), []
    new_client()
    client = session.client("sagemaker")
    session.events.register(
        "docs.request-params.sagemaker.ListModelPackageGroups.complete-section",
        lambda event_name, **_: told.append(event_name),
    )
    assert "ListModelPackageGroups" in str(new_client().list_model_package_groups.__doc__)
    assert told == []
    assert "ListModelPackageGroups" in str(client.list_model_package_groups.__doc__)
    assert told


def test_an_operation_of_the_user_s_own_models_has_a_method(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_client: Callable[..., Any]
) -> None:
    """A model that was extended in AWS_DATA_PATH makes more methods, and only there."""
    new_client()
    extras = tmp_path / "sagemaker" / "2017-07-24" / "service-2.sdk-extras.json"
    extras.parent.mkdir(parents=True)
    operation = {"name": "DoMore", "http": {"method": "POST", "requestUri": "/"}}
    extras.write_text(json.dumps({"version": 1.0, "merge": {"operations": {"DoMore": operation}}}))
    with monkeypatch.context() as environment:
        environment.setenv("AWS_DATA_PATH", str(tmp_path))
        assert callable(new_client().do_more)
        assert callable(new_client().do_more)
    assert not hasattr(new_client(), "do_more")


def test_a_way_of_making_methods_that_others_have_changed_is_theirs(
    monkeypatch: pytest.MonkeyPatch, new_client: Callable[..., Any]
) -> None:
    """Whoever patches how botocore makes a method is asked for each, and nothing of theirs is kept."""
    stock: Any = ClientCreator._create_api_method  # noqa: SLF001 - what instrumentation patches

    def traced(creator: Any, name: str, operation: str, model: Any) -> Any:
        method = stock(creator, name, operation, model)
        method.traced = True
        return method

    with monkeypatch.context() as tracing:
        tracing.setattr(ClientCreator, "_create_api_method", traced)
        assert all(getattr(getattr(new_client(), NAME), "traced", False) for _ in range(2))
    assert not hasattr(getattr(new_client(), NAME), "traced")


@pytest.mark.usefixtures("stock")
def test_methods_that_know_more_than_their_names_are_not_kept(
    monkeypatch: pytest.MonkeyPatch, new_client: Callable[..., Any]
) -> None:
    """Where botocore's methods hold something of their client, each client has them made for it."""
    stock: Any = ClientCreator._create_api_method  # noqa: SLF001 - as a botocore to come might have it

    def _create_api_method(self: Any, py_operation_name: Any, operation_name: Any, service_model: Any) -> Any:
        method = stock(self, py_operation_name, operation_name, service_model)
        return functools.wraps(method)(lambda _client, **given: (self, given))

    with monkeypatch.context() as built_otherwise:
        built_otherwise.setattr(ClientCreator, "_create_api_method", _create_api_method)
        keeping.keep()
        creators = [new_client().list_model_package_groups()[0] for _ in range(2)]
        keeping.let_go()
    assert creators[0] is not creators[1]


@pytest.mark.parametrize(("service", "found"), [("sagemaker", None), ("timestream-query", "DescribeEndpoints")])
def test_the_operation_that_discovers_endpoints_is_found(
    service: str, found: str | None, new_client: Callable[..., Any]
) -> None:
    """A service that has one tells it, and tells the same again; others have none."""
    model = new_client(service).meta.service_model
    assert getattr(model.endpoint_discovery_operation, "name", None) == found
    assert model.endpoint_discovery_operation is model.endpoint_discovery_operation
