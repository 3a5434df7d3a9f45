"""A policy document, compiled: which of its statements speak of a question.

Source: IAM User Guide, "IAM JSON policy elements reference". A question is: may this principal do this action on this
resource, with these condition keys? Names of keys are compared without regard to letter case, and a key has one or more
texts as its values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from sagemaker_registry_mock.access.operators import LITERAL, arn_like, like, operator_named

#: Condition keys, in lower case, and their values.
Keys = Mapping[str, tuple[str, ...]]

#: Who a Principal names when it names the caller: the caller itself or everybody; its role; its account.
ITSELF, ROLE, ACCOUNT, NOBODY = range(4)

#: Policy variables are filled in by this version of the policy language only.
_WITH_VARIABLES = "2012-10-17"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a policy.

    Attributes:
        action: `service:Operation`.
        resource: an ARN, or `*` for an action on no resource.
        keys: the request's condition keys.
        principal: the ARN of the caller; of a role's session, that of the session.
        account: the caller's account.
        nearness: how far from the caller a Principal may name it: not beyond this.

    """

    action: str
    resource: str
    keys: Keys
    principal: str = ""
    account: str = ""
    nearness: int = ACCOUNT


#: What an element of a statement finds wrong with a question; None where it matches.
Obstacle = Callable[[Question], "str | None"]
Test = Callable[[Question], bool]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an element, with their policy variables where the document has a version that knows them."""

    texts: tuple[str, ...]
    variables: bool

    @classmethod
    def of(cls, element: Any, *, variables: bool) -> Texts:
        """Read an element: one value or a list. JSON's own booleans and numbers are written as JSON writes them.

        What is neither a text nor one of those is passed over.
        """
        values = [one for one in _listed(element) if isinstance(one, (str, int, float))]
        return cls(tuple(one if isinstance(one, str) else json.dumps(one) for one in values), variables)

    def filled(self, keys: Keys) -> Sequence[str]:
        """Fill in the variables. A text with one that has neither a value nor a default is left out."""
        if not self.variables:
            return self.texts
        return [filled for one in self.texts if (filled := substituted(one, keys)) is not None]


#: Reads an element's texts as the document's version wants them read.
Reader = Callable[[Any], Texts]
Compiler = Callable[[Any, Reader], Obstacle]

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_SIGNS = ("*", "?", "$")


def substituted(text: str, keys: Keys) -> str | None:
    """Fill in `${key}`, `${key, 'default'}`, and the signs `${*}`, `${?}` and `${$}`; None where a key has no value."""
    values = {name: _value(name, keys) for name in _VARIABLE.findall(text)}
    if None in values.values():
        return None
    return _VARIABLE.sub(lambda found: re.sub(r"[*?]", rf"{LITERAL}\g<0>", values[found[1]] or ""), text)


def _value(variable: str, keys: Keys) -> str | None:
    """Return what a variable stands for. A key with several values stands for none of them."""
    name, comma, default = (part.strip() for part in variable.partition(","))
    if name in _SIGNS:
        return name
    known = keys.get(name.lower(), ())
    if len(known) == 1:
        return known[0]
    return default.strip("'") if comma else None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its effect, where it stands, its elements, and the keys that its conditions look at."""

    allows: bool
    policy: str
    name: str
    elements: tuple[tuple[str, Obstacle], ...]
    condition_keys: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where it stands."""
        return f"{self.policy}, statement {self.name}"

    def speaks_of(self, question: Question) -> bool:
        """Tell whether every element of the statement matches."""
        return not any(element(question) for _, element in self.elements)

    def near_miss(self, question: Question) -> str | None:
        """Tell what kept a statement about this action from speaking of the question; None where nothing did."""
        obstacles = [wrong for _, element in self.elements if (wrong := element(question))]
        return f"{self.where}: {'; '.join(obstacles)}" if obstacles and self.is_about(question) else None

    def is_about(self, question: Question) -> bool:
        """Tell whether the statement is about the action, whatever else keeps it from speaking of the question."""
        return not any(element(question) for name, element in self.elements if name in ("Action", "NotAction"))


@dataclass(frozen=True, slots=True)
class Policy:
    """The statements of one document."""

    name: str
    statements: tuple[Statement, ...]

    def says(self, question: Question, *, allows: bool) -> Statement | None:
        """Return the first statement of that effect that speaks of the question."""
        return next((one for one in self.statements if one.allows is allows and one.speaks_of(question)), None)

    def near_misses(self, question: Question) -> list[str]:
        """Tell of every statement that could have allowed the action, and does not, why."""
        return [miss for one in self.statements if one.allows and (miss := one.near_miss(question))]


@lru_cache(maxsize=1024)
def compiled_policy(name: str, text: str) -> Policy:
    """Return the policy that the JSON `text` is. What is no policy document has no statement."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        return Policy(name, ())
    texts = partial(Texts.of, variables=document.get("Version") == _WITH_VARIABLES)
    statements = [one for one in _listed(document.get("Statement", [])) if isinstance(one, dict)]
    return Policy(name, tuple(_statement(name, number, one, texts) for number, one in enumerate(statements, start=1)))


