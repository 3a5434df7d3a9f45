"""The reference is what the code says, and nothing that a user can name is missing in it."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reference import api, commands, errors, events, operations, plugin, settings
from reference.markdown import doc_of, taken_apart
from reference.page import page

from sagemaker_registry_mock.access.actions import TABLE
from sagemaker_registry_mock.cli.arguments import parser
from sagemaker_registry_mock.operations import OPERATIONS
from sagemaker_registry_mock.registry.settings import QUOTAS, Settings
from sagemaker_registry_mock.testing import ModelRegistry

if TYPE_CHECKING:
    import argparse

    from sagemaker_registry_mock.access.keys import KeyFamily
    from sagemaker_registry_mock.errors import RegistryError

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "reference.md").read_text(encoding="utf-8")
#: The pages that a person has written.
GUIDE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
    if path.name not in {"reference.md", "fidelity.md"}
)


def in_code(text: str) -> set[str]:
    """Return the words that stand in code, inline or in blocks."""
    return set(re.findall(r"[\w.:/-]+", " ".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))))


IN_REFERENCE, IN_GUIDE = in_code(REFERENCE), in_code(GUIDE)


def test_the_page_is_what_the_code_says() -> None:
    """docs/reference.md is the output of `python -m tests.reference`."""
    assert page() == REFERENCE, "run: python -m tests.reference > docs/reference.md"


@pytest.mark.parametrize("fixture", [one.name for one in plugin.fixtures()])
def test_every_fixture_is_in_the_guide_and_the_reference(fixture: str) -> None:
    """A fixture of the plugin has a row in the reference, and some page of the guide that shows it."""
    assert f"| `{fixture}` |" in REFERENCE
    assert fixture in IN_GUIDE


@pytest.mark.parametrize("setting", sorted(Settings.__dataclass_fields__))
def test_every_setting_is_in_the_guide_and_the_reference(setting: str) -> None:
    """A setting has a row in the reference with its values, and some page of the guide that shows it."""
    assert f"| `{setting}` |" in REFERENCE
    assert setting in IN_GUIDE


def test_every_argument_of_the_marker_is_told() -> None:
    """The marker takes a region, an account and all settings."""
    told = REFERENCE.partition("## Marker")[2].partition("##")[0]
    assert in_code(told) >= {"region", "account_id", *Settings.__dataclass_fields__}


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_every_operation_has_its_row(operation: str) -> None:
    """An operation tells what it does, what IAM's resource is, and the condition keys that come with it."""
    [row] = re.findall(rf"^\| `{operation}` \| .+ \| .+ \| .+ \|$", REFERENCE, re.MULTILINE)
    assert set(operations.keys_of(operation)) <= in_code_of_row(row)


def in_code_of_row(row: str) -> set[str]:
    """Return what stands in code in a row, whole."""
    return set(re.findall(r"`([^`]+)`", row))


@pytest.mark.parametrize("family", sorted({key for row in TABLE.values() for key in row.keys}, key=str))
def test_every_family_of_condition_keys_is_told(family: KeyFamily) -> None:
    """A family yields keys for the reference's sample, so that none is missing there, and each has a row."""
    keys = operations.keys_of_family(family)
    assert keys
    assert all(f"| `{key}` |" in REFERENCE for key in keys)


@pytest.mark.parametrize("quota", sorted(QUOTAS))
def test_every_quota_has_its_row(quota: str) -> None:
    """A quota has a row in the reference."""
    assert f"| `{quota}` |" in REFERENCE


@pytest.mark.parametrize("machine", sorted(settings.machines()))
def test_every_state_machine_is_in_the_guide_and_the_reference(machine: str) -> None:
    """A state machine that can be slowed down has a row in the reference, and some page of the guide that shows it."""
    assert f"| `{machine}` |" in REFERENCE
    assert machine in IN_GUIDE


@pytest.mark.parametrize("event", [one.detail_type for one in events.announcements()])
def test_every_event_is_in_the_guide_and_the_reference(event: str) -> None:
    """An event has a row in the reference, and some page of the guide that names it."""
    assert f"| `{event}` |" in REFERENCE
    assert event in re.sub(r"\s+", " ", GUIDE)


@pytest.mark.parametrize("cause", errors.causes(), ids=lambda cause: cause.__name__)
def test_every_error_has_its_row(cause: type[RegistryError]) -> None:
    """A cause of a refusal has a row with its text under its code."""
    told = REFERENCE.partition(f"### {cause.code}\n")[2].partition("\n### ")[0]
    assert f"HTTP status {cause.status}." in told
    assert f"| `{cause.__name__}` |" in told


@pytest.mark.parametrize(("name", "command"), [(name, one) for name, _, one in commands.subcommands(parser())])
def test_every_command_and_option_is_told(name: str, command: argparse.ArgumentParser) -> None:
    """A command has a section with all its options, each with a help, and some page of the guide that shows it."""
    told = REFERENCE.partition(f"### {name}\n")[2].partition("\n##")[0]
    assert told
    for option in commands.options(command):
        assert option.help, option
        assert all(f"`{spelling}" in told for spelling in option.option_strings)
    assert re.search(rf"(sagemaker-registry-mock|-m sagemaker_registry_mock)`? `?{name}\b", GUIDE)


@pytest.mark.parametrize(("module", "name"), [(module.__name__, name) for module, name in api.names()])
def test_every_public_name_is_told(module: str, name: str) -> None:
    """A public name has a section in the reference; a function also some page of the guide that shows it."""
    told = REFERENCE.partition(f"### {module}\n")[2].partition("\n### ")[0]
    assert f"\n#### {name}\n" in told
    assert name in IN_GUIDE or not inspect.isfunction(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("member", [name for name in vars(ModelRegistry) if not name.startswith("_")])
def test_every_member_of_the_handle_is_in_the_guide(member: str) -> None:
    """What a test can do with its registry is shown by some page of the guide."""
    assert member in {word.rpartition(".")[2] for word in IN_GUIDE}


def test_the_guide_imports_public_names_alone() -> None:
    """What an example imports of this package is in the reference, which says that everything else may change."""
    public = {(module.__name__, name) for module, name in api.names()}
    imports = re.findall(r"^from (sagemaker_registry_mock[\w.]*) import (.+)$", GUIDE, re.MULTILINE)
    assert imports
    assert {(module, name) for module, names in imports for name in names.split(", ")} <= public


def test_docstrings_are_taken_apart() -> None:
    """A docstring is its summary, more paragraphs, and sections whose entries may take several lines."""
    told = taken_apart(
        """Do it.

        Whatever
        it is.

        Args:
            one, two: what
                they are.
            three: the third.

        Raises:
            ValueError: it is
                wrong.
        """
    )
    assert (told.summary, told.more) == ("Do it.", ("Whatever it is.",))
    assert told.entries("Args") == {"one": "what they are.", "two": "what they are.", "three": "the third."}
    assert told.sections["Raises"] == ("ValueError: it is wrong.",)
    with pytest.raises(ValueError, match="has no docstring"):
        doc_of(lambda: None)
