"""What stands in a seed, as the members of a request: by the shapes of the service model, and held against them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.pipeline import refused_of
from sagemaker_registry_mock.protocol.constraints import compiled_check
from sagemaker_registry_mock.testing.seeding.reading import Decimal, SeedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from botocore.model import Shape

    from sagemaker_registry_mock.protocol.constraints import Check

#: Members that are texts in which JSON stands: in a seed it may stand there as it is.
_JSON_TEXTS = frozenset({"Content", "ModelCardContent", "ResourcePolicy"})


def entries(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Yield the keys of a mapping as texts, and what they say; nothing where nothing is written.

    Raises:
        SeedError: it is no mapping, or a key of it is none.

    """
    if value is None:
        return
    if not isinstance(value, Mapping):
        raise SeedError(f"{place}: it must be a mapping, not {_kind(value)}.")
    for key, one in value.items():
        yield text(key, f"{place}, a key"), one


def items(value: Any, place: str) -> list[Any]:
    """Return a list; an empty one where nothing is written.

    Raises:
        SeedError: it is no list.

    """
    if value is not None and not isinstance(value, list | tuple):
        raise SeedError(f"{place}: it must be a list, not {_kind(value)}.")
    return list(value or ())


def text(value: Any, place: str) -> str:
    """Return a text; of a number and of true and false, how they are written.

    Raises:
        SeedError: it is something else.

    """
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return value.written
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    raise SeedError(f"{place}: it must be a text, not {_kind(value)}.")


def whole_number(value: Any, place: str) -> int:
    """Return a whole number from 1 on.

    Raises:
        SeedError: it is something else.

    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise SeedError(f"{place}: it must be a whole number from 1 on, not {value!r}.")
    return value


def json_text(value: Any, place: str) -> str:
    """Return the text of a JSON document that stands in the seed as it is, or as its text.

    Raises:
        SeedError: it is neither.

    """
    if not isinstance(value, Mapping | list):
        return text(value, place)
    try:
        return json.dumps(value)
    except (TypeError, ValueError):
        raise SeedError(f"{place}: there is something in it that JSON does not have.") from None


def plain(name: str, value: Any, place: str) -> Any:
    """Return the value of a member: where that is the text of a JSON document, the text.

    Raises:
        SeedError: there is something in it that JSON does not have.

    """
    return json_text(value, place) if name in _JSON_TEXTS else value


def unknown(key: str, known: Collection[str], place: str, instead: str | None = None) -> SeedError:
    """Return the refusal of a key that does not exist, with those that are written alike.

    Args:
        key: what does not exist.
        known: what does.
        place: where the seed says it.
        instead: what there is, in words; all of `known` where left out.

    """
    folded = {one.lower(): one for one in known}
    near = [folded[one] for one in get_close_matches(key.lower(), folded)]
    there = f"there are {instead or ', '.join(sorted(known))}."
    hint = f"did you mean {' or '.join(near)}?" if near else there
    return SeedError(f"{place}: there is no key {key!r} here; {hint}")


def wired(shape: Shape, value: Any, place: str) -> Any:
    """Return a value of a seed as JSON sends it.

    Raises:
        SeedError: it has a type that its shape does not take, or a member that it does not have.

    """
    return _WIRED[shape.type_name](shape, value, place)


def checked(shape: Shape, value: Any, place: str, validation: str, label: str | None = None) -> Any:
    """Return a value as JSON sends it, if it keeps the constraints of its shape.

    Args:
        shape: what it must be.
        value: what the seed says.
        place: where the seed says it.
        validation: the setting of that name.
        label: what the service calls the place; the last part of `place` where left out.

    Raises:
        SeedError: it does not, in the service's own words.

    """
    sent = wired(shape, value, place)
    broken = refused_of(_check(shape)(sent, label or place.rpartition(".")[2]), validation)
    if broken:
        raise SeedError(f"{place}: {'; '.join(one.text for one in broken)}.")
    return sent


@cache
def _check(shape: Shape) -> Check:
    return compiled_check(shape)


def _structure(shape: Shape, value: Any, place: str) -> dict[str, Any]:
    sent = {}
    for name, member in entries(value, place):
        at = f"{place}.{name}"
        if name not in shape.members:
            raise unknown(name, shape.members, place)
        sent[name] = wired(shape.members[name], plain(name, member, at), at)
    return sent


def _list(shape: Shape, value: Any, place: str) -> list[Any]:
    return [wired(shape.member, one, f"{place}[{number}]") for number, one in enumerate(items(value, place))]


def _map(shape: Shape, value: Any, place: str) -> dict[str, Any]:
    return {key: wired(shape.value, one, f"{place}.{key}") for key, one in entries(value, place)}


def _text(_shape: Shape, value: Any, place: str) -> str:
    return text(value, place)


def _boolean(_shape: Shape, value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise SeedError(f"{place}: it must be true or false, not {_kind(value)}.")
    return value


def _whole(_shape: Shape, value: Any, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        raise SeedError(f"{place}: it must be a whole number, not {_kind(value)}.")
    return int(value)


def _number(_shape: Shape, value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SeedError(f"{place}: it must be a number, not {_kind(value)}.")
    return value


_WIRED: dict[str, Callable[[Any, Any, str], Any]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _text,
    "blob": _text,
    "timestamp": _text,
    "boolean": _boolean,
    "integer": _whole,
    "long": _whole,
    "float": _number,
    "double": _number,
}


def _kind(value: Any) -> str:
    """Return what a value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else repr(value)
