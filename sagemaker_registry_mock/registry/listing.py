"""How a list filters, sorts and pages: one definition for every List operation.

A page goes on from the last key shown, not from a position: what is created or deleted meanwhile neither repeats
an item nor hides one. A NextToken is bound to its operation and filters.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_registry_mock.errors import InvalidNextToken
from sagemaker_registry_mock.registry.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sagemaker_registry_mock.registry.files import SortKey
    from sagemaker_registry_mock.registry.records import Facet
    from sagemaker_registry_mock.registry.store import Shelf

R = TypeVar("R", bound=Record)
T = TypeVar("T")

#: The filters that a request may carry: wire name to what a record must satisfy. A name that is not here is no filter.
FILTERS: dict[str, Callable[[Any, Any], bool]] = {
    "CreationTimeAfter": lambda record, time: record.created > time,
    "CreationTimeBefore": lambda record, time: record.created < time,
    "NameContains": lambda record, text: text in record.name,
    "ModelCardExportJobNameContains": lambda record, text: text in record.name,
    "ModelApprovalStatus": lambda record, status: record.members.get("ModelApprovalStatus") == status,
    "ModelCardStatus": lambda record, status: record.members.get("ModelCardStatus") == status,
    "ModelCardVersion": lambda record, version: record.version == version,
    "StatusEquals": lambda record, status: record.status == status,
    # Of lineage "on or after" and "on or before" are documented, and the time itself is let through.
    "CreatedAfter": lambda record, time: record.created >= time,
    "CreatedBefore": lambda record, time: record.created <= time,
    "SourceUri": lambda record, uri: record.source_uri == uri,
    "ArtifactType": lambda record, kind: record.type == kind,
    "ContextType": lambda record, kind: record.type == kind,
    "ActionType": lambda record, kind: record.type == kind,
    "SourceArn": lambda record, arn: record.source == arn,
    "DestinationArn": lambda record, arn: record.destination == arn,
    "SourceType": lambda record, kind: record.source_type == kind,
    "DestinationType": lambda record, kind: record.destination_type == kind,
    "AssociationType": lambda record, kind: record.members.get("AssociationType") == kind,
}

#: Members that say how much to show, not what: a token stays good when they change.
PAGING = ("NextToken", "MaxResults")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list request: where to look, and how it is filtered, sorted and paged."""

    operation: str
    request: Mapping[str, Any]
    facet: Facet
    order: str = "Ascending"
    by: str = "CreationTime"
    page_size: int

    @property
    def sort_by(self) -> str:
        """What the items are sorted by."""
        return str(self.request.get("SortBy", self.by))

    @property
    def descending(self) -> bool:
        """Tell whether the last item comes first."""
        return bool(self.request.get("SortOrder", self.order) == "Descending")

    @property
    def size(self) -> int:
        """How many items make a page."""
        return page_size(self.request, self.page_size)


def page_size(request: Mapping[str, Any], default: int) -> int:
    """Return how many items make a page: as many as asked for, and no more than can be counted."""
    return min(int(request.get("MaxResults", default)), _MOST)


#: No page has more items; only `validation="warn"` lets a request ask for more than 100.
_MOST = 2**31


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search has found, to be told page by page.

    Attributes:
        asked: what it asked.
        changes: how often what it searched had changed by then.
        found: sort keys and records, in ascending order.
        lasts: whether it finds the same again as long as nothing changes: not while a status moves on its own.

    """

    asked: Mapping[str, Any]
    changes: int
    found: list[tuple[SortKey, Any]]
    lasts: bool

    def page(self, after: SortKey | None, size: int, *, descending: bool) -> tuple[list[tuple[SortKey, Any]], bool]:
        """Return what comes behind `after` in the direction of the list, and whether there is more behind that."""
        if descending:
            end = len(self.found) if after is None else bisect_left(self.found, after, key=itemgetter(0))
            return self.found[max(0, end - size) : end][::-1], end > size
        begin = 0 if after is None else bisect_right(self.found, after, key=itemgetter(0))
        return self.found[begin : begin + size], begin + size < len(self.found)


def page_of(shelf: Shelf[R], listing: Listing, see: Callable[[R], R | None]) -> tuple[list[R], str | None]:
    """Return one page and the token of the next, or None where there is none.

    `see` tells what a record looks like by now, or None where it has gone.

    Raises:
        InvalidNextToken: the token is corrupt, or of another operation or other filters.

    """
    after = opened(listing.operation, listing.request)
    shown = list(islice(_wanted(shelf, listing, after, see), listing.size + 1))
    page = shown[: listing.size]
    token = sealed(listing.operation, listing.request, page[-1][0]) if len(shown) > len(page) else None
    return [record for _, record in page], token


def part_of(
    items: Sequence[T], operation: str, request: Mapping[str, Any], default: int, *, descending: bool = False
) -> tuple[list[T], str | None]:
    """Return one page of a list that only grows at its end, and the token of the next page, or None.

    Raises:
        InvalidNextToken: the token is corrupt, or of another operation or other filters.

    """
    after, size = opened(operation, request), page_size(request, default)
    places = range(len(items) - 1, -1, -1) if descending else range(len(items))
    left = [place for place in places if after is None or (place < after[0] if descending else place > after[0])]
    token = sealed(operation, request, (left[size - 1],)) if len(left) > size else None
    return [items[place] for place in left[:size]], token


def _wanted(
    shelf: Shelf[R], listing: Listing, after: SortKey | None, see: Callable[[R], R | None]
) -> Iterator[tuple[SortKey, R]]:
    filters = [(FILTERS[name], value) for name, value in listing.request.items() if name in FILTERS]
    for key, record in shelf.walk(listing.facet, listing.sort_by, after, descending=listing.descending):
        seen = see(record)
        if seen is not None and (not filters or all(holds(seen, value) for holds, value in filters)):
            yield key, seen


def sealed(operation: str, request: Mapping[str, Any], key: SortKey) -> str:
    """Return the token that goes on behind `key` in the answers to this operation and these filters."""
    text = json.dumps(key)
    return base64.urlsafe_b64encode(f"{_seal(operation, request, text)}{text}".encode()).decode()


def opened(operation: str, request: Mapping[str, Any]) -> SortKey | None:
    """Return the key that the request's NextToken carries, or None where there is no token.

    Raises:
        InvalidNextToken: the token is corrupt, or of another operation or other filters.

    """
    if not request.get("NextToken"):
        return None
    try:
        text = base64.b64decode(request["NextToken"], altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise InvalidNextToken from None
    seal, text = text[:_SEAL], text[_SEAL:]
    if seal != _seal(operation, request, text):
        raise InvalidNextToken
    return tuple(json.loads(text))


_SEAL = 16
#: `json.dumps` would make an encoder for every token.
_BINDING = json.JSONEncoder(sort_keys=True, default=str)


def _seal(operation: str, request: Mapping[str, Any], text: str) -> str:
    filters = {name: value for name, value in request.items() if name not in PAGING}
    bound = _BINDING.encode([operation, filters, text])
    return hashlib.blake2b(bound.encode(), digest_size=_SEAL // 2).hexdigest()
