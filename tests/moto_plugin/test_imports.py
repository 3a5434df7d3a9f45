"""In which order one imports does not matter, and importing costs nothing until moto is there."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

import moto.sagemaker
import pytest
from moto.sagemaker.models import sagemaker_backends

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.moto_plugin.install import WATCHED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

BEFORE = """
import sagemaker_registry_mock
from moto import mock_aws
import boto3
"""
AFTER = """
from moto import mock_aws
import boto3
import moto.sagemaker.models
import sagemaker_registry_mock
"""
AFTER_A_CLIENT = """
import boto3
client = boto3.client("sagemaker", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
from moto import mock_aws
from moto.core import patch_client
patch_client(client)
import sagemaker_registry_mock
"""
INSIDE_A_MOCK = """
import boto3
from moto import mock_aws
with mock_aws():
    client = boto3.client("sagemaker", "us-east-1")
    assert client.list_model_packages()["ModelPackageSummaryList"] == []
    import sagemaker_registry_mock
    client.create_model_package_group(ModelPackageGroupName="churn")
    print(client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"])
"""
USE = """
with mock_aws():
    client = globals().get("client") or boto3.client("sagemaker", "us-east-1")
    client.create_model_package_group(ModelPackageGroupName="churn")
    print(client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"])
"""
LIGHT = """
import sys
import sagemaker_registry_mock.pytest_plugin
heavy = {"moto", "boto3", "botocore", "responses", "werkzeug", "requests", "regex"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""
IN_TWO_THREADS = """
import faulthandler, sys
faulthandler.dump_traceback_later(20, exit=True)
from threading import Thread
import sagemaker_registry_mock
import moto.core
sys.setswitchinterval(1e-5)
def take_out_and_in():
    while "moto.sagemaker.models" not in sys.modules:
        pass
    sagemaker_registry_mock.uninstall()
    sagemaker_registry_mock.install()
thread = Thread(target=take_out_and_in, daemon=True)
thread.start()
from moto.sagemaker.models import sagemaker_backends
thread.join()
print(sagemaker_backends.backend.__name__)
"""


class SharedLoader:
    """A loader of many modules, as zipimport's is."""

    def __init__(self) -> None:
        self.executed: list[str] = []

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Find the watched module, and one more."""
        return ModuleSpec(name, self) if name in (WATCHED, "shared_with_moto") else None  # type: ignore[arg-type]

    def create_module(self, _spec: ModuleSpec) -> None:
        """Let Python make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Note the module's name."""
        self.executed.append(module.__name__)


@contextmanager
def not_imported(patch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Act as if moto's SageMaker had never been imported."""
    with patch.context() as inner:
        inner.setattr(moto.sagemaker, "models", moto.sagemaker.models)
        inner.delitem(sys.modules, WATCHED)
        yield inner


@pytest.mark.parametrize("order", [BEFORE + USE, AFTER + USE, AFTER_A_CLIENT + USE, INSIDE_A_MOCK])
def test_every_order_of_imports_gives_the_registry(order: str, run_python: Callable[[str], str]) -> None:
    """The package may be imported before moto, after it, after a client was made, or inside a running mock."""
    assert run_python(order) == "arn:aws:sagemaker:us-east-1:123456789012:model-package/churn/1\n"


def test_the_package_and_the_plugin_import_nothing_heavy(run_python: Callable[[str], str]) -> None:
    """Every pytest run of the environment imports them: neither loads moto, boto3 or botocore."""
    assert run_python(LIGHT) == "[]\n"


def test_another_thread_may_be_importing_moto(run_python: Callable[[str], str]) -> None:
    """Taking out and putting in while a second thread is in the middle of importing moto waits for it."""
    assert run_python(IN_TWO_THREADS) == "RegistryBackend\n"


@pytest.mark.usefixtures("stock_moto")
def test_moto_is_plugged_in_as_soon_as_it_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The import of moto's SageMaker ends with the registry in it."""
    stock = sagemaker_backends.backend
    with not_imported(monkeypatch):
        install()
        assert sagemaker_backends.backend is stock

        importlib.import_module(WATCHED)

        assert sagemaker_backends.backend is not stock


@pytest.mark.usefixtures("stock_moto")
def test_moto_stays_stock_if_the_registry_was_taken_out_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found before uninstall and is imported after it is not plugged in."""
    stock = sagemaker_backends.backend
    with not_imported(monkeypatch):
        install()
        spec = importlib.util.find_spec(WATCHED)
        uninstall()
        assert spec is not None
        assert spec.loader is not None

        spec.loader.exec_module(importlib.util.module_from_spec(spec))

        assert sagemaker_backends.backend is stock


def test_other_modules_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The import hook finds one module; a loader that it shares with others loads those as ever."""
    hook, shared = sys.meta_path[0], SharedLoader()
    assert type(hook).__name__ == "_Watcher"
    assert hook.find_spec("json", None) is hook.find_spec("moto.sagemaker.responses", None) is None

    with not_imported(monkeypatch) as patch:
        patch.setattr(sys, "meta_path", [hook, shared, *sys.meta_path[1:]])
        for name in (WATCHED, "shared_with_moto"):
            patch.delitem(sys.modules, name, raising=False)
            importlib.import_module(name)
            patch.delitem(sys.modules, name)

    assert shared.executed == [WATCHED, "shared_with_moto"]


@pytest.mark.parametrize("found", [None, ModuleSpec(WATCHED, None)])
def test_a_module_that_cannot_be_loaded_is_not_touched(found: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moto's SageMaker is missing, or is a bare namespace, the hook passes on what the others found."""

    class Finder:
        find_spec = staticmethod(lambda _name, _path, _target=None: found)

    hook = sys.meta_path[0]
    monkeypatch.setattr(sys, "meta_path", [hook, object(), Finder])

    assert hook.find_spec(WATCHED, None) is found


def test_the_import_system_goes_on_working() -> None:
    """Whoever walks over the import finders, such as importlib.metadata, does not stumble over the hook."""
    importlib.invalidate_caches()

    assert importlib.metadata.version("moto") == moto.__version__
    assert importlib.util.find_spec("no_such_module_anywhere") is None
