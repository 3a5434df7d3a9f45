"""The seam below sharing: moto's RAM, its count of requests, its table of accounts, and its server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests
from moto.core import set_initial_no_auth_action_count
from moto.ram.models import ResourceShare, ram_backends
from moto.sagemaker.models import sagemaker_backends
from support.errors import refused
from support.examples import HERE

from sagemaker_registry_mock import install, uninstall
from sagemaker_registry_mock.moto_plugin.context import BackendContext

if TYPE_CHECKING:
    from collections.abc import Callable

    import boto3
    from types_boto3_sagemaker import SageMakerClient

PARTNER, NOBODY = "222222222222", "444444444444"
ROLE = f"arn:aws:iam::{PARTNER}:role/deployer"
EXECUTION = f"arn:aws:iam::{PARTNER}:role/sagemaker"
GROUP, VERSION = f"{HERE}:model-package-group/churn", f"{HERE}:model-package/churn/1"
POLICY = json.dumps(
    {"Statement": {"Effect": "Allow", "Principal": {"AWS": PARTNER}, "Action": "sagemaker:*", "Resource": "*"}}
)
DESCRIBER = {"Effect": "Allow", "Action": "sagemaker:Describe*", "Resource": "*"}
UNKNOWN_KEY = "The security token included in the request is invalid."


@pytest.fixture
def open_group(client: SageMakerClient, version: str) -> None:  # noqa: ARG001 - it exists
    """The group churn with an approved version, in which the partner's account may do anything."""
    client.update_model_package(ModelPackageArn=VERSION, ModelApprovalStatus="Approved")
    client.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=POLICY)


@pytest.fixture
def session_client(
    client: SageMakerClient,  # noqa: ARG001 - its mock
    aws_session: boto3.Session,
    client_as: Callable[..., Any],
) -> Callable[..., Any]:
    """Make the client of a service that signs as a session of a role in the partner's account."""

    def session_client(service: str, url: str | None = None) -> Any:
        sts = aws_session.client("sts", endpoint_url=url)
        credentials = sts.assume_role(RoleArn=ROLE, RoleSessionName="ci")["Credentials"]
        return client_as(credentials, service, endpoint_url=url)

    return session_client


@pytest.fixture
def partner(session_client: Callable[..., Any]) -> SageMakerClient:
    """A session of a role of another account."""
    client: SageMakerClient = session_client("sagemaker")
    return client


def deploy(client: SageMakerClient, *packages: str) -> str:
    """Create a model with a container for each package."""
    containers: Any = [{"ModelPackageName": package} for package in packages]
    return client.create_model(ModelName="m", ExecutionRoleArn=EXECUTION, Containers=containers)["ModelArn"]


@pytest.mark.usefixtures("group")
def test_ram_takes_groups_while_the_plugin_is_in(aws_session: boto3.Session) -> None:
    """Stock moto's RAM refuses the type; with the plugin it is taken, and after the plugin refused again."""
    ram = aws_session.client("ram")

    def offer() -> None:
        ram.create_resource_share(name="groups", resourceArns=[GROUP], principals=[PARTNER])

    offer()
    uninstall()
    with pytest.raises(ram.exceptions.MalformedArnException, match="You cannot share the selected resource type"):
        offer()
    install()
    install()
    offer()
    uninstall()
    uninstall()
    with pytest.raises(ram.exceptions.MalformedArnException, match="You cannot share the selected resource type"):
        offer()

    assert len(ram.get_resource_shares(resourceOwner="SELF")["resourceShares"]) == 2


@pytest.mark.usefixtures("client")
def test_ram_takes_what_it_took_and_no_more(aws_session: boto3.Session) -> None:
    """The other types of moto's RAM stay; the registry's versions and cards are not shared by RAM."""
    ram = aws_session.client("ram")
    subnet = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1"

    assert ram.create_resource_share(name="net", resourceArns=[subnet])["resourceShare"]["status"] == "ACTIVE"
    for arn in (VERSION, f"{HERE}:model-card/card"):
        with pytest.raises(ram.exceptions.MalformedArnException, match="You cannot share the selected resource type"):
            ram.create_resource_share(name="no", resourceArns=[arn])


def test_a_moto_that_shares_groups_itself_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moto has the type of its own accord, the plugin neither doubles it nor takes it away."""
    uninstall()
    own = [*ResourceShare.SHAREABLE_RESOURCES, "model-package-group"]
    with monkeypatch.context() as patched:
        patched.setattr(ResourceShare, "SHAREABLE_RESOURCES", list(own))
        install()
        while_in = list(ResourceShare.SHAREABLE_RESOURCES)
        uninstall()
        assert own == while_in == ResourceShare.SHAREABLE_RESOURCES


def test_asking_about_an_account_does_not_make_it(client: SageMakerClient) -> None:
    """ARNs of an account that nobody has used leave no trace of it in moto."""
    arn = f"arn:aws:sagemaker:us-east-1:{NOBODY}:model-package/churn/1"

    reply = client.batch_describe_model_package(ModelPackageArnList=[arn])
    with pytest.raises(client.exceptions.ClientError, match="AccessDeniedException"):
        client.describe_model_package(ModelPackageName=arn)
    with pytest.raises(client.exceptions.ClientError, match="AccessDeniedException"):
        deploy(client, arn)

    assert list(reply["BatchDescribeModelPackageErrorMap"]) == [arn]
    assert NOBODY not in sagemaker_backends
    assert NOBODY not in ram_backends


@pytest.mark.usefixtures("open_group")
def test_looking_for_what_is_shared_makes_no_account(partner: SageMakerClient) -> None:
    """A list across accounts looks at those that are there; those without shares get no RAM by it."""
    listed = partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount")["ModelPackageGroupSummaryList"]

    assert [one["ModelPackageGroupArn"] for one in listed] == [GROUP]
    assert sorted(sagemaker_backends) == ["123456789012", PARTNER]
    assert list(ram_backends) == []


@pytest.mark.usefixtures("open_group")
def test_a_call_from_inside_moto_is_its_accounts_own() -> None:
    """Moto's own services call for the account itself: as its root, within it, over nobody else's groups."""
    backend: Any = sagemaker_backends[PARTNER]["us-east-1"]
    context = BackendContext(backend)

    assert context.account == PARTNER
    assert context.caller() == {"Arn": f"arn:aws:iam::{PARTNER}:root", "PrincipalId": PARTNER}
    assert context.admit("DescribeModelPackageGroup", {"ModelPackageGroupName": GROUP}) is context
    assert list(context.shared()) == []
    assert not context.shares("DescribeModelPackageGroup", GROUP)
    assert context.registry is backend.registry


@pytest.mark.usefixtures("open_group")
def test_the_tagging_api_stays_in_its_account(partner: SageMakerClient, session_client: Callable[..., Any]) -> None:
    """Moto's tagging API reaches no group of another account, shared or not."""
    partner.add_tags(ResourceArn=GROUP, Tags=[{"Key": "team", "Value": "a"}])

    found = session_client("resourcegroupstaggingapi").get_resources(ResourceTypeFilters=["sagemaker"])

    assert found["ResourceTagMappingList"] == []


