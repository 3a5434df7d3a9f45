"""What is remembered of lineage: artifacts, contexts, actions, what associates them, and what has yet to be recorded.

The registry's own operations only note what has happened. It becomes entities when somebody looks at lineage: see
`sagemaker_registry_mock.lineage.automatic`.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.records import Families, Record, Sorts, creation, nothing
from sagemaker_registry_mock.registry.transitions import COMPLETED, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from typing_extensions import Self

    from sagemaker_registry_mock.registry.records import ModelPackage, ModelPackageGroup
    from sagemaker_registry_mock.registry.store import Shelf

#: The group that every lineage entity of an account belongs to.
DEFAULT_GROUP = "sagemaker-default-lineage-group"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEntity(Record):
    """What artifacts, contexts and actions have in common.

    Attributes:
        modified: when it was last changed; at first its creation.
        automatic: whether SageMaker has made it by itself.

    """

    #: The word for it in the names of operations and members, and the resource type in its ARN.
    word: ClassVar[str]
    kind: ClassVar[str]
    #: Its type, and what it stands for: neither ever changes.
    families: ClassVar[Families] = {
        **Record.families,
        "type": lambda entity: ((entity.type,),),
        "uri": lambda entity: ((entity.source_uri,),),
    }

    modified: datetime
    automatic: bool = False

    @property
    def type(self) -> str:
        """Its own type, a word of its maker's."""
        return str(self.members[f"{self.word}Type"])

    @property
    def title(self) -> str | None:
        """The name that it was given; an artifact may have none."""
        return self.members.get(f"{self.word}Name")

    @property
    def source_uri(self) -> str:
        """What it stands for."""
        return str(self.members["Source"]["SourceUri"])

    @property
    def properties(self) -> Mapping[str, str]:
        """What its maker says of it."""
        properties: Mapping[str, str] = self.members.get("Properties", {})
        return properties

    def revised(self, changes: Mapping[str, Any], at: datetime) -> Self:
        """Return the record with `changes` laid over the old members."""
        return replace(self, members={**self.members, **changes}, modified=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact(LineageEntity):
    """Something with a URI: data, an image, a model, a version. Its `name` is the last part of its ARN."""

    word, kind = "Artifact", arns.ARTIFACT
    #: By the time alone: its name may change, and a sort key never does.
    sorts: ClassVar[Sorts] = {"CreationTime": creation}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(LineageEntity):
    """What groups other entities: a model package group, an endpoint."""

    word, kind = "Context", arns.CONTEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(LineageEntity):
    """Something that was done: an approval, a change of stage, a deployment."""

    word, kind = "Action", arns.ACTION


#: The records of entities, by the resource types in their ARNs.
ENTITIES: dict[str, type[LineageEntity]] = {one.kind: one for one in (Artifact, Context, Action)}


def artifact_id(source: Mapping[str, Any]) -> str:
    """Return the last part of the ARN of the artifact with this Source: the same in every account, as on AWS."""
    types = sorted((one["SourceIdType"], one["Value"]) for one in source.get("SourceTypes", ()))
    text = json.dumps([source["SourceUri"], types])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Association(Record):
    """An edge from one entity to another; it has no ARN and no name of its own.

    Attributes:
        source, destination: the ARNs of its ends.
        source_type, destination_type: the types of its ends, which never change.

    """

    families: ClassVar[Families] = {
        **Record.families,
        "source": lambda one: ((one.source,),),
        "destination": lambda one: ((one.destination,),),
    }
    sorts: ClassVar[Sorts] = {
        "CreationTime": creation,
        "SourceArn": attrgetter("source"),
        "DestinationArn": attrgetter("destination"),
        "SourceType": attrgetter("source_type"),
        "DestinationType": attrgetter("destination_type"),
    }

    source: str
    destination: str
    source_type: str
    destination_type: str
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """One end of an association."""

    arn: str
    type: str


def association(ends: tuple[End, End], kind: str | None, **when: Any) -> Association:
    """Return an association between two ends; `when` tells its order, its creation, whether it is automatic."""
    source, destination = ends
    key = association_key(source.arn, destination.arn)
    return Association(
        name=key,
        arn=key,
        created_by=nothing(),
        progress=Progress(COMPLETED, when["created"]),
        members=nothing() if kind is None else _members_of(kind),
        source=source.arn,
        destination=destination.arn,
        source_type=source.type,
        destination_type=destination.type,
        **when,
    )


@lru_cache
def _members_of(kind: str) -> Mapping[str, str]:
    """Return the members of all associations of one type: there are very many, and no record is ever changed."""
    return {"AssociationType": kind}


def association_key(source: str, destination: str) -> str:
    """Return what the association between two ARNs is found by: there is one at most."""
    return f"{source} {destination}"


@dataclass(frozen=True, slots=True)
class GroupMade:
    """A model package group was created."""

    group: ModelPackageGroup


@dataclass(frozen=True, slots=True)
class PackageSet:
    """A model package was registered, where there was none before, or updated.

    Attributes:
        staged: whether the request set its ModelLifeCycle.

    """

    before: ModelPackage | None
    after: ModelPackage
    staged: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a query has found, in the order of its pages.

    Attributes:
        asked: what it asked.
        changes: how often the lineage had changed by then.
        places: the depth and the ARN of every entity.
        edges: the associations, by the ARN of the end that they are told with.

    """

    asked: Mapping[str, Any]
    changes: int
    places: list[tuple[int, str]]
    edges: Mapping[str, list[Association]]


class Lineage:
    """All lineage entities of one registry, and what has happened in it that is not among them yet."""

    def __init__(self, shelf: type[Shelf[Any]]) -> None:
        self.artifacts: Shelf[Artifact] = shelf()
        self.contexts: Shelf[Context] = shelf()
        self.actions: Shelf[Action] = shelf()
        self.associations: Shelf[Association] = shelf()
        #: The shelves of entities, by the resource types in their ARNs.
        self.entities: dict[str, Shelf[Any]] = {
            arns.ARTIFACT: self.artifacts,
            arns.CONTEXT: self.contexts,
            arns.ACTION: self.actions,
        }
        self.happened: deque[GroupMade | PackageSet] = deque()
        #: Since when there is the default lineage group: it comes with the first entity.
        self.begun: datetime | None = None
        #: The next number for the name of an action, by what stands before it and the second in which it is done.
        self.numbers: dict[tuple[str, int], int] = {}
        #: What the query whose pages are being read has found.
        self.found: Found | None = None

    @property
    def changes(self) -> int:
        """How often anything in it has changed."""
        return self.associations.changes + sum(shelf.changes for shelf in self.entities.values())

    def become(self, other: Lineage) -> None:
        """Hold what `other` holds by now; the next page of a query is found anew."""
        for kind, shelf in self.entities.items():
            shelf.become(other.entities[kind])
        self.associations.become(other.associations)
        self.happened = deque(other.happened)
        self.begun = other.begun
        self.numbers = dict(other.numbers)
        self.found = None

    def add(self, entity: LineageEntity) -> None:
        """Store a new entity; with the first one the default group comes into being."""
        self.begun = self.begun or entity.created
        self.entities[entity.kind].put(entity)
