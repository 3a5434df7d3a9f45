"""SimulatePrincipalPolicy and SimulateCustomPolicy, which moto lacks: the same evaluation, without a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, ALICE, TRAINER, allow, deny, document, spelled
from boto.iam.simulating import matched, simulate
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient

ROLE, ANALYSTS = f"arn:aws:iam::{ACCOUNT}:role/trainer", f"arn:aws:iam::{ACCOUNT}:group/analysts"
GROUP, OTHER_GROUP = f"{HERE}:model-package-group/churn", f"{HERE}:model-package-group/fraud"
pytestmark = pytest.mark.usefixtures("client")


@pytest.mark.parametrize(
    ("make", "source", "policy"),
    [
        ("user", ALICE, "user_alice_policy"),
        ("member", ALICE, "group_analysts_policy"),
        ("member", ANALYSTS, "group_analysts_policy"),
        ("role", ROLE, "role_trainer_policy"),
    ],
)
def test_a_principal_is_simulated(
    make: str, source: str, policy: str, request: pytest.FixtureRequest, iam: BaseClient
) -> None:
    """A user with its groups, a group, or a role: what its policies say of each action, and which of them says so."""
    request.getfixturevalue(make)(allow("List*"), deny("ListModelCards"))

    results = simulate(iam, source, "ListModelPackages", "ListModelCards", "Search")

    common = {"EvalResourceName": "*", "MissingContextValues": []}
    assert results == {
        "ListModelPackages": {
            "EvalActionName": "sagemaker:ListModelPackages",
            "EvalDecision": "allowed",
            "MatchedStatements": matched(policy),
            **common,
        },
        "ListModelCards": {
            "EvalActionName": "sagemaker:ListModelCards",
            "EvalDecision": "explicitDeny",
            "MatchedStatements": matched(policy),
            **common,
        },
        "Search": {
            "EvalActionName": "sagemaker:Search",
            "EvalDecision": "implicitDeny",
            "MatchedStatements": [],
            **common,
        },
    }


def test_actions_of_any_service_are_simulated(user: Callable[..., Any], iam: BaseClient) -> None:
    """The simulator knows no service: any action may be asked for, and comes back as it was spelled."""
    user({"Effect": "Allow", "Action": ["s3:Get*", "iam:PassRole"], "Resource": "*"})

    reply = iam.simulate_principal_policy(
        PolicySourceArn=ALICE, ActionNames=["s3:getobject", "iam:PassRole", "ecr:BatchGetImage"]
    )

    told = [(one["EvalActionName"], one["EvalDecision"]) for one in reply["EvaluationResults"]]
    assert told == [("s3:getobject", "allowed"), ("iam:PassRole", "allowed"), ("ecr:BatchGetImage", "implicitDeny")]


def test_managed_policies_are_told_by_their_names(user: Callable[..., Any], iam: BaseClient) -> None:
    """A managed policy is named as itself, and its default version counts."""
    user()
    arn = iam.create_policy(PolicyName="Lister", PolicyDocument=document(allow("Search")))["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow("List*")), SetAsDefault=True)
    iam.attach_user_policy(UserName="alice", PolicyArn=arn)

    results = simulate(iam, ALICE, "Search", "ListModelCards")

    assert (results["Search"]["EvalDecision"], results["ListModelCards"]["EvalDecision"]) == ("implicitDeny", "allowed")
    assert results["ListModelCards"]["MatchedStatements"] == matched("Lister")


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        pytest.param(
            f"arn:aws:iam::{ACCOUNT}:user/bob",
            "NoSuchEntity",
            "The user with name bob cannot be found.",
            id="no-such-user",
        ),
        pytest.param(ROLE, "NoSuchEntity", "The role with name trainer cannot be found.", id="no-such-role"),
        pytest.param(ANALYSTS, "NoSuchEntity", "The group with name analysts cannot be found.", id="no-such-group"),
        pytest.param(
            f"arn:aws:iam::{ACCOUNT}:user/path/alice",
            "NoSuchEntity",
            "The user with name alice cannot be found.",
            id="another-path",
        ),
        pytest.param(
            TRAINER,
            "InvalidInput",
            f"Invalid Entity Arn: {TRAINER} does not clearly define entity type and name.",
            id="a-session",
        ),
        pytest.param(
            f"arn:aws:iam::{ACCOUNT}:root",
            "InvalidInput",
            f"Invalid Entity Arn: arn:aws:iam::{ACCOUNT}:root does not clearly define entity type and name.",
            id="the-root",
        ),
    ],
)
def test_who_is_no_principal_is_told(
    source: str, code: str, message: str, user: Callable[..., Any], iam: BaseClient
) -> None:
    """There is a user alice without a path, and nobody else."""
    user(allow())

    with pytest.raises(iam.exceptions.ClientError) as caught:
        simulate(iam, source, "Search")

    error = caught.value.response
    assert (error["Error"]["Code"], error["Error"]["Message"]) == (code, message)
    assert error["ResponseMetadata"]["HTTPStatusCode"] == {"NoSuchEntity": 404, "InvalidInput": 400}[code]


def test_each_resource_has_its_decision(user: Callable[..., Any], iam: BaseClient) -> None:
    """With ResourceArns there is a decision for each; the action is allowed where all of them are."""
    user(allow(resource=GROUP), deny("Delete*", resource=OTHER_GROUP))
    action = "DescribeModelPackageGroup"

    one = simulate(iam, ALICE, action, ResourceArns=[GROUP])[action]
    both = simulate(iam, ALICE, action, "DeleteModelPackageGroup", ResourceArns=[GROUP, OTHER_GROUP])

    assert (one["EvalDecision"], one["EvalResourceName"]) == ("allowed", GROUP)
    assert one["ResourceSpecificResults"] == [
        {
            "EvalResourceName": GROUP,
            "EvalResourceDecision": "allowed",
            "MatchedStatements": matched("user_alice_policy"),
            "MissingContextValues": [],
        }
    ]
    assert {name: result["EvalDecision"] for name, result in both.items()} == {
        action: "implicitDeny",
        "DeleteModelPackageGroup": "explicitDeny",
    }
    for name, decision in (action, "implicitDeny"), ("DeleteModelPackageGroup", "explicitDeny"):
        of_resources = both[name]["ResourceSpecificResults"]
        decisions = {result["EvalResourceName"]: result["EvalResourceDecision"] for result in of_resources}
        assert decisions == {GROUP: "allowed", OTHER_GROUP: decision}


def test_policies_are_added_to_those_of_the_principal(user: Callable[..., Any], iam: BaseClient) -> None:
    """PolicyInputList is what the principal might get: it allows more, and may deny what was allowed."""
    user(allow("List*"))
    given = [document(allow("Search")), document(deny("ListModelCards"))]

    results = simulate(iam, ALICE, "ListModelPackages", "Search", "ListModelCards", PolicyInputList=given)

    assert {name: one["MatchedStatements"] for name, one in results.items()} == {
        "ListModelPackages": matched("user_alice_policy"),
        "Search": matched("PolicyInputList.1"),
        "ListModelCards": matched("PolicyInputList.2"),
    }


def test_a_boundary_is_told(role: Callable[..., Any], iam: BaseClient) -> None:
    """A role's boundary limits it, and what the boundary alone says is told; a boundary of the request replaces it."""
    arn = iam.create_policy(PolicyName="Limit", PolicyDocument=document(allow("List*")))["Policy"]["Arn"]
    role(allow(), PermissionsBoundary=arn)
    given = [document(allow("Search"), deny("List*"))]

    own = simulate(iam, ROLE, "ListModelCards", "Search")
    other = simulate(iam, ROLE, "ListModelCards", "Search", PermissionsBoundaryPolicyInputList=given)

    def detail(result: dict[str, Any]) -> tuple[str, bool]:
        return result["EvalDecision"], result["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"]

    assert detail(own["ListModelCards"]) == detail(other["Search"]) == ("allowed", True)
    assert detail(own["Search"]) == ("implicitDeny", False)
    assert detail(other["ListModelCards"]) == ("explicitDeny", False)
    denying = matched("PermissionsBoundaryPolicyInputList.1", "Permissions Boundary Policy")
    assert other["ListModelCards"]["MatchedStatements"] == denying


def test_results_come_in_pages(user: Callable[..., Any], iam: BaseClient) -> None:
    """MaxItems cuts the results, and a paginator goes through all of them; both operations have one."""
    user(allow("A*"))
    actions = spelled(*(f"{letter}{number:03}" for letter in "AB" for number in range(120)))
    request: dict[str, Any] = {"PolicySourceArn": ALICE, "ActionNames": actions}

    first = iam.simulate_principal_policy(**request, MaxItems=2)
    assert (len(first["EvaluationResults"]), first["IsTruncated"]) == (2, True)
    pages = list(iam.get_paginator("simulate_principal_policy").paginate(**request))
    assert [len(page["EvaluationResults"]) for page in pages] == [100, 100, 40]
    found = [one["EvalActionName"] for page in pages for one in page["EvaluationResults"]]
    assert found == actions
    custom = iam.get_paginator("simulate_custom_policy").paginate(
        PolicyInputList=[document(allow("A*"))], ActionNames=actions, PaginationConfig={"PageSize": 70}
    )
    decisions = [one["EvalDecision"] for page in custom for one in page["EvaluationResults"]]
    assert decisions == ["allowed"] * 120 + ["implicitDeny"] * 120
