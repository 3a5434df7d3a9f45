"""Search and GetSearchSuggestions over groups, packages and model cards; every other resource's Search is moto's."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cards.content import searchable
from sagemaker_registry_mock.errors import BadVisibilityKey, UnknownProperty
from sagemaker_registry_mock.operations._finding import order_among_accounts, seen_now, shared_groups
from sagemaker_registry_mock.operations._packages import package_members
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations._tagging import wire_tags
from sagemaker_registry_mock.operations.model_cards import card_members
from sagemaker_registry_mock.operations.model_package_groups import group_members
from sagemaker_registry_mock.registry.listing import opened, page_size, sealed
from sagemaker_registry_mock.registry.trees import MapOf
from sagemaker_registry_mock.search.expression import compiled
from sagemaker_registry_mock.search.properties import COMPOUND, property_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sagemaker_registry_mock.registry.store import SortKey

#: A record as conditions see it (its Tags are a map), with its place in the order of creation.
Candidate = tuple[int, dict[str, Any]]

_TAG_PREFIX = "Tags."
_DEFAULT_SORT = "LastModifiedTime"


def search_is_ours(members: Members, enum: Callable[[str], frozenset[str]]) -> bool:
    """Tell whether the request searches the registry, or something that does not exist."""
    resource = members.get("Resource")
    return not isinstance(resource, str) or resource in _CANDIDATES or resource not in enum("ResourceType")


@operation("Search", takes=search_is_ours)
def search(call: Call, request: Members) -> Reply:
    """Tell a page of the records that satisfy the expression and that the visibility conditions let through.

    Raises:
        UnknownProperty, OperatorNotSupported, BadFilterValue, EmptySearchExpression, TooManyConditions,
        ContainsUsedTwice, BadVisibilityKey: the request cannot mean anything.
        InvalidNextToken: the token is corrupt or of another search.

    """
    if request["Resource"] not in _CANDIDATES:  # let through by `validation="warn"`
        return {"Results": [], "TotalHits": {"Value": 0, "Relation": "EqualTo"}}
    after = opened(call.operation, request)
    tests = _tests(call, request)
    key = _sort_key(call, request)
    candidates = _SHARED if request.get("CrossAccountFilterOption") == "CrossAccount" else _CANDIDATES
    found = [(key(one), one[1]) for one in candidates[request["Resource"]](call) if all(test(one[1]) for test in tests)]
    found.sort(key=lambda pair: pair[0], reverse=_descending(request))
    size = page_size(request, call.settings.page_size)
    page = list(islice(_behind(found, after, descending=_descending(request)), size + 1))
    more = len(page) > size
    return {
        "Results": [{request["Resource"]: _told(record)} for _, record in page[:size]],
        "NextToken": sealed(call.operation, request, page[size - 1][0]) if more else None,
        "TotalHits": {"Value": len(found), "Relation": "EqualTo"},
    }


@operation("GetSearchSuggestions", takes=search_is_ours)
def get_search_suggestions(call: Call, request: Members) -> Reply:
    """Tell the tags in use whose property name begins with the hint (hyperparameters and metrics are not ours)."""
    if request["Resource"] not in _CANDIDATES:  # let through by `validation="warn"`
        return {"PropertyNameSuggestions": []}
    hint = request.get("SuggestionQuery", {}).get("PropertyNameQuery", {}).get("PropertyNameHint", "")
    names = {f"{_TAG_PREFIX}{key}" for _, record in _CANDIDATES[request["Resource"]](call) for key in _tags(record)}
    suggestions = sorted(name for name in names if name.startswith(hint))
    return {"PropertyNameSuggestions": [{"PropertyName": name} for name in suggestions]}


def _tests(call: Call, request: Members) -> list[Callable[[dict[str, Any]], bool]]:
    tests: list[Callable[[dict[str, Any]], bool]] = []
    if "SearchExpression" in request:
        tests.append(compiled(_tree(call, request), request["SearchExpression"]))
    tests += [_visible(one) for one in request.get("VisibilityConditions", ())]
    return tests


def _tree(call: Call, request: Members) -> dict[str, Any]:
    return {**call.tree(request["Resource"]), "Tags": MapOf("text")}


def _visible(condition: dict[str, str]) -> Callable[[dict[str, Any]], bool]:
    """Let through what has the tag with this value, and what does not have the tag at all."""
    key = condition.get("Key", "")
    if not key.startswith(_TAG_PREFIX):
        raise BadVisibilityKey(key)
    tag, value = key[len(_TAG_PREFIX) :], condition.get("Value", "")
    return lambda record: _tags(record).get(tag, value) == value


def _descending(request: Members) -> bool:
    return bool(request.get("SortOrder", "Descending") == "Descending")


def _sort_key(call: Call, request: Members) -> Callable[[Candidate], SortKey]:
    """Return the key to sort by: whether the record has the property (those without come last), value, creation."""
    value = _sort_value(call, request)
    present = 1 if _descending(request) else 0

    def key(candidate: Candidate) -> SortKey:
        order, record = candidate
        found = value(record)
        return (1 - present, 0, order) if found is None else (present, found, order)

    return key


def _sort_value(call: Call, request: Members) -> Callable[[dict[str, Any]], Any]:
    sort_by = request.get("SortBy", _DEFAULT_SORT)
    if sort_by == _DEFAULT_SORT:
        return lambda record: (record.get("LastModifiedTime") or record["CreationTime"]).timestamp()
    where = property_of(_tree(call, request), sort_by)
    if where.type == COMPOUND:
        raise UnknownProperty(sort_by)
    plain = _PLAIN[where.type]
    return lambda record: next((plain(one) for one in where.values(record) if one is not None), None)


#: A value as it is compared and put into a token.
_PLAIN: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "number": float,
    "boolean": int,
    "timestamp": lambda time: time.timestamp(),
}


def _behind(
    found: list[tuple[SortKey, dict[str, Any]]], after: SortKey | None, *, descending: bool
) -> Iterator[tuple[SortKey, dict[str, Any]]]:
    for key, record in found:
        if after is None or (key < after if descending else key > after):
            yield key, record


def _told(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "Tags": wire_tags(_tags(record)) or None}


def _tags(record: dict[str, Any]) -> dict[str, str]:
    tags: dict[str, str] = record.get("Tags", {})
    return tags


def _groups(call: Call) -> Iterator[Candidate]:
    for group in call.registry.groups:
        seen = seen_now(call, group)
        if seen is not None:
            yield seen.order, _present(group_members(seen), seen.tags)


def _packages(call: Call) -> Iterator[Candidate]:
    for package in call.registry.packages:
        seen = seen_now(call, package)
        if seen is not None:
            yield seen.order, _present(package_members(seen), seen.tags)


def _cards(call: Call) -> Iterator[Candidate]:
    for card in call.registry.cards:
        seen = seen_now(call, card)
        if seen is not None:
            members = card_members(seen)
            yield seen.order, _present({**members, **searchable(members["Content"])}, seen.tags)


def _present(members: dict[str, Any], tags: Any) -> dict[str, Any]:
    """Return a record without the members that are not set: what is None, or has no tags, does not exist."""
    return {name: value for name, value in {**members, "Tags": tags or None}.items() if value is not None}


_CANDIDATES: dict[str, Callable[[Call], Iterator[Candidate]]] = {
    "ModelPackageGroup": _groups,
    "ModelPackage": _packages,
    "ModelCard": _cards,
}


def _shared_groups(call: Call) -> Iterator[Candidate]:
    for _, group in shared_groups(call):
        yield group.order, _present(group_members(group), None)


def _shared_packages(call: Call) -> Iterator[Candidate]:
    """Yield the versions that the caller may describe, of the groups that are shared with it; tags are not shared."""
    for there, group in shared_groups(call):
        for _, package in there.registry.packages.walk(("group", group.name)):
            seen = seen_now(there, package)
            if seen is not None and there.context.shares("DescribeModelPackage", seen.arn):
                yield order_among_accounts(there, seen), _present(package_members(seen), None)


#: What `CrossAccountFilterOption=CrossAccount` searches; model cards are not shared here.
_SHARED: dict[str, Callable[[Call], Iterator[Candidate]]] = {
    "ModelPackageGroup": _shared_groups,
    "ModelPackage": _shared_packages,
    "ModelCard": lambda _call: iter(()),
}
