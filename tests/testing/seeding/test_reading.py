"""The text of a seed: YAML with few guesses, or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sagemaker_registry_mock.testing.seeding import SeedError, parsed_seed, read_seed
from sagemaker_registry_mock.testing.seeding.values import text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        ("+5", "+5"),
        ("1.7.1", "1.7.1"),
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01 09:00:00", "2024-03-01 09:00:00"),
        (".inf", ".inf"),
        ("5", 5),
        ("-5", -5),
        ("0.91", 0.91),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'5'", "5"),
        ("!!str 5", "5"),
    ],
)
def test_plain_words_of_yaml(written: str, read: Any) -> None:
    """Only whole and decimal numbers, true, false and null are more than text; octals, dates and `no` are not."""
    found = parsed_seed(f"value: {written}")["value"]

    assert found == read
    assert isinstance(found, type(read))


@pytest.mark.parametrize("written", ["1.10", "0.910", "2.0", "1e3", "-.5"])
def test_decimal_numbers_remember_how_they_were_written(written: str) -> None:
    """Where a text is wanted, `1.10` is 1.10 and not 1.1, in YAML; and so in JSON, where JSON has the number."""
    assert text(parsed_seed(f"version: {written}")["version"], "version") == written
    if written != "-.5":
        assert text(parsed_seed(f'{{"version": {written}}}')["version"], "version") == written


def test_merge_keys() -> None:
    """What versions have in common can be written once, and said otherwise beside it."""
    seed = parsed_seed("x: &usual {image: churn, status: Approved}\ny: {<<: *usual, status: Rejected}")

    assert seed["y"] == {"image": "churn", "status": "Rejected"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "it says nothing."),
        ("# to be written\n", "it says nothing."),
        ("hello", "it must be a mapping of groups, packages and cards, not 'hello'."),
        ("[1]", "it must be a mapping of groups, packages and cards, not [1]."),
        ("groups:\n  churn:\n  churn:\n", "line 3 is not YAML: the key 'churn' is there twice."),
        ('{"groups": {"churn": {}, "churn": {}}}', "it has the key 'churn' twice in one mapping."),
        ("groups: churn: 1", "line 1 is not YAML: mapping values are not allowed here."),
        ("groups: *usual", "line 1 is not YAML: found undefined alias 'usual'."),
        ("a: 1\n---\nb: 1\n", "line 2 is not YAML: but found another document."),
        ("a: !evil ''", "line 1 is not YAML: could not determine a constructor for the tag '!evil'."),
        ("a: !!int five", "it is not YAML: invalid literal for int() with base 10: 'five'."),
        ("a: 1e999", "1e999 is no number that JSON has."),
        ('{"a": NaN}', "NaN is no number that JSON has."),
        ("[" * 5000, "it is nested too deeply."),
        ('{"a":' * 5000 + "1" + "}" * 5000, "it is nested too deeply."),
    ],
)
def test_what_cannot_be_read(written: str, told: str) -> None:
    """What is no YAML, says a key twice, or is no mapping is refused in one sentence, with the line if there is one."""
    with pytest.raises(SeedError) as refused:
        parsed_seed(written)

    assert str(refused.value) == told


def test_characters_that_yaml_does_not_have() -> None:
    """A control character is refused on one line."""
    with pytest.raises(SeedError, match=r"^it is not YAML: unacceptable character #x0007: [^\n]*$"):
        parsed_seed("a: \x07")


def test_numbers_of_too_many_digits() -> None:
    """A number that Python does not read is refused, in YAML and in JSON."""
    for may_be_yaml in (True, False):
        with pytest.raises(SeedError, match=r"^it is not (YAML|JSON): Exceeds the limit"):
            parsed_seed(f'{{"a": {"9" * 5000}}}', may_be_yaml=may_be_yaml)


def test_files(tmp_path: Path) -> None:
    """A file is YAML, with or without a byte order mark, or JSON by its name; a refusal names the file."""
    yaml, strict = tmp_path / "seed.yaml", tmp_path / "seed.json"
    yaml.write_text("groups: {churn: {}}", encoding="utf-8-sig")
    strict.write_text(json.dumps({"groups": {"churn": {}}}), encoding="utf-8")

    assert read_seed(yaml) == read_seed(str(strict)) == {"groups": {"churn": {}}}

    strict.write_text("{groups: {}}", encoding="utf-8")
    with pytest.raises(SeedError) as refused:
        read_seed(strict)
    assert str(refused.value) == f"{strict}: line 1 is not JSON: Expecting property name enclosed in double quotes."


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder and a file in another encoding are each refused with the file's name."""
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00\xd8")

    with pytest.raises(SeedError, match=r"missing\.yaml: it cannot be read: No such file or directory\.$"):
        read_seed(tmp_path / "missing.yaml")
    with pytest.raises(SeedError, match=r": it cannot be read: Is a directory\.$"):
        read_seed(tmp_path)
    with pytest.raises(SeedError, match=r"binary\.yaml: it is not UTF-8\.$"):
        read_seed(binary)
