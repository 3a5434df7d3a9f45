"""The state file of a server: what could go wrong with it at the end is found before anything is served."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from sagemaker_registry_mock.cli.errors import CommandError, Failed
from sagemaker_registry_mock.cli.statefile import StateFile

DOCUMENT = {"format": "sagemaker-registry-mock", "version": 2, "registries": []}


def refusal(path: Path) -> str:
    """Return why a path cannot be that of a state file."""
    with pytest.raises(CommandError) as caught:
        StateFile(path)
    assert caught.value.code == 2
    return str(caught.value)


def test_a_file_that_is_not_there_is_written(tmp_path: Path) -> None:
    """Looking at it leaves nothing behind; writing it makes it."""
    file = StateFile(tmp_path / "state.json")
    assert (file.exists, list(tmp_path.iterdir())) == (False, [])

    file.write(DOCUMENT)

    again = StateFile(tmp_path / "state.json")
    assert (again.exists, again.read()) == (True, DOCUMENT)


def test_a_link_is_followed(tmp_path: Path) -> None:
    """The folder that is looked at is that of what the link points to."""
    link, target = tmp_path / "link.json", tmp_path / "elsewhere" / "state.json"
    link.symlink_to(target)
    assert refusal(link) == f"There is no folder {target.parent} for the state file."
    target.parent.mkdir()

    StateFile(link).write(DOCUMENT)

    assert (link.is_symlink(), target.exists()) == (True, True)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nobody finds out at the end that the state has no place."""
    assert (
        refusal(tmp_path / "missing" / "state.json") == f"There is no folder {tmp_path / 'missing'} for the state file."
    )


@pytest.mark.parametrize("kind", ["folder", "device", "pipe"])
def test_what_is_no_file_is_told(tmp_path: Path, kind: str) -> None:
    """A folder cannot be written, and a device or a pipe must not be replaced."""
    path = tmp_path if kind == "folder" else tmp_path / "pipe"
    if kind == "device":
        path = type(tmp_path)(os.devnull)
    elif kind == "pipe":
        os.mkfifo(path)

    assert refusal(path) == f"The state file {path} is no regular file."


def test_a_file_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has made the file read-only means it."""
    path = tmp_path / "state.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda given, mode: not (given == path and mode == os.W_OK))

    assert refusal(path) == f"The state file {path} is read-only."


def test_a_folder_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state is written beside the old one first: the folder has to take a file."""

    def refuse(**given: Any) -> None:
        raise PermissionError(13, "Permission denied", str(given["dir"]))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)

    assert refusal(tmp_path / "a.json") == f"The state file could not be written into {tmp_path}: Permission denied."


@pytest.mark.parametrize(("kind", "reason"), [("long", "File name too long"), ("loop", "symbolic links")])
def test_a_path_that_cannot_be_is_told(tmp_path: Path, kind: str, reason: str) -> None:
    """A name that is too long and a link to itself are found at the start, too."""
    path = tmp_path / ("a" * 300 if kind == "long" else "loop")
    if kind == "loop":
        path.symlink_to(path)

    assert refusal(path).startswith(f"The state file {path} could not be written: ")
    assert reason in refusal(path)


def test_a_folder_that_was_removed_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell may still be in a folder that is no more."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    told = refusal(Path("state.json"))

    assert told == "The state file state.json could not be written: No such file or directory."


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the end costs what is new, not what is old; the exit code is 1."""
    file = StateFile(tmp_path / "state.json")
    file.write(DOCUMENT)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Failed, match=r"was not written, and the file is as it was: .*No space left on device"):
        file.write({**DOCUMENT, "registries": [1]})

    assert Failed.code == 1
    assert file.read() == DOCUMENT
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]
