"""What a call costs in a large registry, against a small one. `python -m tests.bench.size`.

The registries are in one process, each in a region of its own, so that whatever the process does hits both.
"""

from __future__ import annotations

from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING, Any

from .conversation import LATEST, OF_GROUPS, OF_VERSIONS, asking, prepare
from .mocked import Mocked
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .timing import block, in_turn
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The regions of the registries: of few and many versions in one group, of few and many groups of one version.
SMALL, LARGE, FEW, MANY = "us-east-1", "us-east-2", "us-west-1", "us-west-2"
GROUP = "group-0"
PAGE = 100
#: How many pages make an end of a list.
PAGES = 10


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows of the latest approved version, of the first and the last pages, and of every call."""
    small, large = scale.sizes[0], scale.sizes[-1]
    with Worker(Mocked, plugged=True) as this:
        for region, groups, versions in (
            (SMALL, 1, small),
            (LARGE, 1, large),
            (FEW, small, 1),
            (MANY, scale.groups, 1),
        ):
            this.do(prepare, region, groups, versions)
        rows = _latest(this, scale) + _pages(this, scale)
        rows += _flat(this, scale, OF_VERSIONS, {LARGE: f"{large:,} versions", SMALL: f"{small:,} versions"})
        return rows + _flat(
            this, scale, OF_VERSIONS + OF_GROUPS, {MANY: f"{scale.groups:,} groups", FEW: f"{small:,} groups"}
        )


def _flat(this: Worker, scale: Scale, calls: Sequence[str], regions: dict[str, str]) -> list[Row]:
    (large, many), (small, few) = regions.items()
    contenders = {region: asking(this, region, scale.calls) for region in regions}
    figures = in_turn(contenders, calls, scale.rounds)
    return [
        Compared(what=f"{name}, {many}", ours=row[large], against=few, base=row[small]).at_most(1.15)
        for name, row in figures.items()
    ]


def _latest(this: Worker, scale: Scale) -> list[Row]:
    """Return the cost of the newest approved version, where one is approved: the oldest, one between, the newest."""
    small, large = scale.sizes[0], scale.sizes[-1]
    contenders = {region: asking(this, region, scale.calls) for region in (SMALL, LARGE)}
    rows = []
    for place, share in (("oldest", 0.0), ("middle", 0.5), ("newest", 1.0)):
        for region, versions in ((SMALL, small), (LARGE, large)):
            this.do(approve_one, region, 1 + round(share * (versions - 1)))
        row = in_turn(contenders, [LATEST], scale.rounds)[LATEST]
        what = f"latest approved version: of {large:,} the {place}"
        rows.append(Compared(what=what, ours=row[LARGE], against=f"of {small:,}", base=row[SMALL]).at_most(1.3))
    return rows


def approve_one(mocked: Mocked, region: str, number: int) -> None:
    """Approve one version, and reject the one that this has approved before."""
    client = mocked.client(region)
    listed = client.list_model_packages(ModelPackageGroupName=GROUP, MaxResults=1)
    common = listed["ModelPackageSummaryList"][0]["ModelPackageArn"].rpartition("/")[0]
    for approved in mocked.kept.pop(("approved", region), ()):
        client.update_model_package(ModelPackageArn=approved, ModelApprovalStatus="Rejected")
    client.update_model_package(ModelPackageArn=f"{common}/{number}", ModelApprovalStatus="Approved")
    mocked.kept["approved", region] = [f"{common}/{number}"]
    (found,) = mocked.kept[region][LATEST]()["ModelPackageSummaryList"]
    if found["ModelPackageVersion"] != number:
        raise AssertionError(found)


def _pages(this: Worker, scale: Scale) -> list[Row]:
    this.do(read_all, scale.sizes[-1])
    contenders = {end: partial(_page_cost, this, scale.calls, end) for end in ("last", "first")}
    row = in_turn(contenders, ["page"], scale.rounds)["page"]
    what = f"a page of {PAGE} by paginator: the last {PAGES} of {scale.sizes[-1]:,}"
    return [Compared(what=what, ours=row["last"], against=f"the first {PAGES}", base=row["first"]).at_most(1.15)]


def _page_cost(this: Worker, number: int, end: str, _page: str) -> float:
    return this.do(page_cost, end, number)


def read_all(mocked: Mocked, versions: int) -> None:
    """List the versions of the large group by paginator, and keep how the first and the last pages are asked for."""
    client = mocked.client(LARGE)
    request = {"ModelPackageGroupName": GROUP, "MaxResults": PAGE}
    pages = client.get_paginator("list_model_packages").paginate(
        ModelPackageGroupName=GROUP, PaginationConfig={"PageSize": PAGE}
    )
    requests, count = [request], 0
    for page in pages:
        count += len(page["ModelPackageSummaryList"])
        requests += [{**request, "NextToken": page["NextToken"]}] if "NextToken" in page else []
    if count != versions:
        raise AssertionError(count)
    ends = {"first": requests[:PAGES], "last": requests[-PAGES:]}
    for end, asked in ends.items():
        mocked.kept[end] = partial(_next_page, client, cycle(asked))


def _next_page(client: Any, requests: Any) -> Any:
    return client.list_model_packages(**next(requests))


def page_cost(mocked: Mocked, end: str, number: int) -> float:
    """Return the median time of a page at one end of the list, in milliseconds."""
    return block(mocked.kept[end], number)


if __name__ == "__main__":
    show({"size": measured()})
