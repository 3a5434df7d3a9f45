"""The properties of a search record: their names, their types, and their values.

A record's type is a tree (see registry.trees): any name in a map is a property; the properties of a list are those of
its elements. It is made from the service model, so a member that the model gains can be searched at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sagemaker_registry_mock.errors import UnknownProperty
from sagemaker_registry_mock.registry.trees import ListOf, MapOf

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The type of a property that has properties itself: it exists or not, and compares with nothing.
COMPOUND = "compound"


class Seen(Protocol):
    """A record as a search sees it: a dict of its members, or what looks up one of them when asked."""

    def get(self, name: str, /) -> Any:
        """Return a member; None where there is none."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property that exists: its full name, the steps that lead to it, and the type of its values."""

    name: str
    steps: tuple[str, ...]
    type: str

    def values(self, record: Seen) -> list[Any]:
        """Return the values that `record` has there: none, one, or several where the way leads through a list."""
        first = record.get(self.steps[0])
        if first is None:
            return []
        # Most ways are this short, and a search asks every record.
        short = len(self.steps) == 1 and not isinstance(first, list)
        return [first] if short else list(_reached(first, self.steps[1:]))


def property_of(tree: Any, name: str) -> Property:
    """Return the property `name` of records of the type `tree`.

    Raises:
        UnknownProperty: the type has no such property.

    """
    steps: list[str] = []
    rest = name
    while rest:
        step, rest, tree = _stepped(_element(tree), rest)
        if tree is None:
            raise UnknownProperty(name)
        steps.append(step)
    tree = _element(tree)
    return Property(name, tuple(steps), tree if isinstance(tree, str) else COMPOUND)


def _stepped(tree: Any, rest: str) -> tuple[str, str, Any]:
    """Go one step down, to None where there is nothing. A map takes all that is left: its keys may contain dots."""
    if isinstance(tree, MapOf):
        return rest, "", tree.of
    step, dot, left = rest.partition(".")
    known = isinstance(tree, dict) and (left or not dot)
    return step, left, tree.get(step) if known else None


def _element(tree: Any) -> Any:
    while isinstance(tree, ListOf):
        tree = tree.of
    return tree


def _reached(value: Any, steps: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(value, list):
        for element in value:
            yield from _reached(element, steps)
    elif not steps:
        yield value
    elif isinstance(value, dict) and steps[0] in value:
        yield from _reached(value[steps[0]], steps[1:])
