"""Enforcement is switched on by a setting, for the registry alone, or by moto's own switch, for every service."""

from __future__ import annotations

import unittest
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto.iam.policies import ALICE, allow, denied, document, is_let_through
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from support.errors import refused
from support.examples import HERE

from sagemaker_registry_mock.registry.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Act = Callable[[Callable[[], Any]], Any]

ENFORCED: Any = {"sagemaker_registry": {"iam": True}}
UNKNOWN_KEY = "The security token included in the request is invalid."


@cache
def session() -> boto3.Session:
    """Return a session that outlives the mocks; it holds the loaded service models."""
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")


def alice(*actions: str) -> SageMakerClient:
    """Make the user alice, who may do these actions, as a test without fixtures does: three requests to IAM."""
    iam = session().client("iam")
    iam.create_user(UserName="alice")
    iam.put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=document(allow(*actions)))
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    client: SageMakerClient = session().client(
        "sagemaker", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
    )
    return client


def is_enforced(caller: SageMakerClient) -> bool:
    """Tell whether a caller without a policy for it is kept from listing groups."""
    return not is_let_through(caller.list_model_package_groups)


# --- by the setting ------------------------------------------------------------------------------------------------


def test_the_setting_leaves_the_administrator_alone(client: SageMakerClient, user: Callable[..., Any]) -> None:
    """A key that moto does not know may do all, from the first request on; nobody counts requests."""
    assert is_enforced(user())

    client.create_model_package_group(ModelPackageGroupName="churn")
    client.delete_model_package_group(ModelPackageGroupName="churn")


def test_the_setting_is_for_the_registry_alone(
    user_key: Callable[..., Any], client_as: Callable[..., SageMakerClient], aws_session: boto3.Session
) -> None:
    """A caller who may do nothing in the registry may do everything else: in SageMaker and in other services."""
    key = user_key()
    caller = client_as(key)
    s3 = aws_session.client("s3", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])

    assert is_enforced(caller)
    assert caller.list_models()["Models"] == []
    arn = caller.create_model(ModelName="model", ExecutionRoleArn="arn:aws:iam::123456789012:role/r")["ModelArn"]
    assert caller.list_tags(ResourceArn=arn)["Tags"] == []
    assert caller.search(Resource="TrainingJob")["Results"] == []
    assert s3.list_buckets()["Buckets"] == []


@pytest.mark.parametrize("setting", [{"iam": False}, {}])
def test_without_the_setting_nobody_is_asked(
    setting: dict[str, bool],
    iam: Any,
    client_as: Callable[..., SageMakerClient],
) -> None:
    """The default lets every caller do everything, whatever its policies say."""
    config: Any = {"sagemaker_registry": setting}
    with mock_aws(config=config):
        iam.create_user(UserName="alice")
        caller = client_as(iam.create_access_key(UserName="alice")["AccessKey"])
        assert not is_enforced(caller)


@pytest.mark.parametrize("setting", ["yes", 1, None])
def test_the_setting_is_true_or_false(setting: Any, sagemaker: Callable[[str], SageMakerClient]) -> None:
    """A setting that means nothing is told to the test, not to the caller."""
    config: Any = {"sagemaker_registry": {"iam": setting}}
    with mock_aws(config=config), pytest.raises(SettingsError, match="iam must be True or False"):
        sagemaker("us-east-1").list_model_package_groups()


@mock_aws(config=ENFORCED)
def test_a_decorated_function_is_enforced() -> None:
    """The decorator takes the setting."""
    with denied(ALICE, "ListModelPackageGroups"):
        alice("Search").list_model_package_groups()


@mock_aws(config=ENFORCED)
class TestDecoratedClass:
    """The decorator of a class takes the setting, for each test anew."""

    def test_first(self) -> None:
        """One of two tests that make the same user."""
        assert is_enforced(alice("Search"))

    def test_second(self) -> None:
        """The other of the two."""
        assert not is_enforced(alice("List*"))


def test_a_unittest_with_a_set_up_is_enforced() -> None:
    """A TestCase that makes its callers in setUp is enforced in each of its tests."""

    @mock_aws(config=ENFORCED)
    class Case(unittest.TestCase):
        def setUp(self) -> None:
            self.caller = alice("Search")

        def test_first(self) -> None:
            self.assertTrue(is_enforced(self.caller))  # noqa: PT009 - a unittest, as users write it

        def test_second(self) -> None:
            self.assertEqual(self.caller.search(Resource="ModelPackage")["Results"], [])  # noqa: PT009 - as above

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Case).run(result)
    assert not result.errors + result.failures, (result.errors + result.failures)[0][1]
    assert result.testsRun == 2


def test_a_mock_inside_an_enforcing_one_enforces() -> None:
    """An inner mock without the setting keeps that of the outer one, made before or after it."""
    made_before = mock_aws()
    with mock_aws(config=ENFORCED):
        caller = alice("Search")
        with made_before:
            assert is_enforced(caller)
        with mock_aws():
            assert is_enforced(caller)
        assert is_enforced(caller)


def test_an_enforcing_mock_inside_another_enforces() -> None:
    """The setting holds from the inner mock on, and not in mocks that come after the outer one."""
    with mock_aws():
        caller = alice("Search")
        assert not is_enforced(caller)
        with mock_aws(config=ENFORCED):
            assert is_enforced(caller)
    with mock_aws():
        assert not is_enforced(alice("Search"))


def test_an_enforcing_mock_can_be_started_and_stopped() -> None:
    """Between start and stop the setting holds; a reset keeps it, and forgets the users."""
    mock: Any = mock_aws(config=ENFORCED)
    mock.start()
    try:
        assert is_enforced(alice("Search"))
        mock.reset()
        assert is_enforced(alice("Search"))
    finally:
        mock.stop()


# --- by moto -------------------------------------------------------------------------------------------------------


def test_moto_knows_every_caller(client: SageMakerClient, enforced_by_moto: Act, user: Callable[..., Any]) -> None:
    """Where moto enforces IAM there is no administrator: a key that it does not know is refused."""
    caller = user(allow("List*"))

    def enforced() -> None:
        caller.list_model_package_groups()
        with refused("UnrecognizedClientException", UNKNOWN_KEY):
            client.list_model_package_groups()

    enforced_by_moto(enforced)


def test_moto_is_enforced_for_everything_else_too(user: Callable[..., Any], enforced_by_moto: Act) -> None:
    """What is not the registry's is denied as moto denies it: by the action alone."""
    caller = user(allow("ListModelPackageGroups"))

    def enforced() -> None:
        caller.list_model_package_groups()
        with pytest.raises(caller.exceptions.ClientError, match="not authorized to perform: sagemaker:ListModels"):
            caller.list_models()

    enforced_by_moto(enforced)


@mock_aws
@set_initial_no_auth_action_count(3)
def test_motos_decorator_leaves_room_for_preparations() -> None:
    """The first requests, however many the decorator says, are not looked at; then conditions and resources count."""
    caller = alice("ListModelPackageGroups")

    caller.list_model_package_groups()
    with denied(ALICE, "CreateModelPackageGroup", f"{HERE}:model-package-group/churn"):
        caller.create_model_package_group(ModelPackageGroupName="churn")


def test_both_ways_together_are_motos(client: SageMakerClient, enforced_by_moto: Act) -> None:
    """With the setting and moto's switch, moto's stricter way holds."""
    with refused("UnrecognizedClientException", UNKNOWN_KEY):
        enforced_by_moto(client.list_model_package_groups)
    client.list_model_package_groups()
