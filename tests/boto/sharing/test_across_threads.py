"""Many threads of two accounts, each working on the other's group: nobody waits for ever, and nothing is lost."""

from __future__ import annotations

import sys
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from boto.sharing.questions import GROUP, PARTNER, policy_of, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from types_boto3_sagemaker import SageMakerClient

ROUNDS = 12
PATIENCE = 60
THEIRS = GROUP.replace("123456789012", PARTNER)
EVERYTHING = statement("*", Principal="*")


@pytest.fixture
def both(owner: SageMakerClient, partner: SageMakerClient) -> dict[str, SageMakerClient]:
    """Each account's client, by the ARN of the other account's group, which is shared with it."""
    for client in (owner, partner):
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageGroupName="churn")
        client.put_model_package_group_policy(ModelPackageGroupName="churn", ResourcePolicy=policy_of(EVERYTHING))
    return {THEIRS: owner, GROUP: partner}


@pytest.fixture
def at_once() -> Iterator[Callable[[list[Callable[[], Any]]], list[Any]]]:
    """Run functions in a thread each, all at once, and return what they have returned; none may take for ever."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def at_once(works: list[Callable[[], Any]]) -> list[Any]:
        barrier = Barrier(len(works))
        results: dict[int, Any] = {}

        def run(number: int) -> None:
            barrier.wait(PATIENCE)
            results[number] = works[number]()

        threads = [Thread(target=run, args=(number,), daemon=True) for number in range(len(works))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in threads), "a thread waits for a lock that nobody gives back"
        assert len(results) == len(works), "a call has failed"
        return [results[number] for number in range(len(works))]

    yield at_once
    sys.setswitchinterval(before)


def versions_of(group: str, numbers: Iterable[int]) -> list[str]:
    """Return the ARNs of versions of a group."""
    return [f"{group.replace('package-group', 'package')}/{number}" for number in numbers]


def registering(client: SageMakerClient, group: str) -> Callable[[], list[str]]:
    """Return the work of registering versions, which returns their ARNs."""
    return lambda: [client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"] for _ in range(ROUNDS)]


def describing(client: SageMakerClient, group: str) -> Callable[[], list[str]]:
    """Return the work of describing a group and its first version."""
    (version,) = versions_of(group, [1])

    def work() -> list[str]:
        told = []
        for _ in range(ROUNDS):
            client.describe_model_package_group(ModelPackageGroupName=group)
            told.append(client.describe_model_package(ModelPackageName=version)["ModelPackageArn"])
        return told

    return work


def listing(client: SageMakerClient, _group: str) -> Callable[[], list[list[str]]]:
    """Return the work of listing and searching what other accounts share."""

    def work() -> list[list[str]]:
        told = []
        for _ in range(ROUNDS):
            listed = client.list_model_package_groups(CrossAccountFilterOption="CrossAccount")
            told.append([one["ModelPackageGroupArn"] for one in listed["ModelPackageGroupSummaryList"]])
            client.search(Resource="ModelPackage", CrossAccountFilterOption="CrossAccount", MaxResults=100)
        return told

    return work


def batching(client: SageMakerClient, _group: str) -> Callable[[], list[set[str]]]:
    """Return the work of describing versions of both accounts in one call."""
    versions = [*versions_of(GROUP, [1]), *versions_of(THEIRS, [1])]

    def work() -> list[set[str]]:
        replies = [client.batch_describe_model_package(ModelPackageArnList=versions) for _ in range(ROUNDS)]
        return [set(reply["ModelPackageSummaries"]) for reply in replies]

    return work


def test_every_version_has_its_number(
    both: dict[str, SageMakerClient], at_once: Callable[[list[Callable[[], Any]]], list[Any]]
) -> None:
    """Versions that both accounts register in both groups at once are consecutive: none twice, none missing."""
    works = [registering(client, group) for _ in range(2) for group in both for client in both.values()]

    arns = [arn for work in at_once(works) for arn in work]

    issued = range(2, 2 + 4 * ROUNDS)
    assert sorted(arns) == sorted(versions_of(GROUP, issued) + versions_of(THEIRS, issued))


def test_both_directions_at_once(
    both: dict[str, SageMakerClient], at_once: Callable[[list[Callable[[], Any]]], list[Any]]
) -> None:
    """Calls that hold one account's lock, both, or all of them, in opposite directions, all come back, and right."""
    kinds = (registering, describing, listing, batching)
    works = [kind(client, group) for kind in kinds for group, client in both.items()]

    results = at_once(works)

    first = {group: versions_of(group, [1]) for group in both}
    assert results[:2] == [versions_of(group, range(2, 2 + ROUNDS)) for group in both]
    assert results[2:4] == [first[group] * ROUNDS for group in both]
    assert results[4:6] == [[[group]] * ROUNDS for group in both]
    assert results[6:] == [[{*first[GROUP], *first[THEIRS]}] * ROUNDS] * 2
    for group, client in both.items():
        listed = client.list_model_packages(ModelPackageGroupName=group, MaxResults=100)["ModelPackageSummaryList"]
        assert len(listed) == 1 + ROUNDS
