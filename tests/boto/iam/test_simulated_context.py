"""What a simulation takes into account beside policies: the request's context, a boundary, a policy on the resource."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, ALICE, allow, deny, document, spelled
from boto.iam.simulating import entry, matched, simulate, simulate_custom
from freezegun import freeze_time
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient

GROUP = f"{HERE}:model-package-group/churn"
STAGE = "sagemaker:ModelLifeCycle:stage"
pytestmark = pytest.mark.usefixtures("client")


def test_the_context_is_the_requests(iam: BaseClient) -> None:
    """ContextEntries are the condition keys, in any letter case and with any number of values; the rest is missing."""
    condition = {
        "StringEquals": {STAGE: "QA"},
        "ForAllValues:StringEquals": {"aws:TagKeys": ["team", "cost"]},
        "NumericLessThan": {"aws:MultiFactorAuthAge": "60"},
    }
    statement = allow("Update*", Condition=condition)
    complete = [
        entry(STAGE.lower(), "QA"),
        entry("aws:TagKeys", "cost", "team", kind="stringList"),
        entry("AWS:MultiFactorAuthAge", "59", kind="numeric"),
    ]

    nothing = simulate_custom(iam, statement)
    assert (nothing["EvalDecision"], nothing["MissingContextValues"]) == (
        "implicitDeny",
        [STAGE, "aws:TagKeys", "aws:MultiFactorAuthAge"],
    )
    everything = simulate_custom(iam, statement, ContextEntries=complete)
    assert (everything["EvalDecision"], everything["MissingContextValues"]) == ("allowed", [])
    wrong = simulate_custom(iam, statement, ContextEntries=[*complete[:2], entry("aws:MultiFactorAuthAge", "60")])
    assert wrong["EvalDecision"] == "implicitDeny"


def test_keys_of_other_actions_are_not_missing(iam: BaseClient) -> None:
    """Only what statements about the action look at is told as missing."""
    statements = [allow("Update*"), allow("Create*", Condition={"StringEquals": {STAGE: "QA"}})]

    assert simulate_custom(iam, *statements)["MissingContextValues"] == []


def test_what_is_known_of_the_principal_is_in_the_context(user: Callable[..., Any], iam: BaseClient) -> None:
    """A user's name and tags, and the time, are there by themselves; an entry of the request is stronger."""
    condition = {
        "StringEquals": {"aws:username": "alice", "aws:PrincipalTag/team": "a", "aws:PrincipalArn": ALICE},
        "DateLessThan": {"aws:CurrentTime": "2026-07-01"},
    }
    user(allow("Search", Condition=condition), Tags=tags(team="a"))

    with freeze_time("2026-06-30"):
        assert simulate(iam, ALICE, "Search")["Search"]["EvalDecision"] == "allowed"
        later = [entry("aws:CurrentTime", "2026-07-02", kind="date")]
        assert simulate(iam, ALICE, "Search", ContextEntries=later)["Search"]["EvalDecision"] == "implicitDeny"


@pytest.mark.parametrize(
    "members",
    [
        {"ContextEntries": [], "ResourceArns": [], "PermissionsBoundaryPolicyInputList": []},
        {"ContextEntries": [{"ContextKeyName": "aws:username"}]},
        {"ContextEntries": [entry("aws:username")]},
        {"ContextEntries": [{"ContextKeyValues": ["alice"]}]},
    ],
    ids=["empty-lists", "no-values", "empty-values", "no-name"],
)
def test_what_is_empty_is_nothing(members: dict[str, Any], iam: BaseClient) -> None:
    """Lists without members, and entries that say nothing, do not matter."""
    statement = allow("Update*", Condition={"StringEquals": {"aws:username": "alice"}})

    assert simulate_custom(iam, statement, **members)["EvalDecision"] == "implicitDeny"


def test_a_resource_policy_of_the_own_account(iam: BaseClient) -> None:
    """ResourcePolicy allows a caller that it names beside its own policies, and may deny it."""

    def on_resource(effect: str) -> dict[str, Any]:
        statement = {"Effect": effect, "Principal": {"AWS": ALICE}, "Action": spelled("Update*"), "Resource": GROUP}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        return {"ResourcePolicy": policy, "ResourceArns": [GROUP], "CallerArn": ALICE}

    allowed = simulate_custom(iam, allow("List*"), **on_resource("Allow"))
    refused = simulate_custom(iam, allow("Update*"), **on_resource("Deny"))

    assert (allowed["EvalDecision"], refused["EvalDecision"]) == ("allowed", "explicitDeny")
    assert allowed["MatchedStatements"] == refused["MatchedStatements"] == matched("ResourcePolicy", "Resource Policy")


def test_a_resource_of_another_account(user: Callable[..., Any], iam: BaseClient) -> None:
    """With another ResourceOwner both the caller's policies and the resource's must allow."""
    user(allow("Update*"))
    policy = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": spelled("*"), "Resource": "*"}
    there: dict[str, Any] = {"ResourceArns": [GROUP], "ResourceOwner": "arn:aws:iam::111122223333:root"}
    shared = {**there, "ResourcePolicy": json.dumps({"Version": "2012-10-17", "Statement": policy})}

    def decisions(**members: Any) -> list[str]:
        results = simulate(iam, ALICE, "UpdateModelPackage", "Search", **members)
        return [result["EvalDecision"] for result in results.values()]

    assert decisions(**shared) == ["allowed", "implicitDeny"]
    assert decisions(**there) == ["implicitDeny", "implicitDeny"]


def test_what_the_policies_deny_a_boundary_may_allow(iam: BaseClient) -> None:
    """The detail of the boundary is of the boundary alone; without one there is none."""
    boundary = {"PermissionsBoundaryPolicyInputList": [document(allow())]}

    assert simulate_custom(iam, deny(), **boundary)["EvalDecision"] == "explicitDeny"
    detail = simulate_custom(iam, deny(), **boundary)["PermissionsBoundaryDecisionDetail"]
    assert detail == {"AllowedByPermissionsBoundary": True}
    assert "PermissionsBoundaryDecisionDetail" not in simulate_custom(iam, deny())


def test_texts_that_xml_would_take_for_its_own(iam: BaseClient) -> None:
    """Names with signs of XML come back as they were."""
    resource = 'arn:aws:s3:::bucket/<a> & "b"'

    assert simulate_custom(iam, allow(), ResourceArns=[resource])["EvalResourceName"] == resource


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"PolicyInputList": ["{}"]}, "PolicyInputList.1 is no policy document."),
        ({"PolicyInputList": [document(allow()), "no JSON"]}, "PolicyInputList.2 is no policy document."),
        ({"PolicyInputList": [document(allow())], "Marker": "behind"}, "Invalid Marker."),
    ],
)
def test_what_cannot_be_read_is_told(iam: BaseClient, given: Any, message: str) -> None:
    """A policy without a statement, and a marker that was never told, are refused."""
    with pytest.raises(iam.exceptions.ClientError) as caught:
        iam.simulate_custom_policy(ActionNames=["sagemaker:Search"], **given)

    error = caught.value.response["Error"]
    assert (error["Code"], error["Message"]) == ("InvalidInput", message)
