"""The command line: `python -m sagemaker_registry_mock demo`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sagemaker_registry_mock import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0, or 2 for arguments that mean nothing (argparse exits with it).

    """
    parser = argparse.ArgumentParser(
        prog="python -m sagemaker_registry_mock",
        description="The Amazon SageMaker Model Registry as a test double, inside moto.",
    )
    parser.add_argument("--version", action="version", version=f"sagemaker-registry-mock {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("demo", help="register, approve, list and roll back a model, offline, and print what happens")
    parser.parse_args(arguments)
    return _demo()


def _demo() -> int:
    from sagemaker_registry_mock.demo import demo  # noqa: PLC0415 - moto and boto3 take their time to load

    demo(print)
    return 0
