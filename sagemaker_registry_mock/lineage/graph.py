"""QueryLineage's walk along associations, and which of the entities that it passes are told.

Source: Developer Guide, "Querying Lineage Entities"; the outputs of AWS's sample notebook of multi-hop queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sagemaker_registry_mock.registry.lineage import Association
    from sagemaker_registry_mock.registry.store import Shelf

#: From which ends a walk in one direction follows associations to the other; a walk in any other goes both ways.
_WAYS = {"Ascendants": ("destination",), "Descendants": ("source",)}
_BOTH_WAYS = ("source", "destination")


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk has passed.

    Attributes:
        depths: the ARN of every entity, with the number of associations that lead to it.
        before: the ARN of every entity, with those from which it was reached by that number.
        passed: the associations.

    """

    depths: dict[str, int]
    before: dict[str, list[str]]
    passed: list[Association]

    def told(self, matches: Callable[[str], bool]) -> dict[str, int]:
        """Return the entities that match, and those on the shortest ways to them."""
        found = {arn for arn in self.depths if matches(arn)}
        for arn in reversed(in_order(self.depths)):
            if arn in found:
                found.update(self.before[arn])
        return {arn: self.depths[arn] for arn in found}


def in_order(depths: dict[str, int]) -> list[str]:
    """Return ARNs breadth first, those of one depth in the order of the alphabet."""
    return sorted(depths, key=lambda arn: (depths[arn], arn))


def walked(associations: Shelf[Association], starts: Iterable[str], direction: str, farthest: int) -> Walk:
    """Walk from `starts` along at most `farthest` associations."""
    depths = dict.fromkeys(starts, 0)
    walk = Walk(depths, {arn: [] for arn in depths}, [])
    passed = set[int]()
    layer, depth = list(depths), 0
    while layer and depth < farthest:
        depth += 1
        reached = dict[str, None]()
        for one, near, far in _leaving(associations, layer, direction):
            if one.order not in passed:
                passed.add(one.order)
                walk.passed.append(one)
            if depths.setdefault(far, depth) == depth:
                walk.before.setdefault(far, []).append(near)
                reached[far] = None
        layer = list(reached)
    return walk


def _leaving(
    associations: Shelf[Association], layer: list[str], direction: str
) -> Iterator[tuple[Association, str, str]]:
    """Yield the associations that lead on from some entities, each with the end where it was met and the other."""
    for arn in layer:
        for end in _WAYS.get(direction, _BOTH_WAYS):
            for _, one in associations.walk((end, arn)):
                yield one, arn, one.destination if end == "source" else one.source
