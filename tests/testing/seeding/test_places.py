"""Which registries a seed is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws

from sagemaker_registry_mock.testing.seeding import SeedError, parsed_seed, seed

if TYPE_CHECKING:
    from boto3 import Session
    from types_boto3_sagemaker import SageMakerClient

SEVERAL = """
region: eu-central-1
groups: [here]
registries:
  - {groups: [beside]}
  - {region: us-west-2, account: 111122223333, groups: [there]}
  - {account: "000000000012", cards: [card]}
"""


def places_of(made: list[str]) -> list[tuple[str, str, str]]:
    """Return region, account and name of ARNs."""
    return [(*arn.split(":")[3:5], arn.rpartition("/")[2]) for arn in made]  # type: ignore[misc]  # they are three


@pytest.mark.usefixtures("client")
def test_regions_and_accounts() -> None:
    """A seed may name its region and its account, and several registries, which take from it what they do not name."""
    assert places_of(seed(parsed_seed(SEVERAL), account_id="222222222222")) == [
        ("eu-central-1", "222222222222", "here"),
        ("eu-central-1", "222222222222", "beside"),
        ("us-west-2", "111122223333", "there"),
        ("eu-central-1", "000000000012", "card"),
    ]


@pytest.mark.usefixtures("client")
def test_defaults() -> None:
    """Where the seed names none, the caller does; else it is the region of boto3 and the account of moto."""
    assert places_of(seed({"groups": ["a"]})) == [("us-east-1", "123456789012", "a")]
    assert places_of(seed({"groups": ["a"]}, region_name="eu-west-1")) == [("eu-west-1", "123456789012", "a")]


def test_images_are_of_the_registry(aws_session: Session) -> None:
    """The images that are made up are of the account and the region."""
    with mock_aws():
        client: SageMakerClient = aws_session.client("sagemaker", "eu-west-1")
        seed({"region": "eu-west-1", "groups": {"churn": {"versions": 1}}})
        version = client.describe_model_package(ModelPackageName="churn/1")

    image = version["InferenceSpecification"]["Containers"][0]["Image"]
    assert image == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1"


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("description", "told"),
    [
        ({"region": "mars", "groups": ["a"]}, "region: moto has no SageMaker in the region 'mars'."),
        ({"account": 12, "groups": ["a"]}, "account: it must be twelve digits, not 12."),
        ({"registries": [{"account": "x" * 12}]}, "registries[0].account: it must be twelve digits, not xxxxxxxxxxxx."),
        ({"registries": [{}, {"region": []}]}, "registries[1].region: it must be a text, not a list."),
        ({"registries": {}}, "registries: it must be a list, not a mapping."),
        (
            {"registries": [{"registries": []}]},
            "registries[0]: there is no key 'registries' here; there are account, cards, groups, packages, region.",
        ),
        (
            {"registries": [{"groups": ["a"]}, {"region": "us-east-1", "groups": ["b", "a"]}]},
            (
                "registries[1].groups.a: arn:aws:sagemaker:us-east-1:123456789012:model-package-group/a is already "
                "made at registries[0].groups.a."
            ),
        ),
    ],
)
def test_places_that_cannot_be(description: Any, told: str) -> None:
    """A region that moto does not have, an account that is none, and one thing twice are refused with their place."""
    with pytest.raises(SeedError) as refused:
        seed(description)

    assert str(refused.value) == told


@pytest.mark.usefixtures("client")
def test_no_region_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any region the seed is refused."""
    monkeypatch.delenv("AWS_DEFAULT_REGION")

    with pytest.raises(SeedError, match=r"^region: No region is configured: "):
        seed({"groups": ["a"]})
