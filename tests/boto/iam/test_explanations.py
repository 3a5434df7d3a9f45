"""Why a call was refused: `explain_denial` names the statement, or what kept each statement from allowing the call."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ALICE, TRAINER, allow, deny, document, sentence
from botocore.exceptions import ClientError
from support.examples import HERE, tags

from sagemaker_registry_mock import explain_denial

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

GROUP, VERSION = f"{HERE}:model-package-group/churn", f"{HERE}:model-package/churn/1"
STAGE = "sagemaker:ModelLifeCycle:stage"
PRODUCTION: Any = {"ModelPackageArn": VERSION, "ModelLifeCycle": {"Stage": "Production", "StageStatus": "Approved"}}


def explained(act: Callable[[], Any]) -> list[str]:
    """Do what is refused, and return the lines of its explanation."""
    with pytest.raises(ClientError) as caught:
        act()
    return explain_denial(caught.value).split("\n")


@pytest.mark.usefixtures("version")
def test_a_statement_that_denies_is_named(set_policy: Callable[..., SageMakerClient]) -> None:
    """Of an explicit denial: the policy and the statement, by its Sid, else by its number."""
    condition = {"StringEquals": {STAGE: "Production"}}
    caller = set_policy(allow(), deny("Update*", Sid="NoProduction", Condition=condition), deny("Delete*"))

    ending = "with an explicit deny in an identity-based policy"
    assert explained(lambda: caller.update_model_package(**PRODUCTION)) == [
        sentence(ALICE, "UpdateModelPackage", VERSION, ending),
        "- user_alice_policy, statement NoProduction denies it.",
    ]
    assert explained(lambda: caller.delete_model_package(ModelPackageName=VERSION)) == [
        sentence(ALICE, "DeleteModelPackage", VERSION, ending),
        "- user_alice_policy, statement 3 denies it.",
    ]


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    ("elements", "reason"),
    [
        pytest.param(
            {"Condition": {"StringEquals": {STAGE: "QA"}}},
            f"Condition StringEquals wants {STAGE} to be 'QA'; it is 'Production'",
            id="other-value",
        ),
        pytest.param(
            {"Condition": {"StringLike": {"sagemaker:ModelApprovalStatus": ["Rejected", "Pending*"]}}},
            "Condition StringLike wants sagemaker:ModelApprovalStatus to be 'Rejected' or 'Pending*'; "
            "it is not in the request",
            id="not-in-the-request",
        ),
        pytest.param(
            {"Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012", "aws:username": "größe"}}},
            "Condition StringEquals wants aws:username to be 'größe'; it is 'alice'",
            id="the-one-of-several-that-fails",
        ),
        pytest.param({"resource": GROUP}, "its Resource does not match", id="resource"),
        pytest.param(
            {"resource": GROUP, "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
            "its Resource does not match; Condition Bool wants aws:SecureTransport to be 'false'; it is 'true'",
            id="both",
        ),
    ],
)
def test_what_kept_a_statement_from_allowing_is_told(
    elements: dict[str, Any], reason: str, set_policy: Callable[..., SageMakerClient]
) -> None:
    """Of a permission that is missing: every statement about the action, and what in it does not match."""
    caller = set_policy(allow("List*"), allow("Update*", Sid="Mine", **elements))

    assert explained(lambda: caller.update_model_package(**PRODUCTION)) == [
        sentence(ALICE, "UpdateModelPackage", VERSION),
        f"- user_alice_policy, statement Mine: {reason}",
    ]


@pytest.mark.usefixtures("version")
def test_every_near_miss_is_told(member: Callable[..., SageMakerClient], iam: Any) -> None:
    """The statements of all policies are gone through: the user's own and those of its groups."""
    caller = member(allow("Update*", Condition={"StringEquals": {STAGE: "Draft"}}), allow("Search"))
    own = document(allow(resource=GROUP), allow("UpdateModelPackage", Condition={"StringEquals": {STAGE: "QA"}}))
    iam.put_user_policy(UserName="alice", PolicyName="own", PolicyDocument=own)

    assert explained(lambda: caller.update_model_package(**PRODUCTION)) == [
        sentence(ALICE, "UpdateModelPackage", VERSION),
        "- user_alice_own, statement 1: its Resource does not match",
        f"- user_alice_own, statement 2: Condition StringEquals wants {STAGE} to be 'QA'; it is 'Production'",
        f"- group_analysts_policy, statement 1: Condition StringEquals wants {STAGE} to be 'Draft'; it is 'Production'",
    ]


def test_that_nothing_is_about_the_action_is_told(user: Callable[..., SageMakerClient]) -> None:
    """Where no statement speaks of the action at all, that is the explanation."""
    assert explained(user(allow("Describe*")).list_model_package_groups) == [
        sentence(ALICE, "ListModelPackageGroups"),
        "- There is no identity-based policy that allows sagemaker:ListModelPackageGroups at all.",
    ]


