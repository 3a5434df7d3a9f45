"""A table whose rare rows are entered when one of them is looked for: their modules take long to import."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import TypeVar

Row = TypeVar("Row")


class LateTable(MutableMapping[str, Row]):
    """Rows by their names.

    Attributes:
        rare: the modules that enter the rest, each into this table; they are imported when it is asked for a name that
            it does not have yet, or for all of them.

    """

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self.rare: tuple[str, ...] = ()

    def _all(self) -> dict[str, Row]:
        for module in self.rare:
            import_module(module)
        self.rare = ()  # only now: another thread that comes here meanwhile is to wait for the same imports
        return self._rows

    def __getitem__(self, name: str) -> Row:
        found = self._rows.get(name)
        return self._all()[name] if found is None else found

    def __contains__(self, name: object) -> bool:
        return name in self._rows or name in self._all()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __setitem__(self, name: str, row: Row) -> None:
        self._rows[name] = row

    def __delitem__(self, name: str) -> None:
        del self._all()[name]
