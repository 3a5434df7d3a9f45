"""ClientToken: a request that comes twice is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

USED = "ClientToken token-1 was already used for a request with other parameters."


def versions(client: SageMakerClient) -> list[str]:
    """Return the ARNs of all packages of both kinds."""
    reply = client.list_model_packages(ModelPackageType="Both")
    return [one["ModelPackageArn"] for one in reply["ModelPackageSummaryList"]]


def test_the_same_creation_twice_makes_one_version(client: SageMakerClient, register: Callable[..., str]) -> None:
    """The second call gets the reply of the first."""
    first = register(ClientToken="token-1", ModelPackageDescription="d")

    assert register(ClientToken="token-1", ModelPackageDescription="d") == first
    assert versions(client) == [first]


def test_other_tokens_make_other_versions(client: SageMakerClient, register: Callable[..., str]) -> None:
    """boto3 makes a new token for each call that has none, so calls without tokens are never the same."""
    arns = [register(ClientToken="token-1"), register(ClientToken="token-2"), register(), register()]

    assert versions(client) == arns[::-1]


def test_a_token_with_other_parameters_is_refused(client: SageMakerClient, register: Callable[..., str]) -> None:
    """A used token does not come with another request."""
    first = register(ClientToken="token-1")

    with refused("ConflictException", USED):
        register(ClientToken="token-1", ModelPackageDescription="d")

    assert versions(client) == [first]


def test_an_unversioned_package_is_created_once(client: SageMakerClient) -> None:
    """The token comes before the check whether the name is taken."""
    for _ in range(2):
        reply = client.create_model_package(ModelPackageName="scorer", ClientToken="token-1")

        assert reply["ModelPackageArn"].endswith("/scorer")


def test_a_refused_creation_uses_no_token(client: SageMakerClient) -> None:
    """A request that was refused may come again with its token, when it can be done."""
    request: Any = {"ModelPackageGroupName": "churn", "ClientToken": "token-1"}
    with refused("ValidationException", "Model Package Group does not exist."):
        client.create_model_package(**request)
    client.create_model_package_group(ModelPackageGroupName="churn")

    assert client.create_model_package(**request)["ModelPackageArn"].endswith("/1")


def test_a_token_outlives_what_it_made(client: SageMakerClient, register: Callable[..., str]) -> None:
    """Within one mock a token is never forgotten: the late twin of a creation makes no new version."""
    arn = register(ClientToken="token-1")
    client.delete_model_package(ModelPackageName=arn)

    assert register(ClientToken="token-1") == arn
    assert versions(client) == []


def test_the_same_update_twice_is_done_once(
    client: SageMakerClient, version: str, describe: Callable[[str], dict[str, Any]]
) -> None:
    """The second update with the same token changes nothing, even if the package has changed in between."""
    request: Any = {"ModelPackageArn": version, "ModelApprovalStatus": "Approved", "ClientToken": "token-1"}
    client.update_model_package(**request)
    client.update_model_package(ModelPackageArn=version, ModelApprovalStatus="Rejected")
    before = describe(version)

    assert client.update_model_package(**request)["ModelPackageArn"] == version
    assert describe(version) == before


@pytest.mark.usefixtures("version")
def test_creations_and_updates_count_their_tokens_apart(
    client: SageMakerClient, register: Callable[..., str], describe: Callable[[str], dict[str, Any]]
) -> None:
    """A token of a creation may serve an update too."""
    arn = register(ClientToken="token-1")

    client.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved", ClientToken="token-1")

    assert describe(arn)["ModelApprovalStatus"] == "Approved"
