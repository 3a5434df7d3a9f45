"""Who may do what with lineage, where a request names two entities or one that came about by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from boto.iam.policies import ALICE, allow, denied, deny
from support.errors import refused
from support.examples import HERE, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ONE, TWO = f"{HERE}:context/one", f"{HERE}:context/two"
GROUP = f"{HERE}:lineage-group/sagemaker-default-lineage-group"


@pytest.fixture(autouse=True)
def _two(client: SageMakerClient) -> None:
    """Two contexts, one of which is tagged."""
    for name in ("one", "two"):
        client.create_context(
            ContextName=name,
            Source={"SourceUri": name},
            ContextType="Mine",
            Tags=tags(team="a") if name == "one" else [],
        )


def test_an_association_needs_the_permission_on_both_ends(user: Callable[..., SageMakerClient]) -> None:
    """One of the two is not enough, whichever it is, to add or to delete one."""
    caller = user(allow("AddAssociation", "DeleteAssociation", resource=ONE))

    with denied(ALICE, "AddAssociation", TWO):
        caller.add_association(SourceArn=ONE, DestinationArn=TWO)
    with denied(ALICE, "DeleteAssociation", TWO):
        caller.delete_association(SourceArn=TWO, DestinationArn=ONE)
    both = user(allow("AddAssociation", resource=[ONE, TWO]), name="bob")
    assert both.add_association(SourceArn=ONE, DestinationArn=TWO)["SourceArn"] == ONE


def test_the_tags_of_an_entity_count(user: Callable[..., SageMakerClient]) -> None:
    """A condition on aws:ResourceTag looks at the tags of the entity."""
    condition = {"StringEquals": {"aws:ResourceTag/team": "a"}}
    caller = user(allow("DescribeContext", "QueryLineage", Condition=condition))

    assert caller.describe_context(ContextName="one")["ContextName"] == "one"
    assert caller.query_lineage(StartArns=[ONE])["Vertices"][0]["Arn"] == ONE
    with denied(ALICE, "DescribeContext", TWO):
        caller.describe_context(ContextName="two")
    with denied(ALICE, "QueryLineage"):
        caller.query_lineage()


def test_what_came_about_by_itself_is_denied_in_any_letter_case(
    client: SageMakerClient, user: Callable[..., SageMakerClient]
) -> None:
    """An entity that nobody has looked at yet is known to the policies: another spelling does not get past them."""
    caller = user(allow(), deny("DescribeContext", resource=f"{HERE}:context/churn-*"))
    client.create_model_package_group(ModelPackageGroupName="churn")

    ending = "with an explicit deny in an identity-based policy"
    with denied(ALICE, "DescribeContext", f"{HERE}:context/churn-1-aws-model-group", ending):
        caller.describe_context(ContextName="CHURN-1-AWS-MODEL-GROUP")


def test_the_policy_of_a_lineage_group_needs_a_permission(user: Callable[..., SageMakerClient]) -> None:
    """It is on the group; with the permission the answer is that there is no policy."""
    with denied(ALICE, "GetLineageGroupPolicy", GROUP):
        user(allow("GetLineageGroupPolicy", resource=ONE)).get_lineage_group_policy(LineageGroupName=GROUP)

    caller = user(allow("GetLineageGroupPolicy", resource=GROUP), name="bob")
    with refused("ResourceNotFound", f"Cannot find resource policy for: {GROUP}"):
        caller.get_lineage_group_policy(LineageGroupName=GROUP)
