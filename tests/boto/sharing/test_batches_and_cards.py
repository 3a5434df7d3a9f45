"""Several versions in one call, each with a policy of its own; model cards, which have no policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import DEPLOYER, VERSION, denied, policy_of, statement
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

CARD = f"{HERE}:model-card/card"
JOB = f"{CARD}/export-job/job"
ABOUT_CARDS: dict[str, Callable[[SageMakerClient], Any]] = {
    "DescribeModelCard": lambda client: client.describe_model_card(ModelCardName=CARD),
    "UpdateModelCard": lambda client: client.update_model_card(ModelCardName=CARD, Content="{}"),
    "ListModelCardVersions": lambda client: client.list_model_card_versions(ModelCardName=CARD),
    "AddTags": lambda client: client.add_tags(ResourceArn=CARD, Tags=tags(team="a")),
    "ListTags": lambda client: client.list_tags(ResourceArn=CARD),
    "DeleteTags": lambda client: client.delete_tags(ResourceArn=CARD, TagKeys=["team"]),
}


def told_apart(client: SageMakerClient, *arns: str) -> tuple[set[str], dict[str, tuple[str, str]]]:
    """Describe a batch, and return which ARNs are told, and the code and the text of those that are not."""
    reply = client.batch_describe_model_package(ModelPackageArnList=list(arns))
    errors = reply.get("BatchDescribeModelPackageErrorMap", {})
    refused = {arn: (error["ErrorCode"], error["ErrorResponse"]) for arn, error in errors.items()}
    return set(reply.get("ModelPackageSummaries", {})), refused


def denial(arn: str) -> tuple[str, str]:
    """Return the entry of a version that is not shared."""
    action = "sagemaker:BatchDescribeModelPackage"
    sentence = f"User: {DEPLOYER} is not authorized to perform: {action} on resource: {arn}"
    return "AccessDeniedException", f"{sentence} because no resource-based policy allows the {action} action"


def test_a_batch_takes_each_version_by_itself(
    owner: SageMakerClient, version: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """What is shared is told; what is not, what is missing, and what is of nobody stand in the error map."""
    owner.create_model_package_group(ModelPackageGroupName="secret")
    secret = owner.create_model_package(ModelPackageGroupName="secret")["ModelPackageArn"]
    unversioned = owner.create_model_package(ModelPackageName="market")["ModelPackageArn"]
    nobodys = "arn:aws:sagemaker:us-east-1:444444444444:model-package/churn/1"
    missing = f"{HERE}:model-package/churn/9"
    share(statement("BatchDescribeModelPackage"))

    told, refused = told_apart(partner, version, secret, unversioned, nobodys, missing)

    assert told == {version}
    assert refused == {
        secret: denial(secret),
        unversioned: denial(unversioned),
        nobodys: denial(nobodys),
        missing: ("ValidationException", f"ModelPackage {missing} does not exist."),
    }


def test_a_batch_has_its_own_action(version: str, share: Callable[..., None], partner: SageMakerClient) -> None:
    """The permission to describe one version is none to describe a batch, and the other way round."""
    share(statement("DescribeModelPackage"))
    assert told_apart(partner, version) == (set(), {version: denial(version)})

    share(statement("BatchDescribeModelPackage"))
    assert told_apart(partner, version) == ({version}, {})
    with denied("DescribeModelPackage", version):
        partner.describe_model_package(ModelPackageName=version)


def test_a_batch_reaches_over_several_accounts(
    version: str, share: Callable[..., None], partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """One call tells the caller's own versions and those of every account that shares."""
    share(statement("BatchDescribeModelPackage"))
    arns = [version]
    for client in (partner, stranger):
        client.create_model_package_group(ModelPackageGroupName="churn")
        arns.append(client.create_model_package(ModelPackageGroupName="churn")["ModelPackageArn"])
    theirs = policy_of(statement("Batch*", Resource="arn:aws:sagemaker:us-east-1:333333333333:model-package/churn/1"))
    stranger.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=theirs)

    assert told_apart(partner, *arns) == (set(arns), {})


@pytest.mark.parametrize("operation", ABOUT_CARDS)
def test_model_cards_are_not_shared_by_a_groups_policy(
    owner: SageMakerClient, version: str, share: Callable[..., None], partner: SageMakerClient, operation: str
) -> None:
    """A group's policy that names a card gives no right to it: the card of another account is denied."""
    owner.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    share(statement("*", Resource=[CARD, version, "*"]))

    with denied(operation, CARD):
        ABOUT_CARDS[operation](partner)

    assert owner.describe_model_card(ModelCardName="card")["ModelCardVersion"] == 1


def test_the_export_jobs_of_a_card_are_its_owners(
    owner: SageMakerClient, share: Callable[..., None], version: str, partner: SageMakerClient
) -> None:
    """Another account neither describes an export job nor starts one."""
    output: Any = {"S3OutputPath": "s3://bucket/cards"}
    owner.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft")
    owner.create_model_card_export_job(ModelCardName="card", ModelCardExportJobName="job", OutputConfig=output)
    share(statement("*", Resource=["*", version]))

    with denied("DescribeModelCardExportJob", JOB):
        partner.describe_model_card_export_job(ModelCardExportJobArn=JOB)
    with denied("CreateModelCardExportJob", CARD):
        partner.create_model_card_export_job(ModelCardName=CARD, ModelCardExportJobName="theirs", OutputConfig=output)

    jobs = owner.list_model_card_export_jobs(ModelCardName="card")["ModelCardExportJobSummaries"]
    assert [job["ModelCardExportJobName"] for job in jobs] == ["job"]


def test_a_versions_own_card_comes_with_the_version(
    owner: SageMakerClient, share: Callable[..., None], version: str, partner: SageMakerClient
) -> None:
    """The card inside a version is told to, and changed by, whoever may describe and update the version."""
    owner.update_model_package(ModelPackageArn=version, ModelCard={"ModelCardStatus": "Draft"})
    share(statement("DescribeModelPackage", "UpdateModelPackage"))

    card: Any = {"ModelCardStatus": "Approved", "ModelCardContent": '{"intended_uses": {"risk_rating": "Low"}}'}
    partner.update_model_package(ModelPackageArn=VERSION, ModelCard=card)

    assert partner.describe_model_package(ModelPackageName=VERSION)["ModelCard"] == card
    assert owner.describe_model_package(ModelPackageName=VERSION)["ModelCard"] == card
