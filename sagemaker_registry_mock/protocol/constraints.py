"""A shape's constraints, compiled once into one check. Nothing here names a SageMaker field.

The words are those of the service's own framework (docs/fidelity.md, "Validation messages").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.protocol.parse import member_path
from sagemaker_registry_mock.protocol.patterns import compiled_pattern

if TYPE_CHECKING:
    from botocore.model import Shape


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken constraint: its sentence, and the keyword of the service model that states it."""

    keyword: str
    text: str


#: Yields what is broken in a value that stands at a path.
Check = Callable[[Any, str], Iterator[Violation]]
#: One keyword's rule: the words that follow "Member must", and whether a value keeps it.
Rule = tuple[str, str, Callable[[Any], bool]]

#: More of a value than this is not repeated in a message.
_LONGEST_VALUE = 2048
#: A value that is longer than this, and too long, is not held against a pattern.
_LONGEST_SEARCH = 4096


def _refusal(keyword: str, value: object, path: str, words: str) -> Violation:
    shown = "null" if value is None else f"'{_java(value)}'"
    return Violation(keyword, f"Value {shown} at '{path}' failed to satisfy constraint: {words}")


def _java(value: object) -> str:
    """Write a value as the service prints it."""
    text = _java_whole(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."


def _java_whole(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}={_java(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_java(one) for one in value)}]"
    return "null" if value is None else str(value)


# --- one small function per keyword: its words and its test -----------------------------------------------------------


def _pattern(limit: str) -> Rule:
    words = f"satisfy regular expression pattern: {limit}"
    # Compiled for the first value: nobody ever gives most of the members that a shape has.
    return "pattern", words, lambda value: compiled_pattern(limit).fullmatch(value) is not None


def _enum(limit: list[str]) -> Rule:
    return "enum", f"satisfy enum value set: [{', '.join(limit)}]", frozenset(limit).__contains__


def _min_length(limit: int) -> Rule:
    return "min", f"have length greater than or equal to {limit}", lambda value: len(value) >= limit


def _max_length(limit: int) -> Rule:
    return "max", f"have length less than or equal to {limit}", lambda value: len(value) <= limit


def _min_value(limit: float) -> Rule:
    return "min", f"have value greater than or equal to {limit}", lambda value: value >= limit


def _max_value(limit: float) -> Rule:
    return "max", f"have value less than or equal to {limit}", lambda value: value <= limit


_SIZED: dict[str, Callable[[Any], Rule]] = {"min": _min_length, "max": _max_length}
_VALUED: dict[str, Callable[[Any], Rule]] = {"min": _min_value, "max": _max_value}

#: The keywords of each type, in the order in which the service tells them. Add a keyword, add a row.
KEYWORDS: dict[str, dict[str, Callable[[Any], Rule]]] = {
    "string": {"pattern": _pattern, "enum": _enum, **_SIZED},
    "list": _SIZED,
    "map": _SIZED,
    "integer": _VALUED,
    "long": _VALUED,
    "float": _VALUED,
    "double": _VALUED,
}


# --- shapes to checks -------------------------------------------------------------------------------------------------


def compiled_check(shape: Shape | None) -> Check:
    """Return the check of `shape`, or one that finds nothing where the operation has no input."""
    return (shape is not None and _compiled(shape, {})) or _finds_nothing


def _finds_nothing(_value: Any, _path: str) -> Iterator[Violation]:
    return iter(())


def _compiled(shape: Shape, known: dict[str, Check | None]) -> Check | None:
    """Return the check of `shape`, or None where there is nothing to check in it.

    `known` holds the shapes that are done or under way: a shape that contains itself finds a check that calls the
    one being made.
    """
    if shape.name not in known:
        known[shape.name] = lambda value, path: (known[shape.name] or _finds_nothing)(value, path)  # noqa: PLW0108 - looked up when called, not now
        known[shape.name] = _both(_rules(shape), _inner(shape, known))
    return known[shape.name]


