"""resourcegroupstaggingapi finds the registry's resources, and writes through to their tags."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time
from moto.moto_api import state_manager
from moto.sagemaker.models import SageMakerModelBackend, sagemaker_backends
from support.examples import HERE, SPECIFICATION, tags

from sagemaker_registry_mock.moto_plugin.models import RegistryBackend

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient

ELSEWHERE = "arn:aws:sagemaker:us-east-1:222222222222:model-package-group/churn"
GROUP = f"{HERE}:model-package-group/churn"
MARKET = f"{HERE}:model-package/market"
CARD = f"{HERE}:model-card/card"

newer_moto = pytest.mark.skipif(
    not hasattr(SageMakerModelBackend, "untag_resource"), reason="this moto has no UntagResources for SageMaker"
)


@pytest.fixture
def tagging(client: SageMakerClient, aws_session: boto3.Session) -> Any:
    """A client of the tagging API, beside a tagged group, unversioned package, model card and model."""
    client.create_model_package_group(ModelPackageGroupName="churn", Tags=tags(team="a"))
    client.create_model_package(ModelPackageGroupName="churn", InferenceSpecification=SPECIFICATION)
    client.create_model_package(
        ModelPackageName="market", InferenceSpecification=SPECIFICATION, Tags=tags(team="b", cost="1")
    )
    client.create_model_card(ModelCardName="card", Content="{}", ModelCardStatus="Draft", Tags=tags(team="a"))
    role = "arn:aws:iam::123456789012:role/sagemaker"
    client.create_model(
        ModelName="model", ExecutionRoleArn=role, PrimaryContainer={"Image": "image:1"}, Tags=tags(team="a")
    )
    return aws_session.client("resourcegroupstaggingapi")


def found(tagging: Any, **request: Any) -> dict[str, dict[str, str]]:
    """Return the tags of what GetResources finds, by ARN."""
    rows = tagging.get_resources(**request)["ResourceTagMappingList"]
    assert len({row["ResourceARN"] for row in rows}) == len(rows)
    return {row["ResourceARN"]: {tag["Key"]: tag["Value"] for tag in row["Tags"]} for row in rows}


def test_tagged_resources_are_found(tagging: Any) -> None:
    """A group, an unversioned package and a model card are found beside moto's own; versions have no tags."""
    assert found(tagging) == {
        GROUP: {"team": "a"},
        MARKET: {"team": "b", "cost": "1"},
        CARD: {"team": "a"},
        f"{HERE}:model/model": {"team": "a"},
    }


def test_resources_are_found_by_type_and_by_tag(tagging: Any) -> None:
    """The filters of GetResources apply to the registry's resources too."""
    assert list(found(tagging, ResourceTypeFilters=["sagemaker:model-package-group"])) == [GROUP]
    assert list(found(tagging, ResourceTypeFilters=["sagemaker:model-package"])) == [MARKET]
    assert list(found(tagging, TagFilters=[{"Key": "team", "Values": ["b"]}])) == [MARKET]
    assert list(found(tagging, TagFilters=[{"Key": "cost"}])) == [MARKET]
    assert found(tagging, TagFilters=[{"Key": "team", "Values": ["c"]}]) == {}


def test_a_card_keeps_its_tags_through_its_versions(client: SageMakerClient, tagging: Any) -> None:
    """An updated card is one resource, with the tags it was made with."""
    client.update_model_card(ModelCardName="card", Content='{"intended_uses": {}}')

    assert found(tagging, ResourceTypeFilters=["sagemaker:model-card"]) == {CARD: {"team": "a"}}


def test_what_has_gone_is_not_found(client: SageMakerClient, tagging: Any) -> None:
    """A deleted package, a deleted card, and a group without its last tag are not in the answer."""
    client.delete_model_package(ModelPackageName="market")
    client.delete_model_card(ModelCardName="card")
    client.delete_tags(ResourceArn=GROUP, TagKeys=["team"])

    assert {GROUP, MARKET, CARD}.isdisjoint(found(tagging))


@pytest.mark.parametrize("arn", [GROUP, MARKET, CARD])
def test_tags_are_written_through(client: SageMakerClient, tagging: Any, arn: str) -> None:
    """TagResources adds new keys and replaces the values of known ones."""
    assert tagging.tag_resources(ResourceARNList=[arn], Tags={"team": "z", "new": "1"})["FailedResourcesMap"] == {}

    kept = {tag["Key"]: tag["Value"] for tag in client.list_tags(ResourceArn=arn)["Tags"]}
    assert {"team": "z", "new": "1"}.items() <= kept.items()
    assert found(tagging)[arn] == kept


def test_motos_own_resources_are_tagged_as_ever(client: SageMakerClient, tagging: Any) -> None:
    """A model's tags stay moto's business."""
    tagging.tag_resources(ResourceARNList=[f"{HERE}:model/model"], Tags={"new": "1"})

    assert client.list_tags(ResourceArn=f"{HERE}:model/model")["Tags"] == tags(team="a", new="1")