def _statement(policy: str, number: int, element: Mapping[str, Any], texts: Reader) -> Statement:
    elements = [(name, make(element[name], texts)) for name, make in _ELEMENTS.items() if name in element]
    needed = [name for name in ("Action", "Resource") if name not in element and f"Not{name}" not in element]
    elements += [(name, partial(_missing, name)) for name in needed]
    keys = tuple(key for _, key, _ in _condition_rows(element.get("Condition", {})) or ())
    name = element.get("Sid") or number
    return Statement(element.get("Effect") == "Allow", policy, str(name), tuple(elements), keys)


def _missing(name: str, _question: Question) -> str:
    return f"it has no {name}"


def _actions(element: Any, texts: Reader) -> Test:
    patterns = [one.lower() for one in texts(element).texts]
    return lambda question: any(like(question.action.lower(), one) for one in patterns)


def _resources(element: Any, texts: Reader) -> Test:
    patterns = texts(element)
    return lambda question: any(_is_resource(question.resource, one) for one in patterns.filled(question.keys))


def _is_resource(arn: str, pattern: str) -> bool:
    """Tell whether a pattern of the Resource element takes in `arn`; parts that it leaves out are any."""
    if pattern in ("*", arn):
        return True
    missing = 5 - pattern.count(":")
    return pattern.startswith("arn") and arn_like(arn, pattern + ":*" * missing)


def _principals(element: Any, texts: Reader) -> Test:
    """Compile Principal: `*`, or a map from a kind to names. An account stands for all its principals."""
    names = _names(element, texts)
    return lambda question: any(_nearness(question, one) <= question.nearness for one in names)


def _excepted(element: Any, texts: Reader) -> Test:
    """Compile NotPrincipal, which excepts a caller by whatever it is named."""
    names = _names(element, texts)
    return lambda question: any(_nearness(question, one) < NOBODY for one in names)


def _names(element: Any, texts: Reader) -> Sequence[str]:
    known = {"AWS": element} if element == "*" else element if isinstance(element, dict) else {}
    return texts(known.get("AWS", [])).texts


def _nearness(question: Question, name: str) -> int:
    """Tell whom `name` names, as seen from the caller."""
    if name in ("*", question.principal):
        return ITSELF
    if name == _role(question):
        return ROLE
    root = re.fullmatch(r"arn:aws[a-z-]*:iam::([0-9]{12}):root", name)
    return ACCOUNT if question.account == (root[1] if root else name) else NOBODY


def _role(question: Question) -> str | None:
    """Return the ARN of the caller's role. Its path, if it has one, is known by a condition key alone."""
    known = question.keys.get("aws:principalarn")
    return known[0] if known else role_of(question.principal)


def role_of(principal: str) -> str | None:
    """Return the role's ARN for the ARN of a session of it, else None."""
    found = re.fullmatch(r"arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/(.+)/[^/]+", principal)
    return f"arn:{found[1]}:iam::{found[2]}:role/{found[3]}" if found else None


def _conditions(element: Any, texts: Reader) -> Obstacle:
    read = _condition_rows(element)
    if read is None:
        return lambda _question: "its Condition cannot be read"
    rows = [(operator, key, texts(values)) for operator, key, values in read]
    return lambda question: next((wrong for row in rows if (wrong := _unmet(question, *row))), None)


def _condition_rows(element: Any) -> list[tuple[str, str, Any]] | None:
    """Return operator, key and values of each condition; None where the element is no map of maps."""
    if not isinstance(element, dict) or not all(isinstance(keys, dict) for keys in element.values()):
        return None
    return [(operator, key, values) for operator, keys in element.items() for key, values in keys.items()]


def _unmet(question: Question, operator: str, key: str, texts: Texts) -> str | None:
    """Tell why a condition does not hold. An operator that does not exist holds for nothing."""
    known = operator_named(operator)
    wanted = texts.filled(question.keys) if known and known.takes_variables else texts.texts
    given = question.keys.get(key.lower())
    if known is not None and known.holds(given, wanted):
        return None
    has = "is not in the request" if given is None else f"is {', '.join(map(repr, given))}"
    return f"Condition {operator} wants {key} to be {' or '.join(map(repr, texts.texts))}; it {has}"


def _listed(element: Any) -> list[Any]:
    return element if isinstance(element, list) else [element]


def _matching(name: str, make: Callable[[Any, Reader], Test], *, wanted: bool = True) -> Compiler:
    """Return a compiler of the element `name`, which tells that it does not match, or not match as `wanted`."""

    def compiler(element: Any, texts: Reader) -> Obstacle:
        matches = make(element, texts)
        return lambda question: None if matches(question) is wanted else f"its {name} does not match"

    return compiler


#: The elements that decide whether a statement speaks of a question.
_ELEMENTS: dict[str, Compiler] = {
    "Principal": _matching("Principal", _principals),
    "NotPrincipal": _matching("NotPrincipal", _excepted, wanted=False),
    "Action": _matching("Action", _actions),
    "NotAction": _matching("NotAction", _actions, wanted=False),
    "Resource": _matching("Resource", _resources),
    "NotResource": _matching("NotResource", _resources, wanted=False),
    "Condition": _conditions,
}
