"""The global condition keys that a test can know: who calls, from where, how, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, ALICE, TRAINER, allow, denied, document, is_let_through
from freezegun import freeze_time
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ROLE = f"arn:aws:iam::{ACCOUNT}:role/trainer"
#: A row is an operator, a key, the value that it has in the test, and a value that it does not have.
OF_REQUESTS: list[tuple[str, str, str, str]] = [
    ("StringEquals", "aws:PrincipalAccount", ACCOUNT, "111122223333"),
    ("StringEquals", "aws:ResourceAccount", ACCOUNT, "111122223333"),
    ("StringEquals", "aws:PrincipalTag/team", "a", "b"),
    ("StringEquals", "AWS:PRINCIPALTAG/Team", "a", "b"),
    ("IpAddress", "aws:SourceIp", "127.0.0.0/8", "10.0.0.0/8"),
    ("NotIpAddress", "aws:SourceIp", "10.0.0.0/8", "127.0.0.1"),
    ("StringEquals", "aws:RequestedRegion", "us-east-1", "eu-west-1"),
    ("Bool", "aws:SecureTransport", "true", "false"),
    ("Bool", "aws:ViaAWSService", "false", "true"),
    ("Bool", "aws:PrincipalIsAWSService", "false", "true"),
    ("StringLike", "aws:UserAgent", "Boto3/*", "aws-cli/*"),
    ("Null", "aws:PrincipalOrgID", "true", "false"),
]
OF_USERS = [
    ("ArnEquals", "aws:PrincipalArn", ALICE, ROLE),
    ("StringEquals", "aws:username", "alice", "carol"),
    ("StringEquals", "aws:PrincipalType", "User", "AssumedRole"),
    ("Null", "aws:MultiFactorAuthPresent", "true", "false"),
]
OF_ROLES = [
    ("ArnEquals", "aws:PrincipalArn", ROLE, TRAINER),
    ("Null", "aws:username", "true", "false"),
    ("StringEquals", "aws:PrincipalType", "AssumedRole", "User"),
    ("StringLike", "aws:userid", "AROA*:ci", "AIDA*"),
    ("Bool", "aws:MultiFactorAuthPresent", "false", "true"),
]


def only_if(operator: str, key: str, value: str) -> dict[str, Any]:
    """Return a statement that allows everything where one condition holds."""
    return allow(Condition={operator: {key: value}})


def group_arn(name: str) -> str:
    """Return the ARN of a group."""
    return f"{HERE}:model-package-group/{name}"


def test_what_is_known_of_a_user(set_policy: Callable[..., SageMakerClient], iam: Any) -> None:
    """A user's request is allowed by what is true of the user and the request, and refused by what is not."""
    iam.tag_user(UserName="alice", Tags=tags(team="a"))

    for operator, key, known, other in [*OF_REQUESTS, *OF_USERS]:
        caller = set_policy(only_if(operator, key, known))
        assert is_let_through(caller.list_model_package_groups), (operator, key)
        set_policy(only_if(operator, key, other))
        assert not is_let_through(caller.list_model_package_groups), (operator, key)


def test_what_is_known_of_a_role(role: Callable[..., SageMakerClient], iam: Any) -> None:
    """The same holds of a session; its PrincipalArn is the role's, and its tags are the role's."""
    session = role(Tags=tags(team="a"))

    for operator, key, known, other in [*OF_REQUESTS, *OF_ROLES]:
        for value in (known, other):
            policy = document(only_if(operator, key, value))
            iam.put_role_policy(RoleName="trainer", PolicyName="policy", PolicyDocument=policy)
            assert is_let_through(session.list_model_package_groups) is (value == known), (operator, key)


def test_the_user_id_is_the_users_own(set_policy: Callable[..., SageMakerClient], iam: Any) -> None:
    """aws:userid is what IAM tells as the UserId."""
    own, other = iam.get_user(UserName="alice")["User"], iam.create_user(UserName="bob")["User"]

    set_policy(only_if("StringEquals", "aws:userid", own["UserId"])).list_model_package_groups()

    with denied(ALICE, "ListModelPackageGroups"):
        set_policy(only_if("StringEquals", "aws:userid", other["UserId"])).list_model_package_groups()


def test_the_user_id_of_a_session_is_the_roles_and_the_sessions(role: Callable[..., SageMakerClient], iam: Any) -> None:
    """aws:userid of a session is the RoleId and the session's name."""
    session = role()
    for name, wanted in ("ci", True), ("another", False):
        identity = f"{iam.get_role(RoleName='trainer')['Role']['RoleId']}:{name}"
        policy = document(only_if("StringEquals", "aws:userid", identity))
        iam.put_role_policy(RoleName="trainer", PolicyName="policy", PolicyDocument=policy)

        assert is_let_through(session.list_model_package_groups) is wanted


def test_a_name_fills_a_variable_in_a_resource(set_policy: Callable[..., SageMakerClient]) -> None:
    """${aws:username} in a Resource gives every user groups of their own."""
    own = set_policy(allow("CreateModelPackageGroup", resource=group_arn("${aws:username}-*")))

    own.create_model_package_group(ModelPackageGroupName="alice-churn")
    with denied(ALICE, "CreateModelPackageGroup", group_arn("bob-churn")):
        own.create_model_package_group(ModelPackageGroupName="bob-churn")


