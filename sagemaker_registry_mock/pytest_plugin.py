"""The pytest plugin: plain `@mock_aws` tests get the registry with no import at all.

pytest imports this module, and with it the package, in every run of the environment: it imports pytest alone.
"""

from __future__ import annotations

import pytest

import sagemaker_registry_mock

OPTION = "sagemaker_registry_mock"
_SWITCHED_OFF = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option that switches the registry off."""
    parser.addini(
        OPTION,
        "plug the SageMaker Model Registry into moto (default: true); "
        "with false, call sagemaker_registry_mock.install() where you want it",
        type="bool",
        default=True,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Take the registry out of moto where the ini option says so."""
    config.stash[_SWITCHED_OFF] = not config.getini(OPTION) and sagemaker_registry_mock.is_installed()
    if config.stash[_SWITCHED_OFF]:
        sagemaker_registry_mock.uninstall()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the process as it was before this run."""
    if config.stash.get(_SWITCHED_OFF, False):
        sagemaker_registry_mock.install()
