"""The swap itself. moto keeps the backend's class in three places, and the dashboard's models in a fourth."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import backend_lock
from moto.core.model_instances import model_data
from moto.moto_api import state_manager
from moto.sagemaker.models import SageMakerModelBackend, sagemaker_backends

from sagemaker_registry_mock.moto_plugin.iam_simulation import add_simulation, remove_simulation
from sagemaker_registry_mock.moto_plugin.keeping import keep, let_go
from sagemaker_registry_mock.moto_plugin.models import DASHBOARD, RegistryBackend, dashboard_rows
from sagemaker_registry_mock.moto_plugin.sharing import forbid_ram_groups, let_ram_share_groups
from sagemaker_registry_mock.moto_plugin.shortcut import close_shortcut, open_shortcut
from sagemaker_registry_mock.registry.records import ModelCard, ModelCardExportJob, ModelPackage, ModelPackageGroup

if TYPE_CHECKING:
    from types import SimpleNamespace

#: The attribute of a model class in which moto keeps its instances: the first up to moto 5.1, the second since.
_INSTANCES = ("instances", "instances_tracked")


class DashboardModel:
    """Stands in moto's dashboard for a model class: its instances are what the registries hold now."""

    def __init__(self, kind: str, stock: Any) -> None:
        self.kind = kind
        self.stock = stock

    def __getattr__(self, name: str) -> list[SimpleNamespace]:
        """Return the rows where moto asks for its instances."""
        if name not in _INSTANCES:
            raise AttributeError(name)
        return dashboard_rows(existing(), self.kind)

    def __setattr__(self, name: str, value: Any) -> None:
        """Let moto forget the instances: none are kept here, but its own of before are kept in its class."""
        if name in _INSTANCES:
            setattr(self.stock, name, value)
        else:
            super().__setattr__(name, value)


def plug_in() -> None:
    """Make the registry's backend moto's SageMaker backend, for backends to come and for those that exist."""
    with backend_lock:
        if sagemaker_backends.backend is RegistryBackend:
            return
        _set_class(RegistryBackend)
        for backend in existing():
            _become_ours(backend)
    for record in (ModelPackageGroup, ModelPackage, ModelCard, ModelCardExportJob):
        state_manager.register_default_transition(record.machine, {"progression": "immediate"})
    for kind in DASHBOARD:
        model_data["sagemaker"][kind] = DashboardModel(kind, model_data["sagemaker"][kind])
    let_ram_share_groups()
    add_simulation()
    keep()
    open_shortcut()
    _forget_server_applications()


def unplug() -> None:
    """Undo `plug_in`."""
    with backend_lock:
        if sagemaker_backends.backend is not RegistryBackend:
            return
        _set_class(SageMakerModelBackend)
        for backend in existing():
            backend.release()
            backend.__class__ = SageMakerModelBackend
    for kind in DASHBOARD:
        shown: Any = model_data["sagemaker"][kind]
        model_data["sagemaker"][kind] = shown.stock
    forbid_ram_groups()
    remove_simulation()
    let_go()
    close_shortcut()
    _forget_server_applications()


def _become_ours(backend: Any) -> None:
    """Turn one of moto's backends into ours where it stands: other backends of moto hold on to it."""
    backend.__class__ = RegistryBackend
    backend.adopt()


def _set_class(backend: type[SageMakerModelBackend]) -> None:
    sagemaker_backends.backend = backend
    for account in list(sagemaker_backends.values()):
        account.backend = backend


def existing() -> list[Any]:
    """Return the SageMaker backends of all accounts and regions that exist."""
    return [backend for account in list(sagemaker_backends.values()) for backend in list(account.values())]


def _forget_server_applications() -> None:
    """Have every moto server of this process that has served SageMaker build its application for it anew."""
    module = sys.modules.get("moto.moto_server.werkzeug_app")
    if module is None:
        return
    for found in gc.get_referrers(module.DomainDispatcherApplication):
        # Not isinstance, which asks the object itself: it may be a proxy of something that is gone.
        if type(found) is module.DomainDispatcherApplication:
            found.app_instances.pop("sagemaker", None)
