"""The file of `serve --state`: what could go wrong with it at the end is found at the start."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from sagemaker_registry_mock.cli.errors import CommandError, Failed


class StateFile:
    """A file that is read, if it is there, and written later.

    Raises:
        CommandError: it could not be written.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.exists = _is_there(path)
            folder = Path(os.path.realpath(path)).parent
        except OSError as error:
            raise CommandError(f"The state file {path} could not be written: {error.strerror}.") from error
        if self.exists and not path.is_file():
            raise CommandError(f"The state file {path} is no regular file.")
        if self.exists and not os.access(path, os.W_OK):
            raise CommandError(f"The state file {path} is read-only.")
        _check_folder(folder)

    def read(self) -> Any:
        """Return the JSON that it holds.

        Raises:
            CommandError: it cannot be read, or is no JSON.

        """
        from sagemaker_registry_mock.cli.files import document_at  # noqa: PLC0415 - it loads botocore

        return document_at(self.path)

    def write(self, document: Any) -> None:
        """Write a document in the place of the old one.

        Raises:
            Failed: it could not; the file is as it was.

        """
        from sagemaker_registry_mock.cli.files import put  # noqa: PLC0415 - it loads botocore

        try:
            put(document, str(self.path))
        except CommandError as error:
            raise Failed(f"The state was not written, and the file is as it was: {error}") from error


def _is_there(path: Path) -> bool:
    """Tell whether there is something at a path.

    Raises:
        OSError: nothing can be: its name is too long, or it is a link to itself.

    """
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def _check_folder(folder: Path) -> None:
    """Write something into a folder, and take it away again.

    Raises:
        CommandError: nothing can be written there.

    """
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder} for the state file.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandError(f"The state file could not be written into {folder}: {error.strerror}.") from error
