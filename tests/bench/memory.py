"""What a version takes in memory beyond the JSON of its request. `python -m tests.bench.memory`.

Counted is what the operating system has given to the process, after a collection. That is what a user sees; it repeats
to a few bytes, since each process is forked from the same one. tracemalloc, which counts what Python has asked for,
tells the same ratio, and takes several times as long.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .mocked import Mocked
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .versions import version
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Mapping

REGIONS = ("us-east-1", "us-east-2")


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the row."""
    versions = scale.sizes[-1]
    contenders: Mapping[str, bool] = {"this": True, "moto": False}
    taken = {}
    for name, plugged in contenders.items():
        with Worker(Mocked, plugged=plugged) as worker:
            taken[name] = worker.do(bytes_per_version, versions)
    what = f"memory of a version beyond its JSON, {versions:,} versions"
    compared = Compared(what=what, ours=[taken["this"]], against="moto alone", base=[taken["moto"]], unit="bytes")
    return [compared.at_most(1)]


def bytes_per_version(mocked: Mocked, versions: int) -> float:
    """Return what a version of a group of so many takes, less the length of the JSON that registers it."""
    warming, measuring = REGIONS
    mocked.fill(warming, 1, 10)  # what is made once is there then
    mocked.client(measuring)
    gc.collect()
    before = resident()
    (group,) = mocked.fill(measuring, 1, versions)
    for only in ({}, {"ModelApprovalStatus": "Approved"}):  # what somebody has listed is indexed
        mocked.client(measuring).list_model_packages(ModelPackageGroupName=group, MaxResults=1, **only)
    gc.collect()
    return (resident() - before) / versions - len(json.dumps(version(versions // 2, group)))


def resident() -> int:
    """Return how many bytes of memory this process has; where the system does not tell, how many it has had at most."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except FileNotFoundError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return pages * resource.getpagesize()


if __name__ == "__main__":
    show({"memory": measured()})
