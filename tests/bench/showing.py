"""The report on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .rows import Row

COLUMNS = ("what", "costs", "against", "which costs", "result", "target", "holds")
_HOLDS = {True: "yes", False: "NO", None: ""}


def show(families: Mapping[str, Sequence[Row]]) -> None:
    """Print the rows, family by family."""
    console = _console()
    for name, rows in families.items():
        table = Table(*COLUMNS[:1], title=name, title_justify="left")
        for column in COLUMNS[1:]:
            table.add_column(column, justify="left" if column in {"against", "holds"} else "right")
        for row in rows:
            table.add_row(*cells(row), style="bold red" if row.holds is False else None)
        console.print(table)


def tell(text: str) -> None:
    """Print a sentence."""
    _console().print(text)


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=140)


def cells(row: Row) -> tuple[str, ...]:
    """Return what the columns tell of a row."""
    base = "" if row.base is None else amount(row.base, row.unit)
    return row.what, amount(row.figure, row.unit), row.against, base, row.told, row.target, _HOLDS[row.holds]


def amount(value: float, unit: str) -> str:
    """Return a figure with its unit, in as many digits as mean something."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3 if abs(value) < 1 else 2
    return f"{value:,.{digits}f} {unit}"
