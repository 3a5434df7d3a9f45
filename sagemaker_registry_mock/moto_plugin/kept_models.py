"""botocore's model files, parsed once per process.

moto makes boto3 forget its default session with every mock, so that no credentials outlive it. The next `boto3.client`
makes a new session, whose new loader lists some 450 folders and parses the service model anew: nearly all of the
100 to 200 ms that a client costs. What is read does not change, so it is kept here; sessions, clients, handlers and
credentials are as new as moto wants them. A loader that also looks into folders of the user's own reads for itself.

The parsed models are shared as botocore shares them among the clients of one session: nobody is to change them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore import loaders

if TYPE_CHECKING:
    from collections.abc import Callable

#: Methods of botocore's Loader that read the disk and nothing else.
_READING = ("load_data_with_path", "list_available_services")

#: (method, folders, argument) to what it returned.
_KEPT: dict[tuple[str, tuple[str, ...], str], Any] = {}

_STOCK: dict[str, Callable[..., Any]] = {}


def keep_models() -> None:
    """Have all loaders of this process read the files of botocore and boto3 once."""
    if _STOCK or not all(callable(getattr(loaders.Loader, name, None)) for name in _READING):
        return  # done, or it is a botocore that loads in another way: then at its own speed
    for name in _READING:
        _STOCK[name] = getattr(loaders.Loader, name)
        setattr(loaders.Loader, name, _keeping(name, _STOCK[name]))


def read_models_anew() -> None:
    """Undo `keep_models`."""
    for name, stock in _STOCK.items():
        setattr(loaders.Loader, name, stock)
    _STOCK.clear()
    _KEPT.clear()


def _keeping(name: str, stock: Callable[..., Any]) -> Callable[..., Any]:
    def read(loader: Any, *given: Any, **named: Any) -> Any:
        folders = _shipped(loader)
        if folders is None or named or len(given) != 1:
            return stock(loader, *given, **named)
        place = (name, folders, given[0])
        if place not in _KEPT:
            _KEPT[place] = stock(loader, *given)
        kept = _KEPT[place]
        return list(kept) if isinstance(kept, list) else kept

    return read


def _shipped(loader: Any) -> tuple[str, ...] | None:
    """Return the folders that a loader searches; None where one of them did not come with botocore or boto3."""
    folders = tuple(folder for folder in loader.search_paths if Path(folder).is_dir())
    return folders if all(folder.startswith(_SHIPPED) for folder in folders) else None


#: Where the two packages lie.
_SHIPPED = tuple(f"{Path(package.__file__).parent}{os.sep}" for package in (loaders, boto3))