@pytest.mark.usefixtures("open_group")
@set_initial_no_auth_action_count(3)
def test_a_model_of_a_shared_version_is_one_request(client: SageMakerClient, partner: SageMakerClient) -> None:
    """The registry looks at the request and moto answers it: it is counted once, as any other."""
    deploy(partner, VERSION, VERSION)
    client.list_models()
    client.list_model_package_groups()

    with refused("UnrecognizedClientException", UNKNOWN_KEY):
        client.list_model_package_groups()


@pytest.mark.usefixtures("version")
@set_initial_no_auth_action_count(3)
def test_a_denied_model_is_one_request(client: SageMakerClient, partner: SageMakerClient) -> None:
    """A request that the registry denies does not come to moto, and is counted all the same."""
    for _ in range(3):
        with pytest.raises(partner.exceptions.ClientError, match="no resource-based policy"):
            deploy(partner, VERSION)

    with refused("UnrecognizedClientException", UNKNOWN_KEY):
        client.list_model_package_groups()


@pytest.mark.usefixtures("open_group")
@set_initial_no_auth_action_count(2)
def test_calls_across_accounts_are_one_request_each(client: SageMakerClient, partner: SageMakerClient) -> None:
    """However many accounts a call looks at, it is one request."""
    partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount")
    partner.batch_describe_model_package(ModelPackageArnList=[VERSION, VERSION.replace("churn", "nothing")])

    with refused("UnrecognizedClientException", UNKNOWN_KEY):
        client.list_model_package_groups()


@pytest.fixture
def alice(session_client: Callable[..., Any], client_as: Callable[[Any], SageMakerClient]) -> SageMakerClient:
    """A user of the partner's account, who may describe versions."""
    iam = session_client("iam")
    policy = json.dumps({"Version": "2012-10-17", "Statement": DESCRIBER})
    iam.create_user(UserName="alice")
    iam.put_user_policy(UserName="alice", PolicyName="own", PolicyDocument=policy)
    return client_as(iam.create_access_key(UserName="alice")["AccessKey"])


@pytest.mark.usefixtures("open_group")
@set_initial_no_auth_action_count(0)
def test_motos_enforcement_asks_both_sides(alice: SageMakerClient) -> None:
    """Where moto enforces IAM, the caller's own policy is asked beside the resource's."""
    assert alice.describe_model_package(ModelPackageName=VERSION)["ModelPackageArn"] == VERSION

    action = "sagemaker:DeleteModelPackage"
    with refused(
        "AccessDeniedException",
        f"User: arn:aws:iam::{PARTNER}:user/alice is not authorized to perform: {action} on resource: {VERSION} "
        f"because no identity-based policy allows the {action} action",
    ):
        alice.delete_model_package(ModelPackageName=VERSION)


def test_two_accounts_share_over_the_wire(
    server: str, aws_session: boto3.Session, session_client: Callable[..., Any]
) -> None:
    """In moto's server, too, the session of a role is of the role's account, and policies decide between accounts."""
    requests.post(f"{server}/moto-api/reset", timeout=10)
    owner: SageMakerClient = aws_session.client("sagemaker", endpoint_url=server)
    partner: SageMakerClient = session_client("sagemaker", server)
    owner.create_model_package_group(ModelPackageGroupName="churn")
    action = "sagemaker:DescribeModelPackageGroup"
    with refused(
        "AccessDeniedException",
        f"User: arn:aws:sts::{PARTNER}:assumed-role/deployer/ci is not authorized to perform: {action} "
        f"on resource: {GROUP} because no resource-based policy allows the {action} action",
    ):
        partner.describe_model_package_group(ModelPackageGroupName=GROUP)

    owner.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=POLICY)

    registered = partner.create_model_package(ModelPackageGroupName=GROUP, ModelApprovalStatus="Approved")
    assert registered["ModelPackageArn"] == VERSION
    assert deploy(partner, VERSION) == f"arn:aws:sagemaker:us-east-1:{PARTNER}:model/m"
    assert owner.describe_model_package(ModelPackageName="churn/1")["ModelPackageVersion"] == 1
    listed = partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount")["ModelPackageGroupSummaryList"]
    assert [one["ModelPackageGroupArn"] for one in listed] == [GROUP]
