"""CreateModel with another account's versions: first that account's policy, then the rules for any package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.models.making import make, no_model, of, unusable
from boto.sharing.questions import EXECUTION, PARTNER, VERSION, VERSIONS, denied, statement
from support.examples import HERE, additional

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

#: What the partner's own version of the same group name and number is called.
OWN = f"arn:aws:sagemaker:us-east-1:{PARTNER}:model-package/churn/1"


@pytest.fixture
def open_to_models(share: Callable[..., None], version: str) -> str:
    """The ARN of an approved version, of which the partner may make models and nothing else."""
    share(statement("CreateModel"))
    return version


def set_approval(client: SageMakerClient, status: Any, arn: str = VERSION) -> None:
    """Give a version an approval status."""
    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus=status)


def test_another_accounts_version_must_be_approved(
    owner: SageMakerClient, partner: SageMakerClient, open_to_models: str
) -> None:
    """Whoever may make models of a version is told what keeps it from being used."""
    for status in ("PendingManualApproval", "Rejected"):
        set_approval(owner, status)
        with no_model(partner, unusable(open_to_models, "ModelApprovalStatus", status)):
            make(partner, of(open_to_models), ExecutionRoleArn=EXECUTION)

    set_approval(owner, "Approved")

    assert make(partner, of(open_to_models)) == f"arn:aws:sagemaker:us-east-1:{PARTNER}:model/model"


def test_another_accounts_version_must_be_completed(
    owner: SageMakerClient, partner: SageMakerClient, open_to_models: str, transition: Callable[..., None]
) -> None:
    """The progress is the owner's to wait for; the partner's attempts do not move it."""
    transition(progression="manual", times=1)
    second = owner.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")[
        "ModelPackageArn"
    ]

    for status in ("Pending", "InProgress"):
        for _ in range(2):
            with no_model(partner, unusable(second, "ModelPackageStatus", status)):
                make(partner, of(open_to_models), of(second))
        owner.describe_model_package(ModelPackageName=second)

    make(partner, of(open_to_models), of(second))


def test_who_may_not_learns_nothing(owner: SageMakerClient, partner: SageMakerClient, version: str) -> None:
    """Without the policy the answer is the same for a version that is approved, rejected or missing."""
    with denied("CreateModel", version):
        make(partner, of(version))
    set_approval(owner, "Rejected")
    with denied("CreateModel", version):
        make(partner, of(version))

    with denied("CreateModel", f"{HERE}:model-package/churn/9"):
        make(partner, of(f"{HERE}:model-package/churn/9"))


def test_the_policy_comes_before_every_rule_but_one(partner: SageMakerClient, version: str) -> None:
    """A denial comes before what is wrong with the package; a container that says too much needs no look at it."""
    with denied("CreateModel", version):
        make(partner, of(version, InferenceSpecificationName="gpu"))

    with no_model(
        partner, "Specify one of either Image and Model Data URL or ModelPackageName in container definition."
    ):
        make(partner, of(version, Image="image:1"))


@pytest.mark.usefixtures("open_to_models")
def test_a_version_missing_from_a_shared_group_is_told(partner: SageMakerClient) -> None:
    """The policy takes in versions to come: the partner learns that there is none."""
    missing = f"{HERE}:model-package/churn/9"

    with no_model(partner, f"ModelPackage {missing} does not exist."):
        make(partner, of(missing))


def test_an_additional_specification_of_another_account(
    owner: SageMakerClient, partner: SageMakerClient, open_to_models: str
) -> None:
    """InferenceSpecificationName is looked for in the version, wherever it is."""
    with no_model(partner, f"Model Package {open_to_models} has no inference specification named gpu."):
        make(partner, of(open_to_models, InferenceSpecificationName="gpu"))

    owner.update_model_package(ModelPackageArn=open_to_models, AdditionalInferenceSpecificationsToAdd=additional("gpu"))

    make(partner, of(open_to_models, InferenceSpecificationName="gpu"))


def test_a_name_is_the_callers_own(partner: SageMakerClient, open_to_models: str) -> None:
    """Without an ARN only packages of the caller's own account are meant, however much another account shares."""
    with no_model(partner, f"ModelPackage {OWN} does not exist."):
        make(partner, of("churn/1"))
    partner.create_model_package_group(ModelPackageGroupName="churn")
    partner.create_model_package(ModelPackageGroupName="churn")

    with no_model(partner, unusable(OWN, "ModelApprovalStatus", "PendingManualApproval")):
        make(partner, of(open_to_models), of("churn/1"))


def test_a_policy_on_the_versions_is_enough(
    owner: SageMakerClient, partner: SageMakerClient, share: Callable[..., None], version: str
) -> None:
    """The documented statement names the group's versions; a policy taken back bars the next model."""
    share(statement("CreateModel", Resource=VERSIONS))
    make(partner, of(version))
    partner.delete_model(ModelName="model")

    owner.delete_model_package_group_policy(ModelPackageGroupName="churn")

    with denied("CreateModel", version):
        make(partner, of(version))
