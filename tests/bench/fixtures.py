"""What a test costs: with this package's fixture, with moto's documented one, and by `@mock_aws` and `boto3.client`.

Run it as `python -m tests.bench.fixtures`. Each test makes a mock, a client and five calls. Each run of pytest is a
process of its own, in turn, and its first test, in which all is imported, does not count. Those of moto alone leave the
package's plugin out, and no run has any other.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from .mocked import PACKAGE
from .rows import Compared, Row
from .scale import FULL, Scale
from .showing import show
from .timing import in_turn
from .workers import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

BODY = """
    sagemaker.create_model_package_group(ModelPackageGroupName="churn")
    arn = sagemaker.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    assert sagemaker.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
    assert sagemaker.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
"""
OURS = """
import pytest

@pytest.fixture
def sagemaker(sagemaker_registry):
    return sagemaker_registry.client

@pytest.mark.parametrize("number", range({tests}))
def test_one(number, sagemaker):
"""
#: As https://docs.getmoto.org/en/latest/docs/getting_started.html has it, in other words.
MOTOS = """
import os
import boto3
import pytest
from moto import mock_aws

@pytest.fixture
def aws_credentials():
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"):
        os.environ[name] = "testing"
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

@pytest.fixture
def sagemaker(aws_credentials):
    with mock_aws():
        yield boto3.client("sagemaker", region_name="us-east-1")

@pytest.mark.parametrize("number", range({tests}))
def test_one(number, sagemaker):
"""
PLAIN = """
import boto3
import pytest
from moto import mock_aws

@pytest.mark.parametrize("number", range({tests}))
@mock_aws
def test_one(number):
    sagemaker = boto3.client("sagemaker", region_name="us-east-1")
"""


@dataclass(frozen=True, slots=True)
class Suite:
    """A module of tests, and whether the package is there."""

    module: str
    plugged: bool


SUITES = {
    "our fixture": Suite(OURS, plugged=True),
    "moto's documented fixture, moto alone": Suite(MOTOS, plugged=False),
    "moto's documented fixture, with this package": Suite(MOTOS, plugged=True),
    "@mock_aws, moto alone": Suite(PLAIN, plugged=False),
    "@mock_aws, with this package": Suite(PLAIN, plugged=True),
}
#: What is held against what, and how many times faster it is to be.
COMPARED: tuple[tuple[str, str, int | None], ...] = (
    ("our fixture", "moto's documented fixture, moto alone", 10),
    ("@mock_aws, with this package", "@mock_aws, moto alone", 3),
    ("moto's documented fixture, with this package", "moto's documented fixture, moto alone", None),
)


def measured(scale: Scale = FULL) -> list[Row]:
    """Return the rows: what a test costs."""
    compared = [one for one in COMPARED if one[-1] or scale.informs]
    with tempfile.TemporaryDirectory() as folder:
        contenders = {name: partial(_mean, folder, SUITES[name], scale.tests) for name in _needed(compared)}
        times = in_turn(contenders, ["test"], max(1, scale.few // 2 + 1))["test"]
    return [
        Compared(what=f"a test: {ours}", ours=times[ours], against=base, base=times[base]).at_least(least)
        for ours, base, least in compared
    ]


def _needed(compared: Sequence[tuple[str, str, int | None]]) -> list[str]:
    return [name for name in SUITES if any(name in one for one in compared)]


def _mean(folder: str, suite: Suite, tests: int, _subject: str) -> float:
    return apart(cost_of_test, folder, suite, tests)


def cost_of_test(folder: str, suite: Suite, tests: int) -> float:
    """Run a suite in this process, and return what each test but the first took, in milliseconds.

    Raises:
        RuntimeError: pytest's report, where the tests do not pass.

    """
    (Path(folder) / "test_bench.py").write_text(suite.module.format(tests=tests + 1) + BODY, encoding="utf-8")
    os.chdir(folder)
    clock, printed = Clock(), io.StringIO()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    plugin = ("-p", f"{PACKAGE}.pytest_plugin") if suite.plugged else ()
    options = ("-q", "-c", os.devnull, f"--rootdir={folder}", "-p", "no:cacheprovider", *plugin)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = pytest.main(["test_bench.py", *options], plugins=[clock])
    loaded = any(name.partition(".")[0] == PACKAGE for name in sys.modules)
    if status or loaded is not suite.plugged or len(clock.begun) != tests + 1:
        raise RuntimeError(printed.getvalue())
    times = [after - before for before, after in zip(clock.begun, [*clock.begun[1:], clock.ended], strict=True)]
    return mean(times[1:] or times) * 1000


class Clock:
    """A plugin of pytest that notes when tests begin, and when the last of them is done."""

    def __init__(self) -> None:
        self.begun: list[float] = []
        self.ended = 0.0

    def pytest_runtest_logstart(self) -> None:
        """Note the time."""
        self.begun.append(time.perf_counter())

    def pytest_runtest_logfinish(self) -> None:
        """Note the time."""
        self.ended = time.perf_counter()


if __name__ == "__main__":
    show({"fixtures": measured()})
