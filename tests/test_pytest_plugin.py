"""The pytest plugin: the registry is there with no import, unless the ini option says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sagemaker_registry_mock

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = "pytester"

PLAIN = """
    import sys

    def test_nothing_heavy_is_imported():
        assert {"moto", "boto3", "botocore"}.isdisjoint(sys.modules)

    def test_promotion():
        import boto3
        from moto import mock_aws

        with mock_aws():
            client = boto3.client("sagemaker", region_name="us-east-1")
            client.create_model_package_group(ModelPackageGroupName="churn")
            arn = client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
            client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
            client.update_model_package(ModelPackageArn=arn, CustomerMetadataProperties={"team": "a"})
            # Stock moto forgets the first update at the second.
            assert client.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
"""
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
STOCK = """
    import sagemaker_registry_mock
    from moto.sagemaker.models import SageMakerModelBackend, sagemaker_backends

    def test_moto_is_stock():
        assert not sagemaker_registry_mock.is_installed()
        assert sagemaker_backends.backend is SageMakerModelBackend

    def test_the_registry_is_there_where_it_is_wanted():
        sagemaker_registry_mock.install()
        try:
            assert sagemaker_backends.backend is not SageMakerModelBackend
        finally:
            sagemaker_registry_mock.uninstall()
"""


@pytest.fixture(autouse=True)
def _in_afterwards() -> Iterator[None]:
    """Whatever happens, the registry is plugged in for the next test."""
    yield
    sagemaker_registry_mock.install()


def switch_off(pytester: pytest.Pytester) -> None:
    """Write the ini option that switches the registry off."""
    pytester.makeini("[pytest]\nsagemaker_registry_mock = false\n")


def run_apart(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run the tests in a process of their own, in order, without the plugins that take their time."""
    return pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:hypothesispytest", *arguments)


def run_here(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run the tests in this process, as `run_apart` does."""
    return pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:hypothesispytest", *arguments)


def test_a_plain_test_gets_the_registry(pytester: pytest.Pytester) -> None:
    """No import, no fixture, no marker: the entry point is enough, and costs nothing until moto is imported."""
    pytester.makepyfile(PLAIN)
    run_apart(pytester).assert_outcomes(passed=2)


def test_parallel_runs_get_the_registry(pytester: pytest.Pytester) -> None:
    """The workers of pytest-xdist get it as well."""
    pytester.makepyfile(test_one=DECORATED, test_two=DECORATED)
    run_apart(pytester, "-n", "2").assert_outcomes(passed=2)


def test_the_ini_option_switches_it_off(pytester: pytest.Pytester) -> None:
    """With the option off moto is stock, and a test may still plug the registry in by itself."""
    switch_off(pytester)
    pytester.makepyfile(STOCK)
    run_apart(pytester).assert_outcomes(passed=2)


def test_the_option_is_described(pytester: pytest.Pytester) -> None:
    """`pytest --help` tells the option."""
    run_here(pytester, "--help").stdout.fnmatch_lines(["*sagemaker_registry_mock (bool):*"])


def test_a_run_leaves_the_process_as_it_was(pytester: pytest.Pytester) -> None:
    """A run inside a process that has the registry takes it out for itself only."""
    switch_off(pytester)
    pytester.makepyfile(STOCK)
    assert sagemaker_registry_mock.is_installed()

    run_here(pytester).assert_outcomes(passed=2)

    assert sagemaker_registry_mock.is_installed()


def test_a_run_does_not_install_what_was_not_there(pytester: pytest.Pytester) -> None:
    """A run inside a process without the registry leaves it without."""
    switch_off(pytester)
    pytester.makepyfile(STOCK)
    sagemaker_registry_mock.uninstall()

    run_here(pytester).assert_outcomes(passed=2)

    assert not sagemaker_registry_mock.is_installed()


def test_a_run_with_the_option_on_changes_nothing(pytester: pytest.Pytester) -> None:
    """The default leaves the process alone, at the beginning and at the end."""
    pytester.makepyfile(DECORATED)

    run_here(pytester).assert_outcomes(passed=1)

    assert sagemaker_registry_mock.is_installed()
