"""Requests that are put aside: not recorded, not failed, and not held against IAM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from moto.core.responses import ActionAuthenticatorMixin  # type: ignore[attr-defined]
from testing.faults.asking import error_of

from sagemaker_registry_mock.testing import Faults, Recorder, aside

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient


IAM: Any = {"sagemaker_registry": {"iam": True}}


def user(session: boto3.Session) -> Any:
    """Return the key of a user who may do nothing."""
    iam = session.client("iam")
    iam.create_user(UserName="nobody")
    return iam.create_access_key(UserName="nobody")["AccessKey"]


def set_up(client: Any) -> None:
    """Ask for something of the registry's and for something of moto's."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    client.create_model(ModelName="model", ExecutionRoleArn="arn:aws:iam::123456789012:role/r", Containers=[])


def test_no_fault_befalls_what_is_aside(once: SageMakerClient, faults: Faults, recorder: Recorder) -> None:
    """A test's set-up works while everything fails, and its faults wait for the code under test."""
    rule = faults.fail_next("*", "InternalFailure")
    with aside():
        set_up(once)

    assert (rule.pending, recorder.calls) == (True, ())
    assert error_of(once.list_models)[0] == "InternalFailure"


def test_the_setting_iam_is_not_held_against_it(
    aws_session: boto3.Session, client_as: Callable[..., Any], recorder: Recorder
) -> None:
    """With `iam=True` a user without a policy can set up, and is refused otherwise."""
    with mock_aws(config=IAM):
        client = client_as(user(aws_session))
        with aside():
            set_up(client)
        assert error_of(lambda: client.delete_model_package_group(ModelPackageGroupName="churn"))[0] == (
            "AccessDeniedException"
        )
    assert [call.method for call in recorder.calls] == ["delete_model_package_group"]


@mock_aws
def test_motos_own_iam_is_not_held_against_it(aws_session: boto3.Session, client_as: Callable[..., Any]) -> None:
    """No policy is asked for, and the request is not counted, for the registry's operations and for moto's own."""
    client = client_as(user(aws_session))

    @set_initial_no_auth_action_count(1)  # type: ignore[untyped-decorator,unused-ignore]
    def enforced() -> None:
        with aside():
            set_up(client)
        assert ActionAuthenticatorMixin.request_count == 0
        client.list_models()
        with aside():
            client.list_model_packages()
            client.delete_model(ModelName="model")
        assert error_of(client.list_model_packages)[0] == "AccessDeniedException"
        assert error_of(client.list_models)[2] == 403

    enforced()


def test_aside_ends(client: SageMakerClient, recorder: Recorder) -> None:
    """It nests, and ends with an exception too."""
    with pytest.raises(ValueError, match="ends"), aside():  # noqa: PT012
        with aside():
            client.list_models()
        client.list_models()
        reason = "it ends"
        raise ValueError(reason)
    client.list_endpoints()

    assert [call.method for call in recorder.calls] == ["list_endpoints"]
