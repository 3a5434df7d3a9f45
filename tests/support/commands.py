"""The lines of a shell's block that call this package's command are held against the command's own parser."""

from __future__ import annotations

import contextlib
import io
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT, MODULE = "sagemaker-registry-mock", "-m sagemaker_registry_mock"
_PUNCTUATION = "|&;()<>"


def check_commands(text: str) -> None:
    """Read every call of the package's command in a shell's block as the command would.

    Raises:
        AssertionError: a call has a command, an option or a value that there is not.

    """
    from sagemaker_registry_mock.cli.arguments import parser as command_parser  # noqa: PLC0415 - only where it is called

    parser = command_parser()
    for arguments in called(text):
        told = io.StringIO()
        left: int | str | None = 0
        try:
            with contextlib.redirect_stderr(told), contextlib.redirect_stdout(told):
                parser.parse_known_args(arguments) if "moto_server" in arguments else parser.parse_args(arguments)
        except SystemExit as leaving:
            left = leaving.code
        assert not left, f"{SCRIPT} {shlex.join(arguments)}\n{told.getvalue()}"


def called(text: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of the package's command; to install the package is none."""
    for line in text.replace("\\\n", " ").splitlines():
        if SCRIPT not in line and MODULE not in line:
            continue
        for words in _commands(line.removeprefix("$ ")):
            for start in () if "install" in words else range(len(words)):
                if words[start].endswith(SCRIPT):
                    yield words[start + 1 :]
                elif " ".join(words[start : start + 2]) == MODULE:
                    yield words[start + 2 :]


def _commands(line: str) -> Iterator[list[str]]:
    """Yield the commands of a line: what stands between signs, up to a comment."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=_PUNCTUATION)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in lexer:
        if set(word) <= set(_PUNCTUATION):
            yield words
            words = []
        else:
            words.append(word)
    yield words
