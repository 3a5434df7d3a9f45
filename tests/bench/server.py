"""What a call to a server costs one client: this package's server and moto's, each in a process of its own.

`python -m tests.bench.server`. The third server is moto's own with the registry in it, which is moto's business but for
the answer itself; it is there to see, without a target.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from .conversation import calls_of
from .mocked import PACKAGE
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .timing import block, in_turn
from .versions import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CREATE = "CreateModelPackage"
CALLS = (CREATE, "DescribeModelPackage", "ListModelPackages")
VERSIONS = 20
#: How long a server may take to be there, in seconds.
PATIENCE = 60

OURS, MOTOS, BOTH = "this package's server", "moto's server", "moto's server with this package"
_MOTOS = "import sys; from moto.server import main; main(sys.argv[1:])"
COMMANDS = {
    OURS: ("-m", PACKAGE, "serve", "--quiet"),
    MOTOS: ("-c", _MOTOS, "-H", "127.0.0.1"),
    BOTH: ("-c", f"import {PACKAGE}; {_MOTOS}", "-H", "127.0.0.1"),
}


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows: each call to this package's server against moto's, then to moto's with this package in it."""
    ours = (OURS, BOTH) if scale.informs else (OURS,)
    with ExitStack() as servers:
        ports = {name: servers.enter_context(_started(name)) for name in (MOTOS, *ours)}
        calls = {name: _calls(port) for name, port in ports.items()}
        asking = {name: partial(_cost, calls[name], scale.calls) for name in ports}
        figures = in_turn(asking, CALLS, scale.rounds)
    return [
        Compared(what=f"{name}, {server}", ours=row[server], against=MOTOS, base=row[MOTOS]).at_least(least)
        for server, least in zip(ours, (1.5, None), strict=False)
        for name, row in figures.items()
    ]


def _cost(calls: dict[str, Callable[[], Any]], number: int, name: str) -> float:
    return block(calls[name], number)


def _calls(port: int) -> dict[str, Callable[[], Any]]:
    """Wait for a server, fill its registry, and return the calls.

    Versions are created in a registry of their own, since moto cannot delete them: the other one keeps its size.
    """
    _wait(port)
    return {**_calls_in("us-east-1", port), CREATE: _calls_in("us-east-2", port)[CREATE]}


def _calls_in(region: str, port: int) -> dict[str, Callable[[], Any]]:
    client = boto3.client(
        "sagemaker",
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )
    client.create_model_package_group(ModelPackageGroupName="group-0")
    for number in range(VERSIONS):
        client.create_model_package(**version(number, "group-0"))
    return calls_of(client, ["group-0"], VERSIONS)


@contextmanager
def _started(name: str) -> Iterator[int]:
    """Start a server, and yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - its arguments are all here
        [sys.executable, *COMMANDS[name], "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield port
    finally:
        process.kill()
        process.wait()


def _wait(port: int) -> None:
    """Wait until somebody listens.

    Raises:
        TimeoutError: nobody does.

    """
    end = time.monotonic() + PATIENCE
    while not _listens(port):
        if time.monotonic() > end:
            raise TimeoutError(port)
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    show({"server": measured()})
