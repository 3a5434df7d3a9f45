"""The errors: one table per code, one row per cause, with its text."""

from __future__ import annotations

import inspect
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock import errors as catalogue
from sagemaker_registry_mock.errors import RegistryError

from .markdown import code, doc_of, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Self


def errors() -> str:
    """Return the tables of all causes, by their codes."""
    found = sorted(causes(), key=lambda one: (one.code, list(vars(catalogue)).index(one.__name__)))
    told = []
    for named, group in groupby(found, key=lambda one: (one.code, one.status)):
        rows = [(doc_of(one).summary, _text(one), code(one.__name__)) for one in group]
        heading = f"### {named[0]}\n\nHTTP status {named[1]}."
        told.append(f"{heading}\n\n{table(('when', 'message', 'class'), rows)}")
    return "\n\n".join(told)


def causes() -> list[type[RegistryError]]:
    """Return the classes that are raised: those with a text of their own."""
    return [one for one in _below(RegistryError) if "__init__" in vars(one) and one.__module__ == catalogue.__name__]


def _below(base: type[RegistryError]) -> Iterator[type[RegistryError]]:
    for one in base.__subclasses__():
        yield one
        yield from _below(one)


def _text(cause: type[RegistryError]) -> str:
    """Return the message of a cause, with the names of what it is made of in place of the values."""
    parameters = [one for name, one in inspect.signature(cause).parameters.items() if name != "why"]
    positional = [_placeholder(one) for one in parameters if one.kind is not one.KEYWORD_ONLY]
    named = {one.name: _placeholder(one) for one in parameters if one.kind is one.KEYWORD_ONLY}
    return code(cause(*positional, **named))


def _placeholder(parameter: inspect.Parameter) -> Any:
    """Return a value of a parameter's type that shows its name.

    Raises:
        KeyError: no value of that type is known here.

    """
    shown = f"<{parameter.name}>"
    return {
        "str": shown,
        "str | None": shown,
        "int": _Shown(shown),
        "Sequence[str]": [shown],
        "Sequence[object]": [shown],
        "Mapping[str, str]": {shown: "<value>"},
        "BaseException": Exception(shown),
        "RegistryError": RegistryError(shown),
    }[str(parameter.annotation)]


class _Shown(int):
    """A number that is told by its name."""

    def __new__(cls, _name: str) -> Self:
        """Make one."""
        return super().__new__(cls, 1)

    def __init__(self, name: str) -> None:
        self._name = name

    def __format__(self, _spec: str) -> str:
        """Tell its name."""
        return self._name
