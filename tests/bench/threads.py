"""Eight threads against one: what they get done together, and how fairly. `python -m tests.bench.threads`.

They ask one registry, with a client each or all with one. Python runs one of them at a time, so the most that they can
do is what one does alone; what is missing there, they have spent waiting for each other and for the interpreter. How
much of that is the interpreter's is told by botocore alone, whose clients share nothing, and by threads that all stay
on one processor: there the interpreter does not go from the caches of one processor to those of another.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, nullcontext
from itertools import islice
from statistics import mean, median
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

from .conversation import can
from .mocked import Mocked
from .rows import Row
from .scale import FULL, Scale
from .showing import show
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

REGION = "us-east-1"
THREADS = 8
#: How many calls `_endless` makes until it begins anew.
CALLS = 4
#: A thread that gets less done than this part of what a thread gets done on average is starved.
FAIR = 0.5

#: What tells the interpreter's part, and has no target.
ALONE, PINNED = "botocore alone, a client each", "a client each, on one processor"

#: How many calls a second each thread of a round got done.
Done = list[float]


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows: throughput, and the share of the thread that got the least done."""
    kinds: dict[str, dict[str, Any]] = {
        "a client each": {"clients": "clients"},
        "one client": {"clients": "clients", "shared": True},
        ALONE: {"clients": "canned"},
        PINNED: {"clients": "clients", "pinned": True},
    }
    rounds: dict[str, list[tuple[Done, Done]]] = {kind: [] for kind in kinds}
    with Worker(Mocked, plugged=True) as this:
        this.do(_prepare)
        for _ in range(scale.few):
            for kind, options in kinds.items():
                rounds[kind].append(this.do(_round, scale.seconds, **options))
    return [row for kind, done in rounds.items() for row in _rows(kind, done)]


def _rows(clients: str, rounds: Sequence[tuple[Done, Done]]) -> Iterator[Row]:
    alone = [sum(one) for one, _ in rounds]
    together = [sum(many) for _, many in rounds]
    yield Row(
        what=f"{THREADS} threads, {clients}",
        figure=median(together),
        unit="calls/s",
        against="1 thread",
        base=median(alone),
        result=median(many / one for one, many in zip(alone, together, strict=True)),
        least=None if clients in (ALONE, PINNED) else 1,
    )
    yield Row(
        what=f"the slowest of {THREADS} threads, {clients}",
        figure=median(min(many) for _, many in rounds),
        unit="calls/s",
        against="the average thread",
        base=median(mean(many) for _, many in rounds),
        result=median(min(many) / mean(many) for _, many in rounds),
        least=None if clients in (ALONE, PINNED) else FAIR,
    )


def _prepare(mocked: Mocked) -> None:
    mocked.fill(REGION, 1, 100)
    for kind in ("clients", "canned"):
        mocked.kept[kind] = [mocked.session.client("sagemaker", region_name=REGION) for _ in range(THREADS)]
    for client in mocked.kept["canned"]:
        can(client, islice(_endless(client), CALLS))


def _round(
    mocked: Mocked, seconds: float, *, clients: str, shared: bool = False, pinned: bool = False
) -> tuple[Done, Done]:
    """Have one thread at it, then all of them."""
    own: list[Any] = mocked.kept[clients]
    with mocked.paused() if clients == "canned" else nullcontext(), _one_processor() if pinned else nullcontext():
        return _done(own[:1], seconds), _done(own[:1] * THREADS if shared else own, seconds)


@contextmanager
def _one_processor() -> Iterator[None]:
    """Keep this process on one processor, where the operating system lets it choose."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else None
    if before:
        os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        if before:
            os.sched_setaffinity(0, before)


def _done(clients: Sequence[Any], seconds: float) -> Done:
    """Have a thread for each of the clients call for so long, and return how many calls a second each got done.

    A thread ends with the call at which the time is over, so what counts is the time until the last one has ended.
    """
    done = [0] * len(clients)
    begun: list[float] = []
    ready = Barrier(len(clients))

    def work(number: int) -> None:
        calls = _endless(clients[number])
        ready.wait()
        begun.append(time.perf_counter())
        for call in calls:
            call()
            done[number] += 1
            if time.perf_counter() >= begun[0] + seconds:
                break

    threads = [Thread(target=work, args=(number,)) for number in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - begun[0]
    return [number / taken for number in done]


def _endless(client: Any) -> Iterator[Callable[[], object]]:
    """Yield calls that leave the registry as they found it, but for one version at most."""
    group = {"ModelPackageGroupName": "group-0"}
    made: list[dict[str, str]] = []

    def create() -> None:
        made.append({"ModelPackageName": client.create_model_package(**group)["ModelPackageArn"]})

    while True:  # so many CALLS, again and again
        yield create
        yield lambda: client.describe_model_package(**made[0])
        yield lambda: client.list_model_packages(**group, MaxResults=10)
        yield lambda: client.delete_model_package(**made.pop())


if __name__ == "__main__":
    show({"threads": measured()})
