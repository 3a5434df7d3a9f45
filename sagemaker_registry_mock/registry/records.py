"""What the registry remembers. Records are frozen: a change makes a new record.

A record is an identity plus the members that the caller sent, under their wire names. `families` and `sorts` say under
which headings and in which orders the store can file it; they make every list cost its page and not its collection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from sagemaker_registry_mock.registry.transitions import DELETE_PENDING, DELETING

if TYPE_CHECKING:
    from datetime import datetime

    from sagemaker_registry_mock.registry.transitions import Progress

#: A heading that a list can choose without looking at each record: its family, and its values there.
Facet = tuple[str, ...]
#: Tells under which headings of a family a record stands, mostly one: by their values.
Headings = Callable[[Any], tuple[tuple[str, ...], ...]]
Families = Mapping[str, Headings]
#: What a list can be sorted by, by the word in SortBy.
Sorts = Mapping[str, Callable[[Any], Any]]

#: The facet of all records of one collection.
ALL: Facet = ("all",)

#: The approval status of a version until somebody decides on it.
UNDECIDED = "PendingManualApproval"

#: What a record has that has nothing: shared, since no record is ever changed.
_NOTHING: Mapping[str, Any] = {}


def nothing() -> Mapping[str, Any]:
    """Return an empty mapping, always the same."""
    return _NOTHING


#: The ending of the families that `decided` names.
_DECIDED = " by approval status"


def decided(facet: Facet, status: str) -> Facet:
    """Return the heading of the packages under `facet` that have this approval status."""
    family, *values = facet
    return f"{family}{_DECIDED}", *values, status


def _by_status(headings: Headings) -> Headings:
    """Return the headings that `decided` makes of those of a family."""

    def with_status(package: Any) -> tuple[tuple[str, ...], ...]:
        status = package.members.get("ModelApprovalStatus")
        return () if status is None else tuple([(*values, status) for values in headings(package)])

    return with_status


def creation(record: Any) -> float:
    """Return by what a record is sorted by CreationTime."""
    seconds: float = record.created.timestamp()
    return seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What groups, packages, cards and their exports have in common.

    Attributes:
        families: the families of headings, and under which of them a record stands.
        sorts: what a list can be sorted by: the word in SortBy, and what it looks at, which never changes.
        name: its own name; of a version, the name of its group.
        order: the how-manieth resource of its registry it is; breaks ties of equal times.
        created: UTC, to the millisecond, as the service prints times.
        created_by: the UserContext of the caller; None where a real account did not tell it.
        tags: key to value.

    """

    #: The state machine by which a test slows its status down, and the status in which its deletion begins.
    machine: ClassVar[str]
    deletion: ClassVar[str] = DELETING
    families: ClassVar[Families] = {"all": lambda _: ((),)}
    sorts: ClassVar[Sorts] = {"CreationTime": creation, "Name": attrgetter("name")}

    name: str
    arn: str
    order: int
    created: datetime
    created_by: Mapping[str, Any] | None
    progress: Progress
    members: Mapping[str, Any] = field(default_factory=nothing)
    tags: Mapping[str, str] = field(default_factory=nothing)

    @property
    def key(self) -> str:
        """The part of the ARN after its resource type: what the record is found by."""
        return self.name

    def sort_key(self, sort_by: str) -> tuple[Any, int]:
        """Return a key that never changes and that no other record has."""
        return self.sorts[sort_by](self), self.order


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPackageGroup(Record):
    """A group, its policy, and the number of versions it has ever issued."""

    machine = "sagemaker::model_package_group"

    policy: str | None = None
    issued: int = 0


#: The families of packages: all, those of one type, those of one group.
_SCOPES: Families = {
    **Record.families,
    "kind": lambda package: ((package.kind,),),
    "group": lambda package: () if package.version is None else ((package.name,),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPackage(Record):
    """A package: a version of a group, or unversioned where `version` is None.

    Attributes:
        modified, modified_by: when it was last changed and by whom; None of one that never was.
        status_details: what a real account has told of its validation, where that is not what its status says.

    """

    machine = "sagemaker::model_package"
    families: ClassVar[Families] = {
        **_SCOPES,
        **{f"{family}{_DECIDED}": _by_status(headings) for family, headings in _SCOPES.items()},
    }

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
    modified_by: Mapping[str, Any] | None = field(default_factory=nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCardVersion(Record):
    """One version of a model card; `name` is the card's, and `created` the version's own."""

    machine = ModelCard.machine
    families: ClassVar[Families] = {"card": lambda version: ((version.name,),)}
    sorts: ClassVar[Sorts] = {"Version": attrgetter("version")}

    version: int
    modified: datetime
    modified_by: Mapping[str, Any] | None = field(default_factory=nothing)

    @property
    def key(self) -> str:
        """`card/version`."""
        return f"{self.name}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCardExportJob(Record):
    """The export of one version of a model card: done when it was made, however slowly its status tells so.

    Attributes:
        artifact: where the document lies; None where the job failed.
        failure: why it failed; None where it did not.

    """

    machine = "sagemaker::model_card_export_job"
    families: ClassVar[Families] = {"card": lambda job: ((job.card,),)}
    #: By Status too: by that which it ends with, since a sort key never changes.
    sorts: ClassVar[Sorts] = {**Record.sorts, "Status": attrgetter("outcome")}

    card: str
    version: int
    artifact: str | None
    failure: str | None

    @property
    def key(self) -> str:
        """What follows the resource type in its ARN: `card/export-job/job`."""
        return f"{self.card}/export-job/{self.name}"

    @property
    def outcome(self) -> str:
        """The status that it ends with."""
        return "Failed" if self.failure else "Completed"

    @property
    def status(self) -> str:
        """The status that it has now."""
        return self.progress.status if self.progress.status == "InProgress" else self.outcome
