"""Which resources of a template stand in need of which, and the order that follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: A name in a text of Fn::Sub, or the resource whose attribute it is.
_SUBSTITUTED = re.compile(r"\$\{\s*([^!.}\s]+)")


def needs(entry: Mapping[str, Any], resources: Mapping[str, Any]) -> set[str]:
    """Return the names of the resources to which a template's entry refers, or on which it depends."""
    depends = entry.get("DependsOn", ())
    named = {depends} if isinstance(depends, str) else set(depends)
    return refers(entry, resources) | (named & resources.keys())


def refers(entry: Mapping[str, Any], resources: Mapping[str, Any]) -> set[str]:
    """Return the names of the resources to which the properties of a template's entry refer."""
    return set(_mentioned(entry.get("Properties"))) & resources.keys()


def _mentioned(value: Any) -> Iterator[str]:
    """Yield every name that a value mentions in an intrinsic function."""
    if isinstance(value, list):
        for one in value:
            yield from _mentioned(one)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _named(name, member)
            yield from _mentioned(member)


def _named(function: str, argument: Any) -> Iterator[str]:
    first = argument[0] if isinstance(argument, list) and argument else argument
    if not isinstance(first, str):
        return
    if function == "Ref":
        yield first
    elif function == "Fn::GetAtt":
        yield first.partition(".")[0]
    elif function == "Fn::Sub":
        yield from _SUBSTITUTED.findall(first)


def in_order(resources: Mapping[str, Any]) -> list[str]:
    """Return the names of all resources, each behind those that it needs, else as they are written."""
    ordered: dict[str, None] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        for needed in sorted(needs(resources[name], resources) - above):
            if needed not in ordered:
                visit(needed, above | {needed})
        ordered[name] = None

    for name in resources:
        visit(name, frozenset({name}))
    return list(ordered)