def test_a_tag_fills_a_variable_in_a_condition(
    client: SageMakerClient, set_policy: Callable[..., SageMakerClient], iam: Any
) -> None:
    """With one policy for all, everybody has what has the tag of their own team; without the tag, nothing."""
    for team in "ab":
        client.create_model_package_group(ModelPackageGroupName=f"churn-{team}", Tags=tags(team=team))
    own = set_policy(only_if("StringEquals", "aws:ResourceTag/team", "${aws:PrincipalTag/team}"))

    with denied(ALICE, "DescribeModelPackageGroup", group_arn("churn-a")):
        own.describe_model_package_group(ModelPackageGroupName="churn-a")
    iam.tag_user(UserName="alice", Tags=tags(team="a"))
    own.describe_model_package_group(ModelPackageGroupName="churn-a")
    with denied(ALICE, "DescribeModelPackageGroup", group_arn("churn-b")):
        own.describe_model_package_group(ModelPackageGroupName="churn-b")
    iam.untag_user(UserName="alice", TagKeys=["team"])
    with denied(ALICE, "DescribeModelPackageGroup", group_arn("churn-a")):
        own.describe_model_package_group(ModelPackageGroupName="churn-a")


@pytest.mark.parametrize(
    ("operator", "key", "value"),
    [
        ("DateLessThan", "aws:CurrentTime", "2026-07-01T00:00:00Z"),
        ("DateLessThanEquals", "aws:CurrentTime", "2026-06-30"),
        ("DateLessThan", "aws:EpochTime", "2026-07-01T00:00:00Z"),
        ("NumericLessThan", "aws:EpochTime", "1782864000"),
    ],
)
def test_a_permission_runs_out(operator: str, key: str, value: str, set_policy: Callable[..., SageMakerClient]) -> None:
    """The time of a condition is moto's, which a test may freeze."""
    caller = set_policy(only_if(operator, key, value))

    with freeze_time("2026-06-29 23:59:59"):
        caller.list_model_package_groups()
    with freeze_time("2026-07-01 00:00:00"), denied(ALICE, "ListModelPackageGroups"):
        caller.list_model_package_groups()


def test_the_region_is_the_one_that_is_called(
    user_key: Callable[..., Any], client_as: Callable[..., SageMakerClient]
) -> None:
    """aws:RequestedRegion follows the client."""
    key = user_key(only_if("StringLike", "aws:RequestedRegion", "eu-*"))

    client_as(key, region_name="eu-west-1").list_model_package_groups()
    with denied(ALICE, "ListModelPackageGroups"):
        client_as(key, region_name="us-west-2").list_model_package_groups()


def test_plain_http_is_told_apart(user_key: Callable[..., Any], client_as: Callable[..., SageMakerClient]) -> None:
    """aws:SecureTransport is false where a client does not use TLS."""
    key = user_key(allow(), {**only_if("Bool", "aws:SecureTransport", "false"), "Effect": "Deny"})

    client_as(key).list_model_package_groups()
    plain = client_as(key, endpoint_url="http://api.sagemaker.us-east-1.amazonaws.com")
    ending = "with an explicit deny in an identity-based policy"
    with denied(ALICE, "ListModelPackageGroups", ending=ending):
        plain.list_model_package_groups()


def test_the_organization_is_motos(set_policy: Callable[..., SageMakerClient], aws_session: boto3.Session) -> None:
    """aws:PrincipalOrgID is that of the organization that moto has the account in, if it has one."""
    own = aws_session.client("organizations").create_organization(FeatureSet="ALL")["Organization"]["Id"]

    set_policy(only_if("StringEquals", "aws:PrincipalOrgID", own)).list_model_package_groups()
    with denied(ALICE, "ListModelPackageGroups"):
        set_policy(only_if("StringEquals", "aws:PrincipalOrgID", "o-other")).list_model_package_groups()
    with denied(ALICE, "ListModelPackageGroups"):
        set_policy(only_if("Null", "aws:PrincipalOrgID", "true")).list_model_package_groups()


def test_a_member_of_an_organization_is_in_it(
    client: SageMakerClient,
    user: Callable[..., SageMakerClient],
    aws_session: boto3.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An account that the organization has made is in it as its management account is; any other is not."""
    organizations = aws_session.client("organizations")
    own = organizations.create_organization(FeatureSet="ALL")["Organization"]["Id"]
    made = organizations.create_account(AccountName="member", Email="member@example.com")["CreateAccountStatus"]
    statement = only_if("StringEquals", "aws:PrincipalOrgID", own)

    monkeypatch.setenv("MOTO_ACCOUNT_ID", made["AccountId"])
    user(statement).list_model_package_groups()
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "999999999999")
    stranger = user(statement)
    with denied("arn:aws:iam::999999999999:user/alice", "ListModelPackageGroups"):
        stranger.list_model_package_groups()
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
