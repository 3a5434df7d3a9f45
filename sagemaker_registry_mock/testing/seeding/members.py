"""The keys of a seed's entries, and the members of requests that they stand for.

A key is short and written small, or the wire name of any member of the operations that create and update the resource.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.protocol.service import default_service
from sagemaker_registry_mock.testing.seeding.reading import SeedError
from sagemaker_registry_mock.testing.seeding.values import checked, entries, plain, text, unknown

if TYPE_CHECKING:
    from botocore.model import Shape

#: Members that the keys above an entry tell, and that which makes sense for retries only.
_TOLD_ABOVE = frozenset(
    {"ModelPackageName", "ModelPackageGroupName", "ModelPackageArn", "ModelCardName", "ModelCardVersion", "ClientToken"}
)
#: Short keys that together make the one container of the inference specification.
CONTAINER = {"image": "Image", "model": "ModelDataUrl"}
SPECIFICATION = "InferenceSpecification"


def _stage(value: Any, place: str) -> Any:
    """Read `Production/Approved`; a mapping is the member as it is."""
    if isinstance(value, Mapping):
        return value
    stage, slash, status = text(value, place).partition("/")
    if not slash or "/" in status:
        raise SeedError(f"{place}: it must be a stage and its status, such as Production/Approved, not {value!r}.")
    return {"Stage": stage, "StageStatus": status}


def _new_card(value: Any, _place: str) -> Any:
    """Read the content of a version's model card; it begins as a draft."""
    return {"ModelCardContent": value, "ModelCardStatus": "Draft"}


def _card(value: Any, _place: str) -> Any:
    return {"ModelCardContent": value}


def _tags(value: Any, place: str) -> Any:
    return [{"Key": key, "Value": text(one, f"{place}.{key}")} for key, one in entries(value, place)]


def _as_it_is(value: Any, _place: str) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Key:
    """A short key: the member that it stands for, and how its value is read into the member's own form."""

    member: str
    read: Callable[[Any, str], Any] = _as_it_is


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of entry in a seed.

    Attributes:
        operation: what is asked for it.
        keys: its short keys.
        apart: keys that are no members, but say when, how often, and what else there is.
        later: the operation whose members may also be given: an update, right after.

    """

    operation: str
    keys: Mapping[str, Key] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    later: str | None = None

    @property
    def told(self) -> str:
        """Its keys in words."""
        keys = ", ".join(sorted({*self.keys, *self.apart}))
        return f"{keys}, and the members of {' and '.join(filter(None, (self.operation, self.later)))}"


_PACKAGE = {
    "description": Key("ModelPackageDescription"),
    "stage": Key("ModelLifeCycle", _stage),
    "metadata": Key("CustomerMetadataProperties"),
    "card": Key("ModelCard", _new_card),
}
_DECISION = {"status": Key("ModelApprovalStatus"), "comment": Key("ApprovalDescription")}

GROUP = Entry(
    "CreateModelPackageGroup",
    {"description": Key("ModelPackageGroupDescription"), "tags": Key("Tags", _tags)},
    frozenset({"created", "policy", "versions"}),
)
VERSION = Entry(
    "CreateModelPackage",
    {**_PACKAGE, **_DECISION},
    frozenset({"created", "count", "every", "updates", *CONTAINER}),
    later="UpdateModelPackage",
)
PACKAGE = Entry(
    "CreateModelPackage",
    {**_PACKAGE, "tags": Key("Tags", _tags)},
    frozenset({"created", "updates", *CONTAINER}),
    later="UpdateModelPackage",
)
PACKAGE_UPDATE = Entry(
    "UpdateModelPackage",
    {
        **_DECISION,
        "stage": _PACKAGE["stage"],
        "metadata": _PACKAGE["metadata"],
        "card": Key("ModelCard", _card),
    },
    frozenset({"at"}),
)
CARD = Entry(
    "CreateModelCard",
    {
        "content": Key("Content"),
        "status": Key("ModelCardStatus"),
        "tags": Key("Tags", _tags),
    },
    frozenset({"created", "updates"}),
)
CARD_UPDATE = Entry(
    "UpdateModelCard",
    {"content": Key("Content"), "status": Key("ModelCardStatus")},
    frozenset({"at"}),
)
POLICY = Entry("PutModelPackageGroupPolicy", {"policy": Key("ResourcePolicy")})


def shape_of(operation: str) -> Shape:
    """Return the shape of what an operation is asked."""
    return default_service().model.operation_model(operation).input_shape


def container_shape() -> Shape:
    """Return the shape of a container of an inference specification."""
    return shape_of("CreateModelPackage").members[SPECIFICATION].members["Containers"].member


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says: members of its operation, members of the later one alone, and what stands apart."""

    members: dict[str, Any] = field(default_factory=dict)
    later: dict[str, Any] = field(default_factory=dict)
    apart: dict[str, Any] = field(default_factory=dict)


def said(kind: Entry, value: Any, place: str, validation: str) -> Said:
    """Take an entry apart, and hold its members against the service model.

    Raises:
        SeedError: it has a key that does not exist, says something twice, or breaks the service model.

    """
    found = Said()
    first, later = (_members_of(operation) for operation in (kind.operation, kind.later))
    for name, one in entries(value, place):
        at = f"{place}.{name}"
        key = kind.keys.get(name) or Key(name)
        if name in kind.apart:
            found.apart[name] = one
            continue
        into, shapes = (found.members, first) if key.member in first else (found.later, later)
        if key.member not in shapes:
            raise unknown(name, {*kind.keys, *kind.apart, *first, *later}, place, kind.told)
        if key.member in into:
            raise SeedError(f"{at}: {key.member} is said twice.")
        into[key.member] = checked(shapes[key.member], plain(key.member, key.read(one, at), at), at, validation)
    return found


def _members_of(operation: str | None) -> dict[str, Shape]:
    if operation is None:
        return {}
    return {name: shape for name, shape in shape_of(operation).members.items() if name not in _TOLD_ABOVE}