def rules_of(shape: Shape) -> list[Rule]:
    """Return the rules that the service model states of a shape's own values, not of what is inside them."""
    keywords = KEYWORDS.get(shape.type_name, {})
    return [rule(shape.metadata[name]) for name, rule in keywords.items() if name in shape.metadata]


def _rules(shape: Shape) -> list[Rule]:
    return [
        _within_reach(rule, shape.metadata["max"]) if rule[0] == "pattern" and "max" in shape.metadata else rule
        for rule in rules_of(shape)
    ]


def _within_reach(rule: Rule, longest: int) -> Rule:
    """Pass over a value that is far too long: some patterns would search it for hours, and it is refused anyway."""
    keyword, words, holds = rule
    reach = max(longest, _LONGEST_SEARCH)
    return keyword, words, lambda value: len(value) > reach or holds(value)


def _both(rules: list[Rule], inner: Check | None) -> Check | None:
    """Join a value's own rules and the check of what is inside it."""
    if not rules:
        return inner

    def check(value: Any, path: str) -> Iterator[Violation]:
        for keyword, words, holds in rules:
            if not holds(value):
                yield _refusal(keyword, value, path, f"Member must {words}")
        if inner is not None:
            yield from inner(value, path)

    return check


def _inner(shape: Shape, known: dict[str, Check | None]) -> Check | None:
    return _INNER[shape.type_name](shape, known) if shape.type_name in _INNER else None


def _structure(shape: Shape, known: dict[str, Check | None]) -> Check:
    required = list(shape.required_members)
    compiled = {name: _compiled(member, known) for name, member in shape.members.items()}
    checks = {name: check for name, check in compiled.items() if check is not None}
    union = bool(getattr(shape, "is_tagged_union", False))

    def check(value: Any, path: str) -> Iterator[Violation]:
        for name in required:
            if name not in value:
                yield _refusal("required", None, member_path(path, name), "Member must not be null")
        if union and len(value) != 1:
            yield _refusal("union", value, path, "Member must have exactly one of its members set")
        for name, member in value.items():
            if name in checks:
                yield from checks[name](member, member_path(path, name))

    return check


def _list(shape: Shape, known: dict[str, Check | None]) -> Check:
    element = _compiled(shape.member, known)

    def check(value: Any, path: str) -> Iterator[Violation]:
        for position, one in enumerate(value, start=1):
            at = f"{path}.{position}.member"
            if one is None:
                yield _refusal("required", None, at, "Member must not be null")
            elif element is not None:
                yield from element(one, at)

    return check


def _map(shape: Shape, known: dict[str, Check | None]) -> Check:
    """Check a map: keys and scalar values are told at the map itself, with all the rules that they should keep."""
    keys, values = _rules(shape.key), _rules(shape.value)
    inner = _inner(shape.value, known)

    def check(value: Any, path: str) -> Iterator[Violation]:
        yield from _within("keys", value.keys(), keys, value, path)
        if None in value.values():
            yield _refusal("required", value, path, "Map value must not be null")
            return
        yield from _within("value", value.values(), values, value, path)
        if inner is not None:
            for key, one in value.items():
                yield from inner(one, f"{path}.{key}.member")

    return check


def _within(part: str, ones: Any, rules: list[Rule], value: Any, path: str) -> Iterator[Violation]:
    broken = [keyword for keyword, _, holds in rules if not all(holds(one) for one in ones)]
    if broken:
        # The order in which the service lists the rules of a map: maximum, minimum, pattern.
        words = ", ".join(f"Member must {words}" for _, words, _ in sorted(rules, key=lambda rule: rule[0]))
        strictest = "min" if "min" in broken else broken[0]
        yield _refusal(strictest, value, path, f"Map {part} must satisfy constraint: [{words}]")


_INNER: dict[str, Callable[[Any, dict[str, Check | None]], Check]] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
}
