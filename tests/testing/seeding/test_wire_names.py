"""Members of the operations under their wire names, beside the short keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.examples import HERE, SPECIFICATION, additional, tags
from support.valid_requests import VALID

from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.testing.seeding import SeedError, seed
from sagemaker_registry_mock.testing.seeding.values import wired

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

FIRST = f"{HERE}:model-package/churn/1"
PARALLEL, PROFILES = {"MaxConcurrentTransforms": 1.5}, "ValidationSpecification.ValidationProfiles"
#: Members that the keys above an entry tell, or that only retries have.
APART = {"ModelPackageGroupName", "ModelPackageName", "ModelCardName", "ClientToken"}


def version_with(**entry: Any) -> dict[str, Any]:
    """Return a seed of one version."""
    return {"groups": {"churn": {"versions": [entry]}}}


def test_every_member_of_a_version(client: SageMakerClient) -> None:
    """Whatever CreateModelPackage takes can be said of a version, and is what Describe tells."""
    request = {name: value for name, value in VALID["CreateModelPackage"].items() if name not in APART}
    seed(version_with(**request))

    version: Any = client.describe_model_package(ModelPackageName=FIRST)
    for container in version["InferenceSpecification"]["Containers"]:
        del container["ImageDigest"]
    for container in version["AdditionalInferenceSpecifications"][0]["Containers"]:
        del container["ImageDigest"]
    assert {name: version[name] for name in request} == request


def test_members_that_only_an_update_takes(client: SageMakerClient) -> None:
    """They go into an update right after the registration."""
    seed(version_with(AdditionalInferenceSpecificationsToAdd=additional("gpu"), ApprovalDescription="fine"))

    version = client.describe_model_package(ModelPackageName=FIRST)
    assert [one["Name"] for one in version["AdditionalInferenceSpecifications"]] == ["gpu"]
    assert version["ApprovalDescription"] == "fine"
    assert version["LastModifiedTime"] == version["CreationTime"]


def test_groups_packages_and_cards(client: SageMakerClient) -> None:
    """So do groups, unversioned packages and cards take theirs."""
    seed(
        {
            "groups": {"churn": {"ModelPackageGroupDescription": "monthly", "Tags": tags(team="a")}},
            "packages": {"market": {"InferenceSpecification": SPECIFICATION, "Tags": tags(team="b")}},
            "cards": {"card": {"Content": "{}", "SecurityConfig": {"KmsKeyId": "key"}}},
        }
    )

    assert (
        client.describe_model_package_group(ModelPackageGroupName="churn")["ModelPackageGroupDescription"] == "monthly"
    )
    assert client.list_tags(ResourceArn=f"{HERE}:model-package/market")["Tags"] == tags(team="b")
    assert client.describe_model_card(ModelCardName="card")["SecurityConfig"] == {"KmsKeyId": "key"}


def test_json_where_a_text_of_json_is_wanted(client: SageMakerClient) -> None:
    """The content of a card may stand in the seed as it is, under its wire name too, or as its text."""
    content = {"intended_uses": {"risk_rating": "Low"}}
    seed(
        {
            "groups": {
                "churn": {
                    "versions": [
                        {"ModelCard": {"ModelCardContent": content, "ModelCardStatus": "Approved"}},
                        {"card": json.dumps(content)},
                    ]
                }
            },
            "cards": {"card": {"Content": content}},
        }
    )

    versions = [client.describe_model_package(ModelPackageName=f"churn/{number}")["ModelCard"] for number in (1, 2)]
    assert [json.loads(card["ModelCardContent"]) for card in versions] == [content, content]
    assert [card["ModelCardStatus"] for card in versions] == ["Approved", "Draft"]
    assert json.loads(client.describe_model_card(ModelCardName="card")["Content"]) == content


def test_a_stage_with_its_description(client: SageMakerClient) -> None:
    """The stage of a version may be a mapping, as the member is."""
    stage = {"Stage": "QA", "StageStatus": "Approved", "StageDescription": "by hand"}
    seed(version_with(stage=stage))

    assert client.describe_model_package(ModelPackageName=FIRST)["ModelLifeCycle"] == stage


@pytest.mark.parametrize("source", [{"SourceUri": "s3://models"}, {"InferenceSpecification": SPECIFICATION}])
def test_a_version_with_a_source_gets_no_container(client: SageMakerClient, source: dict[str, Any]) -> None:
    """Where the seed tells what the version is made of, nothing is made up; image and model do not go with it."""
    seed(version_with(**source))
    version = client.describe_model_package(ModelPackageName=FIRST)
    images = [one["Image"] for one in version.get("InferenceSpecification", {}).get("Containers", ())]
    assert images == ([] if "SourceUri" in source else ["image:1"])

    with pytest.raises(SeedError) as refused:
        seed({"groups": {"other": {"versions": [{"image": "image:1", **source}]}}})
    assert str(refused.value) == f"groups.other.versions[0].image: it does not go with {next(iter(source))}."


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            {"status": "Approved", "ModelApprovalStatus": "Approved"},
            ".ModelApprovalStatus: ModelApprovalStatus is said twice.",
        ),
        ({"ApprovalDescription": "a", "comment": "b"}, ".comment: ApprovalDescription is said twice."),
        (
            {"InferenceSpecification": {"Contaners": []}},
            ".InferenceSpecification: there is no key 'Contaners' here; did you mean Containers?",
        ),
        (
            {"InferenceSpecification": {"Containers": [{"Image": ["a"]}]}},
            ".InferenceSpecification.Containers[0].Image: it must be a text, not a list.",
        ),
        (
            {"InferenceSpecification": {"Containers": {}}},
            ".InferenceSpecification.Containers: it must be a list, not a mapping.",
        ),
        ({"CustomerMetadataProperties": "a"}, ".CustomerMetadataProperties: it must be a mapping, not 'a'."),
        ({"CertifyForMarketplace": "yes"}, ".CertifyForMarketplace: it must be true or false, not 'yes'."),
        (
            {"ModelCard": {"ModelCardContent": {1: {2}}}},
            ".ModelCard.ModelCardContent: there is something in it that JSON does not have.",
        ),
        (
            {"ModelMetrics": {"Bias": {"Report": {"S3Uri": []}}}},
            ".ModelMetrics.Bias.Report.S3Uri: it must be a text, not a list.",
        ),
        (
            {"ValidationSpecification": {"ValidationProfiles": [{"TransformJobDefinition": PARALLEL}]}},
            f".{PROFILES}[0].TransformJobDefinition.MaxConcurrentTransforms: it must be a whole number, not 1.5.",
        ),
    ],
)
def test_members_that_are_refused(client: SageMakerClient, entry: dict[str, Any], told: str) -> None:
    """What is said twice, is unknown or has another type is refused with its place, however deep."""
    with pytest.raises(SeedError) as refused:
        seed(version_with(**entry))

    assert str(refused.value) == f"groups.churn.versions[0]{told}"
    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("name", ["ModelPackageGroupName", "ClientToken"])
def test_members_that_the_seed_tells_elsewhere(name: str) -> None:
    """A name stands above its entry and is no key of it, nor is a token for retries."""
    with pytest.raises(SeedError, match=f"there is no key '{name}' here"):
        seed(version_with(**{name: "churn"}))


def test_numbers_and_booleans_by_their_shapes() -> None:
    """What the service model has as a number or as true or false is sent as such, and nothing else is."""
    shape = default_service().model.shape_for

    assert (wired(shape("Float"), 0.5, "a"), wired(shape("Integer"), 2.0, "a"), wired(shape("Boolean"), True, "a")) == (
        0.5,
        2,
        True,
    )
    for wrong in (True, "1"):
        with pytest.raises(SeedError, match=rf"^a: it must be a number, not {wrong!r}\.$"):
            wired(shape("Float"), wrong, "a")
