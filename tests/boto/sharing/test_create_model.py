"""CreateModel with versions of another account's group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import EXECUTION, GROUP, PARTNER, VERSION, denied, statement
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

OWN = f"arn:aws:sagemaker:us-east-1:{PARTNER}:model-package/churn/1"


def make(client: SageMakerClient, *packages: str, **members: Any) -> str:
    """Create a model of one container with each of these packages, and return the model's ARN."""
    containers: Any = [{"ModelPackageName": package} for package in packages]
    placed: Any = {"PrimaryContainer": containers[0]} if len(containers) == 1 else {"Containers": containers}
    return client.create_model(ModelName="model", ExecutionRoleArn=EXECUTION, **placed, **members)["ModelArn"]


@pytest.fixture
def secret(owner: SageMakerClient) -> str:
    """The ARN of an approved version whose group is not shared."""
    owner.create_model_package_group(ModelPackageGroupName="secret")
    return owner.create_model_package(ModelPackageGroupName="secret", ModelApprovalStatus="Approved")["ModelPackageArn"]


@pytest.mark.usefixtures("version")
def test_the_model_is_the_callers(owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient) -> None:
    """The model stands in the account that makes it, with the version's ARN in its container."""
    share(statement("CreateModel", Resource=VERSION))

    arn = make(partner, VERSION)

    assert arn == f"arn:aws:sagemaker:us-east-1:{PARTNER}:model/model"
    assert partner.describe_model(ModelName="model")["PrimaryContainer"]["ModelPackageName"] == VERSION
    assert owner.list_models()["Models"] == []


def test_every_container_must_be_shared(
    version: str, secret: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A pipeline of containers is refused for the first package that is not shared, and no model is made."""
    share(statement("CreateModel"))

    with denied("CreateModel", secret):
        make(partner, version, secret)
    with denied("CreateModel", secret):
        make(partner, secret)
    assert partner.list_models()["Models"] == []

    share(statement("CreateModel"), group="secret")
    make(partner, version, secret)
    containers = partner.describe_model(ModelName="model")["Containers"]
    assert [one["ModelPackageName"] for one in containers] == [version, secret]


@pytest.mark.usefixtures("version")
def test_own_packages_need_nobodys_leave(share: Callable[..., None], partner: SageMakerClient) -> None:
    """A package of the caller's own account, by name or by ARN, is used beside a shared one."""
    share(statement("CreateModel"))
    partner.create_model_package_group(ModelPackageGroupName="churn")
    partner.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
    partner.create_model_package(ModelPackageName="market")

    assert make(partner, OWN, VERSION, "market").endswith(":model/model")
    assert len(partner.describe_model(ModelName="model")["Containers"]) == 3


@pytest.mark.usefixtures("version")
def test_describing_is_not_deploying(share: Callable[..., None], partner: SageMakerClient) -> None:
    """The right to describe a version is none to make a model of it, and the other way round."""
    share(statement("DescribeModelPackage"))
    with denied("CreateModel", VERSION):
        make(partner, VERSION)

    share(statement("CreateModel"))
    assert make(partner, VERSION).endswith(":model/model")
    with denied("DescribeModelPackage", VERSION):
        partner.describe_model_package(ModelPackageName=VERSION)


@pytest.mark.usefixtures("version")
def test_the_stage_of_a_version_counts(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """A policy may let versions be deployed only while they are in one stage."""
    condition = {"StringEquals": {"sagemaker:CurrentModelLifeCycleStage": "Production"}}
    share(statement("CreateModel", Condition=condition))
    with denied("CreateModel", VERSION):
        make(partner, VERSION)

    stage: Any = {"Stage": "Production", "StageStatus": "Approved"}
    owner.update_model_package(ModelPackageArn=VERSION, ModelLifeCycle=stage)

    assert make(partner, VERSION).endswith(":model/model")


@pytest.mark.parametrize(
    "arn",
    [
        GROUP,
        f"{HERE}:model-package/market",
        f"{HERE}:model-card/churn",
        "arn:aws:sagemaker:us-east-1:444444444444:model-package/churn/1",
        VERSION.replace("us-east-1", "eu-central-1"),
    ],
)
@pytest.mark.usefixtures("version")
def test_what_is_no_version_of_a_shared_group_is_denied(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient, arn: str
) -> None:
    """Groups, unversioned packages and whatever lies elsewhere make no model, however much the policy allows."""
    owner.create_model_package(ModelPackageName="market")
    share(statement("*"))

    with denied("CreateModel", arn):
        make(partner, arn)
    assert partner.list_models()["Models"] == []


@pytest.mark.usefixtures("version")
def test_a_deployed_model_outlives_the_sharing(
    owner: SageMakerClient, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """The model stays when the policy goes; the next one is denied."""
    share(statement("CreateModel"))
    make(partner, VERSION)

    owner.delete_model_package_group_policy(ModelPackageGroupName="churn")

    assert partner.describe_model(ModelName="model")["PrimaryContainer"]["ModelPackageName"] == VERSION
    with denied("CreateModel", VERSION):
        make(partner, VERSION)
