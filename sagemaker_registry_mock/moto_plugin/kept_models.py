"""botocore's model files, parsed once per process.

moto makes boto3 forget its default session with every mock, so that no credentials outlive it. The next `boto3.client`
makes a new session, whose new loader lists some 450 folders and parses the service model anew: nearly all of the
100 to 200 ms that a client costs. What is read does not change, so it is kept here; sessions, clients, handlers and
credentials are as new as moto wants them. A loader that also looks into folders of the user's own, or that is one of
the user's own, reads for itself.

The parsed models are shared as botocore shares them among the clients of one session: nobody is to change them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3
from botocore import loaders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Methods of botocore's Loader that read the disk and nothing else.
_READING = ("load_data_with_path", "list_available_services")


def swaps() -> Iterator[tuple[Any, str, Any]]:
    """Yield what has all loaders of this process read the files of botocore and boto3 once."""
    for name in _READING:
        yield loaders.Loader, name, _keeping(getattr(loaders.Loader, name))


def _keeping(stock: Any) -> Callable[..., Any]:
    #: (folders, argument) to what the method returned.
    kept: dict[tuple[tuple[str, ...], str], Any] = {}

    def read(loader: Any, *given: Any, **named: Any) -> Any:
        folders = _shipped(loader)
        if not folders or named or len(given) != 1:
            return stock(loader, *given, **named)
        place = (folders, given[0])
        found = kept.get((_only(folders), given[0]), kept.get(place))
        if found is None:
            found = stock(_one_that_has_read(loader, folders), given[0])
            kept[(_only(folders), given[0]) if _is_in_first(found, folders) else place] = found
        return list(found) if isinstance(found, list) else found

    return read


def _only(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands for all lists of folders that begin with the same one."""
    return (folders[0], "...")


def _is_in_first(found: Any, folders: tuple[str, ...]) -> bool:
    """Tell whether a file was found in the first folder, where it is found whatever other folders come behind."""
    return isinstance(found, tuple) and str(found[1]).startswith(folders[0] + os.sep)


def _one_that_has_read(loader: Any, folders: tuple[str, ...]) -> Any:
    """Return the loader of boto3's default session, which may have read, if it searches the same folders."""
    default = getattr(boto3.DEFAULT_SESSION, "_loader", None)
    return loader if default is None or _shipped(default) != folders else default


def _shipped(loader: Any) -> tuple[str, ...] | None:
    """Return the folders that a loader searches; None where it, or one of them, did not come with botocore or boto3."""
    if type(loader) is not loaders.Loader or type(getattr(loader, "file_loader", None)) is not _READER:
        return None
    # Not pathlib's is_dir, which costs ten times the question to the disk: a client asks this two dozen times.
    folders = tuple(folder for folder in loader.search_paths if os.path.isdir(folder))  # noqa: PTH112
    return folders if all(folder.startswith(_SHIPPED) for folder in folders) else None


#: What reads a file for botocore's loader.
_READER = loaders.JSONFileLoader

#: Where the two packages lie.
_SHIPPED = tuple(f"{os.path.dirname(package.__file__)}{os.sep}" for package in (loaders, boto3))  # noqa: PTH120
