"""The whole report: every target of performance, measured side by side. `python -m tests.bench.report`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .curve import curves_of, figures
from .page import PLOT, write_page
from .plot import drawn
from .scale import FULL, SMALL, Scale
from .showing import show, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .curve import Curve
    from .rows import Row

#: The families of rows: what each is, the module of that name tells.
FAMILIES = ("calls", "size", "search", "memory", "fixtures", "imports", "threads", "server")
#: Measured for the plot.
CURVE = "curve"
PACKAGES = ("sagemaker-registry-mock", "moto", "boto3", "botocore", "pytest")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.docs and (options.only or options.small):
        parser.error("--docs is for the whole report")
    scale = SMALL if options.small else FULL
    began = time.monotonic()
    wanted = options.only or [*FAMILIES, CURVE]
    # Small figures mean nothing, so nothing is lost where families are measured at the same time.
    with ThreadPoolExecutor(4 if options.small else 1) as pool:
        curves = pool.submit(_curves, scale) if CURVE in wanted else None
        asked = {name: pool.submit(_rows, name, scale) for name in FAMILIES if name in wanted}
        found = {name: rows.result() for name, rows in asked.items()}
    lines = curves.result() if curves else []
    show(found)
    tell(f"{_verdict(found)} {_told(machine())}. It took {time.monotonic() - began:.0f} s.")
    if options.json:
        options.json.write_text(json.dumps(_document(found, lines), indent=2), encoding="utf-8")
    if options.plot and lines:
        options.plot.write_text(drawn(lines), encoding="utf-8")
    if options.docs:
        write_page(machine(), found)
        PLOT.write_text(drawn(lines), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.report", description=__doc__)
    parser.add_argument("--small", action="store_true", help="only see that everything works; the figures mean nothing")
    parser.add_argument("--only", nargs="+", choices=[*FAMILIES, CURVE], metavar="FAMILY", help="%(choices)s")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows and the curves as JSON")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write the curves as SVG")
    parser.add_argument("--docs", action="store_true", help="put the rows and the curves into docs/performance.md")
    return parser


def _rows(family: str, scale: Scale) -> list[Row]:
    rows: list[Row] = import_module(f".{family}", __package__).measured(scale)
    return rows


def _curves(scale: Scale) -> list[Curve]:
    return curves_of(figures(scale))


def machine() -> dict[str, Any]:
    """Return what the figures depend on, as far as that has a name."""
    versions = {name: version(name) for name in PACKAGES}
    return {"Python": platform.python_version(), **versions, "processors": os.cpu_count(), "on": platform.system()}


def _told(machine: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in machine.items())


def _verdict(families: Mapping[str, Sequence[Row]]) -> str:
    rows = [row for rows in families.values() for row in rows if row.holds is not None]
    return f"{sum(bool(row.holds) for row in rows)} of {len(rows)} targets hold."


def _document(families: Mapping[str, Sequence[Row]], curves: Sequence[Curve]) -> dict[str, Any]:
    rows = [{"family": name, **row.as_json()} for name, rows in families.items() for row in rows]
    return {"machine": machine(), "rows": rows, "curves": [asdict(one) for one in curves]}


if __name__ == "__main__":
    main()
