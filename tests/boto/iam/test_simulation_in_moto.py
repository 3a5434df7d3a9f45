"""How the simulator stands in moto: what the SageMaker SDK asks of it, and that it gives way to one of moto's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ACCOUNT, allow, deny, document, spelled
from boto.iam.simulating import simulate
from botocore.exceptions import ClientError
from moto.iam.responses import IamResponse
from support.examples import told

from sagemaker_registry_mock import install, uninstall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3
    from botocore.client import BaseClient

ROLE = f"arn:aws:iam::{ACCOUNT}:role/trainer"
NEEDED = ["sagemaker:CreateModelPackage", "sagemaker:CreateModel", "s3:GetObject", "ecr:GetAuthorizationToken"]
MOTOS_OWN = (
    '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>'
    "<IsTruncated>false</IsTruncated></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>"
)
pytestmark = pytest.mark.usefixtures("client")


def found_by_sdk(iam: BaseClient, role: str) -> dict[str, str]:
    """Ask what version 3 of the SageMaker SDK asks before it registers a model, and read of the reply what it reads."""
    found = {}
    for page in iam.get_paginator("simulate_principal_policy").paginate(PolicySourceArn=role, ActionNames=NEEDED):
        for result in page["EvaluationResults"]:
            decision = result["EvalDecision"]
            limits = [
                result.get("OrganizationsDecisionDetail", {}).get("AllowedByOrganizations", True),
                result.get("PermissionsBoundaryDecisionDetail", {}).get("AllowedByPermissionsBoundary", True),
            ]
            unsure = decision == "implicitDeny" and not all(limits)
            found[result["EvalActionName"]] = "limited" if unsure else decision
    return found


def test_the_sdk_finds_a_role_sufficient(role: Callable[..., Any], iam: BaseClient) -> None:
    """A role whose policies allow all actions on all resources passes the check of the SDK."""
    role({"Effect": "Allow", "Action": ["sagemaker:*", "s3:Get*", "ecr:Get*"], "Resource": "*"})

    assert iam.get_role(RoleName="trainer")["Role"]["Arn"] == ROLE
    assert found_by_sdk(iam, ROLE) == dict.fromkeys(NEEDED, "allowed")


def test_the_sdk_finds_what_a_role_lacks(role: Callable[..., Any], iam: BaseClient) -> None:
    """It is told which actions are not allowed or denied; a permission on some resources is not one on all."""
    on_a_bucket = {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*"}
    role(allow("CreateModelPackage"), deny("CreateModel"), on_a_bucket)

    assert list(found_by_sdk(iam, ROLE).values()) == ["allowed", "explicitDeny", "implicitDeny", "implicitDeny"]


def test_the_sdk_is_told_of_a_boundary(role: Callable[..., Any], iam: BaseClient) -> None:
    """What only the permissions boundary keeps from being allowed is told as that."""
    limit = iam.create_policy(PolicyName="Limit", PolicyDocument=document(allow("CreateModelPackage")))
    role({"Effect": "Allow", "Action": "*", "Resource": "*"}, PermissionsBoundary=limit["Policy"]["Arn"])

    assert list(found_by_sdk(iam, ROLE).values()) == ["allowed", "limited", "limited", "limited"]


def test_the_sdk_is_told_of_a_missing_role(iam: BaseClient) -> None:
    """A role that does not exist is a NoSuchEntity."""
    with pytest.raises(ClientError, match="NoSuchEntity"):
        found_by_sdk(iam, ROLE)


def test_where_moto_enforces_the_simulation_is_an_action_too(
    user_key: Callable[..., Any], aws_session: boto3.Session, enforced_by_moto: Callable[[Any], Any]
) -> None:
    """Under moto's enforcement the caller needs iam:SimulatePrincipalPolicy, and is denied as moto denies."""

    def iam_of(name: str, action: str) -> BaseClient:
        key = user_key({"Effect": "Allow", "Action": action, "Resource": "*"}, name=name)
        secret = key["SecretAccessKey"]
        return aws_session.client("iam", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=secret)

    able, unable = iam_of("alice", "iam:Simulate*"), iam_of("bob", "iam:Get*")
    source = f"arn:aws:iam::{ACCOUNT}:user/bob"

    def enforced() -> None:
        assert simulate(able, source, "Search")["Search"]["EvalDecision"] == "implicitDeny"
        with pytest.raises(ClientError, match="AccessDenied"):
            simulate(unable, source, "Search")

    enforced_by_moto(enforced)


@pytest.fixture
def _installed_anew() -> Iterator[None]:
    """Leave moto with the registry in it, and with the simulator."""
    yield
    uninstall()
    install()
    assert hasattr(IamResponse, "simulate_principal_policy")


@pytest.mark.usefixtures("_installed_anew")
def test_the_simulator_goes_with_the_registry(role: Callable[..., Any], iam: BaseClient) -> None:
    """Without the registry moto answers as it does by itself, and with it again as before."""
    role(allow())
    stock = "action has not been implemented"

    uninstall()
    with pytest.raises(NotImplementedError, match=stock):
        iam.simulate_principal_policy(PolicySourceArn=ROLE, ActionNames=spelled("Search"))
    with pytest.raises(NotImplementedError, match=stock):
        iam.simulate_custom_policy(PolicyInputList=[document(allow())], ActionNames=spelled("Search"))
    install()
    assert simulate(iam, ROLE, "Search")["Search"]["EvalDecision"] == "allowed"


@pytest.mark.usefixtures("_installed_anew")
def test_a_simulator_of_motos_own_is_left_in_peace(
    role: Callable[..., Any], iam: BaseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What moto has is moto's to answer: neither installing nor uninstalling touches it; what it lacks is added."""
    role(allow())
    principal: Any = {"PolicySourceArn": ROLE, "ActionNames": spelled("Search")}
    custom: Any = {"PolicyInputList": [document(allow())], "ActionNames": spelled("Search")}
    uninstall()
    with monkeypatch.context() as moto:
        moto.setattr(IamResponse, "simulate_principal_policy", lambda _self: MOTOS_OWN, raising=False)
        install()
        assert told(iam.simulate_principal_policy(**principal)) == {"IsTruncated": False}
        assert iam.simulate_custom_policy(**custom)["EvaluationResults"][0]["EvalDecision"] == "allowed"
        uninstall()
        assert told(iam.simulate_principal_policy(**principal)) == {"IsTruncated": False}
        with pytest.raises(NotImplementedError):
            iam.simulate_custom_policy(**custom)
