"""The text of a seed, YAML or JSON, as plain values.

YAML is read more plainly than its version 1.1 has it: only whole and decimal numbers, `true`, `false` and `null` are
more than text. So `no`, `12:30`, `0123` and dates stay what was written, and a decimal number remembers how it was.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from typing_extensions import Self


class SeedError(ValueError):
    """A seed cannot be read, says something that does not exist, or is refused; nothing was changed."""


class Decimal(float):
    """A decimal number that remembers how it was written: `1.10` where a text is wanted is `1.10`."""

    written: str

    def __new__(cls, text: str) -> Self:
        """Read a number.

        Raises:
            SeedError: it is larger than a number can be.

        """
        number = super().__new__(cls, text)
        if not math.isfinite(number):
            raise SeedError(f"{text} is no number that JSON has.")
        number.written = text
        return number


def read_seed(path: str | PathLike[str]) -> dict[Any, Any]:
    """Return what a seed file says. A file whose name ends with `.json` is JSON, every other one YAML, or JSON too.

    Raises:
        SeedError: it cannot be read, or is neither.

    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SeedError(f"{file}: it is not UTF-8.") from None
    except OSError as error:
        raise SeedError(f"{file}: it cannot be read: {error.strerror}.") from None
    try:
        return parsed_seed(text, may_be_yaml=file.suffix.lower() != ".json")
    except SeedError as error:
        raise SeedError(f"{file}: {error}") from None


def parsed_seed(text: str, *, may_be_yaml: bool = True) -> dict[Any, Any]:
    """Return what the text of a seed says.

    Raises:
        SeedError: it is neither JSON nor YAML, is no mapping, or has a key twice.

    """
    try:
        said = _parsed(text, may_be_yaml=may_be_yaml)
    except SeedError:
        raise
    except RecursionError:
        raise SeedError("it is nested too deeply.") from None
    except (ValueError, LookupError) as error:  # a number of too many digits, or a tag of YAML that lies
        raise SeedError(f"it is not {'YAML' if may_be_yaml else 'JSON'}: {error}.") from None
    if said is None:
        raise SeedError("it says nothing.")
    if not isinstance(said, dict):
        raise SeedError(f"it must be a mapping of groups, packages and cards, not {said!r:.60}.")
    return said


def _parsed(text: str, *, may_be_yaml: bool) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_twins)
    except json.JSONDecodeError as error:
        if not may_be_yaml:
            raise SeedError(f"line {error.lineno} is not JSON: {error.msg}.") from None
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - it is a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}" if mark else "it"
        raise SeedError(f"{where} is not YAML: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise SeedError(f"it is not YAML: {' '.join(str(error).split())}.") from None


def _no_constant(name: str) -> NoReturn:
    raise SeedError(f"{name} is no number that JSON has.")


def _without_twins(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SeedError(f"it has the key {key!r} twice in one mapping.")
        found[key] = value
    return found


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader with fewer guesses, and without keys that silently replace each other."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]  # as PyYAML itself has it
    yaml_constructors: ClassVar[dict[Any, Any]] = {
        tag: yaml.SafeLoader.yaml_constructors[tag]
        for tag in (None, *(f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "str", "seq", "map")))
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """Return a mapping; what a merge key `<<` brings may be said otherwise beside it."""
        written = set[str]()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                if key.value in written:
                    raise yaml.MarkedYAMLError(
                        problem=f"the key {key.value!r} is there twice", problem_mark=key.start_mark
                    )
                written.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


#: What is more than text, by its tag: its form, and the characters that it begins with ("" is nothing written).
_PLAIN: dict[str, tuple[str, list[str]]] = {
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"-?(?:0|[1-9][0-9]*)", list("-0123456789")),
    "float": (r"-?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?", list("-.0123456789")),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "merge": (r"<<", ["<"]),
}
for _kind, (_form, _first) in _PLAIN.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"(?:{_form})$"), _first)
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
