"""A row of the report: one figure, what it is held against, and the target that their ratio has."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One comparison.

    Attributes:
        what: what was measured.
        figure, unit: what it costs (or, in units per second, yields).
        against: what it is held against; empty where the figure itself is the result.
        base: what that costs, in the same unit.
        result: the number that has a target: mostly a ratio.
        least: that number's target where it must not be lower.
        most: its target where it must not be higher. A row without either only informs.

    """

    what: str
    figure: float
    unit: str
    result: float
    against: str = ""
    base: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.least is None and self.most is None:
            return None
        return (self.least is None or self.result >= self.least) and (self.most is None or self.result <= self.most)

    @property
    def target(self) -> str:
        """The target in a few signs."""
        if self.least is not None:
            return f"≥ {self.least:g}{self._sign}"
        return "" if self.most is None else f"≤ {self.most:g}{self._sign}"

    @property
    def told(self) -> str:
        """The result, as the target is told."""
        return f"{self.result:.2f}{self._sign}"

    @property
    def _sign(self) -> str:
        return " \N{MULTIPLICATION SIGN}" if self.against else f" {self.unit}"

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain data."""
        return {**asdict(self), "target": self.target, "holds": self.holds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two costs that were measured in the same rounds, with one figure per round: what is told is the median ratio."""

    what: str
    ours: Sequence[float]
    against: str
    base: Sequence[float]
    unit: str = "ms"

    def at_most(self, most: float | None) -> Row:
        """Return the row of a cost that must not be higher than so many times the other."""
        ratios = [one / other for one, other in zip(self.ours, self.base, strict=True)]
        return self._row(median(ratios), most=most)

    def at_least(self, least: float | None) -> Row:
        """Return the row of a cost that is to be so many times lower than the other."""
        ratios = [other / one for one, other in zip(self.ours, self.base, strict=True)]
        return self._row(median(ratios), least=least)

    def _row(self, result: float, **target: float | None) -> Row:
        figure, base = median(self.ours), median(self.base)
        return Row(
            what=self.what, figure=figure, unit=self.unit, against=self.against, base=base, result=result, **target
        )
