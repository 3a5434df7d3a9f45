"""The only mutable object: everything one account holds in one region.

A `Registry` has a shelf for each kind of record. A shelf finds a record by its key and keeps sorted files over its
records, so that no look-up and no page grows with what is on it: adding costs a bisection, a page costs what it shows.
A file is made when somebody first walks it, and kept up from then on: most of those that there could be never are.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sagemaker_registry_mock.registry.files import File
from sagemaker_registry_mock.registry.lineage import Lineage
from sagemaker_registry_mock.registry.records import (
    Facet,
    ModelCard,
    ModelCardExportJob,
    ModelCardVersion,
    ModelPackage,
    ModelPackageGroup,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sagemaker_registry_mock.registry.arns import Scope
    from sagemaker_registry_mock.registry.executions import PipelineExecution, StepResult
    from sagemaker_registry_mock.registry.files import SortKey
    from sagemaker_registry_mock.registry.listing import Hits

R = TypeVar("R", bound=Record)


class Shelf(Generic[R]):
    """Records of one kind: found by key, walked by file. `after_drop` clears away what belongs to a record."""

    def __init__(self, after_drop: Callable[[R], None] | None = None) -> None:
        self._after_drop = after_drop
        #: How often a record was put here or dropped.
        self.changes = 0
        self._records: dict[int, R] = {}
        self._orders: dict[str, int] = {}
        #: The keys that are not in lower case, by what they are in lower case; None as long as nobody has asked.
        self._folded: dict[str, tuple[str, ...]] | None = None
        #: What has been walked, by what it is sorted by and then by its family.
        self._files: dict[str, dict[str, File]] = {}

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
        order = self._orders.get(key)
        if order is None:
            order = self._order_of_like(key)
        return None if order is None else self._records[order]

    def _order_of_like(self, key: str) -> int | None:
        if self._folded is None:
            self._folded = {}
            for known in self._orders:
                self._fold(known)
        folded = key.lower()
        alike = [*self._folded.get(folded, ()), *([folded] if folded in self._orders else [])]
        return self._orders[alike[0]] if len(alike) == 1 else None

    def put(self, record: R) -> None:
        """Store `record` in the place of the record of the same order, if there is one."""
        before = self._records.get(record.order)
        self._file(record, before, record)
        if before is None:
            self._name(record)
        self._records[record.order] = record
        self.changes += 1

    def fill(self, records: Iterable[R]) -> None:
        """Store the records of an empty shelf, in the order of their creation: as `put` does, but many at a time."""
        for record in records:
            self._name(record)
            self._records[record.order] = record
            self.changes += 1

    def _name(self, record: R) -> None:
        self._orders[record.key] = record.order
        self._fold(record.key)

    def _fold(self, key: str) -> None:
        if self._folded is not None and (folded := key.lower()) != key:
            self._folded[folded] = (*self._folded.get(folded, ()), key)

    def drop(self, record: R) -> None:
        """Take `record`, or what it has become since, off the shelf."""
        self._file(record, self._records[record.order], None)
        del self._records[record.order], self._orders[record.key]
        if self._folded is not None:
            folded = record.key.lower()
            alike = tuple(key for key in self._folded.pop(folded, ()) if key != record.key)
            if alike:
                self._folded[folded] = alike
        self.changes += 1
        if self._after_drop:
            self._after_drop(record)

    def become(self, other: Shelf[R]) -> None:
        """Hold what `other` holds by now. What either of them is given later, the other does not get.

        This costs little: the lists in the files are shared until one of the two changes one.
        """
        self.changes += 1
        self._records = dict(other._records)
        self._orders = dict(other._orders)
        self._folded = None
        self._files = {
            sort_by: {family: file.copy() for family, file in files.items()} for sort_by, files in other._files.items()
        }

    def _file(self, record: R, before: R | None, after: R | None) -> None:
        """Move a record in every file to the headings under which it now stands."""
        for sort_by, files in self._files.items():
            key = record.sort_key(sort_by)
            for family, file in files.items():
                headings = record.families[family]
                old, new = headings(before) if before else (), headings(after) if after else ()
                if old != new:
                    for gone in set(old).difference(new):
                        file.discard(gone, key)
                    for come in set(new).difference(old):
                        file.add(come, key)

    def walk(
        self, facet: Facet, sort_by: str = "CreationTime", after: SortKey | None = None, *, descending: bool = False
    ) -> Iterator[tuple[SortKey, R]]:
        """Yield sort key and record of all that is filed under `facet`, from behind `after` on."""
        family, *heading = facet
        for key in self._filed(sort_by, family).walk(tuple(heading), after, descending=descending):
            yield key, self._records[key[-1]]

    def _filed(self, sort_by: str, family: str) -> File:
        """Return a file, made now if nobody has asked for it before; an empty one where records have no such order."""
        file = self._files.get(sort_by, {}).get(family)
        if file is None:
            some = next(iter(self), None)
            if some is None or sort_by not in some.sorts:
                return File()
            by, headings = some.sorts[sort_by], some.families[family]
            file = File((one, (by(record), record.order)) for record in self for one in headings(record))
            self._files.setdefault(sort_by, {})[family] = file
        return file


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
        #: What the search whose pages are being read has found.
        self.hits: Hits | None = None
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
        self.hits = None
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