@pytest.mark.usefixtures("version")
def test_the_limits_of_a_role_are_named(role: Callable[..., SageMakerClient], iam: Any) -> None:
    """A boundary is told by its policy's name, a session policy as such."""
    limit = document(allow("Update*", Condition={"StringEquals": {STAGE: "QA"}}), allow("Search"))
    boundary = iam.create_policy(PolicyName="Limit", PolicyDocument=limit)["Policy"]["Arn"]
    caller = role(allow(), PermissionsBoundary=boundary, session=[allow("Update*"), deny("List*", Sid="Blind")])

    assert explained(lambda: caller.update_model_package(**PRODUCTION))[1:] == [
        f"- Limit, statement 1: Condition StringEquals wants {STAGE} to be 'QA'; it is 'Production'"
    ]
    assert explained(caller.list_model_cards) == [
        sentence(TRAINER, "ListModelCards", ending="with an explicit deny in a session policy"),
        "- the session policy, statement Blind denies it.",
    ]
    assert explained(lambda: caller.search(Resource="ModelPackage"))[1:] == [
        "- There is no session policy that allows sagemaker:Search at all."
    ]


def test_the_policy_of_a_group_is_named(
    client: SageMakerClient, version: str, user: Callable[..., SageMakerClient]
) -> None:
    """A resource policy is told by the name of its group."""
    denial = {"Sid": "Closed", "Effect": "Deny", "Principal": "*", "Action": "sagemaker:Describe*", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [denial]})
    client.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy)

    assert explained(lambda: user(allow()).describe_model_package(ModelPackageName=version)) == [
        sentence(ALICE, "DescribeModelPackage", VERSION, "with an explicit deny in a resource-based policy"),
        "- the resource policy of churn, statement Closed denies it.",
    ]


def test_the_missing_permission_to_tag_is_told(user: Callable[..., SageMakerClient]) -> None:
    """A creation that is refused for its tags is explained by the action AddTags."""
    creation: Any = {"ModelPackageGroupName": "churn", "Tags": tags(team="a")}
    caller = user(allow("Create*"), allow("AddTags", Condition={"StringEquals": {"aws:RequestTag/team": "b"}}))

    assert explained(lambda: caller.create_model_package_group(**creation)) == [
        sentence(ALICE, "AddTags", GROUP),
        "- user_alice_policy, statement 2: Condition StringEquals wants aws:RequestTag/team to be 'b'; it is 'a'",
    ]


def test_a_long_explanation_is_cut_short(user: Callable[..., SageMakerClient]) -> None:
    """A header holds only so much: the first reasons are told, and that there are more."""
    statements = [allow("Search", Condition={"StringEquals": {"aws:username": f"u{one}" * 9}}) for one in range(100)]

    first, *reasons, last = explained(lambda: user(*statements).search(Resource="ModelPackage"))

    assert first == sentence(ALICE, "Search")
    assert reasons[0].startswith("- user_alice_policy, statement 1: ")
    assert 10 < len(reasons) < 100
    assert last == "- …"


def test_other_errors_explain_themselves(
    client: SageMakerClient, user: Callable[..., SageMakerClient], aws_session: boto3.Session
) -> None:
    """Of an error that is no denial there is its message alone: the registry's, moto's, another service's."""
    missing = f"ModelPackageGroup {GROUP} does not exist."
    assert explained(lambda: client.describe_model_package_group(ModelPackageGroupName="churn")) == [missing]
    assert explained(lambda: user(allow()).describe_model_package_group(ModelPackageGroupName="churn")) == [missing]
    assert len(explained(lambda: client.describe_model(ModelName="model"))) == 1
    s3 = aws_session.client("s3")
    assert explained(lambda: s3.list_objects_v2(Bucket="nowhere")) == ["The specified bucket does not exist"]
    made_up = ClientError({"Error": {"Code": "Code", "Message": "Message"}, "ResponseMetadata": {}}, "Operation")
    assert explain_denial(made_up) == "Message"


@pytest.mark.usefixtures("version")
def test_a_denial_is_no_fault(set_policy: Callable[..., SageMakerClient], caplog: pytest.LogCaptureFixture) -> None:
    """Denials, of whole requests and of parts of a batch, leave nothing in the logs of the registry and of moto."""
    caplog.set_level(logging.INFO)
    caller = set_policy(deny())

    explained(lambda: caller.update_model_package(**PRODUCTION))
    explained(lambda: caller.search(Resource="ModelPackage"))
    caller.batch_describe_model_package(ModelPackageArnList=[VERSION])

    assert [one for one in caplog.records if not one.name.startswith(("botocore", "boto3", "urllib3"))] == []
    assert [one for one in caplog.records if one.exc_info] == []
