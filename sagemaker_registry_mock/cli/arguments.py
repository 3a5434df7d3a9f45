"""The commands and their options. Nothing of moto or boto3 is imported here: `--help` is quick."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path
from textwrap import dedent, fill
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock import __version__
from sagemaker_registry_mock.cli.remote import DEFAULT_URL
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.settings import CHOICES, QUOTAS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "sagemaker-registry-mock"

_WIDTH = 80

_EXIT_CODES = """
    exit codes:
      0 done; 1 failed while running; 2 wrong use, or nothing could be begun; 130 Ctrl-C
"""

_EXAMPLES = {
    "": """
        a demo in two commands, from what the AWS CLI printed of a real account:
          sagemaker-registry-mock load exports/ -o state.json
          sagemaker-registry-mock serve --state state.json
    """,
    "serve": """
        examples:
          sagemaker-registry-mock serve
          sagemaker-registry-mock serve --port 0 --quiet
          sagemaker-registry-mock serve --state registry.json --seed team.yaml --iam
          aws --endpoint-url http://127.0.0.1:5000 sagemaker list-model-package-groups
    """,
    "demo": """
        examples:
          sagemaker-registry-mock demo
          sagemaker-registry-mock demo --keep --port 0
    """,
    "dump": """
        examples:
          sagemaker-registry-mock dump -o registry.json
          sagemaker-registry-mock dump --url http://127.0.0.1:5001 | jq '.registries[].groups'
    """,
    "load": """
        examples:
          sagemaker-registry-mock load registry.json
          sagemaker-registry-mock load exports/ --url http://127.0.0.1:5001
          sagemaker-registry-mock load exports/ -o state.json
    """,
    "seed": """
        examples:
          sagemaker-registry-mock seed team.yaml
          sagemaker-registry-mock seed team.yaml -o state.json
    """,
}


#: What the settings decide that choose among words.
_CHOSEN = {
    "arn_case": "the letter case of names in ARNs of packages",
    "validation": "refuse what breaks the service model, or warn and accept it",
    "model_packages_order": "the order of ListModelPackages where a request names none",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog=PROGRAM,
        description="The Amazon SageMaker Model Registry as a test double, inside moto.",
        **_ending(""),
    )
    whole.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (describe, written) in _COMMANDS.items():
        text = " ".join(written.split())
        summary = text.partition(". ")[0].rstrip(".")
        described = commands.add_parser(name, help=_lower(summary), description=fill(text, _WIDTH), **_ending(name))
        describe(described)
    commands.add_parser(
        "moto_server", add_help=False, help="moto's own command, with its options, and the registry in it"
    )
    return whole


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def settings_of(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the settings of the registry that were given as options."""
    names = [one.name for one in fields(Settings)]
    given = {name: getattr(chosen, name) for name in names if getattr(chosen, name) is not None}
    return {**given, "quotas": dict(given["quotas"])} if "quotas" in given else given


def _ending(name: str) -> dict[str, Any]:
    """Return what a parser needs for its examples to keep their lines."""
    ending = dedent(_EXAMPLES[name]) + dedent(_EXIT_CODES)
    return {"epilog": ending.strip(), "formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}


def _serve(options: argparse.ArgumentParser) -> None:
    listen = options.add_argument_group("where it listens")
    listen.add_argument("--host", "-H", default="127.0.0.1", help="address or name to listen at (default: %(default)s)")
    listen.add_argument("--port", "-p", type=int, default=5000, help="0 takes a free one (default: %(default)s)")
    listen.add_argument("--quiet", "-q", action="store_true", help="print the URL, warnings and errors, nothing else")
    held = options.add_argument_group("what it holds")
    held.add_argument("--state", type=Path, metavar="FILE", help="read at the start if it is there, written at the end")
    held.add_argument("--seed", type=Path, metavar="FILE", help="groups and versions to begin with, in YAML or JSON")
    held.add_argument(
        "--account",
        type=_account,
        metavar="ID",
        help="account of clients whose access key is unknown "
        "(default: MOTO_ACCOUNT_ID, else the one account of the state, else 123456789012)",
    )
    _add_settings(options.add_argument_group("settings of the registry"))


def _add_settings(options: Any) -> None:
    """Add an option for each setting."""
    options.add_argument("--iam", action="store_true", default=None, help="enforce IAM for the registry's operations")
    for name, words in CHOICES.items():
        options.add_argument(_option(name), choices=words, help=f"{_CHOSEN[name]} (default: {words[0]})")
    options.add_argument(
        "--page-size", type=int, metavar="N", help="items per page where a request gives no MaxResults"
    )
    options.add_argument(
        "--quota",
        dest="quotas",
        action="append",
        type=_quota,
        metavar="NAME=N",
        help=f"how many an account may have in a region; repeatable; of {', '.join(QUOTAS)}",
    )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _account(text: str) -> str:
    if not arns.is_account(text):
        raise argparse.ArgumentTypeError(f"an account is a number of twelve digits, not {text!r}")
    return text


def _quota(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal():
        raise argparse.ArgumentTypeError(f"a quota looks like ModelPackages=100, not like {text!r}")
    return name, int(number)


def _demo(options: argparse.ArgumentParser) -> None:
    options.add_argument("--keep", action="store_true", help="play it against a server, and leave that up until Ctrl-C")
    options.add_argument("--port", "-p", type=int, help="the port of --keep's server (default: a free one)")


def _dump(options: argparse.ArgumentParser) -> None:
    _add_url(options)
    options.add_argument("-o", "--output", default="-", metavar="FILE", help="where to write (default: the output)")


def _load(options: argparse.ArgumentParser) -> None:
    options.add_argument("source", type=Path, help="a document that `dump` wrote, or a folder of exports")
    _add_target(options)


def _seed(options: argparse.ArgumentParser) -> None:
    options.add_argument("file", type=Path, help="YAML or JSON")
    options.add_argument(
        "--region",
        help="where the file names no region (default: AWS_REGION, else AWS_DEFAULT_REGION, else the server's own)",
    )
    _add_target(options)


def _add_url(options: Any) -> None:
    options.add_argument("--url", default=DEFAULT_URL, help="a server that runs (default: %(default)s)")


def _add_target(options: argparse.ArgumentParser) -> None:
    target = options.add_mutually_exclusive_group()
    _add_url(target)
    target.add_argument(
        "-o", "--output", metavar="FILE", help="write a document for `serve --state` instead; - is the output"
    )


_SERVE = """
    Run moto's server with the registry in it. It prints its URL when it listens. Any SDK, and the AWS CLI, can use it;
    all other services of moto are there too.
"""
_LOAD = """
    Put a document, or a folder of what the AWS CLI printed, into a server. It replaces all that the server's registries
    hold; it is checked before anything is changed.
"""

#: What adds a command's options, and what the command does: its first sentence stands in the list of commands.
_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "serve": (_serve, _SERVE),
    "demo": (_demo, "Tell the life of a model in the registry, from training to rollback, offline."),
    "dump": (_dump, "Print what a server's registries hold, as one JSON document."),
    "load": (_load, _LOAD),
    "seed": (_seed, "Add groups and versions, which a file describes briefly, to those of a server."),
}
