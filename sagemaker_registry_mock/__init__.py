"""The Amazon SageMaker Model Registry as a test double: a plugin for moto. Importing it plugs it in."""

from importlib import import_module
from typing import TYPE_CHECKING

from sagemaker_registry_mock.moto_plugin.install import install, is_installed, uninstall

#: Where the public names are that are imported when first asked for: every run of pytest imports this module.
_HOMES = {"ConstraintWarning": "errors", "Stage": "stages", "StageStatus": "stages", "explain_denial": "denials"}

if TYPE_CHECKING:
    from sagemaker_registry_mock.denials import explain_denial
    from sagemaker_registry_mock.errors import ConstraintWarning
    from sagemaker_registry_mock.stages import Stage, StageStatus
else:

    def __getattr__(name: str) -> object:
        """Import a public name, or a module that has some (PEP 562)."""
        if name in _HOMES.values():
            return import_module(f"{__name__}.{name}")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return globals()[name]


__all__ = [
    "ConstraintWarning",
    "Stage",
    "StageStatus",
    "__version__",
    "explain_denial",
    "install",
    "is_installed",
    "uninstall",
]

__version__ = "0.1.0"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


install()
