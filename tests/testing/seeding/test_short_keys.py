"""The short keys of a seed, and what the registry then tells."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moto import mock_aws
from support.examples import HERE, tags, told

from sagemaker_registry_mock.testing.seeding import parsed_seed, seed

if TYPE_CHECKING:
    import boto3
    from types_boto3_sagemaker import SageMakerClient

WHOLE = """
groups:
  churn:
    description: Who leaves next month
    tags: {team: growth, cost: 1.10}
    policy:
      Statement: {Effect: Allow, Principal: "*", Action: "*", Resource: "*"}
    versions:
      - image: churn:1
        model: s3://models/churn/1.tar.gz
        description: the first
        status: Approved
        comment: AUC 0.91
        stage: Production/Approved
        metadata: {auc: 0.910, day: 2024-03-01, good: yes, beta: true, runs: 3}
        card: {intended_uses: {risk_rating: Low}}
      - {status: Rejected}
      - {}
      -
  fraud:
packages:
  market: {image: market:1, description: to be sold, tags: {team: sales}}
cards:
  churn:
    content: {intended_uses: {risk_rating: High}}
    status: PendingReview
    tags: {team: audit}
  empty:
"""


def test_all_of_them(client: SageMakerClient) -> None:
    """Everything that the seed names is made, and the ARNs come back in the order of the seed."""
    made = seed(parsed_seed(WHOLE))

    assert made == [
        f"{HERE}:model-package-group/churn",
        *(f"{HERE}:model-package/churn/{number}" for number in (1, 2, 3, 4)),
        f"{HERE}:model-package-group/fraud",
        f"{HERE}:model-package/market",
        f"{HERE}:model-card/churn",
        f"{HERE}:model-card/empty",
    ]
    summaries = client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]
    assert [(one["ModelPackageVersion"], one["ModelApprovalStatus"]) for one in summaries] == [
        (4, "PendingManualApproval"),
        (3, "PendingManualApproval"),
        (2, "Rejected"),
        (1, "Approved"),
    ]


def test_a_version(client: SageMakerClient) -> None:
    """Each key is the member that it stands for; numbers, dates and words are the texts that were written."""
    seed(parsed_seed(WHOLE))
    version: Any = client.describe_model_package(ModelPackageName=f"{HERE}:model-package/churn/1")

    assert version["InferenceSpecification"] == {
        "Containers": [
            {
                "Image": "churn:1",
                "ImageDigest": version["InferenceSpecification"]["Containers"][0]["ImageDigest"],
                "ModelDataUrl": "s3://models/churn/1.tar.gz",
            }
        ],
        "SupportedContentTypes": ["text/csv"],
        "SupportedResponseMIMETypes": ["text/csv"],
    }
    assert version["ModelPackageDescription"] == "the first"
    assert (version["ModelApprovalStatus"], version["ApprovalDescription"]) == ("Approved", "AUC 0.91")
    assert version["ModelLifeCycle"] == {"Stage": "Production", "StageStatus": "Approved"}
    assert version["CustomerMetadataProperties"] == {
        "auc": "0.910",
        "day": "2024-03-01",
        "good": "yes",
        "beta": "true",
        "runs": "3",
    }
    assert version["ModelCard"] == {
        "ModelCardContent": json.dumps({"intended_uses": {"risk_rating": "Low"}}),
        "ModelCardStatus": "Draft",
    }


def test_a_version_of_which_nothing_is_said(client: SageMakerClient) -> None:
    """It has an image and model data that carry its group and its number, and waits for its approval."""
    seed({"groups": {"Churn": {"versions": [{}, None]}}})
    version = client.describe_model_package(ModelPackageName=f"{HERE}:model-package/Churn/2")

    container = version["InferenceSpecification"]["Containers"][0]
    assert container["Image"] == "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:2"
    assert container["ModelDataUrl"] == "s3://models/Churn/2/model.tar.gz"
    assert version["ModelApprovalStatus"] == "PendingManualApproval"
    assert "LastModifiedTime" not in version


def test_an_unversioned_package(client: SageMakerClient) -> None:
    """It has its own tags, and defaults without a number."""
    seed(parsed_seed(WHOLE))
    package = client.describe_model_package(ModelPackageName="market")

    container = package["InferenceSpecification"]["Containers"][0]
    assert (container["Image"], container["ModelDataUrl"]) == ("market:1", "s3://models/market/model.tar.gz")
    assert client.list_tags(ResourceArn=package["ModelPackageArn"])["Tags"] == tags(team="sales")


def test_a_group(client: SageMakerClient) -> None:
    """It has its description, its tags and its policy, which is the JSON of what was written."""
    seed(parsed_seed(WHOLE))

    group = client.describe_model_package_group(ModelPackageGroupName="churn")
    assert group["ModelPackageGroupDescription"] == "Who leaves next month"
    assert client.list_tags(ResourceArn=group["ModelPackageGroupArn"])["Tags"] == tags(team="growth", cost="1.10")
    policy = json.loads(client.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"])
    assert policy == {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}


def test_cards(client: SageMakerClient) -> None:
    """A card has the content that was written as YAML; one of which nothing is said is an empty draft."""
    seed(parsed_seed(WHOLE))

    card, empty = (client.describe_model_card(ModelCardName=name) for name in ("churn", "empty"))
    assert (json.loads(card["Content"]), card["ModelCardStatus"]) == (
        {"intended_uses": {"risk_rating": "High"}},
        "PendingReview",
    )
    assert (empty["Content"], empty["ModelCardStatus"]) == ("{}", "Draft")
    assert client.list_tags(ResourceArn=card["ModelCardArn"])["Tags"] == tags(team="audit")


def test_mere_names_and_numbers(client: SageMakerClient) -> None:
    """A list of names makes empty groups, a number so many versions; names that look like numbers are names."""
    made = seed(parsed_seed("groups: [churn, 2024]\ncards: [card]"))
    made += seed({"groups": {7: {"versions": 2}}})

    assert [arn.rpartition("/")[2] for arn in made] == ["churn", "2024", "card", "7", "1", "2"]
    assert client.describe_model_package_group(ModelPackageGroupName="2024")["ModelPackageGroupStatus"] == "Completed"


def test_a_file(client: SageMakerClient, tmp_path: Path) -> None:
    """A path, as a path or as a text, is that of a file."""
    file = tmp_path / "seed.json"
    file.write_text(json.dumps({"groups": {"churn": {"versions": 1}}}), encoding="utf-8")
    seed(file)
    file.write_text(json.dumps({"groups": {"fraud": None}}), encoding="utf-8")
    seed(str(file))

    groups = client.list_model_package_groups()["ModelPackageGroupSummaryList"]
    assert [group["ModelPackageGroupName"] for group in groups] == ["churn", "fraud"]


def test_the_seed_of_the_documentation(aws_session: boto3.Session) -> None:
    """The seed that docs/seeding.md begins with is one, and tells what it says."""
    page = Path(__file__).parents[3] / "docs" / "seeding.md"
    (written,) = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    with mock_aws():
        made = seed(parsed_seed(written))
        client: SageMakerClient = aws_session.client("sagemaker", "eu-central-1")
        versions = client.list_model_packages(ModelPackageGroupName="churn", SortOrder="Ascending")

    assert [arn.partition("/")[2] for arn in made] == [
        "churn",
        "churn/1",
        "churn/2",
        "churn/3",
        "fraud",
        "market",
        "churn",
    ]
    assert [
        (one["ModelPackageVersion"], one["ModelApprovalStatus"]) for one in versions["ModelPackageSummaryList"]
    ] == [
        (1, "Rejected"),
        (2, "Approved"),
        (3, "PendingManualApproval"),
    ]


def test_nothing_at_all(client: SageMakerClient) -> None:
    """A seed of nothing makes nothing."""
    assert seed({"groups": None, "registries": []}) == []
    assert told(client.list_model_package_groups()) == {"ModelPackageGroupSummaryList": []}
