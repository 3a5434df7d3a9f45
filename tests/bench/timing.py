"""How times are taken: in short blocks, contender after contender, so that whatever else the machine does hits all."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

#: What was measured of which contender: one figure per round.
Figures = dict[T, dict[str, list[float]]]

#: Calls before those that count: another contender has just had the processor's caches.
WARM = 2


def block(call: Callable[[], object], count: int, warm: int = WARM) -> float:
    """Make a call some times, and return the median time of one in milliseconds."""
    for _ in range(warm):
        call()
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return median(times) * 1000


def in_turn(contenders: Mapping[str, Callable[[T], float | None]], subjects: Sequence[T], rounds: int) -> Figures[T]:
    """Have every contender measure every subject once per round, and begin with another contender each time.

    Returns:
        Subject to contender to its figures. A contender that cannot do a subject tells None, and has no figures there.

    """
    names = list(contenders)
    figures: Figures[T] = {subject: {} for subject in subjects}
    for number in range(rounds):
        for subject in subjects:
            for name in names[number % len(names) :] + names[: number % len(names)]:
                figure = contenders[name](subject)
                if figure is not None:
                    figures[subject].setdefault(name, []).append(figure)
    return figures
