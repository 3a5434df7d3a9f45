"""Where a deployment is: the region and the account of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto.deployment.looking import endpoints, model_behind, package_behind, told

from sagemaker_registry_mock.deployment import deploy_on_approval

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from types_boto3_sagemaker import SageMakerClient

OTHER = "111122223333"


def approved(client: Any) -> str:
    """Make the group churn where the client is, and register a version in it as approved."""
    client.create_model_package_group(ModelPackageGroupName="churn")
    registered = client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    return str(registered["ModelPackageArn"])


@pytest.fixture
def theirs(
    client: SageMakerClient,  # noqa: ARG001 - its mock
    aws_session: boto3.Session,
    client_as: Callable[..., SageMakerClient],
) -> SageMakerClient:
    """A client of another account in another region."""
    role = f"arn:aws:iam::{OTHER}:role/deployer"
    credentials = aws_session.client("sts").assume_role(RoleArn=role, RoleSessionName="ci")["Credentials"]
    return client_as(credentials, region_name="eu-west-1")


def test_a_region_is_given(client: SageMakerClient, sagemaker: Callable[[str], SageMakerClient]) -> None:
    """Of groups of one name in two regions, the one in that region is meant."""
    deployment = deploy_on_approval("churn", region_name="eu-west-1")

    approved(client)
    assert told(deployment) == []
    arn = approved(sagemaker("eu-west-1"))

    assert [one.version_arn for one in deployment.history] == [arn]
    assert package_behind(sagemaker("eu-west-1"), "churn-prod") == arn
    assert endpoints(client) == []


def test_the_default_region(
    client: SageMakerClient, sagemaker: Callable[[str], SageMakerClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no region is given, it is that of the environment."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    deployment = deploy_on_approval("churn")

    approved(client)
    arn = approved(sagemaker("eu-west-1"))

    assert [one.version_arn for one in deployment.history] == [arn]


@pytest.mark.usefixtures("client")
def test_the_region_of_a_profile(
    sagemaker: Callable[[str], SageMakerClient], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the environment has none, it is that of the configuration file, by the profile that is chosen."""
    file = tmp_path / "config"
    file.write_text("[default]\nregion = us-east-1\n[profile ci]\nregion = ap-south-1\n", encoding="utf-8")
    with monkeypatch.context() as environment:
        environment.delenv("AWS_DEFAULT_REGION")
        environment.setenv("AWS_CONFIG_FILE", str(file))
        environment.setenv("AWS_PROFILE", "ci")
        deployment = deploy_on_approval("churn")

    arn = approved(sagemaker("ap-south-1"))

    assert [one.version_arn for one in deployment.history] == [arn]


@pytest.mark.usefixtures("client")
def test_the_region_of_the_default_session(
    sagemaker: Callable[[str], SageMakerClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that the test has set up as boto3's default has a region, which is before the environment's."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", boto3.Session(region_name="eu-west-1"))
    deployment = deploy_on_approval("churn")

    arn = approved(sagemaker("eu-west-1"))

    assert [one.version_arn for one in deployment.history] == [arn]


@pytest.mark.parametrize("given", [None, ""])
@pytest.mark.usefixtures("client")
def test_no_region(monkeypatch: pytest.MonkeyPatch, given: str | None) -> None:
    """Without any region there is nothing to attach to."""
    monkeypatch.delenv("AWS_DEFAULT_REGION")

    with pytest.raises(ValueError, match="No region is configured: give region_name"):
        deploy_on_approval("churn", region_name=given)


def test_an_arn_tells_region_and_account(
    client: SageMakerClient, theirs: SageMakerClient, aws_session: boto3.Session
) -> None:
    """Rule, models and endpoint are where the group is; in the account and region of the test there is nothing."""
    group = f"arn:aws:sagemaker:eu-west-1:{OTHER}:model-package-group/churn"
    deployment = deploy_on_approval(group)
    assert deployment.group == "churn"

    approved(client)
    assert told(deployment) == []
    arn = approved(theirs)

    assert arn == f"arn:aws:sagemaker:eu-west-1:{OTHER}:model-package/churn/1"
    assert [one.version_arn for one in deployment.history] == [arn]
    assert theirs.describe_endpoint(EndpointName="churn-prod")["EndpointArn"] == (
        f"arn:aws:sagemaker:eu-west-1:{OTHER}:endpoint/churn-prod"
    )
    assert model_behind(theirs, "churn-prod")["ExecutionRoleArn"].startswith(f"arn:aws:iam::{OTHER}:role/")
    assert endpoints(client) == []
    assert aws_session.client("events").list_rules()["Rules"] == []


def test_one_group_name_in_two_accounts(client: SageMakerClient, theirs: SageMakerClient) -> None:
    """Each has a deployment of its own."""
    mine = deploy_on_approval("churn")
    other = deploy_on_approval(f"arn:aws:sagemaker:eu-west-1:{OTHER}:model-package-group/churn")

    arns = [approved(client), approved(theirs)]

    assert [one.history[0].version_arn for one in (mine, other)] == arns


@pytest.mark.usefixtures("client")
def test_the_account_of_the_environment(
    sagemaker: Callable[[str], SageMakerClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where moto is told another account of one's own, a name is that of a group there."""
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "444455556666")
    deployment = deploy_on_approval("churn", region_name="us-west-2")

    arn = approved(sagemaker("us-west-2"))

    assert arn == "arn:aws:sagemaker:us-west-2:444455556666:model-package/churn/1"
    assert [one.version_arn for one in deployment.history] == [arn]


@pytest.mark.parametrize(("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
@pytest.mark.usefixtures("client")
def test_other_partitions(sagemaker: Callable[[str], SageMakerClient], region: str, partition: str) -> None:
    """The ARNs that a deployment makes are of the region's partition."""
    client, deployment = sagemaker(region), deploy_on_approval("churn", region_name=region)

    arn = approved(client)

    assert [one.version_arn for one in deployment.history] == [arn]
    assert model_behind(client, "churn-prod")["ExecutionRoleArn"].startswith(f"arn:{partition}:iam::123456789012:role/")


def test_an_arn_as_it_was_told(client: SageMakerClient) -> None:
    """The ARN that CreateModelPackageGroup has answered names the group."""
    group = client.create_model_package_group(ModelPackageGroupName="Churn-EU")["ModelPackageGroupArn"]
    deployment = deploy_on_approval(group)

    client.create_model_package(ModelPackageGroupName="Churn-EU", ModelApprovalStatus="Approved")

    assert deployment.group == "Churn-EU"
    assert endpoints(client) == ["Churn-EU-prod"]
