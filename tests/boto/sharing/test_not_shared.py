"""What is not shared cannot be told from what does not exist, nor be reached by an odd ARN."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import (
    EACH_QUESTION,
    EMPTY,
    GROUP,
    PARTNER,
    QUESTIONS,
    ROLE,
    VERSION,
    Question,
    denied,
    policy_of,
    statement,
)
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

NOBODYS = "arn:aws:sagemaker:us-east-1:444444444444"


@pytest.fixture
def unshared(owner: SageMakerClient, version: str, share: Callable[..., None]) -> None:  # noqa: ARG001 - it exists
    """A group with a version, and one without, that are shared with nobody but their own account."""
    owner.create_model_package_group(ModelPackageGroupName="empty")
    for name in ("churn", "empty"):
        share(statement("*", Principal={"AWS": "123456789012"}), group=name)


def sentence(client: SageMakerClient, question: Question, arn: str) -> str:
    """Ask about another ARN than the question's own, and return what the denial says."""
    with pytest.raises(client.exceptions.ClientError) as caught:
        question.ask(client, arn)
    error = caught.value.response["Error"]
    assert error["Code"] == "AccessDeniedException"
    return str(error["Message"])


@EACH_QUESTION
@pytest.mark.usefixtures("unshared")
def test_a_missing_group_looks_like_an_unshared_one(partner: SageMakerClient, question: Question) -> None:
    """The two denials differ in the name that was asked for, and in nothing else."""
    missing = question.arn.replace("churn", "nothing").replace("empty", "nothing")
    unshared = sentence(partner, question, question.arn)

    assert sentence(partner, question, missing) == unshared.replace("churn", "nothing").replace("empty", "nothing")


@pytest.mark.usefixtures("unshared")
def test_a_missing_account_looks_like_an_unshared_one(partner: SageMakerClient) -> None:
    """An account that nobody has ever used denies as one that does not share."""
    unshared = {one.operation: sentence(partner, one, one.arn) for one in QUESTIONS}

    nobodys = {one.operation: sentence(partner, one, one.arn.replace(HERE, NOBODYS)) for one in QUESTIONS}

    assert nobodys == {operation: told.replace(HERE, NOBODYS) for operation, told in unshared.items()}


@pytest.mark.usefixtures("unshared")
def test_the_letter_case_of_names_is_not_given_away(partner: SageMakerClient) -> None:
    """A denial has the ARN in the letter case that was asked for, whatever the group's own is."""
    loud = {one: one.arn.replace("churn", "CHURN").replace("empty", "EMPTY") for one in QUESTIONS}

    assert [one.operation for one, arn in loud.items() if arn not in sentence(partner, one, arn)] == []


@pytest.mark.usefixtures("unshared")
def test_a_group_that_has_gone_is_not_shared_any_more(
    owner: SageMakerClient,
    partner: SageMakerClient,
    share: Callable[..., None],
    transition: Callable[..., None],
) -> None:
    """The policy ends with the group: while it is being deleted it is shared, then it does not exist."""
    share(statement("*"), group="empty")
    transition(progression="time", seconds=10)
    with freeze_time() as clock:
        owner.delete_model_package_group(ModelPackageGroupName="empty")
        deleting = partner.describe_model_package_group(ModelPackageGroupName=EMPTY)
        clock.tick(timedelta(seconds=10))

        with denied("DescribeModelPackageGroup", EMPTY):
            partner.describe_model_package_group(ModelPackageGroupName=EMPTY)

    assert deleting["ModelPackageGroupStatus"] == "Deleting"


def test_a_package_without_a_group_is_never_shared(
    owner: SageMakerClient, version: str, share: Callable[..., None], partner: SageMakerClient
) -> None:
    """Only groups have policies: an unversioned package is its account's alone."""
    share(statement("*", Resource=["*", version]))
    market = owner.create_model_package(ModelPackageName="market")["ModelPackageArn"]

    about_packages = [one for one in QUESTIONS if one.arn == VERSION and one.operation != "CreateModel"]
    assert len(about_packages) == 3
    for question in about_packages:
        with denied(question.operation, market):
            question.ask(partner, market)


