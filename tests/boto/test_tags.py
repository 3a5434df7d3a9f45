"""AddTags, ListTags and DeleteTags on what can be tagged: groups, unversioned packages, model cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import HERE, tags, told

if TYPE_CHECKING:
    from types_boto3_sagemaker import SageMakerClient

#: Every kind of resource that takes tags, by the type in its ARN.
KINDS = ["model-package-group", "model-package", "model-card"]
FIFTY = [{"Key": f"key{number}", "Value": "v"} for number in range(50)]


@pytest.fixture(params=KINDS)
def resource(request: pytest.FixtureRequest, client: SageMakerClient) -> str:
    """The ARN of a resource of each kind, made with the tag team=a."""
    given: Any = {"Tags": tags(team="a")}
    if request.param == "model-package-group":
        return client.create_model_package_group(ModelPackageGroupName="churn", **given)["ModelPackageGroupArn"]
    if request.param == "model-package":
        return client.create_model_package(ModelPackageName="churn", **given)["ModelPackageArn"]
    return client.create_model_card(ModelCardName="churn", Content="{}", ModelCardStatus="Draft", **given)[
        "ModelCardArn"
    ]


@pytest.fixture(params=KINDS)
def missing(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    """The ARN of a resource that does not exist, and the code and message that tell it."""
    arn = f"{HERE}:{request.param}/gone"
    code, kind = {
        "model-package-group": ("ValidationException", "ModelPackageGroup"),
        "model-package": ("ValidationException", "ModelPackage"),
        "model-card": ("ResourceNotFound", "ModelCard"),
    }[request.param]
    return arn, code, f"{kind} {arn} does not exist."


def listed(client: SageMakerClient, arn: str) -> Any:
    """Return the tags of a resource."""
    return client.list_tags(ResourceArn=arn)["Tags"]


def test_tags_of_the_creation_are_listed(client: SageMakerClient, resource: str) -> None:
    """The tags that a resource was created with are its first ones; the list has no further page."""
    assert told(client.list_tags(ResourceArn=resource, MaxResults=50)) == {"Tags": tags(team="a")}


def test_tags_are_added_and_replaced(client: SageMakerClient, resource: str) -> None:
    """A known key gets the new value, a new one is added; the reply tells all tags there are then."""
    reply = client.add_tags(ResourceArn=resource, Tags=tags(cost="1", team="b", empty=""))

    assert reply["Tags"] == tags(team="b", cost="1", empty="")
    assert listed(client, resource) == tags(team="b", cost="1", empty="")


def test_tags_are_deleted(client: SageMakerClient, resource: str) -> None:
    """Keys that are there go, others are passed over."""
    client.add_tags(ResourceArn=resource, Tags=tags(cost="1"))

    assert told(client.delete_tags(ResourceArn=resource, TagKeys=["team", "unknown"])) == {}
    assert listed(client, resource) == tags(cost="1")


def test_a_resource_without_tags_has_an_empty_list(client: SageMakerClient, resource: str) -> None:
    """The list is there even if nothing is in it."""
    client.delete_tags(ResourceArn=resource, TagKeys=["team"])

    assert listed(client, resource) == []


def test_tags_are_not_told_by_describe(client: SageMakerClient) -> None:
    """Describe has no member for tags."""
    client.create_model_package_group(ModelPackageGroupName="churn", Tags=tags(team="a"))

    assert "Tags" not in client.describe_model_package_group(ModelPackageGroupName="churn")


def test_fifty_tags_are_the_most(client: SageMakerClient, resource: str) -> None:
    """Fifty fit; one more is refused and adds none of its request, a known key still changes its value."""
    client.add_tags(ResourceArn=resource, Tags=FIFTY[:49])  # type: ignore[arg-type]
    before = listed(client, resource)

    with refused("ValidationException", "A resource can have at most 50 tags."):
        client.add_tags(ResourceArn=resource, Tags=tags(team="b", one_more="v"))

    assert len(before) == 50
    assert listed(client, resource) == before
    client.add_tags(ResourceArn=resource, Tags=tags(team="b"))
    assert tags(team="b")[0] in listed(client, resource)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param([*tags(b="1", team="b"), *tags(b="2")], "Duplicate tag key: b", id="twice"),
        pytest.param(
            [*tags(b="1"), {"Key": "aws:team", "Value": "v"}],
            "Tag keys beginning with aws: are reserved for system use: aws:team",
            id="reserved",
        ),
        pytest.param(
            [{"Key": "AWS:team", "Value": "v"}],
            "Tag keys beginning with aws: are reserved for system use: AWS:team",
            id="reserved-in-any-letter-case",
        ),
        pytest.param(
            [{"Key": "key", "Value": "v"}] * 51,
            f"1 validation error detected: Value '[{', '.join(['{Key=key, Value=v}'] * 51)}]' at 'tags' failed to "
            "satisfy constraint: Member must have length less than or equal to 50",
            id="too-many-at-once",
        ),
        pytest.param(
            [{"Key": "what?", "Value": "v"}],
            "1 validation error detected: Value 'what?' at 'tags.1.member.key' failed to satisfy constraint: Member "
            r"must satisfy regular expression pattern: ([\p{L}\p{Z}\p{N}_.:/=+\-@]*)",
            id="pattern",
        ),
    ],
)
def test_refused_tags_change_nothing(client: SageMakerClient, resource: str, given: Any, message: str) -> None:
    """One tag that is refused keeps all tags of its request out."""
    with refused("ValidationException", message):
        client.add_tags(ResourceArn=resource, Tags=given)

    assert listed(client, resource) == tags(team="a")


def test_a_key_may_contain_aws_elsewhere(client: SageMakerClient, group: str) -> None:
    """Only keys that begin with `aws:` are reserved; letters of all scripts and blanks are fine."""
    given: Any = [{"Key": key, "Value": "v"} for key in ("aws", "my-aws:team", "größe in %".replace("%", "m"), "名前")]

    client.add_tags(ResourceArn=f"{HERE}:model-package-group/{group}", Tags=given)

    assert listed(client, f"{HERE}:model-package-group/{group}") == given


def test_a_resource_that_does_not_exist_has_no_tags(client: SageMakerClient, missing: tuple[str, str, str]) -> None:
    """All three operations refuse it as the resource's own Describe does."""
    arn, code, message = missing

    with refused(code, message):
        client.add_tags(ResourceArn=arn, Tags=tags(team="a"))
    with refused(code, message):
        client.list_tags(ResourceArn=arn)
    with refused(code, message):
        client.delete_tags(ResourceArn=arn, TagKeys=["team"])


