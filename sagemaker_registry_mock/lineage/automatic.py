"""The lineage that SageMaker records by itself: what has happened in the registry becomes entities and associations.

A group is a context; a version an artifact that is associated with it; its images, model data and algorithms are
artifacts that contributed to it; so did every decision on its approval and every change of its stage: they are actions.

Source: Developer Guide, "Lineage Tracking Entities" and "SageMaker AI-created lineage entities"; the table of a
registered model's lineage in chapter 10 of "Data Science on AWS"; integration tests of the SageMaker Python SDK.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import (
    Action,
    Artifact,
    Context,
    End,
    GroupMade,
    Lineage,
    LineageEntity,
    PackageSet,
    artifact_id,
    association,
    association_key,
)
from sagemaker_registry_mock.registry.records import UNDECIDED, nothing
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sagemaker_registry_mock.registry.records import ModelPackage
    from sagemaker_registry_mock.registry.store import Registry

E = TypeVar("E", bound=LineageEntity)

CONTRIBUTED, ASSOCIATED = "ContributedTo", "AssociatedWith"
#: The type of a group's context, and the property in which it names the pipeline execution that registered last.
_GROUP_TYPE, _EXECUTION = "ModelGroup", "PipelineExecutionArn"
#: No name of an entity is longer (the service model's ExperimentEntityName, which this room does not see).
_LONGEST = 120


def settled(registry: Registry) -> Lineage:
    """Record what has happened since somebody last looked, in its order and at its time, and return the lineage."""
    happened = registry.lineage.happened
    while happened:
        fact = happened.popleft()
        recorder = _Recorder(registry, _time_of(fact))
        if isinstance(fact, GroupMade):
            recorder.context_of(fact.group.arn, fact.group.name)
        else:
            recorder.package_set(fact)
    return registry.lineage


def _time_of(fact: GroupMade | PackageSet) -> datetime:
    if isinstance(fact, GroupMade):
        return fact.group.created
    return fact.after.modified or fact.after.created


class _Recorder:
    """Records what happened at one moment."""

    def __init__(self, registry: Registry, now: datetime) -> None:
        self._registry, self._now = registry, now
        self._lineage = registry.lineage

    def context_of(self, arn: str, name: str) -> Context:
        """Return the one context of a group, which outlives it and serves its successors of the same name."""
        for _, known in self._lineage.contexts.walk(("uri", arn)):
            if known.type == _GROUP_TYPE:
                return known
        names = (_named(name, f"-{number}-aws-model-group") for number in count(1))
        free = next(one for one in names if one not in self._lineage.contexts)
        members = {"ContextName": free, "Source": _by_arn(arn), "ContextType": _GROUP_TYPE}
        return self._new(Context, free, members)

    def package_set(self, fact: PackageSet) -> None:
        """Record a package that was registered or updated."""
        package, before = fact.after, fact.before
        if before is None:
            version = self._version(package)
            if package.version is not None:
                self._register(version, package)
        known = set(_contents(before)) if before else set()
        for kind, uri in _contents(package):
            if (kind, uri) not in known:
                self._contribute(self._artifact(kind, uri), package)
        if _status(package) != (_status(before) if before else UNDECIDED):
            self._contribute(self._approval(package), package)
        if fact.staged:
            self._contribute(self._stage(package), package)

    def _version(self, package: ModelPackage) -> Artifact:
        """Return the artifact of a package, which tells as the package does who generated it.

        Source: amazon-sagemaker-drift-detection asks the artifact for the pipeline execution.
        """
        artifact, made_by = self._artifact("Model", package.arn), package.members.get("MetadataProperties")
        if made_by == artifact.members.get("MetadataProperties") or (made_by is None and not artifact.automatic):
            return artifact
        told = replace(artifact, members={**artifact.members, "MetadataProperties": made_by})
        self._lineage.artifacts.put(told)
        return told

    def _register(self, version: Artifact, package: ModelPackage) -> None:
        """Associate a version with its group, which tells the pipeline execution that registered it."""
        context = self.context_of(self._registry.scope.arn(arns.GROUP, package.name), package.name)
        self._associate(version, context, ASSOCIATED)
        maker = arns.parse(package.members.get("MetadataProperties", {}).get("GeneratedBy", ""))
        if maker is not None and maker.kind == "pipeline" and "/execution/" in maker.name:
            told = {**context.properties, _EXECUTION: package.members["MetadataProperties"]["GeneratedBy"]}
            self._lineage.contexts.put(context.revised({"Properties": told}, self._now))

    def _approval(self, package: ModelPackage) -> Action:
        return self._action("Approval", package, (_status(package),), "aws-model-group", {"Status": "Completed"})

    def _stage(self, package: ModelPackage) -> Action:
        cycle: Mapping[str, str] = package.members["ModelLifeCycle"]
        words = (cycle["Stage"], cycle["StageStatus"])
        return self._action("ModelLifeCycle", package, words, "aws-model-life-cycle", {"Properties": dict(cycle)})

    def _action(
        self, kind: str, package: ModelPackage, words: tuple[str, ...], ending: str, told: Mapping[str, Any]
    ) -> Action:
        """Return a new action on a package, named by what was done and when, to the second and no name twice."""
        stem, second = "-".join((package.key, *words)), int(self._now.timestamp())
        number = self._lineage.numbers.get((stem, second), second)
        while (name := _named(stem, f"-{number}-{ending}")) in self._lineage.actions:
            number += 1
        self._lineage.numbers[stem, second] = number + 1
        members = {"ActionName": name, "Source": _by_arn(package.arn), "ActionType": kind, **told}
        return self._new(Action, name, members)

    def _artifact(self, kind: str, uri: str) -> Artifact:
        """Return the artifact of a URI, whoever made it: a new one where there is none."""
        for _, known in self._lineage.artifacts.walk(("uri", uri)):
            return known
        source = {"SourceUri": uri}
        title = _last_part(uri) if kind == "Model" and arns.parse(uri) is None else None
        named = {} if title is None else {"ArtifactName": title}
        return self._new(Artifact, artifact_id(source), {**named, "Source": source, "ArtifactType": kind})

    def _new(self, entity: type[E], name: str, members: Mapping[str, Any]) -> E:
        made = entity(
            name=name,
            arn=self._registry.scope.arn(entity.kind, name),
            order=self._registry.next_order(),
            created=self._now,
            created_by=nothing(),
            modified=self._now,
            progress=Progress(COMPLETED, self._now),
            members=members,
            automatic=True,
        )
        self._lineage.add(made)
        return made

    def _contribute(self, entity: LineageEntity, package: ModelPackage) -> None:
        self._associate(entity, self._artifact("Model", package.arn), CONTRIBUTED)

    def _associate(self, source: LineageEntity, destination: LineageEntity, kind: str) -> None:
        if association_key(source.arn, destination.arn) in self._lineage.associations:
            return
        ends = (End(source.arn, source.type), End(destination.arn, destination.type))
        order = self._registry.next_order()
        self._lineage.associations.put(association(ends, kind, order=order, created=self._now, automatic=True))


def _by_arn(arn: str) -> dict[str, str]:
    return {"SourceUri": arn, "SourceType": "ARN"}


def _status(package: ModelPackage) -> str:
    """Return the approval status of a version; a package that is none stays undecided."""
    return str(package.members.get("ModelApprovalStatus", UNDECIDED))


def _contents(package: ModelPackage) -> Iterator[tuple[str, str]]:
    """Yield type and URI of the images and the model data in all containers of a package, and of its algorithms."""
    members = package.members
    specifications = [members.get("InferenceSpecification"), *members.get("AdditionalInferenceSpecifications", ())]
    parts = [part for one in specifications for part in (one or {}).get("Containers", ())]
    parts += members.get("SourceAlgorithmSpecification", {}).get("SourceAlgorithms", ())
    for part in parts:
        data = part.get("ModelDataUrl") or part.get("ModelDataSource", {}).get("S3DataSource", {}).get("S3Uri")
        for kind, uri in (("Image", part.get("Image")), ("Algorithm", part.get("AlgorithmName")), ("Model", data)):
            if uri:
                yield kind, uri


def _named(stem: str, ending: str) -> str:
    """Return a name that an entity may have: of what a stage is called nothing but letters and digits is left."""
    plain = re.sub(r"[^a-zA-Z0-9-]+", "-", stem).lstrip("-")
    return f"{plain[: _LONGEST - len(ending)].rstrip('-')}{ending}"


def _last_part(uri: str) -> str | None:
    """Return the last part of a URI where that may be a name, else None."""
    part = uri.rpartition("/")[2]
    return part if part and part == _named(part, "") else None
