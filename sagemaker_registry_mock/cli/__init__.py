"""The command line: `sagemaker-registry-mock`, or `python -m sagemaker_registry_mock`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sagemaker_registry_mock.cli.arguments import parser
from sagemaker_registry_mock.cli.errors import FAILED, INTERRUPTED, CommandError
from sagemaker_registry_mock.cli.output import forget_output, speak_utf8, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

#: Where each command is: its module is imported when it is asked for, since moto and boto3 take their time to load.
_MODULES = {"serve": "serving", "demo": "showing", "dump": "transfer", "load": "transfer", "seed": "transfer"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0 done, 1 failed while running, 2 wrong use (argparse exits with it too), 130 after Ctrl-C.

    """
    speak_utf8()
    try:
        return _done(*_chosen(arguments))
    except CommandError as error:
        tell(str(error))
        return error.code
    except BrokenPipeError:
        forget_output()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _chosen(arguments: Sequence[str] | None) -> tuple[argparse.Namespace, list[str]]:
    """Return the command with its options, and what is left for moto's own command."""
    reader = parser()
    chosen, rest = reader.parse_known_args(arguments)
    if rest and chosen.command != "moto_server":
        reader.error(f"unrecognized arguments: {' '.join(rest)}")
    return chosen, rest


def _done(chosen: argparse.Namespace, rest: list[str]) -> int:
    room = import_module(f"{__name__}.{_MODULES.get(chosen.command, 'serving')}")
    if chosen.command == "moto_server":
        return int(room.moto_server(rest))
    return int(getattr(room, chosen.command)(chosen))
