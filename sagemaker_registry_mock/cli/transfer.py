"""`dump`, `load` and `seed`: the state between files, folders of exports and servers."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sagemaker_registry_mock.cli.errors import DONE, CommandError
from sagemaker_registry_mock.cli.files import document_at, put, text_of
from sagemaker_registry_mock.cli.output import tell
from sagemaker_registry_mock.cli.remote import Server
from sagemaker_registry_mock.moto_plugin.variables import configured_region

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path


def dump(chosen: argparse.Namespace) -> int:
    """Write what a server's registries hold."""
    put(Server(chosen.url).ask("GET", "/state"), chosen.output)
    return DONE


def load(chosen: argparse.Namespace) -> int:
    """Put a document or a folder of exports into a server, or make a whole document of it."""
    document = document_at(chosen.source)
    if chosen.output is not None:
        with _naming(chosen.source):
            loaded = _loaded(document)
        put(loaded, chosen.output)
        return DONE
    server = Server(chosen.url)
    with _naming(chosen.source):
        held = server.ask("PUT", "/state", json.dumps(document).encode(), "application/json")
    tell(f"{server.url} holds now: {', '.join(f'{kind}: {number}' for kind, number in held.items())}.")
    return DONE


def seed(chosen: argparse.Namespace) -> int:
    """Add what a seed describes to what a server holds, or make a document of it."""
    region = chosen.region or configured_region()
    if chosen.output is not None:
        put(_seeded(chosen.file, region or "us-east-1"), chosen.output)
        return DONE
    text = text_of(chosen.file)
    kind = "json" if chosen.file.suffix.lower() == ".json" else "yaml"
    server = Server(chosen.url)
    with _naming(chosen.file):
        route = f"/seed?{urlencode({'region': region})}" if region else "/seed"
        made = server.ask("POST", route, text, f"application/{kind}")["made"]
    tell(f"{server.url} holds what {chosen.file} describes: {len(made)} groups, versions and cards.")
    return DONE


@contextmanager
def _naming(source: Path) -> Iterator[None]:
    """Tell what is wrong with a file beside the file's name."""
    try:
        yield
    except CommandError as error:
        raise type(error)(f"{source}: {error}") from error


def _loaded(document: Any) -> Any:
    """Return a document as this version writes it.

    Raises:
        CommandError: it is refused.

    """
    from sagemaker_registry_mock.testing import state  # noqa: PLC0415 - it loads moto

    return _held_after(lambda: state.load(document))


def _seeded(file: Path, region: str) -> Any:
    """Return the document of what a seed describes.

    Raises:
        CommandError: it is refused.

    """
    from sagemaker_registry_mock.testing import seeding  # noqa: PLC0415 - it loads moto

    return _held_after(lambda: seeding.seed(file, region_name=region))


def _held_after(fill: Callable[[], object]) -> Any:
    """Return the document of registries of this process that hold nothing but what a function puts into them."""
    from sagemaker_registry_mock.moto_plugin.mocking import mocked  # noqa: PLC0415 - it loads moto
    from sagemaker_registry_mock.testing import seeding, state  # noqa: PLC0415 - as above

    try:
        with mocked({}):
            fill()
            return state.dump()
    except (state.StateError, seeding.SeedError, RuntimeError) as error:
        raise CommandError(str(error)) from error
