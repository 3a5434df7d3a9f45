"""Where the policies of a caller come from: its own, those of its groups, and those that limit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, ALICE, TRAINER, allow, denied, deny, document, is_let_through
from moto import mock_aws
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

    Act = Callable[[Callable[[], Any]], Any]

GROUP = f"{HERE}:model-package-group/churn"
DENIED_BY_IDENTITY = "with an explicit deny in an identity-based policy"


def managed_by(iam: Any, holder: str, **name: str) -> Callable[[str], None]:
    """Return what attaches a managed policy to a user, group or role."""

    def attach(text: str) -> None:
        arn = iam.create_policy(PolicyName="managed", PolicyDocument=text)["Policy"]["Arn"]
        getattr(iam, f"attach_{holder}_policy")(**name, PolicyArn=arn)

    return attach


def inline_in(iam: Any, holder: str, **name: str) -> Callable[[str], None]:
    """Return what puts an inline policy into a user, group or role."""
    put = getattr(iam, f"put_{holder}_policy")
    return lambda text: put(**name, PolicyName="inline", PolicyDocument=text)


#: Where a policy may be: the fixture of a caller without any, its ARN, and how a policy gets there.
SOURCES: dict[str, tuple[str, str, Callable[[Any], Callable[[str], None]]]] = {
    "user-inline": ("user", ALICE, lambda iam: inline_in(iam, "user", UserName="alice")),
    "user-managed": ("user", ALICE, lambda iam: managed_by(iam, "user", UserName="alice")),
    "group-inline": ("member", ALICE, lambda iam: inline_in(iam, "group", GroupName="analysts")),
    "group-managed": ("member", ALICE, lambda iam: managed_by(iam, "group", GroupName="analysts")),
    "role-inline": ("role", TRAINER, lambda iam: inline_in(iam, "role", RoleName="trainer")),
    "role-managed": ("role", TRAINER, lambda iam: managed_by(iam, "role", RoleName="trainer")),
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_policy_counts_wherever_it_is(source: str, request: pytest.FixtureRequest, iam: Any, under: Act) -> None:
    """Without a policy nothing is allowed; with one, what it allows and nothing else; a denial in it wins."""
    make, arn, attaching = SOURCES[source]
    caller: SageMakerClient = request.getfixturevalue(make)()

    def without() -> None:
        with denied(arn, "ListModelPackageGroups"):
            caller.list_model_package_groups()

    under(without)
    attaching(iam)(document(allow("List*"), deny("ListModelCards")))

    def with_policy() -> None:
        caller.list_model_package_groups()
        with denied(arn, "ListModelCards", ending=DENIED_BY_IDENTITY):
            caller.list_model_cards()
        with denied(arn, "CreateModelPackageGroup", GROUP):
            caller.create_model_package_group(ModelPackageGroupName="churn")

    under(with_policy)


def test_the_default_version_of_a_managed_policy_counts(user: Callable[..., SageMakerClient], iam: Any) -> None:
    """A new default version holds from the next request on, and the old one again when it is the default again."""
    caller = user()
    arn = iam.create_policy(PolicyName="managed", PolicyDocument=document(allow("List*")))["Policy"]["Arn"]
    iam.attach_user_policy(UserName="alice", PolicyArn=arn)
    other: dict[str, Any] = {"PolicyArn": arn, "PolicyDocument": document(allow("Search"))}

    def may_list() -> bool:
        return is_let_through(caller.list_model_package_groups)

    assert may_list()
    iam.create_policy_version(**other)
    assert may_list()
    iam.create_policy_version(**other, SetAsDefault=True)
    assert not may_list()
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
    assert may_list()
    iam.detach_user_policy(UserName="alice", PolicyArn=arn)
    assert not may_list()


def test_who_leaves_a_group_leaves_its_policies(member: Callable[..., SageMakerClient], iam: Any) -> None:
    """A group's policies hold for its members, as long as they are that."""
    caller = member(allow("List*"))

    assert is_let_through(caller.list_model_package_groups)
    iam.remove_user_from_group(GroupName="analysts", UserName="alice")
    assert not is_let_through(caller.list_model_package_groups)


def test_a_denial_of_a_group_is_stronger_than_the_users_own(member: Callable[..., SageMakerClient], iam: Any) -> None:
    """All policies of a user count together, and a denial in one of them wins."""
    caller = member(deny("ListModelPackageGroups"))
    iam.put_user_policy(UserName="alice", PolicyName="own", PolicyDocument=document(allow()))

    with denied(ALICE, "ListModelPackageGroups", ending=DENIED_BY_IDENTITY):
        caller.list_model_package_groups()
    caller.list_model_cards()


def test_others_have_policies_of_their_own(user: Callable[..., SageMakerClient]) -> None:
    """The policy of one user is nothing to another."""
    user(allow(), name="bob").list_model_package_groups()

    with denied(ALICE, "ListModelPackageGroups"):
        user().list_model_package_groups()


def test_policies_that_amazon_keeps(
    sagemaker: Callable[[str], SageMakerClient], client_as: Callable[..., SageMakerClient], iam: Any
) -> None:
    """The managed policies of AWS, which moto loads where its own setting says so, are evaluated like any other."""
    config: Any = {"sagemaker_registry": {"iam": True}, "iam": {"load_aws_managed_policies": True}}
    with mock_aws(config=config):
        sagemaker("us-east-1").create_model_package_group(ModelPackageGroupName="churn")
        iam.create_user(UserName="alice")
        iam.attach_user_policy(UserName="alice", PolicyArn="arn:aws:iam::aws:policy/AmazonSageMakerReadOnly")
        caller = client_as(iam.create_access_key(UserName="alice")["AccessKey"])

        caller.describe_model_package_group(ModelPackageGroupName="churn")
        with denied(ALICE, "DeleteModelPackageGroup", GROUP):
            caller.delete_model_package_group(ModelPackageGroupName="churn")


@pytest.mark.parametrize("path", ["/", "/teams/churn/"])
def test_a_path_is_no_part_of_a_sessions_arn(
    path: str, role: Callable[..., SageMakerClient], iam: Any, sts: Any, client_as: Callable[..., SageMakerClient]
) -> None:
    """A role may have a path: its session is told without it, and has its policies."""
    role(allow("List*"), Path=path)
    arn = iam.get_role(RoleName="trainer")["Role"]["Arn"]
    caller = client_as(sts.assume_role(RoleArn=arn, RoleSessionName="ci")["Credentials"])

    assert arn == f"arn:aws:iam::{ACCOUNT}:role{path}trainer"
    caller.list_model_package_groups()
    with denied(TRAINER, "CreateModelPackageGroup", GROUP):
        caller.create_model_package_group(ModelPackageGroupName="churn")
