"""The command line: `python -m sagemaker_registry_mock demo` and `… moto_server`."""

from __future__ import annotations

import argparse
import sys
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
    commands.add_parser(
        "moto_server", add_help=False, help="moto's own server, with moto's own options and with the registry in it"
    )
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command == "moto_server":
        return _moto_server(rest)
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return _demo()


def _demo() -> int:
    from sagemaker_registry_mock.demo import demo  # noqa: PLC0415 - moto and boto3 take their time to load

    demo(print)
    return 0


def _moto_server(options: list[str]) -> int:
    """Run moto's own command. The registry is in it, since importing this package plugs it in."""
    try:
        from moto.server import main as moto_main  # noqa: PLC0415 - the server is an extra
    except ImportError as missing:
        needed = "pip install 'sagemaker-registry-mock[server]'"
        print(f"moto's server needs more packages ({missing}): {needed}", file=sys.stderr)  # noqa: T201 - a command
        return 2
    sys.argv = ["moto_server", *options]
    moto_main()
    return 0
