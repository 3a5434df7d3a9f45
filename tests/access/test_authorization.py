"""Whether a caller is let in to its own account's registry, and what a refusal says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from access.building import (
    ACCOUNT,
    ALICE,
    DESCRIBE,
    GROUP,
    HERE,
    MARKET,
    SESSION,
    VERSION,
    allow,
    deny,
    document,
    policy,
)
from access.gates import FakeGate, refusal, sentence, small_registry

from sagemaker_registry_mock.access.authorization import Principal, admitted
from sagemaker_registry_mock.access.evaluation import Policies

if TYPE_CHECKING:
    from sagemaker_registry_mock.access.policy import Policy

STAGE = "sagemaker:ModelLifeCycle:Stage"
TO_QA = {"ModelPackageArn": VERSION, "ModelLifeCycle": {"Stage": "QA", "StageStatus": "Approved"}}
TAGGED = {"ModelPackageGroupName": "new", "Tags": [{"Key": "team", "Value": "a"}]}


def gate(*own: Policy, enforced: bool = True, resource: str | None = None, **principal: Any) -> FakeGate:
    """Return the gate of Alice's account, with her policies."""
    caller = Principal(**{"arn": ALICE, "account": ACCOUNT, "policies": Policies(identity=own), **principal})
    return FakeGate(small_registry(resource_policy=resource), caller, enforced)


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("DescribeModelPackage", {"ModelPackageName": VERSION}),
        ("DescribeModelPackage", {"ModelPackageName": "nowhere"}),
        ("UpdateModelPackage", TO_QA),
        ("Search", {"Resource": "ModelPackage"}),
        ("ListModelPackages", {}),
        ("CreateModelPackageGroup", TAGGED),
        ("BatchDescribeModelPackage", {"ModelPackageArnList": [VERSION]}),
    ],
)
def test_nobody_is_asked_at_home_unless_iam_is_enforced(operation: str, request_: dict[str, Any]) -> None:
    """Within the caller's account, without enforcement, a request comes in and nobody looks who calls."""
    home = gate(enforced=False, resource=document(deny(Principal="*")))

    assert admitted(home, operation, request_) is home
    assert home.asked == 0


def test_an_enforced_policy_lets_in() -> None:
    """Where IAM is enforced the caller's policy lets in what it allows, and nothing else."""
    home = gate(policy(allow(Action=DESCRIBE)))

    assert admitted(home, "DescribeModelPackage", {"ModelPackageName": VERSION}) is home
    assert str(refusal(home, "UpdateModelPackage", TO_QA)) == sentence(
        ALICE,
        "UpdateModelPackage",
        VERSION,
        "because no identity-based policy allows the sagemaker:UpdateModelPackage action",
    )


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ([], "There is no identity-based policy that allows sagemaker:UpdateModelPackage at all."),
        (
            [allow(Action=DESCRIBE)],
            "There is no identity-based policy that allows sagemaker:UpdateModelPackage at all.",
        ),
        ([allow(Resource=MARKET)], "mine, statement 1: its Resource does not match"),
        (
            [allow(Sid="Dev", Condition={"StringEquals": {STAGE: "Development"}})],
            f"mine, statement Dev: Condition StringEquals wants {STAGE} to be 'Development'; it is 'QA'",
        ),
        ([allow(), deny(Sid="NoQA", Condition={"StringEquals": {STAGE: "QA"}})], "mine, statement NoQA denies it."),
    ],
)
def test_a_refusal_tells_why(own: list[dict[str, Any]], why: str) -> None:
    """A refusal has the statement that denies, or what kept each statement from allowing, or that there is none."""
    assert refusal(gate(policy(*own)), "UpdateModelPackage", TO_QA).why == (why,)


def test_an_explicit_denial_is_told_as_such() -> None:
    """The sentence of a denial says which kind of policy denies."""
    told = refusal(gate(policy(allow()), policy(deny())), "DescribeModelPackage", {"ModelPackageName": "churn/1"})

    ending = "with an explicit deny in an identity-based policy"
    assert str(told) == sentence(ALICE, "DescribeModelPackage", VERSION, ending)
    assert told.code == "AccessDeniedException"


def test_an_action_on_no_resource_names_none() -> None:
    """The sentence of a denial names a resource only where the action is on one."""
    assert str(refusal(gate(), "Search", {"Resource": "ModelPackage"})) == (
        f"User: {ALICE} is not authorized to perform: sagemaker:Search "
        "because no identity-based policy allows the sagemaker:Search action"
    )


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({STAGE: "QA"}, True),
        ({STAGE: "Production"}, False),
        ({"sagemaker:CurrentModelLifeCycleStage": "Development"}, True),
        ({"aws:ResourceTag/team": "a"}, True),
        ({"aws:ResourceAccount": ACCOUNT}, True),
        ({"aws:PrincipalTag/team": "a"}, True),
        ({"aws:principaltag/TEAM": "b"}, False),
    ],
)
def test_conditions_see_caller_resource_and_request(condition: dict[str, str], holds: bool) -> None:  # noqa: FBT001 - the expected answer
    """The keys of a question are those of the caller, of the resource's account and record, and of the request."""
    home = gate(policy(allow(Condition={"StringEquals": condition})), keys=(("aws:PrincipalTag/team", ("a",)),))

    if holds:
        assert admitted(home, "UpdateModelPackage", TO_QA) is home
    else:
        refusal(home, "UpdateModelPackage", TO_QA)


