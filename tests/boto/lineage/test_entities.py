"""Artifacts, contexts and actions are created, told, changed and deleted."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from boto.lineage.entities import ACTIONS, ARTIFACTS, CONTEXTS, KINDS, Kind, source
from freezegun import freeze_time
from support.errors import refused
from support.examples import HERE, THERE, tags, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from types_boto3_sagemaker import SageMakerClient

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
GROUP = f"{HERE}:lineage-group/sagemaker-default-lineage-group"
MAKER = {"CommitId": "abc", "GeneratedBy": "somebody"}
#: What only some kinds have.
MORE: dict[Kind, dict[str, Any]] = {
    ARTIFACTS: {"MetadataProperties": MAKER},
    CONTEXTS: {"Description": "of the month"},
    ACTIONS: {"Description": "of the month", "Status": "InProgress", "MetadataProperties": MAKER},
}


@each_kind
def test_an_entity_is_told_as_it_was_created(client: SageMakerClient, kind: Kind) -> None:
    """Every member comes back, with times, lineage group, and makers that are told as empty."""
    now = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
    with freeze_time(now):
        arn = kind.create(client, "one", Properties={"a": "1"}, Tags=tags(team="a"), **MORE[kind])

    assert arn == kind.arn("one")
    assert kind.describe(client, "one") == {
        f"{kind.word}Arn": arn,
        f"{kind.word}Name": "one",
        f"{kind.word}Type": "Mine",
        "Source": {"SourceUri": "one"},
        "Properties": {"a": "1"},
        "CreationTime": now,
        "CreatedBy": {},
        "LastModifiedTime": now,
        "LastModifiedBy": {},
        "LineageGroupArn": GROUP,
        **MORE[kind],
    }
    assert client.list_tags(ResourceArn=arn)["Tags"] == tags(team="a")


@each_kind
def test_an_entity_without_properties_has_none(client: SageMakerClient, kind: Kind) -> None:
    """The map of properties is told, and is empty."""
    kind.create(client, "one")

    assert kind.describe(client, "one")["Properties"] == {}


@each_kind
def test_an_entity_exists_once(client: SageMakerClient, kind: Kind) -> None:
    """A context or action is told from others by its name, an artifact by its source; after deletion it is free."""
    arn = kind.create(client, "one")
    with refused("ValidationException", f"{kind.word} {arn} already exists."):
        kind.create(client, "one", Properties={"a": "2"})
    assert kind.describe(client, "one")["Properties"] == {}

    assert kind.delete(client, "one") == arn
    assert kind.create(client, "one") == arn


def test_an_artifact_is_told_from_others_by_its_source_types(client: SageMakerClient) -> None:
    """One URI with other source types is another artifact; the name may be the same, or missing."""
    arns = {ARTIFACTS.create(client, "one", Source=source("uri", *types)) for types in ((), ("1",), ("1", "2"))}
    assert len(arns) == 3

    with refused("ValidationException", f"Artifact {ARTIFACTS.arn('uri')} already exists."):
        client.create_artifact(Source=source("uri"), ArtifactType="Mine")
    arn = client.create_artifact(Source=source("other"), ArtifactType="Mine")["ArtifactArn"]
    assert "ArtifactName" not in client.describe_artifact(ArtifactArn=arn)


@each_kind
def test_an_update_changes_what_it_gives(client: SageMakerClient, kind: Kind) -> None:
    """Properties replace all that there were, those to remove are taken away, and what is left out stays."""
    with freeze_time("2026-01-31 12:00:00") as clock:
        kind.create(client, "one", Properties={"a": "1", "b": "2"}, **MORE[kind])
        before = kind.describe(client, "one")
        clock.tick(60)
        assert kind.update(client, "one", PropertiesToRemove=["a", "unknown"]) == kind.arn("one")
        later = datetime(2026, 1, 31, 12, 1, tzinfo=timezone.utc)
        assert kind.describe(client, "one") == {**before, "Properties": {"b": "2"}, "LastModifiedTime": later}

    kind.update(client, "one", Properties={"c": "3", "d": "4"}, PropertiesToRemove=["d"])
    assert kind.describe(client, "one")["Properties"] == {"c": "3"}
    kind.update(client, "one")
    assert kind.describe(client, "one")["Properties"] == {"c": "3"}


def test_an_update_changes_more_of_some_kinds(client: SageMakerClient) -> None:
    """An artifact can be renamed, a context described anew, and an action also have another status."""
    for kind in KINDS:
        kind.create(client, "one", **MORE[kind])

    ARTIFACTS.update(client, "one", ArtifactName="two")
    CONTEXTS.update(client, "one", Description="late")
    ACTIONS.update(client, "one", Status="Completed")

    assert ARTIFACTS.describe(client, "one")["ArtifactName"] == "two"
    assert CONTEXTS.describe(client, "one")["Description"] == "late"
    action = ACTIONS.describe(client, "one")
    assert (action["Status"], action["Description"]) == ("Completed", "of the month")


@each_kind
def test_a_missing_entity_is_refused(client: SageMakerClient, kind: Kind) -> None:
    """Describe, Update and Delete tell its ARN, which is also told where a name was given."""
    for act in (kind.describe, kind.update, kind.delete):
        with refused("ResourceNotFound", f"{kind.word} {kind.arn('missing')} does not exist."):
            act(client, "missing")


def test_contexts_and_actions_are_found_by_their_arns(client: SageMakerClient) -> None:
    """Describe takes an ARN, too, and all take another letter case where that names one thing."""
    for kind in (CONTEXTS, ACTIONS):
        kind.create(client, "one")

    assert client.describe_context(ContextName=CONTEXTS.arn("one"))["ContextName"] == "one"
    assert client.describe_action(ActionName=ACTIONS.arn("one"))["ActionName"] == "one"
    CONTEXTS.update(client, "ONE", Description="loud")
    assert CONTEXTS.describe(client, "oNe")["ContextName"] == "one"
    other = ACTIONS.arn("one").replace("action", "context").replace("one", "other")
    with refused("ResourceNotFound", f"Context {other} does not exist."):
        client.describe_context(ContextName=other)


def test_an_arn_from_elsewhere(client: SageMakerClient) -> None:
    """An ARN of another region is refused as such; another account shares nothing."""
    there = f"{THERE}:context/one"
    with refused("ValidationException", "ARN should be scoped to correct region: us-east-1"):
        client.describe_context(ContextName=CONTEXTS.arn("one").replace("us-east-1", "us-east-2"))
    with pytest.raises(client.exceptions.ClientError, match="no resource-based policy allows the sagemaker:Describe"):
        client.describe_context(ContextName=there)


def test_an_artifact_is_deleted_by_its_arn_or_its_source(client: SageMakerClient) -> None:
    """One of the two names it, and the ARN where both are given; neither is refused."""
    arn, other = (ARTIFACTS.create(client, "one", Source=source("one", own)) for own in "12")
    with refused("ValidationException", "Either ArtifactArn or Source must be specified."):
        client.delete_artifact()
    assert client.delete_artifact(ArtifactArn=other, Source=source("one", "1"))["ArtifactArn"] == other

    with refused("ResourceNotFound", f"Artifact {ARTIFACTS.arn('one')} does not exist."):
        client.delete_artifact(Source=source("one"))
    assert told(client.delete_artifact(Source=source("one", "1"))) == {"ArtifactArn": arn}
    assert ARTIFACTS.page(client) == ([], None)


@each_kind
def test_an_entity_with_associations_is_not_deleted(client: SageMakerClient, kind: Kind) -> None:
    """It is deleted after its associations, from whichever end they lead to it."""
    arn, other = kind.create(client, "one"), CONTEXTS.create(client, "other")
    ends: Any
    for ends in ({"SourceArn": arn, "DestinationArn": other}, {"SourceArn": other, "DestinationArn": arn}):
        client.add_association(**ends)
        with refused("ValidationException", f"{kind.word} {arn} cannot be deleted because it still has associations."):
            kind.delete(client, "one")
        client.delete_association(**ends)

    assert kind.delete(client, "one") == arn


@each_kind
def test_a_quota_counts_what_the_account_has_made(client_with: Callable[..., Any], kind: Kind) -> None:
    """What SageMaker makes by itself is not counted, nor what was deleted."""
    with client_with(quotas={f"{kind.word}s": 1}) as client:
        client.create_model_package_group(ModelPackageGroupName="churn")
        client.create_model_package(ModelPackageGroupName="churn", ModelApprovalStatus="Approved")
        kind.create(client, "one")
        kind.delete(client, "one")
        kind.create(client, "two")
        quota = f"Total number of {kind.word.lower()}s allowed, excluding those automatically created by SageMaker"
        unit = f"{kind.word}s"
        with refused(
            "ResourceLimitExceeded",
            f"The account-level service limit '{quota}' is 1 {unit}, with current utilization of 1 {unit} and a "
            f"request delta of 1 {unit}. Please use AWS Service Quotas to request an increase for this quota. If AWS "
            "Service Quotas is not available, contact AWS support to request an increase for this quota.",
        ):
            kind.create(client, "three")
