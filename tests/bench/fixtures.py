"""What a test costs: 100 tests with this package's fixture, and 100 with the fixture that moto's documentation gives.

Run it as `python -m tests.bench.fixtures`. Each test makes one client and five calls. The runs are processes of their
own, in turn; the second is told to leave this package out, and the third is the same with it. Figures are medians of
what pytest itself says that the tests took, in seconds.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROUNDS, TESTS = 5, 100

BODY = """
import pytest
@pytest.mark.parametrize("number", range({tests}))
def test_one(number, sagemaker):
    sagemaker.create_model_package_group(ModelPackageGroupName="churn")
    arn = sagemaker.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
    sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
    assert sagemaker.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
    assert sagemaker.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
"""
OURS = """
@pytest.fixture
def sagemaker(sagemaker_registry):
    return sagemaker_registry.client
"""
#: As https://docs.getmoto.org/en/latest/docs/getting_started.html has it, in other words.
MOTOS = """
import os
import boto3
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
"""
RUNS = {
    "the fixture sagemaker_registry": (OURS, ()),
    "moto's documented fixture, moto alone": (MOTOS, ("-p", "no:sagemaker_registry_mock")),
    "moto's documented fixture, with this package": (MOTOS, ()),
}


def seconds(folder: Path, fixture: str, options: tuple[str, ...]) -> float:
    """Run the tests with a fixture, and return how long they took."""
    (folder / "test_bench.py").write_text(BODY.format(tests=TESTS) + fixture)
    plainly = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", *options)
    run = subprocess.run(  # noqa: S603 - its arguments are all here
        [sys.executable, "-m", "pytest", *plainly], cwd=folder, capture_output=True, text=True, check=True
    )
    told = re.search(rf"{TESTS} passed.* in ([0-9.]+)s", run.stdout)
    if told is None:
        raise SystemExit(run.stdout)
    return float(told[1])


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        taken = {name: [seconds(Path(folder), *run) for _ in range(1)] for name, run in RUNS.items()}
        for _ in range(ROUNDS - 1):
            for name, run in RUNS.items():
                taken[name].append(seconds(Path(folder), *run))
    first = median(taken["the fixture sagemaker_registry"])
    for name, times in taken.items():
        print(f"{name:46} {median(times):7.2f} s {median(times) / first:6.1f}x  ({min(times):.2f} to {max(times):.2f})")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
