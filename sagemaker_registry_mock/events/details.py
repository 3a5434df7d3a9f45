"""What the registry announces: one class per detail-type of EventBridge.

Source: EventBridge event reference, "Amazon SageMaker AI events". The detail is the Describe reply of the resource as
it is after the change, with a little added or left out.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import timezone
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sagemaker_registry_mock.registry.arns import Scope

#: What events call some members of UpdateModelPackage.
_FIELDS = {
    "SourceUri": "sourceUri",
    "AdditionalInferenceSpecificationsToAdd": "AdditionalInferenceSpecifications",
    "CustomerMetadataPropertiesToRemove": "CustomerMetadataProperties",
}

#: Held while an event gets its id: two threads that look at once see the same one.
_NAMING = Lock()


def written_time(time: datetime) -> str:
    """Write a time as events tell it: ISO 8601, UTC, to the second."""
    return f"{time.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What an operation announces.

    Attributes:
        resource: the ARN of what has changed.
        told: returns what a Describe would tell of it. Asked only if somebody looks at the event.

    """

    detail_type: ClassVar[str]
    #: The Describe operation by whose output shape the detail is written.
    operation: ClassVar[str]

    resource: str
    told: Callable[[], Mapping[str, Any]]

    @property
    def resources(self) -> list[str]:
        """The ARNs of what the event is about."""
        return [self.resource]

    def detail(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return the detail of the event; `told` is the Describe reply in JSON."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageChanged(Announcement):
    """A package was created, or an update has set the members `updated`, which it names in the order of the request."""

    detail_type: ClassVar[str] = "SageMaker Model Package State Change"
    operation: ClassVar[str] = "DescribeModelPackage"

    updated: tuple[str, ...] = ()

    def detail(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return all that is told, and which members were updated."""
        fields = list(dict.fromkeys(_FIELDS.get(name, name) for name in self.updated))
        return {**told, "UpdatedModelPackageFields": fields} if fields else told


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChanged(Announcement):
    """A stand-alone card was created, or its content or status was updated.

    Attributes:
        account: that of the card.
        model: returns the ID of the model that the card's content tells of.

    """

    detail_type: ClassVar[str] = "SageMaker Model Card State Change"
    operation: ClassVar[str] = "DescribeModelCard"

    account: str
    model: Callable[[], str | None]

    def detail(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return what is told but for the content, and whose card of which model it is."""
        kept = {name: value for name, value in told.items() if name not in {"Content", "ModelCardArn"}}
        model = self.model()
        added = {"AccountId": self.account, "SecurityConfig": kept.get("SecurityConfig", {})}
        return {**kept, **added, **({} if model is None else {"ModelId": model})}


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells of a record when asked. All events are kept, and a `partial` takes five times the room."""

    members: Callable[[Any], Mapping[str, Any]]
    record: Any

    def __call__(self) -> Mapping[str, Any]:
        """Return what a Describe would tell of the record."""
        return self.members(self.record)


class Event:
    """An announcement in its place and time. It is composed when looked at, of records that never change.

    Attributes:
        number: its place in the order in which events were announced.
        generation: how many events stand before it in the chain in which each was sent by a target of the one before.
        root: the first of that chain, and `followers`, how many events have followed from that.

    """

    __slots__ = ("_id", "_root", "_tell", "announcement", "followers", "generation", "number", "scope", "time")

    def __init__(
        self,
        announcement: Announcement,
        scope: Scope,
        time: datetime,
        tell: Callable[[str, Mapping[str, Any]], dict[str, Any]],
    ) -> None:
        self.announcement = announcement
        self.scope = scope
        self.time = time
        self.number = 0
        self.generation = 0
        self.followers = 0
        self._root: Event | None = None
        self._id: str | None = None
        self._tell = tell

    @property
    def root(self) -> Event:
        """The first of its chain: itself, where it was sent by no target."""
        return self._root or self

    @property
    def id(self) -> str:
        """Its own id, made when somebody first looks: mostly nobody does."""
        with _NAMING:
            if self._id is None:
                self._id = str(uuid.uuid4())
            return self._id

    def follow(self, before: Event) -> None:
        """Count this event as one that a target of the event `before` has sent."""
        self.generation, self._root = before.generation + 1, before.root
        self._root.followers += 1

    @property
    def envelope(self) -> dict[str, Any]:
        """The event as EventBridge has it: a fresh one, of nothing but JSON, for everybody who looks."""
        envelope: dict[str, Any] = json.loads(json.dumps(self._composed()))
        return envelope

    def _composed(self) -> dict[str, Any]:
        announcement, scope = self.announcement, self.scope
        return {
            "version": "0",
            "id": self.id,
            "detail-type": announcement.detail_type,
            "source": "aws.sagemaker",
            "account": scope.account,
            "time": written_time(self.time),
            "region": scope.region,
            "resources": announcement.resources,
            "detail": announcement.detail(self._tell(announcement.operation, announcement.told())),
        }
