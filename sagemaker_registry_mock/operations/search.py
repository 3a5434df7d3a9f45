"""Search and GetSearchSuggestions over groups, packages and model cards; every other resource's Search is moto's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.cards.content import searchable
from sagemaker_registry_mock.errors import BadVisibilityKey, UnknownProperty
from sagemaker_registry_mock.operations._finding import order_among_accounts, seen_now, shared_groups
from sagemaker_registry_mock.operations._packages import package_member, package_members
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.operations._tagging import wire_tags
from sagemaker_registry_mock.operations.model_cards import card_members
from sagemaker_registry_mock.operations.model_package_groups import group_members
from sagemaker_registry_mock.registry.listing import PAGING, Hits, opened, page_size, sealed
from sagemaker_registry_mock.registry.records import ALL, Facet, decided
from sagemaker_registry_mock.registry.transitions import COMPLETED
from sagemaker_registry_mock.registry.trees import MapOf
from sagemaker_registry_mock.search.expression import compiled
from sagemaker_registry_mock.search.properties import COMPOUND, property_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sagemaker_registry_mock.registry.files import SortKey
    from sagemaker_registry_mock.registry.records import ModelCard, ModelPackage, ModelPackageGroup, Record
    from sagemaker_registry_mock.registry.store import Registry, Shelf
    from sagemaker_registry_mock.search.properties import Seen

_TAG_PREFIX = "Tags."
_DEFAULT_SORT = "LastModifiedTime"


def search_is_ours(members: Members, enum: Callable[[str], frozenset[str]]) -> bool:
    """Tell whether the request searches the registry, or something that does not exist."""
    resource = members.get("Resource")
    return not isinstance(resource, str) or resource in _KINDS or resource not in enum("ResourceType")


@operation("Search", takes=search_is_ours)
def search(call: Call, request: Members) -> Reply:
    """Tell a page of the records that satisfy the expression and that the visibility conditions let through.

    Raises:
        UnknownProperty, OperatorNotSupported, BadFilterValue, EmptySearchExpression, TooManyConditions,
        ContainsUsedTwice, BadVisibilityKey: the request cannot mean anything.
        InvalidNextToken: the token is corrupt or of another search.

    """
    if request["Resource"] not in _KINDS:  # let through by `validation="warn"`
        return {"Results": [], "TotalHits": {"Value": 0, "Relation": "EqualTo"}}
    kind, after = _KINDS[request["Resource"]], opened(call.operation, request)
    hits = _kept(call, kind, request) or _found(call, kind, request)
    page, more = hits.page(after, page_size(request, call.settings.page_size), descending=_descending(request))
    call.registry.hits = hits if more and hits.lasts else None
    return {
        "Results": [{request["Resource"]: _shown(kind.told(record))} for _, record in page],
        "NextToken": sealed(call.operation, request, page[-1][0]) if more else None,
        "TotalHits": {"Value": len(hits.found), "Relation": "EqualTo"},
    }


@operation("GetSearchSuggestions", takes=search_is_ours)
def get_search_suggestions(call: Call, request: Members) -> Reply:
    """Tell the tags in use whose property name begins with the hint (hyperparameters and metrics are not ours)."""
    if request["Resource"] not in _KINDS:  # let through by `validation="warn"`
        return {"PropertyNameSuggestions": []}
    hint = request.get("SuggestionQuery", {}).get("PropertyNameQuery", {}).get("PropertyNameHint", "")
    shelf = _KINDS[request["Resource"]].shelf(call.registry)
    names = {f"{_TAG_PREFIX}{key}" for record in shelf if seen_now(call, record) for key in record.tags}
    suggestions = sorted(name for name in names if name.startswith(hint))
    return {"PropertyNameSuggestions": [{"PropertyName": name} for name in suggestions]}


def _kept(call: Call, kind: _Kind, request: Members) -> Hits | None:
    """Return what the search has found whose next page this is, if nothing has changed since."""
    kept = call.registry.hits if "NextToken" in request else None
    same = kept is not None and (kept.asked, kept.changes) == (_asked(request), kind.shelf(call.registry).changes)
    return kept if same else None


def _asked(request: Members) -> Members:
    return {name: value for name, value in request.items() if name not in PAGING}


def _found(call: Call, kind: _Kind, request: Members) -> Hits:
    """Look for all that a search finds. It lasts where every record that was looked at is told as it is stored."""
    tests, key = _tests(call, request), _sort_key(call, request)
    shared = request.get("CrossAccountFilterOption") == "CrossAccount"
    found, lasts = [], not shared
    for record in kind.shared(call) if shared else kind.stored(call.registry, request):
        lasts = lasts and record.progress.status == COMPLETED
        now = record if shared else seen_now(call, record)
        if now is None:
            continue
        shown = kind.seen(now)
        for test in tests:
            if not test(shown):
                break
        else:
            found.append((key(shown, now.order), now))
    found.sort(key=itemgetter(0))
    return Hits(_asked(request), kind.shelf(call.registry).changes, found, lasts)


def _tests(call: Call, request: Members) -> list[Callable[[Seen], bool]]:
    tests: list[Callable[[Seen], bool]] = []
    if "SearchExpression" in request:
        tests.append(compiled(_tree(call, request), request["SearchExpression"]))
    tests += [_visible(one) for one in request.get("VisibilityConditions", ())]
    return tests


def _tree(call: Call, request: Members) -> dict[str, Any]:
    return {**call.tree(request["Resource"]), "Tags": MapOf("text")}


def _visible(condition: dict[str, str]) -> Callable[[Seen], bool]:
    """Let through what has the tag with this value, and what does not have the tag at all."""
    key = condition.get("Key", "")
    if not key.startswith(_TAG_PREFIX):
        raise BadVisibilityKey(key)
    tag, value = key[len(_TAG_PREFIX) :], condition.get("Value", "")
    return lambda record: _tags(record).get(tag, value) == value


def _descending(request: Members) -> bool:
    return bool(request.get("SortOrder", "Descending") == "Descending")


def _sort_key(call: Call, request: Members) -> Callable[[Seen, int], SortKey]:
    """Return the key to sort by: whether the record has the property (those without come last), value, creation."""
    value = _sort_value(call, request)
    present = 1 if _descending(request) else 0

    def key(record: Seen, order: int) -> SortKey:
        found = value(record)
        return (1 - present, 0, order) if found is None else (present, found, order)

    return key


def _sort_value(call: Call, request: Members) -> Callable[[Seen], Any]:
    sort_by = request.get("SortBy", _DEFAULT_SORT)
    if sort_by == _DEFAULT_SORT:
        return lambda record: (record.get("LastModifiedTime") or record.get("CreationTime")).timestamp()
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


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "Tags": wire_tags(_tags(record)) or None}


def _tags(record: Seen) -> dict[str, str]:
    tags: dict[str, str] = record.get("Tags") or {}
    return tags


def _group(group: ModelPackageGroup) -> dict[str, Any]:
    return {**group_members(group), "Tags": group.tags or None}


def _package(package: ModelPackage) -> dict[str, Any]:
    return {**package_members(package), "Tags": package.tags or None}


@dataclass(slots=True)  # not frozen, which would take twice as long to make
class _Package:
    """A package as conditions see it, of which there may be very many: asked for what they look at, and no more."""

    package: ModelPackage

    def get(self, name: str) -> Any:
        """Return a member."""
        return (self.package.tags or None) if name == "Tags" else package_member(self.package, name)


def _card(card: ModelCard) -> dict[str, Any]:
    members = card_members(card)
    return {**members, **searchable(members["Content"]), "Tags": card.tags or None}


def _facet_of_packages(request: Members) -> Facet:
    """Return the heading under which all packages stand that can satisfy the filters of a request."""
    expression = request.get("SearchExpression", {})
    filters = () if expression.get("Operator") == "Or" else expression.get("Filters", ())
    equal = {one["Name"]: one["Value"] for one in filters if one.get("Operator", "Equals") == "Equals"}
    facet: Facet = ("group", equal["ModelPackageGroupName"]) if "ModelPackageGroupName" in equal else ALL
    return decided(facet, equal["ModelApprovalStatus"]) if "ModelApprovalStatus" in equal else facet


def _shared_groups(call: Call) -> Iterator[Record]:
    """Yield the groups that are shared with the caller; tags are not shared."""
    for _, group in shared_groups(call):
        yield replace(group, tags={})


def _shared_packages(call: Call) -> Iterator[Record]:
    """Yield the versions that the caller may describe, of the groups that are shared with it; tags are not shared."""
    for there, group in shared_groups(call):
        for _, package in there.registry.packages.walk(("group", group.name)):
            seen = seen_now(there, package)
            if seen is not None and there.context.shares("DescribeModelPackage", seen.arn):
                yield replace(seen, order=order_among_accounts(there, seen), tags={})


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record that is searched.

    Attributes:
        shelf: where it is stored.
        told: returns all of a record: its Tags are a map, and what is None does not exist.
        seen: returns the same as conditions see it.
        facet: returns a heading under which all that a request can find stands.
        shared: yields what `CrossAccountFilterOption=CrossAccount` searches.

    """

    shelf: Callable[[Registry], Shelf[Any]]
    told: Callable[[Any], dict[str, Any]]
    seen: Callable[[Any], Seen]
    shared: Callable[[Call], Iterable[Record]]
    facet: Callable[[Members], Facet] = lambda _request: ALL

    def stored(self, registry: Registry, request: Members) -> Iterable[Record]:
        """Return all records that a request can find, and others."""
        shelf, facet = self.shelf(registry), self.facet(request)
        return shelf if facet == ALL else (record for _, record in shelf.walk(facet))


#: What is searched here. Model cards are not shared.
_KINDS = {
    "ModelPackageGroup": _Kind(lambda registry: registry.groups, _group, _group, _shared_groups),
    "ModelPackage": _Kind(lambda registry: registry.packages, _package, _Package, _shared_packages, _facet_of_packages),
    "ModelCard": _Kind(lambda registry: registry.cards, _card, _card, lambda _call: ()),
}
