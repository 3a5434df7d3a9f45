"""The public names: what each module offers, with signatures and contracts."""

from __future__ import annotations

import enum
import importlib
import inspect
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .markdown import code, doc_of, sentence, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

#: The public modules.
MODULES = (
    "sagemaker_registry_mock",
    "sagemaker_registry_mock.testing",
    "sagemaker_registry_mock.deployment",
    "sagemaker_registry_mock.server",
    "sagemaker_registry_mock.demo",
)


def api() -> str:
    """Return a section for each public module."""
    return "\n\n".join(_module(importlib.import_module(name)) for name in MODULES)


def names() -> Iterator[tuple[ModuleType, str]]:
    """Yield every public name, and the module that offers it."""
    for module in map(importlib.import_module, MODULES):
        yield from ((module, name) for name in sorted(module.__all__) if not name.startswith("__"))


def _module(module: ModuleType) -> str:
    offered = [_described(name, getattr(module, name)) for owner, name in names() if owner is module]
    return "\n\n".join([f"### {module.__name__}", doc_of(module).summary, *offered])


def _described(name: str, offered: Any) -> str:
    if inspect.isfunction(offered):
        return _function(name, offered)
    return _class(name, offered)


def _function(name: str, function: Any) -> str:
    return "\n\n".join([f"#### {name}", f"`{name}{_signature(function)}`", *_contract(function)])


def _contract(described: object) -> Iterator[str]:
    """Yield the paragraphs of a docstring, then its sections."""
    told = doc_of(described)
    yield told.summary
    yield from told.more
    for section, entries in told.sections.items():
        if section == "Source":
            continue
        if section in {"Args", "Attributes", "Raises"}:
            word = "raises " if section == "Raises" else ""
            yield "\n".join(f"- {word}`{name}`: {sentence(text)}" for name, text in told.entries(section).items())
        else:
            yield f"{section}: {' '.join(sentence(entry) for entry in entries)}"


def _class(name: str, offered: type) -> str:
    parts = [f"#### {name}", *_contract(offered)]
    if issubclass(offered, enum.Enum):
        rows = [(code(f"{name}.{member.name}"), code(repr(member.value))) for member in offered]
        return "\n\n".join([*parts, table(("member", "value"), rows)])
    if "__init__" in vars(offered) and not issubclass(offered, BaseException):
        parts.insert(1, f"`{name}{_signature(offered)}`")
    rows = list(_members(offered))
    return "\n\n".join([*parts, table(("member", "what it is"), rows)] if rows else parts)


def _members(offered: type) -> Iterator[tuple[str, str]]:
    """Yield the public methods and properties of a class, in their order, those of its base first."""
    ours = [one for one in offered.__mro__ if one.__module__.startswith("sagemaker_registry_mock.")]
    members = {name: member for one in reversed(ours) for name, member in vars(one).items()}
    for name, member in members.items():
        if name.startswith("_"):
            continue
        if isinstance(member, (property, cached_property)):
            yield code(name), doc_of(member.fget if isinstance(member, property) else member.func).summary
        elif isinstance(member, (classmethod, staticmethod)):
            yield code(f"{name}{_signature(member.__func__)}"), doc_of(member.__func__).summary
        elif inspect.isfunction(member):
            yield code(f"{name}{_signature(member)}"), doc_of(member).summary


def _signature(function: Any) -> str:
    """Return a signature as it is written, without `self`; a default that is no short value is not told."""
    signature = inspect.signature(function)
    written: list[str] = []
    for name, one in signature.parameters.items():
        if one.kind is one.KEYWORD_ONLY and not any(word.startswith("*") for word in written):
            written.append("*")
        if name not in {"self", "cls"}:
            written.append(_parameter(one))
    returned = "" if isinstance(function, type) else f" -> {_type(signature.return_annotation)}"
    return f"({', '.join(written)}){returned}"


def _parameter(one: inspect.Parameter) -> str:
    stars = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
    known = isinstance(one.default, (str, int, float, type(None)))
    default = "" if one.default is one.empty else f" = {one.default!r}" if known else " = ..."
    return f"{stars}{one.name}: {_type(one.annotation)}{default}"


def _type(annotation: Any) -> str:
    """Return a type as it is written in the source."""
    return str(getattr(annotation, "__name__", annotation)) if isinstance(annotation, type) else str(annotation)
