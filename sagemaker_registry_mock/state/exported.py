"""What a folder of exports tells of each resource: the best that is known, once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.state.answers import NAMELESS, RESOURCE, SOURCES, Answer
from sagemaker_registry_mock.state.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

_RANKS = tuple(SOURCES)
#: A resource: its ARN and, of a model card, the number of its version.
Key = tuple[str, "int | None"]


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer tells of one resource."""

    file: str
    operation: str
    arn: arns.Arn
    text: str
    members: Mapping[str, Any]

    @property
    def rank(self) -> int:
        """How much it is worth: the less, the more."""
        return 0 if SOURCES[self.operation].holder is None else 1 + _RANKS.index(self.operation)

    @property
    def created(self) -> datetime:
        """When the resource came into being."""
        time: datetime = self.members["CreationTime"]
        return time

    @property
    def changed(self) -> datetime:
        """When the resource was changed last."""
        time: datetime = self.members.get("LastModifiedTime", self.created)
        return time


@dataclass(slots=True)
class Exports:
    """What a folder tells.

    Attributes:
        resources: what is known best of each.
        made: when versions of model cards came into being, where a list of them tells.
        tags, policies: by the ARN of the resource.

    """

    resources: dict[Key, Told] = field(default_factory=dict)
    made: dict[Key, datetime] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    policies: dict[str, str] = field(default_factory=dict)


def exports_of(answers: Iterable[Answer]) -> Exports:
    """Return what answers tell.

    Raises:
        StateError: two of them contradict each other, or it cannot be told what one is about.

    """
    exports, described = Exports(), defaultdict[str, set[str]](set)
    nameless = []
    for answer in answers:
        if answer.operation in NAMELESS:
            nameless.append(answer)
        for told in _told(answer):
            _add(exports, told)
            if told.rank == 0:
                described[answer.file].add(told.text)
    known = {arn for arn, _ in exports.resources}
    for answer in nameless:
        arn = answer.about or _neighbour(answer, described)
        if arn not in known:
            raise StateError(f"{answer.file} is about {arn}, of which no file tells anything else.")
        _attach(exports, answer, arn)
    return exports


def _told(answer: Answer) -> Iterator[Told]:
    """Yield what an answer tells of each resource.

    Raises:
        StateError: it does not tell the ARN or the time of one.

    """
    source = SOURCES.get(answer.operation)
    if source is None:
        return
    held = [answer.members] if source.holder is None else answer.members.get(source.holder, ())
    for one in held.values() if isinstance(held, dict) else held:
        text = (one or {}).get(source.arn, "")
        arn = arns.parse(text)
        if arn is None or arn.kind != source.kind:
            raise StateError(f"{answer.file}: {source.arn} must be the ARN of a {source.kind}, not {text!r}.")
        if "CreationTime" not in one:
            raise StateError(f"{answer.file} does not tell the CreationTime of {text}.")
        yield Told(answer.file, answer.operation, arn, text, one)


def _add(exports: Exports, told: Told) -> None:
    key = told.text, told.members.get("ModelCardVersion")
    if told.operation == "ListModelCardVersions":
        exports.made[key] = told.created
    known = exports.resources.get(key)
    exports.resources[key] = told if known is None else _better(known, told)


def _better(known: Told, told: Told) -> Told:
    """Return what is worth more; of what is worth the same, what was changed later.

    Raises:
        StateError: both are worth the same and are not the same.

    """
    if known.rank != told.rank:
        return min(known, told, key=lambda one: one.rank)
    if known.changed != told.changed:
        return max(known, told, key=lambda one: one.changed)
    names = known.members.keys() | told.members.keys()
    unlike = sorted(name for name in names if known.members.get(name) != told.members.get(name))
    if unlike:
        files = known.file if known.file == told.file else f"{known.file} and {told.file}"
        raise StateError(
            f"{files} contradict each other: {', '.join(unlike)} of {told.text}, changed at the same time."
        )
    return known


def _neighbour(answer: Answer, described: Mapping[str, set[str]]) -> str:
    """Return the ARN of the one resource that `churn.json` describes, where the answer stands in `churn.tags.json`.

    Raises:
        StateError: there is no such file, or it does not describe one resource.

    """
    file = PurePosixPath(answer.file)
    stem = file.with_suffix("").with_suffix("")
    found = {arn for name, ones in described.items() if PurePosixPath(name).with_suffix("") == stem for arn in ones}
    if len(found) != 1:
        names = f"{stem.name}.tags.json beside {stem.name}.json, which describes the one resource"
        raise StateError(
            f"{answer.file} does not tell what it is about: put {RESOURCE} into it, or name it as {names}."
        )
    return found.pop()


def _attach(exports: Exports, answer: Answer, arn: str) -> None:
    """Put tags or a policy down.

    Raises:
        StateError: they are not those that another file tells.

    """
    if "ResourcePolicy" in answer.members:
        told = {"ResourcePolicy": answer.members["ResourcePolicy"]}
        known = {"ResourcePolicy": exports.policies.setdefault(arn, told["ResourcePolicy"])}
    else:
        told = {tag["Key"]: tag["Value"] for tag in answer.members.get("Tags", ())}
        known = exports.tags.setdefault(arn, {})
        known.update({key: value for key, value in told.items() if key not in known})
    for name, value in told.items():
        if known[name] != value:
            raise StateError(f"{answer.file} contradicts another file: {name} of {arn} is not {known[name]!r} there.")
