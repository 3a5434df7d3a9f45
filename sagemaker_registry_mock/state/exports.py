"""A real account's registry, from the answers that the AWS CLI has printed into a folder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sagemaker_registry_mock.registry import arns
from sagemaker_registry_mock.registry.lineage import GroupMade, PackageSet
from sagemaker_registry_mock.registry.records import (
    UNDECIDED,
    ModelCard,
    ModelCardVersion,
    ModelPackage,
    ModelPackageGroup,
)
from sagemaker_registry_mock.registry.store import Registry
from sagemaker_registry_mock.state.answers import answers_in
from sagemaker_registry_mock.state.document import document_of
from sagemaker_registry_mock.state.exported import Told, exports_of
from sagemaker_registry_mock.state.recorded import card_records, group_record, made_up_group, package_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from os import PathLike

    from sagemaker_registry_mock.registry.records import Record
    from sagemaker_registry_mock.state.exported import Exports


def document_from_exports(folder: str | PathLike[str]) -> dict[str, Any]:
    """Return the document of the registries that the files of a folder tell of (docs/seeding.md).

    The files hold what the AWS CLI prints, or boto3 answers, for Describe and List operations: any names, any folders.

    Raises:
        StateError: a file holds something else, or two contradict each other; it names the file.

    """
    exports = exports_of(answers_in(Path(folder)))
    told = defaultdict[arns.Scope, list[Told]](list)
    for one in exports.resources.values():
        told[one.arn.scope].append(one)
    return document_of(_registry(scope, ones, exports) for scope, ones in told.items())


def _registry(scope: arns.Scope, told: list[Told], exports: Exports) -> Registry:
    """Return a registry with all that is told of one account in one region, in the order in which it came to be."""
    registry = Registry(scope)
    shelves: dict[type[Record], Any] = {
        ModelPackageGroup: registry.groups,
        ModelPackage: registry.packages,
        ModelCard: registry.cards,
        ModelCardVersion: registry.card_versions,
    }
    kinds = list(shelves)
    records = list(_records(told, exports))
    records.sort(key=lambda one: (one.created, kinds.index(type(one)), one.name, getattr(one, "version", None) or 0))
    for record in records:
        shelves[type(record)].put(replace(record, order=registry.next_order()))
    facts: list[tuple[datetime, GroupMade | PackageSet]] = [(one.created, GroupMade(one)) for one in registry.groups]
    facts += [fact for package in registry.packages for fact in _history(package)]
    registry.lineage.happened.extend(fact for _, fact in sorted(facts, key=lambda one: one[0]))
    return registry


def _records(told: list[Told], exports: Exports) -> Iterator[Record]:
    """Yield the records of one registry, not numbered yet."""
    kinds = defaultdict[str, list[Told]](list)
    for one in told:
        kinds[one.arn.kind].append(one)
    packages = [package_record(one, exports) for one in kinds[arns.PACKAGE]]
    yield from packages
    groups = {group.name: group for one in kinds[arns.GROUP] for group in [group_record(one, exports)]}
    versions = defaultdict[str, list[ModelPackage]](list)
    for package in packages:
        if package.version is not None:
            versions[package.name].append(package)
    for name, known in versions.items():
        group = groups.get(name) or made_up_group(name, min(known, key=lambda one: one.created))
        groups[name] = replace(group, issued=max(one.version or 0 for one in known))
    yield from groups.values()
    cards = defaultdict[str, list[Told]](list)
    for one in kinds[arns.CARD]:
        cards[one.text].append(one)
    for ones in cards.values():
        yield from card_records(ones, exports)


def _history(package: ModelPackage) -> Iterator[tuple[datetime, PackageSet]]:
    """Yield what has happened to a package, as lineage records it, and when.

    Of its past an export tells no more than when it was registered and when it was changed last: it was decided on, and
    got its stage, then.
    """
    staged = "ModelLifeCycle" in package.members
    if package.modified is None:
        yield package.created, PackageSet(None, package, staged=staged)
        return
    later = {"ModelLifeCycle", "ApprovalDescription"}
    members = {name: value for name, value in package.members.items() if name not in later}
    if package.version is not None:
        members["ModelApprovalStatus"] = UNDECIDED
    registered = replace(package, members=members, modified=None, modified_by=None)
    yield package.created, PackageSet(None, registered, staged=False)
    yield package.modified, PackageSet(registered, package, staged=staged)
