"""Enforcement and simulation behind a real socket, and with many callers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import requests
from boto.iam.policies import ACCOUNT, ALICE, TRAINER, allow, denied, document, is_let_through
from boto.iam.simulating import simulate
from botocore.exceptions import ClientError
from moto.core.config import default_user_config
from support.errors import refused
from support.examples import HERE, SPECIFICATION

from sagemaker_registry_mock import explain_denial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient

    Connect = Callable[..., Any]

VERSION = f"{HERE}:model-package/churn/1"
CALLERS = 6
#: A policy by which everybody has groups of their own, and what the callers of a test then may make.
OWN_GROUPS = allow(resource=f"{HERE}:model-package-group/${{aws:username}}-*")
EVERYBODYS_OWN = {f"user{one}": {f"user{one}-{number}" for number in range(3)} for one in range(CALLERS)}


@pytest.fixture
def connect(server: str, aws_session: boto3.Session) -> Iterator[Connect]:
    """Make clients of the server, which is empty: of a service, and with somebody's key or the administrator's."""

    def connect(service: str = "sagemaker", credentials: Any = None) -> Any:
        key: Any = credentials or {"AccessKeyId": "test", "SecretAccessKey": "test"}
        return aws_session.client(
            service,
            endpoint_url=server,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
            aws_session_token=key.get("SessionToken"),
        )

    requests.post(f"{server}/moto-api/reset", timeout=10)
    yield connect
    requests.post(f"{server}/moto-api/reset", timeout=10)


@pytest.fixture
def by_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the registry enforce IAM, in the process in which the server runs."""
    config: Any = default_user_config
    monkeypatch.setitem(config, "sagemaker_registry", {"iam": True})


@pytest.fixture
def by_moto(server: str) -> Iterator[Callable[[], None]]:
    """Have moto enforce IAM from the next request on, until the test ends, by a request to the server."""

    def reset_auth(count: str) -> None:
        requests.post(f"{server}/moto-api/reset-auth", data=count, timeout=10)

    yield lambda: reset_auth("0")
    reset_auth("inf")


def user_key(iam: Any, name: str, *statements: dict[str, Any]) -> Any:
    """Make a user with these statements, and return its access key."""
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="policy", PolicyDocument=document(*statements))
    return iam.create_access_key(UserName=name)["AccessKey"]


@pytest.mark.usefixtures("by_the_setting")
def test_the_setting_holds_in_a_server(connect: Connect) -> None:
    """Conditions, resources and the words of a denial are the same over the wire, with the explanation."""
    administrator: SageMakerClient = connect()
    administrator.create_model_package_group(ModelPackageGroupName="churn")
    administrator.create_model_package(ModelPackageGroupName="churn", InferenceSpecification=SPECIFICATION)
    condition = {"StringEquals": {"sagemaker:ModelApprovalStatus": "Rejected"}}
    alice = connect(credentials=user_key(connect("iam"), "alice", allow("UpdateModelPackage", Condition=condition)))

    alice.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Rejected")
    with denied(ALICE, "UpdateModelPackage", VERSION):
        alice.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Approved")
    with pytest.raises(ClientError) as caught:
        alice.update_model_package(ModelPackageArn=VERSION)

    assert explain_denial(caught.value).endswith(
        "\n- user_alice_policy, statement 1: Condition StringEquals wants sagemaker:ModelApprovalStatus to be "
        "'Rejected'; it is not in the request"
    )
    assert administrator.describe_model_package(ModelPackageName=VERSION)["ModelApprovalStatus"] == "Rejected"