def test_a_version_takes_no_tags(client: SageMakerClient, version: str) -> None:
    """Versions do not support tags: adding and deleting is refused, the list is empty, the group has its own."""
    client.add_tags(ResourceArn=f"{HERE}:model-package-group/churn", Tags=tags(team="a"))

    with refused("ValidationException", "Versioned model packages do not support tags."):
        client.add_tags(ResourceArn=version, Tags=tags(team="a"))
    with refused("ValidationException", "Versioned model packages do not support tags."):
        client.delete_tags(ResourceArn=version, TagKeys=["team"])

    assert listed(client, version) == []
    assert listed(client, f"{HERE}:model-package-group/churn") == tags(team="a")


def test_tagging_is_no_update(client: SageMakerClient) -> None:
    """A package whose tags change was not modified."""
    arn = client.create_model_package(ModelPackageName="scorer")["ModelPackageArn"]

    client.add_tags(ResourceArn=arn, Tags=tags(team="a"))

    assert "LastModifiedTime" not in client.describe_model_package(ModelPackageName=arn)


def test_a_group_whose_tags_are_refused_is_not_created(client: SageMakerClient) -> None:
    """The rules of tags hold at the creation too."""
    with refused("ValidationException", "Duplicate tag key: team"):
        client.create_model_package_group(ModelPackageGroupName="churn", Tags=[*tags(team="a"), *tags(team="b")])

    assert client.list_model_package_groups()["ModelPackageGroupSummaryList"] == []


def test_tags_of_other_resources_are_motos(client: SageMakerClient) -> None:
    """The tags of a model are kept by moto as ever."""
    role = "arn:aws:iam::123456789012:role/execution"
    arn = client.create_model(ModelName="model", ExecutionRoleArn=role)["ModelArn"]

    client.add_tags(ResourceArn=arn, Tags=tags(team="a", cost="1"))
    client.delete_tags(ResourceArn=arn, TagKeys=["team"])

    assert listed(client, arn) == tags(cost="1")


def test_what_is_no_arn_of_a_resource_names_nothing(client: SageMakerClient) -> None:
    """An ARN without a type, which the pattern of ResourceArn lets through, does not exist."""
    with refused("ValidationException", f"ModelPackage {HERE}:churn does not exist."):
        client.list_tags(ResourceArn=f"{HERE}:churn")


def test_what_is_no_arn_is_refused(client: SageMakerClient) -> None:
    """The name of a group is no ResourceArn."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value 'churn' at 'resourceArn' failed to satisfy constraint: Member must satisfy "
        "regular expression pattern: arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+",
    ):
        client.list_tags(ResourceArn="churn")
