"""The registry's actions: what each is on, and which condition keys come with it. One row per operation.

Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon SageMaker". Where it names a
resource as optional, the row has the ARN that the documented policies have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.access.keys import (
    KeyFamily,
    Target,
    approval,
    current,
    life_cycle,
    metadata,
    removed_tags,
    request_tags,
    resource_tags,
    visibility,
)
from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import ENTITIES, artifact_id

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.store import Registry, Shelf

Members = Mapping[str, Any]
#: Finds what a request is on, in the registry that holds it.
Finder = Callable[["Registry", Members], Target]

NOTHING = Target(arns=("*",))


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the table.

    Attributes:
        member: the member of the request that names the resource, by name or by ARN; empty where none does.
        target: finds the resource.
        keys: the families of condition keys that come with the action.

    """

    member: str
    target: Finder
    keys: tuple[KeyFamily, ...]


def _found(registry: Registry, kind: str, text: str) -> Target:
    """Find the resource of the type `kind` that `text`, a name or an ARN, names. It need not exist."""
    arn = arns.parse(text)
    if text.startswith("arn:") and (arn is None or arn.scope != registry.scope or arn.kind != kind):
        return Target(arns=(text,))
    key = arn.name if arn else text
    record = _shelf(registry, kind, key).find(key)
    of_group = kind == arns.GROUP or (kind == arns.PACKAGE and "/" in key)
    group = registry.groups.find(key.partition("/")[0]) if of_group else None
    return Target(arns=(record.arn if record else registry.scope.arn(kind, key),), record=record, group=group)


def _shelf(registry: Registry, kind: str, key: str) -> Shelf[Any]:
    if kind in ENTITIES:
        return settled(registry).entities[kind]
    if kind == arns.CARD:
        return registry.card_exports if "/" in key else registry.cards
    return registry.groups if kind == arns.GROUP else registry.packages


def _on(member: str, kind: str, *keys: KeyFamily) -> Action:
    """Return the row of an action on what `member` names."""
    return Action(member, lambda registry, request: _found(registry, kind, request[member]), (*keys, resource_tags))


def _on_package(member: str, *keys: KeyFamily) -> Action:
    return _on(member, arns.PACKAGE, current, *keys)


def _on_tagged(*keys: KeyFamily) -> Action:
    """Return the row of an action on the tags of any resource."""

    def target(registry: Registry, request: Members) -> Target:
        arn = arns.parse(request["ResourceArn"])
        return _found(registry, arn.kind if arn else arns.PACKAGE, request["ResourceArn"])

    return Action("ResourceArn", target, (current, *keys, resource_tags))


def _new_package(registry: Registry, request: Members) -> Target:
    """Find what CreateModelPackage is on: the package to come, and of a version also its group."""
    if "ModelPackageName" in request:
        return Target(arns=(registry.scope.arn(arns.PACKAGE, request["ModelPackageName"]),))
    if "ModelPackageGroupName" not in request:
        return NOTHING
    joined = _found(registry, arns.GROUP, request["ModelPackageGroupName"])
    number = joined.group.issued + 1 if joined.group else 1
    return Target(arns=(*_packages_in(joined, str(number)), *joined.arns), group=joined.group)


def _listed_packages(registry: Registry, request: Members) -> Target:
    """Find what ListModelPackages is on: all versions of the group."""
    if "ModelPackageGroupName" not in request:
        return NOTHING
    listed = _found(registry, arns.GROUP, request["ModelPackageGroupName"])
    return Target(arns=_packages_in(listed, "*") or listed.arns, group=listed.group)


def _packages_in(group: Target, what: str) -> tuple[str, ...]:
    """Return the ARN of packages in a group, which need not exist; nothing where the target is no group."""
    arn = arns.parse(group.arns[0])
    return (arn.scope.arn(arns.PACKAGE, f"{arn.name}/{what}"),) if arn and arn.kind == arns.GROUP else ()


def _on_endpoint(registry: Registry, request: Members) -> Target:
    return Target(arns=(registry.scope.arn(arns.ENDPOINT, request["EndpointName"]),))


def _on_artifact(member: str, *keys: KeyFamily) -> Action:
    """Return the row of an action on the artifact that `member` names, or else on that of the request's Source."""

    def target(registry: Registry, request: Members) -> Target:
        if member in request:
            return _found(registry, arns.ARTIFACT, request[member])
        if "Source" in request:
            return _found(registry, arns.ARTIFACT, artifact_id(request["Source"]))
        return NOTHING

    return Action(member, target, (*keys, resource_tags))


def _on_entity(registry: Registry, request: Members) -> Target:
    """Find what an association or a query of lineage is on: an entity, which may be an experiment's, or all."""
    arn = arns.parse(request["EntityArn"])
    if arn is None or arn.kind not in ENTITIES:
        return Target(arns=(request["EntityArn"],))
    return _found(registry, arn.kind, request["EntityArn"])


def _on_lineage_group(registry: Registry, request: Members) -> Target:
    return Target(arns=(registry.scope.arn_of(arns.LINEAGE_GROUP, request["LineageGroupName"]),))


def _on_pipeline(*keys: KeyFamily) -> Action:
    """Return the row of an action on a pipeline, which may be named by its ARN."""

    def target(registry: Registry, request: Members) -> Target:
        return Target(arns=(registry.scope.arn_of(arns.PIPELINE, request["PipelineName"]),))

    return Action("PipelineName", target, keys)


def _called_back(registry: Registry, request: Members) -> Target:
    """Find the execution that waits for a callback's token; where none does, any may be meant."""
    found = registry.executions.walk(("callback", request["CallbackToken"]))
    return next((Target(arns=(execution.arn,)) for _, execution in found), NOTHING)


