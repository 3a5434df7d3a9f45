"""What a command does with what stops it, and how it writes."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from sagemaker_registry_mock.cli import main, output, transfer
from sagemaker_registry_mock.cli.errors import Failed

if TYPE_CHECKING:
    from collections.abc import Callable


def broken(error: BaseException) -> Callable[..., NoReturn]:
    """Return a function that raises an error."""

    def broken(*_given: Any) -> NoReturn:
        raise error

    return broken


def test_a_bug_shows_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is nobody's mistake but the package's is not made a sentence of."""
    monkeypatch.setattr(transfer, "Server", broken(LookupError("a bug")))
    with pytest.raises(LookupError, match="a bug"):
        main(["dump"])


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any]) -> None:
    """A user who stops a command gets the exit code that shells give for it, and no traceback."""
    monkeypatch.setattr(transfer, "Server", broken(KeyboardInterrupt()))

    assert command("dump") == (130, "", "")


def test_a_closed_output_is_quiet(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any]) -> None:
    """Whoever reads the first lines of an output and leaves is told nothing."""
    monkeypatch.setattr(transfer, "Server", broken(BrokenPipeError()))
    forgotten: list[bool] = []
    monkeypatch.setattr("sagemaker_registry_mock.cli.forget_output", lambda: forgotten.append(True))

    assert command("dump") == (1, "", "")
    assert forgotten == [True]


def test_ctrl_c_is_quiet_from_the_first_moment(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any]) -> None:
    """It is also where the arguments are being read."""
    monkeypatch.setattr("sagemaker_registry_mock.cli.parser", broken(KeyboardInterrupt()))

    assert command("dump") == (130, "", "")


class Full(io.StringIO):
    """A stream to a full disk."""

    def write(self, _text: str) -> int:
        """Fail."""
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("written", [output.say, output.write])
def test_a_full_disk_is_one_sentence(monkeypatch: pytest.MonkeyPatch, written: Callable[[str], None]) -> None:
    """An output that takes no more ends the command, and what is left of it is forgotten."""
    forgotten: list[bool] = []
    monkeypatch.setattr(output, "forget_output", lambda: forgotten.append(True))
    monkeypatch.setattr(sys, "stdout", Full())

    with pytest.raises(Failed, match=r"^The output cannot be written: No space left on device\.$"):
        written("a result")

    assert forgotten == [True]


def test_an_output_that_nobody_reads_is_no_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays what the command is quiet about."""
    monkeypatch.setattr(sys, "stdout", Nobody())
    with pytest.raises(BrokenPipeError):
        output.say("a result")


def test_an_output_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a document and has closed the output gets none, and is told."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(Failed, match=r"^There is no output to write to: it is closed\.$"):
        output.write("{}")


class Nobody(io.StringIO):
    """A stream whose reader has gone."""

    def write(self, _text: str) -> int:
        """Fail."""
        raise BrokenPipeError


def test_nobody_has_to_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed error stream does not keep a server from writing its state."""
    monkeypatch.setattr(sys, "stderr", Nobody())

    output.tell("the state is being written")


def test_texts_are_utf_8_whatever_the_locale_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both streams take every character; half a character, which is none, is escaped on the error stream."""
    written = {name: io.BytesIO() for name in ("stdout", "stderr")}
    for name, stream in written.items():
        monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, encoding="ascii"))

    output.speak_utf8()
    output.say("größer")
    output.tell("größer \ud800")

    assert written["stdout"].getvalue().decode() == "größer\n"
    assert written["stderr"].getvalue().decode() == "sagemaker-registry-mock: größer \\ud800\n"


def test_streams_of_others_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that has put something else in their place, or has none, is not disturbed."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", None)

    output.speak_utf8()
    output.say("a result")
    output.write("a long one")

    assert stream.getvalue() == "a result\na long one"


class Pipe(io.RawIOBase):
    """A pipe that takes seven bytes at a time."""

    def __init__(self) -> None:
        self.taken = b""

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, given: Any) -> int:
        """Take some, and tell how many."""
        some = bytes(given[:7])
        self.taken += some
        return len(some)


def test_a_pipe_gets_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PYTHONUNBUFFERED, too, where a stream takes what it can and Python forgets the rest."""
    pipe = Pipe()
    unbuffered: Any = io.TextIOWrapper(pipe, encoding="utf-8", write_through=True)  # as Python does
    monkeypatch.setattr(sys, "stdout", unbuffered)

    output.write("größer als sieben Zeichen")

    assert pipe.taken.decode() == "größer als sieben Zeichen"
