"""QueryLineage: what led to an entity, and what came of it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.lineage.graph import walked
from sagemaker_registry_mock.operations._lineage_ends import end_named, vertex_of
from sagemaker_registry_mock.operations._table import Call, Members, Reply, operation
from sagemaker_registry_mock.registry.lineage import Found
from sagemaker_registry_mock.registry.listing import PAGING, opened, page_size, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
    starts = [end_named(call.about({"EntityArn": text}), text).arn for text in request.get("StartArns") or ()]
    if not starts:
        call.about({"EntityArn": "*"})
    lineage = settled(call.registry)
    asked = {name: value for name, value in request.items() if name not in PAGING}
    found = lineage.found if request.get("NextToken") else None
    if found is None or (found.asked, found.changes) != (asked, lineage.changes):
        found = _found(call, asked, starts)
    return _page(call, request, found)


def _found(call: Call, asked: Members, starts: list[str]) -> Found:
    """Return all that a query finds; an edge is told with its farther end."""
    lineage = call.registry.lineage
    everything = (one.arn for shelf in lineage.entities.values() for one in shelf)
    direction, farthest = asked.get("Direction", "Both"), asked.get("MaxDepth", _FARTHEST)
    walk = walked(lineage.associations, starts or everything, direction, farthest)
    matches = _filter(call, asked.get("Filters", {}))
    if asked.get("IncludeEdges", True):
        told, edges = walk.told(matches), walk.passed
    else:
        told, edges = {arn: depth for arn, depth in walk.depths.items() if arn not in starts and matches(arn)}, []
    places = sorted((depth, arn) for arn, depth in told.items())
    return Found(asked, lineage.changes, places, _by_farther_end(edges, told))


def _by_farther_end(edges: Iterable[Association], told: Mapping[str, int]) -> dict[str, list[Association]]:
    """Return the associations between entities that are told, each by the end that comes later."""
    found: dict[str, list[Association]] = {}
    for one in edges:
        source, destination = told.get(one.source), told.get(one.destination)
        if source is not None and destination is not None:
            ends = (source, one.source), (destination, one.destination)
            found.setdefault(max(ends)[1], []).append(one)
    return found


def _page(call: Call, request: Members, found: Found) -> Reply:
    """Return a page of what was found, which is kept while there is another."""
    after, size = opened(call.operation, request), max(1, page_size(request, _PAGE))
    begin = 0 if after is None else bisect_right(found.places, after)
    page = found.places[begin : begin + size]
    more = len(found.places) > begin + size
    call.registry.lineage.found = found if more else None
    return {
        "Vertices": [_told(vertex_of(call, arn)) for _, arn in page],
        "Edges": [_edge(one) for _, arn in page for one in found.edges.get(arn, ())],
        "NextToken": sealed(call.operation, request, page[-1]) if more else None,
    }


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
