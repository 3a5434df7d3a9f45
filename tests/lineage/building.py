"""A registry in which something happens, and its lineage as a few words say it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from registry.building import at, group, package

from sagemaker_registry_mock.lineage.automatic import settled
from sagemaker_registry_mock.registry.arns import Scope
from sagemaker_registry_mock.registry.lineage import Artifact, Context, GroupMade, PackageSet
from sagemaker_registry_mock.registry.store import Registry

if TYPE_CHECKING:
    from sagemaker_registry_mock.registry.lineage import LineageEntity
    from sagemaker_registry_mock.registry.records import ModelPackage

HERE = Scope("aws", "us-east-1", "123456789012")
#: `at(0)` as names of actions have it.
EPOCH = int(at(0).timestamp())


def container(image: str | None = "image:1", data: str | None = "s3://bucket/model") -> dict[str, Any]:
    """Return a container with an image and model data, or without one of them."""
    members = {"Image": image, "ModelDataUrl": data}
    return {name: value for name, value in members.items() if value is not None}


@dataclass
class World:
    """A registry, and the seconds that pass in it: one with each thing that happens."""

    registry: Registry = field(default_factory=lambda: Registry(HERE))
    seconds: Any = field(default_factory=count)

    def make_group(self, name: str = "churn") -> None:
        """Let a group be created."""
        made = replace(group(name, second=next(self.seconds)), arn=HERE.arn("model-package-group", name))
        self.registry.lineage.happened.append(GroupMade(made))

    def register(self, key: str = "churn/1", *, staged: bool = False, **members: Any) -> ModelPackage:
        """Let a package be registered: a version, or an unversioned one."""
        name, _, version = key.partition("/")
        bare = package(name, version=int(version) if version else None, second=next(self.seconds))
        status = {"ModelApprovalStatus": "PendingManualApproval"} if version else {}
        made = replace(bare, arn=HERE.arn("model-package", key), members={**status, **members})
        self.registry.lineage.happened.append(PackageSet(None, made, staged=staged))
        return made

    def update(self, before: ModelPackage, *, staged: bool = False, **members: Any) -> ModelPackage:
        """Let a package be updated."""
        after = before.revised(members, at=at(next(self.seconds)), by={})
        self.registry.lineage.happened.append(PackageSet(before, after, staged=staged))
        return after

    def entities(self) -> list[LineageEntity]:
        """Return all entities in the order of their creation."""
        shelves = settled(self.registry).entities.values()
        return sorted((one for shelf in shelves for one in shelf), key=lambda one: one.order)

    def named(self) -> list[str]:
        """Name all entities: artifacts by their type and source, the others by their type and name."""
        return [called(one) for one in self.entities()]

    def edges(self) -> list[tuple[str, str, str]]:
        """Return all associations: the names of their ends, and the type between them."""
        names = {one.arn: called(one) for one in self.entities()}
        return [
            (names[one.source], one.members.get("AssociationType", ""), names[one.destination])
            for one in settled(self.registry).associations
        ]


def called(entity: LineageEntity) -> str:
    """Return what tells an entity from others."""
    name = entity.source_uri.rpartition(":model-package/")[2] if isinstance(entity, Artifact) else entity.name
    return f"{entity.type} {name}"


def own(entity: type[LineageEntity], name: str, kind: str, uri: str) -> LineageEntity:
    """Return an entity that a user has made."""
    bare: Any = {"order": 1000, "created": at(0), "created_by": {}, "modified": at(0), "progress": None}
    members = {f"{entity.word}Type": kind, f"{entity.word}Name": name, "Source": {"SourceUri": uri}}
    return entity(name=name, arn=HERE.arn(entity.kind, name), members=members, **bare)


def context_of(world: World) -> Context:
    """Return the one context there is."""
    (context,) = settled(world.registry).contexts
    return context
