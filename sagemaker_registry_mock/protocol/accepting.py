"""What nearly every request is, in order: read and checked in one go, compiled once per shape.

Only whether a value is in order is found out here. What is wrong with one that is not, and where, `parse` and
`constraints` tell: so no path is followed, and nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from sys import maxsize
from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_registry_mock.errors import WrongType
from sagemaker_registry_mock.protocol.constraints import rules_of
from sagemaker_registry_mock.protocol.parse import compiled_reader

if TYPE_CHECKING:
    from botocore.model import Shape

T = TypeVar("T")
#: Turns a JSON value into a member's value, and raises `_Doubtful` or `WrongType` where it is not in order.
Accept = Callable[[Any], Any]
Test = Callable[[Any], bool]


class _Doubtful(Exception):
    """A value is not in order."""


def compiled_acceptance(shape: Shape | None) -> Callable[[Any], dict[str, Any] | None]:
    """Return what turns a JSON object into the members of `shape`, or into None where it is not in order."""
    if shape is None:
        return lambda _value: {}
    accept = _compiled(shape, {})

    def accepted(value: Any) -> dict[str, Any] | None:
        try:
            members: dict[str, Any] = accept(value)
        except (_Doubtful, WrongType):
            return None
        return members

    return accepted


def _compiled(shape: Shape, known: dict[str, Accept]) -> Accept:
    """Compile `shape`; `known` holds the shapes under way, so that a shape may contain itself."""
    if shape.name not in known:
        known[shape.name] = lambda value: known[shape.name](value)  # noqa: PLW0108 - looked up when called, not now
        known[shape.name] = _COMPILERS.get(shape.type_name, _number)(shape, known)
    return known[shape.name]


def _tests(shape: Shape) -> list[Test]:
    return [holds for _, _, holds in rules_of(shape)]


def _tested(value: T, tests: list[Test]) -> T:
    for holds in tests:
        if not holds(value):
            raise _Doubtful
    return value


@lru_cache(maxsize=1024)
def _same(key: str) -> str:
    """Return one and the same string for all equal ones: what one version has a property for, others have too."""
    return key


def _structure(shape: Shape, known: dict[str, Accept]) -> Accept:
    # What is kept has the model's own names, not its own copy of each.
    members = {name: (name, _compiled(member, known)) for name, member in shape.members.items()}
    required, union = frozenset(shape.required_members), bool(getattr(shape, "is_tagged_union", False))

    def accept(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise _Doubtful
        taken = {}
        for given, one in value.items():
            if one is not None and given in members:
                name, accept_one = members[given]
                taken[name] = accept_one(one)
        if not taken.keys() >= required or (union and len(taken) != 1):
            raise _Doubtful
        return taken

    return accept


def _list(shape: Shape, known: dict[str, Accept]) -> Accept:
    element, tests = _compiled(shape.member, known), _tests(shape)

    def accept(value: Any) -> list[Any]:
        if type(value) is not list or None in value:
            raise _Doubtful
        return _tested([element(one) for one in value], tests)

    return accept


def _map(shape: Shape, known: dict[str, Accept]) -> Accept:
    key, of, tests = _compiled(shape.key, known), _compiled(shape.value, known), _tests(shape)

    def accept(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise _Doubtful
        return _tested({_same(key(name)): of(one) for name, one in value.items()}, tests)

    return accept


def _string(shape: Shape, _known: dict[str, Accept]) -> Accept:
    shortest, longest = shape.metadata.get("min", 0), shape.metadata.get("max", maxsize)
    tests = [holds for keyword, _, holds in rules_of(shape) if keyword not in ("min", "max")]

    def accept(value: Any) -> str:
        # Its length first: some patterns would search a text that is too long for hours.
        if type(value) is not str or not shortest <= len(value) <= longest:
            raise _Doubtful
        for holds in tests:  # not `_tested`: most of what is read are texts
            if not holds(value):
                raise _Doubtful
        return value

    return accept


def _number(shape: Shape, _known: dict[str, Accept]) -> Accept:
    """Compile the shape of a number, a boolean or a time."""
    read, tests = compiled_reader(shape), _tests(shape)
    return lambda value: _tested(read(value, ""), tests)


_COMPILERS: dict[str, Callable[[Any, dict[str, Accept]], Accept]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "blob": _string,  # in base64, and so kept
}
