"""The resource policy of a group: put, read, taken away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.errors import refused
from support.examples import HERE, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

ARN = f"{HERE}:model-package-group/churn"
STATEMENT: dict[str, Any] = {"Effect": "Allow", "Principal": "*", "Action": "sagemaker:*", "Resource": "*"}


@pytest.fixture(params=["put", "get", "delete"])
def ask(request: pytest.FixtureRequest, client: SageMakerClient) -> Callable[[str], Any]:
    """One of the three operations on a group's policy."""
    policy = json.dumps({"Statement": [STATEMENT]})
    asks: dict[str, Callable[[str], Any]] = {
        "put": lambda name: client.put_model_package_group_policy(ModelPackageGroupName=name, ResourcePolicy=policy),
        "get": lambda name: client.get_model_package_group_policy(ModelPackageGroupName=name),
        "delete": lambda name: client.delete_model_package_group_policy(ModelPackageGroupName=name),
    }
    return asks[request.param]


def test_a_policy_is_kept_as_text(client: SageMakerClient, group: str) -> None:
    """The policy comes back letter by letter, blanks and the order of its members included."""
    policy = f'  {{"Statement" :[{json.dumps(STATEMENT)}],  "Version":"2012-10-17"}} '

    put = client.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy)

    assert told(put) == {"ModelPackageGroupArn": ARN}
    assert told(client.get_model_package_group_policy(ModelPackageGroupName=group)) == {"ResourcePolicy": policy}


def test_a_new_policy_replaces_the_old_one(
    client: SageMakerClient, group: str, put_policy: Callable[[str], str]
) -> None:
    """Policies are not merged."""
    put_policy(group)
    policy = json.dumps({"Statement": {**STATEMENT, "Effect": "Deny"}})

    client.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy)

    assert client.get_model_package_group_policy(ModelPackageGroupName=group)["ResourcePolicy"] == policy


def test_a_deleted_policy_is_gone(client: SageMakerClient, group: str, put_policy: Callable[[str], str]) -> None:
    """The second deletion is refused as the first Get after it is: deleting is not idempotent."""
    put_policy(group)

    client.delete_model_package_group_policy(ModelPackageGroupName=group)

    with refused("ValidationException", f"Cannot find resource policy for: {ARN}"):
        client.get_model_package_group_policy(ModelPackageGroupName=group)
    with refused("ValidationException", f"Cannot find resource policy for: {ARN}"):
        client.delete_model_package_group_policy(ModelPackageGroupName=group)


def test_a_missing_group_has_its_own_words_here(ask: Callable[[str], Any]) -> None:
    """The policy operations word a missing group in another way than Describe."""
    with refused("ValidationException", f"Cannot find Model Package Group: {ARN}"):
        ask("churn")


def test_the_arn_of_a_group_is_no_name(ask: Callable[[str], Any], group: str) -> None:
    """The policy operations take the name of a group only."""
    value = f"arn:aws:sagemaker:us-east-1:123456789012:model-package-group/{group}"
    with refused(
        "ValidationException",
        "2 validation errors detected: "
        f"Value '{value}' at 'modelPackageGroupName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}; "
        f"Value '{value}' at 'modelPackageGroupName' failed to satisfy constraint: "
        "Member must have length less than or equal to 63",
    ):
        ask(value)


@pytest.mark.parametrize("key", ["Effect", "Principal", "Action", "Resource"])
def test_every_statement_needs_its_parts(client: SageMakerClient, group: str, key: str) -> None:
    """A statement without effect, principal, action or resource is refused; it is told which one of how many."""
    incomplete = {name: value for name, value in STATEMENT.items() if name != key}
    policy = json.dumps({"Statement": [STATEMENT, incomplete]})

    with refused("ValidationException", f"The resource policy is malformed: statement 2 has no {key}."):
        client.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy)


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        ("no policy", "it is not JSON."),
        ('["Statement"]', "it is not a JSON object."),
        ("{}", "it has no Statement."),
        ('{"Statement": []}', "it has no Statement."),
        ('{"Statement": "all"}', "it has no Statement."),
        ('{"Statement": ["all"]}', "statement 1 is not a JSON object."),
        (
            json.dumps({"Statement": [{**STATEMENT, "Effect": "Maybe"}]}),
            "the Effect of statement 1 is neither Allow nor Deny.",
        ),
    ],
)
def test_a_malformed_policy_is_refused(
    client: SageMakerClient, group: str, put_policy: Callable[[str], str], policy: str, reason: str
) -> None:
    """What is no policy document is refused, and the policy that was there stays."""
    before = put_policy(group)

    with refused("ValidationException", f"The resource policy is malformed: {reason}"):
        client.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy)

    assert client.get_model_package_group_policy(ModelPackageGroupName=group)["ResourcePolicy"] == before


def test_negated_parts_and_a_single_statement_are_a_policy(client: SageMakerClient, group: str) -> None:
    """A statement may stand without a list, and say NotPrincipal, NotAction and NotResource."""
    policy = json.dumps({"Statement": {"Effect": "Deny", "NotPrincipal": "*", "NotAction": "*", "NotResource": "*"}})

    client.put_model_package_group_policy(ModelPackageGroupName=group, ResourcePolicy=policy)

    assert client.get_model_package_group_policy(ModelPackageGroupName=group)["ResourcePolicy"] == policy
