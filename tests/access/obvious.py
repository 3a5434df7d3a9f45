"""IAM's evaluation, written plainly from the words of its User Guide: an opinion independent of the package's own.

It reads the documents as they are written, every time, tries every split of a text against a pattern, and lists all the
names by which a policy may call a caller. Pages: "IAM JSON policy elements reference", "Set operators for multivalued
context keys", "How AWS enforcement code logic evaluates requests to allow or deny access", "Cross-account policy
evaluation logic".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A policy as it is written.
Document = dict[str, Any]

ALLOWED, DENIED, NOT_ALLOWED = "allowed", "explicitly denied", "implicitly denied"


@dataclass(frozen=True)
class Caller:
    """Who calls: by its own ARN, for its account; a role's session also for the role."""

    arn: str
    account: str
    role: str | None = None


@dataclass(frozen=True)
class Request:
    """What is asked. The names of the keys are in lower case."""

    caller: Caller
    action: str
    resource: str
    keys: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Documents:
    """The policies that are in force. Those that are None do not exist; identity None is not enforced."""

    identity: Sequence[Document] | None = ()
    boundary: Document | None = None
    session: Document | None = None
    resource: Document | None = None
    foreign: bool = False

    def every(self) -> list[Document]:
        """Return all of them."""
        single = (self.boundary, self.session, self.resource)
        return [*(self.identity or ()), *(one for one in single if one is not None)]


def outcome(request: Request, documents: Documents) -> str:
    """Return what IAM makes of a request."""
    if any(_speaks(document, "Deny", request) for document in documents.every()):
        return DENIED
    if documents.foreign:
        return ALLOWED if _allowed_across(request, documents) else NOT_ALLOWED
    return ALLOWED if _allowed_within(request, documents) else NOT_ALLOWED


def _allowed_across(request: Request, documents: Documents) -> bool:
    """Across accounts both must allow: the resource's policy, and the caller's account where it enforces policies."""
    if not _ways_named(request, documents):
        return False
    return documents.identity is None or (_identity_allows(request, documents) and _limits_allow(request, documents))


def _allowed_within(request: Request, documents: Documents) -> bool:
    """Within an account either may allow. Only what is granted to the very caller escapes the limits."""
    ways = _ways_named(request, documents)
    if "itself" in ways:
        return True
    return ("its role" in ways or _identity_allows(request, documents)) and _limits_allow(request, documents)


def _identity_allows(request: Request, documents: Documents) -> bool:
    return any(_speaks(document, "Allow", request) for document in documents.identity or ())


def _limits_allow(request: Request, documents: Documents) -> bool:
    limits = [one for one in (documents.boundary, documents.session) if one is not None]
    return all(_speaks(limit, "Allow", request) for limit in limits)


def _speaks(document: Document, effect: str, request: Request) -> bool:
    """Tell whether a statement of this effect is about the request."""
    return any(one["Effect"] == effect and _applies(one, request) for one in document["Statement"])


def _applies(statement: Document, request: Request) -> bool:
    named = not ({"Principal", "NotPrincipal"} & set(statement)) or bool(_ways(statement, request.caller))
    return named and _is_about(statement, request)


def _ways_named(request: Request, documents: Documents) -> set[str]:
    """Return to whom the resource's policy allows the request: to the caller itself, its role, its account."""
    statements = documents.resource["Statement"] if documents.resource else []
    allowing = [one for one in statements if one["Effect"] == "Allow" and _is_about(one, request)]
    return {way for one in allowing for way in _ways(one, request.caller)}


def _ways(statement: Document, caller: Caller) -> set[str]:
    names: dict[str, set[str | None]] = {
        "itself": {"*", caller.arn},
        "its role": {caller.role},
        "its account": {caller.account, f"arn:aws:iam::{caller.account}:root"},
    }
    if "Principal" in statement:
        written = _principals(statement["Principal"])
        return {way for way, ones in names.items() if ones & written}
    excepted = _principals(statement["NotPrincipal"])
    return set() if any(ones & excepted for ones in names.values()) else {"itself"}


def _principals(element: Any) -> set[str | None]:
    return set(_listed(element if element == "*" else element.get("AWS", [])))


def _is_about(statement: Document, request: Request) -> bool:
    """Tell whether action, resource and conditions fit."""
    return (
        _fits(statement, "Action", lambda pattern: matches(request.action.lower(), pattern.lower()))
        and _fits(statement, "Resource", lambda pattern: _covers(pattern, request.resource))
        and all(
            _condition(operator, request.keys.get(key.lower()), _listed(wanted))
            for operator, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        )
    )


def _fits(statement: Document, name: str, test: Any) -> bool:
    if name in statement:
        return any(test(one) for one in _listed(statement[name]))
    return not any(test(one) for one in _listed(statement[f"Not{name}"]))


def _covers(pattern: str, arn: str) -> bool:
    """Compare each part of an ARN by itself."""
    if pattern == "*":
        return True
    left, right = arn.split(":", 5), pattern.split(":", 5)
    return len(left) == len(right) and all(matches(text, part) for text, part in zip(left, right, strict=True))


def _condition(operator: str, given: Sequence[str] | None, wanted: Sequence[str]) -> bool:
    if operator == "Null":
        return ("true" if given is None else "false") in wanted
    quantifier, _, name = operator.rpartition(":")
    if given is None:
        return name.endswith("IfExists") or quantifier == "ForAllValues" or (not quantifier and "Not" in name)
    results = [_value(name.removesuffix("IfExists"), one, wanted) for one in given]
    if quantifier == "ForAnyValue":
        return any(results)
    return all(results) if quantifier or "Not" in name else any(results)


def _value(name: str, given: str, wanted: Sequence[str]) -> bool:
    if name == "StringEquals":
        return given in wanted
    if name == "StringNotEquals":
        return given not in wanted
    if name == "StringLike":
        return any(matches(given, one) for one in wanted)
    assert name == "StringNotLike", name
    return not any(matches(given, one) for one in wanted)


def matches(text: str, pattern: str) -> bool:
    """Tell whether a pattern, in which `*` is any text and `?` any character, describes a text as a whole."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(matches(text[start:], pattern[1:]) for start in range(len(text) + 1))
    return text != "" and pattern[0] in ("?", text[0]) and matches(text[1:], pattern[1:])


def _listed(element: Any) -> list[Any]:
    return element if isinstance(element, list) else [element]
