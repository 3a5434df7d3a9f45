"""Plugging in and out, as often as one likes, from as many threads as one likes."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING
from weakref import proxy

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.core.model_instances import model_data
from moto.iam.responses import IamResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.ram.models import ResourceShare
from moto.sagemaker.models import SageMakerModelBackend, sagemaker_backends
from moto.sagemaker.responses import SageMakerResponse
from support.errors import refused
from support.examples import HERE

import sagemaker_registry_mock
from sagemaker_registry_mock import install, is_installed, uninstall
from sagemaker_registry_mock.moto_plugin.install import WATCHED

if TYPE_CHECKING:
    import boto3
    from types_boto3_sagemaker import SageMakerClient

MISSING = f"{HERE}:model-package/missing"


def is_registry(client: SageMakerClient) -> bool:
    """Tell whether the registry answers: stock moto words a missing package in another way."""
    try:
        client.describe_model_package(ModelPackageName="missing")
    except ClientError as error:
        return bool(error.response["Error"]["Message"] == f"ModelPackage {MISSING} does not exist.")
    raise AssertionError("a package that was never made was described")


def is_ours(thing: object) -> bool:
    """Tell whether a function or class comes out of this package."""
    return str(getattr(thing, "__module__", "")).startswith("sagemaker_registry_mock")


def test_importing_the_package_plugs_it_in(client: SageMakerClient) -> None:
    """A test that has done nothing but import the package talks to the registry."""
    assert is_installed()
    assert is_registry(client)


def test_plugging_in_twice_is_plugging_in_once(client: SageMakerClient, group: str) -> None:
    """A second install changes nothing: what is registered stays."""
    install()
    install()

    assert client.describe_model_package_group(ModelPackageGroupName=group)["ModelPackageGroupName"] == group
    assert [finder for finder in sys.meta_path if type(finder).__name__ == "_Watcher"] == [sys.meta_path[0]]


def test_taking_out_twice_is_taking_out_once(aws_session: boto3.Session) -> None:
    """A second uninstall changes nothing."""
    uninstall()
    uninstall()

    assert not is_installed()
    with mock_aws():
        assert not is_registry(aws_session.client("sagemaker"))


def test_what_was_taken_out_can_be_put_back(aws_session: boto3.Session) -> None:
    """Install after uninstall brings the registry back, for clients that exist too."""
    with mock_aws():
        client = aws_session.client("sagemaker")
        uninstall()
        assert not is_registry(client)
        install()
        assert is_registry(client)
        with refused("ValidationException", f"ModelPackage {MISSING} does not exist."):
            client.describe_model_package(ModelPackageName="missing")


def test_taking_out_leaves_nothing_behind() -> None:
    """After uninstall moto is what it was: its backend, its handlers, its dashboard, its IAM and RAM, the imports."""
    with mock_aws():
        before = sagemaker_backends["123456789012"]["us-east-1"]
        uninstall()
        after = sagemaker_backends["123456789012"]["eu-west-1"]

        assert sagemaker_backends.backend is SageMakerModelBackend
        assert type(before) is type(after) is SageMakerModelBackend
        assert set(after.__dict__) == set(before.__dict__)
        assert set(before.urls.values()) == {SageMakerResponse.dispatch}
        assert type(before.model_cards) is type(after.model_cards)
        assert before.model_cards.default_factory is after.model_cards.default_factory is list
    assert all(isinstance(shown, type) for shown in model_data["sagemaker"].values())
    assert "model-package-group" not in ResourceShare.SHAREABLE_RESOURCES
    assert not [one for one in vars(IamResponse).values() if is_ours(one)]
    assert not [finder for finder in sys.meta_path if is_ours(type(finder))]


def test_it_waits_for_moto(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nobody has imported moto's SageMaker, installing and uninstalling import nothing."""
    uninstall()
    with monkeypatch.context() as patch:
        patch.delitem(sys.modules, WATCHED)

        install()

        assert is_installed()
        assert WATCHED not in sys.modules
        assert sagemaker_backends.backend is SageMakerModelBackend
        uninstall()
        assert not is_installed()
        assert WATCHED not in sys.modules


def test_many_threads_may_install_and_uninstall(client: SageMakerClient) -> None:
    """Four threads that do both at once end in a state that is one of the two, whole."""
    together = Barrier(4)

    def both(number: int) -> None:
        together.wait()
        for step in range(5):
            (install if (number + step) % 2 else uninstall)()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(both, range(4)))
    finally:
        sys.setswitchinterval(interval)

    assert is_registry(client) is is_installed()
    install()
    client.create_model_package_group(ModelPackageGroupName="after")
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"][0]["ModelPackageGroupName"] == "after"


def test_dead_references_of_others_do_not_hinder() -> None:
    """Objects of the process that cannot be looked at, such as a proxy whose object has gone, are passed over."""
    gone = DomainDispatcherApplication(create_backend_app)
    dead = proxy(gone)
    del gone
    try:
        uninstall()
        install()
        with pytest.raises(ReferenceError):
            repr(dead.app_instances)
    finally:
        del dead
    assert is_installed()


def test_the_public_names() -> None:
    """The package offers what its __all__ says, sorted, and nothing of it is missing."""
    names = sagemaker_registry_mock.__all__
    assert {"__version__", "install", "is_installed", "uninstall"} <= set(names)
    assert {"Stage", "StageStatus", "explain_denial"} <= set(names)
    assert names == sorted(names)
    assert all(hasattr(sagemaker_registry_mock, name) for name in names)
