"""Whether the content of a model card keeps to the published schema, and where it does not.

The schemas are JSON Schema, draft 7: the Developer Guide states it for stand-alone cards, and the schema of a package's
card has the same title and version. Their oddities hold: a keyword that says nothing there (`maxContains` without
`contains`, `maxItems` in a schema of objects) says nothing here.

What JSON leaves open is accepted, since nothing tells that the service refuses it: of a key that comes twice the last
one counts, a surrogate may stand alone, a number may be of any size.
"""

from __future__ import annotations

import json
from functools import cache, reduce
from importlib import resources
from itertools import groupby, islice
from operator import getitem
from typing import TYPE_CHECKING, Any, NoReturn

from sagemaker_registry_mock.cards.content import integer
from sagemaker_registry_mock.errors import InvalidModelCardContent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jsonschema import Draft7Validator
    from jsonschema.exceptions import ValidationError

#: So many violations are looked at to tell the best of them.
_MOST_VIOLATIONS = 100
_MOST_NAMES = 5
_LONGEST_NAME = 64
_LONGEST_VALUE = 100


def check_package_content(content: str) -> None:
    """Check the content of a model package's card.

    Raises:
        InvalidModelCardContent: it is no JSON, or not of the schema.

    """
    _check(content, _package_cards)


def check_card_content(content: str) -> None:
    """Check the content of a stand-alone model card, which may hold more than that of a package's.

    Raises:
        InvalidModelCardContent: it is no JSON, or not of the schema.

    """
    _check(content, _stand_alone_cards)


# --- the schemas --------------------------------------------------------------------------------------------------


@cache
def _package_cards() -> Draft7Validator:
    return _validator(_loaded("content.schema.json"))


@cache
def _stand_alone_cards() -> Draft7Validator:
    schema = _loaded("content.schema.json")
    for row in _loaded("card_additions.json")["additions"]:
        reduce(getitem, row["at"], schema).update(row["set"])
    return _validator(schema)


def _loaded(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return loaded


def _validator(schema: dict[str, Any]) -> Draft7Validator:
    from jsonschema import Draft7Validator  # noqa: PLC0415 - it takes its time to load, and few tests have cards

    return Draft7Validator(schema)


# --- the check ----------------------------------------------------------------------------------------------------


def _check(content: str, validator: Callable[[], Draft7Validator]) -> None:
    try:
        violations = list(islice(validator().iter_errors(_read(content)), _MOST_VIOLATIONS))
    except RecursionError:
        raise InvalidModelCardContent("$", "it is nested too deeply") from None
    if violations:
        violation, wanted = _meant(_outermost(violations))
        sentence = _SENTENCES[str(violation.validator)]
        raise InvalidModelCardContent(_path(violation.absolute_path), sentence(violation.instance, wanted))


def _read(content: str) -> Any:
    try:
        return json.loads(content, parse_int=integer, parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        reason = f"it is not JSON: {fault.msg} (line {fault.lineno}, column {fault.colno})"
        raise InvalidModelCardContent("$", reason) from None


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidModelCardContent("$", f"it is not JSON: {name} is no JSON value")


# --- which violation is told --------------------------------------------------------------------------------------


def _outermost(violations: Iterable[ValidationError]) -> ValidationError:
    """Return the violation nearest to the root; of equals the one that the schema comes to first."""
    return min(violations, key=lambda violation: len(violation.absolute_path))


def _meant(violation: ValidationError) -> tuple[ValidationError, Any]:
    """Return the violation to tell, and what its keyword wants.

    Within an `anyOf` it is one of the form that was meant: whose type the value has, and names (as metrics do). Where
    the value is of no form, it is what tells the forms apart, and all of theirs is wanted.
    """
    if not violation.context:
        return violation, _wanted(violation)
    forms = [list(form) for _, form in groupby(violation.context, key=lambda each: each.schema_path[0])]
    meant = [form for form in forms if not any(_tells_apart(each) for each in form)]
    if meant:
        likeliest = min(meant, key=len)
        return _meant(_outermost(likeliest))
    telling = [each for each in violation.context if _tells_apart(each)]
    return telling[0], list(dict.fromkeys(one for each in telling for one in _listed(each.validator_value)))


def _wanted(violation: ValidationError) -> Any:
    """Return what the keyword wants: of additional members, the members that are allowed."""
    schema: Any = violation.schema
    return schema["properties"] if violation.validator == "additionalProperties" else violation.validator_value


def _tells_apart(violation: ValidationError) -> bool:
    """Tell whether a violation within a form says that the value is of another form."""
    return (violation.validator, len(violation.path)) in {("type", 0), ("enum", 1)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# --- how it is told -----------------------------------------------------------------------------------------------


def _path(steps: Iterable[str | int]) -> str:
    return "$" + "".join(_step(step) for step in steps)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if step.isidentifier() and len(step) <= _LONGEST_NAME:
        return f".{step}"
    name = _cut(json.dumps(step, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'"), _LONGEST_NAME)
    return f"['{name}']"


def _shown(value: Any, longest: int = _LONGEST_VALUE) -> str:
    """Return a value as JSON, cut; of objects and arrays only that they are such."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    return _cut(json.dumps(value, ensure_ascii=False), longest)


def _cut(text: str, longest: int) -> str:
    """Return so much of a text, in UTF-8: a surrogate that stands alone is written as its escape."""
    sound = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return sound if len(sound) <= longest else f"{sound[: longest - 3]}..."


def _names(names: Iterable[str]) -> str:
    shown = [_shown(name, _LONGEST_NAME) for name in islice(names, _MOST_NAMES + 1)]
    return ", ".join(shown[:_MOST_NAMES]) + " and more" * (len(shown) > _MOST_NAMES)


def _wrong_type(value: Any, wanted: Any) -> str:
    kinds = [f"an {kind}" if kind[0] in "ao" else f"a {kind}" for kind in _listed(wanted)]
    return f"{_shown(value)} is not {' or '.join(kinds)}"


def _too_short(value: Any, least: int) -> str:
    return f"its length is {len(value)}, the minimum is {least}"


def _too_long(value: Any, most: int) -> str:
    return f"its length is {len(value)}, the maximum is {most}"


#: What is said of a value and what its keyword wants, by keyword: those that the schemas have.
_SENTENCES: dict[str, Callable[[Any, Any], str]] = {
    "type": _wrong_type,
    "enum": lambda value, wanted: f"{_shown(value)} is not one of {', '.join(_shown(one) for one in wanted)}",
    "additionalProperties": lambda value, allowed: f"not allowed here: {_names(n for n in value if n not in allowed)}",
    "required": lambda value, wanted: f"required but missing: {_names(name for name in wanted if name not in value)}",
    "pattern": lambda value, wanted: f"{_shown(value)} does not match the pattern {wanted}",
    "minimum": lambda value, wanted: f"{_shown(value)} is less than {wanted}",
    "minLength": _too_short,
    "minItems": _too_short,
    "maxLength": _too_long,
    "maxItems": _too_long,
}