@pytest.mark.usefixtures("version")
def test_an_arn_of_the_wrong_type_is_not_shared(
    owner: SageMakerClient, partner: SageMakerClient, share: Callable[..., None]
) -> None:
    """An ARN of a type that the operation is not about names nothing that a policy could open."""
    owner.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft")
    share(statement("*"))
    card = f"{HERE}:model-card/churn"

    # The pattern of UpdateModelPackage's ARN lets no other type through.
    for question in (one for one in QUESTIONS if one.operation != "UpdateModelPackage"):
        with denied(question.operation, card):
            question.ask(partner, card)


@pytest.mark.usefixtures("version")
def test_a_group_and_its_versions_are_not_each_other(partner: SageMakerClient, share: Callable[..., None]) -> None:
    """The ARN of a group is no version's, and that of a package is no group's."""
    share(statement("*"))

    with denied("DescribeModelPackage", GROUP):
        partner.describe_model_package(ModelPackageName=GROUP)
    with denied("DescribeModelPackageGroup", f"{HERE}:model-package/churn"):
        partner.describe_model_package_group(ModelPackageGroupName=f"{HERE}:model-package/churn")
    with denied("CreateModelPackage", f"{HERE}:model-package/churn"):
        partner.create_model_package(ModelPackageGroupName=f"{HERE}:model-package/churn")


@pytest.mark.parametrize("tail", ["churn/1/2", "churn/01", "churn/*", "churn/"])
@pytest.mark.usefixtures("version")
def test_an_odd_version_of_a_shared_group_does_not_exist(
    partner: SageMakerClient, share: Callable[..., None], tail: str
) -> None:
    """What the ARN's pattern lets through names no version, even where everything is shared."""
    share(statement("*"))
    arn = f"{HERE}:model-package/{tail}"

    with refused("ValidationException", f"ModelPackage {arn} does not exist."):
        partner.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")


def test_sharing_ends_at_the_region(
    sagemaker: Callable[[str], SageMakerClient],
    partner: SageMakerClient,
    aws_session: Any,
    assume: Callable[..., Any],
) -> None:
    """A group is reached in its own region only; a client of another is denied, shared or not."""
    europe = sagemaker("eu-central-1")
    europe.create_model_package_group(ModelPackageGroupName="churn")
    europe.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy_of(statement("*")))
    arn = GROUP.replace("us-east-1", "eu-central-1")

    with denied("DescribeModelPackageGroup", arn):
        partner.describe_model_package_group(ModelPackageGroupName=arn)
    with denied("DescribeModelPackageGroup", GROUP.replace("us-east-1", "")):
        partner.describe_model_package_group(ModelPackageGroupName=GROUP.replace("us-east-1", ""))

    credentials = assume(ROLE)
    there = aws_session.client(
        "sagemaker",
        region_name="eu-central-1",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
    assert there.describe_model_package_group(ModelPackageGroupName=arn)["ModelPackageGroupArn"] == arn


@pytest.mark.usefixtures("unshared")
def test_another_partition_is_not_shared(partner: SageMakerClient, share: Callable[..., None]) -> None:
    """An ARN of another partition is another account's, and nothing here opens it."""
    share(statement("*"))

    for question in QUESTIONS:
        china = question.arn.replace("arn:aws:", "arn:aws-cn:")
        with denied(question.operation, china):
            question.ask(partner, china)


def test_ones_own_arn_in_another_region_is_a_mistake(partner: SageMakerClient) -> None:
    """Over the caller's own account no policy is asked: the wrong region is told."""
    arn = f"arn:aws:sagemaker:eu-central-1:{PARTNER}:model-package-group/churn"

    with refused("ValidationException", "ARN should be scoped to correct region: us-east-1"):
        partner.describe_model_package_group(ModelPackageGroupName=arn)
