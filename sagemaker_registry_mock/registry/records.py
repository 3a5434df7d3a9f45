"""What the registry remembers. Records are frozen: a change makes a new record.

A record is an identity plus the members that the caller sent, under their wire names. `facets` and `sort_keys`
say under which headings the store files it; they are what makes every list cost its page and not its collection.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from sagemaker_registry_mock.registry.transitions import DELETE_PENDING, DELETING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import datetime

    from sagemaker_registry_mock.registry.transitions import Progress

#: The facet of all records of one collection.
ALL = "all"

#: The approval status of a version until somebody decides on it.
UNDECIDED = "PendingManualApproval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What groups, packages, cards and their exports have in common.

    Attributes:
        name: its own name; of a version, the name of its group.
        order: the how-manieth resource of its registry it is; breaks ties of equal times.
        created: UTC, to the millisecond, as the service prints times.
        created_by: the UserContext of the caller; None where a real account did not tell it.
        tags: key to value.

    """

    #: The state machine by which a test slows its status down, and the status in which its deletion begins.
    machine: ClassVar[str]
    deletion: ClassVar[str] = DELETING

    name: str
    arn: str
    order: int
    created: datetime
    created_by: Mapping[str, Any] | None
    progress: Progress
    members: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The part of the ARN after its resource type: what the record is found by."""
        return self.name

    @property
    def facets(self) -> tuple[Hashable, ...]:
        """The headings that a list can choose without looking at each record."""
        return (ALL,)

    @property
    def sort_keys(self) -> dict[str, tuple[Any, ...]]:
        """For every SortBy a key that never changes and that no other record has."""
        return {"CreationTime": (self.created.timestamp(), self.order), "Name": (self.name, self.order)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPackageGroup(Record):
    """A group, its policy, and the number of versions it has ever issued."""

    machine = "sagemaker::model_package_group"

    policy: str | None = None
    issued: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPackage(Record):
    """A package: a version of a group, or unversioned where `version` is None.

    Attributes:
        modified, modified_by: when it was last changed and by whom; None of one that never was.
        status_details: what a real account has told of its validation, where that is not what its status says.

    """

    machine = "sagemaker::model_package"

    version: int | None = None
    modified: datetime | None = None
    modified_by: Mapping[str, Any] | None = None
    status_details: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        """`group/version`, or the name."""
        return self.name if self.version is None else f"{self.name}/{self.version}"

    @property
    def kind(self) -> str:
        """The ModelPackageType that lists it."""
        return "Unversioned" if self.version is None else "Versioned"

    @property
    def facets(self) -> tuple[Hashable, ...]:
        """Its type and its group, each alone and with its approval status."""
        status = self.members.get("ModelApprovalStatus")
        scopes = (ALL, self.kind) if self.version is None else (ALL, self.kind, ("group", self.name))
        return scopes if status is None else (*scopes, *((scope, status) for scope in scopes))

    def revised(self, changes: Mapping[str, Any], *, at: datetime, by: Mapping[str, Any]) -> ModelPackage:
        """Return the record with `changes` laid over the old members."""
        return replace(self, members={**self.members, **changes}, modified=at, modified_by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard(Record):
    """A stand-alone model card as its latest version has it; its creation is that of the card."""

    machine = "sagemaker::model_card"
    deletion = DELETE_PENDING

    version: int = 1
    modified: datetime
    modified_by: Mapping[str, Any] | None = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCardVersion(Record):
    """One version of a model card; `name` is the card's, and `created` the version's own."""

    machine = ModelCard.machine

    version: int
    modified: datetime
    modified_by: Mapping[str, Any] | None = field(default_factory=dict)

    @property
    def key(self) -> str:
        """`card/version`."""
        return f"{self.name}/{self.version}"

    @property
    def facets(self) -> tuple[Hashable, ...]:
        """Its card."""
        return (("card", self.name),)

    @property
    def sort_keys(self) -> dict[str, tuple[Any, ...]]:
        """Sort by Version, the one thing the API sorts versions by."""
        return {"Version": (self.version, self.order)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCardExportJob(Record):
    """The export of one version of a model card: done when it was made, however slowly its status tells so.

    Attributes:
        artifact: where the document lies; None where the job failed.
        failure: why it failed; None where it did not.

    """

    machine = "sagemaker::model_card_export_job"

    card: str
    version: int
    artifact: str | None
    failure: str | None

    @property
    def key(self) -> str:
        """What follows the resource type in its ARN: `card/export-job/job`."""
        return f"{self.card}/export-job/{self.name}"

    @property
    def facets(self) -> tuple[Hashable, ...]:
        """Its card."""
        return (("card", self.card),)

    @property
    def outcome(self) -> str:
        """The status that it ends with."""
        return "Failed" if self.failure else "Completed"

    @property
    def status(self) -> str:
        """The status that it has now."""
        return self.progress.status if self.progress.status == "InProgress" else self.outcome

    @property
    def sort_keys(self) -> dict[str, tuple[Any, ...]]:
        """Sort by Status too: by that which it ends with, since a sort key never changes."""
        return {
            "CreationTime": (self.created.timestamp(), self.order),
            "Name": (self.name, self.order),
            "Status": (self.outcome, self.order),
        }
