"""ListModelPackageGroups with CrossAccountFilterOption=CrossAccount: the groups that policies share with the caller."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import EMPTY, GROUP, PARTNER, ROLE, STRANGER, policy_of, statement
from freezegun import freeze_time
from support.errors import refused
from support.examples import tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

NOON = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
SEES = statement("DescribeModelPackageGroup")


def shared(client: SageMakerClient, **request: Any) -> list[str]:
    """Return the ARNs of the groups of other accounts that a list shows."""
    reply = client.list_model_package_groups(CrossAccountFilterOption="CrossAccount", **request)
    return [one["ModelPackageGroupArn"] for one in reply["ModelPackageGroupSummaryList"]]


def offer(client: SageMakerClient, name: str, *statements: dict[str, Any]) -> str:
    """Create a group with a policy of these statements, and return its ARN."""
    arn = client.create_model_package_group(ModelPackageGroupName=name)["ModelPackageGroupArn"]
    policy = policy_of(*(statements or [SEES]))
    client.put_model_package_group_policy(ModelPackageGroupName=name, ResourcePolicy=policy)
    return arn


@pytest.fixture
def offers(owner: SageMakerClient, stranger: SageMakerClient) -> list[str]:
    """Five groups of two accounts, created a minute apart: their ARNs in that order. Two have the same name."""
    clients = [(owner, "churn"), (stranger, "churn"), (owner, "abalone"), (stranger, "churn-2"), (owner, "basket")]
    with freeze_time(NOON) as clock:
        arns = []
        for client, name in clients:
            arns.append(offer(client, name))
            clock.tick(timedelta(minutes=1))
    return arns


def test_what_is_shared_is_listed(owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient) -> None:
    """A group is listed to the accounts whose policy lets them describe it, and to nobody else."""
    owner.create_model_package_group(ModelPackageGroupName="secret")
    mine, theirs = offer(owner, "churn"), offer(stranger, "basket")
    offer(partner, "own")

    assert shared(partner) == [mine, theirs]
    assert shared(stranger) == []
    assert shared(owner) == []


@pytest.mark.usefixtures("offers")
def test_ones_own_groups_are_another_list(
    owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """Without the option, and with SameAccount, a list shows the caller's own groups as ever."""
    partner.create_model_package_group(ModelPackageGroupName="own")
    counts = {owner: 3, partner: 1, stranger: 2}

    for client, count in counts.items():
        same = client.list_model_package_groups(CrossAccountFilterOption="SameAccount")["ModelPackageGroupSummaryList"]
        assert same == client.list_model_package_groups()["ModelPackageGroupSummaryList"]
        assert len(same) == count
    assert len(shared(partner)) == 5


def test_a_summary_is_the_owners(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """The summary tells of another account's group what its owner's list tells."""
    offer(owner, "plain")
    owner.create_model_package_group(
        ModelPackageGroupName="full",
        ModelPackageGroupDescription="d",
        ManagedConfiguration={"ManagedStorageType": "Restricted"},
        Tags=tags(team="a"),
    )
    owner.put_model_package_group_policy(ModelPackageGroupName="full", ResourcePolicy=policy_of(SEES))

    reply = partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount")

    assert reply["ModelPackageGroupSummaryList"] == owner.list_model_package_groups()["ModelPackageGroupSummaryList"]


@pytest.mark.parametrize(
    ("statements", "listed"),
    [
        ([statement("*")], True),
        ([statement("Describe*", Resource=GROUP)], True),
        ([statement("DescribeModelPackageGroup", Principal="*")], True),
        ([statement("DescribeModelPackageGroup", Principal={"AWS": ROLE})], True),
        ([statement(Action=None, NotAction="sagemaker:DeleteModelPackageGroup")], True),
        ([statement("CreateModelPackage", "DescribeModelPackage", "ListModelPackages")], False),
        ([statement("ListModelPackageGroups")], False),
        ([statement("DescribeModelPackageGroup", Resource=EMPTY)], False),
        ([statement("DescribeModelPackageGroup", Principal={"AWS": f"{ROLE}s"})], False),
        ([statement("DescribeModelPackageGroup", Principal={"AWS": STRANGER})], False),
        ([statement("*"), statement("DescribeModelPackageGroup", Effect="Deny")], False),
        ([statement("*", Condition={"StringEquals": {"aws:PrincipalArn": ROLE}})], True),
        ([statement("*", Condition={"StringEquals": {"aws:PrincipalAccount": STRANGER}})], False),
    ],
)
def test_listed_is_what_may_be_described(
    owner: SageMakerClient, partner: SageMakerClient, statements: list[dict[str, Any]], *, listed: bool
) -> None:
    """The policy decides with the action DescribeModelPackageGroup on the group, asked of this caller."""
    arn = offer(owner, "churn", *statements)

    assert shared(partner) == ([arn] if listed else [])


@pytest.mark.parametrize("effect", ["Allow", "Deny"])
def test_a_condition_on_tags_counts_for_the_list(owner: SageMakerClient, partner: SageMakerClient, effect: str) -> None:
    """What the tags of a group open or close to Describe they open or close to the list."""
    condition = {"StringEquals": {"aws:ResourceTag/shared": "yes"}}
    everything = [statement("*")] if effect == "Deny" else []
    arn = offer(owner, "churn", *everything, statement("*", Effect=effect, Condition=condition))
    before = shared(partner)

    owner.add_tags(ResourceArn=arn, Tags=tags(shared="yes"))

    assert (before, shared(partner)) == (([], [arn]) if effect == "Allow" else ([arn], []))


def test_the_list_follows_the_policy(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """A group comes and goes with its policy, and goes with its deletion."""
    arn = offer(owner, "churn")
    assert shared(partner) == [arn]

    owner.delete_model_package_group_policy(ModelPackageGroupName="churn")
    assert shared(partner) == []

    owner.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy_of(SEES))
    assert shared(partner) == [arn]

    owner.delete_model_package_group(ModelPackageGroupName="churn")
    assert shared(partner) == []


def test_a_group_of_another_region_is_not_listed(
    sagemaker: Callable[[str], SageMakerClient], partner: SageMakerClient
) -> None:
    """A list is of one region, for the groups of others too."""
    offer(sagemaker("eu-central-1"), "churn")

    assert shared(partner) == []


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"SortOrder": "Descending"}, [4, 3, 2, 1, 0]),
        ({"SortBy": "CreationTime", "SortOrder": "Ascending"}, [0, 1, 2, 3, 4]),
        ({"SortBy": "Name"}, [2, 4, 0, 1, 3]),
        ({"SortBy": "Name", "SortOrder": "Descending"}, [3, 1, 0, 4, 2]),
        ({"NameContains": "churn"}, [0, 1, 3]),
        ({"NameContains": "churn", "SortOrder": "Descending", "MaxResults": 2}, [3, 1]),
        ({"CreationTimeAfter": NOON + timedelta(minutes=1)}, [2, 3, 4]),
        ({"CreationTimeBefore": NOON + timedelta(minutes=1)}, [0]),
        ({"NameContains": "nothing"}, []),
    ],
)
def test_filters_and_order_go_over_all_accounts(
    offers: list[str], partner: SageMakerClient, request_: dict[str, Any], expected: list[int]
) -> None:
    """The groups of several accounts are filtered and sorted as one list; equal names stay apart."""
    assert shared(partner, **request_) == [offers[position] for position in expected]


