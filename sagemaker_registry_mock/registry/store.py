"""The only mutable object: everything one account holds in one region.

A `Registry` has a shelf for each kind of record. A shelf finds a record by its key and keeps sorted indexes over its
records, so that no look-up and no page grows with what is on it: adding costs a bisection, a page costs what it shows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sagemaker_registry_mock.registry.lineage import Lineage
from sagemaker_registry_mock.registry.records import (
    ModelCard,
    ModelCardExportJob,
    ModelCardVersion,
    ModelPackage,
    ModelPackageGroup,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult

R = TypeVar("R", bound=Record)
SortKey = tuple[Any, ...]


class Index:
    """Sort keys in order. The last part of a key is the record's `order`."""

    def __init__(self) -> None:
        self._keys: list[SortKey] = []

    def __len__(self) -> int:
        """Return how many records are filed here."""
        return len(self._keys)

    def add(self, key: SortKey) -> None:
        """File `key`. Most keys are the newest and go to the end."""
        if not self._keys or key > self._keys[-1]:
            self._keys.append(key)
        else:
            insort(self._keys, key)

    def discard(self, key: SortKey) -> None:
        """Take `key` out."""
        del self._keys[bisect_left(self._keys, key)]

    def walk(self, after: SortKey | None = None, *, descending: bool = False) -> Iterator[SortKey]:
        """Yield the keys that come after `after` in the direction of the walk, whether or not it is still filed."""
        if descending:
            start = len(self._keys) if after is None else bisect_left(self._keys, after)
            positions = range(start - 1, -1, -1)
        else:
            start = 0 if after is None else bisect_right(self._keys, after)
            positions = range(start, len(self._keys))
        for position in positions:
            yield self._keys[position]


class Shelf(Generic[R]):
    """Records of one kind: found by key, walked by index. `after_drop` clears away what belongs to a record."""

    def __init__(self, after_drop: Callable[[R], None] | None = None) -> None:
        self._after_drop = after_drop
        #: How often a record was put here or dropped.
        self.changes = 0
        self._records: dict[int, R] = {}
        self._orders: dict[str, int] = {}
        self._folded: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._indexes: defaultdict[tuple[str, Hashable], Index] = defaultdict(Index)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._records)

    def __iter__(self) -> Iterator[R]:
        """Yield all records in the order of their creation."""
        return iter(self._records.values())

    def __contains__(self, key: str) -> bool:
        """Tell whether a record has exactly this key."""
        return key in self._orders

    def find(self, key: str) -> R | None:
        """Find by exact key, else by the key in any letter case where that names one record only."""
        if key not in self._orders:
            folded = key.lower()
            alike = [*self._folded.get(folded, ()), *([folded] if folded in self._orders else [])]
            if len(alike) != 1:
                return None
            key = alike[0]
        return self._records[self._orders[key]]

    def put(self, record: R) -> None:
        """Store `record` in the place of the record of the same order, if there is one."""
        self.changes += 1
        before = self._records.get(record.order)
        old, new = set(before.facets) if before else set(), set(record.facets)
        self._file(record, old - new, new - old)
        if before is None:
            self._orders[record.key] = record.order
            if (folded := record.key.lower()) != record.key:
                self._folded[folded][record.key] = None
        self._records[record.order] = record

    def drop(self, record: R) -> None:
        """Take `record`, or what it has become since, off the shelf."""
        self.changes += 1
        self._file(record, set(self._records[record.order].facets), set())
        del self._records[record.order], self._orders[record.key]
        if alike := self._folded.get(record.key.lower()):
            alike.pop(record.key, None)
            if not alike:
                del self._folded[record.key.lower()]
        if self._after_drop:
            self._after_drop(record)

    def _file(self, record: R, gone: set[Hashable], come: set[Hashable]) -> None:
        if not gone and not come:
            return
        for sort_by, key in record.sort_keys.items():
            for facet in gone:
                self._unfile((sort_by, facet), key)
            for facet in come:
                self._indexes[sort_by, facet].add(key)

    def _unfile(self, heading: tuple[str, Hashable], key: SortKey) -> None:
        index = self._indexes[heading]
        index.discard(key)
        if not index:
            del self._indexes[heading]

    def walk(
        self, facet: Hashable, sort_by: str = "CreationTime", after: SortKey | None = None, *, descending: bool = False
    ) -> Iterator[tuple[SortKey, R]]:
        """Yield sort key and record of all that is filed under `facet`, from behind `after` on."""
        index = self._indexes.get((sort_by, facet))
        if index is not None:
            for key in index.walk(after, descending=descending):
                yield key, self._records[key[-1]]


class Registry:
    """All groups, packages, cards, lineage and pipeline executions of one scope. It stores and finds; it knows no rule.

    Whoever works on it holds `lock` for the whole of one operation.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.lock = RLock()
        self.groups: Shelf[ModelPackageGroup] = Shelf()
        self.packages: Shelf[ModelPackage] = Shelf()
        self.cards: Shelf[ModelCard] = Shelf(self._forget_card)
        self.card_versions: Shelf[ModelCardVersion] = Shelf()
        self.card_exports: Shelf[ModelCardExportJob] = Shelf()
        self.lineage = Lineage(Shelf)
        self.executions: Shelf[PipelineExecution] = Shelf()
        #: What the test has told of steps, by pipeline and step.
        self.step_results: dict[tuple[str, str], StepResult] = {}
        #: (operation, account of the caller, ClientToken) to the request that used it and the reply it got.
        self.tokens: dict[tuple[str, str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        self._orders = count(1)

    def next_order(self) -> int:
        """Return a number that no record of this registry has had."""
        return next(self._orders)

    def _forget_card(self, card: ModelCard) -> None:
        """Drop the versions and the exports of a card that has gone."""
        for _, version in list(self.card_versions.walk(("card", card.name), "Version")):
            self.card_versions.drop(version)
        for _, export in list(self.card_exports.walk(("card", card.name))):
            self.card_exports.drop(export)
