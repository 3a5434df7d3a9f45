"""The pytest plugin: the registry is there with no import, unless the ini option says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.running import DECORATED, run_apart, run_here

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


OFF = """
    import sagemaker_registry_mock

    def test_the_fixture_plugs_in(sagemaker_registry):
        assert sagemaker_registry_mock.is_installed()
        sagemaker_registry.register("churn")

    def test_and_out_again():
        assert not sagemaker_registry_mock.is_installed()
"""


def test_a_plain_test_gets_the_registry(pytester: pytest.Pytester) -> None:
    """No import, no fixture, no marker: the entry point is enough, and costs nothing until moto is imported."""
    run_apart(pytester, test_plain=PLAIN).assert_outcomes(passed=2)


def test_the_ini_option_switches_it_off(pytester: pytest.Pytester) -> None:
    """With the option off moto is stock; a test may plug the registry in by itself, or by the fixture."""
    switch_off(pytester)
    run_apart(pytester, test_fixture=OFF, test_stock=STOCK).assert_outcomes(passed=4)


def test_the_option_is_described(pytester: pytest.Pytester) -> None:
    """`pytest --help` tells the option."""
    run_here(pytester, "--help").stdout.fnmatch_lines(["*sagemaker_registry_mock (bool):*"])


def test_a_run_leaves_the_process_as_it_was(pytester: pytest.Pytester) -> None:
    """A run inside a process that has the registry takes it out for itself only."""
    switch_off(pytester)
    assert sagemaker_registry_mock.is_installed()

    run_here(pytester, test_stock=STOCK).assert_outcomes(passed=2)

    assert sagemaker_registry_mock.is_installed()


def test_a_run_does_not_install_what_was_not_there(pytester: pytest.Pytester) -> None:
    """A run inside a process without the registry leaves it without."""
    switch_off(pytester)
    sagemaker_registry_mock.uninstall()

    run_here(pytester, test_stock=STOCK).assert_outcomes(passed=2)

    assert not sagemaker_registry_mock.is_installed()


def test_a_run_with_the_option_on_changes_nothing(pytester: pytest.Pytester) -> None:
    """The default leaves the process alone, at the beginning and at the end."""
    run_here(pytester, test_plain=DECORATED).assert_outcomes(passed=1)

    assert sagemaker_registry_mock.is_installed()
