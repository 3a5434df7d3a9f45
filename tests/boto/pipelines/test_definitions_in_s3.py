"""Definitions in S3: read when a pipeline is created or updated, in the version that is named, and checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from boto.pipelines.definitions import ROLE, definition, register, train
from support.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from boto.pipelines.definitions import Client

    Run = Callable[..., str]

UNREADABLE = "Unable to parse pipeline definition. "
PLACE: Any = {"Bucket": "bucket", "ObjectKey": "definition.json"}


def test_a_definition_lies_in_s3(
    client: Client, service: Callable[[Any], Any], start: Run, steps: Callable[[str], dict[str, Any]]
) -> None:
    """As text, letter by letter, when it is created and when it is updated; what S3 holds later does not matter."""
    s3 = service("s3")
    s3.create_bucket(Bucket="bucket")
    texts = [json.dumps(json.loads(definition(one)), indent=2) for one in (register(), train())]

    s3.put_object(Bucket="bucket", Key="definition.json", Body=texts[0].encode())
    client.create_pipeline(PipelineName="train", PipelineDefinitionS3Location=PLACE, RoleArn=ROLE)
    s3.put_object(Bucket="bucket", Key="definition.json", Body=texts[1].encode())
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[0]
    assert list(steps(start())) == ["Register"]

    client.update_pipeline(PipelineName="train", PipelineDefinitionS3Location=PLACE)
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[1]
    execution = start()
    assert list(steps(execution)) == ["Train"]
    found = client.describe_pipeline_definition_for_execution(PipelineExecutionArn=execution)
    assert found["PipelineDefinition"] == texts[1]


@pytest.mark.parametrize("bucket", [True, False])
def test_a_definition_that_is_not_in_s3_is_refused(
    client: Client, service: Callable[[Any], Any], *, bucket: bool
) -> None:
    """No object, or no bucket: nothing is created or changed."""
    client.create_pipeline(PipelineName="old", PipelineDefinition=definition(), RoleArn=ROLE)
    if bucket:
        service("s3").create_bucket(Bucket="bucket")

    message = f"{UNREADABLE}There is no definition at s3://bucket/definition.json."
    with refused("ValidationException", message):
        client.create_pipeline(PipelineName="new", PipelineDefinitionS3Location=PLACE, RoleArn=ROLE)
    with refused("ValidationException", message):
        client.update_pipeline(PipelineName="old", PipelineDefinitionS3Location=PLACE)
    assert [one["PipelineName"] for one in client.list_pipelines()["PipelineSummaries"]] == ["old"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (definition(train(), train()), "There is more than one step named 'Train'."),
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("", "There is no definition at s3://bucket/definition.json."),
    ],
)
def test_a_definition_in_s3_is_checked(client: Client, service: Callable[[Any], Any], body: str, reason: str) -> None:
    """As one in the request; an empty file is no definition."""
    service("s3").create_bucket(Bucket="bucket")
    service("s3").put_object(Bucket="bucket", Key="definition.json", Body=body.encode())

    with refused("ValidationException", UNREADABLE + reason):
        client.create_pipeline(PipelineName="new", PipelineDefinitionS3Location=PLACE, RoleArn=ROLE)
    assert client.list_pipelines()["PipelineSummaries"] == []


def test_a_version_of_the_object_may_be_named(client: Client, service: Callable[[Any], Any]) -> None:
    """It is read whatever the newest is, when the pipeline is created and when it is updated."""
    s3 = service("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    texts = [definition(register()), definition(train()), definition(train("Newest"))]
    keys = [s3.put_object(Bucket="bucket", Key="definition.json", Body=text.encode())["VersionId"] for text in texts]

    client.create_pipeline(
        PipelineName="train", PipelineDefinitionS3Location={**PLACE, "VersionId": keys[0]}, RoleArn=ROLE
    )
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[0]
    client.update_pipeline(PipelineName="train", PipelineDefinitionS3Location={**PLACE, "VersionId": keys[1]})
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[1]

    with refused("ValidationException", f"{UNREADABLE}There is no definition at s3://bucket/definition.json."):
        client.update_pipeline(PipelineName="train", PipelineDefinitionS3Location={**PLACE, "VersionId": "missing"})
    assert client.describe_pipeline(PipelineName="train")["PipelineDefinition"] == texts[1]


def test_the_version_that_is_named_is_checked(client: Client, service: Callable[[Any], Any]) -> None:
    """Not the newest, which could be executed."""
    s3 = service("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    old, _ = (
        s3.put_object(Bucket="bucket", Key="definition.json", Body=definition(*steps).encode())["VersionId"]
        for steps in ([train(), train()], [train()])
    )

    with refused("ValidationException", f"{UNREADABLE}There is more than one step named 'Train'."):
        client.create_pipeline(
            PipelineName="train", PipelineDefinitionS3Location={**PLACE, "VersionId": old}, RoleArn=ROLE
        )
