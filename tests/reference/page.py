"""The page of the reference."""

from __future__ import annotations

from . import api, commands, errors, events, operations, plugin, settings
from .markdown import anchor, code

HEAD = """\
# Reference

What there is, by name. This page is made of the code (`python -m tests.reference > docs/reference.md`), and a test
fails where it is not what the code says. The guides in [index.md](index.md) tell how to use it;
[fidelity.md](fidelity.md) tells for every behaviour how well it is known.
"""


def sections() -> dict[str, str]:
    """Return the sections of the page by their headings."""
    return {
        "Fixtures": f"The pytest plugin defines them; nothing is imported.\n\n{plugin.fixture_table()}",
        "Marker": _marker(),
        "Ini options": plugin.ini_table(),
        "Settings": _SETTINGS + settings.settings(),
        "Quotas": f"What the setting `quotas` takes, each a whole number.\n\n{settings.quotas()}",
        "State transitions": _TRANSITIONS + settings.transitions(),
        "Operations": _OPERATIONS + operations.operations(),
        "Other services": _OTHERS + operations.others(),
        "Condition keys": _KEYS + operations.condition_keys(),
        "Events": _EVENTS + events.events(),
        "Commands": _COMMANDS + commands.commands(),
        "Errors": _ERRORS + errors.errors(),
        "Python": _PYTHON + api.api(),
    }


def page() -> str:
    """Return the page."""
    told = sections()
    contents = "\n".join(f"- [{heading}](#{anchor(heading)})" for heading in told)
    parts = [f"## {heading}\n\n{text}" for heading, text in told.items()]
    return "\n\n".join([HEAD + "\n" + contents, *parts]) + "\n"


def _marker() -> str:
    return (
        "`@pytest.mark.sagemaker_registry(...)` gives a test, a class or a module the fixture `sagemaker_registry`, "
        f"with any of these: {code(*plugin.marker_arguments())}. The first two say where; the others are "
        "[settings](#settings), and take the place of those of the fixtures, one by one."
    )


_SETTINGS = """\
`mock_aws(config={"sagemaker_registry": {...}})`, `ModelRegistry(...)`, the marker and the fixture
`sagemaker_registry_settings` take them. A name or a value that does not exist is an error.

"""
_TRANSITIONS = """\
`moto.moto_api.state_manager.set_transition(name, rule)` slows a status down; without it every status moves on at
once. A rule is `{"progression": "immediate"}`, `{"progression": "manual", "times": n}` (every n-th Describe moves it
one step) or `{"progression": "time", "seconds": s}` (every s seconds move it one step).

"""
_OPERATIONS = """\
Every operation of SageMaker that is not here is moto's. Members, types and constraints are those of the installed
botocore's service model. The IAM action is `sagemaker:` and the operation's name; its resource, after
`arn:aws:sagemaker:<region>:<account>:`, and the condition keys that come with it are what policies are held against.

"""
_OTHERS = """\
Answered in moto's IAM as long as moto does not have them; and the resource types of moto's CloudFormation.

"""
_KEYS = """\
Names are compared without regard to case, as IAM does. A key is there only where the request or the resource has what
it looks at.

"""
_EVENTS = """\
Their source is `aws.sagemaker`; they go through moto's EventBridge, after the operation has succeeded and before the
call returns. See [delivery.md](delivery.md).

"""
_COMMANDS = """\
`sagemaker-registry-mock COMMAND`, or `python -m sagemaker_registry_mock COMMAND`.

"""
_ERRORS = """\
What a client gets: the code, the HTTP status and the message, in which a name in angle brackets stands for a value.
The class is where the package keeps it; it is no part of what a client sees.

"""
_PYTHON = """\
The names that are there to be imported. Everything else may change.

"""