@pytest.mark.parametrize("sort_by", ["CreationTime", "Name"])
@pytest.mark.parametrize("order", ["Ascending", "Descending"])
@pytest.mark.usefixtures("offers")
def test_pages_make_the_whole(partner: SageMakerClient, sort_by: str, order: str) -> None:
    """Pages of any size show every group once, in the order of the undivided list."""
    request: Any = {"SortBy": sort_by, "SortOrder": order}
    whole = shared(partner, **request)

    for size in (1, 2, 4):
        pages = partner.get_paginator("list_model_package_groups").paginate(
            CrossAccountFilterOption="CrossAccount", PaginationConfig={"PageSize": size}, **request
        )
        read = [[one["ModelPackageGroupArn"] for one in page["ModelPackageGroupSummaryList"]] for page in pages]
        assert read == [whole[start : start + size] for start in range(0, 5, size)]


def test_groups_of_one_moment_stay_apart(
    owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """Groups of the same name and time in two accounts are two, page by page too."""
    with freeze_time(NOON):
        arns = {offer(client, "churn") for client in (owner, stranger)}

    for sort_by in ("CreationTime", "Name"):
        pages = partner.get_paginator("list_model_package_groups").paginate(
            CrossAccountFilterOption="CrossAccount", SortBy=sort_by, PaginationConfig={"PageSize": 1}
        )
        read = [one["ModelPackageGroupArn"] for page in pages for one in page["ModelPackageGroupSummaryList"]]
        assert (len(read), set(read)) == (2, arns)


@pytest.mark.usefixtures("offers")
def test_paging_survives_what_changes_meanwhile(
    owner: SageMakerClient, partner: SageMakerClient, stranger: SageMakerClient
) -> None:
    """Between two pages a group may come or lose its policy: none is shown twice, none is left out."""
    first = partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount", MaxResults=2)
    owner.delete_model_package_group_policy(ModelPackageGroupName="churn")
    stranger.delete_model_package_group_policy(ModelPackageGroupName="churn-2")
    late = offer(owner, "late")

    rest = shared(partner, NextToken=first["NextToken"])

    assert [arn.rpartition("/")[2] for arn in rest] == ["abalone", "basket", "late"]
    assert rest[-1] == late


@pytest.mark.usefixtures("offers")
def test_a_token_is_of_its_list(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """A token of the shared groups opens no page of the account's own, nor the other way round."""
    across = partner.list_model_package_groups(CrossAccountFilterOption="CrossAccount", MaxResults=1)["NextToken"]
    own = owner.list_model_package_groups(MaxResults=1)["NextToken"]

    with refused("ValidationException", "Invalid NextToken."):
        partner.list_model_package_groups(NextToken=across)
    with refused("ValidationException", "Invalid NextToken."):
        owner.list_model_package_groups(CrossAccountFilterOption="CrossAccount", NextToken=own)


def test_accounts_share_both_ways(owner: SageMakerClient, partner: SageMakerClient) -> None:
    """Two accounts may share with each other; each sees the other's group only."""
    theirs = offer(partner, "churn", statement("*", Principal={"AWS": "123456789012"}))
    mine = offer(owner, "churn", statement("*", Principal={"AWS": [PARTNER, "123456789012"]}))

    assert (shared(owner), shared(partner)) == ([theirs], [mine])
