"""What goes wrong for reasons that the user can see to: one sentence and an exit code."""

from __future__ import annotations

#: Exit codes. `DONE` is 0; a user who stops a command with Ctrl-C gets 130, as shells tell it.
DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class CommandError(Exception):
    """A command cannot do what it is told to. Its words are one sentence for the user."""

    code = MISUSED


class Failed(CommandError):
    """A command has begun, and has not come to its end."""

    code = FAILED


EXTRA = "pip install 'sagemaker-registry-mock[server]'"


def missing(packages: ImportError) -> CommandError:
    """Return the error of a server whose packages are not there."""
    return CommandError(f"moto's server needs more packages ({packages}): {EXTRA}")
