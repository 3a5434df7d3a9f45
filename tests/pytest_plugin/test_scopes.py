"""Registries of a wider scope, and runs in several processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.running import DECORATED, run_apart

if TYPE_CHECKING:
    import pytest

pytest_plugins = "pytester"

SCOPES = """
    import unittest
    import boto3, pytest

    def groups(client=None):
        page = (client or boto3.client("sagemaker")).list_model_package_groups()
        return [one["ModelPackageGroupName"] for one in page["ModelPackageGroupSummaryList"]]

    class TestOfAClass:
        @pytest.fixture(scope="class", autouse=True)
        @classmethod
        def prepared(cls, class_sagemaker_registry):
            class_sagemaker_registry.register("churn")

        def test_each_test_adds(self, sagemaker_registry, class_sagemaker_registry):
            sagemaker_registry.group("mine")
            sagemaker_registry.client.delete_model_package(ModelPackageName="churn/1")
            assert groups() == ["churn", "mine"]
            asked = [call.method for call in sagemaker_registry.calls]
            assert asked == ["delete_model_package", "list_model_package_groups"]
            assert class_sagemaker_registry.calls == sagemaker_registry.calls

        def test_and_the_next_begins_where_the_class_began(self, sagemaker_registry, class_sagemaker_registry):
            assert groups(class_sagemaker_registry.client) == ["churn"]
            assert class_sagemaker_registry.describe("churn/1")["ModelPackageVersion"] == 1
            assert len(sagemaker_registry.events) == 1

        def test_without_a_registry_of_its_own_it_stays(self, class_sagemaker_registry):
            class_sagemaker_registry.group("stays")

        def test_for_the_rest_of_the_class(self):
            assert groups() == ["churn", "stays"]

        @pytest.mark.sagemaker_registry(page_size=1)
        def test_settings_of_one_test(self):
            assert len(boto3.client("sagemaker").list_model_package_groups()["ModelPackageGroupSummaryList"]) == 1

        def test_are_not_the_next_one_s(self):
            assert groups() == ["churn", "stays"]

    class TestCase(unittest.TestCase):
        @pytest.fixture(autouse=True, scope="class")
        @classmethod
        def registry_of_the_class(cls, request, class_sagemaker_registry):
            request.cls.registry = class_sagemaker_registry
            class_sagemaker_registry.group("case")

        def test_one(self):
            assert groups(self.registry.client) == ["case"]

    def test_the_class_is_over(sagemaker_client):
        assert groups(sagemaker_client) == []
"""
SESSION = """
    import pytest

    @pytest.fixture(scope="session", autouse=True)
    def catalogue(session_sagemaker_registry):
        for name in ("churn", "fraud"):
            session_sagemaker_registry.register(name)

    @pytest.mark.parametrize("number", range(20))
    def test_from_the_catalogue_on(sagemaker_registry, number):
        assert sagemaker_registry.register("churn")["ModelPackageVersion"] == 2
        assert len(sagemaker_registry.client.list_model_package_groups()["ModelPackageGroupSummaryList"]) == 2

    @pytest.mark.sagemaker_registry(page_size=1)
    class TestMarked:
        def test_a_marker_that_the_session_does_not_look_at(self, session_sagemaker_registry):
            page = session_sagemaker_registry.client.list_model_package_groups()
            assert len(page["ModelPackageGroupSummaryList"]) == 1

    def test_of_a_module(module_sagemaker_registry):
        module_sagemaker_registry.group("third")
"""


def test_a_wider_registry_holds_for_its_scope(pytester: pytest.Pytester) -> None:
    """What a test does through its own fixture is undone; what is done to the wider one stays until it ends."""
    run_apart(pytester, test_scopes=SCOPES).assert_outcomes(passed=8)


def test_each_worker_has_its_own(pytester: pytest.Pytester) -> None:
    """With xdist a registry of the session is one of each process; and a plain test gets the registry as well."""
    run_apart(pytester, "-n", "2", test_session=SESSION, test_plain=DECORATED).assert_outcomes(passed=23)