def test_motos_switch_holds_in_a_server(connect: Connect, by_moto: Callable[[], None]) -> None:
    """After /moto-api/reset-auth users and roles are judged by their policies, and nobody else is known."""
    iam = connect("iam")
    alice = connect(credentials=user_key(iam, "alice", allow("List*")))
    iam.create_role(RoleName="trainer", AssumeRolePolicyDocument="{}")
    iam.put_role_policy(RoleName="trainer", PolicyName="policy", PolicyDocument=document(allow("Search")))
    role = f"arn:aws:iam::{ACCOUNT}:role/trainer"
    trainer = connect(credentials=connect("sts").assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"])

    by_moto()

    assert alice.list_model_package_groups()["ModelPackageGroupSummaryList"] == []
    assert trainer.search(Resource="ModelPackage")["Results"] == []
    with denied(ALICE, "Search"):
        alice.search(Resource="ModelPackage")
    with denied(TRAINER, "ListModelPackageGroups"):
        trainer.list_model_package_groups()
    with refused("UnrecognizedClientException", "The security token included in the request is invalid."):
        connect().list_model_package_groups()


@pytest.mark.usefixtures("by_the_setting")
@pytest.mark.parametrize(
    ("operator", "key", "known", "other"),
    [
        ("IpAddress", "aws:SourceIp", "127.0.0.1/32", "10.0.0.0/8"),
        ("Bool", "aws:SecureTransport", "false", "true"),
        ("StringLike", "aws:UserAgent", "Boto3/*", "aws-cli/*"),
    ],
)
def test_what_a_server_knows_of_a_request(operator: str, key: str, known: str, other: str, connect: Connect) -> None:
    """The address of the client, the plain HTTP and the user agent are those of the connection."""
    iam = connect("iam")
    alice = connect(credentials=user_key(iam, "alice", allow(Condition={operator: {key: known}})))
    bob = connect(credentials=user_key(iam, "bob", allow(Condition={operator: {key: other}})))

    assert is_let_through(alice.list_model_package_groups)
    assert not is_let_through(bob.list_model_package_groups)


def test_a_server_simulates(connect: Connect) -> None:
    """Both operations of the simulator are answered, with their paginators."""
    iam = connect("iam")
    user_key(iam, "alice", allow("Search"))

    assert simulate(iam, ALICE, "Search")["Search"]["EvalDecision"] == "allowed"
    pages = iam.get_paginator("simulate_custom_policy").paginate(
        PolicyInputList=[document(allow("Search"))],
        ActionNames=["sagemaker:Search", "sagemaker:AddTags"],
        PaginationConfig={"PageSize": 1},
    )
    assert [one["EvalDecision"] for page in pages for one in page["EvaluationResults"]] == ["allowed", "implicitDeny"]
    with pytest.raises(ClientError, match="NoSuchEntity"):
        simulate(iam, f"arn:aws:iam::{ACCOUNT}:role/trainer", "Search")


def work(client: SageMakerClient, name: str) -> set[str]:
    """Try to make a group for every caller, several times over, and return the groups that were made."""
    groups = [f"user{caller}-{number}" for number in range(3) for caller in range(CALLERS)]
    return {
        group
        for group in groups
        if is_let_through(partial(client.create_model_package_group, ModelPackageGroupName=group))
        and client.describe_model_package_group(ModelPackageGroupName=group)["CreatedBy"]["IamIdentity"]["Arn"]
        == f"arn:aws:iam::{ACCOUNT}:user/{name}"
    }


def made_at_once(clients: dict[str, SageMakerClient]) -> dict[str, set[str]]:
    """Let all callers work at the same time, and return what each of them has made."""
    with ThreadPoolExecutor(CALLERS) as threads:
        return dict(zip(clients, threads.map(work, clients.values(), clients), strict=True))


@pytest.mark.usefixtures("by_the_setting")
def test_callers_of_a_server_do_not_mix(connect: Connect) -> None:
    """Many callers at once: each has its own permissions, and each group its own maker."""
    iam = connect("iam")
    clients = {name: connect(credentials=user_key(iam, name, OWN_GROUPS)) for name in EVERYBODYS_OWN}

    assert made_at_once(clients) == EVERYBODYS_OWN


def test_callers_in_threads_do_not_mix(user: Callable[..., SageMakerClient]) -> None:
    """The same holds of threads inside one mock."""
    clients = {name: user(OWN_GROUPS, name=name) for name in EVERYBODYS_OWN}

    assert made_at_once(clients) == EVERYBODYS_OWN


def test_callers_that_moto_judges_do_not_mix(
    user: Callable[..., SageMakerClient], enforced_by_moto: Callable[[Callable[[], Any]], Any]
) -> None:
    """And of threads under moto's own enforcement."""
    clients = {name: user(OWN_GROUPS, name=name) for name in EVERYBODYS_OWN}

    assert enforced_by_moto(lambda: made_at_once(clients)) == EVERYBODYS_OWN
