"""What IAM's simulator replies over the same evaluation."""

from __future__ import annotations

from typing import Any

import pytest
from access.building import ALICE, DESCRIBE, GROUP, MARKET, SESSION, VERSION, allow, asked, deny, policy

from sagemaker_registry_mock.access.evaluation import Policies
from sagemaker_registry_mock.access.simulation import simulated

ALL, OTHERS = policy(allow(), name="Everything"), policy(allow(Action="s3:*"), name="OtherService")
NEVER = policy(deny(), name="Never")
STAGE, TEAM = "sagemaker:ModelLifeCycle:Stage", "aws:ResourceTag/team"


def reply(policies: Policies, *resources: str, **question: Any) -> dict[str, Any]:
    """Return the simulator's reply for DescribeModelPackage."""
    return simulated(asked(resource="*", **question), policies, resources)


def matched(name: str, kind: str = "IAM Policy") -> list[dict[str, str]]:
    """Return how the simulator tells the statement that decided."""
    return [{"SourcePolicyId": name, "SourcePolicyType": kind}]


def test_without_resources_all_resources_are_asked_for() -> None:
    """A simulation that names no resource is over `*`, and has no results for each."""
    assert reply(Policies(identity=(OTHERS, ALL))) == {
        "EvalActionName": DESCRIBE,
        "EvalResourceName": "*",
        "EvalDecision": "allowed",
        "MatchedStatements": matched("Everything"),
        "MissingContextValues": [],
    }


def test_an_action_is_told_as_it_was_asked() -> None:
    """The name of the action comes back in the letter case in which it was given."""
    found = reply(Policies(identity=(policy(allow(Action=DESCRIBE)),)), action="sagemaker:describemodelpackage")

    assert (found["EvalActionName"], found["EvalDecision"]) == ("sagemaker:describemodelpackage", "allowed")


@pytest.mark.parametrize(
    ("policies", "outcome", "statements"),
    [
        (Policies(identity=(ALL,)), "allowed", matched("Everything")),
        (Policies(), "implicitDeny", []),
        (Policies(identity=(OTHERS,)), "implicitDeny", []),
        (Policies(identity=(ALL, NEVER)), "explicitDeny", matched("Never")),
        (Policies(identity=(ALL,), boundary=OTHERS), "implicitDeny", []),
        (Policies(identity=(ALL,), boundary=NEVER), "explicitDeny", matched("Never", "Permissions Boundary Policy")),
        (Policies(identity=(ALL,), session=NEVER), "explicitDeny", matched("Never", "Session Policy")),
        (Policies(identity=(ALL,), resource=NEVER), "explicitDeny", matched("Never", "Resource Policy")),
        (
            Policies(resource=policy(allow(Principal={"AWS": ALICE}), name="ResourcePolicy")),
            "allowed",
            matched("ResourcePolicy", "Resource Policy"),
        ),
    ],
)
def test_a_decision_tells_its_name_and_its_statement(policies: Policies, outcome: str, statements: Any) -> None:
    """The statement that allows or denies is told with the kind of its policy; where there is none, none is told."""
    found = reply(policies)

    assert (found["EvalDecision"], found["MatchedStatements"]) == (outcome, statements)


def test_each_resource_has_a_result() -> None:
    """A simulation over resources tells each of them, and as a whole the first that is not allowed."""
    found = reply(Policies(identity=(policy(allow(Resource=[VERSION, GROUP]), name="Churn"),)), VERSION, MARKET, GROUP)

    assert (found["EvalResourceName"], found["EvalDecision"], found["MatchedStatements"]) == (
        MARKET,
        "implicitDeny",
        [],
    )
    assert found["ResourceSpecificResults"] == [
        {
            "EvalResourceName": resource,
            "EvalResourceDecision": decision,
            "MatchedStatements": statements,
            "MissingContextValues": [],
        }
        for resource, decision, statements in [
            (VERSION, "allowed", matched("Churn")),
            (MARKET, "implicitDeny", []),
            (GROUP, "allowed", matched("Churn")),
        ]
    ]


def test_resources_that_are_all_allowed_are_told_by_the_first() -> None:
    """Where every resource is allowed the whole is the first one's result."""
    found = reply(Policies(identity=(ALL,)), VERSION, MARKET)

    assert (found["EvalResourceName"], found["EvalDecision"]) == (VERSION, "allowed")


@pytest.mark.parametrize(
    ("boundary", "allowed"),
    [(ALL, True), (OTHERS, False), (NEVER, False), (policy(allow(Resource=MARKET)), False)],
)
@pytest.mark.parametrize("foreign", [False, True])
def test_a_boundary_is_told_by_itself(boundary: Any, allowed: bool, foreign: bool) -> None:  # noqa: FBT001 - the expected answer, and both ways
    """Whether the permissions boundary allows the action is told besides, whatever the other policies say."""
    policies = Policies(boundary=boundary, session=OTHERS, resource=policy(), foreign=foreign)

    assert reply(policies, VERSION)["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": allowed}


def test_without_a_boundary_nothing_is_told_of_it() -> None:
    """A caller without a permissions boundary has no detail of one."""
    assert "PermissionsBoundaryDecisionDetail" not in reply(Policies(identity=(ALL,)), VERSION)


CONDITIONS = [
    allow(Condition={"StringEquals": {STAGE: "QA", TEAM: "a"}}),
    deny(Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}, "StringLike": {TEAM: "b"}}),
    allow(Action="s3:*", Condition={"StringEquals": {"s3:prefix": "a"}}),
]


@pytest.mark.parametrize(
    ("keys", "missing"),
    [
        ({}, [STAGE, TEAM, "aws:MultiFactorAuthPresent"]),
        ({TEAM.upper(): ("a",)}, [STAGE, "aws:MultiFactorAuthPresent"]),
        ({STAGE: ("QA",), TEAM: ("a",), "aws:MultiFactorAuthPresent": ("true",)}, []),
    ],
)
def test_keys_that_the_conditions_miss_are_told(keys: dict[str, tuple[str, ...]], missing: list[str]) -> None:
    """The keys of all conditions about the action are told once each, unless the request has them."""
    assert reply(Policies(identity=(policy(*CONDITIONS),)), keys=keys)["MissingContextValues"] == missing
    assert reply(Policies(boundary=policy(*CONDITIONS)), keys=keys)["MissingContextValues"] == missing


def test_over_resources_missing_keys_are_told_with_each() -> None:
    """Where resources are named the missing keys stand in their results, and not above them."""
    found = reply(Policies(identity=(policy(*CONDITIONS),)), VERSION, MARKET)

    for result in found["ResourceSpecificResults"]:
        assert result["MissingContextValues"] == [STAGE, TEAM, "aws:MultiFactorAuthPresent"]
    assert found["MissingContextValues"] == []


def test_a_session_may_be_simulated() -> None:
    """The caller of a simulation may be a session of a role, which a resource policy names by the role."""
    role = policy(allow(Principal={"AWS": "arn:aws:iam::123456789012:role/engineer"}), name="ResourcePolicy")

    assert reply(Policies(resource=role), VERSION, principal=SESSION)["EvalDecision"] == "allowed"
    assert reply(Policies(resource=role), VERSION)["EvalDecision"] == "implicitDeny"