def _on_execution() -> Action:
    return Action(_EXECUTION, lambda _registry, request: Target(arns=(request.get(_EXECUTION, "*"),)), ())


def _on_nothing(*keys: KeyFamily) -> Action:
    return Action("", lambda _registry, _request: NOTHING, keys)


#: The operations that name several resources, each of which they ask for by itself, and where those stand.
SEVERAL: dict[str, Callable[[Members], list[str]]] = {
    "BatchDescribeModelPackage": lambda request: list(request["ModelPackageArnList"]),
    "CreateModel": arns.packages_used,
    "AddAssociation": lambda request: [request["SourceArn"], request["DestinationArn"]],
    "DeleteAssociation": lambda request: [request["SourceArn"], request["DestinationArn"]],
    "QueryLineage": lambda request: list(request.get("StartArns", ())),
}


def resources_named(operation: str, request: Members) -> list[str]:
    """Return the names and ARNs by which a request names resources."""
    if operation in SEVERAL:
        return SEVERAL[operation](request)
    member = TABLE[operation].member
    return [request[member]] if member in request else []


_GROUP, _CARD, _EXECUTION = "ModelPackageGroupName", "ModelCardName", "PipelineExecutionArn"
_SET = (approval, life_cycle, metadata)
#: Each of the entities that a request names is asked for by itself, as `EntityArn`.
_EDGE = Action("EntityArn", _on_entity, (resource_tags,))

TABLE: dict[str, Action] = {
    "CreateModelPackageGroup": _on(_GROUP, arns.GROUP, request_tags),
    "DescribeModelPackageGroup": _on(_GROUP, arns.GROUP),
    "ListModelPackageGroups": _on_nothing(),
    "DeleteModelPackageGroup": _on(_GROUP, arns.GROUP),
    "PutModelPackageGroupPolicy": _on(_GROUP, arns.GROUP),
    "GetModelPackageGroupPolicy": _on(_GROUP, arns.GROUP),
    "DeleteModelPackageGroupPolicy": _on(_GROUP, arns.GROUP),
    "CreateModelPackage": Action(_GROUP, _new_package, (*_SET, request_tags, resource_tags)),
    "DescribeModelPackage": _on_package("ModelPackageName"),
    "ListModelPackages": Action(_GROUP, _listed_packages, (resource_tags,)),
    "UpdateModelPackage": _on_package("ModelPackageArn", *_SET),
    "DeleteModelPackage": _on_package("ModelPackageName"),
    "BatchDescribeModelPackage": _on_package("ModelPackageArn"),
    "CreateModel": _on_package("ModelPackageName"),
    "UpdateEndpoint": Action("", _on_endpoint, ()),
    "AddTags": _on_tagged(request_tags),
    "ListTags": _on_tagged(),
    "DeleteTags": _on_tagged(removed_tags),
    "Search": _on_nothing(visibility),
    "GetSearchSuggestions": _on_nothing(),
    "CreateModelCard": _on(_CARD, arns.CARD, request_tags),
    "UpdateModelCard": _on(_CARD, arns.CARD),
    "DescribeModelCard": _on(_CARD, arns.CARD),
    "ListModelCards": _on_nothing(),
    "ListModelCardVersions": _on(_CARD, arns.CARD),
    "DeleteModelCard": _on(_CARD, arns.CARD),
    "CreateModelCardExportJob": _on(_CARD, arns.CARD),
    "DescribeModelCardExportJob": _on("ModelCardExportJobArn", arns.CARD),
    "ListModelCardExportJobs": _on(_CARD, arns.CARD),
    "CreateArtifact": _on_artifact("", request_tags),
    "DescribeArtifact": _on_artifact("ArtifactArn"),
    "ListArtifacts": _on_nothing(),
    "UpdateArtifact": _on_artifact("ArtifactArn"),
    "DeleteArtifact": _on_artifact("ArtifactArn"),
    "CreateContext": _on("ContextName", arns.CONTEXT, request_tags),
    "DescribeContext": _on("ContextName", arns.CONTEXT),
    "ListContexts": _on_nothing(),
    "UpdateContext": _on("ContextName", arns.CONTEXT),
    "DeleteContext": _on("ContextName", arns.CONTEXT),
    "CreateAction": _on("ActionName", arns.ACTION, request_tags),
    "DescribeAction": _on("ActionName", arns.ACTION),
    "ListActions": _on_nothing(),
    "UpdateAction": _on("ActionName", arns.ACTION),
    "DeleteAction": _on("ActionName", arns.ACTION),
    "AddAssociation": _EDGE,
    "ListAssociations": _on_nothing(),
    "DeleteAssociation": _EDGE,
    "QueryLineage": _EDGE,
    "ListLineageGroups": _on_nothing(),
    "DescribeLineageGroup": Action("LineageGroupName", _on_lineage_group, ()),
    "GetLineageGroupPolicy": Action("LineageGroupName", _on_lineage_group, ()),
    "CreatePipeline": _on_pipeline(request_tags),
    "DescribePipeline": _on_pipeline(),
    "UpdatePipeline": _on_pipeline(),
    "DeletePipeline": _on_pipeline(),
    "StartPipelineExecution": _on_pipeline(),
    "ListPipelineExecutions": _on_pipeline(),
    "DescribePipelineExecution": _on_execution(),
    "DescribePipelineDefinitionForExecution": _on_execution(),
    "ListPipelineExecutionSteps": _on_execution(),
    "ListPipelineParametersForExecution": _on_execution(),
    "RetryPipelineExecution": _on_execution(),
    "StopPipelineExecution": _on_execution(),
    "UpdatePipelineExecution": _on_execution(),
    "SendPipelineExecutionStepSuccess": Action("", _called_back, ()),
    "SendPipelineExecutionStepFailure": Action("", _called_back, ()),
}
