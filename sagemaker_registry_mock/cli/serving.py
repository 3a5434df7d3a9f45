"""`serve`: a server from its first line to the state that it writes at its end; and moto's own command."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cli.arguments import settings_of
from sagemaker_registry_mock.cli.beginning import Beginning
from sagemaker_registry_mock.cli.errors import DONE, FAILED, CommandError, missing
from sagemaker_registry_mock.cli.output import say, tell
from sagemaker_registry_mock.cli.statefile import StateFile
from sagemaker_registry_mock.registry.settings import SettingsError

if TYPE_CHECKING:
    import argparse

    from sagemaker_registry_mock.server import RegistryServer

#: Seconds for which requests that are being answered are waited for at the end.
PATIENCE = 5


def serve(chosen: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    state = StateFile(chosen.state) if chosen.state else None
    servers = server_package()
    begin = Beginning(chosen, state)
    try:
        server = servers.RegistryServer(
            chosen.host,
            chosen.port,
            settings=settings_of(chosen),
            account_id=begin.account(chosen.account),
            log=not chosen.quiet,
        )
        with servers.stop_signals() as wait:
            server.start(begin.fill)
            say(f"Listening on {server.url}")
            begin.warn(server)
            wait()
            _end(server, state)
    except (SettingsError, servers.ServerError) as error:
        raise CommandError(str(error)) from error
    except servers.StoppedAtOnce:
        tell("stopped at once" + (f": {state.path} may be as it was before." if state else "."))
        return FAILED
    return DONE


def moto_server(options: list[str]) -> int:
    """Run moto's own command. The registry is in it, since importing this package plugs it in."""
    moto_main = _imported("moto.server").main
    sys.argv = ["moto_server", *options]
    moto_main()
    return DONE


def server_package() -> Any:
    """Return `sagemaker_registry_mock.server`.

    Raises:
        CommandError: packages that it needs are not there.

    """
    return _imported("sagemaker_registry_mock.server")


def _imported(name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # moto has words of its own for what is missing
            return import_module(name)
    except ImportError as error:
        raise missing(error) from error


def _end(server: RegistryServer, state: StateFile | None) -> None:
    """Let the requests that are being answered come to their end, and write the state.

    Raises:
        Failed: it could not be written.

    """
    from sagemaker_registry_mock.testing.state import dump  # noqa: PLC0415 - it loads moto

    left = server.stop(PATIENCE)
    if left:
        tell(f"requests that were not answered within {PATIENCE} seconds: {left}.")
    if state:
        state.write(dump())
