"""The walk along associations, held against a second one that is slow and obvious."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.building import at

from sagemaker_registry_mock.lineage.graph import in_order, walked
from sagemaker_registry_mock.registry.lineage import Association, End, association
from sagemaker_registry_mock.registry.store import Shelf

Edges = list[tuple[str, str]]

#: A chain a to e with a way around c, and a loop at e.
CHAIN: Edges = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "x"), ("x", "d"), ("d", "e"), ("e", "e")]
INFINITE = 10**6


def shelf_of(edges: Edges) -> Shelf[Association]:
    """Return a shelf of associations between these ARNs, of which a pair that comes twice is one."""
    shelf: Shelf[Association] = Shelf()
    for order, (source, destination) in enumerate(dict.fromkeys(edges)):
        shelf.put(association((End(source, "T"), End(destination, "T")), None, order=order, created=at(0)))
    return shelf


def steps(edges: Edges, direction: str) -> Edges:
    """Return the single steps that a walk in a direction can take."""
    forth = [] if direction == "Ascendants" else edges
    back = [] if direction == "Descendants" else [(far, near) for near, far in edges]
    return [*forth, *back]


def distances(edges: Edges, start: str, direction: str) -> dict[str, int]:
    """Return how far each node is from `start`, by relaxing every step until nothing changes."""
    nodes = {node for edge in edges for node in edge} | {start}
    far = dict.fromkeys(nodes, INFINITE) | {start: 0}
    for _ in nodes:
        for one, other in steps(edges, direction):
            far[other] = min(far[other], far[one] + 1)
    return {node: distance for node, distance in far.items() if distance < INFINITE}


@pytest.mark.parametrize(
    ("direction", "farthest", "expected"),
    [
        ("Descendants", 10, ["c", "d", "x", "e"]),
        ("Descendants", 1, ["c", "x"]),
        ("Ascendants", 10, ["a"]),
        ("Both", 1, ["a", "c", "x"]),
        ("Both", 10, ["a", "c", "x", "d", "e"]),
        ("Both", 0, []),
        ("Both", -1, []),
        ("Sideways", 1, ["a", "c", "x"]),
        ("Descendants", 10**18, ["c", "d", "x", "e"]),
    ],
)
def test_a_walk_goes_in_a_direction_as_far_as_it_may(direction: str, farthest: int, expected: list[str]) -> None:
    """Ascendants lie against the direction of associations, descendants with it; each association is one step."""
    walk = walked(shelf_of(CHAIN), ["b"], direction, farthest)

    assert sorted(in_order(walk.depths)[1:]) == sorted(expected)
    assert in_order(walk.depths)[0] == "b"


def test_what_does_not_match_is_walked_through() -> None:
    """Those that match are told, with all that lie on a shortest way to one of them."""
    walk = walked(shelf_of([*CHAIN, ("b", "y")]), ["a"], "Descendants", 10)

    assert walk.told(lambda arn: arn == "d") == {"a": 0, "b": 1, "c": 2, "x": 2, "d": 3}
    assert walk.told(lambda _arn: False) == {}
    assert walk.told(lambda _arn: True) == walk.depths


def test_a_walk_from_several_is_one_walk() -> None:
    """All that a walk starts from has the depth 0."""
    walk = walked(shelf_of(CHAIN), ["a", "d"], "Descendants", 1)

    assert walk.depths == {"a": 0, "d": 0, "b": 1, "e": 1}


@given(data=st.data())
def test_a_walk_is_what_an_obvious_walk_is(data: Any) -> None:
    """Depths, associations passed and entities told are those that plain distances say, in any graph."""
    nodes = st.sampled_from("abcdefg")
    edges = list(dict.fromkeys(data.draw(st.lists(st.tuples(nodes, nodes), max_size=14))))
    start, direction = data.draw(nodes), data.draw(st.sampled_from(["Ascendants", "Descendants", "Both"]))
    farthest, wanted = data.draw(st.integers(0, 5)), data.draw(st.sets(nodes))

    walk = walked(shelf_of(edges), [start], direction, farthest)

    far = distances(edges, start, direction)
    near = {node: distance for node, distance in far.items() if distance <= farthest}
    assert walk.depths == near
    met = {"Descendants": (0,), "Ascendants": (1,), "Both": (0, 1)}[direction]
    assert {(one.source, one.destination) for one in walk.passed} == {
        edge for edge in edges if any(near.get(edge[end], farthest) < farthest for end in met)
    }
    assert set(walk.told(lambda arn: arn in wanted)) == {
        node
        for node in near
        for match in wanted & set(near)
        if near[node] + distances(edges, node, direction).get(match, INFINITE) == near[match]
    }
