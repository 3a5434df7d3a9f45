"""Condition keys of tags: those that a request sets or takes away, and those that a resource has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from boto.iam.policies import ALICE, allow, ask, denied
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

GROUP = f"{HERE}:model-package-group/churn"
CARD: Any = {"ModelCardName": "card-a", "Content": "{}", "ModelCardStatus": "Draft"}
#: The operations that set tags at a creation, and the ARN that each creates.
CREATIONS: dict[str, tuple[dict[str, Any], str]] = {
    "CreateModelPackageGroup": ({"ModelPackageGroupName": "churn"}, GROUP),
    "CreateModelPackage": ({"ModelPackageName": "market"}, f"{HERE}:model-package/market"),
    "CreateModelCard": (CARD, f"{HERE}:model-card/card-a"),
}
#: A row is an operator, a key and its wanted value, tags that satisfy it, and tags that do not.
REQUEST_TAGS: list[tuple[str, str, Any, Any, Any]] = [
    ("StringEquals", "aws:RequestTag/team", "a", tags(team="a", cost="1"), tags(team="b")),
    ("StringEquals", "AWS:requesttag/TEAM", ["a", "c"], tags(team="c"), tags(cost="a")),
    ("Null", "aws:RequestTag/cost", "true", tags(team="a"), tags(team="a", cost="1")),
    ("ForAllValues:StringEquals", "aws:TagKeys", ["team", "cost"], tags(cost="1"), tags(team="a", run="1")),
    ("ForAllValues:StringLike", "aws:TagKeys", "t*", tags(team="a", tier="1"), tags(team="a", cost="1")),
    ("ForAnyValue:StringEquals", "aws:TagKeys", "team", tags(team="a", cost="1"), tags(cost="1")),
]
every_creation = pytest.mark.parametrize("operation", CREATIONS)

VERSION_OF_TEAM = f"{HERE}:model-package/churn-{{team}}/1"
#: Requests on what has the tag of a team, and the resource that each is on.
TAGGED: list[tuple[str, dict[str, Any], str]] = [
    ("DescribeModelPackageGroup", {"ModelPackageGroupName": "churn-{team}"}, "model-package-group/churn-{team}"),
    ("CreateModelPackage", {"ModelPackageGroupName": "churn-{team}"}, "model-package/churn-{team}/2"),
    ("ListModelPackages", {"ModelPackageGroupName": "churn-{team}"}, "model-package/churn-{team}/*"),
    ("DescribeModelPackage", {"ModelPackageName": VERSION_OF_TEAM}, "model-package/churn-{team}/1"),
    ("UpdateModelPackage", {"ModelPackageArn": VERSION_OF_TEAM}, "model-package/churn-{team}/1"),
    ("ListTags", {"ResourceArn": VERSION_OF_TEAM}, "model-package/churn-{team}/1"),
    ("DescribeModelPackage", {"ModelPackageName": "market-{team}"}, "model-package/market-{team}"),
    ("ListTags", {"ResourceArn": f"{HERE}:model-package/market-{{team}}"}, "model-package/market-{team}"),
    ("DescribeModelCard", {"ModelCardName": "card-{team}"}, "model-card/card-{team}"),
    ("ListModelCardVersions", {"ModelCardName": "card-{team}"}, "model-card/card-{team}"),
    ("ListTags", {"ResourceArn": f"{HERE}:model-card/card-{{team}}"}, "model-card/card-{team}"),
]  # fmt: skip


def of(team: str, request: dict[str, str]) -> dict[str, str]:
    """Return a request of `TAGGED` on what a team has."""
    return {member: text.format(team=team) for member, text in request.items()}


@pytest.fixture
def _two_teams(client: SageMakerClient) -> None:
    """A group with a version, an unversioned package and a card with the tag team=a, and the same with team=b."""
    for team in "ab":
        client.create_model_package_group(ModelPackageGroupName=f"churn-{team}", Tags=tags(team=team))
        client.create_model_package(ModelPackageGroupName=f"churn-{team}")
        client.create_model_package(ModelPackageName=f"market-{team}", Tags=tags(team=team))
        client.create_model_card(**{**CARD, "ModelCardName": f"card-{team}"}, Tags=tags(team=team))


@every_creation
def test_tags_at_a_creation_decide(operation: str, set_policy: Callable[..., SageMakerClient]) -> None:
    """Conditions on the tags of a request hold or not by the tags that it sets; a refused one creates nothing."""
    request, arn = CREATIONS[operation]
    name = next(member for member in request if member.endswith("Name"))
    for number, (operator, key, wanted, good, bad) in enumerate(REQUEST_TAGS):
        conditional = allow(operation, Condition={operator: {key: wanted}})
        caller = set_policy(conditional, allow("AddTags"))
        named = {**request, name: f"{request[name]}-{number}"}

        with denied(ALICE, operation, f"{arn}-{number}"):
            ask(caller, operation, {**named, "Tags": bad})
        ask(caller, operation, {**named, "Tags": good})


@every_creation
def test_tags_at_a_creation_need_the_permission_to_tag(
    operation: str, set_policy: Callable[..., SageMakerClient]
) -> None:
    """With tags the creation needs AddTags on what is created, and is denied in its words; without them it does not."""
    request, arn = CREATIONS[operation]

    for statements in [allow(operation)], [allow(operation), allow("AddTags", resource=f"{arn}-not")]:
        with denied(ALICE, "AddTags", arn):
            ask(set_policy(*statements), operation, {**request, "Tags": tags(team="a")})
    ask(set_policy(allow(operation), allow("AddTags", resource=arn)), operation, {**request, "Tags": tags(team="a")})
    untagged = {member: f"{text}-2" if member.endswith("Name") else text for member, text in request.items()}
    ask(set_policy(allow(operation)), operation, untagged)


@every_creation
def test_tagging_can_be_bound_to_a_creation(operation: str, set_policy: Callable[..., SageMakerClient]) -> None:
    """sagemaker:TaggingAction is the creation that sets the tags; AddTags called by itself has no such key."""
    request, arn = CREATIONS[operation]
    tagging = allow("AddTags", Condition={"StringEquals": {"sagemaker:TaggingAction": operation}})
    caller = set_policy(allow(operation), tagging)

    ask(caller, operation, {**request, "Tags": tags(team="a")})

    with denied(ALICE, "AddTags", arn):
        caller.add_tags(ResourceArn=arn, Tags=tags(team="b"))
    elsewhere = allow("AddTags", Condition={"StringNotEquals": {"sagemaker:TaggingAction": operation}})
    set_policy(elsewhere).add_tags(ResourceArn=arn, Tags=tags(team="b"))


@pytest.mark.usefixtures("group")
def test_tags_that_are_added_decide(client: SageMakerClient, set_policy: Callable[..., SageMakerClient]) -> None:
    """AddTags knows the tags that it sets."""
    for operator, key, wanted, good, bad in REQUEST_TAGS:
        caller = set_policy(allow("AddTags", Condition={operator: {key: wanted}}))
        before = client.list_tags(ResourceArn=GROUP)["Tags"]

        with denied(ALICE, "AddTags", GROUP):
            caller.add_tags(ResourceArn=GROUP, Tags=bad)
        assert client.list_tags(ResourceArn=GROUP)["Tags"] == before
        caller.add_tags(ResourceArn=GROUP, Tags=good)


@pytest.mark.usefixtures("group")
def test_tags_that_are_taken_away_decide(client: SageMakerClient, set_policy: Callable[..., SageMakerClient]) -> None:
    """DeleteTags knows the keys of the tags that it takes away, but not their values."""
    client.add_tags(ResourceArn=GROUP, Tags=tags(team="a", cost="1"))
    caller = set_policy(allow("DeleteTags", Condition={"ForAllValues:StringEquals": {"aws:TagKeys": ["cost"]}}))

    with denied(ALICE, "DeleteTags", GROUP):
        caller.delete_tags(ResourceArn=GROUP, TagKeys=["cost", "team"])
    caller.delete_tags(ResourceArn=GROUP, TagKeys=["cost"])

    assert client.list_tags(ResourceArn=GROUP)["Tags"] == tags(team="a")
    by_value = set_policy(allow("DeleteTags", Condition={"StringEquals": {"aws:RequestTag/team": "a"}}))
    with denied(ALICE, "DeleteTags", GROUP):
        by_value.delete_tags(ResourceArn=GROUP, TagKeys=["team"])


@pytest.mark.usefixtures("_two_teams")
@pytest.mark.parametrize("key", ["aws:ResourceTag/team", "sagemaker:ResourceTag/team", "AWS:resourcetag/TEAM"])
def test_tags_of_a_resource_decide(key: str, set_policy: Callable[..., SageMakerClient]) -> None:
    """Conditions on a resource's tags hold for groups, versions by their group's, unversioned packages, and cards."""
    caller = set_policy(allow(Condition={"StringEquals": {key: "a"}}))
    for operation, request, resource in TAGGED:
        ask(caller, operation, of("a", request))

        with denied(ALICE, operation, f"{HERE}:{resource.format(team='b')}"):
            ask(caller, operation, of("b", request))


@pytest.mark.usefixtures("_two_teams")
def test_versions_of_a_batch_have_the_tags_of_their_groups(set_policy: Callable[..., SageMakerClient]) -> None:
    """In a batch each version is judged by the tags of its own group."""
    caller = set_policy(allow(Condition={"StringEquals": {"aws:ResourceTag/team": "a"}}))
    first, second = (f"{HERE}:model-package/churn-{team}/1" for team in "ab")

    reply = caller.batch_describe_model_package(ModelPackageArnList=[first, second])

    assert list(reply["ModelPackageSummaries"]) == [first]
    assert list(reply["BatchDescribeModelPackageErrorMap"]) == [second]


@pytest.mark.usefixtures("_two_teams")
def test_tags_decide_as_they_are_now(client: SageMakerClient, set_policy: Callable[..., SageMakerClient]) -> None:
    """A tag that is changed changes what is allowed; what has no tags, or does not exist, has none of the keys."""
    group, missing = f"{HERE}:model-package-group/churn-a", f"{HERE}:model-package-group/missing"
    caller = set_policy(allow(Condition={"StringEquals": {"aws:ResourceTag/team": "a"}}))
    client.add_tags(ResourceArn=group, Tags=tags(team="b"))

    with denied(ALICE, "DescribeModelPackageGroup", group):
        caller.describe_model_package_group(ModelPackageGroupName="churn-a")
    with denied(ALICE, "DescribeModelPackageGroup", missing):
        caller.describe_model_package_group(ModelPackageGroupName="missing")
    client.delete_tags(ResourceArn=group, TagKeys=["team"])
    with denied(ALICE, "DescribeModelPackageGroup", group):
        caller.describe_model_package_group(ModelPackageGroupName="churn-a")
