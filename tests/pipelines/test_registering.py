"""Steps that register a version: the operations that they do, and what becomes of these."""

from __future__ import annotations

from typing import Any

import pytest
from pipelines.building import EXECUTION_ARN, World, run_of, step

from sagemaker_registry_mock.errors import AccessDeniedException, ModelPackageGroupAlreadyExists, PipelineDoesNotExist

REFUSED = "ClientError: Failed to invoke sagemaker:{}. Error Details: {}"


@pytest.mark.parametrize("kind", ["RegisterModel", "CreateModelPackage"])
def test_a_version_is_registered_in_a_group_that_is_made_where_it_is_missing(kind: str) -> None:
    """The group is made with the tags, then the version without them, made by this execution; then it is described."""
    world = World(replies={"DescribeModelPackage": {"ModelPackageVersion": 1}})
    written = step("r", kind, ModelPackageGroupName="g", Tags=[{"Key": "k"}], Domain="d")
    one = run_of(written, world, tags={"of": "the pipeline"})

    assert world.asked == [
        ("CreateModelPackageGroup", {"ModelPackageGroupName": "g", "Tags": [{"Key": "k"}]}),
        (
            "CreateModelPackage",
            {"ModelPackageGroupName": "g", "Domain": "d", "MetadataProperties": {"GeneratedBy": EXECUTION_ARN}},
        ),
        ("DescribeModelPackage", {"ModelPackageName": "arn:package"}),
    ]
    assert world.asking == ["r"] * 3
    assert one.members["Metadata"] == {"RegisterModel": {"Arn": "arn:package"}}
    assert one.properties == {"ModelPackageVersion": 1}


@pytest.mark.parametrize(
    ("arguments", "operations"),
    [
        ({"ModelPackageGroupName": "g"}, ["CreateModelPackageGroup", "CreateModelPackage", "DescribeModelPackage"]),
        ({"ModelPackageGroupName": "arn:g", "Tags": [1]}, ["CreateModelPackage", "DescribeModelPackage"]),
        ({"Tags": [1]}, ["CreateModelPackage", "DescribeModelPackage"]),
        ({}, ["CreateModelPackage", "DescribeModelPackage"]),
    ],
)
def test_only_a_group_that_is_named_is_made(arguments: dict[str, Any], operations: list[str]) -> None:
    """Where the group is an ARN, or the version has none, no group is made; tags of a version alone are its own."""
    world = World()
    run_of(step("r", "RegisterModel", **arguments), world)

    assert [operation for operation, _ in world.asked] == operations
    group = arguments.get("ModelPackageGroupName")
    tags = [given.get("Tags") for _, given in world.asked]
    assert tags == [[1] if group is None and "Tags" in arguments else None, *tags[1:]]
    assert not any(tags[1:])


def test_a_group_that_exists_is_used() -> None:
    """It is no failure that the group is there."""
    world = World(replies={"CreateModelPackageGroup": ModelPackageGroupAlreadyExists("arn:g")})

    assert run_of(step("r", "RegisterModel", ModelPackageGroupName="g"), world).status == "Succeeded"
    assert len(world.asked) == 3


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"CommitId": "c"}, {"GeneratedBy": EXECUTION_ARN, "CommitId": "c"}),
        ({"GeneratedBy": "me"}, {"GeneratedBy": "me"}),
        (None, {"GeneratedBy": EXECUTION_ARN}),
        ("text", "text"),
        ([1], [1]),
    ],
)
def test_who_made_a_version_is_the_execution_unless_it_is_said(given: Any, asked: Any) -> None:
    """GeneratedBy is added where it is not given; what is no object is passed on, to be refused."""
    world = World()
    run_of(step("r", "RegisterModel", MetadataProperties=given), world)

    assert world.asked[0][1]["MetadataProperties"] == asked


class NotOurs(Exception):
    """An error as moto's versions raise them: the message is an attribute."""

    message = "Could not find it."


@pytest.mark.parametrize("operation", ["CreateModelPackageGroup", "CreateModelPackage", "DescribeModelPackage"])
@pytest.mark.parametrize(
    ("error", "text"),
    [
        (PipelineDoesNotExist("arn"), "Pipeline 'arn' does not exist."),
        (NotOurs("400"), "Could not find it."),
        (ValueError("broken"), "broken"),
    ],
)
def test_what_is_refused_fails_the_step(operation: str, error: Exception, text: str) -> None:
    """The reason of the failure names the operation and what it said; nothing is told of it but that."""
    one = run_of(step("r", "RegisterModel", ModelPackageGroupName="g"), World(replies={operation: error}))

    assert (one.status, one.members) == (
        "Failed",
        {"Metadata": {}, "FailureReason": REFUSED.format(operation, text)},
    )


def test_a_version_that_may_not_be_looked_at_is_registered_all_the_same() -> None:
    """Of a version that the role may register but not describe, other steps can take the ARN alone."""
    one = run_of(step("r", "RegisterModel"), World(replies={"DescribeModelPackage": AccessDeniedException("no")}))

    assert (one.status, one.properties) == ("Succeeded", {"ModelPackageArn": "arn:package"})