@pytest.mark.parametrize("resource", [GROUP, HERE.arn("model-package", "churn/*"), "*"])
def test_one_of_several_resources_must_be_allowed(resource: str) -> None:
    """An action on one of several types of resource may be allowed on any of them."""
    home = gate(policy(allow(Resource=resource)))

    assert admitted(home, "CreateModelPackage", {"ModelPackageGroupName": "churn"}) is home


@pytest.mark.parametrize(
    ("denied", "named"),
    [(GROUP, GROUP), (HERE.arn("model-package", "churn/*"), HERE.arn("model-package", "churn/2"))],
)
def test_none_of_several_resources_may_be_denied(denied: str, named: str) -> None:
    """A denial on any of them denies; the sentence names the one that is denied."""
    told = refusal(
        gate(policy(allow(), deny(Resource=denied))), "CreateModelPackage", {"ModelPackageGroupName": "churn"}
    )

    ending = "with an explicit deny in an identity-based policy"
    assert str(told) == sentence(ALICE, "CreateModelPackage", named, ending)


def test_tags_at_creation_need_the_permission_to_tag() -> None:
    """A request that creates with tags also asks for AddTags on what it creates; one without tags does not."""
    home, new = gate(policy(allow(Action="sagemaker:Create*"))), HERE.arn("model-package-group", "new")

    assert admitted(home, "CreateModelPackageGroup", {"ModelPackageGroupName": "new"}) is home
    assert admitted(home, "CreateModelPackageGroup", {**TAGGED, "Tags": []}) is home
    ending = "because no identity-based policy allows the sagemaker:AddTags action"
    assert str(refusal(home, "CreateModelPackageGroup", TAGGED)) == sentence(ALICE, "AddTags", new, ending)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"sagemaker:TaggingAction": "CreateModelPackageGroup"}, True),
        ({"sagemaker:TaggingAction": "CreateModelCard"}, False),
        ({"aws:RequestTag/team": "a"}, True),
        ({"aws:RequestTag/team": "b"}, False),
        ({"aws:TagKeys": "team"}, True),
    ],
)
def test_tagging_at_creation_has_keys_of_its_own(condition: dict[str, str], holds: bool) -> None:  # noqa: FBT001 - the expected answer
    """The permission to tag may depend on the tags, and on the operation that creates what is tagged."""
    tagging = allow(Action="sagemaker:AddTags", Condition={"StringEquals": condition})
    home = gate(policy(allow(Action="sagemaker:Create*"), tagging))

    if holds:
        assert admitted(home, "CreateModelPackageGroup", TAGGED) is home
    else:
        assert "sagemaker:AddTags" in str(refusal(home, "CreateModelPackageGroup", TAGGED))


def test_tags_that_are_added_later_are_no_creation() -> None:
    """AddTags itself has no sagemaker:TaggingAction."""
    home = gate(policy(allow(Condition={"Null": {"sagemaker:TaggingAction": "true"}})))

    assert admitted(home, "AddTags", {"ResourceArn": GROUP, "Tags": TAGGED["Tags"]}) is home


def test_a_group_may_let_in_callers_of_its_own_account() -> None:
    """Within the account a group's policy may allow what the caller's own policies do not."""
    home = gate(resource=document(allow(Principal={"AWS": ALICE}, Action="sagemaker:Describe*")))

    assert admitted(home, "DescribeModelPackageGroup", {"ModelPackageGroupName": "churn"}) is home
    assert admitted(home, "DescribeModelPackage", {"ModelPackageName": VERSION}) is home
    refusal(home, "DescribeModelPackage", {"ModelPackageName": MARKET})
    refusal(home, "DeleteModelPackage", {"ModelPackageName": VERSION})


def test_a_denial_in_a_groups_policy_is_told() -> None:
    """The policy of a group is told as that group's."""
    home = gate(policy(allow()), resource=document(deny(Sid="Closed", Principal="*")))

    told = refusal(home, "DescribeModelPackage", {"ModelPackageName": VERSION})

    ending = "with an explicit deny in a resource-based policy"
    assert str(told) == sentence(ALICE, "DescribeModelPackage", VERSION, ending)
    assert told.why == ("the resource policy of churn, statement Closed denies it.",)


@pytest.mark.parametrize(
    ("operation", "member"), [("BatchDescribeModelPackage", "ModelPackageArn"), ("CreateModel", "ModelPackageName")]
)
def test_an_operation_on_several_resources_asks_of_each(operation: str, member: str) -> None:
    """The request as a whole comes in; each part that names a resource is asked of by itself."""
    home = gate(policy(allow(Resource=VERSION)))

    assert admitted(home, operation, {"ModelPackageArnList": [VERSION, MARKET]}) is home
    assert home.asked == 0
    assert admitted(home, operation, {member: VERSION}) is home
    assert f"sagemaker:{operation} on resource: {MARKET}" in str(refusal(home, operation, {member: MARKET}))


def test_a_session_is_told_by_its_own_arn() -> None:
    """The sentence of a denial names the session, not the role."""
    told = refusal(gate(arn=SESSION), "DescribeModelPackage", {"ModelPackageName": VERSION})

    assert str(told).startswith(f"User: {SESSION} is not authorized")
