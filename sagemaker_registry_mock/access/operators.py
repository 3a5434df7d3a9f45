"""The condition operators of IAM policies: one function per comparison, one row per operator.

Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "Set operators for multivalued context keys".
Every operator but Null takes the suffix `IfExists`; every one takes a prefix `ForAnyValue:` or `ForAllValues:`.

A text of a policy may hold wildcards. One that is meant literally (`${*}`, or a value that a policy variable brought
in) is marked with `LITERAL` in front of it.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache

from dateutil.parser import isoparse

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

#: Compares a value of the request with a value of the policy.
Comparison = Callable[[str, str], bool]

LITERAL = "\0"
_IF_EXISTS = "IfExists"
_ANY, _ALL = "ForAnyValue", "ForAllValues"
_ARN_PARTS = 6


@lru_cache(maxsize=4096)
def _pieces(pattern: str) -> tuple[re.Pattern[str], ...]:
    """Return what stands between the `*` of a pattern: texts of one length each, in which `?` is any character."""
    return tuple(_piece(one) for one in re.split(rf"(?<!{LITERAL})\*", pattern))


def _piece(text: str) -> re.Pattern[str]:
    parts = re.split(rf"(?<!{LITERAL})\?", text)
    return re.compile(".".join(re.escape(plain(part)) for part in parts), re.DOTALL)


def plain(text: str) -> str:
    """Return a text of a policy without the marks of what is literal in it."""
    return text.replace(LITERAL, "")


def like(text: str, pattern: str) -> bool:
    """Tell whether `text` as a whole is what the pattern describes: `*` is any text, `?` any one character.

    Each piece between two `*` is taken where it first fits, so that no pattern takes long.
    """
    first, *others = _pieces(pattern)
    if not others:
        return first.fullmatch(text) is not None
    found = first.match(text)
    for piece in others[:-1]:
        found = found and piece.search(text, found.end())
    return found is not None and _ends(text, others[-1], found.end())


def _ends(text: str, piece: re.Pattern[str], after: int) -> bool:
    """Tell whether a text ends with a piece that begins at `after` or behind it."""
    return any(piece.fullmatch(text, start) for start in range(after, len(text) + 1))


def arn_like(arn: str, pattern: str) -> bool:
    """Compare ARNs part by part: a wildcard does not reach over a colon, but in the last of the six parts."""
    left, right = arn.split(":", _ARN_PARTS - 1), pattern.split(":", _ARN_PARTS - 1)
    return len(left) == len(right) and all(map(like, left, right))


def _number(left: str, right: str, holds: Callable[[float, float], bool]) -> bool:
    return all(map(_NUMBER.fullmatch, (left, right))) and holds(float(left), float(right))


def _date(left: str, right: str, holds: Callable[[datetime, datetime], bool]) -> bool:
    try:
        return holds(_time(left), _time(right))
    except (ValueError, OverflowError, OSError):
        return False


def _time(text: str) -> datetime:
    """Read a date or time of ISO 8601, or seconds since the epoch. Four digits are a year; without a zone it is UTC."""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) and not re.fullmatch(r"[0-9]{4}", text):
        return datetime.fromtimestamp(float(text), timezone.utc)
    time: datetime = isoparse(text)
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _ip(left: str, right: str) -> bool:
    try:
        return ipaddress.ip_address(left) in ipaddress.ip_network(right, strict=False)
    except ValueError:
        return False


def _binary(left: str, right: str) -> bool:
    try:
        return base64.b64decode(left, validate=True) == base64.b64decode(right, validate=True)
    except (binascii.Error, ValueError):
        return False


#: The operators that ask for likeness. A row is a name, and when a request's value is like a policy's.
POSITIVE: dict[str, Comparison] = {
    "StringEquals": lambda left, right: left == plain(right),
    "StringEqualsIgnoreCase": lambda left, right: left.casefold() == plain(right).casefold(),
    "StringLike": like,
    "NumericEquals": lambda left, right: _number(left, right, lambda a, b: a == b),
    "NumericLessThan": lambda left, right: _number(left, right, lambda a, b: a < b),
    "NumericLessThanEquals": lambda left, right: _number(left, right, lambda a, b: a <= b),
    "NumericGreaterThan": lambda left, right: _number(left, right, lambda a, b: a > b),
    "NumericGreaterThanEquals": lambda left, right: _number(left, right, lambda a, b: a >= b),
    "DateEquals": lambda left, right: _date(left, right, lambda a, b: a == b),
    "DateLessThan": lambda left, right: _date(left, right, lambda a, b: a < b),
    "DateLessThanEquals": lambda left, right: _date(left, right, lambda a, b: a <= b),
    "DateGreaterThan": lambda left, right: _date(left, right, lambda a, b: a > b),
    "DateGreaterThanEquals": lambda left, right: _date(left, right, lambda a, b: a >= b),
    "Bool": lambda left, right: left.lower() == right.lower(),
    "BinaryEquals": _binary,
    "IpAddress": _ip,
    "ArnEquals": arn_like,
    "ArnLike": arn_like,
}

#: The operators that ask for the opposite of another.
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator as a policy writes it, taken apart.

    Attributes:
        compare: compares one value with one other; None for Null.
        negated, if_exists, quantifier: what stands around its name.
        takes_variables: whether policy variables are filled in, which strings and ARNs have alone.

    """

    compare: Comparison | None
    negated: bool = False
    if_exists: bool = False
    quantifier: str = ""
    takes_variables: bool = False

    def holds(self, given: Sequence[str] | None, wanted: Sequence[str]) -> bool:
        """Tell whether the condition holds for the values `given` by the request; None where it has no such key."""
        if self.quantifier and given is not None:
            given = [one for one in given if one]  # an empty text is no value of a set
        if self.compare is None:
            return ("false" if given else "true") in map(str.lower, wanted)
        if not given:
            return self.if_exists or self.quantifier == _ALL or (self.negated and self.quantifier != _ANY)
        like_any = [any(self.compare(value, one) for one in wanted) for value in given]
        every = self.quantifier == _ALL or (self.negated and self.quantifier != _ANY)
        return (all if every else any)(one is not self.negated for one in like_any)


@lru_cache(maxsize=256)
def operator_named(text: str) -> Operator | None:
    """Return the operator that `text` names, or None where there is none of that name."""
    quantifier, colon, name = text.rpartition(":")
    if colon and quantifier not in (_ANY, _ALL):
        return None
    if name == "Null":
        return Operator(None, quantifier=quantifier)
    bare = name.removesuffix(_IF_EXISTS)
    compare = POSITIVE.get(NEGATED.get(bare, bare))
    if compare is None:
        return None
    return Operator(
        compare,
        negated=bare in NEGATED,
        if_exists=bare != name,
        quantifier=quantifier,
        takes_variables=bare.startswith(("String", "Arn")),
    )
