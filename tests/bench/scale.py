"""How much is measured: enough for figures that can be trusted, or just enough to see that everything works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is measured.

    Attributes:
        rounds, calls: how often the contenders take turns, and the calls of one turn.
        sizes: numbers of versions, from the smallest registry to the largest.
        groups: the number of groups in a registry of many, against which one of `sizes[0]` is held.
        tests: in a run of pytest, without the first, which counts only where it is alone.
        starts: of an interpreter.
        seconds: how long threads are at it.
        informs: whether processes are started for rows that have no target, too.

    """

    rounds: int
    calls: int
    sizes: tuple[int, ...]
    groups: int
    tests: int
    starts: int
    seconds: float
    informs: bool

    @property
    def few(self) -> int:
        """Rounds of what takes long."""
        return max(1, self.rounds // 8)


FULL = Scale(
    rounds=40,
    calls=10,
    sizes=(100, 1_000, 10_000, 50_000),
    groups=5_000,
    tests=30,
    starts=15,
    seconds=0.5,
    informs=True,
)
SMALL = Scale(rounds=1, calls=2, sizes=(20, 120), groups=40, tests=0, starts=1, seconds=0.1, informs=False)
