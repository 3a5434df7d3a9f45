"""The only mutable object: everything one account holds in one region.

A `Registry` has a shelf for each kind of record. A shelf finds a record by its key and keeps sorted indexes over its
records, so that no look-up and no page grows with what is on it: adding costs a bisection, a page costs what it shows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
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
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult

R = TypeVar("R", bound=Record)
SortKey = tuple[Any, ...]


class Index:
    """Sort keys in order. The last part of a key is the record's `order`. Only its `owner` changes it."""

    __slots__ = ("_keys", "owner")

    def __init__(self, owner: object, keys: Iterable[SortKey] = ()) -> None:
        self.owner = owner
        self._keys: list[SortKey] = list(keys)

    def __len__(self) -> int:
        """Return how many records are filed here."""
        return len(self._keys)

    def add(self, key: SortKey) -> None:
        """File `key`. Most keys are the newest and go to the end."""
        if not self._keys or key > self._keys[-1]:
            self._keys.append(key)
        else:
            insort(self._keys, key)

    def copy(self, owner: object) -> Index:
        """Return an index of the same keys for another owner."""
        return Index(owner, self._keys)

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
        #: The keys that are not in lower case, by what they are in lower case.
        self._folded: dict[str, tuple[str, ...]] = {}
        self._indexes: dict[tuple[str, Hashable], Index] = {}
        #: The owner of its indexes. An index of another owner is shared, and copied before it changes.
        self._mark = object()

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
            self._name(record)
        self._records[record.order] = record

    def fill(self, records: Iterable[R]) -> None:
        """Store the records of an empty shelf, in the order of their creation: as `put` does, but many at a time."""
        filed: defaultdict[tuple[str, Hashable], list[SortKey]] = defaultdict(list)
        for record in records:
            self.changes += 1
            self._records[record.order] = record
            self._name(record)
            facets = set(record.facets)
            for sort_by, key in record.sort_keys.items():
                for facet in facets:
                    filed[sort_by, facet].append(key)
        self._indexes = {heading: Index(self._mark, sorted(keys)) for heading, keys in filed.items()}

    def _name(self, record: R) -> None:
        self._orders[record.key] = record.order
        if (folded := record.key.lower()) != record.key:
            self._folded[folded] = (*self._folded.get(folded, ()), record.key)

    def drop(self, record: R) -> None:
        """Take `record`, or what it has become since, off the shelf."""
        self.changes += 1
        self._file(record, set(self._records[record.order].facets), set())
        del self._records[record.order], self._orders[record.key]
        folded = record.key.lower()
        alike = tuple(key for key in self._folded.pop(folded, ()) if key != record.key)
        if alike:
            self._folded[folded] = alike
        if self._after_drop:
            self._after_drop(record)

    def become(self, other: Shelf[R]) -> None:
        """Hold what `other` holds by now. What either of them is given later, the other does not get.

        This costs little: the indexes, of which lineage has very many, are shared until one of the two changes one.
        """
        self.changes += 1
        self._records = dict(other._records)
        self._orders = dict(other._orders)
        self._folded = dict(other._folded)
        self._indexes = dict(other._indexes)
        self._mark, other._mark = object(), object()

    def _file(self, record: R, gone: set[Hashable], come: set[Hashable]) -> None:
        if not gone and not come:
            return
        for sort_by, key in record.sort_keys.items():
            for facet in gone:
                self._unfile((sort_by, facet), key)
            for facet in come:
                self._own((sort_by, facet)).add(key)

    def _own(self, heading: tuple[str, Hashable]) -> Index:
        """Return the index of a heading, to be changed: a new one where there is none, or others share it."""
        index = self._indexes.get(heading)
        if index is None or index.owner is not self._mark:
            index = index.copy(self._mark) if index else Index(self._mark)
            self._indexes[heading] = index
        return index

    def _unfile(self, heading: tuple[str, Hashable], key: SortKey) -> None:
        index = self._own(heading)
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
        self.groups: Shelf[ModelPackageGroup] = Shelf(self._forget_group)
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
        #: The last number that `next_order` has given.
        self.orders = 0

    def next_order(self) -> int:
        """Return a number that no record of this registry has had."""
        self.orders += 1
        return self.orders

    def become(self, other: Registry) -> None:
        """Hold what `other` holds by now: the records, which never change, are shared, and nothing else is."""
        for name, shelf in vars(self).items():
            if isinstance(shelf, Shelf):
                shelf.become(getattr(other, name))
        self.lineage.become(other.lineage)
        self.step_results = dict(other.step_results)
        self.tokens = dict(other.tokens)
        self.orders = other.orders

    def copy(self) -> Registry:
        """Return a registry of the same scope that holds what this one holds by now."""
        other = Registry(self.scope)
        other.become(self)
        return other

    def _forget_group(self, group: ModelPackageGroup) -> None:
        """Drop the versions of a group that has gone: they had gone before it, and nobody has looked since."""
        for _, version in list(self.packages.walk(("group", group.name))):
            self.packages.drop(version)

    def _forget_card(self, card: ModelCard) -> None:
        """Drop the versions and the exports of a card that has gone."""
        for _, version in list(self.card_versions.walk(("card", card.name), "Version")):
            self.card_versions.drop(version)
        for _, export in list(self.card_exports.walk(("card", card.name))):
            self.card_exports.drop(export)
