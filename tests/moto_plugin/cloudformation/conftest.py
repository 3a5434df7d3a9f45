"""Fixtures of the tests of CloudFormation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from support.stacks import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3


NAMES: Any = ("cloudformation", "sagemaker", "ssm")


@pytest.fixture(scope="session")
def clients(aws_session: boto3.Session) -> dict[str, Any]:
    """The clients of the tests, each made once."""
    return {name: aws_session.client(name) for name in NAMES}


@pytest.fixture
def client(clients: dict[str, Any]) -> Iterator[Any]:
    """A SageMaker client inside an active mock."""
    with mock_aws():
        yield clients["sagemaker"]


@pytest.fixture
def stack(client: Any, clients: dict[str, Any]) -> Stack:
    """A stack that is yet to be created."""
    assert client
    return Stack(clients["cloudformation"])


@pytest.fixture
def parameters(client: Any, clients: dict[str, Any]) -> Any:
    """Tell which parameters of Systems Manager there are, and their values: resources of moto's own."""
    assert client

    def parameters() -> dict[str, str]:
        rows = clients["ssm"].get_parameters_by_path(Path="/", Recursive=True)["Parameters"]
        return {row["Name"].strip("/"): row["Value"] for row in rows}

    return parameters


@pytest.fixture
def tags_of(client: Any) -> Any:
    """Tell the tags of a resource, those of AWS's own without what differs between runs."""

    def tags_of(arn: str) -> dict[str, str]:
        tags = {tag["Key"]: tag["Value"] for tag in client.list_tags(ResourceArn=arn)["Tags"]}
        stack_id = tags.pop("aws:cloudformation:stack-id", None)
        assert stack_id is None or stack_id.startswith("arn:aws:cloudformation:")
        return tags

    return tags_of
