"""A document as a file: read whole, and written so that a crash at any time leaves the old one or the new one."""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


#: None on Windows, where nobody can remove a file that another process has open.
fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None

#: Objects are written a line for each name down to this depth, and arrays an item for each down to the next: so a
#: record of a registry, or of its lineage, has a line of its own.
_DEEPEST_OBJECT, _DEEPEST_ARRAY = 3, 4
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEW_FILE = 0o666  # less what the umask takes


def document_text(document: Mapping[str, Any]) -> str:
    """Return a document as the text of a file: JSON, with a line for each record."""
    text = "".join(_lines(document, 0))
    # A surrogate that stands alone is a character of JSON, and none of UTF-8.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _lines(value: Any, depth: int) -> Iterator[str]:
    indent = "\n" + " " * (depth + 1)
    if isinstance(value, dict) and value and depth <= _DEEPEST_OBJECT:
        inside, marks = ((f"{_plain(name)}: ", one) for name, one in value.items()), "{}"
    elif isinstance(value, list) and value and depth <= _DEEPEST_ARRAY:
        inside, marks = (("", one) for one in value), "[]"
    else:
        yield _plain(value)
        return
    for position, (name, one) in enumerate(inside):
        yield f"{',' if position else marks[0]}{indent}{name}"
        yield from _lines(one, depth + 1)
    yield f"\n{' ' * depth}{marks[1]}"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def read_document(path: str | os.PathLike[str]) -> Any:
    """Return the JSON of a file. What it tells is checked when it is loaded.

    Raises:
        StateError: the file is no JSON.
        OSError: the file cannot be read.

    """
    try:
        return json_of(Path(path).read_bytes())
    except ValueError as error:
        raise StateError(f"{os.fspath(path)} is no JSON: {error}") from None


def json_of(content: bytes) -> Any:
    """Return what a text of JSON tells.

    Raises:
        ValueError: it is none; saying why.

    """
    try:
        return json.loads(json_text(content), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        reason = "it is no text"
    except RecursionError:
        reason = "it is nested too deeply"
    raise ValueError(reason)


def json_text(content: bytes) -> str:
    """Return the text of a file in any of JSON's encodings: a shell of Windows writes UTF-16.

    Raises:
        UnicodeDecodeError: it is in none of them.

    """
    return content.decode(json.detect_encoding(content))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value of JSON")


def write_document(path: str | os.PathLike[str], document: Mapping[str, Any]) -> None:
    """Write a document to a file, which until then is what it was, and from then on is whole and on the disk.

    The new file has the permissions of the old one. Where the path is a symbolic link, what it points to is written.

    Raises:
        StateError: the path is that of something else than a file.
        OSError: the file cannot be written; it is what it was.

    """
    content = document_text(document).encode()
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    _remove_leftovers(target)
    with _new_file_beside(target) as (file, beside):
        if mode is not None:
            beside.chmod(mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        beside.replace(target)
    _sync_directory(target.parent)


def _mode_of(target: Path) -> int | None:
    """Return the permissions of a file; None where there is none."""
    try:
        found = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found):
        raise StateError(f"{target} is no file that could be written.")
    return stat.S_IMODE(found)


@contextmanager
def _new_file_beside(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Open a new file in the directory of another, locked as long as it is open, and removed where it stays there."""
    while True:
        beside = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, _NEW_FILE), "wb") as file:
            try:
                _lock(file, wait=True)
                # Another writer may have taken it for a leftover in the moment before it was locked.
                if os.fstat(file.fileno()).st_nlink:
                    yield file, beside
                    return
            finally:
                beside.unlink(missing_ok=True)


def _remove_leftovers(target: Path) -> None:
    """Remove what writers of this file have left that were killed: nobody holds a lock on it."""
    left = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{16}}\.tmp")
    for one in target.parent.iterdir():
        if left.fullmatch(one.name):
            with suppress(OSError), one.open("rb") as file:
                _lock(file, wait=False)
                one.unlink()


def _lock(file: IO[bytes], *, wait: bool) -> None:
    """Lock a file until it is closed, or its process ends in whatever way.

    Raises:
        BlockingIOError: another process has locked it, and this one does not wait.

    """
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_directory(directory: Path) -> None:
    """Have the new name of a file on the disk, too, where a directory can be opened for that."""
    with suppress(OSError):
        opened = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
