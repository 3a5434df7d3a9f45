"""What the registry announces: one class per detail-type of EventBridge.

Source: EventBridge event reference, "Amazon SageMaker AI events". The detail is the Describe reply of the resource as
it is after the change, with a little added or left out.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import timezone
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


def written_time(time: datetime) -> str:
    """Write a time as events tell it: ISO 8601, UTC, to the second."""
    return f"{time.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class PackageChanged(Announcement):
    """A package was created, or an update has set the members `updated`, which it names in the order of the request."""

    detail_type: ClassVar[str] = "SageMaker Model Package State Change"
    operation: ClassVar[str] = "DescribeModelPackage"

    updated: tuple[str, ...] = ()

    def detail(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return all that is told, and which members were updated."""
        fields = list(dict.fromkeys(_FIELDS.get(name, name) for name in self.updated))
        return {**told, "UpdatedModelPackageFields": fields} if fields else told


@dataclass(frozen=True, kw_only=True)
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


class Event:
    """An announcement in its place and time. It is composed when looked at, of records that never change.

    Attributes:
        number: its place in the order in which events were announced.
        generation: how many events stand before it in the chain in which each was sent by a target of the one before.
        root: the first of that chain, and `followers`, how many events have followed from that.

    """

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
        self.root: Event = self
        self.followers = 0
        self._id = str(uuid.uuid4())
        self._tell = tell

    def follow(self, before: Event) -> None:
        """Count this event as one that a target of the event `before` has sent."""
        self.generation, self.root = before.generation + 1, before.root
        self.root.followers += 1

    @property
    def envelope(self) -> dict[str, Any]:
        """The event as EventBridge has it: a fresh one, of nothing but JSON, for everybody who looks."""
        envelope: dict[str, Any] = json.loads(json.dumps(self._composed()))
        return envelope

    def _composed(self) -> dict[str, Any]:
        announcement, scope = self.announcement, self.scope
        return {
            "version": "0",
            "id": self._id,
            "detail-type": announcement.detail_type,
            "source": "aws.sagemaker",
            "account": scope.account,
            "time": written_time(self.time),
            "region": scope.region,
            "resources": announcement.resources,
            "detail": announcement.detail(self._tell(announcement.operation, announcement.told())),
        }