@newer_moto
@pytest.mark.parametrize("arn", [GROUP, MARKET, CARD, f"{HERE}:model/model"])
def test_tags_are_taken_away_through_it(client: SageMakerClient, tagging: Any, arn: str) -> None:
    """UntagResources removes the keys it is given; those that are not there are passed over."""
    reply = tagging.untag_resources(ResourceARNList=[arn], TagKeys=["team", "never-there"])

    assert reply["FailedResourcesMap"] == {}
    assert "team" not in [tag["Key"] for tag in client.list_tags(ResourceArn=arn)["Tags"]]


@pytest.mark.parametrize(
    ("arn", "key", "message"),
    [
        (GROUP, "aws:reserved", "Tag keys beginning with aws: are reserved for system use: aws:reserved"),
        (f"{HERE}:model-package/churn/1", "new", "Versioned model packages do not support tags."),
        (f"{HERE}:model-package/missing", "new", f"ModelPackage {HERE}:model-package/missing does not exist."),
        (f"{HERE}:model-card/missing", "new", f"ModelCard {HERE}:model-card/missing does not exist."),
        (
            ELSEWHERE,
            "new",
            (
                "User: arn:aws:iam::123456789012:root is not authorized to perform: sagemaker:AddTags "
                f"on resource: {ELSEWHERE} because no resource-based policy allows the sagemaker:AddTags action"
            ),
        ),
    ],
    ids=["reserved key", "version", "missing package", "missing card", "another account's group"],
)
def test_what_the_rules_refuse_is_a_clean_error(tagging: Any, arn: str, key: str, message: str) -> None:
    """The registry's rules hold here too: its own sentence comes back, and nothing is changed."""
    before = found(tagging)

    with pytest.raises(tagging.exceptions.ClientError) as caught:
        tagging.tag_resources(ResourceARNList=[arn], Tags={key: "1"})

    error = caught.value.response
    assert (error["Error"]["Code"], error["Error"]["Message"]) == ("ValidationException", message)
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert found(tagging) == before


@pytest.mark.parametrize("arn", [GROUP, MARKET, CARD])
@pytest.mark.usefixtures("tagging")
def test_every_version_of_moto_is_told(client: SageMakerClient, arn: str) -> None:
    """Moto has asked the backend in different ways over time: each of them gets the same answer."""
    backend = sagemaker_backends["123456789012"]["us-east-1"]
    shelves: list[Any] = [backend.model_package_groups, backend.model_packages, backend.model_cards]
    (resource,) = [one for shelf in shelves for one in shelf.values() if one.arn == arn]

    assert resource.tags == backend.list_tags(arn)[0] == client.list_tags(ResourceArn=arn)["Tags"]

    backend.add_tags(arn, tags(new="1"))
    backend.delete_tags(arn, ["team"])
    kept = backend.list_tags(arn)[0]
    assert "team" not in [tag["Key"] for tag in kept]
    assert client.list_tags(ResourceArn=arn)["Tags"] == kept


@pytest.mark.usefixtures("tagging")
def test_moto_cannot_write_past_the_registry() -> None:
    """What moto reads of the registry is read-only."""
    backend = sagemaker_backends["123456789012"]["us-east-1"]
    shelves: list[Any] = [backend.model_package_groups, backend.model_packages, backend.model_cards]
    for shelf in shelves:
        with pytest.raises(TypeError, match="does not support item assignment"):
            shelf["arn"] = None


@pytest.fixture
def a_minute_each_step() -> Iterator[None]:
    """Have every step of a deletion take a minute, until the test ends."""
    machines = ("sagemaker::model_package", "sagemaker::model_card")
    for machine in machines:
        state_manager.set_transition(machine, {"progression": "time", "seconds": 60})
    yield
    for machine in machines:
        state_manager.unset_transition(machine)


@pytest.mark.usefixtures("a_minute_each_step")
def test_what_goes_with_time_is_not_found(client: SageMakerClient, tagging: Any) -> None:
    """A deletion that takes its time ends when its time is over, for the tagging API too; a card's takes five steps."""
    with freeze_time("2026-01-31 12:00:00") as clock:
        client.delete_model_package(ModelPackageName="market")
        client.delete_model_card(ModelCardName="card")
        assert {MARKET, CARD} <= found(tagging).keys()
        clock.tick(60)
        assert MARKET not in found(tagging)
        clock.tick(239)
        assert CARD in found(tagging)
        clock.tick(1)
        assert CARD not in found(tagging)


def test_regions_are_apart_here_too(tagging: Any, aws_session: boto3.Session) -> None:
    """The tagging API of another region finds nothing of this one."""
    assert len(found(tagging)) == 4
    assert found(aws_session.client("resourcegroupstaggingapi", region_name="eu-west-1")) == {}


def test_the_backends_class_can_be_inspected() -> None:
    """What looks at the attributes of the class finds them, without a registry to look into."""
    attributes = dict(inspect.getmembers(RegistryBackend))

    assert {"model_packages", "model_package_groups", "model_cards"} <= set(attributes)
