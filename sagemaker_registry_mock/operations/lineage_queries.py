"""QueryLineage: what led to an entity, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.lineage.graph import in_order, walked
from sagemaker_registry_mock.operations._lineage_ends import end_named, vertex_of
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry.listing import opened, page_size, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sagemaker_registry_mock.operations._lineage_ends import Vertex
    from sagemaker_registry_mock.registry.lineage import Association

#: As far as a query goes, and as much as a page holds, where the request does not say: the most that it may say.
_FARTHEST, _PAGE = 10, 50


@operation("QueryLineage")
def query_lineage(call: Call, request: Members) -> Reply:
    """Tell a page of the entities around the one where the query starts, or of all where it starts nowhere.

    Raises:
        LineageEntityDoesNotExist: that where the query starts.
        AccessDeniedException: the caller may not query its lineage.
        InvalidNextToken: the token is corrupt or of another query.

    """
    named = request.get("StartArns") or ()
    starts = [end_named(call.about({"EntityArn": text}), text).arn for text in named]
    lineage = settled(call.registry)
    if not starts:
        call.about({"EntityArn": "*"})
    everything = (one.arn for shelf in lineage.entities.values() for one in shelf)
    farthest = request.get("MaxDepth", _FARTHEST)
    walk = walked(lineage.associations, starts or everything, request.get("Direction", "Both"), farthest)
    matches = _filter(call, request.get("Filters", {}))
    if request.get("IncludeEdges", True):
        return _page(call, request, walk.told(matches), walk.passed)
    found = {arn: depth for arn, depth in walk.depths.items() if arn not in starts and matches(arn)}
    return _page(call, request, found, ())


def _page(call: Call, request: Members, found: dict[str, int], edges: Iterable[Association]) -> Reply:
    """Return a page of what was found; an edge comes with the page of its farther end."""
    after = opened(call.operation, request)
    left = [arn for arn in in_order(found) if after is None or (found[arn], arn) > after]
    page = left[: max(1, page_size(request, _PAGE))]
    shown = set(page)
    return {
        "Vertices": [_told(vertex_of(call, arn)) for arn in page],
        "Edges": [_edge(one) for one in edges if _farther(one, found) in shown],
        "NextToken": sealed(call.operation, request, (found[page[-1]], page[-1])) if len(left) > len(page) else None,
    }


def _farther(one: Association, found: dict[str, int]) -> str | None:
    """Return the later of an association's two ends, in the order of the pages; None where one of them is not told."""
    if one.source not in found or one.destination not in found:
        return None
    return max(one.source, one.destination, key=lambda arn: (found[arn], arn))


def _told(vertex: Vertex) -> dict[str, Any]:
    return {"Arn": vertex.arn, "Type": vertex.type, "LineageType": vertex.lineage_type}


def _edge(one: Association) -> dict[str, Any]:
    return {"SourceArn": one.source, "DestinationArn": one.destination, **one.members}


#: The filters of a query, and what an entity must satisfy. An entity that has gone from moto has no times any more.
_FILTERS: dict[str, Callable[[Vertex, Any], bool]] = {
    "Types": lambda vertex, types: vertex.type in types,
    "LineageTypes": lambda vertex, types: vertex.lineage_type in types,
    "CreatedBefore": lambda vertex, time: vertex.created is not None and vertex.created <= time,
    "CreatedAfter": lambda vertex, time: vertex.created is not None and vertex.created >= time,
    "ModifiedBefore": lambda vertex, time: vertex.modified is not None and vertex.modified <= time,
    "ModifiedAfter": lambda vertex, time: vertex.modified is not None and vertex.modified >= time,
    "Properties": lambda vertex, pairs: any(vertex.properties.get(key) == value for key, value in pairs.items()),
}


def _filter(call: Call, filters: Members) -> Callable[[str], bool]:
    """Return what tells whether an entity satisfies all filters; a filter that lists nothing filters nothing."""
    rules = [(_FILTERS[name], value) for name, value in filters.items() if name in _FILTERS and value]
    if not rules:
        return lambda _arn: True

    def matches(arn: str) -> bool:
        vertex = vertex_of(call, arn)
        return all(holds(vertex, value) for holds, value in rules)

    return matches
