"""The commands, read off the command's own parser."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sagemaker_registry_mock.cli.arguments import parser as command_parser

from .markdown import code, sentence, table

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands() -> str:
    """Return a section for each command, with its arguments and options."""
    parser = command_parser()
    parts = [_arguments(parser)] if _arguments(parser) else []
    for name, help_text, command in subcommands(parser):
        parts += [f"### {name}", sentence(command.description or help_text), _arguments(command)]
    return "\n\n".join(part for part in parts if part)


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield the name, the help and the parser of every command."""
    for action in parser._actions:  # noqa: SLF001 - argparse tells this nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {one.dest: one.help or "" for one in action._choices_actions}  # noqa: SLF001 - as above
            yield from ((name, helps.get(name, ""), command) for name, command in action.choices.items())


def options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments and options of a parser, but for `--help` and its commands."""
    for action in parser._actions:  # noqa: SLF001 - as above
        if not isinstance(action, (argparse._HelpAction, argparse._SubParsersAction)):  # noqa: SLF001 - as above
            yield action


def _arguments(parser: argparse.ArgumentParser) -> str:
    rows = [(_spelling(action), _help(action, parser)) for action in options(parser)]
    return table(("argument", "meaning"), rows) if rows else ""


def _spelling(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return code(value)
    return ", ".join(code(name if action.nargs == 0 else f"{name} {value}") for name in action.option_strings)


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    return sentence((action.help or "") % {**vars(action), "prog": parser.prog})
