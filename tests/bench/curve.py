"""What four calls cost from a small registry to a large one. `python -m tests.bench.curve`.

moto's registries are filled by what its own operation does, but for counting the versions that there are, which it does
for every new one; the calls that are measured are whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from .conversation import cost, cost_in_moto, prepare
from .mocked import Mocked
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .timing import Figures, in_turn
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

REGIONS = ("us-east-1", "us-east-2", "us-west-1", "us-west-2")
CALLS = ("CreateModelPackage", "ListModelPackages", "DescribeModelPackage", "UpdateModelPackage")
THIS, MOTO = "this package", "moto alone"
#: So few calls in a turn, since moto takes long for each.
FEW = 3

Subject = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What a call costs by the number of versions: milliseconds by contender and size."""

    call: str
    costs: dict[str, dict[int, float]]


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows that the curves are made of; the targets are those of calls and of size."""
    return rows_of(figures(scale))


def rows_of(figures: Figures[Subject]) -> list[Row]:
    """Return a row of each call at each size."""
    return [
        Compared(what=f"{call}, {size:,} versions", ours=row[THIS], against=MOTO, base=row[MOTO]).at_least(None)
        for (call, size), row in figures.items()
        if call in CALLS
    ]


def curves_of(figures: Figures[Subject]) -> list[Curve]:
    """Return the curve of each call."""
    return [
        Curve(
            call=call,
            costs={
                name: {size: median(row[name]) for (other, size), row in figures.items() if other == call}
                for name in (THIS, MOTO)
            },
        )
        for call in CALLS
    ]


def figures(scale: Scale = FULL) -> Figures[Subject]:
    """Measure: by call and size, of each contender a median in milliseconds per round."""
    regions = dict(zip(scale.sizes, REGIONS, strict=False))
    with Worker(Mocked, plugged=True) as this, Worker(Mocked, plugged=False) as moto:
        for size, region in regions.items():
            this.do(prepare, region, 1, size)
            moto.do(prepare, region, 1, size)

        contenders: dict[str, Callable[[Subject], float | None]] = {
            THIS: lambda subject: this.do(cost, regions[subject[1]], subject[0], FEW),
            MOTO: lambda subject: cost_in_moto(moto, regions[subject[1]], subject[1], subject[0], FEW),
        }
        # What was created is deleted.
        subjects = [(call, size) for call in (*CALLS, "DeleteModelPackage") for size in scale.sizes]
        return in_turn(contenders, subjects, scale.rounds)


if __name__ == "__main__":
    show({"curve": measured()})
