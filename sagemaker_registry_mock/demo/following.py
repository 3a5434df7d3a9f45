"""The chapters that follow what has happened: events, lineage, and mistakes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.tree import Tree

from sagemaker_registry_mock.demo.training import BUCKET, DATA, ROLE
from sagemaker_registry_mock.demo.world import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sagemaker_registry_mock.demo.telling import Teller
    from sagemaker_registry_mock.demo.world import World


def read_events(tell: Teller, world: World) -> None:
    """Take the events of all that has happened out of the queue."""
    tell.say("Each change above has sent an event, and the rule has put it into the queue.")
    tell.call("sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10)")
    tell.table(("", "version", "tells of", "which now is"), _told(_received(world)))


def _received(world: World) -> Iterator[dict[str, Any]]:
    """Yield the details of the events in the queue, in their order."""
    sqs = world.client("sqs")
    while messages := sqs.receive_message(QueueUrl=world.queue_url, MaxNumberOfMessages=10).get("Messages"):
        yield from (json.loads(one["Body"])["detail"] for one in messages)


def _told(details: Iterator[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    """Yield what each event says: which members were set, and the first of them, to what."""
    for number, detail in enumerate(details, 1):
        fields = detail.get("UpdatedModelPackageFields")
        value = detail[fields[0] if fields else "ModelApprovalStatus"]
        if isinstance(value, dict):  # a stage with its status, a card
            value = " ".join(text for name, text in value.items() if name != "ModelCardContent")
        yield number, detail["ModelPackageVersion"], ", ".join(fields or ["registered"]), value


def trace(tell: Teller, world: World) -> None:
    """Show where version 3 comes from."""
    tell.say("SageMaker records where a version comes from. A team adds what it knows: the data of the training.")
    (model,) = world.sm.list_artifacts(SourceUri=f"{BUCKET}/run-4/model.tar.gz")["ArtifactSummaries"]
    data = tell.ask(world.sm, "create_artifact", ArtifactType="DataSet", Source={"SourceUri": DATA})["ArtifactArn"]
    ends = {"SourceArn": data, "DestinationArn": model["ArtifactArn"]}
    tell.ask(world.sm, "add_association", **ends, AssociationType="ContributedTo")
    (version,) = tell.ask(world.sm, "list_artifacts", SourceUri=world.version(3))["ArtifactSummaries"]
    start = version["ArtifactArn"]
    found = tell.ask(world.sm, "query_lineage", StartArns=[start], Direction="Ascendants")
    tree = Tree(tell.text("version 3", "bold"))
    _grow(tell, world, (tree, start), found["Edges"])
    maker = world.described(3)["MetadataProperties"]["GeneratedBy"].split(":pipeline/")[1]
    tree.add(tell.text(f"registered by {maker}"))
    tell.show(tree, indent=2)


def _grow(tell: Teller, world: World, place: tuple[Tree, str], edges: list[dict[str, str]]) -> None:
    """Put under an entity what has led to it, oldest first, and under that what has led there."""
    tree, arn = place
    sources = [edge["SourceArn"] for edge in edges if edge["DestinationArn"] == arn]
    for _, name, source in sorted(_entity(world, one) for one in sources):
        _grow(tell, world, (tree.add(tell.text(name)), source), edges)


def _entity(world: World, arn: str) -> tuple[datetime, str, str]:
    """Return when an entity of lineage came to be, what it stands for, and its ARN."""
    if ":action/" not in arn:
        artifact = world.sm.describe_artifact(ArtifactArn=arn)
        return artifact["CreationTime"], f"{artifact['ArtifactType']}: {artifact['Source']['SourceUri']}", arn
    action = world.sm.describe_action(ActionName=arn.rpartition("/")[2])
    told = " ".join(action.get("Properties", {}).values()) or action["ActionName"]
    return action["CreationTime"], f"{action['ActionType']}: {told}", arn


def make_mistakes(tell: Teller, world: World) -> None:
    """Make mistakes that are refused in AWS's own words."""
    tell.say("What AWS refuses is refused here, in its words, so that a test finds it first.")
    container = {"ModelPackageName": world.version(2)}
    tell.ask_refused(world.sm, "create_model", ModelName="churn", PrimaryContainer=container, ExecutionRoleArn=ROLE)
    tell.ask_refused(world.sm, "describe_model_package", ModelPackageName=world.version(9))
    tell.ask_refused(world.sm, "delete_model_package_group", ModelPackageGroupName=GROUP)
    tell.ask_refused(world.sm, "create_model_package_group", ModelPackageGroupName="churn_2")
