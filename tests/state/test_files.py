"""A document as a file: whole at any time, whoever is killed while writing it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sagemaker_registry_mock.state import files
from sagemaker_registry_mock.state.files import document_text, read_document, write_document
from sagemaker_registry_mock.state.refusals import StateError

DOCUMENT = {"format": "sagemaker-registry-mock", "version": 2, "registries": []}

#: Writes documents, each of one number many times over, until it is killed; it tells when it has written some.
WRITER = """
import sys
sys.modules["sagemaker_registry_mock"] = type(sys)("sagemaker_registry_mock")  # not the whole package: it loads moto
sys.modules["sagemaker_registry_mock"].__path__ = [sys.argv[2]]
from sagemaker_registry_mock.state.files import write_document

for number in range(int(sys.argv[3]), 10**9):
    write_document(sys.argv[1], {"numbers": [number] * 20_000})
    print(number, flush=True)
"""


def names_in(directory: Path) -> list[str]:
    """Return the names of all files in a directory."""
    return [one.name for one in directory.iterdir()]


def test_a_file_is_read_as_it_was_written(tmp_path: Path, rich: Any) -> None:
    """What was written is read: a document of everything, and characters of every kind."""
    path = tmp_path / "state.json"
    for document in (
        rich,
        DOCUMENT,
        {"text": 'ümläut 😀 \ud800 " \\ud800 \u2028', "empty": [{}, []], "n": [1.5, None]},
    ):
        write_document(path, document)
        assert read_document(str(path)) == document
    assert names_in(tmp_path) == ["state.json"]


def test_a_record_has_a_line(rich: Any) -> None:
    """A file can be looked at, and compared line by line: every record has one of its own."""
    lines = document_text(rich).splitlines()
    (here,) = (one for one in rich["registries"] if one["cards"])
    for record in (here["packages"][0], here["lineage"]["artifacts"][0], here["tokens"][0]):
        assert sum(json.dumps(record, ensure_ascii=False) == line.strip().rstrip(",") for line in lines) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b'"\xff"', "it is no text"),
        (b'{"a": NaN}', "NaN is no value of JSON"),
        (b"[" * 200_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """A file that is no JSON is named, with the reason."""
    path = tmp_path / "state.json"
    path.write_bytes(content)
    with pytest.raises(StateError) as error:
        read_document(path)
    assert str(error.value) == f"{path} is no JSON: {reason}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_all_encodings_of_json_are_read(tmp_path: Path, encoding: str) -> None:
    """What a Windows editor has saved, or a shell of Windows has written, is read."""
    path = tmp_path / "state.json"
    path.write_bytes(document_text(DOCUMENT).encode(encoding))
    assert read_document(path) == DOCUMENT


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A file keeps its permissions, a new one gets the usual ones, and what a symbolic link points to is written."""
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "state.json", tmp_path / "link.json"
    link.symlink_to(real)
    write_document(link, DOCUMENT)
    (tmp_path / "usual").touch()
    assert real.stat().st_mode == (tmp_path / "usual").stat().st_mode
    real.chmod(0o640)
    write_document(link, {**DOCUMENT, "more": 1})

    assert (link.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o640)
    assert read_document(real)["more"] == 1


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    """A directory, or a device, is not replaced by a file; a directory that is not there is not made."""
    with pytest.raises(StateError, match=r"^/dev/null is no file that could be written\.$"):
        write_document("/dev/null", DOCUMENT)
    with pytest.raises(StateError, match="is no file that could be written"):
        write_document(tmp_path, DOCUMENT)
    with pytest.raises(FileNotFoundError):
        write_document(tmp_path / "none" / "state.json", DOCUMENT)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("breaking", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaking: str) -> None:
    """Where the disk is full, the old file is what it was, and nothing else is there."""

    def fail(*_: object) -> None:
        reason = "No space left on device"
        raise OSError(reason)

    path = tmp_path / "state.json"
    write_document(path, DOCUMENT)
    monkeypatch.setattr(os if breaking == "fsync" else Path, breaking, fail)
    with pytest.raises(OSError, match="No space left"):
        write_document(path, {"other": 1})
    monkeypatch.undo()

    assert read_document(path) == DOCUMENT
    assert names_in(tmp_path) == ["state.json"]


def test_what_is_no_json_is_not_written(tmp_path: Path) -> None:
    """A value that JSON does not have is noticed before the file is touched."""
    with pytest.raises(ValueError, match="Out of range float"):
        write_document(tmp_path / "state.json", {"a": float("nan")})
    assert names_in(tmp_path) == []


def test_only_what_was_left_over_is_removed(tmp_path: Path) -> None:
    """The next writer removes what a killed one has left, but not what another one is writing, nor other files."""
    path = tmp_path / "state.json"
    left, written, other = (
        tmp_path / f".{name}.tmp" for name in (f"state.json.{'0' * 16}", f"state.json.{'f' * 16}", "x")
    )
    for one in (left, written, other):
        one.touch()
    with written.open("rb") as busy:
        files._lock(busy, wait=True)  # noqa: SLF001 - as another process would
        write_document(path, DOCUMENT)

    assert sorted(tmp_path.iterdir()) == sorted([path, written, other])


def test_a_file_that_another_writer_has_taken_away_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a new file is taken for a leftover in the moment before it is locked, another one is made."""
    lock: Any = files._lock  # noqa: SLF001 - the moment between two steps of it is what is tested
    taken: list[Path] = []

    def late(file: Any, *, wait: bool) -> None:
        if not taken:
            (one,) = tmp_path.iterdir()
            taken.append(one)
            one.unlink()
        lock(file, wait=wait)

    monkeypatch.setattr(files, "_lock", late)
    write_document(tmp_path / "state.json", DOCUMENT)

    assert taken
    assert read_document(tmp_path / "state.json") == DOCUMENT


def test_a_system_without_locks_and_without_open_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no flock, and opens no directory: the file is written all the same."""
    opened = os.open

    def open_file(path: Any, flags: int, *more: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(path)
        return opened(path, flags, *more)

    monkeypatch.setattr(files, "fcntl", None)
    monkeypatch.setattr(os, "open", open_file)
    write_document(tmp_path / "state.json", DOCUMENT)

    assert read_document(tmp_path / "state.json") == DOCUMENT


def test_a_writer_that_is_killed_leaves_a_whole_document(tmp_path: Path) -> None:
    """Whenever a writer is killed with SIGKILL, the file is one of its documents, whole, and not older than it told."""
    path, package = tmp_path / "state.json", str(Path(files.__file__).parent.parent)
    told = 0
    for kill in range(4):
        writer = subprocess.Popen(  # noqa: S603 - it is our own
            [sys.executable, "-c", WRITER, str(path), package, str(told)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        for _ in range(1 + kill % 3):
            told = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        told = max([told, *map(int, writer.stdout.read().split())])
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL

        numbers = read_document(path)["numbers"]
        assert len(numbers) == 20_000
        assert set(numbers) == {numbers[0]}
        assert numbers[0] >= told
    write_document(path, DOCUMENT)

    assert names_in(tmp_path) == ["state.json"]
