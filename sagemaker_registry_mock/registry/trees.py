"""The type of a structure of the service model as a tree.

A leaf is "text", "number", "boolean" or "timestamp"; a structure is a dict of its members; `MapOf(tree)` is a map;
`ListOf(tree)` a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map of any names to values of the type `of`."""

    of: Any


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of the type `of`."""

    of: Any
