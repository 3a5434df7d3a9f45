"""moto's IAM enforcement stands before the registry's operations as before all others; the sentences are AWS's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto.core import set_initial_no_auth_action_count
from support.errors import refused
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ENDPOINT = "https://api.sagemaker.us-east-1.amazonaws.com/"
#: How many requests `with_policy` makes: moto lets so many pass before it looks.
PREPARATION = 3
ALICE = "arn:aws:iam::123456789012:user/alice"
NOBODY = {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "no-such-secret"}


def denied(caller: str, action: str, resource: str = "") -> str:
    """Return the sentence for an action that no policy of the caller allows."""
    on = f" on resource: {resource}" if resource else ""
    return (
        f"User: {caller} is not authorized to perform: {action}{on} "
        f"because no identity-based policy allows the {action} action"
    )


@pytest.fixture
def with_policy(client: SageMakerClient, aws_session: boto3.Session) -> Callable[..., Any]:  # noqa: ARG001 - its mock
    """Make the user alice with a policy of these actions, and return her access key: three requests to IAM."""

    def with_policy(*actions: str, effect: str = "Allow") -> Any:
        iam = aws_session.client("iam")
        iam.create_user(UserName="alice")
        statement = {"Effect": effect, "Action": actions, "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": statement})
        iam.put_user_policy(UserName="alice", PolicyName="policy", PolicyDocument=document)
        return iam.create_access_key(UserName="alice")["AccessKey"]

    return with_policy


@set_initial_no_auth_action_count(PREPARATION)
def test_what_a_policy_allows_is_answered(
    with_policy: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]
) -> None:
    """A user whose policy allows the action gets the registry's answer."""
    client = client_as(with_policy("sagemaker:CreateModelPackageGroup", "sagemaker:ListModelPackageGroups"))

    client.create_model_package_group(ModelPackageGroupName="churn")

    assert len(client.list_model_package_groups()["ModelPackageGroupSummaryList"]) == 1


@set_initial_no_auth_action_count(PREPARATION)
def test_what_no_policy_allows_is_denied(
    with_policy: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]
) -> None:
    """The denial is JSON with HTTP status 400, names caller, action and resource, and nothing is done."""
    client = client_as(with_policy("sagemaker:ListModelPackageGroups"))

    message = denied(ALICE, "sagemaker:CreateModelPackageGroup", f"{HERE}:model-package-group/churn")
    with refused("AccessDeniedException", message):
        client.create_model_package_group(ModelPackageGroupName="churn")

    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@set_initial_no_auth_action_count(PREPARATION)
def test_what_a_policy_denies_is_denied(
    with_policy: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]
) -> None:
    """An explicit denial says so; what is on no resource names none."""
    client = client_as(with_policy("sagemaker:*", effect="Deny"))

    ending = "with an explicit deny in an identity-based policy"
    with refused("AccessDeniedException", f"User: {ALICE} is not authorized to perform: sagemaker:Search {ending}"):
        client.search(Resource="ModelPackage")


@set_initial_no_auth_action_count(PREPARATION)
def test_an_action_on_no_resource_names_none(
    with_policy: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]
) -> None:
    """The lists of everything are on no resource in particular."""
    client = client_as(with_policy("sagemaker:Describe*"))

    with refused("AccessDeniedException", denied(ALICE, "sagemaker:ListModelCards")):
        client.list_model_cards()


@set_initial_no_auth_action_count(PREPARATION)
def test_the_gate_looks_at_tags_too(
    with_policy: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]
) -> None:
    """An operation that the registry answers for some resources only is guarded for those."""
    client = client_as(with_policy("sagemaker:CreateModelPackageGroup"))
    arn = client.create_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupArn"]

    with refused("AccessDeniedException", denied(ALICE, "sagemaker:AddTags", arn)):
        client.add_tags(ResourceArn=arn, Tags=[{"Key": "team", "Value": "a"}])


@pytest.mark.usefixtures("client")
@set_initial_no_auth_action_count(0)
def test_a_key_that_nobody_has_is_not_recognized(client_as: Callable[[Any], SageMakerClient]) -> None:
    """An unknown access key is refused as AWS refuses it."""
    with refused("UnrecognizedClientException", "The security token included in the request is invalid."):
        client_as(NOBODY).list_model_package_groups()


@set_initial_no_auth_action_count(PREPARATION)
def test_a_wrong_secret_is_told(with_policy: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]) -> None:
    """A signature made with another secret does not match."""
    key = {**with_policy("sagemaker:*"), "SecretAccessKey": "another-secret"}

    with refused(
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. "
        "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ):
        client_as(key).list_model_package_groups()


@set_initial_no_auth_action_count(4)
def test_an_assumed_role_is_judged_by_the_roles_policies(
    aws_session: boto3.Session, client: SageMakerClient, client_as: Callable[[Any], SageMakerClient]
) -> None:
    """A session of a role may do what the role may; the denial names the session."""
    iam = aws_session.client("iam")
    iam.create_role(RoleName="trainer", AssumeRolePolicyDocument="{}")
    allowed = {"Effect": "Allow", "Action": "sagemaker:Create*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": allowed})
    iam.put_role_policy(RoleName="trainer", PolicyName="policy", PolicyDocument=document)
    role = "arn:aws:iam::123456789012:role/trainer"
    session = aws_session.client("sts").assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"]
    client.list_model_package_groups()  # the fourth and last request that nobody looks at

    client_as(session).create_model_package_group(ModelPackageGroupName="churn")

    caller = "arn:aws:sts::123456789012:assumed-role/trainer/ci"
    message = denied(caller, "sagemaker:DeleteModelPackageGroup", f"{HERE}:model-package-group/churn")
    with refused("AccessDeniedException", message):
        client_as(session).delete_model_package_group(ModelPackageGroupName="churn")


@set_initial_no_auth_action_count(4)
def test_requests_are_counted_as_moto_counts(client: SageMakerClient) -> None:
    """The registry's operations and moto's use up one allowance, a request each; a refused request is a request."""
    client.list_model_package_groups()
    client.list_models()
    client.create_model_package_group(ModelPackageGroupName="churn")
    with pytest.raises(client.exceptions.ClientError, match="ValidationException"):
        client.list_model_package_groups(MaxResults=101)

    with refused("UnrecognizedClientException", "The security token included in the request is invalid."):
        client.list_model_package_groups()


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("authorization", "code"),
    [({}, "MissingAuthenticationTokenException"), ({"Authorization": "Bearer me"}, "IncompleteSignatureException")],
)
@set_initial_no_auth_action_count(0)
def test_a_request_without_a_signature_is_told(authorization: dict[str, str], code: str) -> None:
    """A request that is not signed gets AWS's common error for that, not a fault of the double's."""
    target = {"X-Amz-Target": "SageMaker.ListModelPackageGroups"}
    response = requests.post(ENDPOINT, data=b"{}", headers={**target, **authorization}, timeout=10)

    assert (response.status_code, response.json()["__type"]) == (400, code)


def test_without_enforcement_nobody_is_asked(client: SageMakerClient) -> None:
    """The default of moto: any key may do anything."""
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
