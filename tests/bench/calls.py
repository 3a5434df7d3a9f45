"""What a call costs through boto3: this package, botocore alone, and moto alone. `python -m tests.bench.calls`.

"botocore alone" is the floor: a client of the same process, whose requests a `before-send` handler answers with the
reply that this package gave, while no mock is active and botocore is as it comes: what this package keeps for it would
else make the floor cheaper, too. moto alone is in a process that never imports this package. The registry holds one
group of 100 versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conversation import OF_VERSIONS, asking, cost_in_moto, cost_of_floor, prepare, prepare_floor
from .mocked import Mocked
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .timing import Figures, in_turn
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

REGION = "us-east-1"
VERSIONS = 100


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows: each call against the floor, then against moto alone."""
    figures = times(scale)
    rows = [_against(name, row, "floor", "botocore alone").at_most(1.35) for name, row in figures.items()]
    with_moto = {name: row for name, row in figures.items() if "moto" in row}
    return rows + [_against(name, row, "moto", "moto alone").at_least(2) for name, row in with_moto.items()]


def _against(name: str, figures: dict[str, list[float]], contender: str, told: str) -> Compared:
    return Compared(what=name, ours=figures["this"], against=told, base=figures[contender])


def times(scale: Scale) -> Figures[str]:
    """Return operation to contender to a median in milliseconds per round."""
    with Worker(Mocked, plugged=True) as this, Worker(Mocked, plugged=False) as moto:
        for worker in (this, moto):
            worker.do(prepare, REGION, 1, VERSIONS)
        this.do(prepare_floor, REGION)

        contenders: dict[str, Callable[[str], float | None]] = {
            "this": asking(this, REGION, scale.calls),
            "floor": lambda name: this.do(cost_of_floor, name, scale.calls),
            "moto": lambda name: cost_in_moto(moto, REGION, VERSIONS, name, scale.calls),
        }
        return in_turn(contenders, OF_VERSIONS, scale.rounds)


if __name__ == "__main__":
    show({"calls": measured()})
