"""What Search costs: by a name that is indexed, by a free expression, and page by page. `python -m tests.bench.search`.

The registries hold groups of ten versions. What is searched for by name or by expression are the ten of one group, the
same of this package and of moto alone, which does not page and would tell all that it finds. What a moto does not find,
as old ones do not by all operators, is not measured of it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from .mocked import Mocked
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .timing import Figures, block, in_turn
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

REGIONS = ("us-east-1", "us-east-2", "us-west-1")
HITS = 10
NAMED, FREE, EVERYTHING = "by group name", "by free expression", "for everything, two pages"
THIS, MOTO = "this package", "moto alone"
#: So few calls in a turn, since each may take long.
FEW = 3

Subject = tuple[str, int]


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows: against moto alone, and per record that there is against a smaller registry."""
    found = figures(scale)
    *_, middle, large = scale.sizes
    rows = [
        Compared(
            what=f"Search {kind}, {size:,} versions", ours=row[THIS], against=f"{MOTO}, {size:,}", base=row[MOTO]
        ).at_least(3 if size == large else None)
        for (kind, size), row in found.items()
        if MOTO in row
    ]
    for kind in (NAMED, FREE, EVERYTHING):
        per_record = {size: [time * 1000 / size for time in found[kind, size][THIS]] for size in (middle, large)}
        what, against = f"Search {kind}, per record of {large:,}", f"per record of {middle:,}"
        compared = Compared(what=what, ours=per_record[large], against=against, base=per_record[middle], unit="µs")
        rows.append(compared.at_most(1.15))
    return rows


def figures(scale: Scale) -> Figures[Subject]:
    """Measure: by kind of search and size, of each contender a median in milliseconds per round."""
    sizes = scale.sizes[-len(REGIONS) :]
    regions = dict(zip(sizes, REGIONS, strict=False))
    with Worker(Mocked, plugged=True) as this, Worker(Mocked, plugged=False) as moto:
        for size, region in regions.items():
            for worker in (this, moto):
                worker.do(prepare, region, size // HITS)

        def of(worker: Worker) -> Callable[[Subject], float | None]:
            return lambda subject: worker.do(search_cost, regions[subject[1]], subject[0], FEW)

        subjects = [(kind, size) for kind in (NAMED, FREE, EVERYTHING) for size in sizes]
        return in_turn({THIS: of(this), MOTO: of(moto)}, subjects, scale.few)


def prepare(mocked: Mocked, region: str, groups: int) -> None:
    """Fill a registry, and get ready to search it for the last of its groups."""
    wanted = mocked.fill(region, groups, HITS)[-1]
    by_name = {"Name": "ModelPackageGroupName", "Operator": "Equals", "Value": wanted}
    described = {"Name": "ModelPackageDescription", "Operator": "Contains", "Value": f" of {wanted}"}
    open_still = {"Name": "ModelApprovalStatus", "Operator": "NotEquals", "Value": "Rejected"}
    whatever = {"Name": "ModelPackageStatus", "Operator": "Equals", "Value": "Completed"}
    kinds = {NAMED: [by_name], FREE: [described, open_still]}
    kinds |= {EVERYTHING: [whatever]} if mocked.plugged else {}
    for kind, filters in kinds.items():
        call = partial(search, mocked.client(region), filters, pages=2 if kind == EVERYTHING else 1)
        if len(call()) == (2 * HITS if kind == EVERYTHING else HITS):
            mocked.kept[region, kind] = call
        elif mocked.plugged:
            raise AssertionError(kind)


def search(client: Any, filters: list[dict[str, str]], pages: int) -> list[Any]:
    """Return the first pages of what is found."""
    asked: dict[str, Any] = {"SearchExpression": {"Filters": filters}, "MaxResults": HITS}
    found = []
    for _ in range(pages):
        page = client.search(Resource="ModelPackage", **asked)
        found += page["Results"]
        asked |= {"NextToken": page["NextToken"]} if "NextToken" in page else {}
    return found


def search_cost(mocked: Mocked, region: str, kind: str, number: int) -> float | None:
    """Return the median time of a search in milliseconds, if it is measured. To warm up would take as long."""
    call = mocked.kept.get((region, kind))
    return block(call, number, warm=0) if call else None


if __name__ == "__main__":
    show({"search": measured()})
