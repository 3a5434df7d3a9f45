"""Many threads at once, with the interpreter changing between them as often as it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.examples import THREADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

EACH = 50


def number_of(arn: str) -> int:
    """Return the number of the version that `arn` names."""
    return int(arn.rpartition("/")[2])


def test_versions_are_consecutive(register: Callable[..., str], in_threads: Callable[..., list[list[str]]]) -> None:
    """Four hundred creations in eight threads give the versions 1 to 400: none twice, none missing."""
    arns = in_threads(lambda _number: [register() for _ in range(EACH)])

    assert sorted(number_of(arn) for mine in arns for arn in mine) == list(range(1, THREADS * EACH + 1))
    assert all(sorted(mine, key=number_of) == mine for mine in arns)


def test_times_follow_the_numbers(
    register: Callable[..., str], client: SageMakerClient, in_threads: Callable[..., list[list[str]]]
) -> None:
    """A version has no earlier CreationTime than the one before it: the latest of a list is the highest number."""
    in_threads(lambda _number: [register() for _ in range(20)])

    pages = client.get_paginator("list_model_packages").paginate(ModelPackageGroupName="churn")
    numbers = [one["ModelPackageVersion"] for page in pages for one in page["ModelPackageSummaryList"]]
    assert numbers == list(range(THREADS * 20, 0, -1))


def test_a_client_token_holds_across_threads(
    register: Callable[..., str], client: SageMakerClient, in_threads: Callable[..., list[list[str]]]
) -> None:
    """The same request with the same tokens from all threads is done once for each token."""
    arns = in_threads(lambda _number: [register(ClientToken=f"token-{token}") for token in range(5)])

    assert len({arn for mine in arns for arn in mine}) == 5
    assert len(client.list_model_packages(ModelPackageGroupName="churn")["ModelPackageSummaryList"]) == 5
    assert all(mine == arns[0] for mine in arns)


def test_no_update_is_lost(
    version: str,
    client: SageMakerClient,
    describe: Callable[[str], dict[str, Any]],
    in_threads: Callable[..., list[None]],
) -> None:
    """Every thread merges its own metadata, and all of it is there in the end."""

    def stamp(number: int) -> None:
        for position in range(5):
            properties = {f"key-{number}-{position}": "v"}
            client.update_model_package(ModelPackageArn=version, CustomerMetadataProperties=properties)

    in_threads(stamp)

    expected = {f"key-{number}-{position}" for number in range(THREADS) for position in range(5)}
    assert set(describe(version)["CustomerMetadataProperties"]) == expected


def test_lists_hold_while_others_write(
    client: SageMakerClient, group: str, in_threads: Callable[..., list[list[int]]]
) -> None:
    """A reader pages through whole versions in their order while others register and delete."""

    def work(number: int) -> list[int]:
        if number:
            for _ in range(5):
                arn = client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"]
                client.delete_model_package(ModelPackageName=arn)
            return []
        pages = client.get_paginator("list_model_packages").paginate(
            ModelPackageGroupName=group, SortOrder="Ascending", PaginationConfig={"PageSize": 1}
        )
        return [one["ModelPackageVersion"] for page in pages for one in page["ModelPackageSummaryList"]]

    read = in_threads(work)[0]

    assert read == sorted(set(read))
    assert client.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"] == []
    assert client.create_model_package(ModelPackageGroupName=group)["ModelPackageArn"].endswith("/36")
