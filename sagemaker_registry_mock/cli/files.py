"""Files that the commands read and write: documents, and folders of exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cli.errors import CommandError
from sagemaker_registry_mock.cli.output import write
from sagemaker_registry_mock.state.files import document_text, read_document, write_document
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from pathlib import Path

#: Stands for the standard output.
OUTPUT = "-"


def document_at(source: Path) -> Any:
    """Return the document in a file, or the one that a folder of exports makes.

    Raises:
        CommandError: there is nothing, it cannot be read, or it is something else.

    """
    try:
        return _from_exports(source) if source.is_dir() else read_document(source)
    except StateError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise unreadable(source, error) from error


def _from_exports(folder: Path) -> Any:
    from sagemaker_registry_mock.state.exports import document_from_exports  # noqa: PLC0415 - it loads botocore

    return document_from_exports(folder)


def put(document: Any, output: str) -> None:
    """Write a document into a file, whole or not at all, or to the standard output.

    Raises:
        CommandError: the file cannot be written.

    """
    if output == OUTPUT:
        write(document_text(document))
        return
    try:
        write_document(output, document)
    except StateError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror or error}.") from error


def text_of(file: Path) -> bytes:
    """Return what is in a file.

    Raises:
        CommandError: it cannot be read.

    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def unreadable(file: Path, error: OSError) -> CommandError:
    """Return the error of a file that cannot be read."""
    return CommandError(f"{file} cannot be read: {error.strerror or error}.")
