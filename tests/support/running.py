"""How the tests of the plugin run tests of their own: in a process apart, and few of them, since each loads moto."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

#: In order, and without the plugins that take their time.
PLAINLY = ("-p", "no:randomly", "-p", "no:hypothesispytest")

#: A test module of moto's own kind, which asks for no fixture.
DECORATED = """
    import boto3
    from moto import mock_aws

    @mock_aws
    def test_metadata():
        client = boto3.client("sagemaker", region_name="us-east-1")
        client.create_model_package_group(ModelPackageGroupName="churn")
        arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
        assert client.list_model_packages(ModelPackageGroupName="churn", MaxResults=1)["ModelPackageSummaryList"]
        assert arn.endswith(":model-package/churn/1")
"""


def run_apart(pytester: pytest.Pytester, *arguments: str, **modules: str) -> pytest.RunResult:
    """Run the tests of some modules, given as their source, in a process of their own."""
    if modules:
        pytester.makepyfile(**modules)
    return pytester.runpytest_subprocess(*PLAINLY, *arguments)


def run_here(pytester: pytest.Pytester, *arguments: str, **modules: str) -> pytest.RunResult:
    """Run the tests in this process, as `run_apart` does."""
    if modules:
        pytester.makepyfile(**modules)
    return pytester.runpytest_inprocess(*PLAINLY, *arguments)
