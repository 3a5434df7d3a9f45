"""Model files that the first client has parsed, before the registry was plugged in, are not parsed again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore import loaders
from botocore.exceptions import DataNotFoundError
from botocore.session import Session

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODEL = ("sagemaker", "service-2")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The model files that are parsed, from a time on when the registry is not plugged in and nothing is kept."""
    found: list[str] = []
    load_file = loaders.JSONFileLoader.load_file

    def load(loader: Any, path: str) -> Any:
        data = load_file(loader, path)
        found.extend([path] * (data is not None and path.endswith("service-2")))
        return data

    monkeypatch.setattr(loaders.JSONFileLoader, "load_file", load)
    sagemaker_registry_mock.uninstall()
    yield found
    sagemaker_registry_mock.install()


def new_session() -> tuple[boto3.Session, Any]:
    """Make a session of boto3, and return it with the loader that its clients have their models from."""
    inner = Session()
    session = boto3.Session(botocore_session=inner)
    return session, inner.get_component("data_loader")


def test_what_the_default_session_has_parsed_is_taken_over(parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another session of boto3, and one of botocore after it, find the model parsed."""
    default, loader = new_session()
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", default)
    model = loader.load_service_model(*MODEL)
    sagemaker_registry_mock.install()

    assert new_session()[1].load_service_model(*MODEL) is model
    assert Session().get_component("data_loader").load_service_model(*MODEL) is model
    assert len(parsed) == 1


@pytest.mark.parametrize("default", [None, SimpleNamespace(), SimpleNamespace(_loader=loaders.Loader())])
def test_without_such_a_session_it_is_parsed_once(
    default: Any, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no default session, or it does not tell its loader, or searches elsewhere, it is read anew."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", default)
    sagemaker_registry_mock.install()

    models = [new_session()[1].load_service_model(*MODEL) for _ in range(2)]

    assert models[0] is models[1]
    assert len(parsed) == 1


def test_a_folder_in_front_is_searched_first(
    parsed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loader that searches a folder of the user's own finds what lies there; one of no folder finds nothing."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    sagemaker_registry_mock.install()
    own = tmp_path / "sagemaker" / "2017-07-24" / "service-2.json"
    own.parent.mkdir(parents=True)
    own.write_text('{"mine": 1}', encoding="utf-8")

    assert "shapes" in Session().get_component("data_loader").load_service_model(*MODEL)
    assert loaders.Loader(extra_search_paths=[str(tmp_path)]).load_service_model(*MODEL) == {"mine": 1}
    with pytest.raises(DataNotFoundError):
        loaders.Loader(include_default_search_paths=False).load_data("sagemaker/2017-07-24/service-2")
    assert len(parsed) == 2
