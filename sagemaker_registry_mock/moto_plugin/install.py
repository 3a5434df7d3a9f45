"""The one swap: moto's SageMaker backend becomes ours, in place. Idempotent, reversible, safe inside a running mock.

This module is imported by every pytest run of an environment that has the package. So it imports nothing of moto:
`install` plugs in at once where moto's SageMaker is loaded, else as soon as somebody loads it.
"""

from __future__ import annotations

import importlib
import sys
from itertools import dropwhile
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

WATCHED = "moto.sagemaker.models"

#: moto's CloudFormation: this is the last of its modules to be there, and imports most of moto.
STACKS = "moto.cloudformation.responses"

_LOCK = RLock()


class _Watcher:
    """An import finder that finds nothing itself: it lets the others find what is watched, and plugs in after that."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of what is watched with the plugging-in behind its execution; None for every other module."""
        if name not in (WATCHED, STACKS):
            return None
        # Those before have been asked. Those behind may be watchers too, where the package was imported anew.
        behind = dropwhile(lambda finder: finder is not self, list(sys.meta_path))
        others = (finder for finder in behind if finder is not self and hasattr(finder, "find_spec"))
        spec = next((found for finder in others if (found := finder.find_spec(name, path, target))), None)
        if spec is not None and spec.loader is not None:
            _run_after(spec.loader)
        return spec


_WATCHER = _Watcher()


def _run_after(loader: Any) -> None:
    execute = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        execute(module)
        if module.__name__ in (WATCHED, STACKS):
            _settle()

    loader.exec_module = exec_module


def _settle() -> None:
    """Make moto follow the last word of `install` and `uninstall`.

    What does the swap imports moto, so it is imported only now; and before the lock is taken, since a thread that
    imports moto comes here too.
    """
    swap = importlib.import_module("sagemaker_registry_mock.moto_plugin.plugging")
    stacks = _cloudformation()
    with _LOCK:
        if is_installed():
            swap.plug_in()
        else:
            swap.unplug()
        if stacks:
            (stacks.come_between if is_installed() else stacks.step_back)()


def _cloudformation() -> Any:
    """Return what comes in between in moto's CloudFormation; None as long as that has not been imported to its end."""
    if not hasattr(sys.modules.get(STACKS), "CloudFormationResponse"):
        return None
    return importlib.import_module("sagemaker_registry_mock.moto_plugin.cloudformation.plugging")


def _settle_if_loaded() -> None:
    if WATCHED in sys.modules:
        importlib.import_module(WATCHED)  # waits for another thread that is still importing it
        _settle()


def install() -> None:
    """Plug the registry into moto, now or as soon as moto's SageMaker is imported.

    Inside a running mock every other SageMaker resource stays as it is; model packages and groups that moto itself
    was asked to create before are put aside until `uninstall`.
    """
    with _LOCK:
        if not is_installed():
            sys.meta_path.insert(0, _WATCHER)
    _settle_if_loaded()


def uninstall() -> None:
    """Take the registry out of moto: its state is gone, all else stays as it is."""
    with _LOCK:
        if is_installed():
            sys.meta_path.remove(_WATCHER)
    _settle_if_loaded()


def is_installed() -> bool:
    """Tell whether the registry is, or will be, plugged into moto."""
    return _WATCHER in sys.meta_path
