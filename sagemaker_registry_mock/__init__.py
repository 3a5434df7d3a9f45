"""The Amazon SageMaker Model Registry as a test double: a plugin for moto. Importing it plugs it in."""

from sagemaker_registry_mock.denials import explain_denial
from sagemaker_registry_mock.errors import ConstraintWarning
from sagemaker_registry_mock.moto_plugin.install import install, is_installed, uninstall
from sagemaker_registry_mock.stages import Stage, StageStatus

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

install()
