"""`demo`: the story, told on the output; with `--keep`, against a server that stays up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagemaker_registry_mock.cli.errors import DONE, FAILED, CommandError
from sagemaker_registry_mock.cli.output import tell, writing
from sagemaker_registry_mock.cli.serving import server_package
from sagemaker_registry_mock.demo import demo as told
from sagemaker_registry_mock.demo import keep

if TYPE_CHECKING:
    import argparse


@writing()
def demo(chosen: argparse.Namespace) -> int:
    """Tell the story, and leave its server up where that is asked for.

    Raises:
        CommandError: the server cannot listen, or is not asked for; or the output cannot be written.

    """
    if not chosen.keep:
        if chosen.port is not None:
            raise CommandError("--port is the port of the server that --keep leaves up: give both.")
        told()
        return DONE
    servers = server_package()
    try:
        keep(port=chosen.port or 0)
    except servers.ServerError as error:
        raise CommandError(str(error)) from error
    except servers.StoppedAtOnce:
        tell("stopped at once.")
        return FAILED
    return DONE
