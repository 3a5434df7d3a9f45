"""The report is complete and can be read. What its figures are no test asks: a busy machine would fail it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from bench.curve import CALLS, MOTO, THIS, Curve
from bench.page import BEGIN, END, PAGE, figures, replaced
from bench.plot import drawn
from bench.report import FAMILIES, main
from bench.rows import Compared, Row
from bench.scale import SMALL
from bench.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_report_is_complete(tmp_path: Path) -> None:
    """The command measures everything, prints it, and writes it as JSON and as a plot: one run, since it takes long."""
    report, plot = tmp_path / "report.json", tmp_path / "plot.svg"
    command = [sys.executable, "-m", "tests.bench.report", "--small", "--json", str(report), "--plot", str(plot)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603 - its arguments are all here
    assert run.returncode == 0, run.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    check_rows(told["rows"])
    check_curves(told["curves"])
    check_plot(ET.parse(plot).getroot())  # noqa: S314 - our own
    assert {"moto", "botocore", "processors"} <= set(told["machine"])
    assert all(family in run.stdout for family in (*FAMILIES, "targets hold", "moto "))


def check_rows(rows: Any) -> None:
    """Each row tells a cost that is more than nothing, and what it is held against; each family has a target."""
    for row in rows:
        assert row["what"]
        # Memory, and what the plugin adds to a run, are differences: of little they may be less than nothing.
        assert row["figure"] > 0 or row["unit"] == "bytes" or not row["against"], row
        assert (row["base"] is None) is (not row["against"]), row
        assert row["holds"] in ((None,) if not row["target"] else (True, False)), row
    assert {row["family"] for row in rows if row["target"]} == set(FAMILIES)


def check_curves(curves: Any) -> None:
    """Each call that is drawn has a cost at each size, of this package and of moto alone."""
    sizes = {str(size) for size in SMALL.sizes}
    assert [curve["call"] for curve in curves] == list(CALLS)
    assert all(set(curve["costs"][name]) == sizes for curve in curves for name in (THIS, MOTO))
    assert all(cost > 0 for curve in curves for costs in curve["costs"].values() for cost in costs.values())


def check_plot(plot: ET.Element) -> None:
    """The plot has a panel with both lines for each call."""
    panels = plot.findall(f"{SVG}g")
    told = [{text.text for text in panel.iter(f"{SVG}text")} for panel in panels]
    assert all({call, THIS, MOTO, "versions in the group"} <= panel for call, panel in zip(CALLS, told, strict=True))
    lines = [[one.get("class") for one in panel.iter(f"{SVG}polyline")] for panel in panels]
    assert all({"line this", "line moto"} <= set(panel) for panel in lines)


def test_a_plot_has_its_points_where_they_belong() -> None:
    """Both axes are logarithmic: a tenfold size is as far from the last as the one before, and dearer is higher."""
    curve = Curve(call="Call", costs={THIS: {1: 1.0, 10: 1.0, 100: 1.0}, MOTO: {1: 1.0, 10: 10.0, 100: 100.0}})
    lines = {one.get("class"): one.get("points", "") for one in ET.fromstring(drawn([curve])).iter(f"{SVG}polyline")}  # noqa: S314 - our own
    points = {kind: [tuple(map(float, point.split(","))) for point in text.split()] for kind, text in lines.items()}
    (first, _), (second, low), (third, _) = points["line this"]
    assert second - first == pytest.approx(third - second, abs=0.2)
    (_, base), (_, dearer), (_, dearest) = points["line moto"]
    assert base == low > dearer > dearest


@pytest.mark.parametrize(
    ("row", "result", "holds"),
    [
        (lambda compared: compared.at_most(2), "2.00", True),
        (lambda compared: compared.at_most(1.9), "2.00", False),
        (lambda compared: compared.at_least(0.5), "0.50", True),
        (lambda compared: compared.at_least(0.6), "0.50", False),
        (lambda compared: compared.at_least(None), "0.50", None),
    ],
)
def test_a_target_holds_or_not(row: Callable[[Compared], Row], result: str, holds: object) -> None:
    """The median of the rounds' ratios counts, not the ratio of medians: a round that was disturbed is one of many."""
    found = row(Compared(what="a", ours=[2, 40, 4], against="b", base=[1, 20, 2]))
    assert (found.told.split()[0], found.holds) == (result, holds)
    assert (found.figure, found.base) == (4, 2)


def test_contenders_take_turns() -> None:
    """Each round measures each subject by all contenders, and another one begins; what one cannot do is left out."""
    asked: list[str] = []

    def contender(name: str) -> Callable[[str], float | None]:
        def measure(subject: str) -> float | None:
            asked.append(f"{name}{subject}")
            return None if f"{name}{subject}" == "by" else 1.0

        return measure

    measured = in_turn({"a": contender("a"), "b": contender("b")}, ["x", "y"], 2)
    assert asked == ["ax", "bx", "ay", "by", "bx", "ax", "by", "ay"]
    assert measured == {"x": {"a": [1, 1], "b": [1, 1]}, "y": {"a": [1, 1]}}


def test_the_page_keeps_what_people_have_written() -> None:
    """Only what stands between the two comments is replaced; a page without them is refused."""
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert replaced(page, "new") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    for broken in ("nothing", f"{END}\n{BEGIN}"):
        with pytest.raises(ValueError, match="figures"):
            replaced(broken, "new")
    assert replaced(PAGE.read_text(encoding="utf-8"), "new")


def test_the_page_has_a_table_of_each_family() -> None:
    """The figures of the page are what the terminal shows, in Markdown, and the machine that they were measured on."""
    row = Row(what="a call", figure=0.5, unit="ms", against="another", base=1234.5, result=0.25, most=1)
    told = figures({"moto": "5", "processors": 2}, {"calls": [row], "size": []})
    assert "Measured with moto 5, processors 2." in told
    assert "### calls\n\n| what | costs |" in told
    assert (
        "| a call | 0.500 ms | another | 1,234 ms | 0.25 \N{MULTIPLICATION SIGN} | ≤ 1 \N{MULTIPLICATION SIGN} | yes |"
        in told
    )
    assert "### size" in told


def test_a_page_is_made_of_the_whole_report(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of a part, or of a small run, do not come into the page."""
    for part in (["--only", "calls"], ["--small"]):
        with pytest.raises(SystemExit):
            main(["--docs", *part])
    assert "--docs is for the whole report" in capsys.readouterr().err
