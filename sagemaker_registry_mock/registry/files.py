"""The sorted files of a shelf: what lets a page cost what it shows, and not what is on the shelf."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SortKey = tuple[Any, ...]
#: What stands after the family in a facet.
Heading = tuple[str, ...]


class File:
    """Sort keys in order, under the headings of one family. The last part of a key is the record's `order`."""

    __slots__ = ("_filed", "_own")

    def __init__(self, keys: Iterable[tuple[Heading, SortKey]] = ()) -> None:
        self._filed: defaultdict[Heading, list[SortKey]] = defaultdict(list)
        #: The headings whose lists are no other file's too; None where all are.
        self._own: set[Heading] | None = None
        for heading, key in keys:
            self._filed[heading].append(key)
        for filed in self._filed.values():
            filed.sort()

    def copy(self) -> File:
        """Return a file of the same keys. They stay in the same lists until one of the two files changes them."""
        other = File()
        other._filed = self._filed.copy()
        self._own, other._own = set(), set()
        return other

    def add(self, heading: Heading, key: SortKey) -> None:
        """File `key`. Most keys are the newest and go to the end."""
        filed = self._changing(heading)
        if not filed or key > filed[-1]:
            filed.append(key)
        else:
            insort(filed, key)

    def discard(self, heading: Heading, key: SortKey) -> None:
        """Take `key` out."""
        filed = self._changing(heading)
        del filed[bisect_left(filed, key)]
        if not filed:
            del self._filed[heading]

    def _changing(self, heading: Heading) -> list[SortKey]:
        """Return the list of a heading, of which no other file knows."""
        if self._own is not None and heading not in self._own:
            self._filed[heading] = self._filed[heading].copy()
            self._own.add(heading)
        return self._filed[heading]

    def walk(self, heading: Heading, after: SortKey | None = None, *, descending: bool = False) -> Iterator[SortKey]:
        """Return the keys that come after `after` in the direction of the walk, whether or not it is still filed."""
        filed = self._filed.get(heading, ())
        if descending:
            start = len(filed) if after is None else bisect_left(filed, after)
            positions = range(start - 1, -1, -1)
        else:
            start = 0 if after is None else bisect_right(filed, after)
            positions = range(start, len(filed))
        return map(filed.__getitem__, positions)
