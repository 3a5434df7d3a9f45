"""Every way in which moto is switched on: decorator, class, unittest, context manager, nested, start and stop."""

from __future__ import annotations

import unittest
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws
from moto.core.config import default_user_config
from moto.core.models import MockAWS
from support.errors import refused
from support.examples import HERE

from sagemaker_registry_mock.registry.settings import SettingsError

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient


@cache
def shared_client() -> SageMakerClient:
    """Return a client that outlives the mocks, as one in a module of the tested code does."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    client: SageMakerClient = session.client("sagemaker", config=Config(retries={"max_attempts": 0}))
    return client


def create_group(name: str = "churn") -> str:
    """Create a group, and return its ARN."""
    return shared_client().create_model_package_group(ModelPackageGroupName=name)["ModelPackageGroupArn"]


def group_names() -> list[str]:
    """Return the names of all groups."""
    found = shared_client().list_model_package_groups()["ModelPackageGroupSummaryList"]
    return [group["ModelPackageGroupName"] for group in found]


def passed(case: type[unittest.TestCase]) -> int:
    """Run a TestCase and return how many of its tests passed; fail with the first that did not."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    assert not result.errors + result.failures, (result.errors + result.failures)[0][1]
    return result.testsRun


@mock_aws
def test_a_function_is_decorated() -> None:
    """The decorator without parentheses, and a client as user code makes it: from boto3's default session."""
    reply = boto3.client("sagemaker").create_model_package_group(ModelPackageGroupName="churn")
    assert reply["ModelPackageGroupArn"] == f"{HERE}:model-package-group/churn"


@mock_aws()
def test_a_function_is_decorated_with_parentheses() -> None:
    """The decorator with parentheses; no state of another test is seen."""
    assert group_names() == []


@pytest.mark.parametrize("_time", [1, 2])
@mock_aws
def test_a_decorated_test_begins_empty_each_time(_time: int) -> None:
    """The state is reset when the next mock begins."""
    assert group_names() == []
    create_group()


@mock_aws
class TestDecoratedClass:
    """Each test of a decorated class has a mock of its own."""

    def test_first(self) -> None:
        """One of two tests that would see each other's group."""
        create_group()
        assert group_names() == ["churn"]

    def test_second(self) -> None:
        """The other of the two."""
        create_group()
        assert group_names() == ["churn"]


def test_a_unittest_class_is_decorated() -> None:
    """Without setUp each test has a mock of its own; with setUp, one that setUp has prepared."""

    @mock_aws
    class WithoutSetUp(unittest.TestCase):
        def test_first(self) -> None:
            create_group()

        def test_second(self) -> None:
            create_group()

    @mock_aws
    class WithSetUp(unittest.TestCase):
        def setUp(self) -> None:
            create_group("prepared")

        def test_first(self) -> None:
            create_group()
            self.assertEqual(group_names(), ["prepared", "churn"])  # noqa: PT009 - a unittest, as users write it

        def test_second(self) -> None:
            self.assertEqual(group_names(), ["prepared"])  # noqa: PT009 - a unittest, as users write it

    assert passed(WithoutSetUp) == passed(WithSetUp) == 2


def test_a_mock_is_started_in_set_up() -> None:
    """Start in setUp and stop in tearDown is one mock per test."""

    class Started(unittest.TestCase):
        def setUp(self) -> None:
            self.mock = mock_aws()
            self.mock.start()
            create_group("prepared")

        def tearDown(self) -> None:
            self.mock.stop()

        def test_first(self) -> None:
            create_group()

        def test_second(self) -> None:
            self.assertEqual(group_names(), ["prepared"])  # noqa: PT009 - a unittest, as users write it

    assert passed(Started) == 2


def test_the_state_ends_with_the_context_manager() -> None:
    """Two mocks one after the other do not know of each other, though the client is the same."""
    with mock_aws():
        create_group()
    with mock_aws():
        with refused("ValidationException", f"ModelPackageGroup {HERE}:model-package-group/churn does not exist."):
            shared_client().describe_model_package_group(ModelPackageGroupName="churn")
        assert create_group().endswith("/churn")


def test_nested_mocks_share_their_state() -> None:
    """An inner mock sees what the outer one holds, and its end is not the end of the state."""
    with mock_aws():
        create_group("outer")
        with mock_aws():
            create_group("inner")
            assert group_names() == ["outer", "inner"]
        assert group_names() == ["outer", "inner"]


def test_an_explicit_reset_empties_the_registry() -> None:
    """MockAWS.reset is moto's way to begin anew within one mock: versions count from 1 again."""
    with mock_aws() as mock:
        for _ in range(2):
            create_group()
            arn = shared_client().create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"]
            assert arn == f"{HERE}:model-package/churn/1"
            assert isinstance(mock, MockAWS)
            mock.reset()
        assert group_names() == []


@pytest.mark.parametrize("settings", [{}, {"arn_case": "lower"}])
def test_the_settings_come_with_the_mock(settings: dict[str, Any]) -> None:
    """The config of mock_aws holds for that mock alone, beside moto's own config."""
    config: Any = {"sagemaker_registry": settings, "core": {"mock_credentials": True, "reset_boto3_session": True}}
    with mock_aws(config=config):
        create_group("Churn")
        arn = shared_client().create_model_package(ModelPackageGroupName="Churn")["ModelPackageArn"]

    assert arn == f"{HERE}:model-package/{'churn' if settings else 'Churn'}/1"
    assert "sagemaker_registry" not in default_user_config


def test_a_setting_that_does_not_exist_is_refused_loudly() -> None:
    """A misspelt setting does not pass silently: the call fails and names it."""
    config: Any = {"sagemaker_registry": {"arn_kase": "lower"}}
    with mock_aws(config=config), pytest.raises(SettingsError, match="sagemaker_registry has no setting 'arn_kase'"):
        shared_client().list_model_package_groups()


@mock_aws
def test_a_fixture_and_a_decorator_go_together(client: SageMakerClient) -> None:
    """A fixture's mock and a decorator are nested mocks: they share their state."""
    create_group()
    assert client.describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupName"] == "churn"
